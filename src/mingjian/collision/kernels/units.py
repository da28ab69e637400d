"""Rows that are equal in what a kernel compares are one unit, so that ten thousand copies are compared once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from mingjian.collision.kernels.expand import Ints, products, ranges
from mingjian.collision.kernels.found import Found, Measures

__all__ = ["Flags", "Units"]

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Units:
    """``rows`` unit by unit, those of the first input before those of the second, by number.

    ``first`` is a place in the table where a unit stands. ``starts`` and ``sizes`` are by input.
    """

    first: Ints
    rows: Ints
    starts: tuple[Ints, Ints]
    sizes: tuple[Ints, Ints]

    @classmethod
    def of(cls, side: npt.NDArray[Any], number: Ints, what: Sequence[npt.NDArray[Any]]) -> Units:
        """The units of rows that are equal in all of ``what``."""
        order = np.lexsort((number, side, *what))
        new = np.zeros(len(order), bool)
        new[:1] = True
        for column in what:
            ordered = column[order]
            new[1:] |= ordered[1:] != ordered[:-1]
        unit = np.cumsum(new) - 1
        count = int(new.sum())
        sides = side[order]
        sizes = [np.bincount(unit[sides == s], minlength=count).astype(np.int64) for s in (0, 1)]
        starts = np.flatnonzero(new).astype(np.int64)
        return cls(order[new], number[order], (starts, starts + sizes[0]), (sizes[0], sizes[1]))

    def __len__(self) -> int:
        return len(self.first)

    def of_side(self, units: Ints, side: int) -> tuple[Ints, Ints]:
        """Starts and sizes of the rows of units."""
        return self.starts[side][units], self.sizes[side][units]

    def members(self, units: Flags, side: int) -> Ints:
        """The rows of the units marked."""
        chosen = np.flatnonzero(units)
        return self.rows[ranges(*self.of_side(chosen, side))]

    def across(self, one: Ints, other: Ints, measure: Measures) -> Found:
        """Pairs of units as pairs of rows: those of the first input in ``one``, those of the second in ``other``."""
        left, right = self.of_side(one, 0), self.of_side(other, 1)
        a, b = products(left, right)
        return Found.pairs(self.rows[a], self.rows[b], np.repeat(measure, left[1] * right[1]))

    def among(self, one: Ints, other: Ints, measure: Measures) -> Found:
        """The same within one input: the smaller number first, and a row is no pair with itself."""
        left, right = self.of_side(one, 0), self.of_side(other, 0)
        a, b = (self.rows[found] for found in products(left, right))
        measures = np.repeat(measure, left[1] * right[1])
        once = (a < b) | np.repeat(one != other, left[1] * right[1])
        a, b = a[once], b[once]
        return Found.pairs(np.minimum(a, b), np.maximum(a, b), measures[once])
