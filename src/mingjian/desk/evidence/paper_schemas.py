"""What the API says of papers that are read into a case file."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from mingjian.desk.evidence.file_schemas import CaseFileVersion
from mingjian.desk.words import Asked, Shown, Text

__all__ = ["CaseFileConfirmed", "PaperLack", "PaperRecord", "PaperValue", "PapersTold", "PutRecord"]
_LIST = r"^[a-z]{3,20}$"


class PutRecord(Asked):
    """A record of papers that a person looked at."""

    list: str = Field(pattern=_LIST)
    value: dict[str, Any]


class CaseFileConfirmed(CaseFileVersion):
    """Records read from papers, put in at once: one that was looked at and those it names."""

    records: list[PutRecord] = Field(min_length=1, max_length=2000)


class PaperValue(Shown):
    """A value that was read, and the words of the paper it was read from."""

    name: Text
    value: Text
    words: str


class PaperRecord(Shown):
    """A record read from papers: its value as it would be put in, value by value, and the new records it names."""

    list: str
    title: Text
    paper: str
    id: str
    value: dict[str, Any]
    values: tuple[PaperValue, ...]
    names: tuple[str, ...]


class PaperLack(Shown):
    """What could not be read: file, line, what was expected."""

    file: str
    line: int
    says: Text


class PapersTold(Shown):
    """What papers tell, for a person to look at; nothing is kept of it yet. `problems`: files that cannot be opened."""

    records: list[PaperRecord]
    lacks: list[PaperLack]
    problems: list[PaperLack]
