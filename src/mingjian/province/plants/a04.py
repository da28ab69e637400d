"""A04 Drunk drivers keep their licences (醉驾未吊销驾驶证). Clue: the person.

Law: 道路交通安全法91; 2023醉驾意见12, 20; 刑法133之1. Drunk is 80 mg/100ml or more; the licence must be revoked
whether the driver was convicted, not prosecuted, or never filed against.
"""

from __future__ import annotations

import numpy as np

from mingjian.province import justice
from mingjian.province.background import penalties, traffic
from mingjian.province.background.penalties import ACT_OF
from mingjian.province.chance import Rng, between
from mingjian.province.charges import DRUNK
from mingjian.province.clock import AS_OF, NONE, Ints, add_months
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days
from mingjian.province.world import World

KEY = "person"


def _people(world: World, rng: Rng, n: int) -> Ints:
    return world.pick(rng, n, world.adults(28, 52))


def _convicted(world: World, rng: Rng, who: Ints, first: str, last: str, **given: object) -> justice.Case:
    judged = days(rng, first, last, len(who))
    return justice.judge(
        world,
        rng,
        who,
        DRUNK,
        judged,
        penalty="detention",
        months=2,
        manner=justice.BAIL,
        **given,
    )


def _spared(world: World, rng: Rng, who: Ints, decided: Ints, blood: Ints, vehicle: str = "car") -> Ints:
    """Not prosecuted but fined, the licence not mentioned."""
    record = penalties.spare(world, rng, who, DRUNK, decided, blood=blood, vehicle=vehicle)
    penalties.penalise(world, rng, who, ACT_OF[DRUNK], decided - 80, decided + between(rng, 10, 45, len(who)),
                       text="醉酒驾驶机动车，情节轻微被不起诉，予以罚款")  # fmt: skip
    return record


def _valid(world: World, rng: Rng, who: Ints, before: Ints) -> Ints:
    issued = (before - between(rng, 600, 3000, len(who))).astype(np.int32)
    return traffic.licence(world, rng, who, issued=issued, valid_to=add_months(issued, 312))


def _licence_need(record: Ints) -> Need:
    return Need("driving_licence", record, ("id_number", "status_on", "issued_on", "valid_to"))


@violation("A04", "convicted", "醉驾判刑后驾驶证仍有效", "convicted, the licence is still valid")
def convicted(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    case = _convicted(world, rng, who, "2018-01-10", "2025-02-10")
    traffic.violations(world, rng, who, case.crime, between(rng, 90, 240, n), handled=True)
    return Sown(who, [judgments_of(case), _licence_need(_valid(world, rng, who, case.crime))])


def judgments_of(case: justice.Case) -> Need:
    """The judgment with its day of crime."""
    return Need("criminal_judgment", case.judgment, ("id_number", "crime_from", "effective_on"))


@violation("A04", "not_prosecuted", "醉驾不起诉后驾驶证仍有效", "not prosecuted, the licence is still valid")
def not_prosecuted(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    decided = days(rng, "2018-06-01", "2025-02-01", n)
    record = _spared(world, rng, who, decided, between(rng, 82, 145, n))
    need = Need("non_prosecution", record, ("id_number",))
    return Sown(who, [need, _licence_need(_valid(world, rng, who, decided - 80))])


@violation("A04", "never_filed", "查获醉驾未立案，驾驶证仍有效", "found drunk, no case was filed, the licence is valid")
def never_filed(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    on = days(rng, "2023-02-01", "2025-01-10", n)
    record = traffic.violations(world, rng, who, on, between(rng, 80, 140, n), handled=False)
    return Sown(who, [Need("traffic_violation", record, ("id_number",)), _licence_need(_valid(world, rng, who, on))])


@trap("A04", "no_licence", "无证驾驶，无证可吊", "drove without a licence")
def no_licence(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    case = _convicted(world, rng, who, "2018-01-10", "2025-02-10")
    traffic.no_licence(world, who)
    return Sown(who, [judgments_of(case)])


@trap("A04", "other_province", "驾驶证由外省核发", "the licence was issued by another province")
def other_province(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    case = _convicted(world, rng, who, "2018-01-10", "2025-02-10")
    issued = (case.crime - 900).astype(np.int32)
    record = traffic.licence(world, rng, who, issued=issued, valid_to=add_months(issued, 312), elsewhere=True)
    return Sown(who, [judgments_of(case), _licence_need(record)])


@trap("A04", "electric_bicycle", "醉驾电动自行车，不属机动车", "drunk on an electric bicycle")
def electric_bicycle(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    on = days(rng, "2023-02-01", "2025-01-10", n)
    kind = "electric_bicycle"
    record = traffic.violations(world, rng, who, on, between(rng, 85, 180, n), handled=True, vehicle=kind)
    return Sown(who, [Need("traffic_violation", record, ("id_number",)), _licence_need(_valid(world, rng, who, on))])


@trap("A04", "bicycle_not_prosecuted", "非机动车醉驾不起诉", "not prosecuted: the vehicle was no motor vehicle")
def bicycle_not_prosecuted(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    decided = days(rng, "2018-06-01", "2025-02-01", n)
    record = _spared(world, rng, who, decided, between(rng, 85, 145, n), "non_motor")
    need = Need("non_prosecution", record, ("id_number",))
    return Sown(who, [need, _licence_need(_valid(world, rng, who, decided - 80))])


@trap("A04", "cancelled_before", "驾驶证此前已注销", "the licence had been cancelled before")
def cancelled_before(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    case = _convicted(world, rng, who, "2018-01-10", "2025-02-10")
    issued = (case.crime - 4000).astype(np.int32)
    record = traffic.licence(
        world, rng, who, status="cancelled", status_on=case.crime - 200, issued=issued, valid_to=add_months(issued, 72)
    )
    return Sown(who, [judgments_of(case), _licence_need(record)])


@trap("A04", "expired_before", "驾驶证此前已逾期", "the licence had expired before")
def expired_before(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    case = _convicted(world, rng, who, "2018-01-10", "2025-02-10")
    expired = (case.crime - 300).astype(np.int32)
    record = traffic.licence(
        world, rng, who, status="expired", status_on=expired, issued=add_months(expired, -72), valid_to=expired
    )
    return Sown(who, [judgments_of(case), _licence_need(record)])


@trap("A04", "below_limit", "血液酒精七十九毫克，属饮酒驾驶", "79 mg is drinking, not drunk driving")
def below_limit(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    on = days(rng, "2023-02-01", "2025-01-10", n)
    record = traffic.violations(world, rng, who, on, np.full(n, 79, np.int32), handled=True)
    return Sown(who, [Need("traffic_violation", record, ("id_number",)), _licence_need(_valid(world, rng, who, on))])


@trap("A04", "licensed_again", "吊销满五年后重新取得", "licensed again after the five years")
def licensed_again(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    case = _convicted(world, rng, who, "2016-06-01", "2018-06-01")
    issued = (add_months(case.effective, 60) + between(rng, 120, 500, n)).astype(np.int32)
    record = traffic.licence(world, rng, who, issued=issued, valid_to=add_months(issued, 72))
    return Sown(who, [judgments_of(case), _licence_need(record)])


@trap("A04", "racing", "危险驾驶系追逐竞驶，非醉驾", "dangerous driving by racing, not drunk")
def racing(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    case = _convicted(world, rng, who, "2018-01-10", "2025-02-10", blood_alcohol=np.full(n, int(NONE), np.int64))
    return Sown(who, [judgments_of(case), _licence_need(_valid(world, rng, who, case.crime))])


@trap("A04", "revoked", "驾驶证已吊销", "the licence was revoked")
def revoked(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    on = days(rng, "2023-02-01", "2025-01-10", n)
    decided = on + 100
    penalties.spare(world, rng, who, DRUNK, decided, blood=between(rng, 82, 140, n), vehicle="car")
    penalties.penalise(world, rng, who, ACT_OF[DRUNK], on, decided + 20, licence=True)
    record = traffic.licence(
        world, rng, who, status="revoked", status_on=np.minimum(decided + 25, AS_OF - 1), issued=on - 2000
    )
    return Sown(who, [_licence_need(record)])
