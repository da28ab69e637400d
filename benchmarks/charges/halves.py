"""Halves of real texts by the SHA-256 of their signs without white space: first byte under 128 tunes, the rest exam.

A text that stands in two sets falls the same way in both.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

__all__ = ["HALVES", "in_half", "interval", "key", "lines"]

HALVES = ("tune", "exam")
_TUNING, _DRAWS = 128, 2_000


def key(text: str) -> str:
    """What names a text."""
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()


def in_half(text: str, half: str) -> bool:
    """Whether a text belongs to the half."""
    return (int(key(text)[:2], 16) < _TUNING) == (half == "tune")


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def interval(values: Sequence[float]) -> str:
    """The mean with its percentile bootstrap over items, 2,000 draws, 95 %."""
    if not values:
        return "no items"
    draws = np.random.default_rng(1).choice(np.array(values, dtype=float), (_DRAWS, len(values))).mean(axis=1)
    low, high = np.percentile(draws, [2.5, 97.5])
    return f"{np.mean(values):.3f} ({low:.3f}–{high:.3f})"
