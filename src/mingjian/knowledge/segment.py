"""A part of the index: documents of one kind and one set of rights, written once and never changed.

A folder with a line of JSON a document, the postings of every field, the marks filters ask for, and days as numbers.
"""

from __future__ import annotations

import json
import mmap
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from mingjian.knowledge.document import FIELDS, Document
from mingjian.knowledge.grams import Codes, signs
from mingjian.knowledge.grouping import SKETCH, Sketch, sketch
from mingjian.knowledge.marks import Mark, open_marks, save_marks
from mingjian.knowledge.postings import Postings
from mingjian.knowledge.sight import Rights

__all__ = ["NEVER", "UNKNOWN", "Segment", "ordinal", "write_segment"]

UNKNOWN, NEVER = 0, np.iinfo(np.int32).max
"""Days as numbers: not known, and an end that has not come."""
Mask = npt.NDArray[np.bool_]


def ordinal(day: date | None, missing: int = UNKNOWN) -> int:
    """A day as a number that is ordered like days."""
    return missing if day is None else day.toordinal()


def write_segment(folder: Path, documents: Sequence[Document]) -> None:
    """Write documents, all of one kind and rights, into a new folder."""
    folder.mkdir(parents=True)
    lines = [one.line() for one in documents]
    (folder / "documents.jsonl").write_bytes(b"".join(lines))
    np.save(folder / "lines.npy", np.cumsum([0, *(len(one) for one in lines)]))
    days = [[ordinal(one.day), ordinal(one.from_), ordinal(one.to, NEVER)] for one in documents]
    np.save(folder / "days.npy", np.array(days, np.int32).reshape(-1, 3))
    for name in FIELDS:
        Postings.of([signs(getattr(one, name)) for one in documents]).save(folder / name)
    save_marks(folder, [one.marks for one in documents])
    np.save(folder / "sketches.npy", np.array([sketch(one.text) for one in documents], np.uint32).reshape(-1, SKETCH))
    head = {"ids": [one.id for one in documents], "digests": [one.digest for one in documents]}
    head |= {"groups": [" ".join(one.groups) for one in documents], "words": [one.words for one in documents]}
    (folder / "head.json").write_text(json.dumps(head, ensure_ascii=False), encoding="utf-8")


@dataclass(frozen=True)
class Segment:
    """An opened segment; `dead` are documents that were replaced or removed since."""

    name: str
    kind: str
    rights: Rights
    dead: frozenset[int]
    signs: int
    head: dict[str, list[str]]
    marks: dict[str, Mark]
    days: npt.NDArray[np.int32]
    lines: npt.NDArray[np.int64]
    stored: mmap.mmap
    fields: dict[str, Postings]
    sketches: npt.NDArray[np.uint32]

    @classmethod
    def open(cls, folder: Path, kind: str, rights: Rights, dead: Sequence[int], signs: int) -> Segment:
        """Open everything at once, so that the folder may be deleted while it is in use."""
        head = json.loads((folder / "head.json").read_text(encoding="utf-8"))
        with (folder / "documents.jsonl").open("rb") as file:
            stored = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        fields = {name: Postings.open(folder / name) for name in FIELDS}
        days, starts = (np.load(folder / f"{name}.npy") for name in ("days", "lines"))
        sketches, marks = np.load(folder / "sketches.npy", mmap_mode="r"), open_marks(folder)
        gone = frozenset(dead)
        return cls(folder.name, kind, rights, gone, signs, head, marks, days, starts, stored, fields, sketches)

    def without(self, dead: Sequence[int]) -> Segment:
        """The same with other dead documents."""
        told: dict[str, Any] = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return Segment(**{**told, "dead": frozenset(dead)})

    def __len__(self) -> int:
        return len(self.head["ids"])

    @cached_property
    def live(self) -> Mask:
        """Documents that count."""
        mask = np.ones(len(self), bool)
        mask[list(self.dead)] = False
        return mask

    @cached_property
    def places(self) -> dict[str, int]:
        """Number of every live document by its id."""
        return {id_: at for at, id_ in enumerate(self.head["ids"]) if at not in self.dead}

    @cached_property
    def alive(self) -> int:
        """How many documents count."""
        return len(self) - len(self.dead)

    @cached_property
    def lengths(self) -> dict[str, int]:
        """Signs of all live documents, by field."""
        return {name: int(one.lengths[self.live].sum()) for name, one in self.fields.items()}

    def holding(self, field: str, codes: Codes) -> npt.NDArray[np.int64]:
        """In how many live documents each term stands."""
        postings = self.fields[field]
        if not self.dead:
            return postings.holding(codes)
        found = postings.find(codes)
        return np.bincount(found.term[self.live[found.document]], minlength=len(codes))

    def document(self, number: int) -> Document:
        """The document as it was given."""
        return Document.read(json.loads(self.stored[int(self.lines[number]) : int(self.lines[number + 1])]))

    @cached_property
    def titles(self) -> list[str]:
        """Titles of all documents, dead ones too: for kinds of which there are few."""
        return [self.document(at).title for at in range(len(self))]

    def sketch(self, number: int) -> Sketch | None:
        """What near copies of a document are known by; articles have none, every one is its own."""
        return None if self.kind == "article" else self.sketches[number]

    def documents(self) -> list[Document]:
        """All live documents."""
        return [self.document(at) for at in np.flatnonzero(self.live).tolist()]

    def marked(self, name: str, values: Sequence[str]) -> Mask:
        """Documents that have one of the values."""
        mask = np.zeros(len(self), bool)
        if name in self.marks:
            for value in values:
                mask[self.marks[name].of(value)] = True
        return mask

    def values(self, name: str) -> list[str]:
        """Values live documents have of a mark."""
        return (
            list(self.counted(name, self.live))
            if self.dead
            else list(self.marks[name].values)
            if name in self.marks
            else []
        )

    def value(self, name: str, number: int) -> str:
        """The first value a document has of a mark, or empty."""
        return self.marks[name].first(number) if name in self.marks else ""

    @cached_property
    def sizes(self) -> Counter[str]:
        """Live documents by law."""
        return self.counted("law", self.live)

    def counted(self, name: str, mask: Mask) -> Counter[str]:
        """How many documents of a mask have each value."""
        return self.marks[name].counted(mask) if name in self.marks else Counter()
