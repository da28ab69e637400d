"""Where in a document the words of a question stand: exact spans, the phrases they make, the best window to show."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mingjian.knowledge.grams import Codes, fold, grams, is_pair, signs

__all__ = ["Shown", "phrases", "show", "spans"]

_WINDOW = 120
"""Signs of an excerpt."""
_RUNS = 40
"""Of a long question only so many stretches are looked at, the longest."""
_ENDS = "。；！？\n"


@dataclass(frozen=True)
class Shown:
    """An excerpt: the part of the text from `start`, with the spans met in it (places within the excerpt)."""

    text: str
    start: int
    spans: tuple[tuple[int, int], ...]


def spans(text: str, wanted: Codes) -> list[tuple[int, int]]:
    """Stretches of the text made of wanted pairs; of wanted single signs, when no pair is wanted."""
    codes, places = grams(signs(text))
    pairs = wanted[is_pair(wanted)]
    size = 2 if len(pairs) else 1
    met = np.zeros(len(text) + 1, bool)
    for at in places[np.isin(codes, pairs if len(pairs) else wanted)].tolist():
        met[at : at + size] = True
    edges = np.flatnonzero(np.diff(np.concatenate([[False], met]).astype(np.int8)))
    return [(int(one), int(other)) for one, other in zip(edges[::2], edges[1::2], strict=True)]


def phrases(question: str, text: str, limit: int = 8) -> list[str]:
    """The longest stretches of the question that stand in the text, in the question's order."""
    held = set(grams(signs(text))[0].tolist())
    codes, places = grams(signs(question))
    found = sorted(
        {(at, 2) for code, at in zip(codes.tolist(), places.tolist(), strict=True) if code >> 21 and code in held}
    )
    runs: list[list[int]] = []
    for at, size in found:
        if runs and at <= runs[-1][1] - 1:
            runs[-1][1] = at + size
        else:
            runs.append([at, at + size])
    folded, held_in = fold(question), fold(text)
    longest = sorted(runs, key=lambda run: run[0] - run[1])[:_RUNS]
    cut = [piece for start, end in sorted(longest) for piece in _present(folded[start:end], held_in)]
    best = sorted(dict.fromkeys(cut), key=lambda one: (-len(one), cut.index(one)))[:limit]
    return sorted(best, key=cut.index)


def _present(run: str, text: str) -> list[str]:
    """A run of pairs that each stand in the text, cut into the longest pieces that do."""
    pieces, start = [], 0
    while start < len(run) - 1:
        end = start + 2
        while end < len(run) and run[start : end + 1] in text:
            end += 1
        pieces.append(run[start:end])
        start = end - 1 if end < len(run) else end
    return pieces


def show(text: str, wanted: Codes) -> Shown:
    """The window with most of what was asked, cut where a sentence begins when one is near."""
    found = spans(text, wanted)
    if len(text) <= _WINDOW:
        return Shown(text, 0, tuple(found))
    met = np.zeros(len(text) + 1, np.int64)
    for at, to in found:
        met[at + 1 : to + 1] = 1
    sums = np.cumsum(met)
    starts = np.array([max(start - 15, 0) for start, _ in found] or [0])
    worth = sums[np.minimum(starts + _WINDOW, len(text))] - sums[starts]
    start = int(starts[np.argmax(worth)])
    begins = max((text.rfind(sign, max(start - 20, 0), start + 15) for sign in _ENDS), default=-1)
    start = begins + 1 if begins >= 0 else start
    end = min(start + _WINDOW, len(text))
    inside = ((max(at, start) - start, min(to, end) - start) for at, to in found if at < end and to > start)
    return Shown(text[start:end], start, tuple(inside))
