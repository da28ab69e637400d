"""Moves many plants share."""

from __future__ import annotations

import numpy as np

from mingjian.province import justice
from mingjian.province.chance import Rng, between
from mingjian.province.charges import INDEX, NAMES
from mingjian.province.clock import NONE, Ints, day
from mingjian.province.plants.base import Need
from mingjian.province.tables import Coded
from mingjian.province.world import World

THEFT_LIKE = ("盗窃罪", "诈骗罪", "寻衅滋事罪", "故意伤害罪", "掩饰、隐瞒犯罪所得罪")


def some_charge(rng: Rng, names: tuple[str, ...], n: int) -> Ints:
    """A charge for each, from a few."""
    return np.array([INDEX[name] for name in names], np.int32)[rng.integers(0, len(names), n)]


def days(rng: Rng, first: str, last: str, n: int) -> Ints:
    """Days between two ISO dates, both included."""
    return between(rng, day(first), day(last), n)


def judgments(case: justice.Case, *columns: str) -> Need:
    """The judgment row of each story."""
    return Need("criminal_judgment", case.judgment, ("id_number", *columns))


def spoil(world: World, case: justice.Case, **columns: object) -> None:
    """Change columns of the judgments, and of their only counts where a count has the column."""
    world.tables.change("criminal_judgment", case.judgment, **columns)
    same = {
        "fine": "fine", "probation_months": "probation_months", "term_months": "months", "term_days": "days",
        "confiscation": "confiscation", "minor": "minor", "sealed": "sealed",
    }  # fmt: skip
    counts = {same[name]: value for name, value in columns.items() if name in same}
    if counts:
        world.tables.change("judgment_count", case.count, **counts)


def second_count(
    world: World, case: justice.Case, charge: str, months: Ints, first_months: Ints, fine: Ints, first_fine: Ints,
) -> None:  # fmt: skip
    """Make the case a combined one: the first count gets its own months and fine (yuan), a second one is added."""
    tables = world.tables
    n = len(case.person)
    whole = tables.whole("judgment_count")
    first = whole["charge"]
    assert isinstance(first, Coded)
    both = [f"{first.words[first.index[r]]}、{charge}" for r in case.count.tolist()]
    tables.copy(
        "judgment_count", case.count, charge=charge, months=months.astype(np.int64), fine=fine.astype(np.int64) * 100
    )
    tables.change(
        "judgment_count", case.count, months=first_months.astype(np.int64), fine=first_fine.astype(np.int64) * 100
    )
    tables.change(
        "criminal_judgment", case.judgment, combined=np.ones(n, np.int8), charge_count=np.full(n, 2),
        fine=(fine + first_fine).astype(np.int64) * 100,
    )  # fmt: skip
    for text in sorted(set(both)):
        rows = case.judgment[np.array([one == text for one in both])]
        tables.change("criminal_judgment", rows, charges=text)


def nothing(n: int) -> Ints:
    """A column of nulls."""
    return np.full(n, NONE, np.int32)


__all__ = ["NAMES", "THEFT_LIKE", "days", "judgments", "nothing", "second_count", "some_charge", "spoil"]
