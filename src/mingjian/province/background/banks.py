"""Bank accounts whose records were obtained: of people accused of upstream crimes, and of those they dealt with.

Lawful life: salaries and spending, a little money for the family, now and then a larger sum that stays on the account
or came long before the crime.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mingjian.province import regions
from mingjian.province.background.pensions import accounts
from mingjian.province.background.suits import name_texts
from mingjian.province.chance import Rng, between, happens
from mingjian.province.clock import AS_OF, NONE, Bools, Ints, day, year_of
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

UPSTREAM = ("贩卖毒品罪", "非法吸收公众存款罪", "受贿罪")
SHOPS = ("徽某超市有限公司", "城区供水有限公司", "某商贸有限公司", "某电力有限公司")
EMPLOYER = "某制造有限公司"
DEALER = "某房地产开发有限公司"
_KINDS = ("person", "organisation")
FIRST = day("2016-03-01")


def trade(
    world: World, who: Ints, on: Ints, yuan: Ints, *, out: bool, kind: str = "transfer", other: Ints | None = None,
    unit: str | None = None, serial: list[str] | None = None,
) -> Ints:  # fmt: skip
    """Transactions on people's accounts, with another person or a unit. Answers record numbers."""
    n = len(who)
    home = world.people.home[who]
    numbers = serials(world, home, on) if serial is None else serial
    partner = np.full(n, -1, np.int32) if other is None else other.astype(np.int32)
    names = [text or unit for text in name_texts(world, partner)]
    what = np.full(n, -1 if other is None and unit is None else int(other is None), np.int32)
    return world.tables.add(
        "bank_transaction", who, _other_id=partner, serial_no=np.array(numbers, object), account=accounts(who, 3),
        traded_on=on.astype(np.int32), direction="out" if out else "in", amount=yuan.astype(np.int64) * 100, kind=kind,
        other_kind=Coded(what, _KINDS), other_name=np.array(names, object), region=region_codes(home),
    )  # fmt: skip


def send(world: World, payer: Ints, payee: Ints, on: Ints, yuan: Ints) -> tuple[Ints, Ints]:
    """Transfers between people whose accounts are both known: the rows of the payers, and of the payees."""
    numbers = serials(world, world.people.home[payer], on)
    out = trade(world, payer, on, yuan, out=True, other=payee, serial=numbers)
    return out, trade(world, payee, on, yuan, out=False, other=payer, serial=numbers)


def serials(world: World, home: Ints, on: Ints) -> list[str]:
    """Numbers of transactions."""
    year = year_of(on.astype(np.int32))
    serial = world.serial("流水", home, year).tolist()
    codes = [regions.REGION_CODES[i] for i in home.tolist()]
    return [f"{c}{y}{s:07d}" for c, y, s in zip(codes, year.tolist(), serial, strict=True)]


def live(world: World, rng: Rng, who: Ints, about: Ints, family: Ints | None = None) -> None:
    """Salaries and spending in the half year about a day, and small sums for one of the family."""
    for month in range(-3, 3):
        pay = about + month * 30 + between(rng, 0, 5, len(who))
        known = np.flatnonzero(pay <= AS_OF)
        trade(
            world, who[known], pay[known], between(rng, 4, 9, len(known)) * 1000, out=False, kind="salary",
            unit=EMPLOYER,
        )  # fmt: skip
        spent = np.minimum(pay + between(rng, 1, 20, len(who)), AS_OF).astype(np.int32)
        trade(
            world, who, spent, between(rng, 1, 30, len(who)) * 100, out=True, kind="consumption",
            unit=SHOPS[month % len(SHOPS)],
        )  # fmt: skip
        if family is not None:
            trade(world, who, spent, between(rng, 5, 30, len(who)) * 100, out=True, other=family)


def background(world: World, rng: Rng) -> None:
    """Accounts of some of the accused: what came in during the crime stayed; larger sums moved at other times only."""
    accused = world.tables.whole("criminal_judgment")
    charge = accused["main_charge"]
    assert isinstance(charge, Coded)
    upstream: Bools = np.isin(np.array([*charge.words, ""], object)[charge.index], UPSTREAM)
    whose, crime = np.asarray(accused["_p"]), np.asarray(accused["crime_from"])
    known = (whose >= 0) & (crime != NONE) & (crime >= FIRST) & (crime <= AS_OF - 120)
    rows = np.flatnonzero(upstream & known & ~world.used[np.maximum(whose, 0)])
    once = np.bincount(whose[whose >= 0], minlength=len(world.people)) == 1  # what came between two crimes is of both
    rows = rows[once[whose[rows]]][: max(20, len(world.people) // 400)]
    who, act = whose[rows].astype(np.int32), crime[rows].astype(np.int32)
    n = len(who)
    pool = np.flatnonzero(world.adults(24, 68) & ~world.used & ~np.isin(np.arange(len(world.people)), who))
    other = rng.choice(pool, n).astype(np.int32)
    live(world, rng, who, act, other)
    stays: npt.NDArray[np.intp] = np.flatnonzero(happens(rng, 0.6, n))
    trade(world, who[stays], act[stays] + between(rng, 0, 20, len(stays)), between(rng, 20, 90, len(stays)) * 1000,
          out=False, kind="cash")  # fmt: skip
    before = np.flatnonzero(happens(rng, 0.5, n))
    when = (act[before] - between(rng, 120, 200, len(before))).astype(np.int32)
    sum_ = between(rng, 20, 90, len(before)) * 1000
    trade(world, who[before], when, sum_, out=False, unit=DEALER)
    trade(world, who[before], when + 5, sum_, out=True, other=other[before])
