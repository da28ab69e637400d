"""C02 Fake wage mediations (追索劳动报酬虚假调解). Clue: the company.

Law: 民诉法115, 116: a debtor in enforcement that evades its creditors by collusive mediations; twenty cases and more of
people it never insured, for whom two or three of its staff act.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mingjian.province.background import debts, insurance, suits
from mingjian.province.chance import Rng, between
from mingjian.province.clock import Ints, add_months, month_of
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days
from mingjian.province.world import World

KEY = "company"

_EACH, _SPARE = 26, 2
"""Cases of a company; so many may be unreadable by each of the three rows a case is told by."""


@dataclass
class _Batch:
    """Companies and the mediations of their alleged workers, a row a company."""

    who: Ints
    firm: Ints
    workers: Ints
    filed: Ints
    suit: suits.Suits

    def sown(self, debt: Ints) -> Sown:
        shape = self.workers.shape
        enough = _EACH - _SPARE
        return Sown(
            self.who,
            [
                Need("civil_document", self.suit.document.reshape(shape), ("filed_on", "judged_on"), enough),
                Need("civil_party", self.suit.plaintiff.reshape(shape), ("id_number",), enough),
                Need("civil_party", self.suit.defendant.reshape(shape), ("uscc",), enough),
                Need("civil_enforcement", debt, ("uscc", "filed_on", "closed_on"), 1),
            ],
            company=self.firm,
        )


def _batch(
    world: World, rng: Rng, n: int, *, each: int = _EACH, outcome: int = suits.MEDIATED, agents: int = 2,
    kind: int = suits.STAFF, insured: bool = False,
) -> _Batch:  # fmt: skip
    who = world.pick(rng, n, world.adults(30, 58))
    firm = world.pick_company(rng, n, ~world.companies.individual)
    fits = world.adults(22, 60) & (world.people.job != 1)
    if insured:
        workers = world.pick(rng, n * each, fits)
    else:
        workers = rng.choice(np.flatnonzero(fits & ~world.used), n * each, replace=False).astype(np.int32)
    acting = rng.choice(np.flatnonzero(world.adults(30, 58) & ~world.used), (n, agents), replace=False)
    first = days(rng, "2024-02-01", "2024-09-01", n)
    filed = (first[:, None] + np.arange(each) // 10 * 20).astype(np.int32)
    total = n * each
    suit = suits.sue(
        world, rng, suits.people_side(workers), suits.firm_side(np.repeat(firm, each)), filed.reshape(-1),
        cause=suits.WAGES, outcome=outcome, judged=filed.reshape(-1) + between(rng, 1, 6, total),
        awarded=between(rng, 20, 30, total) * 100, agent=acting[:, np.arange(each) % agents].reshape(-1),
        agent_kind=kind,
    )  # fmt: skip
    batch = _Batch(who, firm, workers.reshape(n, each), filed, suit)
    if insured:
        _insure(world, batch)
    return batch


def _insure(world: World, batch: _Batch) -> None:
    """The company paid their contributions for half a year before."""
    who = np.repeat(batch.workers.reshape(-1), 6)
    start = month_of(add_months(batch.filed.reshape(-1), -8))
    month = (np.repeat(start, 6) + np.tile(np.arange(6), batch.workers.size)).astype(np.int32)
    insurance.contribute(world, who, month, company=np.repeat(batch.firm, 6 * batch.workers.shape[1]))


def _owe(world: World, rng: Rng, batch: _Batch, *, closed: bool = False) -> Ints:
    """Two enforcement cases of other creditors against each company, since before the mediations; a row a company."""
    n = len(batch.firm)
    firm = np.repeat(batch.firm, 2)
    filed = np.repeat(batch.filed[:, 0], 2) - between(rng, 150, 400, 2 * n)
    over = filed + between(rng, 20, 120, 2 * n) if closed else None
    return debts.enforce_titles(world, rng, filed.astype(np.int32), firm=firm, closed=over).reshape(n, 2)


def _alone(batch: _Batch) -> Sown:
    return Sown(batch.who, company=batch.firm)


@violation(
    "C02", "staff_acts", "被执行企业批量工资调解，两名职工代理全部", "wages of strangers mediated by two of the staff"
)
def staff_acts(world: World, rng: Rng, n: int) -> Sown:
    batch = _batch(world, rng, n)
    return batch.sown(_owe(world, rng, batch))


@violation("C02", "three_act", "三名职工代理全部", "three of the staff act for all")
def three_act(world: World, rng: Rng, n: int) -> Sown:
    batch = _batch(world, rng, n, agents=3)
    return batch.sown(_owe(world, rng, batch))


@trap("C02", "insured", "真实集体欠薪：原告均由该企业参保", "real arrears of people the company insured")
def insured(world: World, rng: Rng, n: int) -> Sown:
    batch = _batch(world, rng, n, insured=True)
    return batch.sown(_owe(world, rng, batch))


@trap(
    "C02", "temporary", "未参保的临时工，企业没有其他债权人", "temporary workers of a company without other creditors"
)
def temporary(world: World, rng: Rng, n: int) -> Sown:
    return _alone(_batch(world, rng, n))


@trap("C02", "lawyers", "法律援助律师代理的欠薪案件", "legal-aid lawyers act")
def lawyers(world: World, rng: Rng, n: int) -> Sown:
    batch = _batch(world, rng, n, kind=suits.LAWYER)
    _owe(world, rng, batch)
    return _alone(batch)


@trap("C02", "own_agents", "各有各的代理人", "agents of their own")
def own_agents(world: World, rng: Rng, n: int) -> Sown:
    batch = _batch(world, rng, n, agents=8)
    _owe(world, rng, batch)
    return _alone(batch)


@trap("C02", "nineteen", "不足二十件", "fewer than twenty cases")
def nineteen(world: World, rng: Rng, n: int) -> Sown:
    batch = _batch(world, rng, n, each=19)
    _owe(world, rng, batch)
    return _alone(batch)


@trap("C02", "judged", "对抗审理后判决的案件", "judged after a contest, not mediated")
def judged(world: World, rng: Rng, n: int) -> Sown:
    batch = _batch(world, rng, n, outcome=suits.GRANTED)
    _owe(world, rng, batch)
    return _alone(batch)


@trap("C02", "paid_before", "其他债务此前已执行完毕", "the other debts were paid before")
def paid_before(world: World, rng: Rng, n: int) -> Sown:
    batch = _batch(world, rng, n)
    _owe(world, rng, batch, closed=True)
    return _alone(batch)


@trap("C02", "only_wages", "只有这些调解书本身在执行", "only the mediations themselves are enforced")
def only_wages(world: World, rng: Rng, n: int) -> Sown:
    batch = _batch(world, rng, n)
    which = batch.suit.number[::_EACH]
    debts.enforce_titles(world, rng, batch.filed[:, 0] + 15, firm=batch.firm, basis=which)
    return _alone(batch)
