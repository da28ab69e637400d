"""What experts say, and whether it is about what was taken: grades, numbers, hashes, days, hands it went through."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from mingjian.assist.evidence.contradictions.context import Context, Hit
from mingjian.assist.evidence.contradictions.times import said
from mingjian.assist.evidence.records import Act, Opinion, Record
from mingjian.assist.evidence.values import as_day, earliest, latest
from mingjian.models.texts import Text

__all__ = ["chain_broken", "hash_differs", "injury_grade", "opinion_early", "price_day", "sample_numbers", "sent_early"]

_GRADES = ("none", "slight", "light", "grave", "death")
_NAMES = {
    "none": Text(zh="未达轻微伤", en="under slight"),
    "slight": Text(zh="轻微伤", en="slight"),
    "light": Text(zh="轻伤", en="light"),
    "grave": Text(zh="重伤", en="grave"),
    "death": Text(zh="死亡", en="death"),
}


def injury_grade(context: Context) -> Iterator[Hit]:
    """The injury as charged against the opinion, and either against what intentional injury asks for."""
    case = context.case
    for act in case.file.acts:
        opinions = [one for one in case.file.opinions if one.grade is not None and _about(one, act)]
        worst = max(opinions, key=lambda one: _GRADES.index(one.grade or "none"), default=None)
        charge = act.charge or case.file.charges[0]
        if worst is not None and act.injury is not None and worst.grade != act.injury:
            yield Hit((act, worst), {"a": _NAMES[act.injury], "b": _NAMES[worst.grade or "none"]})
        elif charge.startswith("故意伤害") and worst is not None and worst.grade in ("none", "slight"):
            yield Hit((act, worst), {"a": charge, "b": _NAMES[worst.grade]})


def _about(one: Opinion, act: Act) -> bool:
    return one.kind in ("injury", "death") and (one.act == act.id or (one.act is None and one.of in act.victims))


def sample_numbers(context: Context) -> Iterator[Hit]:
    """An opinion on samples of which none bears the number, among those taken of the same person or thing."""
    case = context.case
    for one in case.file.opinions:
        taken = [s for s in case.file.samples if s.number and s.of is not None and s.of == one.of]
        numbers = {_folded(s.number or "") for s in taken}
        strange = [number for number in one.samples if taken and _folded(number) not in numbers]
        if strange:
            yield Hit((one, taken[0]), {"a": "、".join(strange), "b": "、".join(s.number or "" for s in taken)})


def _folded(number: str) -> str:
    return "".join(number.split()).upper().replace("－", "-").replace("—", "-").removesuffix("号")


def hash_differs(context: Context) -> Iterator[Hit]:
    """Hashes of one thing that are not the same."""
    case = context.case
    for item in case.file.items:
        told: list[tuple[Record, str]] = [(item, item.hash)] if item.hash else []
        told += [(p, p.hash) for p in case.file.procedures if item.id in p.items and p.hash]
        told += [(o, o.hash) for o in case.file.opinions if o.of == item.id and o.hash]
        for one, value in told[1:]:
            if len(value) == len(told[0][1]) and value.lower() != told[0][1].lower():
                yield Hit((told[0][0], one), {"what": item.name})
                break


def price_day(context: Context) -> Iterator[Hit]:
    """A price of another day than the act's."""
    case = context.case
    for one in case.file.opinions:
        act = case.records.get(one.act or "")
        if one.kind != "price" or one.base_day is None or not isinstance(act, Act) or act.from_ is None:
            continue
        if not as_day(act.from_) <= one.base_day <= as_day(act.to or act.from_):
            yield Hit((one, act), {"a": one.base_day.isoformat(), "b": said(as_day(act.from_))})


def opinion_early(context: Context) -> Iterator[Hit]:
    """An opinion older than its request or than the taking of what was examined, or told before it was given."""
    case = context.case
    for one in case.file.opinions:
        told = [when for when in (one.told_suspect, one.told_victim) if when is not None]
        if one.on is None:
            continue
        if one.commissioned is not None and latest(one.on) < earliest(one.commissioned):
            yield Hit((one,), {"a": said(one.on), "b": said(one.commissioned)})
        elif told and latest(min(told, key=latest)) < earliest(one.on):
            yield Hit((one,), {"a": said(min(told, key=latest)), "b": said(one.on)})
        else:
            yield from _before_taking(context, one)


def _before_taking(context: Context, one: Opinion) -> Iterator[Hit]:
    numbers = {_folded(number) for number in one.samples}
    for sample in context.case.file.samples:
        mine = sample.of == one.of and (not numbers or _folded(sample.number or "") in numbers)
        taken = sample.taken_at
        if (
            one.on is not None
            and mine
            and one.of is not None
            and taken is not None
            and latest(one.on) < earliest(taken)
        ):
            yield Hit((one, sample), {"a": said(one.on), "b": said(taken)})
            return


def sent_early(context: Context) -> Iterator[Hit]:
    """A sample sent for examination before it was taken."""
    for one in context.case.file.samples:
        if one.taken_at is not None and one.sent_at is not None and latest(one.sent_at) < earliest(one.taken_at):
            yield Hit((one,), {"what": one.number or one.id, "a": said(one.sent_at), "b": said(one.taken_at)})


def chain_broken(context: Context) -> Iterator[Hit]:
    """Somebody gives what somebody else had taken, or the number on the seal changes on the way."""
    case = context.case
    for thing in (*case.file.items, *case.file.samples):
        moves = [one for one in case.file.transfers if one.of == thing.id and one.at is not None]
        moves.sort(key=lambda one: earliest(one.at or date.min))
        for a, b in pairwise(moves):
            if _person(a.taker) != _person(b.giver):
                yield Hit((a, b), {"what": _name(thing), "a": a.taker, "b": b.giver})
            elif a.number and b.number and _folded(a.number) != _folded(b.number):
                yield Hit((a, b), {"what": _name(thing), "a": a.number, "b": b.number})


def _person(name: str) -> str:
    return "".join(name.split())


def _name(thing: Record) -> str:
    return str(getattr(thing, "name", None) or getattr(thing, "number", None) or thing.id)
