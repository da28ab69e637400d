"""Drivers of taxis: qualified, licensed for years, with a few points now and then and a clean record."""

from __future__ import annotations

import numpy as np

from mingjian.province.background import traffic
from mingjian.province.chance import Rng, between, happens
from mingjian.province.clock import AS_OF, Ints, add_months
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

KINDS = ("street", "ordered")
STATES = ("valid", "expired", "cancelled", "withdrawn")
_COMPANIES = ("安行出租汽车有限公司", "捷运出租汽车有限公司", "顺路出行科技有限公司", "飞燕网约车平台")


def qualify(world: World, who: Ints, issued: Ints, *, status: str = "valid", valid_to: Ints | None = None) -> Ints:
    """Certificates; those in force run for six years and are renewed. Answers their record numbers."""
    home = world.people.home[who]
    kind = (who % 2).astype(np.int32)
    company = (who % 2 * 2 + who // 2 % 2).astype(np.int32)
    numbers = np.array([f"CZ{text[2:6]}{person:09d}" for text, person in zip(
        world.people.id_texts(who), who.tolist(), strict=True)], object)  # fmt: skip
    renewed = np.maximum(add_months(issued, (AS_OF - issued) // 2192 * 72 + 72), AS_OF + 30)
    until = renewed if valid_to is None else valid_to
    return world.tables.add(
        "driver_qualification", who, certificate_number=numbers, kind=Coded(kind, KINDS),
        company_name=Coded(company, _COMPANIES), issued_on=issued.astype(np.int32),
        registered_on=(issued + 10).astype(np.int32), valid_to=until.astype(np.int32), status=status,
        region=region_codes(home),
    )  # fmt: skip


def background(world: World, rng: Rng) -> None:
    """Four drivers in a thousand people; a few points a year, never twelve."""
    n = round(len(world.people) * 0.004)
    who = world.pick(rng, n, world.adults(25, 58))
    licensed = between(rng, AS_OF - 7000, AS_OF - 1500, n)
    traffic.licence(world, rng, who, issued=licensed, valid_to=add_months(licensed, 312))
    qualify(world, who, np.maximum(licensed + between(rng, 1100, 2500, n), AS_OF - 4000).clip(max=AS_OF - 30))
    for _ in range(2):
        caught = who[happens(rng, 0.4, n)]
        on = between(rng, traffic.VIOLATIONS_FROM, AS_OF - 5, len(caught))
        traffic.violations(world, rng, caught, on, np.full(len(caught), -1, np.int32), handled=True, points=3)
