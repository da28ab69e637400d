"""One crime under the law of its day and that of the conviction: the lighter one counts (刑法12)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

from mingjian.assist.sentencing.bands import span_of
from mingjian.assist.sentencing.book import Book
from mingjian.assist.sentencing.combining import Ends
from mingjian.assist.sentencing.crime import Calculated, calculate_crime
from mingjian.assist.sentencing.errors import SentencingError
from mingjian.assist.sentencing.facts import CrimeFacts, Facts
from mingjian.assist.sentencing.spans import Span, hull
from mingjian.assist.sentencing.tree import Node, Said
from mingjian.law.tiers import Tier

__all__ = ["CrimeOutcome", "outcome_of", "sides"]


@dataclass
class CrimeOutcome:
    """One crime: the results that count (one a possible situation), the law they stand on, and the other law's."""

    charge: str
    chosen: list[Calculated]
    law_day: dt.date
    other: list[Calculated] = field(default_factory=list)
    other_day: dt.date | None = None
    uncompared: Said | None = None
    surveillance: int | None = None

    @property
    def months(self) -> Ends:
        """Whole months over all situations; those of the surveillance a person chose instead."""
        if self.surveillance is not None:
            return self.surveillance, self.surveillance
        return min(one.months[0] for one in self.chosen), max(one.months[1] for one in self.chosen)

    @property
    def band_months(self) -> Ends:
        """The same with the wider band."""
        if self.surveillance is not None:
            return self.months
        return min(one.band_months[0] for one in self.chosen), max(one.band_months[1] for one in self.chosen)

    @property
    def exact(self) -> Span:
        """Months before rounding."""
        return hull(one.limited for one in self.chosen)

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "charge": self.charge,
            "months": list(self.months),
            "exact": self.exact.plain(),
            "band_months": list(self.band_months),
            "law": str(self.law_day),
            "other_law": str(self.other_day) if self.other_day else None,
            "other_exact": hull(each.limited for each in self.other).plain() if self.other else None,
        }


def outcome_of(facts: Facts, number: int, book: Book) -> CrimeOutcome:
    """The outcome of a crime; with the surveillance a person chose for it."""
    return _chosen(_compared(facts, number, book), facts.crimes[number])


def sides(one: CrimeOutcome) -> Node:
    """Old and new law beside each other, the lighter marked."""
    node = Node("law_compared", f"{one.charge}：新旧法比较（刑法第十二条）", f"{one.charge}: old and new law (art. 12)")
    for day, results, mark in ((one.law_day, one.chosen, True), (one.other_day, one.other, False)):
        for each in results:
            zh = f"{day} 的法律" + ("（较轻或相同，适用）" if mark else "")
            en = f"law of {day}" + (" (not heavier: applies)" if mark else "")
            step = node.add(Node(f"law.{day}", zh, en, each.limited))
            low, high = span_of(each.tier) or (1, 180)
            step.how = f"{low}–{high} → {each.limited.text()}"
    return node


# -- within ----------------------------------------------------------------------------------------------


def _compared(facts: Facts, number: int, book: Book) -> CrimeOutcome:
    """从旧兼从轻 (刑法12): the law of the act, unless that of the conviction is lighter."""
    new = calculate_crime(facts, number, book, facts.convicted)
    charge = new[0].charge
    try:
        old = calculate_crime(facts, number, book, facts.act)
    except SentencingError as error:
        zh, en = f"行为时的法律未能比较：{error.zh}", f"the law of the act was not compared: {error.en}"
        return CrimeOutcome(charge, new, facts.convicted, uncompared=Said(zh, en))
    if all(_weight(a.tier) == _weight(b.tier) for a, b in zip(old, new, strict=True)):
        return CrimeOutcome(charge, new, facts.convicted)
    lighter_new = max(_weight(one.tier) for one in new) < max(_weight(one.tier) for one in old)
    chosen, other = (new, old) if lighter_new else (old, new)
    days = (facts.convicted, facts.act) if lighter_new else (facts.act, facts.convicted)
    return CrimeOutcome(charge, chosen, days[0], other, days[1])


def _chosen(one: CrimeOutcome, stated: CrimeFacts) -> CrimeOutcome:
    """Surveillance that a person chose instead of the term; the tier, or the next lower one, must have it."""
    if stated.surveillance is None:
        return one
    if not any(each.surveillance for each in one.chosen):
        raise SentencingError(f"“{one.charge}”的这一档法定刑没有管制", f"the tier of {one.charge} has no surveillance")
    return replace(one, surveillance=stated.surveillance)


def _weight(tier: Tier) -> tuple[bool, bool, int, int]:
    """Which statutory penalty is the lighter: first by the maximum, then by the minimum (法释〔1997〕12号第一条)."""
    low, high = span_of(tier) or (1, 180)
    return tier.death, tier.life, high, low
