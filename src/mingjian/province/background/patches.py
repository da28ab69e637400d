"""Satellite patches, protected areas and approvals: what images show is approved, penalised, outside or torn down."""

from __future__ import annotations

import numpy as np

from mingjian.province import regions
from mingjian.province.background import forced, ground, land
from mingjian.province.background.taxes import representatives
from mingjian.province.chance import Rng, between, chosen
from mingjian.province.clock import AS_OF, Ints, add_months, day, year_of
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

CHANGES = ("building", "standing", "removed", "mining", "clearing", "filling", "farming")
BUILDING, STANDING, REMOVED, MINING, CLEARING, FILLING, FARMING = range(len(CHANGES))
KINDS = ("construction", "temporary", "forest", "felling", "mining", "sea")
CONSTRUCTION, TEMPORARY, USE_OF_FOREST, FELLING, MINE, USE_OF_SEA = range(len(KINDS))
STATES = ("valid", "cancelled", "revoked")
_AREA_NAMES = ("{full}生态保护红线", "{full}自然保护区", "{full}公益林", "{full}近岸海域")
SINCE = day("2015-01-01")
"""Since when there are protected areas."""


def photograph(
    world: World, rng: Rng, county: Ints, change: Ints | int, at: ground.Place, observed: Ints, *,
    before: Ints | None = None, system: Ints | int = ground.CGCS2000, as_written: bool = False,
    who: Ints | None = None, company: Ints | None = None, place: Coded | None = None,
) -> tuple[Ints, list[str]]:  # fmt: skip
    """Patches; answers their record and patch numbers. ``as_written``: the numbers of ``at`` stand in the system."""
    n = len(county)
    systems = np.broadcast_to(np.asarray(system, np.int32), (n,))
    lon, lat = at if as_written else ground.numbers_in(at, systems)
    earlier = observed - between(rng, 80, 100, n) if before is None else before
    year = year_of(observed)
    serial = world.serial("图斑", county, year)
    rows = zip(county.tolist(), year.tolist(), serial.tolist(), strict=True)
    number = [f"{regions.REGION_CODES[c]}{y}{k:05d}" for c, y, k in rows]
    record = world.tables.add(
        "change_patch", np.full(n, -1, np.int32) if who is None else who,
        np.full(n, -1, np.int32) if company is None else company, patch_number=np.array(number, object),
        change=Coded(np.broadcast_to(np.asarray(change, np.int32), (n,)).copy(), CHANGES),
        before_on=earlier.astype(np.int32), observed_on=observed.astype(np.int32), longitude=ground.written(lon),
        latitude=ground.written(lat), system=Coded(systems.copy(), ground.SYSTEMS),
        area=between(rng, 200, 9000, n).astype(np.int64),
        place=world.place_words("{full}", county) if place is None else place, region=region_codes(county),
    )  # fmt: skip
    return record, number


def approve(
    world: World, rng: Rng, county: Ints, kind: Ints | int, at: ground.Place, since: Ints, until: Ints, *,
    status: int = 0, who: Ints | None = None, company: Ints | None = None,
) -> Ints:  # fmt: skip
    """Approvals for the land around places; answers their record numbers."""
    n = len(county)
    year = year_of(since)
    serial = world.serial("资源批", county, year)
    rows = zip(county.tolist(), year.tolist(), serial.tolist(), strict=True)
    return world.tables.add(
        "resource_approval", np.full(n, -1, np.int32) if who is None else who,
        np.full(n, -1, np.int32) if company is None else company,
        approval_number=np.array([f"{regions.COUNTIES[c].name[:2]}自然资批〔{y}〕{k}号" for c, y, k in rows], object),
        kind=Coded(np.broadcast_to(np.asarray(kind, np.int32), (n,)).copy(), KINDS),
        project=world.place_words("{name}建设项目", county), approved_on=(since - between(rng, 0, 20, n)),
        valid_from=since.astype(np.int32), valid_to=until.astype(np.int32),
        status=Coded(np.full(n, status, np.int32), STATES), area=np.full(n, 90_000, np.int64),
        boundary=ground.around(at), region=region_codes(county),
    )  # fmt: skip


def background(world: World, rng: Rng) -> None:
    """Areas of every county; some seven patches a thousand people, none of which anybody need pursue."""
    areas(world)
    _carried_out(world, rng)
    n = max(24, len(world.people) // 800)
    _approved(world, rng, n)
    _punished(world, rng, n)
    _outside(world, rng, 2 * n)
    county = _counties(rng, n)
    at = ground.spot(world, county, ground.REDLINE)
    photograph(world, rng, county, FARMING, at, _seen(rng, n), system=_system(rng, n))


def areas(world: World) -> Ints:
    """The protected areas, made when first asked for: their record numbers by kind of area and county (-1 none)."""
    every = np.arange(len(regions.COUNTIES), dtype=np.int32)
    coast = regions.CITY_OF == ground.COAST
    there = np.stack([coast | (area != ground.SEA) for area in range(len(ground.AREAS))])
    numbers = np.where(there, np.cumsum(there).reshape(there.shape) - 1, -1).astype(np.int32)
    if world.tables.counts.get("protected_area", 0):
        return numbers
    for area, words in enumerate(_AREA_NAMES):
        county = every[there[area]]
        codes = [f"{ground.AREAS[area][:2].upper()}{regions.REGION_CODES[c]}" for c in county.tolist()]
        world.tables.add(
            "protected_area", np.full(len(county), -1, np.int32), area_number=np.array(codes, object),
            title=world.place_words(words, county), kind=ground.AREAS[area],
            since=np.full(len(county), SINCE, np.int32), boundary=ground.boundary(county, area),
            manager=world.place_words("{full}自然资源和规划局", county), region=region_codes(county),
        )  # fmt: skip
    return numbers


def _carried_out(world: World, rng: Rng) -> None:
    """Land rulings after which the building was torn down, as an image shows."""
    n = max(12, len(world.people) // 6000)
    people = world.pick(rng, n, world.adults(26, 64))
    _torn_down(world, rng, people, world.people.home[people], None)
    company, head = representatives(world)
    some = rng.choice(len(company), min(n, len(company)), replace=False)
    _torn_down(world, rng, head[some], world.companies.county[company[some]], company[some])


def _torn_down(world: World, rng: Rng, who: Ints, county: Ints, company: Ints | None) -> None:
    n = len(who)
    decided = between(rng, day("2018-01-01"), AS_OF - 700, n)
    at = ground.spot(world, county)
    _, number = land.penalise(
        world, rng, land.BUILDING, between(rng, 100, 3000, n), decided, county, at=at, company=company,
        who=who if company is None else None,
    )  # fmt: skip
    executed = decided + between(rng, 200, 260, n)
    forced.ask(
        world, rng, who, decided, orders=forced.TEAR_DOWN, number=number, executed=executed, company=company,
        place=county,
    )  # fmt: skip
    photograph(world, rng, county, STANDING, at, decided - 10, system=_system(rng, n), who=who)
    photograph(world, rng, county, REMOVED, at, executed + between(rng, 5, 200, n), system=_system(rng, n), who=who)


def _approved(world: World, rng: Rng, n: int) -> None:
    for area, change, kind in (
        (ground.REDLINE, BUILDING, CONSTRUCTION), (ground.REDLINE, MINING, MINE), (ground.FOREST, CLEARING, FELLING),
        (ground.SEA, FILLING, USE_OF_SEA), (ground.FOREST, BUILDING, TEMPORARY),
    ):  # fmt: skip
        county = _counties(rng, n // 5, coast=area == ground.SEA)
        at, seen = ground.spot(world, county, area), _seen(rng, len(county))
        photograph(world, rng, county, change, at, seen, system=_system(rng, len(county)))
        since = seen - between(rng, 200, 600, len(county))
        approve(world, rng, county, kind, at, since, add_months(since, 24))


def _punished(world: World, rng: Rng, n: int) -> None:
    county = _counties(rng, n)
    at, seen = ground.spot(world, county, ground.REDLINE), _seen(rng, n)
    who = rng.choice(np.flatnonzero(world.adults(30, 60) & ~world.used), n).astype(np.int32)
    _, number = photograph(world, rng, county, BUILDING, at, seen, system=_system(rng, n), who=who)
    decided = np.minimum(seen + between(rng, 30, 120, n), AS_OF - 1).astype(np.int32)
    land.penalise(
        world, rng, land.WASTE, between(rng, 100, 3000, n), decided, county, who=who, at=at, patch=number
    )  # fmt: skip


def _outside(world: World, rng: Rng, n: int) -> None:
    county = _counties(rng, n)
    change = np.array([BUILDING, MINING, CLEARING, REMOVED, FARMING], np.int32)[chosen(rng, [40, 10, 10, 15, 25], n)]
    photograph(world, rng, county, change, ground.spot(world, county), _seen(rng, n), system=_system(rng, n))


def _counties(rng: Rng, n: int, coast: bool = False) -> Ints:
    weights = [c.weight * (c.city == ground.COAST or not coast) for c in regions.COUNTIES]
    return chosen(rng, weights, n)


def _seen(rng: Rng, n: int) -> Ints:
    return between(rng, day("2020-01-01"), AS_OF - 3, n)


def _system(rng: Rng, n: int) -> Ints:
    return chosen(rng, [60, 10, 20, 10], n)
