"""Advice on charges: candidates with what speaks for and against, neighbours, articles, amounts, the frame of penalty.

It advises. It decides nothing, and *cannot tell* is one of its answers, always with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from mingjian.assist.charges.articles import Article, articles
from mingjian.assist.charges.candidates import Candidate, candidates, telling
from mingjian.assist.charges.choosing import Choice, Doubt, choose
from mingjian.assist.charges.drugs import Quantity, by_person, quantities
from mingjian.assist.charges.elements import makeups
from mingjian.assist.charges.learning import Learned
from mingjian.assist.charges.naming import name_on
from mingjian.assist.charges.neighbours import Neighbours, neighbours_of
from mingjian.assist.charges.summing import Sum, add_up
from mingjian.assist.charges.tiers import Tier, tiers_by_amount, tiers_by_weight
from mingjian.assist.sentencing.parameters import Parameters
from mingjian.law.charges import Charge, charges
from mingjian.law.penalties import Penalty, penalties

__all__ = ["Advice", "Suggestion", "advise", "uncovered"]

_DRUGS = {str(number) for number in range(347, 356)}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A charge under the name it bore on the day. `penalty`: the frame of its tiers in force then, null where the law
    at hand has none. `neighbours`: charges it is taken for, with what decides. `tiers`: those that the sum of the
    amounts, or the weight of a drug, may be in; null where no thresholds are known or several charges share a sum."""

    name: str
    candidate: Candidate
    penalty: Penalty | None
    neighbours: tuple[Neighbours, ...]
    tiers: tuple[Tier, ...] | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """`suggestions` are told; with `doubts` they are only the likeliest, and it cannot be told. `sure`: of trial texts
    like this, the share whose first charge was right. `near`: candidates that lack an element or are covered.
    `learned`: whether an office's weights took part. `on`: the day whose law it is."""

    suggestions: tuple[Suggestion, ...]
    sure: float
    doubts: tuple[Doubt, ...]
    near: tuple[Candidate, ...]
    articles: tuple[Article, ...]
    amount: Sum
    drugs: tuple[Quantity, ...]
    learned: bool
    on: date | None
    by_person: Mapping[str, Sequence[Quantity]] = field(default_factory=dict)


def advise(
    text: str,
    on: date | None = None,
    learned: Learned | None = None,
    province: str | None = None,
    parameters: Parameters | None = None,
) -> Advice:
    """Advice on a text. `on`: the day of the act; without it today's names are used and nothing is left out.

    `province` (34): whose thresholds choose the tier within the nation's range, where `parameters` have its layer."""
    found = candidates(telling(text), on)
    choice = choose(found, learned.scores([text])[0] if learned else None)
    drugs = any(article in _DRUGS for one in choice.chosen for article in one.makeup.charge.articles)
    total, held = add_up(text), tuple(quantities(text)) if drugs else ()
    shared = len([one for one in choice.chosen if tiers_by_amount(one.name, Decimal(0)) is not None]) > 1
    yuan = None if shared else total.yuan

    def tiers(name: str) -> tuple[Tier, ...] | None:
        by_weight = tiers_by_weight(name, held, on)
        if by_weight is not None or yuan is None:
            return by_weight
        return tiers_by_amount(name, yuan, on, province=province, parameters=parameters)

    suggestions = tuple(_suggestion(one, on, tiers(one.name)) for one in choice.chosen)
    names = [one.name for one in suggestions]
    return Advice(
        suggestions,
        choice.sure,
        choice.doubts,
        _near(found, choice),
        tuple(articles(names, text, on)) if names else (),
        total,
        held,
        learned is not None,
        on,
        by_person(text) if drugs else {},
    )


def _near(found: list[Candidate], choice: Choice) -> tuple[Candidate, ...]:
    chosen = {one.name for one in choice.chosen}
    return tuple(one for one in found if one.name not in chosen and one.score > 0)


def _suggestion(one: Candidate, on: date | None, tiers: tuple[Tier, ...] | None) -> Suggestion:
    name = name_on(one.makeup.charge, on) or one.name
    return Suggestion(name, one, _penalty(name, on), tuple(neighbours_of(one.name)), tiers)


def _penalty(name: str, on: date | None) -> Penalty | None:
    """The frame in force on the day, else the newest."""
    rows = [row for row in penalties() if row.charge == name]
    if on is not None:
        rows = [row for row in rows if row.start <= on and (row.end is None or on <= row.end)]
    return rows[-1] if rows else None


def uncovered() -> Mapping[str, Charge]:
    """Charges of today that have no elements here: advice never names them."""
    return {
        name: one for name, one in charges().items() if one.now == name and one.end is None and name not in makeups()
    }
