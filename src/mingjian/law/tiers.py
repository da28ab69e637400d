"""Penalty tiers read from the text of an article: `处三年以下有期徒刑、拘役或者管制，并处或者单处罚金`.

A tier is one `处 …` with what follows it about fines and confiscation. Used to derive the table of penalties from
the law and its amendments; the result is reviewed and shipped as data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from mingjian.law.numerals import NUMERAL, parse_number

FineRule = Literal["none", "may", "must"]

_KINDS = "有期徒刑|无期徒刑|死刑|拘役|管制|剥夺政治权利|罚金|没收财产"
_YEARS = r"[一二三四五六七八九十]+年|六个月"
_KIND = rf"(?:(?:{_YEARS})以上(?:{_YEARS})以下|(?:{_YEARS})(?:以上|以下)?)?(?:{_KINDS})"
_MAIN = re.compile(rf"(?<![并单惩被])(?:判处|(?<!判)处)({_KIND}(?:(?:、|或者|，或者){_KIND})*)")
_TERM = re.compile(rf"(?:({_YEARS})以上)?(?:({_YEARS})(以下)?)?有期徒刑")
_AMOUNT = re.compile(rf"({NUMERAL}+)(万?)元以上({NUMERAL}+)(万?)元以下罚金")
_CLAUSE = re.compile(r"[；。：\n”“]+")
_LONGEST, _LEAST = 180, 6


@dataclass(frozen=True)
class Tier:
    """One tier. Months of fixed-term imprisonment (null: none), the other main penalties, fine and confiscation.

    `fine`: a fine or confiscation beside the main penalty; `fine_named`: a fine may be it. `fine_only`: a fine alone
    may be imposed. `confiscation`: of property, may or must. `fine_min`, `fine_max` in yuan, where the law prints them.
    `relative`: the fine is a share or multiple of some amount. `unit_staff`: for the responsible persons of a unit.
    """

    min_months: int | None
    max_months: int | None
    detention: bool
    surveillance: bool
    deprivation: bool
    life: bool
    death: bool
    fine: FineRule
    fine_named: bool
    fine_only: bool
    confiscation: bool
    fine_min: int | None
    fine_max: int | None
    relative: bool
    unit_staff: bool


def parse_tiers(paragraph: str) -> list[Tier]:
    """The tiers of one paragraph, in order; empty when it sets no penalty for a person."""
    tiers: list[Tier] = []
    unit = paragraph.lstrip().startswith("单位犯")
    for clause in _CLAUSE.split(paragraph.replace(" ", "").replace("\u3000", "")):
        mains = list(_MAIN.finditer(_without_units(clause)))
        for at, found in enumerate(mains):
            until = mains[at + 1].start() if at + 1 < len(mains) else None
            tiers.append(_tier(found[1], _without_units(clause)[found.end() : until], unit))
    return tiers


def _without_units(clause: str) -> str:
    """Units only pay fines: `对单位判处罚金` says nothing about persons."""
    return re.sub(r"对单位判处[^，]*?罚金", "", clause)


def _tier(main: str, rest: str, unit: bool) -> Tier:
    terms = list(_TERM.finditer(main))
    low, high = _months(terms[0]) if terms else (None, None)
    amount = _AMOUNT.search(rest)
    alternative = "罚金" in main
    fine, confiscation = _property(rest)
    return Tier(
        low,
        high,
        "拘役" in main,
        "管制" in main,
        "剥夺政治权利" in main,
        "无期徒刑" in main,
        "死刑" in main,
        fine,
        "罚金" in rest,
        alternative or "单处" in rest,
        confiscation or "没收财产" in main,
        _yuan(amount[1], amount[2] or amount[4]) if amount else None,
        _yuan(amount[3], amount[4]) if amount else None,
        "百分之" in rest or "倍" in rest,
        unit,
    )


def _property(rest: str) -> tuple[FineRule, bool]:
    """Fine and confiscation beside the main penalty."""
    confiscation = "没收财产" in rest
    if re.search(r"可以并处(?:或者单处)?[^，]*(?:罚金|没收财产)", rest):
        return "may", confiscation
    if re.search(r"并处[^，]*(?:罚金|没收财产)", rest):
        return "must", confiscation
    return "none", confiscation


def _months(found: re.Match[str]) -> tuple[int, int]:
    """`三年以上七年以下` (36, 84); `三年以下` (6, 36); `五年以上` (60, 180); `十五年` (180, 180)."""
    above, other, below = found.groups()
    low = _length(above) if above else None
    if other and below:
        return low or _LEAST, _length(other)
    if other:
        return _length(other), _length(other)
    return low or _LEAST, _LONGEST


def _length(text: str) -> int:
    if text == "六个月":
        return 6
    years = parse_number(text.removesuffix("年"))
    assert years is not None
    return int(years) * 12


def _yuan(number: str, ten_thousand: str) -> int | None:
    value = parse_number(number)
    return None if value is None else int(value * (10000 if ten_thousand else 1))
