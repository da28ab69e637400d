"""Y04 Hospitals that did not report harm to a minor (强制报告落实：异常诊疗). Clue: the minor.

Law: 未成年人保护法11(2), 117; the 2020 opinion on mandatory reporting names girls under fourteen who are pregnant or
had an abortion, and injuries of the genitals; 刑法236(2): intercourse with a girl under fourteen is rape.
"""

from __future__ import annotations

import numpy as np

from mingjian.province.background import children, hotels
from mingjian.province.background.children import ABORTION, GONORRHOEA, INJURED, PREGNANT
from mingjian.province.chance import Rng, between
from mingjian.province.clock import AS_OF, NONE, Ints, add_months
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days
from mingjian.province.world import World

KEY = "person"


def _girls(world: World, rng: Rng, n: int) -> Ints:
    return world.pick(rng, n, children.girls(world))


def _lately(rng: Rng, n: int) -> Ints:
    return days(rng, "2024-01-15", "2025-05-20", n)


def _visited(world: World, rng: Rng, who: Ints, on: Ints, kinds: tuple[int, ...]) -> Need:
    found = np.array(kinds, np.int32)[rng.integers(0, len(kinds), len(who))]
    return Need("medical_visit", children.visit(world, rng, who, on, found), ("id_number", "visited_on"))


def _sown(who: Ints, *needs: Need) -> Sown:
    return Sown(who, list(needs), lists=("minor_report",))


@violation(
    "Y04",
    "after_hotel",
    "不满十四周岁怀孕、流产且此前有旅馆住宿，无人报告",
    "under fourteen and pregnant after a hotel stay",
)
def after_hotel(world: World, rng: Rng, n: int) -> Sown:
    who, on = _girls(world, rng, n), _lately(rng, n)
    stay = hotels.stay(world, rng, who, (on - between(rng, 40, 200, n)).astype(np.int32), np.ones(n, np.int32))
    return _sown(who, _visited(world, rng, who, on, (PREGNANT, ABORTION)), Need("hotel_stay", stay, ("id_number",)))


@violation(
    "Y04", "pregnant", "不满十四周岁怀孕、流产、患性病，无人报告", "under fourteen, pregnant or with a venereal disease"
)
def pregnant(world: World, rng: Rng, n: int) -> Sown:
    who, on = _girls(world, rng, n), _lately(rng, n)
    return _sown(who, _visited(world, rng, who, on, (PREGNANT, ABORTION, GONORRHOEA)))


@violation("Y04", "injured", "不满十四周岁生殖器官损伤，无人报告", "under fourteen, the genitals injured")
def injured(world: World, rng: Rng, n: int) -> Sown:
    who, on = _girls(world, rng, n), _lately(rng, n)
    return _sown(who, _visited(world, rng, who, on, (INJURED,)))


@trap("Y04", "reported", "医疗机构当日或者次日已报告", "reported the same or the next day")
def reported(world: World, rng: Rng, n: int) -> Sown:
    who, on = _girls(world, rng, n), _lately(rng, n)
    need = _visited(world, rng, who, on, (PREGNANT, ABORTION, INJURED))
    record = children.report(world, who, on + between(rng, 0, 1, n))
    return _sown(who, need, Need("minor_report", record, ("id_number", "reported_on")))


@trap("Y04", "police_brought_her", "先已报案，由公安带来检查", "reported before, brought by the police")
def police_brought_her(world: World, rng: Rng, n: int) -> Sown:
    who, on = _girls(world, rng, n), _lately(rng, n)
    need = _visited(world, rng, who, on, (INJURED, PREGNANT))
    record = children.report(world, who, on - between(rng, 1, 6, n), channel=2)
    return _sown(who, need, Need("minor_report", record, ("id_number", "reported_on")))


@trap("Y04", "fourteen", "已满十四周岁", "fourteen or older")
def fourteen(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, children.girls(world, 15, 16))
    on = np.minimum(add_months(world.people.birth[who], 14 * 12) + between(rng, 1, 300, n), AS_OF - 20)
    return _sown(who, _visited(world, rng, who, on.astype(np.int32), (PREGNANT, ABORTION)))


@trap("Y04", "not_confirmed", "妊娠未证实", "a pregnancy that was not confirmed")
def not_confirmed(world: World, rng: Rng, n: int) -> Sown:
    who, on = _girls(world, rng, n), _lately(rng, n)
    return _sown(who, _visited(world, rng, who, on, (children.DOUBTED,)))


@trap("Y04", "straddled", "骑跨伤等意外损伤", "an accident: fell astride")
def straddled(world: World, rng: Rng, n: int) -> Sown:
    who, on = _girls(world, rng, n), _lately(rng, n)
    return _sown(who, _visited(world, rng, who, on, (children.STRADDLED,)))


@trap("Y04", "boy", "男童的妊娠编码，系误录", "a code of pregnancy for a boy, entered by mistake")
def boy(world: World, rng: Rng, n: int) -> Sown:
    age = world.people.age(AS_OF)
    who = world.pick(rng, n, (age >= 3) & (age <= 12) & (world.people.male == 1) & (world.people.died == NONE))
    return _sown(who, _visited(world, rng, who, _lately(rng, n), (children.MISCODED,)))


@trap("Y04", "small_child", "幼童的妊娠编码，系母亲的诊断误录", "a code of pregnancy for a small child: her mother's")
def small_child(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, children.girls(world, 2, 5))
    return _sown(who, _visited(world, rng, who, _lately(rng, n), (children.MISCODED,)))


@trap("Y04", "everyday", "普通妇科炎症", "an everyday inflammation")
def everyday(world: World, rng: Rng, n: int) -> Sown:
    who, on = _girls(world, rng, n), _lately(rng, n)
    return _sown(who, _visited(world, rng, who, on, (children.INFLAMED,)))


@trap("Y04", "days_ago", "就诊不足七日", "seen less than a week ago")
def days_ago(world: World, rng: Rng, n: int) -> Sown:
    who = _girls(world, rng, n)
    return _sown(who, _visited(world, rng, who, between(rng, AS_OF - 6, AS_OF - 1, n), (PREGNANT, INJURED)))
