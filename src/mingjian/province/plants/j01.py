"""J01 Candidates for judicial aid (司法救助线索). Clue: the victim or the relative of a dead victim.

Rule: 中政委〔2014〕3号: victims gravely harmed, or relatives of the dead, who cannot get compensation and are in
hardship; not those gravely at fault, not those compensated or insured, once a case.
"""

from __future__ import annotations

import numpy as np

from mingjian.province.background import victims, welfare
from mingjian.province.chance import Rng, between
from mingjian.province.clock import AS_OF_MONTH, Ints
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days
from mingjian.province.world import World

KEY = "person"


def _victims(world: World, rng: Rng, n: int) -> tuple[Ints, Ints]:
    who = world.pick(rng, n, world.adults(26, 58) & (world.people.job != 1))
    world.mute("benefit_payment", who)
    return who, days(rng, "2022-01-01", "2024-09-01", n)


def _poor(world: World, who: Ints, last: int = AS_OF_MONTH) -> Need:
    rows = [welfare.pay(world, who, welfare.DIBAO, np.full(len(who), last - k, np.int32)) for k in range(4)]
    return Need("benefit_payment", np.stack(rows[:3], axis=1), ("id_number", "month"), enough=1)


def _sown(who: Ints, *needs: Need) -> Sown:
    return Sown(who, list(needs), lists=("judicial_aid", "death_record", "compensation_execution"))


def _victim(records: Ints) -> Need:
    return Need("crime_victim", records, ("id_number", "loss", "compensated", "insured"))


def _execution(records: Ints) -> Need:
    return Need("compensation_execution", records, ("id_number", "due", "paid", "case_number"))


@violation(
    "J01", "poor_victim", "被害人为低保对象，未获赔偿，未救助", "a victim on subsistence, not compensated, not aided"
)
def poor_victim(world: World, rng: Rng, n: int) -> Sown:
    who, on = _victims(world, rng, n)
    record, _, _ = victims.harmed(world, rng, who, on, victims.MINOR)
    return _sown(who, _victim(record), _poor(world, who))


@violation(
    "J01",
    "gravely_harmed",
    "重伤，赔偿执行终本，未救助",
    "gravely harmed, the execution ended without assets, not aided",
)
def gravely_harmed(world: World, rng: Rng, n: int) -> Sown:
    who, on = _victims(world, rng, n)
    record, case, loss = victims.harmed(world, rng, who, on, victims.SERIOUS)
    return _sown(who, _victim(record), _execution(victims.execute(world, rng, who, case, on, loss, victims.ENDED)))


@violation("J01", "bereaved", "被害人死亡，近亲属未获赔偿，未救助", "bereaved, not compensated, not aided")
def bereaved(world: World, rng: Rng, n: int) -> Sown:
    who, on = _victims(world, rng, n)
    record, case, loss = victims.harmed(world, rng, who, on, victims.DEATH, share=0.1)
    rows = victims.execute(world, rng, who, case, on, loss, victims.ENDED, paid=0.1)
    return _sown(who, _victim(record), _execution(rows))


@trap("J01", "aided", "已救助", "aided already")
def aided(world: World, rng: Rng, n: int) -> Sown:
    who, on = _victims(world, rng, n)
    _, case, loss = victims.harmed(world, rng, who, on, victims.SERIOUS)
    victims.execute(world, rng, who, case, on, loss, victims.ENDED)
    victims.aid(world, rng, who, case, on)
    _poor(world, who)
    return Sown(who)


@trap("J01", "compensated", "低保对象，已足额获赔", "on subsistence, compensated in full")
def compensated(world: World, rng: Rng, n: int) -> Sown:
    who, on = _victims(world, rng, n)
    victims.harmed(world, rng, who, on, victims.MINOR, share=1.0)
    _poor(world, who)
    return Sown(who)


@trap("J01", "insured", "已获保险赔付", "paid by an insurance")
def insured(world: World, rng: Rng, n: int) -> Sown:
    who, on = _victims(world, rng, n)
    _, case, loss = victims.harmed(world, rng, who, on, victims.SERIOUS, insured=1.0)
    victims.execute(world, rng, who, case, on, loss, victims.ENDED)
    _poor(world, who)
    return Sown(who)


@trap("J01", "at_fault", "被害人有重大过错", "the victim was gravely at fault")
def at_fault(world: World, rng: Rng, n: int) -> Sown:
    who, on = _victims(world, rng, n)
    _, case, loss = victims.harmed(world, rng, who, on, victims.SERIOUS, fault=True)
    victims.execute(world, rng, who, case, on, loss, victims.ENDED)
    _poor(world, who)
    return Sown(who)


@trap("J01", "not_poor", "轻伤未获赔，但无生活困难", "slightly harmed, not compensated, not in hardship")
def not_poor(world: World, rng: Rng, n: int) -> Sown:
    who, on = _victims(world, rng, n)
    _, case, loss = victims.harmed(world, rng, who, on, victims.MINOR)
    victims.execute(world, rng, who, case, on, loss, victims.ENDED)
    return Sown(who)


@trap("J01", "being_executed", "重伤，赔偿正在执行", "gravely harmed, the execution is going on")
def being_executed(world: World, rng: Rng, n: int) -> Sown:
    who, on = _victims(world, rng, n)
    _, case, loss = victims.harmed(world, rng, who, on, victims.SERIOUS)
    victims.execute(world, rng, who, case, on, loss, victims.OPEN)
    return Sown(who)


@trap("J01", "paid_in_execution", "重伤，赔偿已执行完毕", "gravely harmed, paid in execution")
def paid_in_execution(world: World, rng: Rng, n: int) -> Sown:
    who, on = _victims(world, rng, n)
    _, case, loss = victims.harmed(world, rng, who, on, victims.SERIOUS)
    victims.execute(world, rng, who, case, on, loss, victims.PAID, paid=1.0)
    return Sown(who)


@trap("J01", "poor_before", "低保一年前已停止", "subsistence ended a year ago")
def poor_before(world: World, rng: Rng, n: int) -> Sown:
    who, on = _victims(world, rng, n)
    victims.harmed(world, rng, who, on, victims.MINOR)
    _poor(world, who, AS_OF_MONTH - 12)
    return Sown(who)


@trap("J01", "died", "重伤者已死亡", "the gravely harmed has died")
def died(world: World, rng: Rng, n: int) -> Sown:
    who, on = _victims(world, rng, n)
    _, case, loss = victims.harmed(world, rng, who, on, victims.SERIOUS)
    victims.execute(world, rng, who, case, on, loss, victims.ENDED)
    gone = on + between(rng, 100, 200, n)
    world.die(who, gone)
    welfare.record_deaths(world, rng, who, gone)
    return Sown(who)


@trap("J01", "namesake", "同名不同人", "on subsistence, of the same name, another person")
def namesake(world: World, rng: Rng, n: int) -> Sown:
    who, on = _victims(world, rng, n)
    victims.harmed(world, rng, who, on, victims.MINOR)
    other, _ = _victims(world, rng, n)
    world.homonym(other, who)
    _poor(world, other)
    return Sown(who)
