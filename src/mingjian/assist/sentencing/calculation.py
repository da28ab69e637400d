"""A whole case: each crime under the law of its day and of the conviction, the lighter chosen, then combined."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from mingjian.assist.sentencing.bands import span_of
from mingjian.assist.sentencing.book import Book, Noting
from mingjian.assist.sentencing.combining import Combined, combine
from mingjian.assist.sentencing.crime import Calculated, calculate_crime
from mingjian.assist.sentencing.errors import SentencingError
from mingjian.assist.sentencing.facts import Facts
from mingjian.assist.sentencing.form import fine_of, form_of, probation_of, protections
from mingjian.assist.sentencing.spans import Span, hull
from mingjian.assist.sentencing.tree import Node, Said
from mingjian.law.tiers import Tier

__all__ = ["DISCLAIMER", "Calculation", "CrimeOutcome", "calculate"]

DISCLAIMER = Said(
    "本结果供承办人参考，不是决定；量刑由检察官、审判人员依法综合全案判断，可以不采纳。",
    "This is advice, not a decision: prosecutors and judges weigh the whole case and may depart from it.",
)
Ends = tuple[int, int]


@dataclass
class CrimeOutcome:
    """One crime: the results that count (one a possible situation), the law they stand on, and the other law's."""

    charge: str
    chosen: list[Calculated]
    law_day: dt.date
    other: list[Calculated] = field(default_factory=list)
    other_day: dt.date | None = None
    uncompared: Said | None = None

    @property
    def months(self) -> Ends:
        """Whole months over all situations."""
        return min(one.months[0] for one in self.chosen), max(one.months[1] for one in self.chosen)

    @property
    def band_months(self) -> Ends:
        """The same with the wider band."""
        return min(one.band_months[0] for one in self.chosen), max(one.band_months[1] for one in self.chosen)

    @property
    def exact(self) -> Span:
        """Months before rounding."""
        return hull(one.limited for one in self.chosen)


@dataclass
class Calculation:
    """What came of a case. `used`: everything that was looked up, by which it can be replayed. `probation`: those of
    the notes that are on probation."""

    facts: Facts
    crimes: list[CrimeOutcome]
    combined: Combined | None
    combined_band: Combined | None
    tree: Node
    form: Said
    notes: list[Said]
    asks: list[Said]
    reviews: list[Said]
    used: dict[str, dict[str, Any]]
    probation: list[Said] = field(default_factory=list)

    @property
    def uncompared(self) -> list[Said]:
        """For which crimes the law of the act's day could not be compared with that of the conviction, and why."""
        return _once(
            [Said(f"{one.charge}：{one.uncompared.zh}", f"{one.charge}: {one.uncompared.en}")
             for one in self.crimes if one.uncompared is not None]
        )  # fmt: skip

    @property
    def months(self) -> Ends:
        """The term proposed, in whole months."""
        if self.facts.together is not None:
            return self.facts.together, self.facts.together
        return (self.combined.low, self.combined.high) if self.combined else self.crimes[0].months

    @property
    def band_months(self) -> Ends:
        """The term within the wider band for the whole case."""
        if self.combined_band is not None:
            return self.combined_band.low, self.combined_band.high
        return self.crimes[0].band_months

    def plain(self) -> dict[str, Any]:
        """As JSON: facts, what was used, the tree, the result; enough to replay it."""
        return {
            "kind": "mingjian-sentencing",
            "version": 1,
            "facts": self.facts.plain(),
            "result": self.result(),
            "tree": self.tree.plain(),
            "asks": [one.plain() for one in self.asks],
            "notes": [one.plain() for one in self.notes],
            "uncompared": [one.plain() for one in self.uncompared],
            "review": [one.plain() for one in self.reviews],
            "disclaimer": DISCLAIMER.plain(),
            "used": self.used,
        }

    def result(self) -> dict[str, Any]:
        """The figures."""
        return {
            "months": list(self.months),
            "band_months": list(self.band_months),
            "form": self.form.plain(),
            "needs_review": bool(self.reviews),
            "crimes": [_crime(one) for one in self.crimes],
        }


def calculate(facts: Facts, book: Book) -> Calculation:
    """The calculation of a case. Raises SentencingError when it cannot be made as asked."""
    noting = Noting(book)
    outcomes = [_crime_of(facts, number, noting) for number in range(len(facts.crimes))]
    root = Node("case", "量刑计算", "Sentencing")
    for one in outcomes:
        root.children += [each.node for each in one.chosen]
        if one.other_day is not None:
            root.add(_sides(one))
    combined = band = None
    if len(outcomes) > 1:
        combined = combine([one.months for one in outcomes], noting, facts.convicted)
        band = combine([one.band_months for one in outcomes], noting, facts.convicted)
        _combined_node(root, combined, facts)
    made = Calculation(facts, outcomes, combined, band, root, Said("", ""), [], [], [], noting.used)
    _say(made, noting)
    return made


# -- within ----------------------------------------------------------------------------------------------


def _crime_of(facts: Facts, number: int, book: Book) -> CrimeOutcome:
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


def _crime(one: CrimeOutcome) -> dict[str, Any]:
    return {
        "charge": one.charge,
        "months": list(one.months),
        "exact": one.exact.plain(),
        "band_months": list(one.band_months),
        "law": str(one.law_day),
        "other_law": str(one.other_day) if one.other_day else None,
        "other_exact": hull(each.limited for each in one.other).plain() if one.other else None,
    }


def _weight(tier: Tier) -> tuple[bool, bool, int, int]:
    """Which statutory penalty is the lighter: first by the maximum, then by the minimum (法释〔1997〕12号第一条)."""
    low, high = span_of(tier) or (1, 180)
    return tier.death, tier.life, high, low


def _sides(one: CrimeOutcome) -> Node:
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


def _combined_node(root: Node, combined: Combined, facts: Facts) -> None:
    node = root.add(Node("combined", "数罪并罚（刑法第六十九条）", "Several crimes combined (art. 69)"))
    node.value, node.notes = Span.of(combined.low, combined.high), list(combined.notes)
    if facts.together is not None:
        if not combined.low <= facts.together <= combined.high:
            raise SentencingError(
                f"决定执行的 {facts.together} 个月不在 {combined.low}–{combined.high} 个月内",
                f"the combined term of {facts.together} is outside {combined.low}–{combined.high} months",
            )
        node.chosen = {"by": facts.chosen_by or "?", "value": str(facts.together)}


def _say(made: Calculation, book: Book) -> None:
    """Form, notes, what is to be asked and what needs review, each once."""
    results = [each for one in made.crimes for each in one.chosen]
    single = results[0] if len(results) == 1 else None
    made.form = form_of(made.months, single)
    notes: list[Said] = []
    province = made.facts.province
    if province is not None and not book.look(f"layer:{province}")["known"]:
        notes.append(Said(f"没有 {province} 的参数，用全国的", f"no parameters of {province}: the nation's are used"))
    for one, stated in zip(made.crimes, made.facts.crimes, strict=True):
        if len(one.chosen) > 1:
            made.asks.append(Said(f"{one.charge}：属于哪一档", f"{one.charge}: which situation it is"))
        made.reviews += [one.uncompared] if one.uncompared else []
        for each in one.chosen:
            made.asks += each.asks
            made.reviews += each.reviews
            notes += [*each.notes, *fine_of(each, made.facts, book)]
            if each.exempting and stated.minor_offence:
                notes.append(
                    Said(f"{one.charge}：可以依法免除处罚", f"{one.charge}: exemption from punishment is possible")
                )
    if made.combined is not None and made.facts.together is None:
        made.asks.append(Said("选定数罪并罚决定执行的刑期", "choose the combined term"))
    made.probation = list(probation_of(made.months, results, made.facts, book))
    notes += [*made.probation, *protections(made.facts, results)]
    made.notes, made.asks, made.reviews = _once(notes), _once(made.asks), _once(made.reviews)


def _once(said: Sequence[Said]) -> list[Said]:
    return list(dict.fromkeys(said))
