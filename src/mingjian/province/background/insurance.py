"""Social-insurance contributions: a row a month and employee, none from a cell and none after death."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from mingjian.province.background.pensions import months_of
from mingjian.province.chance import Rng
from mingjian.province.clock import NONE, PAYMENTS_FROM, Ints, add_months, first_day, last_day, month_of
from mingjian.province.life import Life
from mingjian.province.tables import Block, Coded
from mingjian.province.world import World, region_codes

KINDS = ("employee", "flexible")


def employer_of(world: World, who: Ints) -> Ints:
    """The company a person works for: always the same one, never an individual business or an idle company."""
    firms = np.flatnonzero(world.companies.employing).astype(np.int32)
    return firms[(who.astype(np.int64) * _step(len(firms)) + 11) % len(firms)]


def _step(firms: int) -> int:
    """How many firms further the next person works, so that every firm has some: nothing that divides them both."""
    step = 40503
    while math.gcd(step, firms) > 1:
        step += 1
    return step


def base_fen(who: Ints, month: Ints) -> npt.NDArray[np.int64]:
    """Contribution base: fixed by person and year."""
    year = month // 12
    return (430_000 + (who.astype(np.int64) * 48271) % 997 * 1500 + (year - 2023) * 15_000).astype(np.int64)


def rows(world: World, who: Ints, month: Ints) -> Block:
    """Contribution rows without record numbers."""
    return {
        "_p": who,
        "_c": employer_of(world, who),
        "month": month,
        "insured_as": Coded(np.zeros(len(who), np.int32), KINDS),
        "paid_month": month,
        "base": base_fen(who, month),
        "region": region_codes(world.people.home[who]),
    }


def left_work(who: Ints) -> Ints:
    """The last month of the insured work of those who left it, about one in eight; ``NONE`` for the others."""
    return np.where(who % 8 == 3, PAYMENTS_FROM + who % 29, NONE).astype(np.int32)


def background(world: World, life: Life, city_people: Ints, rng: Rng, first: int, last: int) -> Block:
    """Contributions of the employees of a city for the months ``first`` to ``last``."""
    del rng
    people = world.people
    who = city_people[(people.job[city_people] == 1) & ~world.is_muted("social_insurance_payment")[city_people]]
    start = np.maximum(month_of(add_months(people.birth[who], 240)) + who % 7, first).astype(np.int32)
    died = people.died[who]
    left = left_work(who)
    leaves = np.where(left == NONE, last, left)
    stop = np.minimum(np.where(died == NONE, last, month_of(died)), np.minimum(leaves, last)).astype(np.int32)
    at, month = months_of(who, start, stop)
    person = who[at]
    kept = ~life.custody.touch(person, first_day(month), last_day(month))
    return rows(world, person[kept], month[kept])


def contribute(
    world: World, who: Ints, month: Ints, *, company: Ints | None = None, flexible: bool = False,
    paid: Ints | None = None,
) -> Ints:  # fmt: skip
    """Explicit rows, one a person and month; answers their record numbers.

    ``company``: the employer where it is not the usual one; ``flexible``: the person pays alone and has no employer.
    """
    block = rows(world, who, month.astype(np.int32))
    person = np.asarray(block.pop("_p"))
    employer = np.asarray(block.pop("_c"))
    if company is not None:
        employer = company
    if flexible:
        employer = np.full(len(who), -1, np.int32)
        block["insured_as"] = Coded(np.ones(len(who), np.int32), KINDS)
    if paid is not None:
        block["paid_month"] = paid.astype(np.int32)
    return world.tables.add("social_insurance_payment", person, employer, **block)
