"""E05 Able but unwilling payers (有能力不缴罚金). Clue: the person.

Law: 刑法53; 法释〔2024〕5号3, 4, 6: whether an inmate can pay is told by account and spending; who can and does not is
not reduced.
"""

from __future__ import annotations

import numpy as np

from mingjian.province import justice
from mingjian.province.background import executions, prisons
from mingjian.province.background.executions import COMPLETED, ENDED, ROUND_ENDED
from mingjian.province.chance import Rng, between
from mingjian.province.charges import SELL_DRUGS
from mingjian.province.clock import AS_OF, AS_OF_MONTH, Ints
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days
from mingjian.province.world import World

KEY = "person"


def _case(world: World, rng: Rng, n: int, outcome: int = ROUND_ENDED) -> tuple[justice.Case, Ints, Ints]:
    """Inmates with a fine; their execution, and the fine in yuan."""
    person = world.pick(rng, n, world.adults(30, 50))
    fine = between(rng, 3, 9, n) * 1000
    case = justice.judge(
        world, rng, person, SELL_DRUGS, days(rng, "2023-09-01", "2024-08-01", n), fine=fine, manner=justice.HELD,
        months=between(rng, 31, 34, n),
    )  # fmt: skip
    record = executions.execute(world, rng, executions.owed(world, case.judgment), outcome=outcome)
    return case, record, fine


def _months(
    world: World, rng: Rng, case: justice.Case, *, income: Ints | int = 30, spending: Ints | int = 40,
    balance: Ints | int = 100, medical: Ints | int = 0, donated: Ints | int = 0,
) -> Need:  # fmt: skip
    """The same figures every month."""
    del rng
    n, k = len(case.person), prisons.MONTHS

    def each(value: Ints | int) -> Ints:
        return np.repeat(np.broadcast_to(np.asarray(value, np.int32), (n,)), k)

    month = np.tile(AS_OF_MONTH - np.arange(k), n).astype(np.int32)
    record = prisons.keep(
        world, np.repeat(case.person, k), month, each(income), each(spending), each(balance), medical=each(medical),
        donated=each(donated),
    ).reshape(n, k)  # fmt: skip
    columns = ("id_number", "income", "spending", "medical", "donated", "balance")
    return Need(prisons.DATASET, record[:, :6], columns)


def _sown(case: justice.Case, record: Ints, need: Need) -> Sown:
    execution = Need(executions.DATASET, record, ("id_number", "amount_due", "amount_paid"))
    return Sown(case.person, [execution, need], document=case.number, lists=(prisons.DATASET,))


@violation("E05", "balance", "账户余额足以缴纳罚金而不缴", "the balance would pay the fine")
def balance(world: World, rng: Rng, n: int) -> Sown:
    case, record, fine = _case(world, rng, n)
    return _sown(case, record, _months(world, rng, case, balance=fine + between(rng, 0, 3000, n)))


@violation("E05", "spending", "月消费明显高于同监区，罚金未缴", "spends far more than others of the ward")
def spending(world: World, rng: Rng, n: int) -> Sown:
    case, record, _ = _case(world, rng, n)
    prisons.propose(world, case.person, between(rng, AS_OF - 40, AS_OF - 5, n))
    return _sown(case, record, _months(world, rng, case, income=450, spending=between(rng, 1100, 1500, n)))


@violation("E05", "income", "亲属汇入款项足以缴纳罚金而不缴", "relatives sent enough to pay the fine")
def income(world: World, rng: Rng, n: int) -> Sown:
    case, record, fine = _case(world, rng, n)
    return _sown(
        case, record, _months(world, rng, case, income=(fine // 6 + between(rng, 10, 400, n)).astype(np.int32))
    )


@trap("E05", "medical", "消费主要是医疗支出", "most of it was spent on medicine")
def medical(world: World, rng: Rng, n: int) -> Sown:
    case, record, _ = _case(world, rng, n)
    return _sown(case, record, _months(world, rng, case, spending=between(rng, 1100, 1500, n), medical=1080))


@trap("E05", "donated", "余额来自捐助款", "the balance was donated")
def donated(world: World, rng: Rng, n: int) -> Sown:
    case, record, fine = _case(world, rng, n)
    gift = (fine // 4).astype(np.int32)
    return _sown(case, record, _months(world, rng, case, income=gift, donated=gift, balance=fine + 50))


@trap("E05", "paid", "罚金已缴清", "the fine was paid")
def paid(world: World, rng: Rng, n: int) -> Sown:
    case, record, fine = _case(world, rng, n, COMPLETED)
    return _sown(case, record, _months(world, rng, case, spending=350, balance=fine + 2000))


@trap("E05", "remitted", "罚金已裁定免除、终结执行", "the fine was remitted")
def remitted(world: World, rng: Rng, n: int) -> Sown:
    case, record, fine = _case(world, rng, n, ENDED)
    return _sown(case, record, _months(world, rng, case, balance=fine + 2000))


@trap("E05", "poor", "余额、消费都少，正提请减刑", "little money, a reduction is proposed")
def poor(world: World, rng: Rng, n: int) -> Sown:
    case, record, _ = _case(world, rng, n)
    prisons.propose(world, case.person, between(rng, AS_OF - 40, AS_OF - 5, n))
    return _sown(case, record, _months(world, rng, case))
