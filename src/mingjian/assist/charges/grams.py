"""Character grams of a text as hashed counts: the features of learned weights. No gram can be read back from them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

__all__ = ["SIZE", "counts"]

SIZE = 1 << 17
_LONGEST = 3
_PRIMES = np.array([1_000_003, 8_191_001, 2_147_483_647], dtype=np.uint64)


def counts(texts: Sequence[str]) -> csr_matrix:
    """One row a text: 1 + log of the count of each hashed gram of one to three signs. The same text, the same row."""
    rows = [_row(text) for text in texts]
    ends = np.cumsum([0] + [len(columns) for columns, _ in rows])
    columns = np.concatenate([columns for columns, _ in rows]) if rows else np.zeros(0, dtype=np.int64)
    values = np.concatenate([values for _, values in rows]) if rows else np.zeros(0)
    return csr_matrix((values, columns, ends), shape=(len(rows), SIZE))


def _row(text: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    signs = np.frombuffer("".join(text.split()).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    hashed = [
        sum(signs[at : len(signs) - length + 1 + at] * _PRIMES[at] for at in range(length)) * np.uint64(length * 2 + 1)
        for length in range(1, _LONGEST + 1)
        if len(signs) >= length
    ]
    if not hashed:
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    mixed = np.concatenate(hashed)
    mixed ^= mixed >> np.uint64(17)
    columns, many = np.unique((mixed % np.uint64(SIZE)).astype(np.int64), return_counts=True)
    return columns, 1 + np.log(many)
