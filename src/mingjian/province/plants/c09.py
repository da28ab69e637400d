"""C09 Public notice though in custody or reachable (公告送达不当). Clue: the case.

Law: 民事诉讼法93, 95: a party in custody is served through the place of custody; public notice is only for those who
cannot be found or served in another way, and counts after thirty days (sixty before 2022). 211(9), (10): retrial.
"""

from __future__ import annotations

import numpy as np

from mingjian.province import justice
from mingjian.province.background import services, suits
from mingjian.province.chance import Rng, between
from mingjian.province.charges import FRAUD, INJURY, THEFT
from mingjian.province.clock import AS_OF, NONE, Ints, day
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days, some_charge
from mingjian.province.world import World

KEY = "document"

_CHARGES = (FRAUD, INJURY, THEFT)


def _prisoner(world: World, rng: Rng, n: int) -> justice.Case:
    who = world.pick(rng, n, world.adults(24, 60))
    judged = days(rng, "2022-08-01", "2024-01-01", n)
    months = between(rng, 14, 26, n)
    held = between(rng, 3, 20, n)
    return justice.judge(
        world, rng, who, some_charge(rng, _CHARGES, n), judged, months=months, manner=justice.HELD, held_days=held
    )


def _noticed(world: World, rng: Rng, who: Ints, sent: Ints, **given: object) -> tuple[suits.Suits, Sown]:
    suit, notice = services.missing(world, rng, who, sent, **given)  # type: ignore[arg-type]
    needs = [
        Need("court_service", notice, ("id_number", "case_number", "sent_on")),
        Need("civil_document", suit.document, ("case_number", "judged_on")),
    ]
    return suit, Sown(who, needs, document=suit.number)


def _other(world: World, rng: Rng, who: Ints, served: Ints, *, result: int = services.SIGNED, door: int = 0,
           method: int = services.MAIL) -> Ints:  # fmt: skip
    """Papers of another case that were sent to the same people."""
    n = len(who)
    claimant = world.pick(rng, n, world.adults(24, 70))
    suit = suits.sue(
        world, rng, suits.people_side(claimant), suits.people_side(who), (served - 10).astype(np.int32),
        cause=suits.LENDING, outcome=suits.MEDIATED,
    )  # fmt: skip
    return services.serve(world, who, suit.number, served - 2, served=served, result=result, door=door, method=method)


def _with_stay(sown: Sown, stay: Ints) -> Sown:
    sown.needs.append(Need("custody_stay", stay, ("id_number", "entered_on", "left_on")))
    return sown


def _elsewhere(sown: Sown, record: Ints) -> Sown:
    sown.needs.append(Need("court_service", record, ("id_number", "case_number", "sent_on", "served_on")))
    sown.lists = ("court_service",)
    return sown


@violation("C09", "in_prison", "服刑期间公告送达、缺席判决", "served by notice and judged absent while in prison")
def in_prison(world: World, rng: Rng, n: int) -> Sown:
    case = _prisoner(world, rng, n)
    prison = case.stays[:, 2]
    stay = np.where(prison >= 0, prison, case.stays[:, 1])
    sent = np.where(prison >= 0, case.effective + 40, case.judged - 3).astype(np.int32)
    sown = _with_stay(_noticed(world, rng, case.person, sent)[1], stay)
    inside = np.where(case.sentence_to > AS_OF, case.judgment, -1).astype(np.int32)
    sown.needs.append(Need("criminal_judgment", inside, ("id_number", "judged_on", "sentence_to")))
    return sown


@violation("C09", "in_detention", "审前羁押期间公告送达", "served by notice while held before trial")
def in_detention(world: World, rng: Rng, n: int) -> Sown:
    case = _prisoner(world, rng, n)
    sent = (case.judged - between(rng, 2, 12, n)).astype(np.int32)
    return _with_stay(_noticed(world, rng, case.person, sent)[1], case.stays[:, 1])


@violation("C09", "reachable", "同期另案本人签收过文书", "signed for papers of another case at the time")
def reachable(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, world.adults(24, 60))
    sent = days(rng, "2022-03-01", "2024-12-01", n)
    _, sown = _noticed(world, rng, who, sent)
    record = _other(world, rng, who, (sent + between(rng, -80, 28, n)).astype(np.int32))
    return _elsewhere(sown, record)


@violation(
    "C09", "sixty_days", "2022年前公告六十日内另案签收", "signed for within the sixty days of a notice before 2022"
)
def sixty_days(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, world.adults(28, 60))
    sent = days(rng, "2019-03-01", "2021-10-01", n)
    _, sown = _noticed(world, rng, who, sent)
    record = _other(
        world, rng, who, (sent + between(rng, 35, 60, n)).astype(np.int32), result=services.FAMILY,
        method=services.DIRECT,
    )  # fmt: skip
    return _elsewhere(sown, record)


@trap("C09", "namesake", "同名的另一人在押", "another person of the same name was in custody")
def namesake(world: World, rng: Rng, n: int) -> Sown:
    case = _prisoner(world, rng, n)
    who = world.pick(rng, n, world.adults(24, 60))
    world.homonym(who, case.person)
    return _noticed(world, rng, who, (case.judged - 5).astype(np.int32))[1]


@trap("C09", "entered_later", "公告之后才入所", "taken into custody after the notice")
def entered_later(world: World, rng: Rng, n: int) -> Sown:
    case = _prisoner(world, rng, n)
    filed = case.filed
    return _noticed(world, rng, case.person, (filed - between(rng, 5, 25, n)).astype(np.int32))[1]


@trap("C09", "released_before", "公告时已经释放", "released before the notice")
def released_before(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, world.adults(24, 60))
    judged = days(rng, "2020-08-01", "2022-01-01", n)
    case = justice.judge(
        world, rng, who, some_charge(rng, _CHARGES, n), judged, months=between(rng, 8, 12, n), manner=justice.HELD
    )
    return _noticed(world, rng, who, (case.sentence_to + between(rng, 1, 90, n)).astype(np.int32))[1]


@trap("C09", "nobody_there", "另案地址也无人签收", "nobody at the address of the other case either")
def nobody_there(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, world.adults(24, 60))
    sent = days(rng, "2022-03-01", "2024-12-01", n)
    _other(world, rng, who, (sent - 20).astype(np.int32), result=services.FAILED)
    return _noticed(world, rng, who, sent)[1]


@trap("C09", "tried", "另案地址在本案已试过", "the address of the other case was tried in vain")
def tried(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, world.adults(24, 60))
    sent = days(rng, "2022-03-01", "2024-12-01", n)
    _other(world, rng, who, (sent - between(rng, 30, 60, n)).astype(np.int32), door=3)
    return _noticed(world, rng, who, sent)[1]


@trap("C09", "long_ago", "另案签收在公告三个多月之前或者期满之后", "signed for long before the notice or after it")
def long_ago(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, world.adults(28, 60))
    sent = days(rng, "2022-03-01", "2024-06-01", n)
    early = rng.random(n) < 0.5
    away = np.where(early, -between(rng, 93, 300, n), between(rng, 31, 120, n))
    _other(world, rng, who, (sent + away).astype(np.int32))
    return _noticed(world, rng, who, sent)[1]


@trap("C09", "came", "在押但已到庭应诉", "in custody, but heard")
def came(world: World, rng: Rng, n: int) -> Sown:
    case = _prisoner(world, rng, n)
    return _noticed(world, rng, case.person, (case.judged - 5).astype(np.int32), absent=False)[1]


@trap("C09", "withdrawn", "在押，原告撤诉", "in custody, the suit was withdrawn")
def withdrawn(world: World, rng: Rng, n: int) -> Sown:
    case = _prisoner(world, rng, n)
    sent = (case.judged - 5).astype(np.int32)
    return _noticed(world, rng, case.person, sent, outcome=suits.WITHDRAWN)[1]


@trap("C09", "open_stay", "多年前入所而没有出所日", "taken in years ago, no day of leaving on record")
def open_stay(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, world.adults(35, 60))
    world.tables.add(
        "custody_stay", who, facility=world.place_words("{full}看守所", world.people.home[who]),
        entered_on=days(rng, "2016-03-01", "2019-01-01", n), left_on=np.full(n, NONE, np.int32), reason="detained",
        leave_reason=None,
    )  # fmt: skip
    return _noticed(world, rng, who, between(rng, day("2022-03-01"), day("2024-12-01"), n))[1]
