"""What is read from one paper: drafts of records whose every value keeps the characters it came from, and what is not
read. A draft names people and things by what the paper says of them; `joining` finds out who is who."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from mingjian.documents.found import Found

__all__ = ["Draft", "Lack", "Paper", "Thing", "Who"]


@dataclass(frozen=True)
class Who:
    """A person or unit as a paper tells of him. Values: name, born (ISO day), id_number, sex, alias."""

    name: Found[str]
    role: str = "other"
    said: dict[str, Found[str]] = field(default_factory=dict)

    def as_role(self, role: str) -> Who:
        """The same person in a role."""
        return replace(self, role=role)


@dataclass(frozen=True)
class Thing:
    """A thing by its name, as papers name it."""

    name: str


@dataclass
class Draft:
    """A record to be: its list and its values by field. Values hold `Who` and `Thing` where a record is referred to."""

    into: str
    said: dict[str, Found[Any]] = field(default_factory=dict)
    day: str | None = None
    """The day of the act a claim belongs to, where its answer tells one."""

    def put(self, key: str, found: Found[Any] | None) -> None:
        """A value, where it was read."""
        if found is not None:
            self.said[key] = found


@dataclass(frozen=True)
class Lack:
    """Something that was looked for and not read: line of the file (from 1), what was expected."""

    line: int
    zh: str
    en: str


@dataclass
class Paper:
    """One paper of a file: its kind of material, its characters in the file (``start``), and what was read."""

    kind: str
    title: str
    text: str
    start: int = 0
    line: int = 1
    on: Found[str] | None = None
    charges: list[Found[str]] = field(default_factory=list)
    people: list[Who] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    lacks: list[Lack] = field(default_factory=list)
