"""P05 Insurance cards swiped for nothing and in rings (空刷医保卡、组团骗保). Clue: the insured person.

Law: 医疗保障基金使用监督管理条例15, 17, 38, 40, 41: one's own card, a proxy shows both identities, no false
purchases and no more medicine than can be taken; 刑法266. A long prescription may be for twelve weeks.
"""

from __future__ import annotations

import numpy as np

from mingjian.province.background import penalties, purchases
from mingjian.province.background.purchases import AMLODIPINE, BOUGHT_FROM, DIALYSIS, METFORMIN
from mingjian.province.chance import Rng, between
from mingjian.province.clock import AS_OF, Ints
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.world import World

KEY = "person"

_RING = 6
"""Cards of a ring."""
_COUNTIES = 24


def _holders(world: World, rng: Rng, n: int) -> Ints:
    who = world.pick(rng, n, world.adults(30, 70))
    world.mute("medical_purchase", who)
    return who


def _starts(rng: Rng, n: int, length: int) -> Ints:
    return between(rng, BOUGHT_FROM, AS_OF - length, n)


def _month(rng: Rng, n: int) -> Ints:
    """The first day of a month of thirty-one days within the delivered year."""
    firsts = np.array([BOUGHT_FROM, BOUGHT_FROM + 31, BOUGHT_FROM + 92, BOUGHT_FROM + 153], np.int32)
    return firsts[rng.integers(0, len(firsts), n)]


def _need(records: Ints, enough: int = 0) -> Need:
    return Need("medical_purchase", records, ("id_number", "fund_paid"), enough)


def _many(
    world: World, rng: Rng, who: Ints, at: Ints, on: Ints, times: int, every: int, item: int, quantity: int,
    low: int, high: int, *, proxy: bool = False,
) -> Ints:  # fmt: skip
    """So many receipts of each, one every few days; answers record numbers, one row a person."""
    n = len(who)
    days = (on[:, None] + np.arange(times) * every).ravel()
    records = purchases.buy(
        world, rng, np.repeat(who, times), np.repeat(at, times), days, item, quantity,
        between(rng, low, high, n * times), proxy=proxy,
    )  # fmt: skip
    return records.reshape(n, times)


def _home_shop(world: World, rng: Rng, who: Ints) -> Ints:
    return purchases.shop(world.people.home[who], between(rng, 0, purchases.PER_COUNTY - 1, len(who)))


@violation("P05", "often", "一月内空刷十余次，金额远高于他人", "swiped a dozen times a month, for far more than others")
def often(world: World, rng: Rng, n: int) -> Sown:
    who = _holders(world, rng, n)
    records = _many(world, rng, who, _home_shop(world, rng, who), _month(rng, n), 15, 2, 0, 20, 180, 400)
    return Sown(who, [_need(records, 10)])


def _two_places(
    world: World, rng: Rng, n: int, days: int, which: int, *, far: bool = True, proxy: bool = False
) -> tuple[Ints, Ints]:
    """Bought at home and in a county a hundred kilometres away (or the next shop) on the same days."""
    who = _holders(world, rng, n)
    home = world.people.home[who]
    there = (home + _COUNTIES // 2) % _COUNTIES if far else home
    start = _starts(rng, n, 100)
    one = _many(world, rng, who, purchases.shop(home, which), start, days, 20, 0, 3, 30, 120)
    two = _many(world, rng, who, purchases.shop(there, 0 if which == 0 else 4), start, days, 20, 1, 3, 30, 120,
                proxy=proxy)  # fmt: skip
    return who, np.concatenate([one, two], axis=1)


@violation("P05", "far", "同日在相距百公里的两家药店刷卡", "swiped a hundred kilometres apart on the same days")
def far(world: World, rng: Rng, n: int) -> Sown:
    who, records = _two_places(world, rng, n, 4, 3)
    return Sown(who, [_need(records, 7)])


def _together(world: World, rng: Rng, groups: int, each: int, days: int) -> tuple[Ints, Ints]:
    """Groups of cards at one pharmacy of the first one's county on the same days, a fortnight apart."""
    who = _holders(world, rng, groups * each)
    at = np.repeat(_home_shop(world, rng, who[::each]), each)
    start = np.repeat(_starts(rng, groups, 15 * days), each)
    return who, _many(world, rng, who, at, start, days, 15, 2, 5, 40, 120)


@violation("P05", "ring", "六张卡反复同日同店刷卡", "six cards at one pharmacy on the same days again and again")
def ring(world: World, rng: Rng, n: int) -> Sown:
    groups, days = -(-n // _RING), 10
    who, records = _together(world, rng, groups, _RING, days)
    return Sown(who, [_need(records, 8)])


def _beside(world: World, rng: Rng, n: int, days: int, act: str) -> tuple[Ints, Ints, Ints, Ints]:
    """Pairs at one pharmacy, the second of each punished for something: the first ones, penalties, receipts of both."""
    both, records = _together(world, rng, n, 2, days)
    known = both[1::2]
    decided = np.full(n, AS_OF - 12, np.int32)
    penalty = penalties.penalise(world, rng, known, act, decided - 60, decided, text=f"因{act}被行政处罚")
    return both[::2], penalty, records[::2], records[1::2]


@violation("P05", "known", "与受过骗保处罚的人多日同店刷卡", "beside somebody punished for fraud on the fund")
def known(world: World, rng: Rng, n: int) -> Sown:
    who, penalty, own, theirs = _beside(world, rng, n, 4, "骗取医疗保障基金")
    penalised = Need("administrative_penalty", penalty, ("id_number", "decided_on"))
    return Sown(who, [penalised, _need(np.concatenate([own, theirs], axis=1), 7)])


@violation("P05", "hoard", "慢性病用药远超最大用量", "far more of a medicine than can be taken")
def hoard(world: World, rng: Rng, n: int) -> Sown:
    who = _holders(world, rng, n)
    records = _many(world, rng, who, _home_shop(world, rng, who), _starts(rng, n, 80), 4, 20, METFORMIN, 300, 60, 150)
    return Sown(who, [_need(records, 3)])


@trap("P05", "proxy", "子女登记代购，同日在外地", "a child elsewhere buys as a registered proxy")
def proxy(world: World, rng: Rng, n: int) -> Sown:
    return Sown(_two_places(world, rng, n, 4, 3, proxy=True)[0])


@trap("P05", "chain", "同一连锁的门店由总部结算", "shops of one chain that settles at its seat")
def chain(world: World, rng: Rng, n: int) -> Sown:
    return Sown(_two_places(world, rng, n, 4, 0)[0])


@trap("P05", "two_shops", "同日去了相邻的两家药店", "two pharmacies of the same town on a day")
def two_shops(world: World, rng: Rng, n: int) -> Sown:
    return Sown(_two_places(world, rng, n, 4, 3, far=False)[0])


@trap("P05", "journey", "一次外出途中购药", "one purchase on a journey")
def journey(world: World, rng: Rng, n: int) -> Sown:
    return Sown(_two_places(world, rng, n, 1, 3)[0])


@trap("P05", "family", "一家四人常同去", "a family of four going together")
def family(world: World, rng: Rng, n: int) -> Sown:
    del n
    return Sown(_together(world, rng, 1, 4, 10)[0])


@trap("P05", "long_prescription", "两次十二周的长期处方", "two long prescriptions of twelve weeks")
def long_prescription(world: World, rng: Rng, n: int) -> Sown:
    who = _holders(world, rng, n)
    start, at = _starts(rng, n, 90), _home_shop(world, rng, who)
    for later in (0, 84):
        purchases.buy(world, rng, who, at, start + later, AMLODIPINE, 168, between(rng, 200, 300, n), long=True)
    return Sown(who)


@trap("P05", "dialysis", "医院血液透析每周三次", "dialysis in a hospital three times a week")
def dialysis(world: World, rng: Rng, n: int) -> Sown:
    who = _holders(world, rng, n)
    at = purchases.hospital(world.people.home[who])
    _many(world, rng, who, at, _month(rng, n), 13, 2, DIALYSIS, 1, 380, 420)
    return Sown(who)


@trap("P05", "registered", "子女登记代购，次数多", "many receipts by a registered proxy")
def registered(world: World, rng: Rng, n: int) -> Sown:
    who = _holders(world, rng, n)
    _many(world, rng, who, _home_shop(world, rng, who), _month(rng, n), 12, 2, 0, 5, 150, 300, proxy=True)
    return Sown(who)


@trap("P05", "cheap", "次数多而每单几元", "many receipts of a few yuan")
def cheap(world: World, rng: Rng, n: int) -> Sown:
    who = _holders(world, rng, n)
    _many(world, rng, who, _home_shop(world, rng, who), _month(rng, n), 12, 2, 0, 1, 2, 4)
    return Sown(who)


@trap("P05", "other_penalty", "同店的人因赌博受罚", "beside somebody punished for gambling")
def other_penalty(world: World, rng: Rng, n: int) -> Sown:
    return Sown(_beside(world, rng, n, 4, "赌博")[0])


@trap("P05", "twice_beside", "与骗保者只有两日同店", "beside a fraudster on two days only")
def twice_beside(world: World, rng: Rng, n: int) -> Sown:
    return Sown(_beside(world, rng, n, 2, "骗取医疗保障基金")[0])
