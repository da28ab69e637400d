"""What filters ask of documents: named values, as arrays. One file a mark of a segment."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

__all__ = ["Mark", "open_marks", "save_marks"]


@dataclass(frozen=True)
class Mark:
    """One mark: its values, and for each the documents that have it, from `starts` on."""

    values: dict[str, int]
    starts: npt.NDArray[np.int64]
    documents: npt.NDArray[np.int64]

    def of(self, value: str) -> npt.NDArray[np.int64]:
        """Documents of a value."""
        at = self.values.get(value)
        return self.documents[:0] if at is None else self.documents[self.starts[at] : self.starts[at + 1]]

    def first(self, document: int) -> str:
        """The first value of a document, empty when it has none."""
        at = int(self._firsts[document]) if document < len(self._firsts) else -1
        return self._names[at] if at >= 0 else ""

    @cached_property
    def _names(self) -> list[str]:
        return list(self.values)

    @cached_property
    def _firsts(self) -> npt.NDArray[np.int64]:
        owner = np.repeat(np.arange(len(self.values)), np.diff(self.starts))
        found = np.full(int(self.documents.max(initial=-1)) + 1, -1)
        found[self.documents[::-1]] = owner[::-1]
        return found

    def counted(self, mask: npt.NDArray[np.bool_]) -> Counter[str]:
        """How many documents of the mask have each value; values that none has are left out."""
        owner = np.repeat(np.arange(len(self.values)), np.diff(self.starts))
        counts = np.bincount(owner[mask[self.documents]], minlength=len(self.values))
        return Counter({value: int(counts[at]) for value, at in self.values.items() if counts[at]})


def save_marks(folder: Path, given: Sequence[Mapping[str, Sequence[str]]]) -> None:
    """Write the marks of documents, given in their order."""
    found: dict[str, dict[str, list[int]]] = {}
    for number, marks in enumerate(given):
        for name, its in marks.items():
            for value in dict.fromkeys(its):
                found.setdefault(name, {}).setdefault(value, []).append(number)
    names = {name: list(values) for name, values in found.items()}
    (folder / "marks.json").write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")
    for at, values in enumerate(found.values()):
        np.save(folder / f"mark-{at}-starts.npy", np.cumsum([0, *map(len, values.values())]))
        np.save(folder / f"mark-{at}-documents.npy", np.concatenate([np.array(one) for one in values.values()]))


def open_marks(folder: Path) -> dict[str, Mark]:
    """The marks of a segment."""
    names: dict[str, list[str]] = json.loads((folder / "marks.json").read_text(encoding="utf-8"))
    found = {}
    for at, (name, values) in enumerate(names.items()):
        starts, documents = (np.load(folder / f"mark-{at}-{part}.npy") for part in ("starts", "documents"))
        found[name] = Mark({value: place for place, value in enumerate(values)}, starts, documents)
    return found
