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


def enforce_titles(world: World, rng: Rng, filed: Ints, *, who: Ints | None = None, firm: Ints | None = None,
                   closed: Ints | None = None, basis: list[str] | None = None) -> Ints:  # fmt: skip
    """Enforcement cases against people or companies, open or paid on a day; answers their record numbers."""
    n = len(filed)
    debtor = np.full(n, -1, np.int32) if who is None else who
    owner = np.full(n, -1, np.int32) if firm is None else firm
    seat = (world.people.home[debtor] if firm is None else world.companies.county[owner]).astype(np.int32)
    year = year_of(filed.astype(np.int32))
    serial = world.serial("民执", seat, year)
    codes = [regions.REGION_CODES[i] for i in seat.tolist()]
    number = [f"（{y}）皖{c[2:]}执{s + 50000}号" for y, c, s in zip(year.tolist(), codes, serial.tolist(), strict=True)]
    owed = between(rng, 50, 5000, n).astype(np.int64) * 100_000
    over = np.full(n, NONE, np.int32) if closed is None else closed.astype(np.int32)
    return world.tables.add(
        "civil_enforcement", debtor, owner, execution_number=np.array(number, object),
        basis_number=np.array(basis or [text.replace("执", "民初") for text in number], object),
        court=world.place_words("{full}人民法院", seat), filed_on=filed.astype(np.int32), amount_due=owed,
        amount_paid=np.where(over == NONE, 0, owed), outcome=Coded(np.where(over == NONE, -1, 0), _OUTCOMES),
        closed_on=over, resumed_number=None, resumed_on=np.full(n, NONE, np.int32), region=region_codes(seat),
    )  # fmt: skip


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
    firms = np.flatnonzero(~world.companies.individual & ~world.company_used).astype(np.int32)
    firm = rng.choice(firms, min(len(firms), max(2, world.companies.working // 60)), replace=False)
    if not len(firm):
        return
    filed = between(rng, day("2020-01-01"), AS_OF - 300, len(firm))
    paid = happens(rng, 0.5, len(firm))
    closed = np.where(paid, filed + between(rng, 40, 250, len(firm)), NONE)
    enforce_titles(world, rng, filed, firm=firm, closed=closed.astype(np.int32))
