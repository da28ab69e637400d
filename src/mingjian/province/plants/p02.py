"""P02 Benefits paid to the dead (死亡人员冒领待遇). Clue: the person.

Law: 社会保险法88; 社会救助暂行办法68. The month of death is due, the following month is still in transit.
"""

from __future__ import annotations

import numpy as np

from mingjian.province.background import pensions, welfare
from mingjian.province.chance import Rng, between
from mingjian.province.clock import AS_OF_MONTH, NONE, PAYMENTS_FROM, Bools, Ints, month_of
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days
from mingjian.province.world import World

KEY = "person"


def _old(world: World, scheme: int | None = None) -> Bools:
    job = world.people.job
    return np.asarray(world.elders(68, 88) & (((job == 3) | (job == 4)) if scheme is None else (job == scheme)))


def _dead(
    world: World, rng: Rng, n: int, fits: Bools, first: str = "2023-04-01", last: str = "2024-06-20"
) -> tuple[Ints, Ints, Ints]:
    """People who die, the day, and their death records."""
    who = world.pick(rng, n, fits)
    on = days(rng, first, last, n)
    world.die(who, on)
    return who, on, welfare.record_deaths(world, rng, who, on)


def _pension_until(world: World, who: Ints, month: Ints) -> None:
    world.mute("pension_payment", who)
    pensions.pay_span(world, who, np.full(len(who), PAYMENTS_FROM, np.int32), month)


def _death_need(record: Ints) -> Need:
    return Need("death_record", record, ("id_number", "died_on", "cremated_on", "cancelled_on"))


@violation("P02", "pension_after_death", "死亡次月以后仍发放养老金", "pension paid after the month that follows death")
def pension_after_death(world: World, rng: Rng, n: int) -> Sown:
    who, on, record = _dead(world, rng, n, _old(world))
    died = month_of(on)
    _pension_until(world, who, died + 3)
    # four months or more beyond the grace of a cautious model
    rows = np.stack([pensions.pay(world, who, died + k) for k in range(4, 11)], axis=1)
    return Sown(who, [_death_need(record), Need("pension_payment", rows, ("id_number", "month"), enough=1)])


@violation(
    "P02", "benefit_after_death", "死亡后仍发放低保、高龄津贴", "subsistence or old-age benefit paid after death"
)
def benefit_after_death(world: World, rng: Rng, n: int) -> Sown:
    who, on, record = _dead(world, rng, n, world.elders(60, 88))
    world.mute("benefit_payment", who)
    died = month_of(on)
    category = int(rng.integers(0, 2))
    for k in range(-3, 4):
        month = died + k
        welfare.pay(world, who, category, np.maximum(month, PAYMENTS_FROM).astype(np.int32))
    rows = np.stack([welfare.pay(world, who, category, died + k) for k in range(4, 9)], axis=1)
    need = Need("benefit_payment", rows, ("id_number", "month"), enough=1)
    return Sown(who, [_death_need(record), need])


@violation("P02", "disability_after_death", "死亡后残疾人证未注销、补贴继续发放", "disability benefit paid after death")
def disability_after_death(world: World, rng: Rng, n: int) -> Sown:
    who, on, record = _dead(world, rng, n, world.elders(40, 88))
    world.mute("benefit_payment", who)
    welfare.certify(world, rng, who, level=np.zeros(n, np.int32))
    died = month_of(on)
    for k in range(-3, 4):
        welfare.pay(world, who, welfare.CARE, np.maximum(died + k, PAYMENTS_FROM).astype(np.int32))
    rows = np.stack([welfare.pay(world, who, welfare.CARE, died + k) for k in range(4, 9)], axis=1)
    need = Need("benefit_payment", rows, ("id_number", "month"), enough=1)
    return Sown(who, [_death_need(record), need])


@trap("P02", "month_of_death", "死亡当月发放", "paid for the month of death")
def month_of_death(world: World, rng: Rng, n: int) -> Sown:
    who, on, record = _dead(world, rng, n, _old(world))
    _pension_until(world, who, month_of(on))
    return Sown(who, [_death_need(record)])


@trap("P02", "month_after_death", "死亡次月在途发放", "paid for the month after death, in transit")
def month_after_death(world: World, rng: Rng, n: int) -> Sown:
    who, on, record = _dead(world, rng, n, _old(world))
    _pension_until(world, who, month_of(on) + 1)
    return Sown(who, [_death_need(record)])


@trap("P02", "funeral_grant", "死亡后发放丧葬补助", "funeral grant after death")
def funeral_grant(world: World, rng: Rng, n: int) -> Sown:
    who, on, record = _dead(world, rng, n, _old(world, 3))
    _pension_until(world, who, month_of(on))
    month = month_of(on) + between(rng, 2, 5, n)
    pensions.pay(world, who, month, kind=pensions.FUNERAL)
    return Sown(who, [_death_need(record)])


@trap("P02", "arrears_after_death", "死亡后补发生前待遇", "arrears for months before death, paid after it")
def arrears_after_death(world: World, rng: Rng, n: int) -> Sown:
    who, on, record = _dead(world, rng, n, _old(world))
    died = month_of(on)
    _pension_until(world, who, died - 2)
    for k in (1, 0):
        pensions.pay(world, who, died - k, kind=pensions.ARREARS, paid=died + 3)
    return Sown(who, [_death_need(record)])


@trap("P02", "namesake", "与死者同名的生者", "a living person with the name of a dead one")
def namesake(world: World, rng: Rng, n: int) -> Sown:
    dead, _, _ = _dead(world, rng, n, _old(world))
    other = world.pick(rng, n, _old(world))
    world.homonym(other, dead)
    return Sown(other)


@trap(
    "P02",
    "declared_but_alive",
    "宣告死亡后撤销，户口未注销、待遇照发",
    "declared dead, revoked: corrected by a later delivery",
)
def declared_but_alive(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, _old(world))
    on = days(rng, "2023-04-01", "2024-03-20", n)
    record = welfare.record_deaths(world, rng, who, on, kind="declared")
    world.tables.change("death_record", record, _gone=np.ones(n, np.int8))
    return Sown(who, [_death_need(record)])


@trap(
    "P02",
    "day_of_death_corrected",
    "死亡日录错，后经全量数据更正",
    "the day of death was wrong and put right by the next delivery",
)
def day_of_death_corrected(world: World, rng: Rng, n: int) -> Sown:
    who, on, record = _dead(world, rng, n, _old(world), "2024-04-01", "2024-11-20")
    wrong = welfare.record_deaths(world, rng, who, on - between(rng, 200, 420, n))
    world.tables.change("death_record", wrong, _gone=np.ones(n, np.int8))
    _pension_until(world, who, month_of(on))
    return Sown(who, [_death_need(record)])


@trap("P02", "last_benefit", "死亡当月发放高龄津贴", "old-age benefit for the month of death")
def last_benefit(world: World, rng: Rng, n: int) -> Sown:
    who, on, record = _dead(world, rng, n, world.elders(80, 88))
    world.mute("benefit_payment", who)
    died = month_of(on)
    for k in range(-3, 1):
        welfare.pay(world, who, welfare.ELDERLY, died + k)
    assert (on != NONE).all()
    assert int(died.max()) < AS_OF_MONTH
    return Sown(who, [_death_need(record)])
