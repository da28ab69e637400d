"""P03 Means-tested benefits without need (低保、公租房资格不符). Clue: the applicant of the household.

Law: 社会救助暂行办法9, 11-13, 58, 68: income and property of the whole household decide, changes are told and the
benefit adapted; 公共租赁住房管理办法7: no house of one's own, or a small one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mingjian.province import justice
from mingjian.province.background import belongings, households, insurance, offices, pensions, welfare
from mingjian.province.chance import Rng, between
from mingjian.province.charges import FRAUD, INJURY, THEFT
from mingjian.province.clock import AS_OF_MONTH, PAYMENTS_FROM, Ints, day, first_day, month_of
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days, some_charge
from mingjian.province.world import World

KEY = "person"


@dataclass
class _Home:
    """Households of two: the applicants, their spouses, the list and the benefits."""

    head: Ints
    spouse: Ints
    listed: Ints
    paid: Ints

    def sown(self, *needs: Need) -> Sown:
        """Stories about the applicants."""
        members = Need("assisted_household", self.listed, ("id_number", "since", "until"))
        benefits = Need("benefit_payment", self.paid, ("id_number", "month", "amount"), enough=4)
        return Sown(self.head, [members, benefits, *needs])


def _home(
    world: World, rng: Rng, n: int, *, category: int = welfare.DIBAO, first: Ints | None = None, count: int = 8,
    last: Ints | None = None,
) -> _Home:  # fmt: skip
    """Households whose applicants are paid ``count`` months from a month on, and before it until ``last``."""
    both = world.pick(rng, 2 * n, world.adults(30, 52) & np.isin(world.people.job, (0, 2)))
    head, spouse = both[:n], both[n:]
    for dataset in ("benefit_payment", "vehicle_registration", "house_registration", "social_insurance_payment"):
        world.mute(dataset, both)
    index = np.repeat(np.arange(n, dtype=np.int32), 2)
    who = np.stack([head, spouse], axis=1).ravel()
    since = np.repeat(between(rng, day("2021-01-01"), day("2022-10-01"), n), 2)
    records = households.enrol(world, index, who, np.tile(np.array([0, 1], np.int32), n), since, category=category)
    begin = np.full(n, PAYMENTS_FROM + 14, np.int32) if first is None else first
    paid = np.stack([welfare.pay(world, head, category, begin + k) for k in range(count)], axis=1)
    if last is not None:
        at, month = pensions.months_of(head, np.full(n, PAYMENTS_FROM, np.int32), last.astype(np.int32))
        welfare.pay(world, head[at], category, month)
    return _Home(head, spouse, records.reshape(n, 2), paid)


def _before(rng: Rng, n: int) -> Ints:
    return days(rng, "2018-01-01", "2022-12-01", n)


@violation("P03", "car", "家庭成员名下有机动车", "a member of the household owns a car")
def car(world: World, rng: Rng, n: int) -> Sown:
    home = _home(world, rng, n)
    record = belongings.drive(world, home.spouse, _before(rng, n))
    return home.sown(Need("vehicle_registration", record, ("id_number", "ended_on")))


@violation("P03", "houses", "家庭有两套住房", "the household owns two houses")
def houses(world: World, rng: Rng, n: int) -> Sown:
    home = _home(world, rng, n)
    one = belongings.house(world, rng, home.head, _before(rng, n))
    two = belongings.house(world, rng, home.spouse, _before(rng, n))
    return home.sown(Need("house_registration", np.stack([one, two], axis=1), ("id_number", "ended_on")))


@violation("P03", "shareholder", "家庭成员为公司股东", "a member is shareholder of a company")
def shareholder(world: World, rng: Rng, n: int) -> Sown:
    home = _home(world, rng, n)
    company = world.pick_company(rng, n, ~world.companies.individual)
    record = offices.appoint(world, home.spouse, company, np.full(n, 4, np.int32), _before(rng, n))
    return home.sown(Need("company_officer", record, ("id_number", "since", "until")))


@violation("P03", "wages", "家庭人均工资收入超过标准", "wages by head above the standard")
def wages(world: World, rng: Rng, n: int) -> Sown:
    home = _home(world, rng, n)
    first = PAYMENTS_FROM + 14
    rows = [insurance.contribute(world, home.spouse, np.full(n, first + k, np.int32)) for k in range(8)]
    return home.sown(Need("social_insurance_payment", np.stack(rows, axis=1), ("id_number", "month", "base"), enough=7))


@violation("P03", "serving", "成员服刑未核减", "a member in prison is still paid")
def serving(world: World, rng: Rng, n: int) -> Sown:
    home = _home(world, rng, n, last=np.full(n, PAYMENTS_FROM + 6))
    judged = days(rng, "2022-09-01", "2023-06-01", n)
    case = justice.judge(
        world, rng, home.head, some_charge(rng, (THEFT, FRAUD, INJURY), n), judged, manner=justice.HELD,
        months=between(rng, 32, 36, n),
    )  # fmt: skip
    needs = [
        Need("criminal_judgment", case.judgment, ("id_number", "sentence_to")),
        Need("custody_stay", case.stays[:, 2], ("id_number", "left_on")),
    ]
    return home.sown(*needs)


@violation("P03", "rental", "住公租房而有自有住房", "public rental housing beside a house of one's own")
def rental(world: World, rng: Rng, n: int) -> Sown:
    home = _home(world, rng, n, category=welfare.RENTAL)
    record = belongings.house(world, rng, home.head, _before(rng, n))
    return home.sown(Need("house_registration", record, ("id_number", "area", "ended_on")))


@trap("P03", "disabled_vehicle", "残疾人代步车", "a vehicle for a disabled person")
def disabled_vehicle(world: World, rng: Rng, n: int) -> Sown:
    home = _home(world, rng, n)
    belongings.drive(world, home.spouse, _before(rng, n), disabled=True)
    return home.sown()


@trap("P03", "motorcycle", "摩托车等生活用车", "a motorcycle")
def motorcycle(world: World, rng: Rng, n: int) -> Sown:
    home = _home(world, rng, n)
    belongings.drive(world, home.head, _before(rng, n), kind=belongings.MOTORCYCLE)
    return home.sown()


@trap("P03", "sold_before", "车辆在享受救助前已过户", "the car was sold before")
def sold_before(world: World, rng: Rng, n: int) -> Sown:
    home = _home(world, rng, n)
    belongings.drive(world, home.spouse, days(rng, "2015-01-01", "2018-01-01", n),
                     until=days(rng, "2018-02-01", "2023-10-01", n))  # fmt: skip
    return home.sown()


@trap("P03", "bought_after", "购车次月已停保", "stopped in the month after the car was bought")
def bought_after(world: World, rng: Rng, n: int) -> Sown:
    home = _home(world, rng, n)
    belongings.drive(world, home.spouse, first_day(np.full(n, PAYMENTS_FROM + 20, np.int32)) + 3)
    return home.sown()


@trap("P03", "given_away", "第二套房已赠与他人", "the second house was given away before")
def given_away(world: World, rng: Rng, n: int) -> Sown:
    home = _home(world, rng, n)
    belongings.house(world, rng, home.head, _before(rng, n))
    belongings.house(world, rng, home.spouse, days(rng, "2012-01-01", "2018-01-01", n),
                     until=days(rng, "2019-01-01", "2023-10-01", n), title=1)  # fmt: skip
    return home.sown()


@trap("P03", "house_and_garage", "一套住房和车库", "one house and a garage")
def house_and_garage(world: World, rng: Rng, n: int) -> Sown:
    home = _home(world, rng, n)
    belongings.house(world, rng, home.head, _before(rng, n))
    belongings.house(world, rng, home.head, _before(rng, n), purpose=belongings.GARAGE)
    return home.sown()


@trap("P03", "nominal", "被挂名法定代表人，非股东", "a legal representative in name only")
def nominal(world: World, rng: Rng, n: int) -> Sown:
    home = _home(world, rng, n)
    company = world.pick_company(rng, n, ~world.companies.individual)
    offices.appoint(world, home.head, company, np.zeros(n, np.int32), _before(rng, n))
    return home.sown()


@trap("P03", "company_gone", "所持股的公司已注销", "the company was deregistered")
def company_gone(world: World, rng: Rng, n: int) -> Sown:
    home = _home(world, rng, n)
    company = world.pick_company(rng, n, ~world.companies.individual)
    offices.appoint(
        world, home.spouse, company, np.full(n, 4, np.int32), _before(rng, n), state=np.full(n, 2, np.int32)
    )
    return home.sown()


@trap("P03", "wages_lost", "收入骤降：工资在享受救助前中断", "the wages had ended before")
def wages_lost(world: World, rng: Rng, n: int) -> Sown:
    home = _home(world, rng, n)
    for k in range(10):
        insurance.contribute(world, home.spouse, np.full(n, PAYMENTS_FROM + 4 + k, np.int32))
    return home.sown()


@trap("P03", "two_months_of_wages", "刚就业两个月即停保", "stopped after two months of wages")
def two_months_of_wages(world: World, rng: Rng, n: int) -> Sown:
    home = _home(world, rng, n)
    for k in range(6):
        insurance.contribute(world, home.spouse, np.full(n, PAYMENTS_FROM + 20 + k, np.int32))
    return home.sown()


@trap("P03", "low_wages", "人均工资低于标准", "wages by head below the standard")
def low_wages(world: World, rng: Rng, n: int) -> Sown:
    home = _home(world, rng, n)
    for k in range(8):
        rows = insurance.contribute(world, home.spouse, np.full(n, PAYMENTS_FROM + 14 + k, np.int32))
        world.tables.change("social_insurance_payment", rows, base=np.full(n, 120_000, np.int64))
    return home.sown()


@trap("P03", "removed_in_prison", "收监次月已核减", "removed in the month after entering prison")
def removed_in_prison(world: World, rng: Rng, n: int) -> Sown:
    judged = days(rng, "2023-10-01", "2024-06-01", n)
    home = _home(world, rng, n, first=(month_of(judged) - 6).astype(np.int32), count=1)
    case = justice.judge(
        world, rng, home.head, some_charge(rng, (THEFT, FRAUD, INJURY), n), judged, manner=justice.BAIL,
        months=between(rng, 10, 20, n),
    )  # fmt: skip
    entered = month_of(case.sentence_from)
    at, month = pensions.months_of(home.head, entered - 4, np.minimum(entered, AS_OF_MONTH).astype(np.int32))
    welfare.pay(world, home.head[at], welfare.DIBAO, month)
    return home.sown()


@trap("P03", "small_house", "公租房家庭自有小面积住房", "public rental housing beside a very small house")
def small_house(world: World, rng: Rng, n: int) -> Sown:
    home = _home(world, rng, n, category=welfare.RENTAL)
    belongings.house(world, rng, home.head, _before(rng, n), area=between(rng, 18, 28, n))
    return home.sown()


@trap("P03", "namesake", "同名不同人", "a car owner of the same name, another person")
def namesake(world: World, rng: Rng, n: int) -> Sown:
    home = _home(world, rng, n)
    other = world.pick(rng, n, world.adults(30, 60))
    world.mute("vehicle_registration", other)
    world.homonym(other, home.head)
    belongings.drive(world, other, _before(rng, n))
    return Sown(other)
