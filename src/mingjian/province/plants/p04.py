"""P04 Third-party liability billed to medical insurance (第三方责任医疗费由医保支付). Clue: the person.

Law: 社会保险法30: the fund does not pay what a third party or the work-injury fund owes; it pays in advance where the
third party does not pay or cannot be found. 医疗保障基金使用监督管理条例17, 41: nothing twice.
"""

from __future__ import annotations

import numpy as np

from mingjian.province.background import injuries, medicine
from mingjian.province.chance import Rng, between
from mingjian.province.clock import Ints
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days
from mingjian.province.world import World

KEY = "person"


def _injured(world: World, rng: Rng, n: int) -> tuple[Ints, Ints]:
    """People and the days on which they were hurt."""
    who = world.pick(rng, n, world.adults(24, 60))
    world.mute("medical_settlement", who)
    return who, days(rng, "2023-02-01", "2024-12-01", n)


def _stay(records: Ints) -> Need:
    return Need("medical_settlement", records, ("id_number", "fund_paid"))


def _liable(rng: Rng, n: int) -> Ints:
    return rng.integers(injuries.FULL, injuries.NOBODY, n).astype(np.int32)


@violation("P04", "incident_billed", "第三人负有责任的外伤由医保支付", "an injury a third party owes, paid by the fund")
def incident_billed(world: World, rng: Rng, n: int) -> Sown:
    who, on = _injured(world, rng, n)
    incident = injuries.happen(world, rng, who, on, _liable(rng, n))
    stay = injuries.treat(world, rng, who, on + between(rng, 0, 3, n))
    return Sown(who, [Need("injury_incident", incident, ("id_number",)), _stay(stay)])


@violation("P04", "paid_twice", "判决已赔医疗费，医保又支付", "awarded by a judgment and paid by the fund")
def paid_twice(world: World, rng: Rng, n: int) -> Sown:
    who, on = _injured(world, rng, n)
    case = injuries.award(world, rng, who, on, on + between(rng, 90, 190, n))
    stay = injuries.treat(world, rng, who, on + between(rng, 0, 2, n))
    needs = [Need("injury_judgment", case, ("id_number", "injured_on", "effective_on", "medical_fees")), _stay(stay)]
    return Sown(who, needs)


@violation("P04", "advance_kept", "先行支付后获判医疗费未退还", "paid in advance, awarded later, never returned")
def advance_kept(world: World, rng: Rng, n: int) -> Sown:
    who, on = _injured(world, rng, n)
    injuries.happen(world, rng, who, on, injuries.FULL)
    case = injuries.award(world, rng, who, on, on + between(rng, 90, 190, n))
    stay = injuries.treat(world, rng, who, on + between(rng, 0, 2, n), advance=True)
    needs = [Need("injury_judgment", case, ("id_number", "injured_on", "effective_on", "medical_fees")), _stay(stay)]
    return Sown(who, needs)


@violation("P04", "work_injury", "已认定工伤，医疗费由医保支付", "an injury of work, paid by the medical fund")
def work_injury(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, world.adults(28, 55) & (world.people.job == 1))
    world.mute("medical_settlement", who)
    on = days(rng, "2023-02-01", "2024-12-01", n)
    claim = injuries.claim(world, rng, who, on)
    stay = injuries.treat(world, rng, who, on + between(rng, 0, 3, n))
    return Sown(who, [Need("work_injury_claim", claim, ("id_number",)), _stay(stay)])


@trap("P04", "unidentified", "肇事逃逸，无法确定第三人", "the third party cannot be found")
def unidentified(world: World, rng: Rng, n: int) -> Sown:
    who, on = _injured(world, rng, n)
    injuries.happen(world, rng, who, on, injuries.UNIDENTIFIED)
    return Sown(who, [_stay(injuries.treat(world, rng, who, on))])


@trap("P04", "own_fault", "自伤、单方事故，无第三人责任", "hurt by oneself, no third party")
def own_fault(world: World, rng: Rng, n: int) -> Sown:
    who, on = _injured(world, rng, n)
    injuries.happen(world, rng, who, on, injuries.NOBODY)
    return Sown(who, [_stay(injuries.treat(world, rng, who, on))])


@trap("P04", "illness", "同日因病住院，日期巧合", "an illness of the same days")
def illness(world: World, rng: Rng, n: int) -> Sown:
    who, on = _injured(world, rng, n)
    injuries.happen(world, rng, who, on, _liable(rng, n))
    ill = rng.integers(0, 4, n, dtype=np.int32)
    return Sown(who, [_stay(medicine.settle(world, rng, who, on + 1, 6, diagnosis=ill))])


@trap("P04", "other_injury", "四日以后的另一次外伤", "another injury four days later")
def other_injury(world: World, rng: Rng, n: int) -> Sown:
    who, on = _injured(world, rng, n)
    injuries.happen(world, rng, who, on, _liable(rng, n))
    return Sown(who, [_stay(injuries.treat(world, rng, who, on + between(rng, 4, 60, n)))])


@trap("P04", "advance", "第三人不支付，医保先行支付", "the third party does not pay, the fund pays in advance")
def advance(world: World, rng: Rng, n: int) -> Sown:
    who, on = _injured(world, rng, n)
    injuries.happen(world, rng, who, on, _liable(rng, n))
    return Sown(who, [_stay(injuries.treat(world, rng, who, on, advance=True))])


@trap("P04", "third_party_paid", "第三人已付，统筹基金未支付", "paid by the third party, nothing by the fund")
def third_party_paid(world: World, rng: Rng, n: int) -> Sown:
    who, on = _injured(world, rng, n)
    injuries.happen(world, rng, who, on, injuries.FULL)
    injuries.award(world, rng, who, on, on + 120)
    return Sown(who, [_stay(injuries.treat(world, rng, who, on, fund=False))])


@trap("P04", "no_medical_fees", "判决未支持医疗费", "a judgment without medical fees")
def no_medical_fees(world: World, rng: Rng, n: int) -> Sown:
    who, on = _injured(world, rng, n)
    injuries.award(world, rng, who, on, on + 120, medical=False)
    return Sown(who, [_stay(injuries.treat(world, rng, who, on))])


@trap("P04", "not_in_effect", "判决尚未生效", "a judgment not yet in effect")
def not_in_effect(world: World, rng: Rng, n: int) -> Sown:
    who, on = _injured(world, rng, n)
    injuries.award(world, rng, who, on, on + 120, effective=False)
    return Sown(who, [_stay(injuries.treat(world, rng, who, on))])


@trap("P04", "claim_rejected", "不予认定工伤，由医保支付", "not an injury of work, rightly paid by the fund")
def claim_rejected(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, world.adults(28, 55) & (world.people.job == 1))
    world.mute("medical_settlement", who)
    on = days(rng, "2023-02-01", "2024-12-01", n)
    injuries.claim(world, rng, who, on, result=1)
    return Sown(who, [_stay(injuries.treat(world, rng, who, on))])


@trap("P04", "outpatient", "门诊换药，不是外伤住院", "an outpatient visit")
def outpatient(world: World, rng: Rng, n: int) -> Sown:
    who, on = _injured(world, rng, n)
    injuries.happen(world, rng, who, on, _liable(rng, n))
    record = medicine.settle(world, rng, who, on + 2, 0, kind=medicine.OUTPATIENT, diagnosis=np.full(n, 11))
    return Sown(who, [_stay(record)])


@trap("P04", "namesake", "同名不同人", "a patient of the same name, another person")
def namesake(world: World, rng: Rng, n: int) -> Sown:
    who, on = _injured(world, rng, n)
    injuries.happen(world, rng, who, on, injuries.FULL)
    other = world.pick(rng, n, world.adults(24, 60))
    world.mute("medical_settlement", other)
    world.homonym(other, who)
    return Sown(other, [_stay(injuries.treat(world, rng, other, on))])
