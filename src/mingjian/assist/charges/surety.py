"""How sure the first charge is, by signs that say why: a logistic curve over what is known of a candidate.

Fitted to the tuning halves of nine real sets with elements alone (`python -m benchmarks.charges surety`, figures in
`docs/charges.md`). It is the share of such texts whose first charge was right; of other texts it is a guess. It is no
probability of guilt.
"""

from __future__ import annotations

import math
from dataclasses import astuple, dataclass

__all__ = ["TOLD", "Signs", "lowering", "share_right"]

TOLD = 0.75
"""From here on an answer is told; below, more than a quarter of those at the border are wrong."""
_BASE = 1.49


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of the first charge. `score` of its words; `share` of the sentences any charge reads that it reads;
    `second`: the best score of another charge that stands; `others`: further charges told; `elements` that it needs
    beside its conduct; `wordings` of its conduct told (up to 4); `added`: words told that add to it (up to 6);
    `could_add`: whether any are known; `under`: the best score of a charge it covers; `beside`: other charges that
    stand and read a sentence of its."""

    score: float
    share: float
    second: float
    others: int
    elements: int
    wordings: int
    added: int
    could_add: bool
    under: float
    beside: int


@dataclass(frozen=True, slots=True)
class _Weight:
    weight: float
    usual: float
    zh: str
    en: str


_WEIGHTS = (
    _Weight(2.84, 0.82, "已写明的要件和情节少", "few of its words are told"),
    _Weight(1.35, 0.75, "只有一小部分文字讲到它", "only a small part of the text tells it"),
    _Weight(-0.91, 0.32, "另有罪名依据也充分", "another charge has nearly as much"),
    _Weight(-0.33, 0.42, "同时读到几个罪名", "several charges are told"),
    _Weight(-0.26, 0.9, "它需要的要件多", "it needs many elements"),
    _Weight(0.29, 1.91, "行为只提到一两处", "its conduct is told once or twice"),
    _Weight(0.23, 1.92, "没有佐证它的其他用语", "nothing told adds to it"),
    _Weight(-1.12, 0.64, "没有佐证它的其他用语", "nothing told adds to it"),
    _Weight(-0.73, 0.16, "它包含的罪名写得同样完整", "a charge it covers is told too"),
    _Weight(-0.25, 0.41, "同一句话也符合别的罪名", "the same sentences fit other charges"),
)
"""In the order of `Signs`: weight, the mean over the tuning texts, and what to say where it lowers the surety."""
_REASONS, _LITTLE = 2, -0.15


def share_right(signs: Signs) -> float:
    """The share of texts with such signs whose first charge was right, 0 to 1."""
    return 1 / (1 + math.exp(-_BASE - sum(_moves(signs))))


def lowering(signs: Signs) -> tuple[tuple[str, str], ...]:
    """Which signs lower the surety most, in both languages; each reason once."""
    moves = sorted(zip(_moves(signs), _WEIGHTS, strict=True), key=lambda one: one[0])
    said = dict.fromkeys((each.zh, each.en) for move, each in moves if move < _LITTLE)
    return tuple(said)[:_REASONS]


def _moves(signs: Signs) -> list[float]:
    return [each.weight * (float(value) - each.usual) for each, value in zip(_WEIGHTS, astuple(signs), strict=True)]
