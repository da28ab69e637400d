"""JSON Schemas (2020-12) of a case file, a pack and a file of rules, from the definitions that read them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel

from mingjian.assist.evidence.kinds import EVIDENCE, kinds
from mingjian.assist.evidence.pack import Level, PackFile
from mingjian.assist.evidence.records import CaseFile
from mingjian.assist.evidence.rule import RulesFile

__all__ = ["WHAT", "schema"]

WHAT = ("case", "pack", "rules", "kinds")
_TITLES = {
    "case": "Mingjian case file 案件材料",
    "pack": "Mingjian evidence pack 证据指引包",
    "rules": "Mingjian rules of evidence 审查规则",
}


def schema(what: Literal["case", "pack", "rules", "kinds"]) -> dict[str, Any]:
    """The schema of one of them; of kinds of material their table."""
    if what == "kinds":
        return {
            one.code: {"zh": one.zh, "en": one.en, "evidence": one.evidence, "evidence_zh": EVIDENCE[one.evidence][0]}
            for one in kinds().values()
        }
    kinds_of: dict[str, type[BaseModel]] = {"case": CaseFile, "pack": PackFile, "rules": RulesFile}
    found: dict[str, Any] = kinds_of[what].model_json_schema(by_alias=True)
    found["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    found["title"] = _TITLES[what]
    definitions = found.get("$defs", {})
    if "Document" in definitions:
        definitions["Document"]["properties"]["kind"]["enum"] = sorted(kinds())
    if "Level" in definitions:
        definitions["Level"] = {"oneOf": [{"const": one.value, "title": f"{one.zh} {one.en}"} for one in Level]}
    return found
