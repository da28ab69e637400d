"""E02 Never enrolled for community correction (社区矫正漏管). Clue: the judgment.

Law: 社区矫正法20-22; 刑诉法269. Documents within five days of effect, report within ten: nothing after fifteen
days is wrong.
"""

from __future__ import annotations

import numpy as np

from mingjian.province import justice, regions
from mingjian.province.background import cases, welfare
from mingjian.province.chance import Rng, between
from mingjian.province.charges import CASINO, DRUNK, FRAUD, INJURY, QUARREL, THEFT
from mingjian.province.clock import AS_OF, NONE, Ints
from mingjian.province.plants.base import Sown, trap, violation
from mingjian.province.plants.common import days, judgments, nothing, some_charge
from mingjian.province.world import OTHER_PROVINCE, World, region_codes

KEY = "document"

_CHARGES = (THEFT, INJURY, FRAUD, QUARREL)


def _case(world: World, rng: Rng, n: int, judged: Ints | None = None, **given: object) -> justice.Case:
    person = world.pick(rng, n, world.adults(30, 50))
    when = days(rng, "2018-01-10", "2025-04-20", n) if judged is None else judged
    given.setdefault("months", 12)
    given.setdefault("probation", between(rng, 14, 24, n))
    return justice.judge(world, rng, person, some_charge(rng, _CHARGES, n), when, manner=justice.BAIL, **given)


def _sown(case: justice.Case) -> Sown:
    needs = [judgments(case, "effective_on", "residence_region")]
    return Sown(case.person, needs, document=case.number, lists=("community_correction", "death_record"))


@violation("E02", "probation_not_enrolled", "宣告缓刑后未入矫", "sentenced to probation, never enrolled")
def probation_not_enrolled(world: World, rng: Rng, n: int) -> Sown:
    return _sown(_case(world, rng, n, enrol=False))


@violation("E02", "surveillance_not_enrolled", "判处管制后未入矫", "sentenced to surveillance, never enrolled")
def surveillance_not_enrolled(world: World, rng: Rng, n: int) -> Sown:
    person = world.pick(rng, n, world.adults(30, 50))
    judged = days(rng, "2018-01-10", "2025-04-20", n)
    charge = some_charge(rng, (QUARREL, CASINO), n)
    return _sown(
        justice.judge(world, rng, person, charge, judged, penalty="surveillance", manner=justice.BAIL, enrol=False)
    )


@trap("E02", "appealed", "上诉，尚未生效", "under appeal, not yet effective")
def appealed(world: World, rng: Rng, n: int) -> Sown:
    judged = days(rng, "2025-03-01", "2025-04-20", n)
    return _sown(_case(world, rng, n, judged, effective=nothing(n)))


@trap("E02", "other_county", "变更执行地，在另一市入矫", "enrolled in another city")
def other_county(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n, enrol=False)
    world.mute("hotel_stay", case.person)  # they live where they are enrolled
    world.mute("correction_leave", case.person)
    away = ((world.people.home[case.person] + 9) % len(regions.COUNTIES)).astype(np.int32)
    _enrol(world, case, away, case.effective + between(rng, 2, 9, n))
    return _sown(case)


@trap("E02", "on_the_last_day", "第十五日入矫", "enrolled on the fifteenth day")
def on_the_last_day(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n, enrol=False)
    _enrol(world, case, world.people.home[case.person], case.effective + 15)
    return _sown(case)


@trap("E02", "died", "入矫前死亡", "died before enrolment")
def died(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n, enrol=False)
    on = case.effective + between(rng, 1, 9, n)
    world.die(case.person, on)
    welfare.record_deaths(world, rng, case.person, on)
    return _sown(case)


@trap("E02", "just_effective", "生效未满十五日", "effective for less than fifteen days")
def just_effective(world: World, rng: Rng, n: int) -> Sown:
    judged = between(rng, AS_OF - 24, AS_OF - 14, n)
    return _sown(_case(world, rng, n, judged, effective=judged + 12, enrol=False))


@trap("E02", "lives_elsewhere", "居住地在外省，由外省执行", "lives in another province, outside the coverage")
def lives_elsewhere(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n, enrol=False, residence_region=region_codes(np.full(n, OTHER_PROVINCE, np.int32)))
    return _sown(case)


@trap("E02", "short_detention_probation", "拘役缓刑，已入矫", "detention with probation, enrolled")
def short_detention_probation(world: World, rng: Rng, n: int) -> Sown:
    person = world.pick(rng, n, world.adults(30, 50))
    judged = days(rng, "2018-01-10", "2025-03-20", n)
    case = justice.judge(
        world, rng, person, DRUNK, judged, penalty="detention", months=1, probation=2, manner=justice.BAIL
    )
    cases.revoke(world, rng, case)
    return _sown(case)


def _enrol(world: World, case: justice.Case, place: Ints, on: Ints) -> None:
    known = case.effective != NONE
    assert known.all()
    world.tables.add(
        "community_correction", case.person, office=world.place_words("{full}司法局", place), kind="probation",
        charge=None, from_on=case.effective, to_on=case.probation_to, enrolled_on=on,
        judgment_number=np.array(case.number, object), region=region_codes(place),
    )  # fmt: skip
