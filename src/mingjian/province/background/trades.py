"""Special-operation certificates, workers of building sites by name, and forged certificates found in cases."""

from __future__ import annotations

import numpy as np

from mingjian.province import regions
from mingjian.province.chance import Rng, between, chosen, happens
from mingjian.province.clock import AS_OF, NONE, Ints, day
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

TRADES = ("electric", "welding", "height", "cooling", "mining", "chemical", "plain")
PLAIN = len(TRADES) - 1
_STATES = ("valid", "expired", "revoked")


def certify(world: World, who: Ints, trade: Ints, first: Ints, status: int = 0) -> Ints:
    """Official certificates for six years; answers their record numbers."""
    n = len(who)
    start = world.tables.counts.get("operation_certificate", 0)
    return world.tables.add(
        "operation_certificate", who, certificate_number=np.array([f"TZ{start + k:08d}" for k in range(n)], object),
        trade=Coded(trade.astype(np.int32), TRADES), first_issued_on=first.astype(np.int32),
        valid_to=(first + 2191).astype(np.int32), status=Coded(np.full(n, status, np.int32), _STATES),
        region=region_codes(world.people.home[who]),
    )  # fmt: skip


def employ(world: World, rng: Rng, who: Ints, trade: Ints, entered: Ints, left: Ints | None = None) -> Ints:
    """Workers of sites; answers their record numbers."""
    n = len(who)
    firms = np.flatnonzero(world.companies.employing)
    company = rng.choice(firms, n).astype(np.int32)
    place = world.people.home[who]
    names = [f"{regions.COUNTIES[p].name}{c % 61 + 1}号地块工程" for p, c in zip(place.tolist(), company.tolist(),
                                                                         strict=True)]  # fmt: skip
    return world.tables.add(
        "site_worker", who, company, project=np.array(names, object), licence_number=None,
        trade=Coded(trade.astype(np.int32), TRADES), entered_on=entered.astype(np.int32),
        left_on=np.full(n, NONE, np.int32) if left is None else left.astype(np.int32), region=region_codes(place),
    )  # fmt: skip


def forge(
    world: World, who: Ints, trade: Ints, sold: Ints, *, printed: Ints | None = None, site: str = "yingji"
) -> Ints:
    """Forged certificates found in a case; answers their record numbers."""
    n = len(who)
    start = world.tables.counts.get("forged_certificate", 0)
    place = world.people.home[who]
    return world.tables.add(
        "forged_certificate", who, certificate_number=np.array([f"T{start + k:09d}" for k in range(n)], object),
        trade=Coded(trade.astype(np.int32), TRADES), printed_region=region_codes(place if printed is None else printed),
        sold_on=sold.astype(np.int32), price=np.full(n, 60_000, np.int64), domain=f"{site}-cx.example",
        case_no="合公(刑)立字〔2024〕901号", region=region_codes(place),
    )  # fmt: skip


def background(world: World, rng: Rng) -> None:
    """One in a hundred people has a certificate, most of them work at a site; others do plain work there."""
    n = max(60, len(world.people) // 100)
    who = world.pick(rng, n, world.adults(22, 58))
    trade = chosen(rng, [35, 30, 25, 5, 2, 3], n)
    certify(world, who, trade, between(rng, day("2019-08-01"), AS_OF - 400, n))
    at_work = happens(rng, 0.7, n)
    employ(world, rng, who[at_work], trade[at_work], between(rng, AS_OF - 380, AS_OF - 3, int(at_work.sum())))
    others = np.flatnonzero(world.adults(20, 60) & ~world.used)
    plain = rng.choice(others, min(2 * n, len(others)), replace=False).astype(np.int32)
    entered = between(rng, AS_OF - 700, AS_OF - 30, len(plain))
    left = np.where(happens(rng, 0.5, len(plain)), np.minimum(entered + 200, AS_OF - 1), NONE).astype(np.int32)
    employ(world, rng, plain, np.full(len(plain), PLAIN, np.int32), entered, left)
