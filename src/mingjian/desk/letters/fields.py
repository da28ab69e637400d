"""What a letter says: typed, and without anything a document could take for markup."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

__all__ = ["EDITABLE", "BasisLine", "LetterFields", "plain"]


_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters
    "\u202a-\u202e\u2066-\u2069"  # signs that turn the reading direction: a letter must read as it is written
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # what no XML can hold
)


def plain(text: str) -> str:
    """Without what a document cannot hold or would not show; lines stay lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _UNFIT.sub("", text).strip()


Line = Annotated[str, AfterValidator(plain), Field(max_length=300)]
Words = Annotated[str, AfterValidator(plain), Field(max_length=60_000)]


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
