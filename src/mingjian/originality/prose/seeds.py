"""Pieces that two texts share, by one sorted index over all texts; frequent pieces weigh nothing, rare ones most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mingjian.originality.prose.grams import Grams

__all__ = ["BACKGROUND", "COMMON", "FEWEST", "Seeds", "most_works", "shared_pieces"]

COMMON = 0.02
"""Pieces in more than this share of works weigh nothing."""
FEWEST = 10
"""Below so many works a piece is never common: in a small contest a handful of copies is no usage."""


BACKGROUND = 500
"""Rarity is counted as if over so many works at least: of six works four copies are no usage either."""


def most_works(works: int) -> int:
    """In how many works a piece may stand and still count."""
    return max(int(COMMON * works), FEWEST)


@dataclass(frozen=True)
class Seeds:
    """Pieces that stand in both of a pair: numbers of the two texts (first below second), places, weights."""

    first: npt.NDArray[np.int32]
    second: npt.NDArray[np.int32]
    here: npt.NDArray[np.int32]
    there: npt.NDArray[np.int32]
    weight: npt.NDArray[np.float32]

    def pairs(self) -> Iterator[tuple[int, int, Seeds]]:
        """The seeds of each pair, in order of the pairs."""
        if not len(self.first):
            return
        ids = self.first.astype(np.int64) << 32 | self.second
        starts = np.flatnonzero(np.diff(ids, prepend=ids[0] - 1))
        for start, end in zip(starts, [*starts[1:], len(ids)], strict=True):
            part = slice(int(start), int(end))
            yield int(self.first[start]), int(self.second[start]), Seeds(
                self.first[part], self.second[part], self.here[part], self.there[part], self.weight[part]
            )  # fmt: skip


def shared_pieces(texts: Sequence[Grams], *, works: int | None = None) -> Seeds:
    """All seeds of all pairs. ``works`` is over how many rarity is counted, more than are given if some are known."""
    sizes = [len(text.hashes) for text in texts]
    hashes = np.concatenate([text.hashes for text in texts]) if texts else np.empty(0, np.uint64)
    owner = np.repeat(np.arange(len(texts), dtype=np.int32), sizes)
    places = np.concatenate([text.places for text in texts]) if texts else np.empty(0, np.int32)
    order = np.argsort(hashes, kind="stable")  # of each text the pieces stand in order of their places already
    hashes = hashes[order]
    same = hashes[1:] == hashes[:-1]
    again = np.zeros(len(hashes), bool)  # what stands once seeds nothing
    again[1:] |= same
    again[:-1] |= same
    hashes, owner, places = hashes[again], owner[order[again]], places[order[again]]
    fresh = np.ones(len(hashes), bool)  # of several in one work the first
    fresh[1:] = (hashes[1:] != hashes[:-1]) | (owner[1:] != owner[:-1])
    hashes, owner, places = hashes[fresh], owner[fresh], places[fresh]
    starts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1]))) if len(hashes) else np.empty(0, int)
    counts = np.diff(np.append(starts, len(hashes)))
    total = max(works or len(texts), BACKGROUND)
    most = most_works(total)
    kept = np.repeat((counts > 1) & (counts <= most), counts)
    group = np.repeat(np.arange(len(counts)), counts)[kept]
    weight = np.repeat(_weights(counts, total), counts)[kept].astype(np.float32)
    return _paired(group, owner[kept], places[kept], weight, most)


def _weights(counts: npt.NDArray[np.int64], total: int) -> npt.NDArray[np.float64]:
    """The rarer the heavier, and most what stands in these two alone: usage is shared by a few, copying mostly by two.

    The power was chosen on the tuned half of the bench; ten copies of a whole work still pass any border met there.
    """
    return np.asarray(np.log((total + 1) / counts) / np.maximum(counts - 1, 1) ** 2)


def _paired(
    group: npt.NDArray[np.int64],
    owner: npt.NDArray[np.int32],
    places: npt.NDArray[np.int32],
    weight: npt.NDArray[np.float32],
    most: int,
) -> Seeds:
    parts: list[tuple[npt.NDArray[np.generic], ...]] = []
    for lag in range(1, most):
        same = np.flatnonzero(group[lag:] == group[:-lag]) if lag < len(group) else np.empty(0, int)
        if not len(same):
            break
        parts.append((owner[same], owner[same + lag], places[same], places[same + lag], weight[same]))
    if not parts:
        none = np.empty(0, np.int32)
        return Seeds(none, none, none, none, np.empty(0, np.float32))
    first, second, here, there, weights = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((here, second, first))
    return Seeds(first[order], second[order], here[order], there[order], weights[order])
