"""Property preserved by the courts: within the claim, in time, lifted where the claimant lost."""

from __future__ import annotations

import numpy as np

from mingjian.province import regions
from mingjian.province.background import suits
from mingjian.province.chance import Rng, between, chosen
from mingjian.province.clock import AS_OF, NONE, Bools, Ints, add_months, day, year_of
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

KINDS = ("deposit", "movable", "immovable", "right")
DEPOSIT, MOVABLE, IMMOVABLE, RIGHT = range(len(KINDS))
STAGES = ("before_suit", "in_suit", "after_judgment")
BEFORE, IN_SUIT, AFTER = range(len(STAGES))
SECURITIES = ("insurance", "cash", "guarantor", "bank", "none")
INSURANCE, CASH, GUARANTOR, BANK, NO_SECURITY = range(len(SECURITIES))
GROUNDS = ("balance", "appraised", "stated")
BALANCE, APPRAISED, STATED = range(len(GROUNDS))
_THINGS = ("银行存款", "小型轿车", "住宅一套", "有限公司股权")
MONTHS: Ints = np.array([12, 24, 36, 36], np.int32)
"""The longest term of each kind."""


def numbers(world: World, home: Ints, ruled: Ints) -> list[str]:
    """Numbers of preservation cases."""
    year = year_of(ruled.astype(np.int32))
    serial = world.serial("执保", home, year)
    codes = [regions.REGION_CODES[i][2:] for i in home.tolist()]
    return [f"（{y}）皖{c}执保{s}号" for y, c, s in zip(year.tolist(), codes, serial.tolist(), strict=True)]


def preserve(
    world: World, who: Ints, applicant: Ints, number: list[str], suit: list[str], begun: Ints, requested: Ints,
    value: Ints, *, item: int = 1, kind: Ints | int = DEPOSIT, stage: int = IN_SUIT, security: Ints | int = INSURANCE,
    ground: int | None = None, prior: Ints | None = None, indivisible: bool = False, waiting: bool = False,
    until: Ints | None = None, renewed: Ints | None = None, lifted: Ints | None = None,
) -> Ints:  # fmt: skip
    """One thing of each case, sums in yuan; the longest term where none is given. Answers record numbers."""
    n = len(who)
    home = world.people.home[who]
    what = np.broadcast_to(np.asarray(kind, np.int32), (n,)).copy()
    none = np.full(n, NONE, np.int32)
    ends = add_months(begun, MONTHS[what]) - 1 if until is None else until
    off = none if lifted is None else lifted.astype(np.int32)
    basis = np.where(what == DEPOSIT, BALANCE, APPRAISED if ground is None else ground).astype(np.int32)
    return world.tables.add(
        "property_preservation", who, case_number=np.array(number, object), item_no=np.full(n, item, np.int64),
        suit_number=np.array(suit, object), court=world.place_words("{full}人民法院", home),
        applicant=np.array(suits.name_texts(world, applicant), object),
        stage=Coded(np.full(n, stage, np.int32), STAGES), requested=requested.astype(np.int64) * 100,
        security=Coded(np.broadcast_to(np.asarray(security, np.int32), (n,)).copy(), SECURITIES),
        ruled_on=(begun - 2).astype(np.int32), property_kind=Coded(what, KINDS), property=Coded(what, _THINGS),
        value=value.astype(np.int64) * 100, valuation=Coded(basis, GROUNDS),
        prior_claims=np.full(n, NONE, np.int64) if prior is None else prior.astype(np.int64) * 100,
        indivisible=np.full(n, indivisible), waiting=np.full(n, waiting), from_on=begun.astype(np.int32),
        until_on=none if waiting else ends.astype(np.int32),
        renewed_until=none if renewed is None else renewed.astype(np.int32), lifted_on=off, registered=off == NONE,
        region=region_codes(home),
    )  # fmt: skip


def background(world: World, rng: Rng) -> None:
    """A tenth of a per cent of the people: most in suits that are open, the rest lifted when the suit ended."""
    n = max(20, len(world.people) // 1000)
    both = world.pick(rng, 2 * n, world.adults(24, 68))
    who, claimant = both[:n], both[n:]
    begun = between(rng, day("2022-01-01"), AS_OF - 20, n)
    over: Bools = begun < AS_OF - 330
    ended = np.where(over, begun + between(rng, 60, 200, n), AS_OF - 5).astype(np.int32)
    outcome = np.where(over, chosen(rng, [60, 0, 15, 25], n), suits.GRANTED).astype(np.int32)
    suit = suits.sue(
        world, rng, suits.people_side(claimant), suits.people_side(who), (begun - 10).astype(np.int32),
        cause=suits.LENDING, outcome=outcome, judged=ended, effective_on=(ended + 16).astype(np.int32),
    )  # fmt: skip
    requested = between(rng, 3, 80, n) * 10_000
    lifted = np.where(over, ended + between(rng, 16, 28, n), NONE).astype(np.int32)
    share = between(rng, 20, 110, n)
    preserve(
        world, who, claimant, numbers(world, world.people.home[who], begun), suit.number, begun, requested,
        (requested * share // 100).astype(np.int32), kind=chosen(rng, [60, 15, 20, 5], n),
        security=chosen(rng, [60, 10, 15, 10, 5], n), lifted=lifted,
    )  # fmt: skip
