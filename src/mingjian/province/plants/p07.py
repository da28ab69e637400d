"""P07 Farmland occupation tax not collected (耕地占用税漏征). Clue: the penalty for occupying the land.

Law: 耕地占用税法2, 3, 7, 10-13: whoever builds on agricultural land declares within thirty days; nothing is due for
facilities that serve farming or from exempt institutions, and tax for temporary use is given back.
"""

from __future__ import annotations

import numpy as np

from mingjian.province.background import land
from mingjian.province.background.taxes import lead
from mingjian.province.chance import Rng, between
from mingjian.province.clock import AS_OF, Ints
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days
from mingjian.province.world import World

KEY = "document"

_COLUMNS = ("uscc", "act_on", "decided_on")


def _company(
    world: World, rng: Rng, n: int, fact: int, *, decided: Ints | None = None, village: Ints | None = None,
) -> tuple[Sown, Ints, Ints, Ints]:  # fmt: skip
    """Companies penalised; the story, the companies, the areas and the days of decision."""
    who, company = lead(world, rng, n)
    on = days(rng, "2020-01-01", "2025-05-20", n) if decided is None else decided
    area = between(rng, 80, 4000, n)
    record, number = land.penalise(
        world, rng, fact, area, on, world.companies.county[company], company=company, village=village
    )
    return Sown(who, [Need("administrative_penalty", record, _COLUMNS)], document=number), company, area, on


@violation("P07", "factory", "占用耕地建厂房，未申报", "a factory on farmland, nothing declared")
def factory(world: World, rng: Rng, n: int) -> Sown:
    return _company(world, rng, n, land.FACTORY)[0]


@violation("P07", "basic_farmland", "占用基本农田，未申报", "basic farmland, nothing declared")
def basic_farmland(world: World, rng: Rng, n: int) -> Sown:
    return _company(world, rng, n, land.BASIC)[0]


@violation("P07", "orchard", "占用园地，未申报", "an orchard, nothing declared")
def orchard(world: World, rng: Rng, n: int) -> Sown:
    return _company(world, rng, n, land.ORCHARD)[0]


@violation("P07", "dwelling", "村民占用耕地自建住宅，未申报", "a villager's house on farmland, nothing declared")
def dwelling(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, world.adults(30, 64))
    on = days(rng, "2020-01-01", "2025-05-20", n)
    record, number = land.penalise(
        world, rng, land.DWELLING, between(rng, 80, 300, n), on, world.people.home[who], who=who
    )
    need = Need("administrative_penalty", record, ("id_number", "act_on", "decided_on"))
    return Sown(who, [need], document=number, lists=("tax_declaration",))


@trap("P07", "for_farming", "设施农用地", "facilities that serve farming")
def for_farming(world: World, rng: Rng, n: int) -> Sown:
    return _company(world, rng, n, land.FARMING)[0]


@trap("P07", "temporary", "临时用地", "temporary use")
def temporary(world: World, rng: Rng, n: int) -> Sown:
    return _company(world, rng, n, land.TEMPORARY)[0]


@trap("P07", "gone", "已自行拆除复垦", "torn down and reclaimed")
def gone(world: World, rng: Rng, n: int) -> Sown:
    return _company(world, rng, n, land.GONE)[0]


@trap("P07", "school", "幼儿园免税", "a kindergarten is exempt")
def school(world: World, rng: Rng, n: int) -> Sown:
    return _company(world, rng, n, land.SCHOOL)[0]


@trap("P07", "building_land", "占用建设用地，不涉及耕地", "building land, no farmland")
def building_land(world: World, rng: Rng, n: int) -> Sown:
    return _company(world, rng, n, land.BUILDING)[0]


@trap("P07", "declared", "处罚前已申报缴纳", "declared and paid before the decision")
def declared(world: World, rng: Rng, n: int) -> Sown:
    sown, company, area, on = _company(world, rng, n, land.FACTORY)
    land.declare(world, area, on - between(rng, 1, 60, n), world.companies.county[company], company=company)
    return sown


@trap("P07", "just_decided", "处罚未满三十日", "penalised less than thirty days ago")
def just_decided(world: World, rng: Rng, n: int) -> Sown:
    return _company(world, rng, n, land.FACTORY, decided=between(rng, AS_OF - 29, AS_OF - 2, n))[0]


@trap("P07", "second_decision", "同一地块的第二份处罚", "a second decision on the same land")
def second_decision(world: World, rng: Rng, n: int) -> Sown:
    village = between(rng, 2_000_001, 3_000_000, n)
    _, company, area, on = first = _company(
        world, rng, n, land.FACTORY, decided=days(rng, "2020-01-01", "2024-01-01", n), village=village
    )
    place = world.companies.county[company]
    land.declare(world, area, on + 20, place, company=company)
    acted = np.asarray(world.tables.whole("administrative_penalty")["act_on"])[first[0].needs[0].records]
    record, number = land.penalise(
        world, rng, land.FACTORY, area, (on + 300).astype(np.int32), place, company=company, village=village,
        acted=acted,
    )  # fmt: skip
    return Sown(first[0].person, [Need("administrative_penalty", record, _COLUMNS)], document=number)
