"""The kernel of ``near``: equal places are one, neighbours by a tree on the sphere, the border by exact distance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from mingjian.collision.kernels.expand import Ints, cuts, products
from mingjian.collision.kernels.found import Found, Measures, told
from mingjian.collision.kernels.units import Flags, Units
from mingjian.engines import Beat, EngineError
from mingjian.standards.coordinates import METRES, Degrees, System, distance, to_wgs84, usable

__all__ = ["PAIRS", "Neighbours", "places"]

PAIRS = 50_000_000
_AT_ONCE = 4_000_000
_APART = 8.0
"""Blocks are as many units apart in a fourth direction, where no two places of a sphere are more than two apart."""


@dataclass(frozen=True)
class Neighbours:
    """Rows ``_s``, ``_n``, ``_k`` (block), ``_x``, ``_y`` (degrees) → ``found.GIVES``, the measure in metres.

    ``systems``: of the first and the second input. ``alone``: one input with itself; ``directed``: each pair both ways.
    """

    at_most: float
    systems: tuple[System, System]
    alone: bool
    directed: bool
    cap: int

    def __call__(self, table: pa.Table, beat: Beat) -> pa.Table:
        beat(0)
        side, number, block = (table[name].to_numpy() for name in ("_s", "_n", "_k"))
        lon, lat, good = places(table, side, self.systems)
        wrong = Found.why(side[~good], number[~good], "coordinates")
        side, number, block, lon, lat = side[good], number[good], block[good], lon[good], lat[good]
        units = Units.of(side, number, (block, lat, lon))
        first = units.first
        search = _Search(self, units, (lon[first], lat[first]), block[first])
        return told([wrong, *search.found(beat)])


def tree_of(points: npt.NDArray[Any]) -> Any:
    """A tree that finds the neighbours of points."""
    from scipy.spatial import cKDTree  # here: it takes half a second to begin, and few runs ask what lies near

    return cKDTree(points)


def places(table: pa.Table, side: npt.NDArray[Any], systems: tuple[System, System]) -> tuple[Degrees, Degrees, Flags]:
    """The coordinates of rows in WGS-84, and which of them are places at all."""
    lon, lat = (np.asarray(table[name].to_numpy(), dtype=np.float64).copy() for name in ("_x", "_y"))
    good = usable(lon, lat)
    for number, system in enumerate(systems):
        some = good & (side == number)
        lon[some], lat[some] = to_wgs84(lon[some], lat[some], system)
    return lon + 0.0, lat + 0.0, good


class _Search:
    """Units of one place and block, and who is near whom."""

    def __init__(self, near: Neighbours, units: Units, place: tuple[Degrees, Degrees], block: Ints) -> None:
        self.near, self.units, self.place, self.block = near, units, place, block
        lon, lat = (np.radians(part) for part in place)
        level = np.cos(lat)
        apart = int(len(block) > 0 and bool((block != block[0]).any()))
        self.points = np.stack(
            [level * np.cos(lon), level * np.sin(lon), np.sin(lat), block * _APART][: 3 + apart], axis=1
        )
        chord = 2 * np.sin(min(near.at_most / METRES, np.pi) / 2)
        self.surely, self.perhaps = max(chord * (1 - 1e-9) - 1e-12, 0.0), chord * (1 + 1e-9) + 1e-12
        second = 0 if near.alone else 1
        self.asking = np.flatnonzero(units.sizes[0] > 0)
        self.answering = np.flatnonzero(units.sizes[second] > 0)
        self.partners = units.sizes[second]

    def found(self, beat: Beat) -> list[Found]:
        """Pairs of rows, and rows with too many partners: those have a pair with others only, not among themselves."""
        units, near = self.units, self.near
        one, other, measure, many = self._pairs(beat)
        rows = units.members(many, 0)
        few = Found.why(np.zeros(len(rows), np.int8), rows, "many")
        if not near.alone or near.directed:
            kept = ~many[one]
            return [few, self._directed(one[kept], other[kept], measure[kept])]
        kept = ~many[one] & ((one <= other) | many[other])
        return [few, units.among(one[kept], other[kept], measure[kept])]

    def _directed(self, one: Ints, other: Ints, measure: Measures) -> Found:
        if not self.near.alone:
            return self.units.across(one, other, measure)
        left, right = self.units.of_side(one, 0), self.units.of_side(other, 0)
        a, b = (self.units.rows[found] for found in products(left, right))
        apart = a != b
        return Found.pairs(a[apart], b[apart], np.repeat(measure, left[1] * right[1])[apart])

    def _pairs(self, beat: Beat) -> tuple[Ints, Ints, Measures, Flags]:
        """Pairs of units, from every asking one that has not surely too many partners, and which have."""
        many = np.zeros(len(self.units), bool)
        if not len(self.asking) or not len(self.answering):
            return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0), many
        tree = tree_of(self.points[self.answering])
        limit = self.near.cap + int(self.near.alone)
        inside = np.full(len(self.asking), self._most())
        if inside[0] > limit:
            inside = self._counts(tree, self.surely, beat)
            _refuse(int(np.minimum(inside, limit).sum()))
        many[self.asking[inside > limit]] = True
        many |= (self.units.sizes[0] > 0) & (self.partners > limit)
        asking = self.asking[~many[self.asking]]
        weights = inside[~many[self.asking]] + 1
        found = list(self._near(tree, asking, weights, beat))
        one, other, measure = (np.concatenate(part) for part in zip(*found, strict=True)) if found else (
            np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
        )  # fmt: skip
        degree = np.bincount(one, weights=self.partners[other], minlength=len(self.units))
        many |= degree > limit
        return one, other, measure, many

    def _counts(self, tree: Any, radius: float, beat: Beat) -> Ints:
        """How many units each asking one has within a radius."""
        found = [np.empty(0, np.int64)]
        for start in range(0, len(self.asking), 100_000):
            beat(40 * start / len(self.asking))
            points = self.points[self.asking[start : start + 100_000]]
            found.append(np.asarray(tree.query_ball_point(points, radius, return_length=True), dtype=np.int64))
        return np.concatenate(found)

    def _most(self) -> int:
        """No place has more answering units within reach: what the fullest of cells as large as the distance holds,
        for all the cells a ball can touch. Cells that fall together by chance only make it more."""
        size = max(self.perhaps, 1e-9)
        cells = np.floor(self.points[self.answering] / size).astype(np.int64).astype(np.uint64)
        odd = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], np.uint64)
        words = np.bitwise_xor.reduce(cells * odd[: cells.shape[1]], axis=1)
        return 27 * int(np.unique(words, return_counts=True)[1].max())

    def _near(self, tree: Any, asking: Ints, weights: Ints, beat: Beat) -> Iterator[tuple[Ints, Ints, Measures]]:
        """Pairs within the distance, exactly; places that lie together are asked together."""
        asking_order = np.lexsort((self.points[asking, 2], np.round(self.points[asking, 0], 3), self.block[asking]))
        asking, weights = asking[asking_order], weights[asking_order]
        total = 0
        for part in cuts(weights, _AT_ONCE):
            beat(40 + 60 * part.start / len(asking))
            some = asking[part]
            met = tree_of(self.points[some]).sparse_distance_matrix(tree, self.perhaps, output_type="ndarray")
            one, other = some[met["i"]].astype(np.int64), self.answering[met["j"]].astype(np.int64)
            metres = distance(self._at(one), self._at(other))
            close = metres <= self.near.at_most
            total += int(close.sum())
            _refuse(total)
            yield one[close], other[close], np.round(metres[close], 3)

    def _at(self, units: Ints) -> tuple[Degrees, Degrees]:
        return self.place[0][units], self.place[1][units]


def _refuse(pairs: int) -> None:
    if pairs > PAIRS:
        raise EngineError(
            f"相邻的对超过 {PAIRS:,} 个，无法在内存中列出；请缩小 at_most、减小 cap，或者用 on、filter 缩小范围",
            f"there are more than {PAIRS:,} pairs so near, too many to list in memory: lower at_most or cap, or"
            " narrow the rows by on or filter",
        )
