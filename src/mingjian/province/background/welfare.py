"""Deaths, certificates of disability and the benefits paid month by month."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mingjian.province.background.pensions import accounts, months_of
from mingjian.province.chance import Rng, between, chosen, happens
from mingjian.province.clock import (
    AS_OF,
    AS_OF_MONTH,
    NONE,
    PAYMENTS_FROM,
    Ints,
    add_months,
    day,
    first_day,
    last_day,
    month_of,
)
from mingjian.province.life import Life
from mingjian.province.tables import Block, Coded, join
from mingjian.province.world import World, region_codes

CATEGORIES = (
    "dibao", "elderly", "disability_living", "disability_care", "public_rental", "orphan", "unattended_child",
)  # fmt: skip
DIBAO, ELDERLY, LIVING, CARE, RENTAL, ORPHAN, UNATTENDED = range(7)
STATES = ("valid", "expired", "cancelled", "frozen")


@dataclass(frozen=True)
class Entitled:
    """Who draws which benefit: members of households on subsistence, the disabled with either benefit."""

    dibao: Ints
    care: Ints
    living: Ints


def deaths(world: World, rng: Rng) -> None:
    """A record for everybody who died and has no explicit one."""
    died = world.people.died
    who = np.flatnonzero((died != NONE) & ~world.is_muted("death_record")).astype(np.int32)
    rng.shuffle(who)
    record_deaths(world, rng, who, died[who])


def record_deaths(world: World, rng: Rng, who: Ints, on: Ints, *, kind: str = "natural") -> Ints:
    """Explicit records; answers their numbers. The people are dead from that day for the background too."""
    n = len(who)
    world.mute("death_record", who)
    declared = kind == "declared"
    cremated = np.full(n, NONE) if declared else on + between(rng, 1, 5, n)
    cancelled = on + between(rng, 6, 40, n)
    return world.tables.add(
        "death_record", who, died_on=on, kind=kind,
        cremated_on=np.where(cremated > AS_OF, NONE, cremated).astype(np.int32),
        cancelled_on=np.where(cancelled > AS_OF, NONE, cancelled).astype(np.int32),
        region=region_codes(world.people.home[who]),
    )  # fmt: skip


def certify(
    world: World, rng: Rng, who: Ints, *, issued: Ints | None = None, level: Ints | None = None, status: str = "valid",
    valid_to: Ints | None = None,
) -> Ints:  # fmt: skip
    """Certificates of disability: the resident id and a suffix, valid for ten years."""
    n = len(who)
    world.mute("disability_certificate", who)
    first = between(rng, day("2017-01-01"), day("2022-06-01"), n) if issued is None else issued
    grade = chosen(rng, [15, 25, 30, 30], n) if level is None else level
    numbers = [f"{text}{kind}{grade_ + 1}" for text, kind, grade_ in zip(
        world.people.id_texts(who), (who % 6 + 1).tolist(), grade.tolist(), strict=True)]  # fmt: skip
    return world.tables.add(
        "disability_certificate", who, certificate_no=np.array(numbers, object), issued_on=first,
        level=Coded(grade.astype(np.int32), ("1", "2", "3", "4")),
        valid_to=add_months(first, 120) if valid_to is None else valid_to, status=status,
        region=region_codes(world.people.home[who]),
    )  # fmt: skip


def certificates(world: World, rng: Rng) -> tuple[Ints, Ints]:
    """Certificates of the living (valid) and of the dead (cancelled); answers who draws which disability benefit."""
    people = world.people
    age = people.age(AS_OF)
    pool = np.flatnonzero((age >= 8) & (age <= 79) & ~world.used & ~world.is_muted("disability_certificate"))
    who = pool[happens(rng, 0.025, len(pool))].astype(np.int32)
    alive = people.died[who] == NONE
    level = chosen(rng, [15, 25, 30, 30], len(who))
    certify(world, rng, who[alive], level=level[alive])
    certify(world, rng, who[~alive], level=level[~alive], status="cancelled")
    severe = alive & (level < 2)
    return who[severe & happens(rng, 0.6, len(who))], who[alive & ~severe & happens(rng, 0.3, len(who))]


def amount_fen(who: Ints, category: Ints) -> npt.NDArray[np.int64]:
    """The monthly amount of a category, for subsistence by person."""
    fixed = np.array([0, 10_000, 8_000, 9_000, 30_000, 120_000, 120_000], np.int64)[category]
    return np.where(category == DIBAO, 42_000 + (who % 30).astype(np.int64) * 1_000, fixed)


def rows(world: World, who: Ints, category: Ints, month: Ints) -> Block:
    """Payment rows without record numbers."""
    return {
        "_p": who,
        "category": Coded(category.astype(np.int32), CATEGORIES),
        "month": month.astype(np.int32),
        "amount": amount_fen(who, category),
        "account": accounts(who, 2),
        "region": region_codes(world.people.home[who]),
    }


def pay(world: World, who: Ints, category: int, month: Ints) -> Ints:
    """Explicit payments, one a person and month; answers their record numbers."""
    block = rows(world, who, np.full(len(who), category, np.int32), month)
    return world.tables.add("benefit_payment", np.asarray(block.pop("_p")), **block)


def background(
    world: World, life: Life, city_people: Ints, rng: Rng, first: int, last: int, entitled: Entitled
) -> Block:
    """Subsistence, old-age and disability benefits of a city, until the month of death."""
    people = world.people
    quiet = city_people[~world.is_muted("benefit_payment")[city_people]]
    poor = np.intersect1d(entitled.dibao, quiet)
    old_from = month_of(add_months(people.birth[quiet], 960))
    old = quiet[old_from <= AS_OF_MONTH]
    del rng
    parts = []
    for category, who, start in (
        (DIBAO, poor, np.full(len(poor), PAYMENTS_FROM, np.int32)),
        (ELDERLY, old, old_from[old_from <= AS_OF_MONTH] + 1),
        (CARE, np.intersect1d(entitled.care, quiet), None),
        (LIVING, np.intersect1d(entitled.living, quiet), None),
    ):
        begin = np.full(len(who), first, np.int32) if start is None else np.maximum(start, first)
        died = people.died[who]
        stop = np.minimum(np.where(died == NONE, last, month_of(died)), last)
        at, month = months_of(who, begin.astype(np.int32), stop.astype(np.int32))
        person = who[at].astype(np.int32)
        kept = ~life.custody.touch(person, first_day(month), last_day(month))
        person, month = person[kept], month[kept]
        parts.append(rows(world, person, np.full(len(person), category, np.int32), month))
    return join(parts)
