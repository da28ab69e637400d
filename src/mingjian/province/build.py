"""Make a whole province: people and their lives, plants, files, deliveries and the truth."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mingjian.province.background import (
    appraisals,
    bankruptcies,
    banks,
    belongings,
    cases,
    children,
    contracting,
    drugs,
    emergencies,
    families,
    food,
    forced,
    goods,
    hotels,
    households,
    indictments,
    injuries,
    insurance,
    labour,
    land,
    lodging,
    marriages,
    medicine,
    networks,
    offices,
    patches,
    penalties,
    pensions,
    premises,
    preserved,
    purchases,
    registrations,
    repairs,
    schools,
    separated,
    services,
    shops,
    sites,
    suits,
    taxes,
    taxis,
    trades,
    traffic,
    unemployment,
    vices,
    victims,
    welfare,
)
from mingjian.province.chance import Rng
from mingjian.province.clock import AS_OF, Ints, month_of
from mingjian.province.delivery import bytes as lines
from mingjian.province.delivery.agencies import Agency, Period, agencies, corrections
from mingjian.province.delivery.files import Delivered, background_block, explicit_rows, write
from mingjian.province.delivery.listing import List, Told
from mingjian.province.life import Life, lived
from mingjian.province.plants.planting import Planted, sow
from mingjian.province.regions import CITY_OF
from mingjian.province.tables import Block, join
from mingjian.province.truth import write_truth
from mingjian.province.world import World, found

Maker = Callable[[World, Life, Ints, Rng, int, int], Block]
_STRIDE = 20_000_000
"""Record numbers of generated rows: each file of a dataset has a range of its own."""


@dataclass(frozen=True)
class Province:
    """What was built: the folder, the deliveries with their rows, and how many stories were planted."""

    folder: Path
    rows: int
    deliveries: int
    violations: int
    traps: int


def build(
    folder: Path | str,
    people: int = 100_000,
    seed: int = 1,
    dirt: float = 0.05,
    silent: float = 0.0,
    violations: bool | float = True,
    threads: int = 2,
    bad_ids: float = 0.0,
    told: Told | None = None,
) -> Province:
    """Write a province into ``folder``: ``files/``, ``deliveries.yaml`` and ``truth/``. The same arguments, same bytes.

    ``dirt``: share of the id, day, month and money cells that are written wrongly so that one can tell;
    ``silent``: share
    that hold a valid but wrong value. ``violations``: True for the usual prevalence, a number to multiply it, False for
    none (traps are planted always, they are lawful). ``bad_ids``: where more than 0, that share of resident ids is
    unusable, each in one of the ways of ``dirt.ids``, and the rest as it should be. ``told`` of each file that is
    written: it can be taken in while the others are made. Raises ``TooFewPeople`` below about 4,000 people.
    """
    root = Path(folder)
    for old in ("files", "truth"):
        shutil.rmtree(root / old, ignore_errors=True)
    root.mkdir(parents=True, exist_ok=True)
    world, life, planted, benefits = populate(people, seed, violations)
    jobs = _jobs(world, life, benefits)
    lines.forget()

    def run(job: tuple[Agency, Period, Callable[[], Block]]) -> Delivered:
        agency, period, rows = job
        return write(world, root, agency, period, rows(), dirt, silent, bad_ids)

    listed, delivered = List(((agency, period) for agency, period, _ in jobs), told), []
    with ThreadPoolExecutor(max_workers=threads) as pool:
        for one in pool.map(run, jobs):
            listed.add(one)
            delivered.append(one)
    lines.forget()
    listed.write(root, people, world.seed, dirt, silent)
    write_truth(root, world, planted, delivered)
    wrong = sum(len(one.sown.person) for one in planted if one.plant.violation)
    lawful = sum(len(one.sown.person) for one in planted if not one.plant.violation)
    return Province(root, sum(one.rows for one in delivered), len(delivered), wrong, lawful)


def populate(people: int, seed: int, violations: bool | float) -> tuple[World, Life, list[Planted], welfare.Entitled]:
    """The world with everything explicit in it: plants first, then the lawful lives of the others."""
    world = found(people, seed)
    planted = sow(world, violations)
    cases.background(world, world.rng("cases"))
    traffic.portraits(world, world.rng("portraits"))
    penalties.background(world, world.rng("penalties"))
    penalties.spared(world, world.rng("spared"))
    drugs.background(world, world.rng("drugs"))
    taxis.background(world, world.rng("taxis"))
    children.background(world, world.rng("children"))
    welfare.deaths(world, world.rng("deaths"))
    life = lived(world.tables, world.people.died)
    medicine.certificates(world, life, world.rng("certificates"))
    care, living = welfare.certificates(world, world.rng("disability"))
    schools.background(world, world.rng("schools"))
    premises.background(world, world.rng("premises"))
    food.former(world, world.rng("former"))
    offices.background(world, world.rng("offices"))
    benefits = welfare.Entitled(households.background(world, world.rng("households")), care, living)
    belongings.background(world, benefits.dibao, world.rng("belongings"))
    injuries.background(world, life, world.rng("injuries"))
    emergencies.background(world, life, world.rng("emergencies"))
    purchases.background(world, life, world.rng("purchases"))
    labour.background(world, world.rng("labour"))
    food.background(world, world.rng("food"))
    families.background(world, life, world.rng("families"))
    lodging.background(world, life, world.rng("lodging"))
    marriages.background(world, life, world.rng("marriages"))
    victims.background(world, life, world.rng("victims"))
    unemployment.background(world, life, world.rng("unemployment"))
    taxes.background(world, world.rng("taxes"))
    suits.background(world, world.rng("suits"))
    land.background(world, world.rng("land"))
    bankruptcies.background(world, world.rng("bankruptcies"))
    indictments.background(world, world.rng("indictments"))
    repairs.background(world, world.rng("repairs"))
    forced.background(world, world.rng("forced"))
    sites.background(world, world.rng("sites"))
    trades.background(world, world.rng("trades"))
    patches.background(world, world.rng("patches"))
    shops.background(world, world.rng("shops"))
    goods.background(world, world.rng("goods"))
    separated.background(world, world.rng("separated"))
    services.background(world, world.rng("services"))
    vices.background(world, world.rng("vices"))
    preserved.background(world, world.rng("preserved"))
    contracting.background(world, world.rng("contracting"))
    registrations.background(world, world.rng("registrations"))
    appraisals.background(world, world.rng("appraisals"))
    banks.background(world, world.rng("banks"))
    networks.background(world, world.rng("networks"))
    pensions.adjust(world, life, world.rng("adjust"))
    pensions.funeral_grants(world, world.rng("funeral"))
    return world, life, planted, benefits


def _jobs(world: World, life: Life, benefits: welfare.Entitled) -> list[tuple[Agency, Period, Callable[[], Block]]]:
    makers = _makers(benefits)
    wholes: dict[str, Block] = {}
    out: list[tuple[Agency, Period, Callable[[], Block]]] = []
    numbers: dict[str, int] = {}
    for correction, group in ((False, agencies()), (True, corrections())):
        for agency in group:
            for period in agency.periods:
                dataset = agency.layout.dataset
                if dataset not in wholes:
                    wholes[dataset] = world.tables.whole(dataset)
                numbers[dataset] = numbers.get(dataset, 0) + 1
                rows = _Rows(
                    world, life, agency, period, wholes[dataset], None if correction else makers.get(dataset),
                    numbers[dataset] * _STRIDE, correction,
                )  # fmt: skip
                if not correction or len(rows()["_p"]):
                    out.append((agency, period, rows))
    return out


@dataclass(frozen=True)
class _Rows:
    """The rows of one delivery, made when the file is written."""

    world: World
    life: Life
    agency: Agency
    period: Period
    whole: Block
    maker: Maker | None
    base: int
    correction: bool

    def __call__(self) -> Block:
        parts = [explicit_rows(self.whole, self.agency, self.period, self.correction)]
        if self.maker is not None:
            first, last = self.period.first, self.period.last
            if self.agency.time == "month":
                first, last = month_of(np.array([first, last], np.int32)).tolist()
            for city in self.agency.cities:
                here = np.flatnonzero(CITY_OF[self.world.people.home] == city).astype(np.int32)
                rng = self.world.rng("rows", self.agency.layout.dataset, str(city), str(first))
                made = self.maker(self.world, self.life, here, rng, first, last)
                parts.append(background_block(made, self.base + city * (_STRIDE // 4)))
        return join(parts)


def _makers(benefits: welfare.Entitled) -> dict[str, Maker]:
    def welfare_rows(world: World, life: Life, people: Ints, rng: Rng, first: int, last: int) -> Block:
        return welfare.background(world, life, people, rng, first, last, benefits)

    def licences(world: World, life: Life, people: Ints, rng: Rng, first: int, last: int) -> Block:
        del first, last
        return traffic.background_licences(world, life, people, rng)

    def violations(world: World, life: Life, people: Ints, rng: Rng, first: int, last: int) -> Block:
        return traffic.background(world, life, people, rng, max(first, traffic.VIOLATIONS_FROM), min(last, AS_OF))

    return {
        "pension_payment": pensions.background,
        "social_insurance_payment": insurance.background,
        "hotel_stay": hotels.background,
        "medical_settlement": medicine.background,
        "benefit_payment": welfare_rows,
        "driving_licence": licences,
        "traffic_violation": violations,
    }
