"""Pensions: monthly payments until death, none in custody; the July adjustment, not for people under sentence."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mingjian.province.chance import Rng, between, happens
from mingjian.province.clock import (
    AS_OF_MONTH,
    NONE,
    PAYMENTS_FROM,
    Ints,
    add_months,
    day,
    first_day,
    last_day,
    month_of,
)  # fmt: skip
from mingjian.province.life import Life
from mingjian.province.tables import Block, Coded, take
from mingjian.province.world import World, region_codes

SCHEMES = ("employee", "resident")
KINDS = ("monthly", "arrears", "funeral")
ADJUSTMENTS = (day("2023-07-01"), day("2024-07-01"))
MONTHLY, ARREARS, FUNERAL = 0, 1, 2


def scheme_of(world: World, who: Ints) -> Ints:
    """0 employee, 1 resident pension."""
    return np.asarray(world.people.job[who] == 4, np.int32)


def monthly_fen(world: World, who: Ints, month: Ints) -> npt.NDArray[np.int64]:
    """A person's pension for a month: fixed by the person, up by about 3.8 and 3 % with the July adjustments."""
    key = (who.astype(np.int64) * 2654435761) % 9973
    employee = 220_000 + key * 37 // 10 * 10
    resident = 15_000 + key // 4 * 10
    base = np.where(scheme_of(world, who) == 1, resident, employee)
    steps = (month >= PAYMENTS_FROM + 6).astype(np.int64) * 38 + (month >= PAYMENTS_FROM + 18) * 30
    return np.asarray((base + base * steps // 1000) // 10 * 10)


def rows(
    world: World, who: Ints, month: Ints, kind: int = MONTHLY, paid: Ints | None = None, scheme: Ints | None = None
) -> Block:
    """Payment rows for people and months of entitlement, ready for ``Tables.add`` (without record numbers)."""
    home = world.people.home[who]
    amount = monthly_fen(world, who, month)
    if kind == FUNERAL:
        amount = amount * 4
    return {
        "_p": who,
        "month": month.astype(np.int32),
        "paid_month": (month if paid is None else paid).astype(np.int32),
        "amount": amount,
        "account": accounts(who, 1),
        "scheme": Coded(scheme_of(world, who) if scheme is None else scheme, SCHEMES),
        "payment_kind": Coded(np.full(len(who), kind, np.int32), KINDS),
        "region": region_codes(home),
    }


def accounts(who: Ints, bank: int) -> npt.NDArray[np.int64]:
    """A bank account number of 19 digits for each person, with a valid Luhn digit."""
    body = 621_700_000_000_000_000 + bank * 10**15 + (who.astype(np.int64) * 7_368_787) % 10**12
    total = np.zeros(len(who), np.int64)
    rest = body.copy()
    for place in range(18):
        digit = rest % 10
        doubled = digit * 2
        total += np.where(place % 2 == 0, np.where(doubled > 9, doubled - 9, doubled), digit)
        rest //= 10
    return body * 10 + (10 - total % 10) % 10


def retired_from(world: World, who: Ints) -> Ints:
    """First month of entitlement: the month after the pension age."""
    employee_woman = (world.people.job[who] == 3) & (world.people.male[who] == 0)
    return month_of(add_months(world.people.birth[who], np.where(employee_woman, 660, 720).astype(np.int32))) + 1


def months_of(people: Ints, first: Ints, last: Ints) -> tuple[npt.NDArray[np.intp], Ints]:
    """Rows month by month: positions into ``people`` and the month, for months ``first`` to ``last`` of each."""
    parts = [np.zeros(0, np.intp)]
    months = [np.zeros(0, np.int32)]
    if not len(people):
        return parts[0], months[0]
    for month in range(int(first.min()), int(last.max()) + 1):
        here = np.flatnonzero((first <= month) & (last >= month))
        parts.append(here)
        months.append(np.full(len(here), month, np.int32))
    return np.concatenate(parts), np.concatenate(months)


def background(world: World, life: Life, city_people: Ints, rng: Rng, first: int, last: int) -> Block:
    """Monthly payments of the pensioners of a city for the months ``first`` to ``last``."""
    pensioner = (world.people.job[city_people] >= 3) & (world.people.job[city_people] <= 4)
    who = city_people[pensioner & ~world.is_muted("pension_payment")[city_people]]
    who = who[retired_from(world, who) <= AS_OF_MONTH]
    start = np.maximum(retired_from(world, who), first).astype(np.int32)
    died = world.people.died[who]
    stop = np.minimum(np.where(died == NONE, last, month_of(died)), last).astype(np.int32)
    at, month = months_of(who, start, stop)
    person = who[at]
    kept = ~life.custody.touch(person, first_day(month), last_day(month))
    late = happens(rng, 0.01, int(kept.sum()))
    return rows(world, person[kept], month[kept], paid=month[kept] + late)


def adjust(world: World, life: Life, rng: Rng) -> None:
    """The yearly adjustment of employee pensions, except for the dead, the confined and those under correction."""
    people = np.arange(len(world.people), dtype=np.int32)
    who = people[(world.people.job == 3) & ~world.is_muted("pension_adjustment")]
    for index, on in enumerate(ADJUSTMENTS):
        days = np.full(len(who), on, np.int32)
        entitled = retired_from(world, who) < month_of(days[:1])[0]
        fine = entitled & life.free(who, days - 45, days) & ~life.correction.touch(who, days - 45, days)
        chosen = who[fine]
        rng.shuffle(chosen)
        add_adjustments(world, chosen, np.full(len(chosen), on, np.int32), index)


def add_adjustments(world: World, who: Ints, on: Ints, index: int = 1) -> Ints:
    """Adjustment rows; answers their record numbers."""
    month = month_of(on)
    step = monthly_fen(world, who, month) - monthly_fen(world, who, month - 1)
    return world.tables.add(
        "pension_adjustment", who, adjusted_on=on, monthly_increase=np.maximum(step, 1000 + index * 100),
        region=region_codes(world.people.home[who]),
    )  # fmt: skip


def pay(world: World, who: Ints, month: Ints, **given: object) -> Ints:
    """Explicit payment rows, one a person and month; answers their record numbers."""
    block = rows(world, who, month, **given)  # type: ignore[arg-type]
    person = np.asarray(block.pop("_p"))
    return world.tables.add("pension_payment", person, **block)


def pay_span(world: World, who: Ints, first: Ints, last: Ints, skip_custody: Life | None = None) -> None:
    """Ordinary monthly rows from ``first`` to ``last`` of each person."""
    at, month = months_of(who, first.astype(np.int32), last.astype(np.int32))
    person = who[at]
    if skip_custody is not None:
        free = ~skip_custody.custody.touch(person, first_day(month), last_day(month))
        person, month = person[free], month[free]
    pay(world, person, month)


def shuffled(block: Block, rng: Rng) -> Block:
    """The rows in another order."""
    return take(block, rng.permutation(len(block["_p"])))


def funeral_grants(world: World, rng: Rng) -> None:
    """The funeral grant of dead pensioners, paid one to three months after death: lawful, and after death."""
    died = world.people.died
    gone = (died != NONE) & (died >= day("2023-01-01")) & (world.people.job == 3)
    who = np.flatnonzero(gone & ~world.is_muted("pension_payment") & ~world.used).astype(np.int32)
    who = who[happens(rng, 0.7, len(who))]
    who = who[retired_from(world, who) < month_of(died[who])]
    month = month_of(died[who])
    paid = np.minimum(month + between(rng, 1, 3, len(who)), AS_OF_MONTH).astype(np.int32)
    if len(who):
        pay(world, who, month, kind=FUNERAL, paid=paid)
