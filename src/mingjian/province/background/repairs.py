"""Garages, the oil they change, their manifests of waste oil, and who has a permit to take it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mingjian.province import regions
from mingjian.province.background.taxes import representatives
from mingjian.province.chance import Rng, between, happens
from mingjian.province.clock import AS_OF, NONE, Ints, day
from mingjian.province.tables import Coded
from mingjian.province.world import OTHER_PROVINCE, World, region_codes

CATEGORIES = ("first", "second", "third")
STATES = ("operating", "suspended", "closed")
PER_YEAR = 36
"""Changes of oil of a garage in the year before the as-of day."""
RECEIVERS = tuple(f"{city.name}绿源再生资源有限公司" for city in regions.CITIES)
LICENCES = tuple(f"AHWF{city.code}" for city in regions.CITIES)
OUTSIDE = len(LICENCES)
UNKNOWN = OUTSIDE + 1
_RECEIVER = (*RECEIVERS, "江苏洁能环保有限公司", "利民废油回收站")
_LICENCE = (*LICENCES, "JSWF320100", "AHWF990001")
_SERVICES = ("整车维修、更换机油、轮胎动平衡", "发动机维修、更换机油", "洗车、美容装潢")
REPAIRS, ENGINES, WASH = range(3)
Numbers = npt.NDArray[np.float64]


def put_on_record(
    world: World, rng: Rng, company: Ints, *, who: Ints | None = None, service: int | Ints = REPAIRS, status: int = 0,
    since: Ints | None = None, chain: Ints | None = None,
) -> Ints:  # fmt: skip
    """Garages on record; ``chain``: the company of the head office of each. Answers their record numbers."""
    n = len(company)
    place = world.companies.county[company]
    start = world.tables.counts.get("repair_shop", 0)
    of_chain = None if chain is None else np.array([world.companies.names[c] for c in chain.tolist()], object)
    return world.tables.add(
        "repair_shop", np.full(n, -1, np.int32) if who is None else who, company,
        filing_number=np.array([f"JX{regions.REGION_CODES[p]}{start + k:05d}" for k, p in enumerate(place.tolist())],
                               object),
        category=Coded((company % 3).astype(np.int32), CATEGORIES),
        services=Coded(np.broadcast_to(np.asarray(service, np.int32), (n,)).copy(), _SERVICES), chain_name=of_chain,
        address=world.place_words("{full}", place),
        filed_on=between(rng, day("2012-01-01"), AS_OF - 500, n) if since is None else since.astype(np.int32),
        status=Coded(np.full(n, status, np.int32), STATES), region=region_codes(place),
    )  # fmt: skip


def change_oil(world: World, rng: Rng, company: Ints, owners: Ints, *, each: int = PER_YEAR) -> tuple[Ints, Ints]:
    """Changes of oil over the last year; answers record numbers, one row a garage, and the litres of each garage."""
    n = len(company)
    at = np.repeat(company, each)
    litres = between(rng, 4, 7, n * each)
    start = world.tables.counts.get("vehicle_repair", 0)
    record = world.tables.add(
        "vehicle_repair", rng.choice(owners, n * each).astype(np.int32), at,
        repair_number=np.array([f"WX{start + k:08d}" for k in range(n * each)], object),
        plate=np.array([f"皖A{k % 100000:05d}" for k in range(n * each)], object),
        repaired_on=between(rng, AS_OF - 360, AS_OF - 3, n * each), items="更换机油、机油滤清器",
        oil_litres=litres.astype(np.int64), fee=litres.astype(np.int64) * 6000,
        region=region_codes(world.companies.county[at]),
    )  # fmt: skip
    return record.reshape(n, each), litres.reshape(n, each).sum(axis=1).astype(np.int32)


def hand_over(
    world: World, rng: Rng, company: Ints, kilograms: Ints, *, receiver: Ints | int | None = None, papers: int = 2,
    on: Ints | None = None,
) -> Ints:  # fmt: skip
    """So much waste oil in some transfers of the last year; answers record numbers, one row a garage."""
    n = len(company)
    at = np.repeat(company, papers)
    place = world.companies.county[at]
    city = regions.CITY_OF[place]
    taker = city if receiver is None else np.broadcast_to(np.asarray(receiver, np.int32), (n * papers,))
    counties = np.array([regions.counties_of(c)[0] for c in range(len(regions.CITIES))], np.int32)
    there = np.where(taker == OUTSIDE, OTHER_PROVINCE, counties[city]).astype(np.int32)
    share = np.repeat(kilograms // papers, papers)
    start = world.tables.counts.get("waste_manifest", 0)
    record = world.tables.add(
        "waste_manifest", np.full(n * papers, -1, np.int32), at,
        manifest_number=np.array([f"LD{start + k:08d}" for k in range(n * papers)], object), waste_code="HW08",
        waste_name="废矿物油", tons=np.array([f"{kg / 1000:.3f}" for kg in share.tolist()], object),
        transferred_on=between(rng, AS_OF - 350, AS_OF - 5, n * papers) if on is None else np.repeat(on, papers),
        receiver=Coded(taker.astype(np.int32), _RECEIVER), receiver_licence=Coded(taker.astype(np.int32), _LICENCE),
        receiver_region=region_codes(there), region=region_codes(place),
    )  # fmt: skip
    return record.reshape(n, papers)


def waste_of(rng: Rng, litres: Ints, low: int = 60, high: int = 105) -> Ints:
    """Kilograms of waste oil, as so many per cent of the oil filled in."""
    return (litres * 0.88 * between(rng, low, high, len(litres)) / 100).astype(np.int32)


def owners(world: World) -> Ints:
    """Who brings cars: people of no story."""
    return np.flatnonzero(world.adults(24, 66) & ~world.used).astype(np.int32)


def background(world: World, rng: Rng) -> None:
    """Garages that hand over their waste oil, washes that have none, and the firms of the cities with permits."""
    company, head = representatives(world)
    n = max(60, len(world.people) // 200)
    some = rng.choice(len(company), min(n, len(company)), replace=False)
    who, firm = head[some], company[some]
    wash = happens(rng, 0.2, len(firm))
    put_on_record(world, rng, firm, who=who, service=np.where(wash, WASH, ENGINES))
    drivers = owners(world)
    garages = firm[~wash]
    _, litres = change_oil(world, rng, garages, drivers)
    hand_over(world, rng, garages, waste_of(rng, litres))
    _wash(world, rng, firm[wash], drivers)
    cities = len(regions.CITIES)
    world.tables.add(
        "waste_permit", np.full(cities, -1, np.int32), rng.choice(company, cities).astype(np.int32),
        licence_number=np.array(LICENCES, object), waste_codes="HW08、HW09、HW49",
        valid_from=np.full(cities, day("2021-03-01"), np.int32), valid_to=np.full(cities, day("2027-02-28"), np.int32),
        region=region_codes(np.array([regions.counties_of(c)[0] for c in range(cities)], np.int32)),
    )  # fmt: skip


def _wash(world: World, rng: Rng, company: Ints, drivers: Ints) -> None:
    n = len(company)
    start = world.tables.counts.get("vehicle_repair", 0)
    world.tables.add(
        "vehicle_repair", rng.choice(drivers, n).astype(np.int32), company,
        repair_number=np.array([f"WX{start + k:08d}" for k in range(n)], object), plate=None,
        repaired_on=between(rng, AS_OF - 360, AS_OF - 3, n), items="洗车、内饰清洁",
        oil_litres=np.full(n, NONE, np.int64), fee=np.full(n, 6000, np.int64),
        region=region_codes(world.companies.county[company]),
    )  # fmt: skip
