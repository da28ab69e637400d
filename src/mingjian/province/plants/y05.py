"""Y05 Children nobody can raise (事实无人抚养、监护缺失、失学). Clue: the child.

Law: 民发〔2019〕62号: neither parent can raise the child — dead, serving six months or more, in compulsory isolation,
severely disabled; the child draws a monthly support. 义务教育法11: every child of school age goes to school.
"""

from __future__ import annotations

import numpy as np

from mingjian.province import justice
from mingjian.province.background import drugs, families, traffic, welfare
from mingjian.province.chance import Rng, between
from mingjian.province.charges import FRAUD, INJURY, THEFT
from mingjian.province.clock import AS_OF, AS_OF_MONTH, Ints
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days, some_charge
from mingjian.province.world import World

KEY = "person"


def _children(world: World, rng: Rng, n: int, low: int = 8, high: int = 13) -> Ints:
    age = world.people.age(AS_OF)
    who = world.pick(rng, n, (age >= low) & (age <= high) & world.people.alive())
    for dataset in ("benefit_payment", "disability_certificate"):
        world.mute(dataset, who)
    return who


def _parents(world: World, rng: Rng, n: int) -> tuple[Ints, Ints]:
    adults = world.adults(36, 50)
    father = world.pick(rng, n, adults & (world.people.male == 1))
    mother = world.pick(rng, n, adults & (world.people.male == 0))
    for dataset in ("disability_certificate", "medical_settlement"):
        world.mute(dataset, np.concatenate([father, mother]))
    return father, mother


def _imprison(
    world: World, rng: Rng, who: Ints, *, months: Ints | None = None, first: str = "2024-01-01"
) -> list[Need]:
    n = len(who)
    case = justice.judge(
        world, rng, who, some_charge(rng, (THEFT, FRAUD, INJURY), n), days(rng, first, "2024-08-01", n),
        manner=justice.HELD, months=between(rng, 30, 36, n) if months is None else months,
    )  # fmt: skip
    return [
        Need("criminal_judgment", case.judgment, ("id_number", "sentence_to")),
        Need("custody_stay", case.stays[:, 2], ("id_number", "left_on")),
    ]


def _bury(world: World, rng: Rng, who: Ints) -> list[Need]:
    on = days(rng, "2022-01-01", "2024-10-01", len(who))
    world.die(who, on)
    return [Need("death_record", welfare.record_deaths(world, rng, who, on), ("id_number", "died_on"))]


def _isolate(world: World, rng: Rng, who: Ints, lifted: Ints | None = None) -> list[Need]:
    n = len(who)
    traffic.no_licence(world, who)
    decided = days(rng, "2024-02-01", "2024-12-01", n)
    record = drugs.order(
        world, rng, who, np.full(n, drugs.ISOLATION, np.int32), decided, lifted=lifted, penalty=False
    )  # fmt: skip
    return [Need("drug_measure", record, ("id_number", "from_on", "to_on", "lifted_on"))]


def _disable(world: World, rng: Rng, who: Ints, level: int = 0) -> list[Need]:
    record = welfare.certify(world, rng, who, level=np.full(len(who), level, np.int32))
    return [Need("disability_certificate", record, ("id_number", "issued_on", "valid_to"))]


def _sown(
    world: World, rng: Rng, child: Ints, father: Ints, mother: Ints, needs: list[Need], school: bool = True
) -> Sown:
    """The record of parentage and the school; stories about the children."""
    records = families.bear(world, child, father, mother)
    if school:
        families.enrol(world, rng, child)
    parentage = Need("family_relation", records, ("id_number", "ended_on"))
    return Sown(child, [parentage, *needs], lists=("benefit_payment", "school_enrolment", "death_record"))


@violation("Y05", "both_in_prison", "父母均在服刑，未享受保障", "both parents in prison, no support")
def both_in_prison(world: World, rng: Rng, n: int) -> Sown:
    child = _children(world, rng, n)
    father, mother = _parents(world, rng, n)
    needs = _imprison(world, rng, father) + _imprison(world, rng, mother)
    return _sown(world, rng, child, father, mother, needs)


@violation(
    "Y05",
    "dead_and_isolated",
    "一方死亡、一方强制隔离戒毒，未享受保障",
    "one parent dead, one in isolation, no support",
)
def dead_and_isolated(world: World, rng: Rng, n: int) -> Sown:
    child = _children(world, rng, n)
    father, mother = _parents(world, rng, n)
    return _sown(world, rng, child, father, mother, _isolate(world, rng, father) + _bury(world, rng, mother))


@violation("Y05", "both_dead", "父母双亡，未享受孤儿保障", "both parents dead, no support")
def both_dead(world: World, rng: Rng, n: int) -> Sown:
    child = _children(world, rng, n, 2, 6)
    father, mother = _parents(world, rng, n)
    needs = _bury(world, rng, father) + _bury(world, rng, mother)
    return _sown(world, rng, child, father, mother, needs, school=False)


@violation("Y05", "disabled_and_in_prison", "一方重残、一方服刑，未享受保障", "one severely disabled, one in prison")
def disabled_and_in_prison(world: World, rng: Rng, n: int) -> Sown:
    child = _children(world, rng, n)
    father, mother = _parents(world, rng, n)
    return _sown(world, rng, child, father, mother, _imprison(world, rng, father) + _disable(world, rng, mother))


@violation("Y05", "out_of_school", "已享受保障而适龄失学", "supported, but of school age and out of school")
def out_of_school(world: World, rng: Rng, n: int) -> Sown:
    child = _children(world, rng, n)
    father, mother = _parents(world, rng, n)
    _support(world, child)
    needs = _imprison(world, rng, father) + _bury(world, rng, mother)
    return _sown(world, rng, child, father, mother, needs, school=False)


def _support(world: World, child: Ints, category: int = welfare.UNATTENDED) -> None:
    for k in range(6):
        welfare.pay(world, child, category, np.full(len(child), AS_OF_MONTH - k, np.int32))


@trap("Y05", "mother_able", "母亲能够抚养", "the mother can raise the child")
def mother_able(world: World, rng: Rng, n: int) -> Sown:
    child = _children(world, rng, n)
    father, mother = _parents(world, rng, n)
    return _sown(world, rng, child, father, mother, _imprison(world, rng, father))


@trap("Y05", "supported", "由祖父母代养并已享受保障", "raised by the grandparents with the support")
def supported(world: World, rng: Rng, n: int) -> Sown:
    child = _children(world, rng, n)
    father, mother = _parents(world, rng, n)
    _support(world, child)
    return _sown(world, rng, child, father, mother, _imprison(world, rng, father) + _bury(world, rng, mother))


@trap("Y05", "short_sentence", "母亲刑期不足六个月", "the mother serves less than six months")
def short_sentence(world: World, rng: Rng, n: int) -> Sown:
    child = _children(world, rng, n)
    father, mother = _parents(world, rng, n)
    judged = np.full(n, AS_OF - 40, np.int32)
    justice.judge(
        world, rng, mother, THEFT, judged, penalty="detention", months=np.full(n, 4, np.int32), manner=justice.BAIL
    )
    return _sown(world, rng, child, father, mother, _bury(world, rng, father))


@trap("Y05", "released", "母亲已刑满释放", "the mother was released")
def released(world: World, rng: Rng, n: int) -> Sown:
    child = _children(world, rng, n)
    father, mother = _parents(world, rng, n)
    _imprison(world, rng, mother, months=np.full(n, 12, np.int32), first="2023-02-01")
    return _sown(world, rng, child, father, mother, _bury(world, rng, father))


@trap("Y05", "adopted", "户籍父母已终止关系，另有养父母", "adopted: the parents registered are no longer its parents")
def adopted(world: World, rng: Rng, n: int) -> Sown:
    child = _children(world, rng, n)
    father, mother = _parents(world, rng, n)
    families.bear(world, child, father, mother, ended=days(rng, "2023-01-01", "2024-06-01", n))
    _imprison(world, rng, father)
    _bury(world, rng, mother)
    new_father, new_mother = _parents(world, rng, n)
    return _sown(world, rng, child, new_father, new_mother, [])


@trap("Y05", "mildly_disabled", "母亲三级残疾", "the mother is disabled at level three")
def mildly_disabled(world: World, rng: Rng, n: int) -> Sown:
    child = _children(world, rng, n)
    father, mother = _parents(world, rng, n)
    return _sown(world, rng, child, father, mother, _imprison(world, rng, father) + _disable(world, rng, mother, 2))


@trap("Y05", "lifted", "父亲已解除强制隔离戒毒", "the isolation was lifted")
def lifted(world: World, rng: Rng, n: int) -> Sown:
    child = _children(world, rng, n)
    father, mother = _parents(world, rng, n)
    needs = _isolate(world, rng, father, lifted=days(rng, "2025-01-01", "2025-05-01", n)) + _bury(world, rng, mother)
    return _sown(world, rng, child, father, mother, needs)


@trap("Y05", "just_now", "刚刚发生，申请期内", "it has only just happened")
def just_now(world: World, rng: Rng, n: int) -> Sown:
    child = _children(world, rng, n)
    father, mother = _parents(world, rng, n)
    on = AS_OF - between(rng, 8, 40, n)
    world.die(mother, on)
    welfare.record_deaths(world, rng, mother, on)
    return _sown(world, rng, child, father, mother, _imprison(world, rng, father))


@trap("Y05", "moved_away", "已跨省转学", "moved to a school of another province")
def moved_away(world: World, rng: Rng, n: int) -> Sown:
    child = _children(world, rng, n)
    father, mother = _parents(world, rng, n)
    _support(world, child)
    families.enrol(world, rng, child, state=families.TRANSFERRED, left=AS_OF - between(rng, 30, 200, n))
    needs = _imprison(world, rng, father) + _bury(world, rng, mother)
    return _sown(world, rng, child, father, mother, needs, school=False)


@trap("Y05", "too_young", "未到入学年龄", "not yet of school age")
def too_young(world: World, rng: Rng, n: int) -> Sown:
    child = _children(world, rng, n, 2, 5)
    father, mother = _parents(world, rng, n)
    _support(world, child)
    needs = _imprison(world, rng, father) + _bury(world, rng, mother)
    return _sown(world, rng, child, father, mother, needs, school=False)


@trap("Y05", "grown_up", "子女已成年", "the child is grown up")
def grown_up(world: World, rng: Rng, n: int) -> Sown:
    child = world.pick(rng, n, (world.people.age(AS_OF) == 18) & world.people.alive())
    father, mother = _parents(world, rng, n)
    needs = _imprison(world, rng, father) + _bury(world, rng, mother)
    return _sown(world, rng, child, father, mother, needs, school=False)
