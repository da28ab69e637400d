"""E04 Property penalties not enforced (财产刑未移送、超期立案、空判). Clue: the judgment.

Law: 刑诉法271; 法释〔2014〕13号3, 7: transferred in time, filed within seven days, executed within six months; a round
is ended only after the assets were asked for.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mingjian.province import justice
from mingjian.province.background import executions
from mingjian.province.background.executions import COMPLETED, ROUND_ENDED, Owed
from mingjian.province.chance import Rng, between
from mingjian.province.charges import CONCEAL, FRAUD, HELP_NET, SELL_DRUGS, THEFT
from mingjian.province.clock import Ints, add_months
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days, judgments, nothing, some_charge, spoil
from mingjian.province.world import World

KEY = "document"

_CHARGES = (THEFT, FRAUD, SELL_DRUGS, HELP_NET, CONCEAL)
_GAINFUL = (THEFT, FRAUD, CONCEAL)


def _case(
    world: World, rng: Rng, n: int, first: str = "2018-01-10", last: str = "2024-06-20",
    charges: tuple[str, ...] = _CHARGES, **given: Any,
) -> tuple[justice.Case, Owed]:  # fmt: skip
    person = world.pick(rng, n, world.adults(30, 50))
    judged = days(rng, first, last, n)
    fine = between(rng, 2, 20, n) * 1000
    given.setdefault("manner", justice.HELD)
    case = justice.judge(world, rng, person, some_charge(rng, charges, n), judged, fine=fine, **given)
    world.mute(executions.DATASET, person)
    return case, executions.owed(world, case.judgment)


def _sown(case: justice.Case, record: Ints | None = None) -> Sown:
    columns = ("fine", "fine_paid", "confiscation", "illegal_gain", "effective_on")
    if record is None:
        return Sown(case.person, [judgments(case, *columns)], document=case.number, lists=(executions.DATASET,))
    seen = ("id_number", "transferred_on", "filed_on", "closed_on", "extended_to", "inquired_on", "amount_due")
    return Sown(case.person, [Need(executions.DATASET, record, seen)], document=case.number)


@violation("E04", "not_transferred", "判处罚金后未移送执行", "a fine never handed over for execution")
def not_transferred(world: World, rng: Rng, n: int) -> Sown:
    case, _ = _case(world, rng, n)
    return _sown(case)


@violation("E04", "recovery_not_transferred", "罚金已缴，追缴退赔未移送", "fine paid, the recovery never handed over")
def recovery_not_transferred(world: World, rng: Rng, n: int) -> Sown:
    case, item = _case(world, rng, n, charges=_GAINFUL, recover=np.ones(n, np.int8), returned=np.zeros(n, np.int8))
    executions.pay_at_once(world, item, np.ones(n, np.bool_))
    return _sown(case)


@violation("E04", "filed_late", "移送后超过七日立案", "filed more than seven days after the transfer")
def filed_late(world: World, rng: Rng, n: int) -> Sown:
    case, item = _case(world, rng, n)
    moved = item.effective + between(rng, 5, 20, n)
    record = executions.execute(world, rng, item, transferred=moved, filed=moved + between(rng, 8, 90, n))
    return _sown(case, record)


@violation("E04", "never_filed", "移送后一直未立案", "transferred and never filed")
def never_filed(world: World, rng: Rng, n: int) -> Sown:
    case, item = _case(world, rng, n)
    return _sown(case, executions.execute(world, rng, item, filed=nothing(n), inquired=nothing(n), closed=nothing(n)))


@violation("E04", "still_open", "立案超过六个月未执结", "filed for more than six months and still open")
def still_open(world: World, rng: Rng, n: int) -> Sown:
    case, item = _case(world, rng, n)
    return _sown(case, executions.execute(world, rng, item, closed=nothing(n)))


@violation("E04", "closed_late", "立案超过六个月才执结", "closed more than six months after it was filed")
def closed_late(world: World, rng: Rng, n: int) -> Sown:
    case, item = _case(world, rng, n, last="2023-06-20")
    filed = item.effective + between(rng, 10, 12, n)
    late = add_months(filed, 6) + between(rng, 1, 200, n)
    record = executions.execute(world, rng, item, transferred=filed - 3, filed=filed, closed=late)
    return _sown(case, record)


@violation("E04", "ended_unasked", "未查控即终结本次执行程序", "a round ended without an inquiry into assets")
def ended_unasked(world: World, rng: Rng, n: int) -> Sown:
    case, item = _case(world, rng, n)
    return _sown(case, executions.execute(world, rng, item, outcome=ROUND_ENDED, inquired=nothing(n)))


@trap("E04", "paid_at_once", "罚金已当庭缴纳", "the fine was paid at the trial")
def paid_at_once(world: World, rng: Rng, n: int) -> Sown:
    case, item = _case(world, rng, n, charges=(SELL_DRUGS,))
    executions.pay_at_once(world, item, np.ones(n, np.bool_))
    return _sown(case)


@trap("E04", "joined", "与前案并案执行", "executed together with an earlier judgment")
def joined(world: World, rng: Rng, n: int) -> Sown:
    case, _ = _case(world, rng, n, charges=(SELL_DRUGS,))
    first = case.judged - between(rng, 25, 60, n)
    earlier = justice.judge(
        world, rng, case.person, SELL_DRUGS, first, crime=case.crime - 20, fine=between(rng, 2, 9, n) * 1000,
        police=False, confine=False, manner=justice.BAIL, effective=(first + 11).astype(np.int32),
    )  # fmt: skip
    spoil(world, earlier, probation_months=nothing(n))
    item = executions.owed(world, earlier.judgment)
    executions.execute(world, rng, item, transferred=case.effective + 5, filed=case.effective + 9, joined=True)
    return _sown(case)


@trap("E04", "jointly_liable", "共同犯罪连带退赔，已就同案犯移送", "joint restitution, executed against the accomplice")
def jointly_liable(world: World, rng: Rng, n: int) -> Sown:
    ordered: dict[str, Any] = {"recover": np.ones(n, np.int8), "returned": np.zeros(n, np.int8)}
    leader, item = _case(world, rng, n, charges=_GAINFUL, **ordered)
    executions.execute(world, rng, item)
    case, own = _case(world, rng, n, charges=_GAINFUL, **ordered)
    executions.pay_at_once(world, own, np.ones(n, np.bool_))
    for i, number in enumerate(leader.number):
        for dataset, rows in (("criminal_judgment", case.judgment), ("judgment_count", case.count)):
            world.tables.change(dataset, rows[i : i + 1], case_number=number, defendant_no=np.full(1, 2, np.int64))
            world.tables.change(dataset, rows[i : i + 1], judged_on=leader.judged[i : i + 1])
    case.number[:] = leader.number
    return _sown(case)


@trap("E04", "extended", "经批准延长执行期限", "the term was extended with approval")
def extended(world: World, rng: Rng, n: int) -> Sown:
    case, item = _case(world, rng, n, last="2023-06-20")
    filed = item.effective + 12
    until = add_months(filed, 9)
    record = executions.execute(
        world, rng, item, transferred=filed - 3, filed=filed, extended=until, closed=until - between(rng, 0, 60, n)
    )
    return _sown(case, record)


@trap("E04", "on_the_last_day", "第七日立案、满六个月当日执结", "filed on the seventh day, closed on the last day")
def on_the_last_day(world: World, rng: Rng, n: int) -> Sown:
    case, item = _case(world, rng, n)
    filed = item.effective + 17
    record = executions.execute(
        world, rng, item, transferred=filed - 7, filed=filed, closed=add_months(filed, 6), outcome=COMPLETED
    )
    return _sown(case, record)


@trap("E04", "just_effective", "生效不久，尚未移送", "in effect for some weeks only")
def just_effective(world: World, rng: Rng, n: int) -> Sown:
    case, _ = _case(world, rng, n, "2025-05-05", "2025-05-25")
    return _sown(case)


@trap("E04", "appealed", "上诉，尚未生效", "under appeal, not in effect")
def appealed(world: World, rng: Rng, n: int) -> Sown:
    case, _ = _case(world, rng, n, "2025-02-01", "2025-04-20", effective=nothing(n), manner=justice.BAIL)
    return _sown(case)


@trap("E04", "completed_unasked", "主动缴清，无需查控", "paid in full, no inquiry was needed")
def completed_unasked(world: World, rng: Rng, n: int) -> Sown:
    case, item = _case(world, rng, n)
    return _sown(case, executions.execute(world, rng, item, outcome=COMPLETED, inquired=nothing(n)))
