"""Named streams of chance: the same seed and name give the same numbers, in whatever order the parts are built."""

from __future__ import annotations

import hashlib

import numpy as np
import numpy.typing as npt

from mingjian.province.clock import Ints

Rng = np.random.Generator


def stream(seed: int, *names: str) -> Rng:
    """A generator of its own for one part of the province."""
    digest = hashlib.sha256(("/".join(names)).encode()).digest()
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, int.from_bytes(digest[:8], "big")])))


def between(rng: Rng, low: int | Ints, high: int | Ints, n: int) -> Ints:
    """Whole numbers from ``low`` to ``high``, both included; a high below its low gives the low."""
    lows = np.broadcast_to(np.asarray(low, np.int64), (n,))
    highs = np.broadcast_to(np.asarray(high, np.int64), (n,))
    return rng.integers(lows, np.maximum(lows, highs) + 1).astype(np.int32)


def chosen(rng: Rng, weights: npt.ArrayLike, n: int) -> Ints:
    """``n`` indexes into ``weights``, as often as they weigh."""
    edges = np.cumsum(np.asarray(weights, np.float64))
    found = np.searchsorted(edges, rng.random(n) * edges[-1], side="right")
    return np.asarray(np.minimum(found, len(edges) - 1), np.int32)


def happens(rng: Rng, share: float, n: int) -> npt.NDArray[np.bool_]:
    """A coin for each of ``n``, true with probability ``share``."""
    return rng.random(n) < share
