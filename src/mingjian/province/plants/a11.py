"""A11 Unemployment benefit misused (失业保险金违规领取). Clue: the person.

Law: 社会保险法45, 51, 88; 失业保险条例14, 15, 28: a year of contributions before; the benefit stops with a new job, a
pension, or prison. The month in which work ends or begins is still paid.
"""

from __future__ import annotations

import numpy as np

from mingjian.province import justice
from mingjian.province.background import insurance, offices, pensions, unemployment
from mingjian.province.background.pensions import months_of
from mingjian.province.chance import Rng, between
from mingjian.province.charges import FRAUD, INJURY, THEFT
from mingjian.province.clock import AS_OF_MONTH, PAYMENTS_FROM, Bools, Ints, first_day, month_of
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days, some_charge
from mingjian.province.world import World, region_codes

KEY = "person"

_CHARGES = (FRAUD, INJURY, THEFT)
_FIRM = 8
"""People of one sham employer."""


def _worker(world: World) -> Bools:
    return np.asarray(world.adults(28, 48) & (world.people.job == 1))


def _unemployed(world: World, rng: Rng, n: int, fits: Bools | None = None) -> tuple[Ints, Ints]:
    """People whose work ended after a year or more, and their first month of benefit."""
    who = world.pick(rng, n, _worker(world) if fits is None else fits)
    _quiet(world, who)
    first = between(rng, PAYMENTS_FROM + 14, PAYMENTS_FROM + 17, n)
    _worked(world, who, np.full(n, PAYMENTS_FROM, np.int32), first - 1)
    return who, first


def _quiet(world: World, who: Ints) -> None:
    world.mute("social_insurance_payment", who)
    world.mute("unemployment_benefit", who)


def _worked(world: World, who: Ints, first: Ints, last: Ints, company: Ints | None = None) -> None:
    at, month = months_of(who, first.astype(np.int32), last.astype(np.int32))
    insurance.contribute(world, who[at], month, company=None if company is None else company[at])


def _drawn(world: World, who: Ints, first: Ints, count: int) -> Ints:
    """Benefits of ``count`` months from a month on; record numbers, one row a person."""
    rows = [unemployment.draw(world, who, first + k, registered=first_day(first) - 12) for k in range(count)]
    return np.stack(rows, axis=1)


def _benefits(rows: Ints, enough: int) -> Need:
    return Need("unemployment_benefit", rows, ("id_number", "month", "amount"), enough=enough)


@violation("A11", "working", "领金期间由单位参保缴费", "insured by an employer while drawing benefits")
def working(world: World, rng: Rng, n: int) -> Sown:
    who, first = _unemployed(world, rng, n)
    rows = _drawn(world, who, first, 9)
    again = first + 3
    paid = np.stack([insurance.contribute(world, who, again + k) for k in range(6)], axis=1)
    contributions = Need("social_insurance_payment", paid, ("id_number", "month"), enough=5)
    return Sown(who, [_benefits(rows[:, 3:], 5), contributions])


@violation("A11", "in_prison", "收监服刑期间领取", "drawn while serving a prison sentence")
def in_prison(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, _worker(world))
    _quiet(world, who)
    judged = days(rng, "2023-10-01", "2024-06-01", n)
    case = justice.judge(
        world, rng, who, some_charge(rng, _CHARGES, n), judged, manner=justice.HELD, months=between(rng, 20, 28, n)
    )
    inside = month_of(case.effective + 31) + 1
    rows = _drawn(world, who, inside, 6)
    needs = [
        Need("criminal_judgment", case.judgment, ("id_number", "sentence_to")),
        Need("custody_stay", case.stays[:, 2], ("id_number", "left_on")),
        _benefits(rows, 1),
    ]
    return Sown(who, needs)


@violation("A11", "founded", "领金期间开办公司仍领取", "founded a company and went on drawing")
def founded(world: World, rng: Rng, n: int) -> Sown:
    who, first = _unemployed(world, rng, n)
    rows = _drawn(world, who, first, 9)
    _, record = _found(world, rng, who, first + 3)
    return Sown(who, [Need("company_officer", record, ("id_number", "since", "until")), _benefits(rows[:, 5:], 1),
                      _benefits(rows[:, :3], 1)])  # fmt: skip


@violation("A11", "pensioned", "领金期间已领取基本养老金", "drawn together with a pension")
def pensioned(world: World, rng: Rng, n: int) -> Sown:
    retired = pensions.retired_from(world, np.arange(len(world.people), dtype=np.int32))
    fits = (world.people.job == 3) & world.people.alive() & (retired > PAYMENTS_FROM - 36) & (retired < AS_OF_MONTH - 8)
    who = world.pick(rng, n, np.asarray(fits))
    first = np.maximum(retired[who], PAYMENTS_FROM).astype(np.int32)
    world.mute("pension_payment", who)
    pensions.pay_span(world, who, first + 6, np.full(n, AS_OF_MONTH, np.int32))
    paid = np.stack([pensions.pay(world, who, first + k) for k in range(6)], axis=1)
    rows = _drawn(world, who, first, 6)
    return Sown(who, [Need("pension_payment", paid, ("id_number", "month"), enough=4), _benefits(rows, 5)])


@violation(
    "A11", "sham_employer", "短期挂靠参保后集体领金", "insured for a moment by an employer whose people all draw"
)
def sham_employer(world: World, rng: Rng, n: int) -> Sown:
    firms = -(-n // _FIRM)
    who, company, needs = _firm(world, rng, firms, drawing=_FIRM)
    return Sown(who, needs, company=company)


def _firm(world: World, rng: Rng, firms: int, drawing: int) -> tuple[Ints, Ints, list[Need]]:
    """People insured for three months by new employers, ``drawing`` of the eight of each then drawing benefits."""
    company = np.repeat(world.pick_company(rng, firms, world.companies.individual), _FIRM)
    who = world.pick(rng, firms * _FIRM, _worker(world))
    _quiet(world, who)
    first = np.repeat(between(rng, PAYMENTS_FROM + 15, PAYMENTS_FROM + 20, firms), _FIRM)
    _worked(world, who, np.full(len(who), PAYMENTS_FROM, np.int32), first - 2)
    paid = np.stack([insurance.contribute(world, who, first + k, company=company) for k in range(3)], axis=1)
    some = np.flatnonzero(np.arange(len(who)) % _FIRM < drawing)
    rows = np.full((len(who), 6), -1, np.int32)
    rows[some] = _drawn(world, who[some], first[some] + 3, 6)
    contributions = Need("social_insurance_payment", paid, ("id_number", "uscc", "month"))
    return who, company, [contributions, _benefits(rows, 5)]


@trap("A11", "flexible", "领金期间以灵活就业身份参保", "insured as flexibly employed while drawing")
def flexible(world: World, rng: Rng, n: int) -> Sown:
    who, first = _unemployed(world, rng, n)
    _drawn(world, who, first, 8)
    for k in range(2, 8):
        insurance.contribute(world, who, first + k, flexible=True)
        unemployment.draw(world, who, first + k, kind=unemployment.SUBSIDY, registered=first_day(first) - 12)
    return Sown(who)


@trap("A11", "subsidy_at_work", "在岗职工领取技能提升补贴等其他待遇", "another benefit while at work")
def subsidy_at_work(world: World, rng: Rng, n: int) -> Sown:
    who, first = _unemployed(world, rng, n)
    _worked(world, who, first, first + 6)
    for k in range(4):
        unemployment.draw(world, who, first + k, kind=unemployment.ALLOWANCE)
    return Sown(who)


@trap("A11", "back_payment", "原单位在领金期间补缴旧月", "the former employer pays old months while benefits are drawn")
def back_payment(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, _worker(world))
    _quiet(world, who)
    first = between(rng, PAYMENTS_FROM + 16, PAYMENTS_FROM + 20, n)
    _worked(world, who, np.full(n, PAYMENTS_FROM, np.int32), first - 5)
    for k in range(4):
        insurance.contribute(world, who, first - 4 + k, paid=first + 3)
    _drawn(world, who, first, 8)
    return Sown(who)


@trap("A11", "transition", "离职当月、再就业当月已领取", "the months in which work ended and began again")
def transition(world: World, rng: Rng, n: int) -> Sown:
    who, first = _unemployed(world, rng, n)
    _drawn(world, who, first - 1, 7)
    _worked(world, who, first + 5, np.full(n, AS_OF_MONTH, np.int32))
    return Sown(who)


@trap("A11", "shareholder", "领金期间仅为股东", "a shareholder only")
def shareholder(world: World, rng: Rng, n: int) -> Sown:
    who, first = _unemployed(world, rng, n)
    _drawn(world, who, first, 9)
    _found(world, rng, who, first + 3, role=4)
    return Sown(who)


@trap("A11", "deregistered", "所开公司已注销", "the company founded was deregistered")
def deregistered(world: World, rng: Rng, n: int) -> Sown:
    who, first = _unemployed(world, rng, n)
    _drawn(world, who, first, 9)
    _found(world, rng, who, first + 3, state=2)
    return Sown(who)


@trap("A11", "in_office_before", "失业前已任法定代表人", "legal representative since before the benefit")
def in_office_before(world: World, rng: Rng, n: int) -> Sown:
    who, first = _unemployed(world, rng, n)
    _drawn(world, who, first, 9)
    _found(world, rng, who, first - 40)
    return Sown(who)


@trap("A11", "stopped_at_founding", "开办公司次月停发", "stopped in the month of founding")
def stopped_at_founding(world: World, rng: Rng, n: int) -> Sown:
    who, first = _unemployed(world, rng, n)
    _drawn(world, who, first, 5)
    _found(world, rng, who, first + 4)
    return Sown(who)


@trap("A11", "awaiting_judgment", "羁押候审，尚未收监执行", "held before judgment, not serving")
def awaiting_judgment(world: World, rng: Rng, n: int) -> Sown:
    who, first = _unemployed(world, rng, n)
    world.tables.add(
        "custody_stay", who, facility=world.place_words("{full}看守所", world.people.home[who]),
        entered_on=first_day(first + 2) + 5, left_on=first_day(first + 5) + 5, reason="arrested",
        leave_reason="取保候审", region=region_codes(world.people.home[who]),
    )  # fmt: skip
    _drawn(world, who, first, 8)
    return Sown(who)


@trap("A11", "month_of_entry", "收监当月已领取", "the month of entry was paid")
def month_of_entry(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, _worker(world))
    _quiet(world, who)
    judged = days(rng, "2024-02-01", "2024-06-01", n)
    case = justice.judge(
        world, rng, who, some_charge(rng, _CHARGES, n), judged, manner=justice.BAIL, months=between(rng, 10, 14, n)
    )
    _drawn(world, who, month_of(case.sentence_from) - 4, 5)
    return Sown(who)


@trap("A11", "pension_next_month", "次月起领取养老金", "the pension begins in the next month")
def pension_next_month(world: World, rng: Rng, n: int) -> Sown:
    retired = pensions.retired_from(world, np.arange(len(world.people), dtype=np.int32))
    fits = (world.people.job == 3) & world.people.alive() & (retired > PAYMENTS_FROM + 8) & (retired < AS_OF_MONTH)
    who = world.pick(rng, n, np.asarray(fits))
    _drawn(world, who, retired[who] - 6, 6)
    return Sown(who)


@trap("A11", "few_of_many", "新单位少数职工依法领取", "three of the eight of a new employer draw")
def few_of_many(world: World, rng: Rng, n: int) -> Sown:
    del n
    who, company, _ = _firm(world, rng, 1, drawing=3)
    return Sown(who, company=company)


@trap("A11", "namesake", "同名不同人", "an employee of the same name, another person")
def namesake(world: World, rng: Rng, n: int) -> Sown:
    who, first = _unemployed(world, rng, n)
    _drawn(world, who, first, 8)
    other = world.pick(rng, n, _worker(world) & (np.arange(len(world.people)) % 8 != 3))
    world.homonym(other, who)
    return Sown(other)


def _found(world: World, rng: Rng, who: Ints, month: Ints, *, role: int = 0, state: int = 0) -> tuple[Ints, Ints]:
    """A company founded in a month, with an office in it."""
    n = len(who)
    company = world.pick_company(rng, n, ~world.companies.individual)
    since = (first_day(month.astype(np.int32)) + between(rng, 2, 25, n)).astype(np.int32)
    record = offices.appoint(world, who, company, np.full(n, role, np.int32), since, state=np.full(n, state, np.int32))
    return company, record
