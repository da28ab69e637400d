"""C04 Fake labour cases to buy pensions (确认劳动关系补缴社保虚假仲裁、诉讼). Clue: the award.

Law: 社会保险法16, 88; 刑法266, 307-1; 民事诉讼法115, 219. An award takes at most forty-five days
(劳动争议调解仲裁法43); a pension is due after fifteen years of contributions.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mingjian.province.background import insurance, labour, pensions
from mingjian.province.background.labour import DISMISSED
from mingjian.province.chance import Rng, between
from mingjian.province.clock import AS_OF_MONTH, Bools, Ints, add_months, day, month_of
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.world import World

KEY = "document"

_EACH = 7
"""Cases of a shell employer or broker; five make a series."""
_ENOUGH = 5
_BACK = 72
"""Months paid in at once; sixty are asked for."""


def _old(world: World) -> Bools:
    men = world.people.male == 1
    near = np.where(men, world.adults(58, 63), world.adults(49, 58))
    return np.asarray(near & np.isin(world.people.job, (0, 1, 2)))


def _workers(world: World, rng: Rng, n: int, fits: Bools | None = None) -> Ints:
    who = world.pick(rng, n, _old(world) if fits is None else fits)
    for dataset in ("insurance_enrolment", "social_insurance_payment", "pension_payment"):
        world.mute(dataset, who)
    return who


def _firms(world: World, rng: Rng, n: int) -> Ints:
    return world.pick_company(rng, n, ~world.companies.individual)


def _lately(rng: Rng, n: int) -> Ints:
    return between(rng, day("2023-03-01"), day("2024-08-01"), n)


def _need(records: Ints, enough: int = 0) -> Need:
    return Need("labour_case", records, ("id_number", "uscc", "claimed_from", "claimed_to", "accepted_on"), enough)


def _sown(who: Ints, record: Ints, numbers: list[str], *needs: Need) -> Sown:
    return Sown(who, [_need(record), *needs], document=numbers, lists=("insurance_enrolment",))


def _series(world: World, rng: Rng, groups: int, each: int, *, broker: bool, **given: Any) -> Sown:
    """Cases of one employer (or one broker and many employers) within half a year."""
    n = groups * each
    who = _workers(world, rng, n)
    company = _firms(world, rng, n) if broker else np.repeat(_firms(world, rng, groups), each)
    decided = np.repeat(_lately(rng, groups), each) + between(rng, 0, 150, n)
    agents = [f"黄某{g}" if broker else None for g in np.repeat(who[::each], each).tolist()]
    record, numbers = labour.decide(
        world, rng, who, company, decided, add_months(decided, -between(rng, 130, 200, n)), agents=agents,
        days=between(rng, 0, 4, n), **given,
    )  # fmt: skip
    of_group = np.repeat(record.reshape(groups, each), each, axis=0)
    return _sown(who, record, numbers, *([_need(of_group, _ENOUGH)] if each >= _ENOUGH else []))


@violation("C04", "employer", "同一空壳单位一年内七人确认十余年劳动关系", "seven people of a shell employer")
def employer(world: World, rng: Rng, n: int) -> Sown:
    return _series(world, rng, -(-n // _EACH), _EACH, broker=False)


@violation("C04", "broker", "同一代理人一年内代理七件", "seven cases of one broker in a year")
def broker(world: World, rng: Rng, n: int) -> Sown:
    return _series(world, rng, -(-n // _EACH), _EACH, broker=True)


def _single(
    world: World, rng: Rng, n: int, months: int, *, fits: Bools | None = None, **given: Any
) -> tuple[Ints, Ints, Ints, Ints, list[str]]:
    """Single cases about so many months: people, employers, days, records and numbers."""
    who = _workers(world, rng, n, fits)
    company, decided = _firms(world, rng, n), _lately(rng, n)
    begun = add_months(decided, -np.full(n, months, np.int32))
    record, numbers = labour.decide(
        world,
        rng,
        who,
        company,
        decided,
        begun,
        agents=[None] * n,
        days=between(rng, 10, 40, n),
        **given,
    )
    return who, company, decided, record, numbers


@violation("C04", "founding", "主张的起始日早于单位成立", "the relation is older than the employer")
def founding(world: World, rng: Rng, n: int) -> Sown:
    who, _, decided, record, numbers = _single(world, rng, n, 90)
    world.tables.change("labour_case", record, founded_on=(decided - between(rng, 800, 2000, n)).astype(np.int32))
    return Sown(who, [_need(record), Need("labour_case", record, ("founded_on",))], document=numbers)


def _pay_back(world: World, who: Ints, company: Ints, decided: Ints, months: int) -> Ints:
    """So many months up to the award, paid in the month after it; answers record numbers, one row a person."""
    n = len(who)
    first = month_of(decided) - months - 14
    month = (first[:, None] + np.arange(months)).ravel().astype(np.int32)
    paid = np.repeat(month_of(decided) + 1, months).astype(np.int32)
    records = insurance.contribute(world, np.repeat(who, months), month, company=np.repeat(company, months), paid=paid)
    return records.reshape(n, months)


@violation("C04", "pension", "裁决后一次性补缴六年并领取养老金", "six years paid in, then a pension drawn")
def pension(world: World, rng: Rng, n: int) -> Sown:
    who, company, decided, record, numbers = _single(world, rng, n, 110)
    back = _pay_back(world, who, company, decided, _BACK)
    drawn = np.stack([pensions.pay(world, who, month_of(decided) + 2 + k) for k in range(4)], axis=1)
    paid = Need("social_insurance_payment", back, ("id_number", "uscc", "month", "paid_month"), 60)
    return _sown(who, record, numbers, paid, Need("pension_payment", drawn, ("id_number", "month"), 1))


@trap("C04", "restructured", "国有企业改制集体补缴", "collective payments after a restructuring")
def restructured(world: World, rng: Rng, n: int) -> Sown:
    del n
    return _series(world, rng, 1, 6, broker=False, restructured=True)


@trap("C04", "contested", "同一代理人的法律援助案件，单位抗辩", "a legal-aid lawyer's cases, all contested")
def contested(world: World, rng: Rng, n: int) -> Sown:
    del n
    return _series(world, rng, 1, 6, broker=True, contested=True)


@trap("C04", "four", "同一单位四件", "four cases of one employer")
def four(world: World, rng: Rng, n: int) -> Sown:
    del n
    return _series(world, rng, 1, 4, broker=False)


@trap("C04", "laid_off", "下岗职工，原已由该单位参保", "laid-off workers who had been enrolled there")
def laid_off(world: World, rng: Rng, n: int) -> Sown:
    del n
    sown = _series(world, rng, 1, 6, broker=False)
    record = sown.needs[0].records
    company = np.asarray(world.tables.whole("labour_case")["_c"])[record]
    labour.enrol(world, sown.person, company, between(rng, day("2015-03-01"), day("2016-01-01"), len(record)))
    return sown


@trap("C04", "young", "同一单位多名青年职工", "many young people of one employer")
def young(world: World, rng: Rng, n: int) -> Sown:
    del n
    who = _workers(world, rng, 6, world.adults(28, 40))
    decided = _lately(rng, 6) * 0 + day("2024-03-01") + np.arange(6, dtype=np.int32)
    company = np.repeat(_firms(world, rng, 1), 6)
    _, numbers = labour.decide(
        world, rng, who, company, decided.astype(np.int32), add_months(decided.astype(np.int32), -24),
        agents=[None] * 6, days=np.full(6, 30, np.int32),
    )  # fmt: skip
    return Sown(who, document=numbers)


@trap("C04", "preparing", "单位筹备期内即已用工", "worked while the employer was being set up")
def preparing(world: World, rng: Rng, n: int) -> Sown:
    who, _, decided, record, numbers = _single(world, rng, n, 60)
    begun = add_months(decided, -60)
    world.tables.change("labour_case", record, founded_on=(begun + between(rng, 20, 150, n)).astype(np.int32))
    return Sown(who, document=numbers)


@trap("C04", "dismissed", "主张早于单位成立，被驳回", "older than the employer, and dismissed")
def dismissed(world: World, rng: Rng, n: int) -> Sown:
    who, _, decided, record, numbers = _single(world, rng, n, 90, outcome=DISMISSED)
    world.tables.change("labour_case", record, founded_on=(decided - 900).astype(np.int32))
    return Sown(who, document=numbers)


@trap("C04", "short_arrear", "单位补缴一年欠费", "an employer pays an arrear of a year")
def short_arrear(world: World, rng: Rng, n: int) -> Sown:
    who, company, decided, _, numbers = _single(world, rng, n, 30)
    _pay_back(world, who, company, decided, 12)
    for k in range(3):
        pensions.pay(world, who, np.minimum(month_of(decided) + 2 + k, AS_OF_MONTH).astype(np.int32))
    return Sown(who, document=numbers)
