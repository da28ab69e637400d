"""P06 Fake chronic status and overlapping stays (虚假门特、重复住院). Clue: the person.

Law: 医疗保障基金使用监督管理条例15, 38, 40. Overlap of more than one day in two hospitals; stays while in
custody or after death; a certificate without any inpatient history of the disease in the twelve months before.
"""

from __future__ import annotations

import numpy as np

from mingjian.province import justice
from mingjian.province.background import medicine, welfare
from mingjian.province.chance import Rng, between
from mingjian.province.charges import FRAUD, INJURY, QUARREL, THEFT
from mingjian.province.clock import AS_OF, Ints
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days, judgments, some_charge
from mingjian.province.world import World

KEY = "person"

_COLUMNS = ("id_number", "discharged_on")


def _people(world: World, rng: Rng, n: int) -> Ints:
    who = world.pick(rng, n, world.adults(42, 64))
    world.mute("medical_settlement", who)
    return who


def _stays(*records: Ints) -> Need:
    return Need("medical_settlement", np.stack(records, axis=1), _COLUMNS)


def _pair(world: World, rng: Rng, who: Ints, admitted: Ints, nights: Ints, later: Ints, nights_later: Ints) -> Need:
    first = medicine.hospital_of(world, rng, who)
    one = medicine.settle(world, rng, who, admitted, nights, hospital=first)
    two = medicine.settle(world, rng, who, later, nights_later, hospital=medicine.other_hospital(first))
    return _stays(one, two)


@violation("P06", "two_hospitals", "同一时期在两家医院住院超过一日", "inpatient in two hospitals for more than a day")
def two_hospitals(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    admitted = days(rng, "2023-02-01", "2025-04-01", n)
    nights = between(rng, 8, 20, n)
    later = admitted + nights - between(rng, 3, 6, n)
    return Sown(who, [_pair(world, rng, who, admitted, nights, later, between(rng, 7, 15, n))])


@violation("P06", "in_custody", "在押期间住院", "inpatient while in custody")
def in_custody(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    judged = days(rng, "2023-03-01", "2024-05-01", n)
    case = justice.judge(
        world, rng, who, some_charge(rng, (THEFT, FRAUD, INJURY, QUARREL), n), judged, manner=justice.HELD,
        months=between(rng, 20, 34, n),
    )  # fmt: skip
    low = case.effective + 40
    admitted = between(rng, low, np.minimum(case.sentence_to, AS_OF) - 40, n)
    record = medicine.settle(world, rng, who, admitted, between(rng, 5, 14, n))
    stay = Need("custody_stay", case.stays[:, 2], ("id_number", "left_on"))
    # who is still inside has no day of leaving: only the end of the sentence says that he was there
    return Sown(who, [_stays(record), stay, judgments(case, "sentence_to")])


@violation("P06", "after_death", "死亡后住院", "inpatient after death")
def after_death(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    on = days(rng, "2023-06-01", "2024-10-01", n)
    world.die(who, on)
    record = welfare.record_deaths(world, rng, who, on)
    stay = medicine.settle(world, rng, who, on + between(rng, 10, 150, n), between(rng, 4, 14, n))
    return Sown(who, [_stays(stay), Need("death_record", record, ("id_number", "died_on"))])


@violation(
    "P06", "no_history", "认定前十二个月无相应住院记录", "certified without an inpatient history of twelve months"
)
def no_history(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    disease = rng.integers(0, len(medicine.DISEASES), n).astype(np.int32)
    record = medicine.certify(world, rng, who, days(rng, "2024-02-10", "2025-05-20", n), disease)
    need = Need("chronic_certification", record, ("id_number", "certified_on"))
    return Sown(who, [need], lists=("medical_settlement",))


@trap("P06", "transfer", "转院，同日出入院", "transferred: discharged and admitted on one day")
def transfer(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    admitted = days(rng, "2023-02-01", "2025-04-01", n)
    nights = between(rng, 4, 14, n)
    first = medicine.hospital_of(world, rng, who)
    one = medicine.settle(world, rng, who, admitted, nights, hospital=first)
    two = medicine.settle(
        world, rng, who, admitted + nights, between(rng, 4, 14, n), hospital=medicine.other_hospital(first),
        transfer_from=first,
    )  # fmt: skip
    return Sown(who, [_stays(one, two)])


@trap("P06", "next_day", "出院次日另院入院", "admitted elsewhere the day after")
def next_day(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    admitted = days(rng, "2023-02-01", "2025-04-01", n)
    nights = between(rng, 4, 14, n)
    return Sown(who, [_pair(world, rng, who, admitted, nights, admitted + nights + 1, nights)])


@trap("P06", "observation", "急诊留观后住院", "observation in one hospital, then admitted to another")
def observation(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    admitted = days(rng, "2023-02-01", "2025-04-01", n)
    first = medicine.hospital_of(world, rng, who)
    one = medicine.settle(world, rng, who, admitted, 3, kind=medicine.OBSERVATION, hospital=first)
    two = medicine.settle(world, rng, who, admitted + 1, 8, hospital=medicine.other_hospital(first))
    return Sown(who, [_stays(one, two)])


@trap("P06", "outpatient_inside", "住院期间在他院门诊检查", "an outpatient test elsewhere during a stay")
def outpatient_inside(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    admitted = days(rng, "2023-02-01", "2025-04-01", n)
    first = medicine.hospital_of(world, rng, who)
    one = medicine.settle(world, rng, who, admitted, 10, hospital=first)
    two = medicine.settle(
        world, rng, who, admitted + 3, 0, kind=medicine.OUTPATIENT, hospital=medicine.other_hospital(first)
    )
    return Sown(who, [_stays(one, two)])


@trap("P06", "settled_later", "在押前住院、在押后补录结算", "the stay was before custody, entered later")
def settled_later(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    judged = days(rng, "2023-10-01", "2024-05-01", n)
    case = justice.judge(world, rng, who, INJURY, judged, manner=justice.HELD, months=between(rng, 20, 30, n))
    record = medicine.settle(
        world, rng, who, case.sentence_from - 30, 9, settled=case.effective + between(rng, 10, 60, n)
    )
    return Sown(who, [_stays(record)])


@trap("P06", "died_in_hospital", "住院期间死亡，死后结算", "died in hospital, settled after death")
def died_in_hospital(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    on = days(rng, "2023-06-01", "2025-01-01", n)
    world.die(who, on)
    record = welfare.record_deaths(world, rng, who, on)
    nights = between(rng, 2, 12, n)
    stay = medicine.settle(world, rng, who, on - nights, nights, settled=on + between(rng, 1, 20, n))
    return Sown(who, [_stays(stay), Need("death_record", record, ("id_number",))])


@trap("P06", "old_history", "住院记录在认定前十一个月", "the stay was eleven months before the certificate")
def old_history(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    disease = rng.integers(0, len(medicine.DISEASES), n).astype(np.int32)
    certified = days(rng, "2024-02-10", "2025-05-20", n)
    stay = medicine.settle(world, rng, who, certified - 340, 10, diagnosis=medicine.diagnosis_of(disease))
    record = medicine.certify(world, rng, who, certified, disease)
    return Sown(who, [_stays(stay), Need("chronic_certification", record, ("id_number",))])
