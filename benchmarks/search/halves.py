"""The two halves of a real set: tuned on, and looked at once. Nobody chooses: the hash of a text does."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

__all__ = ["interval", "tuned"]


def tuned(text: str) -> bool:
    """Whether a text belongs to the half that is tuned on."""
    return hashlib.sha256(text.encode()).digest()[0] < 128


def interval(values: Sequence[float], seed: int = 44_001) -> str:
    """A mean with its bootstrap interval of 95 %."""
    chance, given = np.random.default_rng(seed), np.array(values, float)
    means = given[chance.integers(0, len(given), (2000, len(given)))].mean(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return f"{given.mean():.3f} [{low:.3f}, {high:.3f}]"
