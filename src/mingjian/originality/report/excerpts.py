"""Passages as people read them: the words of both works side by side, what is everybody's in grey."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from mingjian.originality.prose import Common
from mingjian.originality.work import Work

__all__ = ["Excerpt", "Piece", "excerpts"]

MOST, LONGEST, AROUND = 30, 1_200, 30
"""Passages of a pair, signs of one, signs shown around it."""


@dataclass(frozen=True)
class Piece:
    """Words, and whether they are around the passage, of it, or everybody's within it."""

    text: str
    sort: str


@dataclass(frozen=True)
class Excerpt:
    """A passage in both works. ``weight`` is what it adds to the value, ``signs`` its length compared."""

    files: tuple[str, str]
    here: tuple[Piece, ...]
    there: tuple[Piece, ...]
    signs: int
    weight: float

    def data(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


def excerpts(one: Work, other: Work, found: Common) -> tuple[tuple[Excerpt, ...], int]:
    """The heaviest passages in order of the first work, and how many are left out."""
    chosen = sorted(found.passages, key=lambda each: (-each.weight, each.here))[:MOST]
    shown = []
    for passage in sorted(chosen, key=lambda each: (each.here, each.there)):
        here, there = (
            one.text.folded.span(passage.here, passage.here_end),
            other.text.folded.span(passage.there, passage.there_end),
        )
        shown.append(
            Excerpt(
                (one.file_at(here[0]), other.file_at(there[0])), _pieces(one, *here), _pieces(other, *there),
                passage.here_end - passage.here, round(passage.weight, 3),
            )
        )  # fmt: skip
    return tuple(shown), len(found.passages) - len(shown)


def _pieces(work: Work, start: int, end: int) -> tuple[Piece, ...]:
    text, cut = work.text.text, min(end, start + LONGEST)
    found = [Piece(text[max(0, start - AROUND) : start], "around")]
    grey = _grey(work, start, cut)
    here = start
    for begin, stop in grey:
        found += [Piece(text[here:begin], "same"), Piece(text[begin:stop], "grey")]
        here = stop
    found.append(Piece(text[here:cut], "same"))
    found.append(Piece(" …" if cut < end else text[end : end + AROUND], "around"))
    return tuple(piece for piece in found if piece.text)


def _grey(work: Work, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches of the text that are everybody's."""
    places = work.text.folded.places
    first, last = (int(np.searchsorted(places, one)) for one in (start, end))
    edges = np.flatnonzero(np.diff(np.concatenate(([False], work.text.grey[first:last], [False])).astype(np.int8)))
    spans = [
        (int(places[first + a]), int(places[first + b - 1]) + 1) for a, b in zip(edges[::2], edges[1::2], strict=True)
    ]
    return [(max(a, start), min(b, end)) for a, b in spans]
