"""How often a first charge told this surely was right, on texts that nothing here was trained on for an office.

A logistic curve over `sure`, fitted to 453 texts of the tuning halves (LawBench 3-1 and 3-3, three sets of judgments;
`docs/charges.md` has the exam). It speaks of texts like those; of other texts it is a guess. No probability of guilt.
"""

from __future__ import annotations

import math

__all__ = ["TOLD", "share_right"]

_BASE, _SLOPE = -4.51, 7.14
TOLD = 0.8
"""From here on an answer is told; below, of the tuning texts more than one in ten of all that are at least so sure
are wrong."""


def share_right(sure: float) -> float:
    """The share of texts answered this surely whose first charge was right; 0 where nothing is told."""
    return 1 / (1 + math.exp(-(_BASE + _SLOPE * sure))) if sure > 0 else 0.0
