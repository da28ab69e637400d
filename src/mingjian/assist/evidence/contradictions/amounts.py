"""Amounts and quantities that do not agree."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from mingjian.assist.evidence.contradictions.context import Context, Hit
from mingjian.assist.evidence.records import Act, Item, Record, Sample
from mingjian.assist.evidence.values import in_base, same_quantity

__all__ = ["alcohol_under", "amount_acts", "quantity_chain", "sum_parts"]

_CENT = Decimal("0.01")
_PART = Decimal("0.005")
"""Rounding in the last place that a list of parts shows: half a cent for each."""
_WEIGHT = Decimal("0.01")
"""Scales for drugs weigh to 0.01 g (毒品程序规定 on weighing)."""
_ROUND = Decimal("0.1")
"""How far a value that a person calls approximate may be off: a tenth."""
_LIMIT = Decimal(80)
"""mg of alcohol in 100 ml of blood (醉驾意见4, GB 19522)."""


def told(value: Decimal | None, unit: str | None) -> str:
    """A value with its unit, as written."""
    return "？" if value is None else f"{value.normalize():f}{'元' if unit in (None, 'yuan') else unit}"


def sum_parts(context: Context) -> Iterator[Hit]:
    """A total that is not the sum of its parts."""
    for one in context.case.file.sums:
        total = sum(one.parts, Decimal(0))
        if abs(total - one.total) > max(_CENT, _PART * len(one.parts)):
            yield Hit((one,), {"a": told(one.total, one.measure), "b": told(total, one.measure)})


def amount_acts(context: Context) -> Iterator[Hit]:
    """A document whose amount for an act is not the one charged."""
    case = context.case
    for one in case.file.claims:
        act = case.records.get(one.about)
        if one.what != "amount" or one.value is None or not isinstance(act, Act) or act.amount is None:
            continue
        tolerance = act.amount * _ROUND if one.rounded else _CENT
        if same_quantity((one.value, one.measure or "元"), (act.amount, "元"), tolerance) is False:
            title = case.name(one.document) if one.document else one.id
            yield Hit((act, one), {"a": told(act.amount, "元"), "title": title, "b": told(one.value, one.measure)})


def quantity_chain(context: Context) -> Iterator[Hit]:
    """A thing whose quantity changes from seizure to weighing to examination, less what was used up as a sample."""
    case = context.case
    for item in case.file.items:
        known = list(_quantities(context, item))
        for (a, first), (b, second) in combinations(known, 2):
            unlike = same_quantity(first, second, _tolerance(item, first)) is False
            if unlike and in_base(*first)[1] == in_base(*second)[1]:
                yield Hit((a, b), {"what": item.name, "a": told(*first), "b": told(*second)})
                break


def _quantities(context: Context, item: Item) -> Iterator[tuple[Record, tuple[Decimal, str | None]]]:
    """What the file says of one thing; an examination of a sample of it tells nothing of the whole."""
    case = context.case
    for one in case.file.procedures:
        if one.items == [item.id] and one.quantity is not None and one.kind in ("seizure", "weighing"):
            yield one, (one.quantity, one.measure or item.measure)
    if item.quantity is not None:
        yield item, (item.quantity, item.measure)
    sampled = {sample.id for sample in case.file.samples if isinstance(sample, Sample) and sample.of == item.id}
    for opinion in case.file.opinions:
        if opinion.of == item.id and opinion.kind == "drug" and opinion.value is not None and opinion.of not in sampled:
            yield opinion, (opinion.value, opinion.measure or item.measure)
    for move in case.file.transfers:
        if move.of == item.id and move.quantity is not None:
            yield move, (move.quantity, move.measure or item.measure)


def _tolerance(item: Item, value: tuple[Decimal, str | None]) -> Decimal:
    return _WEIGHT if in_base(*value)[1] == "g" else _CENT if item.kind == "money" else Decimal(0)


def alcohol_under(context: Context) -> Iterator[Hit]:
    """Blood alcohol under the limit while drunken driving is charged."""
    charged = any(name.startswith("危险驾驶") for name in context.case.file.charges)
    drunk = context.case.file.facts.get("drunk", True)
    for one in context.case.file.opinions:
        if not charged or drunk is False or one.kind != "alcohol" or one.value is None:
            continue
        value, unit = in_base(one.value, one.measure or "mg/100ml")
        if unit == "mg/100ml" and value < _LIMIT:
            yield Hit((one,), {"a": told(one.value, one.measure or "mg/100ml")})
