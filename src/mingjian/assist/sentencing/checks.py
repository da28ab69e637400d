"""What must hold across files of parameters: names, days, the law's tiers, the national range, nothing protected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from mingjian.assist.sentencing.bands import tier_of
from mingjian.assist.sentencing.compared import compared_with
from mingjian.assist.sentencing.definition import (
    Band,
    Circumstance,
    Crime,
    LayerFile,
    NationFile,
    Ratio,
    RuleValue,
    Situation,
    Start,
    StepValue,
    Threshold,
    Value,
)
from mingjian.assist.sentencing.parameters import Parameters
from mingjian.assist.sentencing.protected import protected
from mingjian.assist.sentencing.spans import ROUNDING, Span, exact
from mingjian.law import charges, penalty_tiers
from mingjian.models.problems import Problem, nearest
from mingjian.models.source import Path as Place
from mingjian.models.source import Source

__all__ = ["Read", "problems_across"]

_RULES = {"band": "20%", "rounding": "half_up", "tier_one": "multiply"}
"""Rules the calculation asks for, with an example of a value."""


@dataclass(frozen=True)
class Read:
    """A file of right shape and where everything in it stands."""

    source: Source
    file: NationFile | LayerFile


def problems_across(read: Sequence[Read]) -> Iterator[Problem]:
    """Every problem that shows only when all files are known."""
    nation = Parameters.of([one.file for one in read if isinstance(one.file, NationFile)], ())
    yield from _twice(read)
    yield from _charged_twice(read)
    for one in read:
        yield from _guarded(one.source)
        for place, values in _lists(one.file):
            yield from _overlapping(one.source, place, values)
            yield from _sound(one.source, place, values)
            yield from compared_with(one.source, place, values, nation.texts)
        if isinstance(one.file, NationFile):
            yield from _national(one.source, one.file, nation)
        else:
            yield from _provincial(one.source, one.file, nation)


# -- within ----------------------------------------------------------------------------------------------


def _twice(read: Sequence[Read]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], str] = {}
    for one in read:
        if not isinstance(one.file, NationFile):
            continue
        for part in ("general", "circumstances", "crimes", "texts"):
            for name in getattr(one.file, part):
                first = seen.setdefault((part, name), one.source.file)
                if first != one.source.file:
                    yield one.source.problem(
                        (part, name), f"“{name}”已在 {first} 中", f"'{name}' stands in {first} already", key=True
                    )


def _charged_twice(read: Sequence[Read]) -> Iterator[Problem]:
    """One charge is one crime: which of two would be used nobody could tell."""
    seen: dict[str, str] = {}
    for one in read:
        for name, crime in one.file.crimes.items() if isinstance(one.file, NationFile) else ():
            first = seen.setdefault(crime.charge, name)
            if first != name:
                zh, en = f"罪名已用于“{first}”", f"the charge is that of '{first}' already"
                yield one.source.problem(("crimes", name, "charge"), zh, en)


def _guarded(source: Source) -> Iterator[Problem]:
    """No name, title or word of the file may be about what equality before the law keeps out."""

    def walk(data: object, at: Place) -> Iterator[Problem]:
        if isinstance(data, dict):
            for key, value in data.items():
                yield from _refused(source, (*at, key), key, key=True)
                if key not in ("ref", "checked", "unverified", "doubt"):
                    yield from walk(value, (*at, key))
        elif isinstance(data, list):
            for number, value in enumerate(data):
                yield from walk(value, (*at, number))
        elif isinstance(data, str):
            yield from _refused(source, at, data)

    yield from walk(source.data, ())


def _refused(source: Source, at: Place, text: str, *, key: bool = False) -> Iterator[Problem]:
    word = protected(text)
    if word is not None:
        yield source.problem(
            at,
            f"“{word}”不得作为量刑参数（刑法第四条）",
            f"'{word}' may not enter sentencing (Criminal Law art. 4)",
            key=key,
        )


def _lists(file: NationFile | LayerFile) -> Iterator[tuple[Place, Sequence[Value]]]:
    """Every list of values with its place."""
    for part in ("general", "circumstances"):
        for name, entry in getattr(file, part).items():
            yield (part, name, "values"), entry.values
    for name, crime in file.crimes.items():
        for part in ("situations", "circumstances", "steps"):
            for inner, entry in getattr(crime, part).items():
                yield ("crimes", name, part, inner, "values"), entry.values
        for inner, situation in crime.situations.items():
            yield ("crimes", name, "situations", inner, "thresholds"), situation.thresholds
            if isinstance(situation, Situation):
                yield ("crimes", name, "situations", inner, "fines"), situation.fines


def _overlapping(source: Source, at: Place, values: Sequence[Value]) -> Iterator[Problem]:
    for (_, one), (number, other) in combinations(enumerate(values), 2):
        if _meet(one, other):
            yield source.problem(
                (*at, number, "from"),
                f"时段与另一值（自 {one.from_}）重叠", f"its days overlap those of the value from {one.from_}",
            )  # fmt: skip


def _sound(source: Source, at: Place, values: Sequence[Value]) -> Iterator[Problem]:
    for number, value in enumerate(values):
        for key, given in _ranges(value):
            low, high = given
            if low > high:
                yield source.problem((*at, number, key), "下限大于上限", "the low end is above the high one")
            if isinstance(value, Ratio) and high > 1:
                yield source.problem((*at, number, key), "比例超过 100%", "a ratio above 100%")
        if isinstance(value, RuleValue):
            yield from _rule(source, (*at, number, "value"), str(at[1]), value.value)


def _rule(source: Source, at: Place, name: str, value: str) -> Iterator[Problem]:
    if name not in _RULES:
        yield source.problem(
            at[:2], f"没有规则“{name}”", f"there is no rule '{name}'", key=True, nearest=nearest(name, _RULES),
            expected=("、".join(_RULES), ", ".join(_RULES)),
        )  # fmt: skip
        return
    fine = value in ROUNDING if name == "rounding" else value == "multiply" if name == "tier_one" else _share(value)
    if not fine:
        words = ", ".join(ROUNDING) if name == "rounding" else _RULES[name]
        yield source.problem(at, f"“{value}”不是可用的值", f"'{value}' cannot be used", expected=(words, words))


def _share(value: str) -> bool:
    try:
        return value.endswith("%") and 0 <= exact(value) <= 1
    except (ValueError, ZeroDivisionError):
        return False


def _national(source: Source, file: NationFile, nation: Parameters) -> Iterator[Problem]:
    for name, one in file.circumstances.items():
        yield from _named(source, ("circumstances", name), one, nation.circumstances)
    for name, crime in file.crimes.items():
        at: Place = ("crimes", name)
        yield from _charge(source, at, crime)
        known = {**nation.circumstances, **crime.circumstances}
        for inner, one in crime.circumstances.items():
            yield from _named(source, (*at, "circumstances", inner), one, known)


def _named(source: Source, at: Place, one: Circumstance, known: Iterable[str]) -> Iterator[Problem]:
    names = set(known)
    lists: list[tuple[Place, list[str]]] = [
        ((*at, key), getattr(one, key)) for key in ("yields_to", "overlaps", "refuses")
    ]
    lists += [((*at, "values", n, "raised", "by"), v.raised.by) for n, v in enumerate(one.values) if v.raised]
    for place, given in lists:
        for number, name in enumerate(given):
            if name not in names:
                yield source.problem(
                    (*place, number), f"没有情节“{name}”", f"there is no circumstance '{name}'",
                    nearest=nearest(name, names),
                )  # fmt: skip
    if one.must_reduce and "reduce" not in one.allows:
        yield source.problem((*at, "must_reduce"), "应当减轻须先允许减轻", "must_reduce needs allows: [reduce]")


def _charge(source: Source, at: Place, crime: Crime) -> Iterator[Problem]:
    known = charges()
    if crime.charge not in known:
        yield source.problem(
            (*at, "charge"), f"没有罪名“{crime.charge}”", f"there is no charge '{crime.charge}'",
            nearest=nearest(crime.charge, known),
        )  # fmt: skip
        return
    for name, situation in crime.situations.items():
        here = (*at, "situations", name)
        for (_, one), (number, other) in combinations(enumerate(situation.bands), 2):
            if _meet(one, other):
                yield source.problem(
                    (*here, "bands", number, "from"), "法定刑的时段重叠", "the days of two tiers overlap"
                )
        for number, band in enumerate(situation.bands):
            tiers = penalty_tiers(crime.charge, band.from_)
            if tier_of(tiers, band.months[0], band.months[1]) is None:
                told = "、".join(f"{t.min_months}–{t.max_months}" for t in tiers if not t.unit_staff)
                yield source.problem(
                    (*here, "bands", number, "months"),
                    f"{band.from_} 的法定刑中没有这一档", f"the law of {band.from_} has no such tier",
                    expected=(told, told),
                )  # fmt: skip
        now = situation.bands[0].months
        for number, value in enumerate(situation.values):
            low = 1 if now[0] == 6 else now[0]
            if not low <= value.start[0] <= value.start[1] <= now[1]:
                yield source.problem(
                    (*here, "values", number, "start"), "量刑起点不在法定刑幅度内", "the start is outside the tier",
                    expected=(f"{low}–{now[1]}", f"{low}–{now[1]}"),
                )  # fmt: skip


def _provincial(source: Source, file: LayerFile, nation: Parameters) -> Iterator[Problem]:
    """Every name is the nation's, and every value lies inside the national range of the same days."""
    ids = set(nation.ids())
    for place, values in _lists(file):
        parts = [str(part) for part in place[:-1]]
        if place[-1] == "thresholds":
            parts[2] = "thresholds"
        if len(parts) == 4 and parts[2] == "steps":
            if parts[1] not in nation.crimes:
                yield _unknown(source, ("crimes", parts[1]), parts[1], nation.crimes)
            continue
        if ".".join(parts) not in ids:
            if parts[0] == "crimes" and parts[1] not in nation.crimes:
                yield _unknown(source, ("crimes", parts[1]), parts[1], nation.crimes)
            else:
                known = [one.rsplit(".", 1)[1] for one in ids if one.startswith(".".join(parts[:-1]) + ".")]
                yield _unknown(source, place[:-1], parts[-1], known)
            continue
        for number, value in enumerate(values):
            if isinstance(value, Ratio) and value.raised is not None:
                for name in value.raised.by:
                    if name not in nation.circumstances:
                        yield _unknown(source, (*place, number, "raised", "by"), name, nation.circumstances)
            for own in nation.values(".".join(parts)):
                if _meet(value, own):
                    yield from _inside(source, (*place, number), value, own)
                    yield from _fewer(source, (*place, number), value, own)


def _inside(source: Source, at: Place, value: Value, own: Value) -> Iterator[Problem]:
    wide = {key: Span(*given) for key, given in _ranges(own)}
    for key, (low, high) in _ranges(value):
        if low <= high and (key not in wide or not wide[key].holds(Span(low, high))):
            limit = wide[key].text(4) if key in wide else "—"
            yield source.problem(
                (*at, key), "超出全国的幅度", "outside the national range", expected=(limit, limit)
            )  # fmt: skip


def _fewer(source: Source, at: Place, value: Value, own: Value) -> Iterator[Problem]:
    """A province may not ask for fewer months than the nation."""
    if not isinstance(value, Ratio) or not isinstance(own, Ratio):
        return
    if value.least_months is not None and value.least_months < (own.least_months or 0):
        told = f"≥ {own.least_months}"
        yield source.problem(
            (*at, "least_months"), "少于全国的月数", "fewer months than the nation's", expected=(told, told)
        )


def _ranges(value: Value) -> Iterator[tuple[str, tuple[Fraction, Fraction]]]:
    if isinstance(value, Ratio):
        if value.range is not None:
            yield "range", (exact(value.range[0]), exact(value.range[1]))
        if value.lighter is not None:
            yield "lighter", (exact(value.lighter[0]), exact(value.lighter[1]))
        if value.raised is not None:
            yield "raised", (exact(value.raised.range[0]), exact(value.raised.range[1]))
            if value.raised.lighter is not None:
                yield "raised_lighter", (exact(value.raised.lighter[0]), exact(value.raised.lighter[1]))
    elif isinstance(value, Threshold):
        yield "amount", (Fraction(value.amount[0]), Fraction(value.amount[1]))
    elif isinstance(value, Start):
        yield "start", (Fraction(value.start[0]), Fraction(value.start[1]))
    elif isinstance(value, RuleValue) and _share(value.value):
        yield "value", (Fraction(0), exact(value.value))
    elif isinstance(value, StepValue):
        yield "months", (Fraction(value.months[0]), Fraction(value.months[1]))


def _unknown(source: Source, at: Place, name: str, known: Iterable[str]) -> Problem:
    names = sorted(known)
    return source.problem(
        at, f"全国参数中没有“{name}”", f"the national layer has no '{name}'", nearest=nearest(name, names), key=True
    )


def _meet(one: Value | Band, other: Value | Band) -> bool:
    last = dt.date.max
    return one.from_ <= (other.to or last) and other.from_ <= (one.to or last)
