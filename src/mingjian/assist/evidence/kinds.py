"""The kinds of material in a file: names in both languages, and which evidence of 刑诉法50 each is.

Procedural papers (decisions, notices, registers) are no evidence of the crime and are marked so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mingjian.models.source import read_source

__all__ = ["EVIDENCE", "MaterialKind", "kinds"]

EVIDENCE: dict[str, tuple[str, str]] = {
    "thing": ("物证", "physical evidence"),
    "writing": ("书证", "documentary evidence"),
    "testimony": ("证人证言", "testimony of a witness"),
    "victim": ("被害人陈述", "statement of the victim"),
    "suspect": ("犯罪嫌疑人供述和辩解", "statement of the suspect"),
    "opinion": ("鉴定意见", "expert opinion"),
    "record": ("勘验、检查、辨认、侦查实验等笔录", "record of inspection, identification, experiment"),
    "media": ("视听资料、电子数据", "audiovisual material, electronic data"),
    "paper": ("程序文书", "procedural paper, no evidence of the crime"),
}


@dataclass(frozen=True)
class MaterialKind:
    """A kind of material; ``person``: each is about one person."""

    code: str
    zh: str
    en: str
    evidence: str


@cache
def kinds() -> dict[str, MaterialKind]:
    """Every kind by its code."""
    text = files("mingjian.assist.evidence").joinpath("data/kinds.yaml").read_text(encoding="utf-8")
    found: dict[str, MaterialKind] = {}
    for evidence, members in read_source(text, "kinds.yaml").data.items():
        for code, (zh, en) in members.items():
            found[code] = MaterialKind(code, zh, en, evidence)
    return found
