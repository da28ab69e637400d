"""What a certificate of an award says, and the digest by which a printed one is checked."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingjian.models.texts import Text
from mingjian.trust.digests import sha256_bytes

__all__ = ["Author", "Certificate"]


@dataclass(frozen=True)
class Author:
    """Who made a work; `office` is None where none was named."""

    name: str
    office: Text | None = None


@dataclass(frozen=True)
class Certificate:
    """An award of a work. `result`: digest of the result that was signed, so that a certificate of an earlier result
    has another digest than one of a result that was judged again."""

    contest: str
    contest_title: Text
    organiser: Text
    work: str
    kind: str
    kind_title: Text
    title: str
    authors: tuple[Author, ...]
    award: Text
    rank: int
    result: str
    day: date

    @property
    def number(self) -> str:
        """Of the contest and the work: the same however often it is printed."""
        return f"{self.contest}-{self.work}"

    @property
    def digest(self) -> str:
        """SHA-256 of `canonical`."""
        return sha256_bytes(self.canonical())

    def canonical(self) -> bytes:
        """What is digested and signed: canonical JSON."""
        return json.dumps(self.data(), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    def data(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "contest": self.contest, "contest_title": _both(self.contest_title), "organiser": _both(self.organiser),
            "work": self.work, "type": self.kind, "title": self.title,
            "authors": [{"name": one.name, "office": _both(one.office)} for one in self.authors],
            "award": _both(self.award), "rank": self.rank, "result": self.result, "day": self.day.isoformat(),
        }  # fmt: skip


def _both(said: Text | None) -> dict[str, str] | None:
    return None if said is None else {"zh": said.zh, "en": said.en}
