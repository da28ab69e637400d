"""The values of a group and how far one of them is from the rest: the statistics of ``outlier``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mingjian.engines import Kind
from mingjian.engines.dialect import name as quoted

__all__ = ["Peers"]

SCALE = {Kind.INTEGER: 1, Kind.MONEY: 100, Kind.DECIMAL: 1_000_000}
"""What makes whole numbers of values: sums and halves of those are exact in a double, in any order."""

CONSISTENT = 0.6745
"""The third quartile of the standard normal distribution (Iglewicz and Hoaglin 1993, §3.3)."""

MEAN_CONSISTENT = 1.253314
"""√(π/2): the standard deviation of a normal distribution over its mean absolute deviation."""

HAIR = "1e-12"
"""Less than any percentile's distance from the next rank, in groups of up to a thousand million rows."""


@dataclass(frozen=True)
class Peers:
    """When a group can be judged, and where its border is: so many deviations, or a percentile."""

    fewest: int
    unknown: Decimal
    border: Decimal
    deviates: bool

    def stages(self, rows: str, keys: Sequence[str], kind: Kind, table: str) -> tuple[tuple[str, str], ...]:
        """The groups of ``rows`` (``keys`` and ``_v``), last under ``<table>~peers``: what is shown, ``_m`` the median
        and ``_d`` the unit of deviation in whole numbers, and ``_why`` a group cannot be judged."""
        listed = ", ".join(map(quoted, keys))
        middle, groups = f"{table}~middle", f"{table}~peers"
        known = f"SELECT *, {self.whole('_v', kind)} AS _x FROM ({rows})"
        ranks = ", ".join(f"{self._ranked(rank)} AS {column}" for column, rank in self._ranks().items())
        first = (
            f"SELECT {listed}, count(*) AS _all, count(_v) AS peers, min(_v) AS peer_low, max(_v) AS peer_high,"
            f" {ranks}, median(_x) AS _m FROM ({known}) GROUP BY {listed}"
        )
        why = (
            f"CASE WHEN peers < {self.fewest} THEN 'few_peers'"
            f" WHEN {self._more_than_share('_all - peers', '_all')} THEN 'unknown_peers' END"
        )
        shown = f"_m / {SCALE[kind]} AS peer_median, {why} AS _why"
        if not self.deviates:
            return ((groups, f"SELECT *, {shown} FROM ({first})"),)
        same = " AND ".join(f"k.{quoted(key)} = m.{quoted(key)}" for key in keys)
        spread = (
            f"SELECT {', '.join(f'm.{quoted(key)}' for key in keys)}, median(abs(k._x - m._m)) AS _mad,"
            f" sum(abs(k._x - m._m)) / count(*) AS _mean FROM ({known}) k JOIN {quoted(middle)} m ON {same}"
            f" WHERE k._x IS NOT NULL GROUP BY {', '.join(f'm.{quoted(key)}' for key in keys)}"
        )
        unit = (
            f"CASE WHEN s._mad > 0 THEN s._mad / CAST({CONSISTENT} AS DOUBLE)"
            f" ELSE s._mean * CAST({MEAN_CONSISTENT} AS DOUBLE) END AS _d"
        )
        same = " AND ".join(f"s.{quoted(key)} = m.{quoted(key)}" for key in keys)
        joined = f"SELECT m.*, {unit}, {shown} FROM {quoted(middle)} m LEFT JOIN ({spread}) s ON {same}"
        return ((middle, first), (groups, joined))

    def whole(self, value: str, kind: Kind) -> str:
        """A value as a whole number in a double."""
        return f"round(CAST({value} AS DOUBLE) * {SCALE[kind]})"

    def deviation(self, value: str, kind: Kind) -> str:
        """How many deviations a value is from the median of its group ``g``; 0 where all are equal."""
        return f"CASE WHEN g._d > 0 THEN ({self.whole(value, kind)} - g._m) / g._d ELSE 0 END"

    def beyond(self, value: str, kind: Kind, side: str) -> str:
        """The condition that a value lies beyond the border of its group ``g``."""
        if not self.deviates:
            return f"{value} {'>' if side == 'high' else '<'} g.peer_border"
        far, border = self.deviation(value, kind), f"CAST({self.border} AS DOUBLE)"
        return {"high": f"{far} >= {border}", "low": f"{far} <= -{border}", "both": f"abs({far}) >= {border}"}[side]

    def _ranks(self) -> dict[str, Fraction]:
        quarters = {"peer_q1": Fraction(1, 4), "peer_q3": Fraction(3, 4)}
        return quarters if self.deviates else quarters | {"peer_border": Fraction(self.border) / 100}

    def _ranked(self, share: Fraction) -> str:
        """The smallest value that at least ``share`` of the known ones do not exceed (nearest rank).

        A whole rank may come out of a double a little too large and would be rounded up: a hair less never is.
        """
        return f"quantile_disc(_v, CAST({share.numerator} AS DOUBLE) / {share.denominator} - {HAIR})"

    def _more_than_share(self, part: str, whole: str) -> str:
        share = Fraction(self.unknown)
        return f"({part}) * {share.denominator} > ({whole}) * {share.numerator}"
