"""E01 Absconding from community correction (社区矫正对象不假外出、脱管). Clue: the person.

Law: 社区矫正法27, 28: who leaves the city or county he lives in needs leave; an absence without leave is answered by a
sanction.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mingjian.province import justice
from mingjian.province.background import hotels, supervision, traffic
from mingjian.province.chance import Rng, between
from mingjian.province.charges import FRAUD, INJURY, QUARREL, THEFT
from mingjian.province.clock import AS_OF, Ints
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days, some_charge
from mingjian.province.world import World, region_codes

KEY = "person"

_CHARGES = (THEFT, INJURY, FRAUD, QUARREL)
_ABSENT = ("correction_leave", "correction_sanction")


def _case(world: World, rng: Rng, n: int, first: str = "2023-02-01", last: str = "2024-06-01") -> justice.Case:
    person = world.pick(rng, n, world.adults(30, 50))
    for dataset in (*_ABSENT, "hotel_stay"):
        world.mute(dataset, person)
    probation = between(rng, 18, 26, n)
    return justice.judge(
        world, rng, person, some_charge(rng, _CHARGES, n), days(rng, first, last, n), months=12, probation=probation,
        manner=justice.BAIL,
    )  # fmt: skip


def _during(rng: Rng, case: justice.Case) -> Ints:
    """A day well inside the term of correction and before the last weeks."""
    last = np.minimum(case.probation_to - 10, AS_OF - 60)
    return between(rng, case.effective + 15, last, len(case.person))


def _away(world: World, rng: Rng, case: justice.Case) -> Ints:
    return supervision.elsewhere(rng, world.people.home[case.person])


def _sown(case: justice.Case, *more: Need) -> Sown:
    needs = [Need("community_correction", case.correction, ("id_number", "to_on", "enrolled_on", "from_on")), *more]
    return Sown(case.person, needs, document=case.number, lists=(*_ABSENT, "community_correction"))


def _stay(world: World, rng: Rng, case: justice.Case, on: Ints, **given: Any) -> Need:
    record = hotels.stay(world, rng, case.person, on, between(rng, 1, 3, len(on)), **given)
    return Need("hotel_stay", record, ("id_number", "checked_out"))


@violation("E01", "hotel_away", "未经批准在外市住宿", "a night in another city without leave")
def hotel_away(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n)
    return _sown(case, _stay(world, rng, case, _during(rng, case), at=_away(world, rng, case)))


@violation("E01", "journey_away", "未经批准乘车、乘机去外省市", "a journey to another province without leave")
def journey_away(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n)
    record = supervision.travel(world, rng, case.person, _during(rng, case), supervision.abroad(rng, n))
    return _sown(case, Need("travel_ticket", record, ("id_number",)))


@violation("E01", "caught_away", "在外市驾车被现场查处", "caught driving in another city")
def caught_away(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n)
    record = traffic.violations(
        world,
        rng,
        case.person,
        _during(rng, case),
        np.full(n, -1, np.int32),
        handled=True,
        place=_away(world, rng, case),
    )
    return _sown(case, Need("traffic_violation", record, ("id_number",)))


@trap("E01", "on_leave", "请假获批，在批准期间外出", "away within a leave that was granted")
def on_leave(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n)
    on, place = _during(rng, case), _away(world, rng, case)
    supervision.leave(world, rng, case.person, on - 1, (on + 4).astype(np.int32), place)
    return _sown(case, _stay(world, rng, case, on, at=place))


@trap("E01", "standing_permission", "经常性跨市县活动已批准", "a standing permission for work elsewhere")
def standing_permission(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n)
    on, place = _during(rng, case), _away(world, rng, case)
    first = (case.effective + 14).astype(np.int32)
    supervision.leave(world, rng, case.person, first, case.probation_to, place, kind="regular")
    supervision.travel(world, rng, case.person, on, place)
    return _sown(case, _stay(world, rng, case, on, at=place))


@trap("E01", "refunded", "购票后退票、未乘车", "the ticket was given back")
def refunded(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n)
    supervision.travel(world, rng, case.person, _during(rng, case), supervision.abroad(rng, n), "refunded")
    supervision.travel(world, rng, case.person, _during(rng, case), supervision.abroad(rng, n), "unused")
    return _sown(case)


@trap("E01", "lent_car", "车借他人，外市电子监控抓拍", "his car, seen elsewhere by a camera only")
def lent_car(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n)
    traffic.violations(
        world, rng, case.person, _during(rng, case), np.full(n, -1, np.int32), handled=False, on_spot=False,
        place=_away(world, rng, case),
    )  # fmt: skip
    return _sown(case)


@trap("E01", "same_city", "在本市辖区内住宿", "a night in his own city")
def same_city(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n)
    return _sown(case, _stay(world, rng, case, _during(rng, case)))


@trap("E01", "sanctioned", "不假外出，已给予警告", "absent without leave, and warned for it")
def sanctioned(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n)
    on = _during(rng, case)
    need = _stay(world, rng, case, on, at=_away(world, rng, case))
    supervision.sanction(world, case.person, on + between(rng, 3, 25, n), "warning", "未经批准离开所居住的市")
    return _sown(case, need)


@trap("E01", "place_changed", "变更执行地，在新执行地住宿", "the place of correction was changed")
def place_changed(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n)
    on, place = _during(rng, case), _away(world, rng, case)
    world.tables.add(
        "community_correction", case.person, office=world.place_words("{full}司法局", place), kind="probation",
        charge=None, from_on=on - 8, to_on=case.probation_to, enrolled_on=on - 6,
        judgment_number=np.array(case.number, object), region=region_codes(place),
    )  # fmt: skip
    return _sown(case, _stay(world, rng, case, on, at=place))


@trap("E01", "before_and_after", "入矫之前、矫正期满之后外出", "away before enrolment and after the term")
def before_and_after(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n, "2023-02-01", "2023-06-01")
    place = _away(world, rng, case)
    _stay(world, rng, case, case.judged - 40, at=place)
    over = np.flatnonzero(case.probation_to < AS_OF - 50)
    hotels.stay(world, rng, case.person[over], case.probation_to[over] + 10, np.ones(len(over), np.int32), place[over])
    return _sown(case)


@trap("E01", "just_away", "外出不久，尚在调查处理", "away some days ago, still being looked into")
def just_away(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n, "2024-03-01", "2024-06-01")
    return _sown(case, _stay(world, rng, case, between(rng, AS_OF - 20, AS_OF - 5, n), at=_away(world, rng, case)))
