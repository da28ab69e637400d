"""P01 Pension paid to prisoners (服刑人员违规领取、调整养老金). Clue: the person.

Law: 劳社厅函〔2001〕44号: payment stops while in prison or awaiting judgment in custody; under probation,
surveillance, parole
and execution outside it goes on, without the yearly adjustment. The month of entry is still paid.
"""

from __future__ import annotations

import numpy as np

from mingjian.province import justice
from mingjian.province.background import penalties, pensions
from mingjian.province.chance import Rng, between
from mingjian.province.charges import BRIBED, FRAUD, INDEX, INJURY, NAMES, THEFT
from mingjian.province.clock import AS_OF, AS_OF_MONTH, NONE, PAYMENTS_FROM, Bools, Ints, add_months, day, month_of
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days, nothing, some_charge
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

KEY = "person"

_CHARGES = (FRAUD, INJURY, THEFT, BRIBED)


def _pensioners(world: World, scheme: int = 3) -> Bools:
    return np.asarray(world.elders(66, 74) & (world.people.job == scheme))


def _prison(
    world: World, rng: Rng, n: int, first: str, last: str, *, scheme: int = 3, low: int = 14, high: int = 26,
    **given: object,
) -> justice.Case:  # fmt: skip
    who = world.pick(rng, n, _pensioners(world, scheme))
    given.setdefault("manner", justice.HELD)
    given.setdefault("months", between(rng, low, high, n))
    judged = days(rng, first, last, n)
    return justice.judge(world, rng, who, some_charge(rng, _CHARGES, n), judged, **given)


def _paid(world: World, who: Ints, before: Ints, after: Ints | None = None) -> None:
    """Lawful monthly rows: until the month ``before``, and again from the month ``after``."""
    n = len(who)
    world.mute("pension_payment", who)
    start = np.full(n, PAYMENTS_FROM, np.int32)
    pensions.pay_span(world, who, start, np.minimum(before, AS_OF_MONTH).astype(np.int32))
    if after is not None:
        pensions.pay_span(world, who, after.astype(np.int32), np.full(n, AS_OF_MONTH, np.int32))


def _many(world: World, who: Ints, first: Ints, count: int, scheme: Ints | None = None) -> Ints:
    """``count`` monthly payments from a month on; record numbers, one row a person."""
    rows = [pensions.pay(world, who, first + k, scheme=scheme) for k in range(count)]
    return np.stack(rows, axis=1)


def _sown(case: justice.Case, payments: Ints | None = None) -> Sown:
    needs = [Need("criminal_judgment", case.judgment, ("id_number", "sentence_from", "sentence_to", "effective_on"))]
    stay = np.where(case.stays[:, 2] >= 0, case.stays[:, 2], case.stays[:, 1])
    needs.append(Need("custody_stay", stay, ("id_number", "left_on")))
    if payments is not None:
        needs.append(Need("pension_payment", payments, ("id_number", "month", "amount"), enough=1))
    return Sown(case.person, needs)


@violation("P01", "paid_in_prison", "服刑期间仍发放养老金", "paid while in prison")
def paid_in_prison(world: World, rng: Rng, n: int) -> Sown:
    case = _prison(world, rng, n, "2023-05-01", "2024-06-01")
    entered, released = month_of(case.sentence_from), month_of(case.sentence_to)
    _paid(world, case.person, entered, released + 1)
    first = month_of(case.effective + 31) + 1
    return _sown(case, _many(world, case.person, first, 5))


@violation("P01", "paid_awaiting_judgment", "羁押候审期间仍发放养老金", "paid while awaiting judgment in custody")
def paid_awaiting_judgment(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, _pensioners(world))
    filed = days(rng, "2024-08-01", "2024-12-01", n)
    detained = filed + 2
    home = world.people.home[who]
    charge = Coded(some_charge(rng, _CHARGES, n), NAMES)
    world.tables.add(
        "police_case", who, case_no=penalties.letters(world, home, filed, "立字"), charge=charge, filed_on=filed,
        detained_on=detained, extended_to=nothing(n), arrested_on=detained + 30, bail_from=nothing(n),
        bail_to=nothing(n), transferred_on=detained + 130, withdrawn_on=nothing(n), region=region_codes(home),
    )  # fmt: skip
    stay = world.tables.add(
        "custody_stay", who, facility=world.place_words("{full}看守所", home), entered_on=detained, left_on=nothing(n),
        reason="arrested", leave_reason=None, region=region_codes(home),
    )  # fmt: skip
    _paid(world, who, month_of(detained))
    rows = _many(world, who, month_of(detained) + 2, 4)
    needs = [
        Need("custody_stay", stay, ("id_number", "left_on")),
        Need("pension_payment", rows, ("id_number", "month", "amount"), enough=1),
    ]
    return Sown(who, needs)


@violation("P01", "adjusted_on_probation", "缓刑期间参加年度调整", "the yearly adjustment while on probation")
def adjusted_on_probation(world: World, rng: Rng, n: int) -> Sown:
    case = _prison(world, rng, n, "2023-02-01", "2024-03-01", months=18, probation=between(rng, 24, 30, n),
                   manner=justice.BAIL)  # fmt: skip
    world.mute("pension_adjustment", case.person)
    on = np.full(n, day("2024-07-01"), np.int32)
    adjusted = pensions.add_adjustments(world, case.person, on)
    _paid(world, case.person, np.full(n, AS_OF_MONTH, np.int32))
    needs = [
        Need("criminal_judgment", case.judgment, ("id_number", "effective_on")),
        Need("community_correction", case.correction, ("id_number", "to_on")),
        Need("pension_adjustment", adjusted, ("id_number",)),
    ]
    return Sown(case.person, needs)


@trap("P01", "acquitted_arrears", "羁押停发，宣告无罪后补发", "suspended in custody, paid in arrears after acquittal")
def acquitted_arrears(world: World, rng: Rng, n: int) -> Sown:
    case = _prison(world, rng, n, "2023-10-01", "2024-10-01", penalty="acquitted", months=int(NONE))
    entered, released = month_of(case.judged - 60), month_of(case.effective)
    first = month_of(case.crime)
    _paid(world, case.person, first, released + 1)
    for k in range(1, 3):
        month = np.minimum(entered + k, released).astype(np.int32)
        pensions.pay(world, case.person, month, kind=pensions.ARREARS, paid=released + 1)
    return _sown(case)


@trap("P01", "resident_scheme", "城乡居民养老保险，政策不同", "the resident scheme has other rules")
def resident_scheme(world: World, rng: Rng, n: int) -> Sown:
    case = _prison(world, rng, n, "2023-05-01", "2024-06-01", scheme=4)
    _paid(world, case.person, np.full(n, AS_OF_MONTH, np.int32))
    return _sown(case)


@trap("P01", "paid_later", "归属月在入所前，发放月在押", "entitlement before entry, paid while inside")
def paid_later(world: World, rng: Rng, n: int) -> Sown:
    case = _prison(world, rng, n, "2023-09-01", "2024-06-01")
    entered, released = month_of(case.sentence_from), month_of(case.sentence_to)
    _paid(world, case.person, entered - 2, released + 1)
    pensions.pay(world, case.person, entered - 1, paid=entered + between(rng, 1, 3, n))
    return _sown(case)


@trap("P01", "month_of_entry", "收押当月已发放", "the month of entry was paid")
def month_of_entry(world: World, rng: Rng, n: int) -> Sown:
    case = _prison(world, rng, n, "2023-05-01", "2024-06-01")
    _paid(world, case.person, month_of(case.sentence_from), month_of(case.sentence_to) + 1)
    return _sown(case)


@trap("P01", "detention_house", "余刑在看守所执行，养老金已停发", "served in the detention house, properly stopped")
def detention_house(world: World, rng: Rng, n: int) -> Sown:
    case = _prison(world, rng, n, "2023-08-01", "2024-10-01", months=7)
    _paid(world, case.person, month_of(case.sentence_from) - 1, month_of(case.sentence_to) + 1)
    return _sown(case)


@trap("P01", "on_bail", "取保候审期间照常发放", "paid while on bail")
def on_bail(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, _pensioners(world))
    filed = days(rng, "2024-08-01", "2025-03-01", n)
    home = world.people.home[who]
    world.tables.add(
        "police_case", who, case_no=penalties.letters(world, home, filed, "立字"),
        charge=Coded(np.full(n, INDEX[INJURY], np.int32), NAMES), filed_on=filed, detained_on=nothing(n),
        extended_to=nothing(n), arrested_on=nothing(n), bail_from=filed + 1, bail_to=nothing(n),
        transferred_on=nothing(n), withdrawn_on=nothing(n), region=region_codes(home),
    )  # fmt: skip
    return Sown(who)


@trap("P01", "paid_on_probation", "缓刑期间照常发放，未参加调整", "paid on probation without the adjustment")
def paid_on_probation(world: World, rng: Rng, n: int) -> Sown:
    case = _prison(world, rng, n, "2023-02-01", "2024-03-01", months=12, probation=24, manner=justice.BAIL)
    world.mute("pension_adjustment", case.person)
    _paid(world, case.person, np.full(n, AS_OF_MONTH, np.int32))
    return Sown(case.person, [Need("criminal_judgment", case.judgment, ("id_number",))])


@trap(
    "P01",
    "adjusted_before",
    "调整早于缓刑判决、或在考验期满之后",
    "adjusted before the judgment or after the probation",
)
def adjusted_before(world: World, rng: Rng, n: int) -> Sown:
    case = _prison(world, rng, n, "2023-09-01", "2023-11-01", months=6, probation=12, manner=justice.BAIL)
    world.mute("pension_adjustment", case.person)
    pensions.add_adjustments(world, case.person, np.full(n, day("2023-07-01"), np.int32), 0)
    late = add_months(case.probation_to, 1)
    pensions.add_adjustments(world, case.person[late < AS_OF], late[late < AS_OF])
    _paid(world, case.person, np.full(n, AS_OF_MONTH, np.int32))
    return Sown(case.person, [Need("criminal_judgment", case.judgment, ("id_number",))])


@trap("P01", "namesake", "同名不同人", "a pensioner of the same name, another person")
def namesake(world: World, rng: Rng, n: int) -> Sown:
    case = _prison(world, rng, n, "2023-05-01", "2024-06-01")
    other = world.pick(rng, n, _pensioners(world))
    world.homonym(other, case.person)
    return Sown(other)
