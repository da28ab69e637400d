"""A03 Licences held by drug addicts (吸毒人员驾驶证未注销). Clue: the person.

Law: 机动车驾驶证申领和使用规定 (2021) 79(1)(六): cancelled where one was found driving after use and a measure was
ordered; 67(2) with 15(二): others apply for the cancellation themselves within thirty days. 禁毒法33, 47, 48: terms.
"""

from __future__ import annotations

import numpy as np

from mingjian.province.background import drugs, penalties, traffic
from mingjian.province.background.drugs import COMMUNITY, ISOLATION, RECOVERY
from mingjian.province.chance import Rng, between
from mingjian.province.clock import AS_OF, Ints, add_months
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days
from mingjian.province.world import World

KEY = "person"


def _people(world: World, rng: Rng, n: int) -> Ints:
    return world.pick(rng, n, world.adults(26, 54))


def _lately(rng: Rng, n: int) -> Ints:
    """Days of orders whose term of two years at least is still running."""
    return days(rng, "2023-08-01", "2025-04-20", n)


def _valid(world: World, rng: Rng, who: Ints, before: Ints, **given: object) -> Ints:
    issued = (before - between(rng, 300, 3000, len(who))).astype(np.int32)
    return traffic.licence(world, rng, who, issued=issued, valid_to=add_months(issued, 312), **given)  # type: ignore[arg-type]


def _sown(who: Ints, measure: Ints, licence: Ints) -> Sown:
    needs = [
        Need("drug_measure", measure, ("id_number", "to_on", "from_on", "lifted_on")),
        Need("driving_licence", licence, ("id_number", "status_on", "issued_on", "valid_to")),
    ]
    return Sown(who, needs)


def _kinds(rng: Rng, n: int) -> Ints:
    return rng.integers(0, 3, n).astype(np.int32)


@violation("A03", "found_driving", "查获毒驾并被责令戒毒，驾驶证未注销", "found driving after use, the licence stands")
def found_driving(world: World, rng: Rng, n: int) -> Sown:
    who, decided = _people(world, rng, n), _lately(rng, n)
    measure = drugs.order(world, rng, who, _kinds(rng, n), decided, driving=True)
    return _sown(who, measure, _valid(world, rng, who, decided))


@violation("A03", "under_measure", "社区戒毒、社区康复、强制隔离戒毒期间驾驶证正常", "a valid licence during a measure")
def under_measure(world: World, rng: Rng, n: int) -> Sown:
    who, decided = _people(world, rng, n), _lately(rng, n)
    measure = drugs.order(world, rng, who, _kinds(rng, n), decided)
    return _sown(who, measure, _valid(world, rng, who, decided))


@violation("A03", "licensed_meanwhile", "戒毒期间取得驾驶证", "licensed while the measure was running")
def licensed_meanwhile(world: World, rng: Rng, n: int) -> Sown:
    who, decided = _people(world, rng, n), days(rng, "2023-02-01", "2024-06-01", n)
    measure = drugs.order(world, rng, who, np.full(n, COMMUNITY, np.int32), decided)
    issued = (decided + between(rng, 60, 300, n)).astype(np.int32)
    return _sown(who, measure, traffic.licence(world, rng, who, issued=issued, valid_to=add_months(issued, 72)))


@trap("A03", "lifted", "戒毒措施已提前解除", "the measure was lifted early")
def lifted(world: World, rng: Rng, n: int) -> Sown:
    who, decided = _people(world, rng, n), days(rng, "2023-08-01", "2024-03-01", n)
    kind = np.full(n, ISOLATION, np.int32)
    measure = drugs.order(world, rng, who, kind, decided, lifted=(decided + between(rng, 366, 450, n)).astype(np.int32))
    return _sown(who, measure, _valid(world, rng, who, decided))


@trap("A03", "served_out", "戒毒期已满", "the term of the measure is over")
def served_out(world: World, rng: Rng, n: int) -> Sown:
    who, decided = _people(world, rng, n), days(rng, "2016-02-01", "2022-05-01", n)
    measure = drugs.order(world, rng, who, _kinds(rng, n), decided)
    return _sown(who, measure, _valid(world, rng, who, decided))


@trap("A03", "cancelled", "驾驶证已注销", "the licence was cancelled")
def cancelled(world: World, rng: Rng, n: int) -> Sown:
    who, decided = _people(world, rng, n), _lately(rng, n)
    measure = drugs.order(world, rng, who, _kinds(rng, n), decided, driving=True)
    record = _valid(world, rng, who, decided, status="cancelled", status_on=decided + between(rng, 5, 30, n))
    return _sown(who, measure, record)


@trap("A03", "no_licence", "没有驾驶证", "has no licence")
def no_licence(world: World, rng: Rng, n: int) -> Sown:
    who, decided = _people(world, rng, n), _lately(rng, n)
    drugs.order(world, rng, who, _kinds(rng, n), decided)
    traffic.no_licence(world, who)
    return Sown(who)


@trap("A03", "other_province", "驾驶证由外省核发", "the licence was issued by another province")
def other_province(world: World, rng: Rng, n: int) -> Sown:
    who, decided = _people(world, rng, n), _lately(rng, n)
    measure = drugs.order(world, rng, who, _kinds(rng, n), decided)
    return _sown(who, measure, _valid(world, rng, who, decided, elsewhere=True))


@trap("A03", "expired", "驾驶证早已逾期", "the licence had run out before")
def expired(world: World, rng: Rng, n: int) -> Sown:
    who, decided = _people(world, rng, n), _lately(rng, n)
    measure = drugs.order(world, rng, who, _kinds(rng, n), decided)
    over = (decided - between(rng, 20, 300, n)).astype(np.int32)
    record = traffic.licence(
        world, rng, who, status="expired", status_on=over, issued=add_months(over, -72), valid_to=over
    )
    return _sown(who, measure, record)


@trap("A03", "days_ago", "决定未满三十日", "ordered less than thirty days ago")
def days_ago(world: World, rng: Rng, n: int) -> Sown:
    who, decided = _people(world, rng, n), between(rng, AS_OF - 28, AS_OF - 5, n)
    kind = np.full(n, RECOVERY, np.int32)
    return _sown(who, drugs.order(world, rng, who, kind, decided), _valid(world, rng, who, decided))


@trap("A03", "once_penalised", "仅因吸毒受过治安处罚，未被责令戒毒", "penalised for use, no measure was ordered")
def once_penalised(world: World, rng: Rng, n: int) -> Sown:
    who, on = _people(world, rng, n), days(rng, "2023-02-01", "2025-03-01", n)
    penalties.penalise(world, rng, who, "吸食毒品", on, on + 1)
    _valid(world, rng, who, on)
    return Sown(who)


@trap("A03", "namesake", "同名不同人", "a driver of the same name, another person")
def namesake(world: World, rng: Rng, n: int) -> Sown:
    addict, decided = _people(world, rng, n), _lately(rng, n)
    drugs.order(world, rng, addict, _kinds(rng, n), decided)
    traffic.no_licence(world, addict)
    who = _people(world, rng, n)
    world.homonym(who, addict)
    return Sown(who, [Need("driving_licence", _valid(world, rng, who, decided), ("id_number",))])
