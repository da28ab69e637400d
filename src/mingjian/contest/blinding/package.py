"""What comes of blinding a work: files without names, and what is still to be decided before a judge gets them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from mingjian.trust.digests import sha256_bytes

__all__ = ["Decision", "Doubt", "Left", "Package", "Part", "Picture"]

Decision = Literal["hide", "keep"]
"""Of a doubtful place: replaced, or left as it is. Of a picture: taken out, or shown. Of what cannot be blinded: judges
do without it (it cannot be kept)."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the blind package. `name` is its number (`03.docx`, `05/model.yaml`); `original` is for the secretary
    alone, a judge must never be shown it. `material`: the part of the contest it belongs to, where it is known."""

    name: str
    kind: str
    size: int
    sha256: str
    original: str
    material: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place that may be a name and may be none. It is replaced until somebody decides to keep it.

    `id` stays the same as long as the work and the roster do; `place` is a line, page or cell in words for people;
    `before`, `found`, `after` are the context as it was written."""

    id: str
    part: str
    original: str
    place: str
    kind: str
    before: str
    found: str
    after: str
    zh: str
    en: str
    decided: Decision | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that somebody has to look at: words in pictures are not read. Left out until it is decided to keep it.
    `sha256` is that of the picture as a judge would get it, written anew."""

    id: str
    part: str
    original: str
    place: str
    width: int
    height: int
    sha256: str
    decided: Decision | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """What was not blinded and therefore is not in the package. `serious`: judges would miss a whole file, so that it
    must be decided to do without (or the entrant hands in another); else it is only told (a thumbnail, a property)."""

    id: str
    original: str
    place: str
    what: str
    zh: str
    en: str
    serious: bool = True
    decided: Decision | None = None


@dataclass(frozen=True)
class Package:
    """A blind package. `archive` is the digest of its zip, the same bytes for the same work and roster; `found` counts
    what was replaced, by kind. A work whose package is not `finished` cannot be assigned."""

    number: str
    parts: tuple[Part, ...]
    archive: str
    doubts: tuple[Doubt, ...] = ()
    pictures: tuple[Picture, ...] = ()
    left: tuple[Left, ...] = ()
    found: dict[str, int] = field(default_factory=dict)

    @property
    def undecided(self) -> tuple[str, ...]:
        """Ids of everything that somebody has still to decide."""
        return (
            *(one.id for one in self.doubts if one.decided is None),
            *(one.id for one in self.pictures if one.decided is None),
            *(one.id for one in self.left if one.serious and one.decided is None),
        )

    @property
    def finished(self) -> bool:
        """Whether a judge may get it: there is something in it, and nothing is left to decide."""
        return bool(self.parts) and not self.undecided

    @property
    def digest(self) -> str:
        """Of the whole sheet, decisions included."""
        return sha256_bytes(json.dumps(self.as_json(), ensure_ascii=False, sort_keys=True).encode())

    def as_json(self) -> dict[str, Any]:
        """The secretary's sheet: names and original file names are in it."""
        return {**asdict(self), "finished": self.finished, "undecided": list(self.undecided)}

    def for_judge(self) -> dict[str, Any]:
        """What a judge may know: number, files, digests, and nothing that depends on who made the work."""
        parts = [
            {"name": one.name, "kind": one.kind, "material": one.material, "size": one.size, "sha256": one.sha256}
            for one in self.parts
        ]
        return {"number": self.number, "parts": parts, "archive": self.archive}
