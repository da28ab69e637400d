"""Companies whose bankruptcy a court has accepted, and the wages their people sue for."""

from __future__ import annotations

import numpy as np

from mingjian.province import regions
from mingjian.province.background import insurance, suits
from mingjian.province.chance import Rng, between, chosen
from mingjian.province.clock import AS_OF, NONE, Ints, day, year_of
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

SHARE = 0.012
"""Bankrupt companies, by company."""
_KINDS = ("liquidation", "reorganisation", "settlement")
_ADMINISTRATORS = ("徽正律师事务所", "江淮清算事务有限公司", "皖诚会计师事务所")


def accept(world: World, rng: Rng, firm: Ints, accepted: Ints) -> Ints:
    """Bankruptcy cases accepted on a day; answers their record numbers."""
    n = len(firm)
    seat = world.companies.county[firm].astype(np.int32)
    year = year_of(accepted.astype(np.int32))
    serial = world.serial("破", seat, year)
    codes = [regions.REGION_CODES[i] for i in seat.tolist()]
    number = [f"（{y}）皖{c[2:]}破{s}号" for y, c, s in zip(year.tolist(), codes, serial.tolist(), strict=True)]
    return world.tables.add(
        "bankruptcy_case", None, firm, case_number=np.array(number, object),
        court=world.place_words("{full}人民法院", seat), kind=Coded(chosen(rng, [8, 1, 1], n), _KINDS),
        accepted_on=accepted.astype(np.int32), declared_on=np.full(n, NONE, np.int32),
        closed_on=np.full(n, NONE, np.int32), administrator=Coded(firm % len(_ADMINISTRATORS), _ADMINISTRATORS),
        region=region_codes(seat),
    )  # fmt: skip


def background(world: World, rng: Rng) -> None:
    """Some companies go bankrupt; people they insured have sued for modest wages before."""
    free = np.flatnonzero(~world.companies.individual & ~world.company_used).astype(np.int32)
    firm = rng.choice(free, min(len(free), max(2, round(world.companies.working * SHARE))), replace=False)
    if not len(firm):
        return
    accepted = between(rng, day("2021-06-01"), AS_OF - 30, len(firm))
    accept(world, rng, firm, accepted)
    staff = np.flatnonzero((world.people.job == 1) & world.adults(24, 58) & ~world.used).astype(np.int32)
    employer = insurance.employer_of(world, staff)
    owed = np.isin(employer, firm)
    who, employer = staff[owed], employer[owed]
    day_of = np.zeros(len(world.companies), np.int32)
    day_of[firm] = accepted
    filed = (day_of[employer] - between(rng, 130, 400, len(who))).astype(np.int32)
    suits.sue(
        world, rng, suits.people_side(who), suits.firm_side(employer), filed, cause=suits.WAGES,
        awarded=between(rng, 5, 90, len(who)) * 1000,
    )  # fmt: skip
