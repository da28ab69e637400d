"""Schools with the places of their gates, and tobacconists, lottery shops, internet cafés and karaoke bars far away.

Schools stand on a grid a kilometre apart in each county. The old gate of a school is closed; shops of the background
stand between the schools.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mingjian.province import regions
from mingjian.province.background.schools import SCHOOLS
from mingjian.province.chance import Rng, between, chosen
from mingjian.province.clock import AS_OF, NONE, Ints, add_months, day
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

Degrees = npt.NDArray[np.float64]
PER_COUNTY = len(SCHOOLS) // len(regions.COUNTIES)
PRIMARY, SECOND_PRIMARY, KINDERGARTEN, MIDDLE, NEW_MIDDLE, TRAINING, VOCATIONAL = range(7)
"""Schools of a county by their place in ``schools.SCHOOLS``; a university stands beside them."""
UNIVERSITY = 7
SCHOOL_KINDS = ("primary", "primary", "kindergarten", "middle", "middle", "training", "vocational", "university")
KINDS = ("tobacco", "lottery", "internet", "entertainment")
TOBACCO, LOTTERY, INTERNET, ENTERTAINMENT = range(4)
STATES = ("valid", "expired", "cancelled")
NEW_SINCE = day("2019-09-01")
METRES = 111_195.0
"""Metres of a degree of latitude."""
_GATES = ("正门", "东门", "旧门")
_APART = (0.0, 0.003, -0.003)
_NAMES = (*SCHOOLS, *(county.name + "师范学院" for county in regions.COUNTIES))


def place(county: Ints, school: Ints | int) -> tuple[Degrees, Degrees]:
    """Longitude and latitude of the main gate of a school of each county."""
    column = np.broadcast_to(np.asarray(school, np.int32), county.shape)
    return 115.6 + county % 6 * 0.4 + column * 0.01, 30.6 + county // 6 * 0.5 + column % 2 * 0.01


def main_gate(county: Ints, school: Ints | int) -> Ints:
    """The record number of the main gate of a school of each county: these are written first."""
    return np.asarray(county * len(SCHOOL_KINDS) + school, np.int32)


def license_shop(
    world: World, rng: Rng, who: Ints, company: Ints, kind: Ints | int, at: tuple[Degrees, Degrees], *,
    since: Ints | None = None, status: int = 0,
) -> tuple[Ints, list[str]]:  # fmt: skip
    """Licences of premises at places; answers their record numbers and licence numbers."""
    n = len(who)
    home = world.people.home[who]
    first = between(rng, day("2020-01-01"), AS_OF - 30, n) if since is None else since
    start = world.tables.counts.get("premises_licence", 0)
    numbers = [f"{regions.REGION_CODES[h]}{start + k:06d}" for k, h in enumerate(home.tolist())]
    record = world.tables.add(
        "premises_licence", who, company, licence_number=np.array(numbers, object),
        kind=Coded(np.broadcast_to(np.asarray(kind, np.int32), (n,)).copy(), KINDS),
        address=world.place_words("{full}", home), longitude=_written(at[0]), latitude=_written(at[1]),
        first_issued_on=first.astype(np.int32), valid_to=add_months(np.full(n, AS_OF, np.int32), 6 + who % 40),
        status=Coded(np.full(n, status, np.int32), STATES), region=region_codes(home),
    )  # fmt: skip
    return record, numbers


def _written(degrees: Degrees) -> npt.NDArray[np.object_]:
    return np.array([f"{value:.6f}" for value in degrees.tolist()], object)


def background(world: World, rng: Rng) -> None:
    """The gates of all schools, and about half a per cent of the people with a shop between them."""
    pool = np.flatnonzero(world.adults(30, 60) & ~world.used).astype(np.int32)
    _gates(world, rng, pool)
    n = max(20, len(world.people) // 200)
    who = rng.choice(pool, n).astype(np.int32)
    company = rng.choice(np.flatnonzero(world.companies.individual), n).astype(np.int32)
    lon, lat = place(world.people.home[who], between(rng, 0, UNIVERSITY, n))
    at = (lon + 0.005 + rng.random(n) * 0.0005, lat + 0.0065 + rng.random(n) * 0.0005)
    license_shop(world, rng, who, company, chosen(rng, [70, 15, 5, 10], n), at)


def _gates(world: World, rng: Rng, pool: Ints) -> None:
    assert not world.tables.counts.get("school_gate"), "the main gates come first"
    county = np.repeat(np.arange(len(regions.COUNTIES), dtype=np.int32), len(SCHOOL_KINDS))
    school = np.tile(np.arange(len(SCHOOL_KINDS), dtype=np.int32), len(regions.COUNTIES))
    name = np.where(school == UNIVERSITY, len(SCHOOLS) + county, county * PER_COUNTY + school).astype(np.int32)
    opened = np.where(school == NEW_MIDDLE, NEW_SINCE, day("1990-09-01") + school * 400 + county * 30)
    head = rng.choice(pool, len(county)).astype(np.int32)
    lon, lat = place(county, school)
    for gate, apart in enumerate(_APART):
        old = gate == len(_APART) - 1
        world.tables.add(
            "school_gate", head, school=Coded(name, _NAMES), kind=Coded(school, SCHOOL_KINDS), gate=_GATES[gate],
            longitude=_written(lon), latitude=_written(lat + apart), opened_on=opened.astype(np.int32),
            closed_on=np.full(len(county), day("2019-12-31") if old else NONE, np.int32), region=region_codes(county),
        )  # fmt: skip
