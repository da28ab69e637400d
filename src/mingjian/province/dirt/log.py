"""The dirt log: which cell of which record was written wrongly, how, and whether one can tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from mingjian.province.arrow import Words, pa
from mingjian.province.clock import Ints
from mingjian.province.dirt import CLASSES

WHOLE_ROW = "*"
"""Column name in the log of what befell a whole row (ragged)."""


@dataclass
class Stain:
    """Some dirt of one kind in one column of one file.

    ``people``: whom the rows are about, or, for kind ``given_to``, whose id was written instead; ``given``: that id
    where nobody has it.
    """

    dataset: str
    column: str
    kind: str
    grade: int
    records: Ints
    people: Ints
    given: list[str] | None = None


@dataclass
class DirtLog:
    """All dirt of a province; ``cells`` counts the cells that could have been hit, by dataset and column."""

    stains: list[Stain] = field(default_factory=list)
    cells: dict[tuple[str, str], int] = field(default_factory=dict)

    def extend(self, other: DirtLog) -> None:
        """Take over the log of another file."""
        self.stains += other.stains
        for key, count in other.cells.items():
            self.cells[key] = self.cells.get(key, 0) + count

    def table(self, ids: Words) -> Any:
        """The log as a table: dataset, record, column, kind, class, person (canonical id of the row's true person)."""
        sizes = [len(stain.records) for stain in self.stains]

        def words(values: list[str]) -> Words:
            distinct = sorted(set(values))
            place = {word: i for i, word in enumerate(distinct)}
            codes = np.repeat(np.array([place[value] for value in values], np.int32), sizes)
            return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), pa.array(distinct, pa.string()))

        none = np.zeros(0, np.int32)
        records = np.concatenate([s.records for s in self.stains] or [none])
        people = pa.concat_arrays([_people(stain, ids) for stain in self.stains] or [pa.array([], pa.string())])
        return pa.table({
            "dataset": words([s.dataset for s in self.stains]),
            "record": pa.array(records, pa.int32()),
            "column": words([s.column for s in self.stains]),
            "kind": words([s.kind for s in self.stains]),
            "class": words([CLASSES[s.grade] for s in self.stains]),
            "person": people,
        })  # fmt: skip


def _people(stain: Stain, ids: Words) -> Words:
    if stain.given is not None:
        return pa.array(stain.given, pa.string())
    return ids.take(pa.array(stain.people, pa.int32(), mask=stain.people < 0)).cast(pa.string())
