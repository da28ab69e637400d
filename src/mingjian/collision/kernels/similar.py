"""The kernel of ``similar``: equal texts are one text, candidates by MinHash, every pair counted exactly."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mingjian.collision.kernels.candidates import Signatures, candidates, signatures
from mingjian.collision.kernels.connected import connected
from mingjian.collision.kernels.expand import Ints
from mingjian.collision.kernels.found import Found, Measures, told
from mingjian.collision.kernels.shingles import Shingled, normalised
from mingjian.collision.kernels.units import Flags, Units
from mingjian.engines import Beat, EngineError

__all__ = ["CHARACTERS", "Alike"]

CHARACTERS = 400_000_000
_AT_ONCE = 5_000


@dataclass(frozen=True)
class Alike:
    """Rows ``_s`` (0 or 1: which input), ``_n``, ``_k`` (block), ``_t`` (text) → ``found.GIVES``.

    ``alone``: one input with itself. ``cap`` None: each row of a group with the first of the group.
    """

    at_least: Fraction
    least_length: int
    mask: tuple[str, ...]
    alone: bool
    cap: int | None

    def __call__(self, table: pa.Table, beat: Beat) -> pa.Table:
        _fits(table)
        texts, codes = self._different(table["_t"], beat)
        side, number, block = (table[name].to_numpy() for name in ("_s", "_n", "_k"))
        long = codes >= 0
        short = Found.why(side[~long], number[~long], "short")
        side, number, block, codes = side[long], number[long], block[long], codes[long]
        units = Units.of(side, number, (block, codes))
        alike = _Texts(Shingled(texts), codes[units.first], block[units.first], self.at_least)
        search = _Groups(alike, units) if self.cap is None else _Pairs(alike, units, self.alone, self.cap)
        search.run(beat)
        return told([short, *search.found(lambda: beat(99))])

    def _different(self, column: Any, beat: Beat) -> tuple[list[str], Ints]:
        """The different texts as they are compared, and for every row which it has; -1 where it is too short.

        In parts, so that few texts stand in memory several times.
        """
        known: dict[str, int] = {}
        codes: list[int] = []
        for start in range(0, len(column), _AT_ONCE):
            beat(10 * start / len(column))
            texts = normalised(column.slice(start, _AT_ONCE), self.mask).to_pylist()
            codes += [known.setdefault(t, len(known)) if len(t) >= self.least_length else -1 for t in texts]
        return list(known), np.array(codes, np.int64)


def _fits(table: pa.Table) -> None:
    many = int(pc.sum(pc.utf8_length(table["_t"])).as_py() or 0)
    if many > CHARACTERS:
        raise EngineError(
            f"文本共 {many:,} 字，超过单机内存比对的上限 {CHARACTERS:,} 字；请先用 filter 缩小范围",
            f"the texts have {many:,} characters, more than the {CHARACTERS:,} that are compared in memory: filter them"
            " first",
        )


@dataclass(frozen=True)
class _Texts:
    """Different texts, and for every unit which of them it is and the block it is in."""

    texts: Shingled
    codes: Ints
    blocks: Ints
    at_least: Fraction

    def signatures(self, beat: Callable[[float], None]) -> Signatures:
        """The signature of every unit."""
        return signatures(self.texts, beat)[self.codes]

    def similar(self, one: Ints, other: Ints, beat: Callable[[], None]) -> tuple[Ints, Ints, Measures]:
        """Those of the pairs of units that are similar enough, counted in whole numbers."""
        shared, together = self.texts.shared(self.codes[one], self.codes[other], beat)
        alike = shared * self.at_least.denominator >= self.at_least.numerator * together
        return one[alike], other[alike], shared[alike] / together[alike]


class _Search(ABC):
    """Candidates one after the other, counted exactly; what is known already decides what still is of use."""

    def __init__(self, alike: _Texts, units: Units) -> None:
        self.alike, self.units = alike, units
        self.pairs: list[tuple[Ints, Ints, Measures]] = []

    def run(self, beat: Beat) -> None:
        """Find all pairs of units that matter."""
        numbers = self.alike.signatures(lambda share: beat(10 + 30 * share))
        for share, one, other in candidates(numbers, self.alike.blocks, float(self.alike.at_least), self.classes):
            percent = 40 + 59 * share
            beat(percent)
            for start in range(0, len(one), _AT_ONCE):
                part = slice(start, start + _AT_ONCE)
                self._compare(one[part], other[part], partial(beat, percent))

    def _compare(self, one: Ints, other: Ints, beat: Callable[[], None]) -> None:
        now = self.classes()
        useful = now[one] != now[other]
        found = self.alike.similar(one[useful], other[useful], beat)
        if len(found[0]):
            self.pairs.append(found)
            self.learn(found[0], found[1])

    def held(self) -> tuple[Ints, Ints, Measures]:
        """All pairs of units found."""
        if not self.pairs:
            return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float64)
        one, other, measure = zip(*self.pairs, strict=True)
        return np.concatenate(one), np.concatenate(other), np.concatenate(measure)

    @abstractmethod
    def classes(self) -> Ints:
        """A number a unit; a pair of equal numbers is of no use."""

    @abstractmethod
    def learn(self, one: Ints, other: Ints) -> None:
        """Take note of similar pairs."""

    @abstractmethod
    def found(self, beat: Callable[[], None]) -> list[Found]:
        """The result in rows."""


class _Pairs(_Search):
    """Every pair, but for rows that resemble more than ``cap`` others.

    Such rows are undetermined. Within one input a pair is given when one of its rows is not such; between two inputs
    when that of the first is not: so every row that is not told has all its pairs.
    """

    def __init__(self, alike: _Texts, units: Units, alone: bool, cap: int) -> None:
        super().__init__(alike, units)
        self.alone, self.cap = alone, cap
        self.partners = units.sizes[0] if alone else units.sizes[1]
        self.resembling = self.partners - int(alone)
        self._classes = self._classified()

    @property
    def many(self) -> Flags:
        """Units whose rows (of the first input) resemble too many."""
        return self.resembling > self.cap

    def classes(self) -> Ints:
        return self._classes

    def _classified(self) -> Ints:
        """Those that need no more pairs are of class 0; each other is its own, but for firsts among themselves."""
        found = np.arange(2, len(self.units) + 2, dtype=np.int64)
        if self.alone:
            return np.where(self.many, 0, found)
        only_first, only_second = self.units.sizes[1] == 0, self.units.sizes[0] == 0
        found[only_first] = 1
        found[only_second | (only_first & self.many)] = 0
        return found

    def learn(self, one: Ints, other: Ints) -> None:
        before = self.many
        np.add.at(self.resembling, one, self.partners[other])
        np.add.at(self.resembling, other, self.partners[one])
        if (self.many != before).any():
            self._classes = self._classified()

    def found(self, beat: Callable[[], None]) -> list[Found]:
        many = self.many
        one, other, measure = self.held()
        own = np.flatnonzero(~many & (self.units.sizes[0] > 0))
        alike = np.ones(len(own))
        rows = self.units.members(many, 0)
        few = Found.why(np.zeros(len(rows), np.int8), rows, "many")
        if self.alone:
            kept = ~(many[one] & many[other])
            return [few, self.units.among(own, own, alike), self.units.among(one[kept], other[kept], measure[kept])]
        ways = [(own, own, alike)]
        ways += [(a[~many[a]], b[~many[a]], measure[~many[a]]) for a, b in ((one, other), (other, one))]
        return [few, *(self.units.across(*way) for way in ways)]


class _Groups(_Search):
    """Texts that are connected by similar ones: a group needs no more pairs than connect it."""

    def __init__(self, alike: _Texts, units: Units) -> None:
        super().__init__(alike, units)
        self.labels = np.arange(len(units), dtype=np.int64)

    def classes(self) -> Ints:
        return self.labels

    def learn(self, one: Ints, other: Ints) -> None:
        self.labels = connected(self.labels[one], self.labels[other], len(self.units))[self.labels]

    def found(self, beat: Callable[[], None]) -> list[Found]:
        units = self.units
        count = int(self.labels.max(initial=-1)) + 1
        sizes = np.bincount(self.labels, weights=units.sizes[0], minlength=count)
        smallest = units.rows[units.starts[0]]
        order = np.lexsort((smallest, self.labels))
        leaders = np.zeros(count, np.int64)
        leaders[self.labels[order][::-1]] = order[::-1]
        chosen = np.flatnonzero(sizes[self.labels] >= 2)
        first = leaders[self.labels[chosen]]
        everything = replace(self.alike, at_least=Fraction(0))
        _, _, measure = everything.similar(chosen, first, beat)
        of = units.sizes[0][chosen]
        members = units.members(sizes[self.labels] >= 2, 0)
        return [Found.pairs(members, np.repeat(smallest[first], of), np.repeat(measure, of))]
