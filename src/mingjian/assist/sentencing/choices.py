"""What can be stated of a crime on a day, for whoever fills in a form: situations, circumstances, steps, each with its
range, its source and how far it was compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from mingjian.assist.sentencing.definition import Circumstance, Ratio, Start, StepValue, Threshold
from mingjian.assist.sentencing.drugs import drug_kinds
from mingjian.assist.sentencing.parameters import Found, Parameters
from mingjian.assist.sentencing.standing import Standing, standing_of
from mingjian.models.texts import Text

__all__ = ["Choices", "Option", "choices"]

_GROUPS: dict[int, tuple[str, str]] = {
    1: ("未成年人", "minors"),
    2: ("老年人", "the elderly"),
    3: ("聋哑人、盲人", "deaf-mute or blind"),
    4: ("犯罪形态", "stage of the crime"),
    5: ("共同犯罪中的作用", "part in a joint crime"),
    6: ("自首", "voluntary surrender"),
    7: ("坦白", "confession"),
    8: ("当庭自愿认罪", "admission in court"),
    9: ("立功", "meritorious service"),
    10: ("退赃、退赔", "gains returned"),
    11: ("赔偿、谅解", "compensation and forgiveness"),
    12: ("刑事和解", "reconciliation"),
    13: ("羁押期间表现", "conduct in custody"),
    14: ("认罪认罚", "guilty plea"),
    15: ("累犯", "recidivism"),
    16: ("前科", "previous convictions"),
    17: ("弱势被害人", "vulnerable victims"),
    18: ("灾害期间犯罪", "crimes during disasters"),
}
"""Items of part 3 of the guideline, in short; what they hold is in the parameters."""
_OWN, _GENERAL = ("本罪特有情节", "of this crime alone"), ("总则的其他情节", "others of the general part")


@dataclass(frozen=True)
class Option:
    """Something that can be stated. `ends`: its range as text, `10%–40%`, empty where no ratio is given; `lighter`:
    that for a lighter crime; `needs_ratio`: one must be chosen. `low`, `high`: months, of a step for so much more
    (`per`). `amount`: from which amount a situation begins. `first`: it goes before the others, multiplied."""

    id: str
    title: tuple[str, str]
    ends: str
    lighter: str
    low: int | None
    high: int | None
    amount: tuple[int, int] | None
    per: int | None
    direction: str
    first: bool
    needs_ratio: bool
    source: str
    standing: Standing
    note: tuple[str, str]


@dataclass(frozen=True)
class Choices:
    """What can be stated of a crime; `groups`: circumstances under their headings; `drugs`: kinds that have weights,
    where the crime goes by them."""

    crime: str
    charge: str
    situations: tuple[Option, ...]
    groups: tuple[tuple[tuple[str, str], tuple[Option, ...]], ...]
    steps: tuple[Option, ...]
    drugs: tuple[str, ...]


def choices(parameters: Parameters, crime: str, on: dt.date, province: str | None = None) -> Choices:
    """The choices of a crime for a conviction on a day; what has no value that day is left out."""
    of_crime = parameters.crimes[crime]

    def find(id: str) -> Found | None:
        return parameters.find(id, on, province)

    situations = [
        option
        for name, one in of_crime.situations.items()
        if (option := _situation(
            parameters, name, one.title, find(f"crimes.{crime}.situations.{name}"),
            find(f"crimes.{crime}.thresholds.{name}"),
        ))
    ]  # fmt: skip
    steps = [
        option
        for id in parameters.ids()
        if id.startswith(f"crimes.{crime}.steps.") and (option := _step(id, parameters, crime, find(id)))
    ]
    return Choices(
        crime,
        of_crime.charge,
        tuple(situations),
        tuple(_grouped(parameters, crime, on, province)),
        tuple(steps),
        drug_kinds() if any(one.quantity for one in of_crime.situations.values()) else (),
    )


# -- within ----------------------------------------------------------------------------------------------


def _grouped(
    parameters: Parameters, crime: str, on: dt.date, province: str | None
) -> Iterator[tuple[tuple[str, str], tuple[Option, ...]]]:
    """Circumstances under the items of the guideline, the crime's own first; what fits no such crime is left out."""
    own, negligent = parameters.crimes[crime].circumstances, parameters.crimes[crime].negligent
    groups: dict[tuple[str, str], list[Option]] = {_OWN: [], **{_GROUPS[n]: [] for n in _GROUPS}, _GENERAL: []}
    for name, one in parameters.circumstances_of(crime).items():
        if one.intent_only if negligent else one.negligent_only:
            continue
        id = f"crimes.{crime}.circumstances.{name}" if name in own else f"circumstances.{name}"
        found = parameters.find(id, on, province)
        if found is not None and isinstance(found.value, Ratio):
            key = _OWN if name in own else _GROUPS[one.group] if one.group else _GENERAL
            groups[key].append(_circumstance(parameters, name, one, found, found.value))
    yield from ((title, tuple(some)) for title, some in groups.items() if some)


def _circumstance(parameters: Parameters, name: str, one: Circumstance, found: Found, value: Ratio) -> Option:
    return _option(
        parameters, name, one.title, found,
        ends="–".join(value.range) if value.range else "",
        lighter="–".join(value.lighter) if value.lighter else "",
        direction=one.direction, first=one.tier == 1,
        needs_ratio=value.range is None and one.direction == "severe",
    )  # fmt: skip


def _situation(
    parameters: Parameters, name: str, title: Text, found: Found | None, threshold: Found | None
) -> Option | None:
    if found is None or not isinstance(found.value, Start):
        return None
    low, high = found.value.start
    amount = None
    if threshold is not None and isinstance(threshold.value, Threshold):
        amount = threshold.value.amount[0], threshold.value.amount[1]
    return _option(parameters, name, title, found, low=low, high=high, amount=amount)


def _step(id: str, parameters: Parameters, crime: str, found: Found | None) -> Option | None:
    if found is None or not isinstance(found.value, StepValue):
        return None
    name = id.rsplit(".", 1)[1]
    one = parameters.step(crime, name)
    low, high = found.value.months
    if one is None:
        return None
    return _option(parameters, name, one.title, found, low=low, high=high, per=found.value.per)


def _option(
    parameters: Parameters, id: str, title: Text, found: Found, *, ends: str = "", lighter: str = "",
    low: int | None = None, high: int | None = None, amount: tuple[int, int] | None = None, per: int | None = None,
    direction: str = "", first: bool = False, needs_ratio: bool = False,
) -> Option:  # fmt: skip
    value = found.value
    doubts = [one for one in (value.unverified, value.doubt) if one is not None]
    texts = parameters.compared(value)
    told = [f"{one.title}（{one.place}，{one.day}）" for one in texts]
    note = "；".join([*(one.zh for one in doubts), *told]), "; ".join([*(one.en for one in doubts), *told])
    return Option(
        id, (title.zh, title.en), ends, lighter, low, high, amount, per, direction, first, needs_ratio,
        f"{value.ref.title} {value.ref.item}", standing_of(value, texts), note,
    )  # fmt: skip
