"""C07 Ended rounds of enforcement with assets (终本案件有可供执行财产). Clue: the enforcement case.

Law: 民诉法246; 法〔2016〕373号1, 3, 9: after a round has ended the court asks every six months for five years and
resumes when there are assets.
"""

from __future__ import annotations

import numpy as np

from mingjian.province.background import belongings, debts, offices
from mingjian.province.chance import Rng, between
from mingjian.province.clock import AS_OF, Ints, add_months, day
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.world import World

KEY = "document"


class _Debt:
    """Debtors whose round of enforcement ended, and who were asked for every half year since."""

    def __init__(self, world: World, rng: Rng, n: int, *, resumed: bool = False, asked: bool = True) -> None:
        self.who = world.pick(rng, n, world.adults(28, 56))
        self.closed = between(rng, day("2019-01-01"), AS_OF - 600, n)
        self.bought = between(rng, self.closed + 20, AS_OF - 60, n)
        back = np.minimum(self.bought + 30, AS_OF - 5).astype(np.int32) if resumed else None
        self.record, self.number = debts.enforce(world, rng, self.who, self.closed, resumed=back)
        self.inquiries = debts.ask(world, self.who, self.number, self.closed) if asked else None

    def sown(self, *more: Need) -> Sown:
        columns = ("id_number", "closed_on", "resumed_on", "amount_due", "amount_paid")
        needs = [Need("civil_enforcement", self.record, columns), *more]
        if self.inquiries is not None:
            needs.append(Need("asset_inquiry", self.inquiries, ("inquired_on",)))
        return Sown(self.who, needs, document=self.number)


def _car(record: Ints) -> Need:
    return Need("vehicle_registration", record, ("id_number", "ended_on"))


def _house(record: Ints) -> Need:
    return Need("house_registration", record, ("id_number", "ended_on"))


@violation("C07", "car", "终本后登记机动车，未恢复执行", "a car registered after the round ended, not resumed")
def car(world: World, rng: Rng, n: int) -> Sown:
    debt = _Debt(world, rng, n)
    return debt.sown(_car(belongings.drive(world, debt.who, debt.bought)))


@violation("C07", "house", "终本后取得第二套住房，未恢复执行", "a second house after the round ended, not resumed")
def house(world: World, rng: Rng, n: int) -> Sown:
    debt = _Debt(world, rng, n)
    first = belongings.house(world, rng, debt.who, debt.closed - 900)
    return debt.sown(_house(first), _house(belongings.house(world, rng, debt.who, debt.bought)))


@violation("C07", "share", "终本后成为公司股东，未恢复执行", "a share in a company after the round ended, not resumed")
def share(world: World, rng: Rng, n: int) -> Sown:
    debt = _Debt(world, rng, n)
    company = world.pick_company(rng, n, ~world.companies.individual)
    record = offices.appoint(world, debt.who, company, np.full(n, 4, np.int32), debt.bought)
    return debt.sown(Need("company_officer", record, ("id_number", "since", "until")))


@violation("C07", "unasked", "终本后六个月以上没有查控", "no inquiry for more than six months after the round ended")
def unasked(world: World, rng: Rng, n: int) -> Sown:
    debt = _Debt(world, rng, n, asked=False)
    return debt.sown()


@trap("C07", "resumed", "发现财产后已恢复执行", "resumed when the assets were found")
def resumed(world: World, rng: Rng, n: int) -> Sown:
    debt = _Debt(world, rng, n, resumed=True)
    return debt.sown(_car(belongings.drive(world, debt.who, debt.bought)))


@trap("C07", "seized_elsewhere", "首封在外院、车辆查档未控", "seized by another court first")
def seized_elsewhere(world: World, rng: Rng, n: int) -> Sown:
    debt = _Debt(world, rng, n)
    return debt.sown(_car(belongings.drive(world, debt.who, debt.bought, seized=True)))


@trap("C07", "mortgaged", "抵押无剩余价值", "mortgaged")
def mortgaged(world: World, rng: Rng, n: int) -> Sown:
    debt = _Debt(world, rng, n)
    return debt.sown(_car(belongings.drive(world, debt.who, debt.bought, mortgaged=True)))


@trap("C07", "only_house", "唯一住房", "his only house")
def only_house(world: World, rng: Rng, n: int) -> Sown:
    debt = _Debt(world, rng, n)
    return debt.sown(_house(belongings.house(world, rng, debt.who, debt.bought)))


@trap("C07", "shared_house", "第二套住房为共有份额", "a second house held with others")
def shared_house(world: World, rng: Rng, n: int) -> Sown:
    debt = _Debt(world, rng, n)
    belongings.house(world, rng, debt.who, debt.closed - 900)
    record = belongings.house(world, rng, debt.who, debt.bought)
    spouse = world.pick(rng, n, world.adults(28, 56))
    world.mute("house_registration", spouse)
    other = world.tables.copy("house_registration", record)
    world.tables.change("house_registration", other, _p=spouse)
    return debt.sown(_house(record))


@trap("C07", "owned_before", "财产在终本之前即有，已查明处理", "owned before the round ended")
def owned_before(world: World, rng: Rng, n: int) -> Sown:
    debt = _Debt(world, rng, n)
    return debt.sown(_car(belongings.drive(world, debt.who, debt.closed - 400)))


@trap("C07", "sold", "车辆已转出", "the car was sold again")
def sold(world: World, rng: Rng, n: int) -> Sown:
    debt = _Debt(world, rng, n)
    until = np.minimum(debt.bought + 40, AS_OF - 5).astype(np.int32)
    return debt.sown(_car(belongings.drive(world, debt.who, debt.bought, until=until)))


@trap("C07", "five_years_over", "终本已满五年，不再定期查控", "five years have passed, no more inquiries")
def five_years_over(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, world.adults(30, 56))
    closed = between(rng, day("2017-01-01"), day("2019-06-01"), n)
    record, number = debts.enforce(world, rng, who, closed)
    debts.ask(world, who, number, closed, until=add_months(closed, 60))
    return Sown(who, [Need("civil_enforcement", record, ("id_number", "closed_on"))], document=number)
