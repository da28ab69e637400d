"""E03 Driving without a licence under community correction (‘失驾’社矫对象无证驾驶). Clue: the person.

Law: 道路交通安全法19, 99; 社区矫正法28. A revoked licence is none until a new one is obtained; who drove is told by
being caught, or by the portrait.
"""

from __future__ import annotations

import numpy as np

from mingjian.province import justice
from mingjian.province.background import cases, supervision, traffic
from mingjian.province.chance import Rng, between
from mingjian.province.charges import DRUNK, INJURY, TRAFFIC
from mingjian.province.clock import AS_OF, Ints, add_months
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days
from mingjian.province.world import World

KEY = "person"


def _drunk(world: World, rng: Rng, n: int, first: str = "2023-03-01", last: str = "2024-12-01") -> tuple[
    justice.Case, Ints
]:  # fmt: skip
    """Drunk drivers on probation whose licence was revoked; and the record of the licence."""
    person = world.pick(rng, n, world.adults(30, 50))
    world.mute("correction_sanction", person)
    world.mute("correction_leave", person)
    case = justice.judge(
        world, rng, person, DRUNK, days(rng, first, last, n), penalty="detention", months=5,
        probation=between(rng, 9, 12, n), manner=justice.BAIL,
    )  # fmt: skip
    return case, cases.revoke(world, rng, case)


def _during(rng: Rng, case: justice.Case) -> Ints:
    last = np.minimum(case.probation_to - 5, AS_OF - 40)
    return between(rng, case.effective + 15, last, len(case.person))


def _sown(case: justice.Case, licence: Ints, *more: Need) -> Sown:
    needs = [
        Need("community_correction", case.correction, ("id_number", "to_on", "enrolled_on", "from_on")),
        Need("driving_licence", licence, ("id_number", "status_on", "issued_on")),
        *more,
    ]
    return Sown(case.person, needs, document=case.number, lists=("driving_licence", "correction_sanction"))


def _drive(world: World, rng: Rng, case: justice.Case, on: Ints, vehicle: str = "car", on_spot: bool = True) -> Need:
    nothing = np.full(len(on), -1, np.int32)
    record = traffic.violations(world, rng, case.person, on, nothing, handled=True, vehicle=vehicle, on_spot=on_spot)
    return Need("traffic_violation", record, ("id_number",))


@violation("E03", "caught_driving", "吊销驾驶证后驾车被现场查处", "caught driving after the licence was revoked")
def caught_driving(world: World, rng: Rng, n: int) -> Sown:
    case, licence = _drunk(world, rng, n)
    return _sown(case, licence, _drive(world, rng, case, _during(rng, case)))


@violation("E03", "seen_driving", "卡口过车人像核验为本人驾驶", "the portrait of a checkpoint shows him driving")
def seen_driving(world: World, rng: Rng, n: int) -> Sown:
    case, licence = _drunk(world, rng, n)
    record = traffic.portrait(world, rng, case.person, _during(rng, case), "same")
    return _sown(case, licence, Need("portrait_check", record, ("id_number",)))


@trap("E03", "family_drove", "家人驾驶其名下车辆", "a relative drove his car")
def family_drove(world: World, rng: Rng, n: int) -> Sown:
    case, licence = _drunk(world, rng, n)
    on = _during(rng, case)
    traffic.portrait(world, rng, case.person, on, "different")
    return _sown(case, licence, _drive(world, rng, case, on, on_spot=False))


@trap("E03", "licensed_again", "重新取得驾驶证后驾驶", "driving after a new licence was obtained")
def licensed_again(world: World, rng: Rng, n: int) -> Sown:
    person = world.pick(rng, n, world.adults(30, 50))
    case = justice.judge(
        world, rng, person, TRAFFIC, days(rng, "2021-06-01", "2022-03-01", n), months=24, probation=48,
        manner=justice.BAIL,
    )  # fmt: skip
    revoked = case.crime + between(rng, 15, 45, n)
    licence = traffic.licence(world, rng, person, status="revoked", status_on=revoked)
    again = add_months(revoked, 25)
    traffic.licence(world, rng, person, issued=again, status_on=again)
    return _sown(case, licence, _drive(world, rng, case, again + between(rng, 5, 300, n)))


@trap("E03", "electric_bicycle", "驾驶电动自行车", "riding an electric bicycle")
def electric_bicycle(world: World, rng: Rng, n: int) -> Sown:
    case, licence = _drunk(world, rng, n)
    return _sown(case, licence, _drive(world, rng, case, _during(rng, case), vehicle="electric_bicycle"))


@trap("E03", "before_revocation", "查处在吊销之前", "caught before the licence was revoked")
def before_revocation(world: World, rng: Rng, n: int) -> Sown:
    case, licence = _drunk(world, rng, n)
    return _sown(case, licence, _drive(world, rng, case, case.crime + 4))


@trap("E03", "after_the_term", "矫正期满之后", "after the end of the term")
def after_the_term(world: World, rng: Rng, n: int) -> Sown:
    case, licence = _drunk(world, rng, n, "2023-03-01", "2023-12-01")
    return _sown(case, licence, _drive(world, rng, case, case.probation_to + between(rng, 1, 100, n)))


@trap("E03", "sanctioned", "已给予警告并提请处罚", "already warned for it")
def sanctioned(world: World, rng: Rng, n: int) -> Sown:
    case, licence = _drunk(world, rng, n)
    on = _during(rng, case)
    supervision.sanction(world, case.person, on + between(rng, 3, 25, n), "police", "驾驶证吊销期间驾驶机动车")
    return _sown(case, licence, _drive(world, rng, case, on))


@trap("E03", "other_charge", "其他罪名，驾驶证有效", "another charge, the licence is valid")
def other_charge(world: World, rng: Rng, n: int) -> Sown:
    person = world.pick(rng, n, world.adults(30, 50))
    case = justice.judge(
        world, rng, person, INJURY, days(rng, "2023-03-01", "2024-06-01", n), months=10, probation=18,
        manner=justice.BAIL,
    )  # fmt: skip
    return _sown(case, traffic.licence(world, rng, person), _drive(world, rng, case, _during(rng, case)))
