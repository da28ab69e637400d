"""Children at the doctor, and what was reported of harm done to them."""

from __future__ import annotations

import numpy as np

from mingjian.province import regions
from mingjian.province.background.hotels import HOTELS
from mingjian.province.background.medicine import HOSPITALS
from mingjian.province.chance import Rng, between, happens
from mingjian.province.clock import AS_OF, NONE, Bools, Ints, day, year_of
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

VISITS_FROM = day("2023-01-01")
DIAGNOSES: tuple[tuple[str, str, str], ...] = (
    ("J06.900", "急性上呼吸道感染", "儿科"),
    ("J18.900", "肺炎", "儿科"),
    ("A09.900", "感染性腹泻", "儿科"),
    ("K02.900", "龋齿", "口腔科"),
    ("S52.500", "桡骨骨折", "骨科"),
    ("N76.000", "急性阴道炎", "妇科"),
    ("O26.900", "妊娠状态", "妇产科"),
    ("O04.900", "人工流产", "妇产科"),
    ("A54.000", "淋球菌性下泌尿生殖道感染", "皮肤性病科"),
    ("S31.400", "阴道和外阴开放性损伤", "妇科"),
    ("Z32.000", "未证实的妊娠", "妇产科"),
    ("S31.400", "骑跨伤致外阴裂伤", "急诊科"),
    ("O36.900", "妊娠状态", "儿科"),
)
COLD, LUNGS, BOWELS, TEETH, ARM, INFLAMED, PREGNANT, ABORTION, GONORRHOEA, INJURED, DOUBTED, STRADDLED, MISCODED = (
    range(13)
)
_CODES, _TITLES, _DEPARTMENTS = (tuple(row[k] for row in DIAGNOSES) for k in range(3))
_EVERYDAY = (COLD, COLD, COLD, LUNGS, BOWELS, TEETH, ARM)
_PER_PLACE = len(HOSPITALS) // len(regions.COUNTIES)
CHANNELS = ("hospital", "school", "family", "community")
_MATTERS = ("家庭暴力", "校园欺凌", "疑似遭受性侵害", "无人照料")


def girls(world: World, low: int = 10, high: int = 13) -> Bools:
    """Living girls of some years of age."""
    age = world.people.age(AS_OF)
    return np.asarray((age >= low) & (age <= high) & (world.people.male == 0) & (world.people.died == NONE))


def visit(world: World, rng: Rng, who: Ints, on: Ints, diagnosis: Ints | int) -> Ints:
    """Visits to a hospital of the home county; answers their record numbers."""
    n = len(who)
    home = world.people.home[who]
    found = np.broadcast_to(np.asarray(diagnosis, np.int32), (n,)).copy()
    first = world.tables.counts.get("medical_visit", 0)
    numbers = np.array([f"MZ{y}{first + k:08d}" for k, y in enumerate(year_of(on).tolist())], object)
    hospital = (home * _PER_PLACE + rng.integers(0, _PER_PLACE, n)).astype(np.int32)
    return world.tables.add(
        "medical_visit", who, visit_number=numbers, source="outpatient", hospital=Coded(hospital, HOSPITALS),
        department=Coded(found, _DEPARTMENTS), visited_on=on.astype(np.int32),
        diagnosis_code=Coded(found, _CODES), diagnosis=Coded(found, _TITLES), region=region_codes(home),
    )  # fmt: skip


def report(
    world: World, who: Ints, on: Ints, channel: Ints | int = 0, matter: Ints | int = 2,
    scene: tuple[Ints, Ints] | None = None,
) -> Ints:  # fmt: skip
    """Reports to the police, of a hotel and day where it happened there; answers their record numbers."""
    n = len(who)
    home = world.people.home[who]
    hotel, happened = (np.full(n, -1, np.int32), np.full(n, NONE, np.int32)) if scene is None else scene
    first = world.tables.counts.get("minor_report", 0)
    numbers = np.array([f"JQ{y}{first + k:07d}" for k, y in enumerate(year_of(on).tolist())], object)
    return world.tables.add(
        "minor_report", who, report_number=numbers, reported_on=on.astype(np.int32),
        channel=Coded(np.broadcast_to(np.asarray(channel, np.int32), (n,)).copy(), CHANNELS),
        matter=Coded(np.broadcast_to(np.asarray(matter, np.int32), (n,)).copy(), _MATTERS),
        happened_on=happened, premises=Coded(hotel, HOTELS), region=region_codes(home),
    )  # fmt: skip


def background(world: World, rng: Rng) -> None:
    """Colds and broken arms of all children, two hundred reports in a hundred thousand people, and lawful reporting."""
    age = world.people.age(AS_OF)
    alive = world.people.died == NONE
    young = np.flatnonzero((age >= 3) & (age <= 17) & alive & ~world.used).astype(np.int32)
    who = np.repeat(young, rng.poisson(0.9, len(young))).astype(np.int32)
    everyday = np.array(_EVERYDAY, np.int32)[rng.integers(0, len(_EVERYDAY), len(who))]
    visit(world, rng, who, between(rng, VISITS_FROM, AS_OF, len(who)), everyday)
    some = young[happens(rng, 0.012, len(young))]
    on = between(rng, VISITS_FROM, AS_OF, len(some))
    report(world, some, on, between(rng, 0, 3, len(some)), between(rng, 0, 3, len(some)))
    n = max(1, len(world.people) // 20_000)
    hurt = world.pick(rng, n, girls(world))
    seen = between(rng, AS_OF - 500, AS_OF - 40, n)
    visit(world, rng, hurt, seen, INJURED)
    report(world, hurt, seen + between(rng, 0, 1, n))
    older = world.pick(rng, n, girls(world, 17, 17))
    visit(world, rng, older, between(rng, AS_OF - 300, AS_OF - 40, n), PREGNANT)
