"""Pairs of texts that may resemble each other, found without comparing every text with every other.

MinHash: 128 numbers a text, of which two texts agree in as large a share as they have pieces in common. Bands of
several numbers each put texts into buckets; texts of one bucket are candidates. Bands are as wide as they can be while
a pair just similar enough is missed by one in ten thousand at most; where more numbers differ than chance allows (one
in a hundred thousand), the pair is left out before it is counted. Both by calculation, from independent numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import comb

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

from mingjian.collision.kernels.expand import Ints, cuts, ranges
from mingjian.collision.kernels.shingles import Shingled

__all__ = ["Signatures", "bands", "candidates", "signatures"]

NUMBERS = 128
MISSED, CHANCE = 1e-4, 1e-5
_SEED = 20260101
_AT_ONCE, _COMPARED = 200_000, 20_000
Words = npt.NDArray[np.uint64]
Signatures = npt.NDArray[np.uint32]


def bands(at_least: float) -> tuple[int, int]:
    """How many bands of how many numbers."""
    for wide in range(16, 1, -1):
        if (1 - at_least**wide) ** (NUMBERS // wide) <= MISSED:
            return NUMBERS // wide, wide
    return NUMBERS, 1


def surely_agreeing(at_least: float) -> int:
    """How many of the numbers two texts have in common that are this similar, but for one chance in 100,000."""
    reached = 0.0
    for agreeing in range(NUMBERS):
        reached += comb(NUMBERS, agreeing) * at_least**agreeing * (1 - at_least) ** (NUMBERS - agreeing)
        if reached >= CHANCE:
            return agreeing
    return NUMBERS


def _mixed(words: Words) -> Words:
    """Whole numbers scattered over 64 bits, one to one (the finaliser of SplitMix64)."""
    words = (words ^ (words >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    words = (words ^ (words >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return words ^ (words >> np.uint64(31))


def signatures(texts: Shingled, beat: Callable[[float], None]) -> Signatures:
    """The 128 numbers of every text."""
    many = len(texts.texts)
    found = np.empty((many, NUMBERS), np.uint32)
    for part, tokens, offsets in texts.pieces(np.arange(many)):
        beat(part.start / many)
        made = RMinHash.digest_matrix_from_flat_token_hashes(_mixed(tokens), offsets.astype(np.uint64), NUMBERS, _SEED)
        found[part] = made.to_rows()
    return found


def _buckets(numbers: Signatures, blocks: Ints, count: int, wide: int) -> Words:
    """For every text and band the bucket, different in different blocks."""
    found = np.empty((len(numbers), count), np.uint64)
    for band in range(count):
        word = _mixed(blocks.astype(np.uint64) + np.uint64(band << 40))
        for column in range(band * wide, (band + 1) * wide):
            word = _mixed(word ^ numbers[:, column].astype(np.uint64))
        found[:, band] = word
    return found


def candidates(
    numbers: Signatures, blocks: Ints, at_least: float, classes: Callable[[], Ints]
) -> Iterator[tuple[float, Ints, Ints]]:
    """How far the search is (0 to 1), and pairs of one block that may be similar, each pair once.

    ``classes()`` gives a number for every text, asked again and again: pairs of one class are of no use (any more).
    """
    count, wide = bands(at_least)
    buckets = _buckets(numbers, blocks, count, wide)
    least = surely_agreeing(at_least)
    for band in range(count):
        order, following = _crowds(buckets[:, band], classes())
        for part in cuts(following, _AT_ONCE):
            one = np.repeat(np.arange(part.start, part.stop), following[part])
            other = order[ranges(np.arange(part.start, part.stop) + 1, following[part])]
            one = order[one]
            now = classes()
            useful = (now[one] != now[other]) & (blocks[one] == blocks[other])
            one, other = one[useful], other[useful]
            agreeing = _agreeing(numbers, buckets[:, :band], one, other, least)
            yield (band + part.stop / len(order)) / count, one[agreeing], other[agreeing]


def _crowds(buckets: Words, classes: Ints) -> tuple[Ints, Ints]:
    """Texts bucket by bucket where several classes meet, and how many of the bucket follow each."""
    order = np.argsort(buckets, kind="stable")
    same = buckets[order]
    starts = np.flatnonzero(np.concatenate([[True], same[1:] != same[:-1]])) if len(same) else np.empty(0, np.int64)
    sizes = np.diff(np.append(starts, len(same)))
    if not len(same):
        return order, order
    sorted_ = classes[order]
    mixed = np.minimum.reduceat(sorted_, starts) < np.maximum.reduceat(sorted_, starts)
    starts, sizes = starts[mixed], sizes[mixed]
    taken = order[ranges(starts, sizes)]
    return taken, np.repeat(np.cumsum(sizes), sizes) - np.arange(len(taken)) - 1


def _agreeing(numbers: Signatures, before: Words, one: Ints, other: Ints, least: int) -> npt.NDArray[np.bool_]:
    """Which pairs agree in enough numbers and did not meet in an earlier band."""
    found = np.empty(len(one), bool)
    for start in range(0, len(one), _COMPARED):
        part = slice(start, start + _COMPARED)
        i, j = one[part], other[part]
        enough = (numbers[i] == numbers[j]).sum(axis=1) >= least
        found[part] = enough & ~(before[i] == before[j]).any(axis=1)
    return found
