"""Any document → its kind, its facts and its rows; kinds that are not read are told with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mingjian.documents.civil import CivilDocument, civil_rows, parse_civil
from mingjian.documents.facts import rows
from mingjian.documents.found import Found
from mingjian.documents.indictment import Indictment, indictment_rows, parse_indictment, retold_rows
from mingjian.documents.judgment import parse_judgment
from mingjian.documents.kinds import KINDS, READ, kind_of
from mingjian.documents.model import Judgment

__all__ = ["RETOLD", "TABLES", "Reading", "read_text"]

TABLES = (
    "criminal_judgment",
    "judgment_count",
    "indictment",
    "indictment_count",
    "civil_document",
    "civil_party",
    "contracting_finding",
)
"""Standards that documents give rows of."""
RETOLD = ("accusation", "accusation_count")
"""Rows of the standards of indictments that judgments give, by what they are asked for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document holds; ``facts`` null and ``rows`` empty where its kind is not read.

    ``retold`` are rows of ``indictment`` and ``indictment_count`` from what a judgment says the prosecution asserted;
    they stand apart so that they never take the place of indictments.
    """

    kind: Found[str]
    facts: Judgment | Indictment | CivilDocument | None
    rows: dict[str, list[dict[str, Any]]]
    retold: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    @property
    def unread(self) -> tuple[str, str] | None:
        """Why it was not read, in both languages; null when it was."""
        if self.kind.value in READ:
            return None
        zh, en = KINDS[self.kind.value]
        if self.kind.value == "unknown":
            return "看不出是何种文书，未解析", "nothing in the heading tells what document this is: not read"
        return f"{zh}尚不解析", f"{en} are not read yet"


def read_text(
    text: str, given: Mapping[str, str] | None = None, doc_id: str | None = None, full_text: bool = False
) -> Reading:
    """Tell the kind of a document and read it; ``given`` and ``doc_id`` as for :func:`parse_judgment` and `rows`."""
    given = given or {}
    kind = kind_of(text, given.get("case_number", ""))
    if kind.value == "criminal":
        judgment = parse_judgment(text, given)
        made = rows(judgment, doc_id, full_text)
        tables = {"criminal_judgment": made.criminal_judgment, "judgment_count": made.judgment_count}
        told = retold_rows(judgment, doc_id)
        return Reading(kind, judgment, tables, dict(zip(RETOLD, (told.indictment, told.indictment_count), strict=True)))
    if kind.value == "indictment":
        charged = parse_indictment(text, given)
        asserted = indictment_rows(charged, doc_id, full_text)
        return Reading(
            kind, charged, {"indictment": asserted.indictment, "indictment_count": asserted.indictment_count}
        )
    if kind.value == "civil":
        document = parse_civil(text, given)
        civil = civil_rows(document, doc_id, full_text)
        made_of = {
            "civil_document": civil.civil_document, "civil_party": civil.civil_party,
            "contracting_finding": civil.contracting_finding,
        }  # fmt: skip
        return Reading(kind, document, made_of)
    return Reading(kind, None, {})
