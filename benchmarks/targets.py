"""What must be shown, and whether it is."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Target", "geometric_mean"]


@dataclass(frozen=True)
class Target:
    """``value`` must not pass ``bound`` (``least``: must reach it)."""

    name: str
    value: float
    bound: float
    least: bool = False

    @property
    def met(self) -> bool:
        """Whether it holds; a value that could not be measured does not."""
        if math.isnan(self.value):
            return False
        return self.value >= self.bound if self.least else self.value <= self.bound


def geometric_mean(values: Iterable[float]) -> float:
    """NaN when there are none."""
    logs = [math.log(value) for value in values]
    return math.exp(sum(logs) / len(logs)) if logs else math.nan
