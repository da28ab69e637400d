"""C01 Professional lenders in court (职业放贷人民间借贷诉讼). Clue: the lender.

Law: 民间借贷司法解释13(3), 18(4): whoever lends to an unspecified public for profit without a licence; parties that
stand in loan suits again and again are looked at closely. Many borrowers, not many numbers of one debt.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mingjian.province.background import suits
from mingjian.province.chance import Rng, between, happens
from mingjian.province.clock import Ints, day
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.world import World

KEY = "person"

_YEAR, _SPARE = 14, 2
"""Suits of a lender within a year; so many may be unreadable on either side of the match."""
_LONG, _LONG_SPARE = 26, 3


def _borrowers(world: World, rng: Rng, n: int, each: int) -> Ints:
    """Different borrowers for each lender, out of one crowd that owes to several."""
    crowd = world.pick(rng, each + n, world.adults(24, 62))
    return np.stack([np.roll(crowd, k)[:each] for k in range(n)]).astype(np.int32)


def _suits(world: World, rng: Rng, lender: Ints, filed: Ints, **more: Any) -> suits.Suits:
    """Suits of lenders, ``filed`` a row a lender."""
    n, each = filed.shape
    borrower = _borrowers(world, rng, n, each)
    total = n * each
    return suits.lend(
        world, rng, np.repeat(lender, each), borrower.reshape(-1), filed.reshape(-1).astype(np.int32), round_sum=True,
        cash=0.6, absent=happens(rng, 0.6, total), notice=happens(rng, 0.2, total), **more,
    )  # fmt: skip


def _spread(rng: Rng, n: int, each: int, step: int, first: str = "2021-06-01", last: str = "2022-03-01") -> Ints:
    """Days of filing, ``step`` days apart."""
    start = between(rng, day(first), day(last), n)
    return (start[:, None] + np.arange(each) * step).astype(np.int32)


def _sown(who: Ints, suit: suits.Suits, parties: Ints, enough: int) -> Sown:
    shape = (len(who), -1)
    return Sown(who, [
        Need("civil_party", parties.reshape(shape), ("id_number",), enough),
        Need("civil_document", suit.document.reshape(shape), ("filed_on", "judged_on"), enough),
    ])  # fmt: skip


@violation(
    "C01", "one_year", "一年内向十人以上借款人提起民间借贷诉讼", "suits against ten borrowers and more within a year"
)
def one_year(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, world.adults(30, 60))
    suit = _suits(world, rng, who, _spread(rng, n, _YEAR, 25, last="2024-05-01"))
    return _sown(who, suit, suit.plaintiff, _YEAR - _SPARE)


@violation(
    "C01",
    "three_years",
    "三年内向二十人以上借款人提起民间借贷诉讼",
    "suits against twenty borrowers within three years",
)
def three_years(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, world.adults(30, 60))
    suit = _suits(world, rng, who, _spread(rng, n, _LONG, 41))
    return _sown(who, suit, suit.plaintiff, _LONG - _LONG_SPARE)


@violation(
    "C01",
    "fronts",
    "部分案件以亲友名义起诉、本人作代理人",
    "part of the suits in the names of relatives for whom he acts",
)
def fronts(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, world.adults(30, 60))
    friend = world.pick(rng, n, world.adults(30, 60))
    filed = _spread(rng, n, _YEAR, 25, last="2024-05-01")
    own = np.arange(_YEAR) % 2 == 0
    plaintiff = np.where(own[None, :], who[:, None], friend[:, None]).reshape(-1).astype(np.int32)
    agent = np.where(own[None, :], -1, who[:, None]).reshape(-1).astype(np.int32)
    suit = suits.lend(
        world, rng, plaintiff, _borrowers(world, rng, n, _YEAR).reshape(-1), filed.reshape(-1), cash=0.6,
        agent=agent, agent_kind=suits.RELATIVE,
    )  # fmt: skip
    return _sown(who, suit, np.where(suit.agent >= 0, suit.agent, suit.plaintiff), _YEAR - _SPARE)


@trap("C01", "bank", "银行、物业等机构天然高频起诉", "banks and property managers sue by nature")
def bank(world: World, rng: Rng, n: int) -> Sown:
    firm = world.pick_company(rng, n, ~world.companies.individual)
    borrower = _borrowers(world, rng, n, _YEAR)
    filed = _spread(rng, n, _YEAR, 9, last="2024-05-01")
    suits.sue(
        world, rng, suits.firm_side(np.repeat(firm, _YEAR)), suits.people_side(borrower.reshape(-1)), filed.reshape(-1),
        cause=suits.BANK_LOAN,
    )  # fmt: skip
    return Sown(borrower[:, 0])


@trap("C01", "one_debt", "同一债务分笔起诉，一案拆成多案", "one debt split into many suits")
def one_debt(world: World, rng: Rng, n: int) -> Sown:
    who, debtor = world.pick(rng, n, world.adults(30, 60)), world.pick(rng, n, world.adults(30, 60))
    filed = _spread(rng, n, _YEAR, 2, last="2024-10-01")
    suits.lend(world, rng, np.repeat(who, _YEAR), np.repeat(debtor, _YEAR), filed.reshape(-1))
    return Sown(who)


@trap("C01", "few", "一年内九名借款人、三年内不足二十名", "nine borrowers within a year, fewer than twenty in three")
def few(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, world.adults(30, 60))
    _suits(world, rng, who, _spread(rng, n, 9, 20, last="2024-10-01"))
    return Sown(who)


@trap("C01", "namesake", "同名出借人各诉几件", "namesakes each of whom sues a few times")
def namesake(world: World, rng: Rng, n: int) -> Sown:
    who, other = world.pick(rng, n, world.adults(30, 60)), world.pick(rng, n, world.adults(30, 60))
    world.homonym(other, who)
    for one in (who, other):
        _suits(world, rng, one, _spread(rng, n, 7, 20, last="2024-10-01"))
    return Sown(who)


@trap("C01", "lawyer", "律师代理多名出借人", "a lawyer who acts for many lenders")
def lawyer(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, world.adults(30, 60))
    lender = world.pick(rng, 3 * n, world.adults(30, 60))
    filed = _spread(rng, n, _YEAR, 20, last="2024-05-01")
    plaintiff = np.stack([lender[np.arange(_YEAR) % 3 * n + k] for k in range(n)]).reshape(-1)
    suits.lend(
        world, rng, plaintiff, _borrowers(world, rng, n, _YEAR).reshape(-1), filed.reshape(-1),
        agent=np.repeat(who, _YEAR), agent_kind=suits.LAWYER,
    )  # fmt: skip
    return Sown(who)


@trap("C01", "borrowers_agent", "为被告一方代理的亲友", "an agent on the side of the borrowers")
def borrowers_agent(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, world.adults(30, 60))
    lender = world.pick(rng, 3 * n, world.adults(30, 60))
    filed = _spread(rng, n, _YEAR, 20, last="2024-05-01")
    plaintiff = np.stack([lender[np.arange(_YEAR) % 3 * n + k] for k in range(n)]).reshape(-1)
    borrower = _borrowers(world, rng, n, _YEAR).reshape(-1)
    suit = suits.lend(
        world, rng, plaintiff, borrower, filed.reshape(-1), agent=np.repeat(who, _YEAR), agent_kind=suits.RELATIVE
    )
    for record, name in zip(suit.agent.tolist(), suits.name_texts(world, borrower), strict=True):
        world.tables.change("civil_party", np.array([record]), represents=name)
    return Sown(who)


@trap("C01", "appeals", "同一批案件的二审、裁定不重复计算", "second instance and further rulings of the same few suits")
def appeals(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, world.adults(30, 60))
    filed = _spread(rng, n, 8, 20, last="2024-05-01")
    borrower = np.repeat(_borrowers(world, rng, n, 8), 1, axis=0).reshape(-1)
    suits.lend(world, rng, np.repeat(who, 8), borrower, filed.reshape(-1))
    suits.lend(world, rng, np.repeat(who, 8), borrower, filed.reshape(-1) + 150, stage="second")
    return Sown(who)
