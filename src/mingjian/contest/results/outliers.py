"""Reviews far from what work and judge let expect: each opens a task for the secretary; no score is changed for it."""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.contest.results.estimate import Estimate

__all__ = ["FAR", "Outlier", "outliers"]

FAR = 2.5
"""Robust deviations."""


@dataclass(frozen=True, slots=True)
class Outlier:
    """A judge's review of a work that is `away` points off (above 0: too high), `far` robust deviations."""

    work: str
    judge: str
    away: float
    far: float

    @property
    def zh(self) -> str:
        """The task in words."""
        return (
            f"{self.judge}对{self.work}的评分比其他评委{'高' if self.away > 0 else '低'} {abs(self.away):.1f} 分"
            f"（{abs(self.far):.1f} 倍标准差）：请评委核对，或另派一人评审"
        )

    @property
    def en(self) -> str:
        """The task in words."""
        return (
            f"{self.judge} gave {self.work} {abs(self.away):.1f} points {'more' if self.away > 0 else 'less'} than the "
            f"others let expect ({abs(self.far):.1f} deviations): ask the judge, or for another review"
        )


def outliers(found: Estimate) -> list[Outlier]:
    """The farthest first."""
    if found.spread <= 0:
        return []
    table = found.table
    listed = [
        Outlier(table.works[work], table.judges[judge], float(away), float(away / found.spread))
        for work, judge, away in zip(table.work, table.judge, found.residuals, strict=True)
        if abs(away) > FAR * found.spread
    ]
    return sorted(listed, key=lambda one: (-abs(one.far), one.work, one.judge))
