"""All works with all others: texts by one sorted index, structure and programs by one product of sparse matrices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import sparse

from mingjian.originality.plan import Feature, Likeness, Weights
from mingjian.originality.prose import Common, common
from mingjian.originality.work import Work

__all__ = ["KINDS", "Kind", "Pairs", "all_pairs"]

Kind = Literal["text", "structure", "program"]
KINDS: tuple[Kind, ...] = ("text", "structure", "program")
Place = tuple[int, int]


@dataclass(frozen=True)
class Pairs:
    """What any two of some works have in common, by their numbers, the smaller first. Pairs that share nothing are
    left out; ``compared`` says how many works have anything of a kind."""

    texts: dict[Place, Common]
    structure: dict[Place, Likeness]
    program: dict[Place, Likeness]
    weights: Weights
    has: dict[Kind, frozenset[int]]

    def values(self, kind: Kind) -> dict[Place, float]:
        """The value of each pair that shares something."""
        found: dict[Place, Common] | dict[Place, Likeness]
        found = {"text": self.texts, "structure": self.structure, "program": self.program}[kind]  # type: ignore[assignment]
        return {place: one.value for place, one in found.items()}


def all_pairs(works: Sequence[Work]) -> Pairs:
    """Every pair. Rarity is over these works, those of the shelf among them."""
    structure = [work.structure for work in works]
    weights = Weights(one for one in structure if one)
    program = [work.program for work in works]
    has: dict[Kind, frozenset[int]] = {
        "text": frozenset(n for n, work in enumerate(works) if work.text.own),
        "structure": frozenset(n for n, one in enumerate(structure) if one),
        "program": frozenset(n for n, one in enumerate(program) if one),
    }
    texts = {(one.first, one.second): one for one in common([work.text for work in works])}
    return Pairs(
        texts, _alike(structure, weights), _alike(program, Weights(one for one in program if one)), weights, has
    )


def _alike(works: Sequence[frozenset[Feature]], weights: Weights) -> dict[Place, Likeness]:
    """The likeness of every pair that shares a feature."""
    numbers: dict[Feature, int] = {}
    rows: list[int] = []
    columns: list[int] = []
    for row, work in enumerate(works):
        for feature in sorted(work):
            rows.append(row)
            columns.append(numbers.setdefault(feature, len(numbers)))
    if not numbers:
        return {}
    weight = np.array([weights.of(feature) for feature in numbers])
    values = np.sqrt(weight)[columns]
    table = sparse.csr_matrix((values, (rows, columns)), shape=(len(works), len(numbers)))
    shared = sparse.triu(table @ table.T, format="coo")
    totals = np.zeros(len(works))
    on = shared.row == shared.col
    totals[shared.row[on]] = shared.data[on]
    found = {}
    for one, other, value in zip(
        shared.row[~on].tolist(), shared.col[~on].tolist(), shared.data[~on].tolist(), strict=True
    ):
        shares = round(value / totals[one], 9), round(value / totals[other], 9)
        found[one, other] = Likeness(
            round(float(np.sqrt(shares[0] * shares[1])), 9), float(shares[0]), float(shares[1])
        )
    return dict(sorted(found.items()))
