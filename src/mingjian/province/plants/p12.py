"""P12 Banned from the food trade (食品行业禁业). Clue: person and food business.

Law: 食品安全法135: for life after a fixed term or more for a food-safety crime; five years from the decision for the
legal representative of a business whose licence was revoked. Detention and fines do not bar, nor does plain work.
"""

from __future__ import annotations

import numpy as np

from mingjian.province import justice
from mingjian.province.background import food, offices
from mingjian.province.chance import Rng, between
from mingjian.province.charges import FRAUD, INJURY, THEFT, TOXIC_FOOD, UNSAFE_FOOD
from mingjian.province.clock import AS_OF, NONE, Ints
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days, judgments, some_charge
from mingjian.province.world import World

KEY = "person_company"

_FOOD = (UNSAFE_FOOD, TOXIC_FOOD)


def _convicted(world: World, rng: Rng, n: int, first: str, last: str, **given: object) -> justice.Case:
    """Convicted of a food-safety crime; those of the early years have left prison for more than five years."""
    who = world.pick(rng, n, world.adults(34, 56))
    given.setdefault("months", between(rng, 8, 14, n))
    charge = given.pop("charge", None)
    kinds = some_charge(rng, _FOOD, n) if charge is None else charge
    return justice.judge(world, rng, who, kinds, days(rng, first, last, n), **given)  # type: ignore[arg-type]


def _long_ago(world: World, rng: Rng, n: int, **given: object) -> justice.Case:
    given.setdefault("manner", justice.HELD)
    return _convicted(world, rng, n, "2016-02-01", "2017-12-01", **given)


def _business(world: World, rng: Rng, n: int, head: Ints | None = None, status: int = 0) -> tuple[Ints, Ints]:
    """Food businesses with a licence; answers them and the licences."""
    company = world.pick_company(rng, n, food.businesses(world) & ~world.company_muted)
    if head is not None:
        world.company_muted[company] = True
    return company, food.grant(world, rng, company, person=head, status=status)


def _head(
    world: World, rng: Rng, who: Ints, company: Ints, since: Ints, until: Ints | None = None, role: int = 0
) -> Ints:
    del rng
    return offices.appoint(world, who, company, np.full(len(who), role, np.int32), since.astype(np.int32), until)


def _sown(who: Ints, company: Ints, *needs: Need) -> Sown:
    return Sown(who, list(needs), company=company)


def _licence(record: Ints) -> Need:
    return Need("food_licence", record, ("uscc", "valid_to"))


def _office(record: Ints) -> Need:
    return Need("company_officer", record, ("id_number", "uscc", "since", "until"))


def _post(record: Ints) -> Need:
    return Need("food_staff", record, ("id_number", "uscc", "since", "until"))


@violation(
    "P12", "head_for_life", "食品安全犯罪判有期徒刑后任食品企业负责人", "heads a food business after a fixed term"
)
def head_for_life(world: World, rng: Rng, n: int) -> Sown:
    case = _long_ago(world, rng, n)
    company, licence = _business(world, rng, n, case.person)
    record = _head(world, rng, case.person, company, case.sentence_to + between(rng, 60, 1200, n))
    return _sown(case.person, company, judgments(case, "effective_on"), _licence(licence), _office(record))


@violation(
    "P12", "officer_on_probation", "判处缓刑后任食品安全管理人员", "a food-safety officer after a suspended term"
)
def officer_on_probation(world: World, rng: Rng, n: int) -> Sown:
    case = _convicted(
        world, rng, n, "2021-06-01", "2024-06-01", months=12, probation=between(rng, 14, 24, n), manner=justice.BAIL
    )
    company, licence = _business(world, rng, n)
    post = np.array([food.OFFICER, food.DIRECTOR, food.MANAGER], np.int32)[rng.integers(0, 3, n)]
    record = food.employ(world, case.person, company, post, case.effective + between(rng, 30, 300, n))
    return _sown(case.person, company, judgments(case, "effective_on"), _licence(licence), _post(record))


@violation(
    "P12",
    "after_revocation",
    "许可证被吊销未满五年又从事食品经营管理",
    "in the trade within five years of a revocation",
)
def after_revocation(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, world.adults(30, 58))
    decided = days(rng, "2021-02-01", "2024-09-01", n)
    penalty, head = food.closed(world, rng, who, decided)
    company, licence = _business(world, rng, n, who)
    record = _head(world, rng, who, company, decided + between(rng, 20, 240, n))
    needs = (Need("administrative_penalty", penalty, ("uscc",)), _office(head), _licence(licence), _office(record))
    return _sown(who, company, *needs)


@trap("P12", "worker", "普通从业人员，非管理岗位", "a plain worker, in charge of nothing")
def worker(world: World, rng: Rng, n: int) -> Sown:
    case = _long_ago(world, rng, n)
    company, licence = _business(world, rng, n)
    record = food.employ(world, case.person, company, food.WORKER, case.sentence_to + between(rng, 60, 900, n))
    return _sown(case.person, company, judgments(case), _licence(licence), _post(record))


@trap("P12", "detention", "判处拘役，不属有期徒刑以上", "criminal detention is no fixed term")
def detention(world: World, rng: Rng, n: int) -> Sown:
    given: dict[str, object] = {"penalty": "detention", "months": 4, "manner": justice.BAIL}
    case = _convicted(world, rng, n, "2016-02-01", "2018-12-01", charge=UNSAFE_FOOD, **given)
    company, licence = _business(world, rng, n, case.person)
    record = _head(world, rng, case.person, company, case.effective + between(rng, 300, 900, n))
    return _sown(case.person, company, judgments(case), _licence(licence), _office(record))


@trap("P12", "other_crime", "所犯不是食品安全犯罪", "another crime")
def other_crime(world: World, rng: Rng, n: int) -> Sown:
    case = _long_ago(world, rng, n, charge=some_charge(rng, (THEFT, FRAUD, INJURY), n))
    company, licence = _business(world, rng, n, case.person)
    record = _head(world, rng, case.person, company, case.sentence_to + between(rng, 60, 900, n))
    return _sown(case.person, company, judgments(case), _licence(licence), _office(record))


@trap("P12", "acquitted", "宣告无罪", "acquitted")
def acquitted(world: World, rng: Rng, n: int) -> Sown:
    case = _convicted(
        world, rng, n, "2016-02-01", "2020-12-01", penalty="acquitted", months=int(NONE), manner=justice.BAIL
    )
    company, licence = _business(world, rng, n, case.person)
    record = _head(world, rng, case.person, company, case.judged + between(rng, 300, 900, n))
    return _sown(case.person, company, judgments(case), _licence(licence), _office(record))


@trap("P12", "left_post", "已经离任", "has left the post")
def left_post(world: World, rng: Rng, n: int) -> Sown:
    case = _long_ago(world, rng, n)
    company, licence = _business(world, rng, n, case.person)
    since = case.crime - between(rng, 300, 900, n)
    record = _head(world, rng, case.person, company, since, (case.judged + between(rng, 20, 300, n)).astype(np.int32))
    return _sown(case.person, company, judgments(case), _licence(licence), _office(record))


@trap("P12", "other_trade", "任职单位不从事食品生产经营", "the business has nothing to do with food")
def other_trade(world: World, rng: Rng, n: int) -> Sown:
    case = _long_ago(world, rng, n)
    company = world.pick_company(rng, n, ~food.businesses(world) & ~world.company_muted)
    record = _head(world, rng, case.person, company, case.sentence_to + between(rng, 60, 900, n))
    return _sown(case.person, company, judgments(case), _office(record))


@trap("P12", "licence_cancelled", "食品许可已注销", "the food licence was cancelled")
def licence_cancelled(world: World, rng: Rng, n: int) -> Sown:
    case = _long_ago(world, rng, n)
    company, licence = _business(world, rng, n, case.person, food.STATES.index("cancelled"))
    record = _head(world, rng, case.person, company, case.sentence_to + between(rng, 60, 900, n))
    return _sown(case.person, company, judgments(case), _licence(licence), _office(record))


@trap("P12", "shareholder", "仅为股东", "a shareholder only")
def shareholder(world: World, rng: Rng, n: int) -> Sown:
    case = _long_ago(world, rng, n)
    company, licence = _business(world, rng, n)
    record = _head(world, rng, case.person, company, case.sentence_to + between(rng, 60, 900, n), role=4)
    return _sown(case.person, company, judgments(case), _licence(licence), _office(record))


@trap("P12", "five_years_over", "吊销许可证已满五年", "five years since the revocation")
def five_years_over(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, world.adults(34, 58))
    food.closed(world, rng, who, days(rng, "2017-02-01", "2020-05-01", n))
    company, licence = _business(world, rng, n, who)
    record = _head(world, rng, who, company, between(rng, AS_OF - 1800, AS_OF - 60, n))
    return _sown(who, company, _licence(licence), _office(record))


@trap("P12", "left_before_the_act", "吊销前已不任法定代表人", "had left the business before its licence was revoked")
def left_before_the_act(world: World, rng: Rng, n: int) -> Sown:
    successor = world.pick(rng, n, world.adults(30, 58))
    decided = days(rng, "2021-02-01", "2024-09-01", n)
    penalty, _ = food.closed(world, rng, successor, decided)
    closed = np.asarray(world.tables.whole("administrative_penalty")["_c"])[penalty]
    who = world.pick(rng, n, world.adults(34, 58))
    since = decided - between(rng, 2600, 3200, n)
    _head(world, rng, who, closed, since, (decided - between(rng, 400, 2500, n)).astype(np.int32))
    company, licence = _business(world, rng, n, who)
    record = _head(world, rng, who, company, decided - between(rng, 10, 300, n))
    return _sown(who, company, _licence(licence), _office(record))


@trap("P12", "namesake", "同名不同人", "a manager of the same name, another person")
def namesake(world: World, rng: Rng, n: int) -> Sown:
    case = _long_ago(world, rng, n)
    who = world.pick(rng, n, world.adults(30, 58))
    world.homonym(who, case.person)
    company, licence = _business(world, rng, n, who)
    record = _head(world, rng, who, company, case.sentence_to + between(rng, 60, 900, n))
    return _sown(who, company, _licence(licence), _office(record))
