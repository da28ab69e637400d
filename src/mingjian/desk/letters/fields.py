"""What a letter says: typed, and without anything a document could take for markup."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

__all__ = ["EDITABLE", "BasisLine", "LetterFields"]


def _plain(text: str) -> str:
    """Without control characters, which no document can hold; lines stay lines."""
    return "".join(sign for sign in text.replace("\r\n", "\n") if sign >= " " or sign in "\n\t").strip()


Line = Annotated[str, AfterValidator(_plain), Field(max_length=300)]
Words = Annotated[str, AfterValidator(_plain), Field(max_length=60_000)]


class BasisLine(BaseModel):
    """An article the letter cites. One nobody compared with the published text is marked until the letter is signed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Line
    verified: bool = False


class LetterFields(BaseModel):
    """What a letter says. Paragraphs are lines of `facts`, `analysis` and `reply`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Line
    heading: Line
    office: Line
    number: Line = ""
    to: Line = ""
    about: Line = ""
    opening: Words = ""
    facts: Words = ""
    evidence: tuple[Line, ...] = ()
    analysis: Words = ""
    basis: tuple[BasisLine, ...] = ()
    closing: Words = ""
    asks: tuple[Words, ...] = Field(default=(), max_length=30)
    reply: Words = ""
    contact: Line = ""
    signed_on: date | None = None


EDITABLE = frozenset({"to", "about", "opening", "facts", "evidence", "analysis", "closing", "asks", "reply", "contact"})
"""Fields whoever drafts may change; the rest follow from the case, the law and the signature."""
