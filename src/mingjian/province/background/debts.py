"""Civil enforcement: debtors who pay, and rounds that end unpaid, after which the court goes on asking for assets."""

from __future__ import annotations

import numpy as np

from mingjian.province import regions
from mingjian.province.chance import Rng, between, happens
from mingjian.province.clock import AS_OF, NONE, Ints, add_months, day, year_of
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

SHARE = 0.003
_OUTCOMES = ("completed", "round_ended")


def enforce(
    world: World, rng: Rng, who: Ints, closed: Ints, *, ended: bool = True, resumed: Ints | None = None,
    due: Ints | None = None,
) -> tuple[Ints, list[str]]:  # fmt: skip
    """Enforcement cases closed on a day, the round ended or all paid; answers their record numbers and numbers."""
    n = len(who)
    home = world.people.home[who]
    filed = (closed - between(rng, 60, 170, n)).astype(np.int32)
    year = year_of(filed)
    serial = world.serial("民执", home, year)
    codes = [regions.REGION_CODES[i] for i in home.tolist()]
    number = [f"（{y}）皖{c[2:]}执{s + 50000}号" for y, c, s in zip(year.tolist(), codes, serial.tolist(), strict=True)]
    owed = (between(rng, 20, 900, n) * 1000 if due is None else due).astype(np.int64) * 100
    for dataset in ("vehicle_registration", "house_registration"):
        world.mute(dataset, who)
    back = np.full(n, NONE, np.int32) if resumed is None else resumed
    record = world.tables.add(
        "civil_enforcement", who, execution_number=np.array(number, object),
        basis_number=np.array([text.replace("执", "民初") for text in number], object),
        court=world.place_words("{full}人民法院", home), filed_on=filed, amount_due=owed,
        amount_paid=np.zeros(n, np.int64) if ended else owed,
        outcome=Coded(np.full(n, int(ended), np.int32), _OUTCOMES), closed_on=closed.astype(np.int32),
        resumed_number=np.array(
            [text.replace("执", "执恢") if b != NONE else None for text, b in zip(number, back.tolist(), strict=True)],
            object,
        ),
        resumed_on=back, region=region_codes(home),
    )  # fmt: skip
    return record, number


def ask(world: World, who: Ints, number: list[str], closed: Ints, *, until: Ints | None = None) -> Ints:
    """Inquiries every five months for five years after the end of a round, until a day; answers a row a case."""
    n, most = len(who), 12
    k = np.tile(np.arange(1, most + 1, dtype=np.int32), n)
    at = np.repeat(np.arange(n), most)
    on = add_months(closed[at].astype(np.int32), (k * 5).astype(np.int32))
    last = np.minimum(add_months(closed.astype(np.int32), 60), AS_OF if until is None else until)
    kept = on <= last[at]
    record = np.full((n, most), -1, np.int32)
    record[at[kept], k[kept] - 1] = world.tables.add(
        "asset_inquiry", who[at[kept]], execution_number=np.array([number[i] for i in at[kept].tolist()], object),
        inquired_on=on[kept], found=np.zeros(int(kept.sum()), np.bool_),
        region=region_codes(world.people.home[who[at[kept]]]),
    )  # fmt: skip
    return record


def background(world: World, rng: Rng) -> None:
    """Debtors without any story."""
    n = round(len(world.people) * SHARE)
    who = world.pick(rng, n, world.adults(26, 58))
    closed = between(rng, day("2017-01-01"), AS_OF - 20, n)
    unpaid = happens(rng, 0.4, n)
    enforce(world, rng, who[~unpaid], closed[~unpaid], ended=False)
    _, number = enforce(world, rng, who[unpaid], closed[unpaid])
    ask(world, who[unpaid], number, closed[unpaid])
