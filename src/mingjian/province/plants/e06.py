"""E06 Paper sentence (判实刑未收监、纸面服刑). Clue: the judgment.

Law: 刑诉法264, 265, 268. Either nobody ever took the person in, or the person lives outside while the register
says inside.
"""

from __future__ import annotations

import numpy as np

from mingjian.province import justice, regions
from mingjian.province.background import hotels, insurance, medicine, welfare
from mingjian.province.chance import Rng, between
from mingjian.province.charges import FRAUD, INJURY, QUARREL, THEFT
from mingjian.province.clock import AS_OF, NONE, Ints, month_of
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days, judgments, nothing, some_charge
from mingjian.province.world import World, region_codes

KEY = "document"

_CHARGES = (THEFT, INJURY, FRAUD, QUARREL)


def _case(
    world: World, rng: Rng, n: int, first: str, last: str, low: int = 14, high: int = 34, **given: object
) -> justice.Case:
    person = world.pick(rng, n, world.adults(30, 48))
    given.setdefault("months", between(rng, low, high, n))
    given.setdefault("manner", justice.HELD)
    judged = given.pop("judged", None)
    when = days(rng, first, last, n) if judged is None else judged
    return justice.judge(world, rng, person, some_charge(rng, _CHARGES, n), when, **given)  # type: ignore[arg-type]


def _sown(case: justice.Case, *more: Need) -> Sown:
    needs = [judgments(case, "effective_on", "sentence_from", "sentence_to"), *more]
    return Sown(
        case.person, needs, document=case.number, lists=("custody_stay", "community_correction", "death_record")
    )


def _inside(case: justice.Case) -> Need:
    """The stay in prison as the register has it."""
    return Need("custody_stay", case.stays[:, 2], ("id_number", "left_on"))


def _inside_span(case: justice.Case) -> tuple[Ints, Ints]:
    return (case.effective + 40).astype(np.int32), np.minimum(case.sentence_to - 20, AS_OF - 10).astype(np.int32)


@violation("E06", "never_taken_in", "判处实刑生效后从未收押", "prison imposed, never taken in")
def never_taken_in(world: World, rng: Rng, n: int) -> Sown:
    return _sown(_case(world, rng, n, "2018-01-10", "2025-02-10", manner=justice.BAIL, confine=False))


@violation("E06", "at_hotels", "在押期间有旅馆住宿", "hotel stays while inside")
def at_hotels(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n, "2023-02-01", "2024-06-01", 18, 34)
    low, high = _inside_span(case)
    stays = [hotels.stay(world, rng, case.person, between(rng, low, high - 4, n), between(rng, 1, 3, n)) for _ in "ab"]
    need = Need("hotel_stay", np.stack(stays, axis=1), ("id_number", "checked_out"), enough=1)
    return _sown(case, _inside(case), need)


@violation("E06", "at_work", "在押期间由单位缴纳社保", "contributions by an employer while inside")
def at_work(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n, "2023-02-01", "2024-03-01", 20, 34)
    low, _ = _inside_span(case)
    world.mute("social_insurance_payment", case.person)
    start = month_of(low) + 1
    rows = [insurance.contribute(world, case.person, start + k) for k in range(6)]
    need = Need("social_insurance_payment", np.stack(rows, axis=1), ("id_number",), enough=3)
    return _sown(case, _inside(case), need)


@trap("E06", "detention_house", "余刑三个月以下，看守所代为执行", "three months or less served in the detention house")
def detention_house(world: World, rng: Rng, n: int) -> Sown:
    person = world.pick(rng, n, world.adults(30, 48))
    judged = days(rng, "2018-01-10", "2025-01-10", n)
    case = justice.judge(
        world, rng, person, THEFT, judged, crime=judged - between(rng, 130, 150, n), months=7, manner=justice.HELD
    )
    return _sown(case)


@trap("E06", "served_before", "判决生效时刑期已由羁押折抵完毕", "the term was used up by custody")
def served_before(world: World, rng: Rng, n: int) -> Sown:
    person = world.pick(rng, n, world.adults(30, 48))
    judged = days(rng, "2018-01-10", "2025-01-10", n)
    crime = judged - 190
    case = justice.judge(
        world, rng, person, THEFT, judged, crime=crime, filed=crime + 2, detained=crime + 3, months=6,
        manner=justice.HELD,
    )  # fmt: skip
    return _sown(case)


@trap("E06", "other_region", "在另一市的监所服刑", "served in another city")
def other_region(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n, "2018-01-10", "2025-01-10", manner=justice.BAIL, confine=False)
    away = ((case.place + 11) % len(regions.COUNTIES)).astype(np.int32)
    end = np.where(case.sentence_to > AS_OF, NONE, case.sentence_to).astype(np.int32)
    world.tables.add(
        "custody_stay", case.person, facility=world.place_words("{city}监狱", away), entered_on=case.sentence_from,
        left_on=end, reason="serving", leave_reason=None, region=region_codes(away),
    )  # fmt: skip
    return _sown(case)


@trap("E06", "outside_for_illness", "暂予监外执行", "execution outside prison for illness")
def outside_for_illness(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n, "2022-01-10", "2025-01-10", 30, 34, manner=justice.BAIL, confine=False)
    home = world.people.home[case.person]
    world.tables.add(
        "community_correction", case.person, office=world.place_words("{full}司法局", home), kind="temporary",
        from_on=case.effective, to_on=case.sentence_to, enrolled_on=case.effective + 6,
        judgment_number=np.array(case.number, object), region=region_codes(home),
    )  # fmt: skip
    return _sown(case)


@trap("E06", "died", "收押前死亡", "died before being taken in")
def died(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n, "2018-01-10", "2025-01-10", manner=justice.BAIL, confine=False)
    on = case.effective + between(rng, 1, 8, n)
    world.die(case.person, on)
    welfare.record_deaths(world, rng, case.person, on)
    return _sown(case)


@trap("E06", "not_effective", "上诉，判决未生效", "under appeal, not effective")
def not_effective(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n, "2025-03-01", "2025-04-20", manner=justice.BAIL, confine=False, effective=nothing(n))
    world.tables.change("criminal_judgment", case.judgment, sentence_from=nothing(n), sentence_to=nothing(n))
    return _sown(case)


@trap("E06", "just_effective", "生效仅数日，尚未交付执行", "effective for a few days")
def just_effective(world: World, rng: Rng, n: int) -> Sown:
    judged = between(rng, AS_OF - 18, AS_OF - 14, n)
    case = _case(world, rng, n, "", "", manner=justice.BAIL, confine=False, judged=judged, effective=judged + 12)
    world.tables.change("criminal_judgment", case.judgment, sentence_from=nothing(n), sentence_to=nothing(n))
    return _sown(case)


@trap("E06", "arrested_at_hotel", "入所当日自旅馆退房", "checked out on the day of entering custody")
def arrested_at_hotel(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n, "2023-08-01", "2024-10-01")
    hotels.stay(world, rng, case.person, case.sentence_from - 2, np.full(n, 2, np.int32))
    return _sown(case)


@trap("E06", "hospital_visit", "在押期间押解就医（门诊）", "a hospital visit under guard")
def hospital_visit(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n, "2023-02-01", "2024-06-01", 18, 34)
    low, high = _inside_span(case)
    medicine.settle(world, rng, case.person, between(rng, low, high, n), 0, kind=medicine.OUTPATIENT)
    return _sown(case)


@trap("E06", "months_at_border", "收押当月、释放当月的社保缴费", "contributions for the months of entry and release")
def months_at_border(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n, "2023-08-01", "2024-01-10", 8, 12)
    world.mute("social_insurance_payment", case.person)
    insurance.contribute(world, case.person, month_of(case.sentence_from))
    insurance.contribute(world, case.person, month_of(case.sentence_to))
    return _sown(case)
