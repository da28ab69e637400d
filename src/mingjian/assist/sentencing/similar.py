"""Terms of like judgments beside the result: quartiles, how many, by which filters; and when a proposal departs.

Fewer than ten are not shown: they say little, and may be known persons.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from mingjian.assist.sentencing.amounts import possible
from mingjian.assist.sentencing.definition import Threshold
from mingjian.assist.sentencing.facts import Facts
from mingjian.assist.sentencing.parameters import Parameters
from mingjian.assist.sentencing.spans import shown
from mingjian.assist.sentencing.taking import circumstances_of
from mingjian.documents import Judgment, parse_judgment, read_documents

__all__ = ["LEAST", "Among", "Deviation", "Judged", "deviation", "gather", "judged_in", "like", "quantile"]

LEAST = 10
_SHARES = {"p10": Fraction(1, 10), "p25": Fraction(1, 4), "p50": Fraction(1, 2), "p75": Fraction(3, 4),
           "p90": Fraction(9, 10)}  # fmt: skip
_TELLING = {"recidivist", "surrender", "accessory", "coerced", "attempt", "minor_12_16", "minor_16_18", "merit_major"}
"""Circumstances a like case shares or lacks as this one does."""


@dataclass(frozen=True)
class Judged:
    """A defendant judged for one charge: the term in months, and what the court found."""

    charge: str
    months: Fraction
    circumstances: frozenset[str]
    amount: Decimal | None = None


@dataclass(frozen=True)
class Among:
    """The terms of like judgments. `quantiles` is empty where there are fewer than ten."""

    count: int
    filters: tuple[str, ...]
    quantiles: dict[str, Fraction]

    @property
    def hidden(self) -> bool:
        """Whether there are too few to show."""
        return not self.quantiles

    def told(self) -> tuple[str, str]:
        """A sentence in both languages."""
        by = "、".join(self.filters)
        if self.hidden:
            return f"类案不足 {LEAST} 件，不显示（{by}）", f"fewer than {LEAST} like cases: not shown ({by})"
        numbers = " / ".join(shown(self.quantiles[name]) for name in _SHARES)
        return (
            f"类案 {self.count} 件（{by}）：P10 / P25 / 中位 / P75 / P90 = {numbers} 个月",
            f"{self.count} like cases ({by}): P10 / P25 / median / P75 / P90 = {numbers} months",
        )

    def plain(self) -> dict[str, Any]:
        """As JSON; the count too is kept back where there are too few."""
        if self.hidden:
            return {"hidden": True, "filters": list(self.filters)}
        return {
            "hidden": False,
            "count": self.count,
            "filters": list(self.filters),
            **{name: str(value) for name, value in self.quantiles.items()},
        }


@dataclass(frozen=True)
class Deviation:
    """A proposed term against the rule's range and like cases; an alarm only where it is outside both."""

    months: int
    inside_rule: bool
    inside_cases: bool | None
    among: Among | None

    @property
    def alarm(self) -> bool:
        """Outside the rule and, where there are enough like cases, outside their P10–P90."""
        return not self.inside_rule and self.inside_cases is False

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "months": self.months,
            "inside_rule": self.inside_rule,
            "inside_cases": self.inside_cases,
            "alarm": self.alarm,
            "cases": self.among.plain() if self.among else None,
        }


def gather(path: Path) -> list[Judged]:
    """Those judged for one charge in the judgments of a file or folder. DocumentError for what cannot be read."""
    return [one for document in read_documents(path) for one in judged_in(document.text, document.given)]


def judged_in(text: str, given: dict[str, str] | None = None) -> Iterable[Judged]:
    """The persons of one judgment with a single charge and a term of imprisonment or detention."""
    judgment: Judgment = parse_judgment(text, given or {})
    for person in judgment.defendants:
        final = person.final
        if person.unit or len(person.charges) != 1 or final is None or final.kind is None or final.months is None:
            continue
        if final.kind.value not in ("fixed_term", "detention"):
            continue
        days = final.days.value if final.days else 0
        born = person.birth_date.value if person.birth_date else None
        taken = circumstances_of(person.circumstances, text, born=born if born and len(born) == 10 else None)
        months = final.months.value + Fraction(days, 30)
        yield Judged(
            person.charges[0].charge.value, months, frozenset(taken), person.amount.value if person.amount else None
        )


def like(cases: Sequence[Judged], facts: Facts, parameters: Parameters) -> Among | None:
    """The like cases of a case with one crime: same charge, tier by amount and telling circumstances.

    Filters that leave fewer than ten are given up, the circumstances first; which were used is told. None where the
    term is not that of one crime alone: several, a former sentence beside it, or surveillance.
    """
    crime = facts.crimes[0]
    if len(facts.crimes) != 1 or facts.former is not None or crime.surveillance is not None:
        return None
    charge = crime.charge if crime.charge.endswith("罪") else crime.charge + "罪"
    same = [one for one in cases if one.charge == charge]
    telling = {name for name, one in crime.circumstances.items() if one.confirmed} & _TELLING
    tier = _of_tier(same, facts, parameters)
    untold = "未按档次筛选 not by tier" if crime.situation is not None else ""
    for some, told in ((tier, "同一数额档 same tier by amount"), (same, untold)):
        near = [one for one in some if one.circumstances & _TELLING == telling]
        if len(near) >= LEAST:
            return _among(near, tuple(filter(None, (charge, told, "主要情节相同 same telling circumstances"))))
        if len(some) >= LEAST:
            return _among(some, tuple(filter(None, (charge, told))))
    return _among(same, (charge,))


def _of_tier(cases: Sequence[Judged], facts: Facts, parameters: Parameters) -> list[Judged]:
    """Those whose amount may be in the situation stated; none where no amounts tell situations apart."""
    crime = facts.crimes[0]
    name = parameters.crime_of(crime.charge)
    if name is None or crime.situation is None:
        return []
    known = {}
    for situation in parameters.crimes[name].situations:
        found = parameters.find(f"crimes.{name}.thresholds.{situation}", facts.convicted, facts.province)
        if found is not None and isinstance(found.value, Threshold):
            known[situation] = (found.value.amount[0], found.value.amount[1])
    return [one for one in cases if one.amount is not None and crime.situation in possible(known, one.amount)]


def deviation(months: int, rule: tuple[int, int], among: Among | None) -> Deviation:
    """Hold a term to the rule's wider band and to P10–P90 of like cases."""
    inside = None
    if among is not None and not among.hidden:
        inside = among.quantiles["p10"] <= months <= among.quantiles["p90"]
    return Deviation(months, rule[0] <= months <= rule[1], inside, among)


def quantile(numbers: Sequence[Fraction], share: Fraction) -> Fraction:
    """A quantile of sorted numbers, exactly, between the two nearest in proportion."""
    at = share * (len(numbers) - 1)
    low = int(at)
    high = min(low + 1, len(numbers) - 1)
    return numbers[low] + (numbers[high] - numbers[low]) * (at - low)


def _among(cases: Sequence[Judged], filters: tuple[str, ...]) -> Among:
    terms = sorted(one.months for one in cases)
    if len(terms) < LEAST:
        return Among(len(terms), filters, {})
    return Among(len(terms), filters, {name: quantile(terms, share) for name, share in _SHARES.items()})
