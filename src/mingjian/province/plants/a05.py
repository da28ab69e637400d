"""A05 Defects of non-litigation enforcement (行政非诉执行违法). Clue: the case.

Law: 行政强制法53-58, 69; 行诉法45, 46; 土地管理法83; 行诉法解释155, 156, 160: urged ten days before, applied for
within three months of the end of the time to sue, accepted within five and ruled on within seven working days.
"""

from __future__ import annotations

import numpy as np

from mingjian.province.background import forced
from mingjian.province.chance import Rng, between
from mingjian.province.clock import AS_OF, Ints, add_months
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days, nothing
from mingjian.province.world import World

KEY = "document"


def _case(world: World, rng: Rng, n: int, decided: Ints | None = None, **given: object) -> Sown:
    who = world.pick(rng, n, world.adults(24, 66))
    on = _decided(rng, n) if decided is None else decided
    record, number = forced.ask(world, rng, who, on, **given)  # type: ignore[arg-type]
    columns = ("served_on", "reviewed_on", "urged_on", "applied_on", "accepted_on", "ruled_on")
    return Sown(who, [Need("non_litigation_enforcement", record, columns)], document=number)


def _decided(rng: Rng, n: int) -> Ints:
    return days(rng, "2018-06-01", "2024-03-01", n)


@violation("A05", "not_urged", "未经催告即申请", "applied for without urging")
def not_urged(world: World, rng: Rng, n: int) -> Sown:
    decided = _decided(rng, n)
    applied = forced.last_day_to_sue(np.zeros(n, np.int32), decided + 3) + between(rng, 3, 60, n)
    return _case(world, rng, n, decided, urged=nothing(n), applied=applied)


@violation("A05", "urged_short", "催告不满十日即申请", "applied for less than ten days after the urging")
def urged_short(world: World, rng: Rng, n: int) -> Sown:
    decided = _decided(rng, n)
    applied = forced.last_day_to_sue(np.zeros(n, np.int32), decided + 3) + between(rng, 12, 60, n)
    return _case(world, rng, n, decided, urged=applied - between(rng, 1, 9, n), applied=applied)


@violation("A05", "early", "起诉期限未满即申请", "applied for before the time to sue was over")
def early(world: World, rng: Rng, n: int) -> Sown:
    decided = _decided(rng, n)
    applied = forced.last_day_to_sue(np.zeros(n, np.int32), decided + 3) - between(rng, 0, 120, n)
    return _case(world, rng, n, decided, urged=applied - 20, applied=applied)


@violation("A05", "late", "超过三个月申请仍受理", "applied for after three months, and accepted")
def late(world: World, rng: Rng, n: int) -> Sown:
    decided = _decided(rng, n)
    over = forced.last_day_to_sue(np.zeros(n, np.int32), decided + 3)
    applied = (add_months(over, 3) + between(rng, 1, 200, n)).astype(np.int32)
    return _case(world, rng, n, decided, urged=applied - 30, applied=applied)


@violation("A05", "slow_court", "法院超期受理或者裁定", "the court accepted or ruled late")
def slow_court(world: World, rng: Rng, n: int) -> Sown:
    decided = _decided(rng, n)
    applied = forced.last_day_to_sue(np.zeros(n, np.int32), decided + 3) + between(rng, 15, 60, n)
    slow = rng.random(n) < 0.5
    accepted = (applied + np.where(slow, between(rng, 20, 60, n), 2)).astype(np.int32)
    ruled = (accepted + np.where(slow, 3, between(rng, 31, 90, n))).astype(np.int32)
    return _case(world, rng, n, decided, urged=applied - 12, applied=applied, accepted=accepted, ruled=ruled)


@trap("A05", "no_service", "送达日缺失", "no day of service")
def no_service(world: World, rng: Rng, n: int) -> Sown:
    return _case(world, rng, n, served=nothing(n))


@trap("A05", "reconsidered", "经过复议，期限自复议决定送达起算", "the time runs from the reconsideration")
def reconsidered(world: World, rng: Rng, n: int) -> Sown:
    decided = _decided(rng, n)
    return _case(world, rng, n, decided, reviewed=decided + between(rng, 90, 380, n))


@trap("A05", "refused", "未催告，法院不准予执行", "not urged, and refused by the court")
def refused(world: World, rng: Rng, n: int) -> Sown:
    decided = _decided(rng, n)
    applied = forced.last_day_to_sue(np.zeros(n, np.int32), decided + 3) + 20
    return _case(world, rng, n, decided, urged=nothing(n), applied=applied, outcome=forced.REFUSED)


@trap("A05", "excused", "逾期有正当理由", "late for good reason")
def excused(world: World, rng: Rng, n: int) -> Sown:
    decided = _decided(rng, n)
    over = forced.last_day_to_sue(np.zeros(n, np.int32), decided + 3)
    applied = (add_months(over, 3) + between(rng, 1, 90, n)).astype(np.int32)
    return _case(world, rng, n, decided, urged=applied - 30, applied=applied, excused=True)


@trap("A05", "heard", "听取意见，三十日内裁定", "heard, and ruled on within thirty days")
def heard(world: World, rng: Rng, n: int) -> Sown:
    decided = _decided(rng, n)
    applied = forced.last_day_to_sue(np.zeros(n, np.int32), decided + 3) + 20
    accepted = applied + 3
    ruled = accepted + between(rng, 15, 30, n)
    return _case(
        world, rng, n, decided, urged=applied - 15, applied=applied, accepted=accepted, ruled=ruled, heard=True
    )


@trap("A05", "torn_down", "责令限期拆除，十五日起诉期满后申请", "an order to tear down: fifteen days to sue")
def torn_down(world: World, rng: Rng, n: int) -> Sown:
    return _case(world, rng, n, orders=forced.TEAR_DOWN)


@trap("A05", "just_accepted", "刚受理，裁定期限未满", "just accepted, the limit not over")
def just_accepted(world: World, rng: Rng, n: int) -> Sown:
    accepted = between(rng, AS_OF - 5, AS_OF - 1, n)
    applied = accepted - 1
    decided = (applied - 240).astype(np.int32)
    given = {"urged": applied - 20, "applied": applied, "accepted": accepted, "ruled": nothing(n)}
    return _case(world, rng, n, decided, outcome=forced.PENDING, **given)
