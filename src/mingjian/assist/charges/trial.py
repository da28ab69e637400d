"""What a model of an office is worth: trained without a fifth of its texts and tried on that fifth, for the card."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingjian.assist.charges.candidates import candidates, telling
from mingjian.assist.charges.choosing import choose
from mingjian.assist.charges.figures import Point, curve, risk_at, set_f1
from mingjian.assist.charges.learning import Example, Learned, digest, train

__all__ = ["Tried", "trained", "tried"]

_PARTS, _COVERAGE = 5, 0.8


@dataclass(frozen=True, slots=True)
class Tried:
    """Mean F1 of the sets of charges, the share whose first charge is right, the curve of coverage and risk, and what
    is told without a doubt: the share of texts, and of wrong ones among them (null when none is)."""

    texts: int
    f1: float
    first: float
    curve: tuple[Point, ...]
    told: float
    told_wrong: float | None

    def data(self) -> dict[str, Any]:
        """For a card: figures rounded to three places, the curve at every tenth of coverage."""
        tenths = [next((one for one in self.curve if one.coverage >= part / 10 - 1e-9), None) for part in range(1, 11)]
        points = [[round(one.coverage, 3), round(one.risk, 3), round(one.sure, 3)] for one in tenths if one]
        return {
            "texts": self.texts,
            "f1": round(self.f1, 3),
            "first_right": round(self.first, 3),
            "told": round(self.told, 3),
            "told_wrong": None if self.told_wrong is None else round(self.told_wrong, 3),
            "risk_at_80": round(risk_at(self.curve, _COVERAGE), 3),
            "curve": points,
        }


def tried(examples: Sequence[Example], learned: Learned | None) -> Tried:
    """The advice on examples held to their charges; a text that nothing is told of counts as wrong and least sure."""
    scores = learned.scores([one.text for one in examples]) if learned else [None] * len(examples)
    answers, sums, told_right = [], 0.0, []
    for one, score in zip(examples, scores, strict=True):
        choice = choose(candidates(telling(one.text)), score)
        told = [candidate.makeup.charge.now for candidate in choice.chosen]
        sums += set_f1(told, one.charges)
        right = bool(told) and told[0] in one.charges
        answers.append((choice.sure, right))
        told_right += [] if choice.doubts else [right]
    many, said = max(len(examples), 1), len(told_right)
    first = sum(right for _, right in answers) / many
    wrong = told_right.count(False) / said if said else None
    return Tried(len(examples), sums / many, first, tuple(curve(answers)), said / many, wrong)


def trained(examples: Sequence[Example], on: date) -> Learned:
    """The model of all examples, its card measured on a fifth that a model without it was tried on. The fifth is chosen
    by the texts themselves, so the same data give the same figures."""
    held = [one for one in examples if _part(one) == 0]
    rest = [one for one in examples if _part(one) != 0]
    figures = {
        "elements_only": tried(held, None).data(),
        "with_weights": tried(held, train(rest)).data() if rest and held else None,
    }
    card = {
        "trained_on": on.isoformat(),
        "texts": len(examples),
        "digest": digest(examples),
        "charges": dict(sorted(Counter(name for one in examples for name in one.charges).items())),
        "held_out": figures,
    }
    return train(examples, card)


def _part(one: Example) -> int:
    return hashlib.sha256("".join(one.text.split()).encode()).digest()[0] % _PARTS
