"""Texts made ready, and what any two of them have in common."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mingjian.originality.prose.excluded import Excluded
from mingjian.originality.prose.folding import Folded, fold
from mingjian.originality.prose.grams import PIECE, Grams, grams, winnowed
from mingjian.originality.prose.passages import Passage, passages
from mingjian.originality.prose.seeds import shared_pieces

__all__ = ["Common", "Prose", "common", "prose"]


@dataclass(frozen=True)
class Prose:
    """A text ready to be compared. ``grey`` are the folded signs that are everybody's."""

    text: str
    folded: Folded
    pieces: Grams
    grey: npt.NDArray[np.bool_]

    @property
    def own(self) -> int:
        """Folded signs that count."""
        return int(len(self.grey) - self.grey.sum())


def prose(text: str, excluded: Excluded | None = None) -> Prose:
    """A text made ready."""
    folded = fold(text)
    whole = grams(folded)
    grey = (excluded or Excluded()).grey(text, folded, whole)
    chosen = winnowed(whole)
    if grey.any():
        sums = np.concatenate(([0], np.cumsum(grey)))
        kept = sums[chosen.places + PIECE] == sums[chosen.places]
        chosen = Grams(chosen.hashes[kept], chosen.places[kept])
    return Prose(text, folded, chosen, grey)


@dataclass(frozen=True)
class Common:
    """What two texts share. ``value`` is the evidence of all passages, held against a threshold.

    ``of_first``, ``of_second``: the share of each text's own signs that lie in the passages.
    """

    first: int
    second: int
    value: float
    of_first: float
    of_second: float
    passages: tuple[Passage, ...]


def common(
    texts: Sequence[Prose], *, works: int | None = None, only: Collection[tuple[int, int]] | None = None
) -> Iterator[Common]:
    """Every pair that shares a passage, in order. Pieces are the rarer the more ``works`` there are.

    ``only``: the pairs asked for, by number, the smaller first; the others still tell what is rare.
    """
    for first, second, seeds in shared_pieces([one.pieces for one in texts], works=works).pairs():
        found = passages(seeds) if only is None or (first, second) in only else []
        if found:
            value = float(np.float64(sum(one.evidence for one in found)))
            shares = (
                _covered([(one.here, one.here_end) for one in found], texts[first].own),
                _covered([(one.there, one.there_end) for one in found], texts[second].own),
            )
            yield Common(first, second, value, *shares, tuple(found))


def _covered(spans: list[tuple[int, int]], own: int) -> float:
    covered = end = 0
    for start, stop in sorted(spans):
        covered += max(0, stop - max(start, end))
        end = max(end, stop)
    return min(1.0, covered / own) if own else 0.0
