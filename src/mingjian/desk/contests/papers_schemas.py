"""What the API says of papers and certificates."""

from __future__ import annotations

from datetime import date
from typing import Literal

from mingjian.desk.contests.work_schemas import AuthorInfo
from mingjian.desk.words import Coded, Shown, Text

__all__ = ["AwardCertificate", "PaperKind"]

PaperKind = Literal["pdf", "docx"]


class AwardCertificate(Shown):
    """A certificate as this desk has it: a printed one with the same number and digest is of this result. `signature`
    is the desk's (Ed25519) under `text`, whose SHA-256 is the digest. `holds`: whether the digest that was asked about
    is this one; None where none was."""

    number: str
    digest: str
    holds: bool | None
    work: str
    type: Coded
    title: str
    authors: list[AuthorInfo]
    award: Text
    day: date
    text: str
    signature: str
    public: str
