"""A10 Defective marriage registrations (冒名、重婚、无效婚姻登记). Clue: the person.

Law: 民法典1047, 1049, 1051: of age, in person, not married to another; a ground that has gone no longer counts but for
bigamy (婚姻家庭编解释一10, 解释二1); 刑法258.
"""

from __future__ import annotations

import numpy as np

from mingjian.province import justice
from mingjian.province.background import marriages, suits, welfare
from mingjian.province.background.marriages import ANNULLED, DIVORCED
from mingjian.province.chance import Rng, between
from mingjian.province.charges import FRAUD
from mingjian.province.clock import AS_OF, NONE, Ints, add_months, day
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.world import World

KEY = "person"


def _men(world: World, rng: Rng, n: int, low: int = 33, high: int = 50) -> Ints:
    return _single(world, world.pick(rng, n, world.adults(low, high) & (world.people.male == 1)))


def _women(world: World, rng: Rng, n: int, low: int = 33, high: int = 50) -> Ints:
    return _single(world, world.pick(rng, n, world.adults(low, high) & (world.people.male == 0)))


def _single(world: World, who: Ints) -> Ints:
    world.mute("marriage_registration", who)
    return who


def _need(*records: Ints) -> Need:
    return Need("marriage_registration", np.stack(records, axis=1), ("id_number", "ended_on"))


def _register(world: World, *groups: Ints) -> Need:
    """Entries of the register of residents; the need is of the first group."""
    records = marriages.enter(world, np.concatenate(groups))
    return Need("resident_register", records[: len(groups[0])], ("id_number",))


def _twice(
    world: World, rng: Rng, n: int, *, first: str = "2017-01-01", last: str = "2019-12-31", parted: int | None = None,
    state: int = 0,
) -> tuple[Ints, Ints, Ints, Need]:  # fmt: skip
    """Men married twice, the first marriage ended ``parted`` days after the second began, or never."""
    man, one, two = _men(world, rng, n), _women(world, rng, n), _women(world, rng, n)
    begun = between(rng, day(first), day(last), n)
    again = (begun + between(rng, 700, 1500, n)).astype(np.int32)
    ended = np.full(n, NONE, np.int32) if parted is None else (again + parted).astype(np.int32)
    a = marriages.marry(world, man, one, begun, ended=ended, state=state)
    b = marriages.marry(world, man, two, again)
    _register(world, man, one, two)
    return man, one, again, _need(a[0], a[1], b[0])


@violation("A10", "bigamy", "前婚未离又登记结婚", "married again beside a standing marriage")
def bigamy(world: World, rng: Rng, n: int) -> Sown:
    man, _, _, need = _twice(world, rng, n)
    return Sown(man, [need], lists=("civil_party", "death_record"))


@violation("A10", "custody", "羁押期间被冒名登记结婚", "married under his name while he was in custody")
def custody(world: World, rng: Rng, n: int) -> Sown:
    man, woman = _men(world, rng, n), _women(world, rng, n)
    case = _imprisoned(world, rng, man)
    record = marriages.marry(world, man, woman, _inside(rng, case))
    _register(world, man, woman)
    stay = Need("custody_stay", case.stays, ("id_number", "left_on"))
    return Sown(man, [_need(record[0]), stay])


def _imprisoned(world: World, rng: Rng, who: Ints) -> justice.Case:
    judged = between(rng, day("2022-01-01"), day("2023-06-01"), len(who))
    return justice.judge(world, rng, who, FRAUD, judged, months=np.full(len(who), 30, np.int32), manner=justice.HELD)


def _inside(rng: Rng, case: justice.Case) -> Ints:
    return (case.judged + between(rng, 60, 300, len(case.judged))).astype(np.int32)


@violation("A10", "death", "死亡之后被冒名登记结婚", "married under the name of somebody dead")
def death(world: World, rng: Rng, n: int) -> Sown:
    man, woman = _men(world, rng, n), _women(world, rng, n)
    died = between(rng, day("2019-01-01"), day("2022-12-01"), n)
    world.die(man, died)
    recorded = welfare.record_deaths(world, rng, man, died)
    record = marriages.marry(world, man, woman, (died + between(rng, 100, 700, n)).astype(np.int32))
    _register(world, woman)
    return Sown(man, [_need(record[0]), Need("death_record", recorded, ("id_number",))])


@violation("A10", "age", "未达法定婚龄", "under the age of marriage")
def age(world: World, rng: Rng, n: int) -> Sown:
    man, woman = _men(world, rng, n, 20, 20), _women(world, rng, n, 21, 25)
    record = marriages.marry(world, man, woman, between(rng, AS_OF - 200, AS_OF - 10, n))
    _register(world, man, woman)
    return Sown(man, [_need(record[0])])


@violation("A10", "name", "以他人证号登记，姓名与人口库不符", "another's number under a name of one's own")
def name(world: World, rng: Rng, n: int) -> Sown:
    man, woman, cheat = _men(world, rng, n), _women(world, rng, n), _women(world, rng, n)
    on = between(rng, day("2018-01-01"), AS_OF - 60, n)
    record = marriages.marry(world, man, woman, on, names=(man, cheat))
    return Sown(woman, [_need(record[1]), _register(world, woman, man)])


@trap("A10", "divorced", "离婚当日再婚", "divorced and married again on one day")
def divorced(world: World, rng: Rng, n: int) -> Sown:
    return Sown(_twice(world, rng, n, parted=0, state=DIVORCED)[0])


@trap("A10", "divorced_in_court", "法院判决离婚，登记数据没有", "divorced by a court, which the registry lacks")
def divorced_in_court(world: World, rng: Rng, n: int) -> Sown:
    man, wife, again, _ = _twice(world, rng, n)
    filed = (again - 400).astype(np.int32)
    suits.sue(
        world, rng, suits.people_side(wife), suits.people_side(man), filed, cause=suits.DIVORCE,
        outcome=suits.GRANTED, judged=(again - 300).astype(np.int32),
    )  # fmt: skip
    return Sown(man)


@trap("A10", "widowed", "前一配偶已死亡", "the first spouse had died")
def widowed(world: World, rng: Rng, n: int) -> Sown:
    man, wife, again, _ = _twice(world, rng, n)
    died = (again - 200).astype(np.int32)
    world.die(wife, died)
    welfare.record_deaths(world, rng, wife, died)
    return Sown(man)


@trap("A10", "annulled", "前一登记已被撤销", "the first registration was annulled")
def annulled(world: World, rng: Rng, n: int) -> Sown:
    return Sown(_twice(world, rng, n, parted=30, state=ANNULLED)[0])


@trap("A10", "by_hand", "联网前的手工登记，没有离婚数据", "an old register by hand that lacks divorces")
def by_hand(world: World, rng: Rng, n: int) -> Sown:
    return Sown(_twice(world, rng, n, first="2009-01-01", last="2011-12-31")[0])


@trap("A10", "on_site", "服刑人员经批准在监狱登记结婚", "a prisoner married in prison with leave")
def on_site(world: World, rng: Rng, n: int) -> Sown:
    man, woman = _men(world, rng, n), _women(world, rng, n)
    marriages.marry(world, man, woman, _inside(rng, _imprisoned(world, rng, man)), on_site=True)
    _register(world, man, woman)
    return Sown(man)


@trap("A10", "of_age_now", "登记时差数月，现已达婚龄", "some months too young then, of age now")
def of_age_now(world: World, rng: Rng, n: int) -> Sown:
    man, woman = _men(world, rng, n, 24, 27), _women(world, rng, n, 24, 27)
    on = add_months(world.people.birth[man], 22 * 12) - between(rng, 20, 200, n)
    marriages.marry(world, man, woman, np.maximum(on, add_months(world.people.birth[woman], 20 * 12)).astype(np.int32))
    _register(world, man, woman)
    return Sown(man)


@trap("A10", "former_name", "登记后改名，曾用名一致", "changed the name later, the former one agrees")
def former_name(world: World, rng: Rng, n: int) -> Sown:
    man, woman, other = _men(world, rng, n), _women(world, rng, n), _women(world, rng, n)
    marriages.marry(world, man, woman, between(rng, day("2018-01-01"), AS_OF - 60, n), names=(man, other))
    marriages.enter(world, woman, other)
    marriages.enter(world, man)
    return Sown(woman)
