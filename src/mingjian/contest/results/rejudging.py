"""Judging again, as a set: what would change is shown first, then it is applied or dropped, with the reason.

A set withdraws forms and brings new ones; no form is ever changed. It is made on certain forms, and refused on any
others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from mingjian.contest.errors import ContestError
from mingjian.contest.forms import Form, digest_of
from mingjian.contest.results.ranks import Rank

__all__ = ["Move", "Rejudging", "applied", "dropped", "preview", "rejudge"]


@dataclass(frozen=True)
class Rejudging:
    """A set: forms to withdraw by number, with the reason of each, and forms to add. `on`: digest of the forms it was
    made on."""

    on: str
    by: str
    reason: str
    withdraw: Mapping[int, str] = field(default_factory=dict)
    add: tuple[Form, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """A work whose rank or score would be otherwise."""

    work: str
    before: int | None
    after: int | None
    score_before: float | None
    score_after: float | None


def rejudge(
    forms: Sequence[Form], by: str, reason: str, withdraw: Mapping[int, str] | None = None, add: Sequence[Form] = ()
) -> Rejudging:
    """A set on these forms. Raises ContestError when it says nothing or names what is not there."""
    made = Rejudging(digest_of(forms), by, reason.strip(), dict(withdraw or {}), tuple(add))
    _after(forms, made)
    return made


def preview(forms: Sequence[Form], one: Rejudging, ranks: Callable[[Sequence[Form]], Sequence[Rank]]) -> list[Move]:
    """What the set would change, greatest moves first."""
    before = {rank.work: rank for rank in ranks(forms)}
    after = {rank.work: rank for rank in ranks(_after(forms, one))}
    moves = [
        Move(work, old.rank, new.rank, old.score, new.score)
        for work, old in before.items()
        if (new := after[work]) and (old.rank, old.score) != (new.rank, new.score)
    ]
    return sorted(moves, key=lambda move: (-abs((move.before or 0) - (move.after or 0)), move.work))


def applied(forms: Sequence[Form], one: Rejudging) -> tuple[list[Form], dict[str, Any]]:
    """The forms afterwards, and what is to be written into the log."""
    after = _after(forms, one)
    return after, {**_record(one, "applied"), "now": digest_of(after)}


def dropped(one: Rejudging, why: str) -> dict[str, Any]:
    """What is to be written into the log of a set that is not applied."""
    return {**_record(one, "dropped"), "why": why}


def _record(one: Rejudging, outcome: str) -> dict[str, Any]:
    return {
        "outcome": outcome, "on": one.on, "by": one.by, "reason": one.reason,
        "withdrawn": {str(number): why for number, why in one.withdraw.items()},
        "added": [form.data() for form in one.add],
    }  # fmt: skip


def _after(forms: Sequence[Form], one: Rejudging) -> list[Form]:
    if digest_of(forms) != one.on:
        raise ContestError(
            "评分表在此之后有变动，请重新制作复核方案", "forms have changed since this set was made: make it anew"
        )
    there = {form.number: form for form in forms}
    if not one.reason:
        raise ContestError("复核方案须写明理由", "a rejudging set needs a reason")
    gone = [number for number in one.withdraw if number not in there or there[number].withdrawn]
    if gone:
        listed = "、".join(map(str, gone))
        raise ContestError(f"没有可撤回的评分表：{listed}", f"no form to withdraw with number {listed}")
    if not all(why.strip() for why in one.withdraw.values()):
        raise ContestError("撤回评分表须逐份写明理由", "each form that is withdrawn needs its reason")
    twice = sorted({form.number for form in one.add} & set(there))
    if twice:
        raise ContestError(f"评分表编号已被使用：{twice[0]}", f"a form has the number {twice[0]} already")
    kept = [replace(form, withdrawn=one.withdraw.get(form.number, form.withdrawn)) for form in forms]
    return [*kept, *one.add]
