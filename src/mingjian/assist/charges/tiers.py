"""The tier of a penalty that an amount or a weight falls into: its threshold, the source, whether that was checked.

Thresholds of amounts are the sentencing parameters' (`assist/sentencing/data`), ranges from which provinces choose: in
between, two tiers are possible, and without a province's layer it stays open. Weights of drugs are those of arts. 347
and 348 and of the interpretation (`assist/sentencing/drugs.yaml`). An amount below the lowest threshold is in no tier
by amount: repeated, by burglary, armed … may still make the crime. Several kinds of drugs are not converted into each
other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mingjian.assist.charges.drugs import Quantity
from mingjian.assist.sentencing.amounts import possible
from mingjian.assist.sentencing.definition import Situation, Threshold, Value
from mingjian.assist.sentencing.drugs import drug_data
from mingjian.assist.sentencing.parameters import Parameters
from mingjian.assist.sentencing.reading import shipped_parameters

__all__ = ["Tier", "tiers_by_amount", "tiers_by_weight"]


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier that is possible. `zh`, `en`: what makes it. `begins`: from which amount or weight, two ends of a range;
    `unit`: 元 or 克. `months`: the statutory tier, null where the data have none. `source`, `checked`: where the
    threshold stands, and whether it was compared with that text. `kind`: the drug."""

    zh: str
    en: str
    begins: tuple[int, int]
    unit: str
    months: tuple[int, int] | None
    source: str
    checked: bool
    kind: str = ""


def tiers_by_amount(
    charge: str,
    yuan: Decimal,
    on: date | None = None,
    judged: date | None = None,
    province: str | None = None,
    parameters: Parameters | None = None,
) -> tuple[Tier, ...] | None:
    """The tiers an amount may be in; empty when it reaches none; null when no thresholds of the charge are known.

    `on`: the day of the act, which chooses the statutory tier; `judged`: that of the judgment, which chooses the
    thresholds. Without a day the newest are used."""
    known = parameters or shipped_parameters()
    crime, day = known.crime_of(charge), judged or date.max
    if crime is None:
        return None
    found: dict[str, Threshold] = {}
    for name in known.crimes[crime].situations:
        held = known.find(f"crimes.{crime}.thresholds.{name}", day, province)
        if held is not None and isinstance(held.value, Threshold):
            found[name] = held.value
    if not found:
        return None
    ends = {name: (one.amount[0], one.amount[1]) for name, one in found.items()}
    situations = known.crimes[crime].situations
    return tuple(_tier(situations[name], found[name], on or date.max, day) for name in possible(ends, yuan))


def _tier(situation: Situation, threshold: Threshold, on: date, day: date) -> Tier:
    bands = [one for one in situation.bands if one.from_ <= on and (one.to is None or on <= one.to)]
    months = tuple(bands[-1].months) if bands else None
    return Tier(
        situation.title.zh,
        situation.title.en,
        (threshold.amount[0], threshold.amount[1]),
        "元",
        (months[0], months[1]) if months else None,
        f"{threshold.ref.title} {threshold.ref.item}",
        _holds(threshold, day),
    )


def _holds(value: Value, day: date) -> bool:
    """Whether it was compared with its text and is known to be in force on the day."""
    return value.checked is not None and (value.confirmed_to is None or day <= value.confirmed_to)


_STEPS = (
    ("少量", "a small quantity"),
    ("数量较大", "a larger quantity"),
    ("数量大（另有更重刑种）", "a large quantity (heavier kinds of penalty beside)"),
)


def tiers_by_weight(charge: str, held: Sequence[Quantity], on: date | None = None) -> tuple[Tier, ...] | None:
    """The tier each kind of drug alone is in; null when the charge has none by weight. A kind without a threshold on
    the day is left out: nobody can tell from the data."""
    data = drug_data()
    named: Mapping[str, list[list[int] | None]] | None = data["tiers"].get(charge)
    if named is None:
        return None
    ((article, months),) = named.items()
    found = []
    for one in held:
        row = data["kinds"].get(one.kind)
        source = data["sources"][row["source"]] if row else None
        if row is None or source is None or (on is not None and on < source["from"]):
            continue
        larger, large = row["grams"]
        step = 2 if one.grams >= large else 1 if one.grams >= larger else 0
        span = months[step]
        if span is None:
            continue
        zh, en = _STEPS[step]
        begins = (0, larger, large)[step]
        where = f"刑法{article}；{source['title']} {source['item']}" if row["source"] != "law" else f"刑法{article}"
        found.append(Tier(zh, en, (begins, begins), "克", (span[0], span[1]), where, True, one.kind))
    return tuple(found)
