"""Borders: the value that so small a share of unrelated pairs passes, with how sure that share is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.stats import beta

from mingjian.originality.index import Kind
from mingjian.originality.prose.seeds import BACKGROUND

__all__ = ["RATES", "Border", "bench_border", "border", "read_borders"]

RATES: Mapping[Kind, float] = {"text": 0.001, "structure": 0.001, "program": 0.01}
"""The false-positive rate a border is set for, unless another is asked."""


@dataclass(frozen=True)
class Border:
    """``value``: more than it is shown. ``pairs`` unrelated pairs it rests on, of which ``above`` pass it; ``low`` and
    ``high`` are the exact 95 % interval of that share (Clopper and Pearson 1934). ``enough``: whether the pairs could
    show so small a rate at all. ``spared`` of the highest may be copies and did not raise it (:func:`border`)."""

    value: float
    rate: float
    pairs: int
    above: int
    low: float
    high: float
    spared: int = 0

    @property
    def enough(self) -> bool:
        """Whether there are pairs enough for the rate."""
        return self.pairs * self.rate >= 1

    def data(self) -> dict[str, Any]:
        """As JSON."""
        return {**asdict(self), "enough": self.enough}


def border(
    values: Iterable[float] | npt.NDArray[np.float64], pairs: int, rate: float, otherwise: float = 0.0, copies: int = 0
) -> Border:
    """The border over ``pairs`` unrelated pairs, of which ``values`` are those that share something.

    With too few pairs for the rate it is ``otherwise``, and says so: the highest of a few could itself be a copy.

    So could the highest of many: of 140 works thirty copies are more than one pair in a thousand, and a border that
    lets one in a thousand pass would hide most of them behind the others. Where so many as ``copies`` among the pairs
    could lift the border, they do not: it is at most what the pairs below them lead one to expect at the rate, and
    never for that lower than ``otherwise``.
    """
    held = np.sort(np.asarray(values if isinstance(values, np.ndarray) else list(values), dtype=float))[::-1]
    held = held[held > 0]
    allowed = int(rate * pairs)
    value = otherwise if not allowed else float(held[allowed]) if allowed < len(held) else 0.0
    spared = 0
    if allowed and copies and value > otherwise:
        expected = max(otherwise, _expected(held, pairs, rate, copies))
        if expected < value:
            value, spared = expected, copies
    above = int((held > value).sum())
    low = float(beta.ppf(0.025, above, pairs - above + 1)) if above else 0.0
    high = float(beta.ppf(0.975, above + 1, pairs - above)) if above < pairs else 1.0
    return Border(value, rate, pairs, above, low, high, spared)


_REACH = 2
"""The course of the values is read from so many times as many pairs as are spared. Chosen on the tuned half of the
bench, with the shape of the tail: there values grow fourfold where pairs grow ten times fewer, as Pareto's do."""


def _expected(held: npt.NDArray[np.float64], pairs: int, rate: float, copies: int) -> float:
    """Where the rate would be met if the values rose on as they rise below the ``copies`` highest.

    Of those highest, as many are taken for copies as stand above the border beyond what the rate allows, which lowers
    it, until it stays; the others count as no lower than the first that is not spared (Hill 1975, censored).
    """
    last = min(len(held) - 1, (1 + _REACH) * max(copies, int(rate * pairs)))
    if last <= copies:
        return 0.0
    heights = np.log(held)
    low, first = float(heights[last]), float(heights[copies])
    known, taken, value = float((heights[copies:last] - low).sum()), 0, 0.0
    while True:
        mean = (known + (copies - taken) * (first - low)) / (last - copies)
        value = low + mean * math.log(max(1.0, (last - taken) / (pairs * rate)))
        beyond = min(copies, int((heights > value).sum()) - int(rate * pairs))
        if beyond <= taken:
            return math.exp(value)
        taken = beyond


def bench_border(kind: Kind, works: int) -> float:
    """The border of our own bench (`docs/benchmarks.md`), for works too few to have one: no rate is promised by it.

    That of texts is a passage of usual length with some five pieces nobody else has, whose weight goes by how many
    works there are.
    """
    return {"text": 4.6 * math.log((max(works, BACKGROUND) + 1) / 2), "structure": 0.2, "program": 0.06}[kind]


def read_borders(data: Any) -> dict[Kind, Border]:
    """Borders kept by ``calibrate``. Raises ValueError, KeyError or TypeError for anything else."""
    found: dict[Kind, Border] = {}
    for kind in RATES:
        one = data["borders"][kind]
        numbers = [float(one[name]) for name in ("value", "rate", "low", "high")]
        found[kind] = Border(numbers[0], numbers[1], int(one["pairs"]), int(one["above"]), numbers[2], numbers[3],
                             int(one.get("spared", 0)))  # fmt: skip
    return found
