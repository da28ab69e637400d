"""R07 Detained but never transferred (刑拘未移诉、挂案). Clue: the person.

Law: 刑诉法79 (bail twelve months, residential surveillance six), 91 (thirty days only for roaming, repeated or gang
crimes), 99, 163 (a case is withdrawn where nobody is to be prosecuted).
"""

from __future__ import annotations

import numpy as np

from mingjian.province import justice
from mingjian.province.background import penalties, police
from mingjian.province.chance import Rng, between
from mingjian.province.charges import THEFT
from mingjian.province.clock import AS_OF, Ints, add_months
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days, nothing
from mingjian.province.tables import Coded
from mingjian.province.world import World

KEY = "person"

_DAYS = (
    "id_number", "filed_on", "detained_on", "extended_to", "arrested_on", "bail_from", "bail_to", "residence_from",
    "residence_to", "transferred_on", "withdrawn_on",
)  # fmt: skip
_LISTS = ("police_case", "criminal_judgment", "non_prosecution", "death_record")


def _case(world: World, rng: Rng, n: int, filed: Ints, lists: tuple[str, ...] = (), **given: object) -> Sown:
    who = world.pick(rng, n, world.adults(24, 56))
    record, number = police.open_cases(world, rng, who, filed, **given)  # type: ignore[arg-type]
    return Sown(who, [Need("police_case", record, _DAYS)], document=number, lists=lists)


def _filed(rng: Rng, n: int) -> Ints:
    return days(rng, "2018-03-01", "2023-03-01", n)


@violation("R07", "extended", "没有法定事由延长拘留至三十日", "detention extended to thirty days without a ground")
def extended(world: World, rng: Rng, n: int) -> Sown:
    filed = _filed(rng, n)
    return _case(
        world, rng, n, filed, detained_on=filed + 1, extended_to=filed + 31, extension_ground="other",
        arrested_on=filed + 36, transferred_on=filed + 80,
    )  # fmt: skip


@violation("R07", "bail", "取保候审超过十二个月未解除", "bail of more than twelve months")
def bail(world: World, rng: Rng, n: int) -> Sown:
    filed = _filed(rng, n)
    begun = filed + 2
    late = add_months(begun, 12) + between(rng, 1, 300, n)
    still = np.where(np.arange(n) % 2 == 0, late, nothing(n)).astype(np.int32)
    return _case(world, rng, n, filed, bail_from=begun, bail_to=still)


@violation("R07", "residence", "监视居住超过六个月未解除", "residential surveillance of more than six months")
def residence(world: World, rng: Rng, n: int) -> Sown:
    filed = _filed(rng, n)
    begun = filed + 2
    late = add_months(begun, 6) + between(rng, 1, 300, n)
    return _case(world, rng, n, filed, residence_from=begun, residence_to=late, transferred_on=late + 9)


@violation("R07", "stalled", "刑事拘留后超过二十四个月未侦结", "not closed 24 months after the detention")
def stalled(world: World, rng: Rng, n: int) -> Sown:
    filed = _filed(rng, n)
    return _case(
        world, rng, n, filed, _LISTS, detained_on=filed + 1, bail_from=filed + 5, bail_to=add_months(filed + 5, 12)
    )


@violation("R07", "withdrawn", "因和解、证据不足撤销公诉案件", "withdrawn as settled or for want of evidence")
def withdrawn(world: World, rng: Rng, n: int) -> Sown:
    filed = _filed(rng, n)
    ground = Coded(between(rng, 0, 1, n), ("settled", "evidence"))
    return _case(
        world, rng, n, filed, bail_from=filed + 2, bail_to=filed + 90, withdrawn_on=filed + 90, withdrawal_ground=ground
    )


@trap("R07", "repeated_crimes", "多次、流窜、结伙作案延长至三十日", "extended for repeated, roaming or gang crimes")
def repeated_crimes(world: World, rng: Rng, n: int) -> Sown:
    filed = _filed(rng, n)
    ground = Coded(between(rng, 0, 2, n), police.EXTENSIONS)
    return _case(
        world, rng, n, filed, detained_on=filed + 1, extended_to=filed + 31, extension_ground=ground,
        arrested_on=filed + 36, transferred_on=filed + 80,
    )  # fmt: skip


@trap("R07", "seven_days", "特殊情况延长至第七日", "extended to the seventh day")
def seven_days(world: World, rng: Rng, n: int) -> Sown:
    filed = _filed(rng, n)
    return _case(
        world, rng, n, filed, detained_on=filed, extended_to=filed + 7, extension_ground="other",
        arrested_on=filed + 13, transferred_on=filed + 70,
    )  # fmt: skip


@trap("R07", "to_the_day", "取保满十二个月、监居满六个月当日解除", "ended on the very day")
def to_the_day(world: World, rng: Rng, n: int) -> Sown:
    filed = _filed(rng, n)
    bailed = add_months(filed + 2, 12)
    return _case(
        world, rng, n, filed, bail_from=filed + 2, bail_to=bailed, residence_from=bailed,
        residence_to=add_months(bailed, 6), transferred_on=add_months(bailed, 6),
    )  # fmt: skip


@trap("R07", "ended_by_transfer", "取保期内移送起诉，解除日未登记", "transferred while on bail, no end recorded")
def ended_by_transfer(world: World, rng: Rng, n: int) -> Sown:
    filed = _filed(rng, n)
    return _case(world, rng, n, filed, bail_from=filed + 2, transferred_on=filed + between(rng, 60, 300, n))


@trap("R07", "suspended", "在逃、等待鉴定的合法中止", "suspended: a fugitive, an appraisal awaited")
def suspended(world: World, rng: Rng, n: int) -> Sown:
    filed = _filed(rng, n)
    ground = Coded(between(rng, 0, 1, n), ("fugitive", "appraisal"))
    return _case(
        world, rng, n, filed, detained_on=filed + 1, bail_from=filed + 5, bail_to=filed + 200, suspended_ground=ground
    )


@trap("R07", "joined", "并案侦查，在另案移送", "joined, and transferred with another case")
def joined(world: World, rng: Rng, n: int) -> Sown:
    filed = _filed(rng, n)
    sown = _case(world, rng, n, filed, _LISTS, detained_on=filed + 1)
    police.open_cases(
        world, rng, sown.person, filed - 30, detained_on=filed + 1, transferred_on=filed + between(rng, 50, 150, n)
    )
    return sown


@trap("R07", "judged", "已经判决，移送日漏登", "judged, the day of transfer was not entered")
def judged(world: World, rng: Rng, n: int) -> Sown:
    filed = _filed(rng, n)
    sown = _case(world, rng, n, filed, _LISTS, charge=THEFT, detained_on=filed + 1)
    justice.judge(
        world, rng, sown.person, THEFT, filed + 200, crime=filed - 5, filed=filed, police=False, manner=justice.BAIL
    )
    return sown


@trap("R07", "spared", "已不起诉，移送日漏登", "not prosecuted, the day of transfer was not entered")
def spared(world: World, rng: Rng, n: int) -> Sown:
    filed = _filed(rng, n)
    sown = _case(world, rng, n, filed, _LISTS, charge=THEFT, detained_on=filed + 1)
    penalties.spare(world, rng, sown.person, THEFT, filed + 150, kind="relative", advised=False, opinion=False)
    return sown


@trap("R07", "no_crime", "没有犯罪事实而撤案", "withdrawn because there was no crime")
def no_crime(world: World, rng: Rng, n: int) -> Sown:
    filed = _filed(rng, n)
    ground = Coded(between(rng, 0, 3, n), police.LAWFUL_GROUNDS)
    return _case(
        world, rng, n, filed, bail_from=filed + 2, bail_to=filed + 90, withdrawn_on=filed + 90, withdrawal_ground=ground
    )


@trap("R07", "by_event", "以事立案，没有采取强制措施", "filed on an event, nobody was detained")
def by_event(world: World, rng: Rng, n: int) -> Sown:
    return _case(world, rng, n, _filed(rng, n))


@trap("R07", "within_two_years", "刑事拘留未满二十四个月", "detained less than 24 months ago")
def within_two_years(world: World, rng: Rng, n: int) -> Sown:
    filed = between(rng, AS_OF - 700, AS_OF - 420, n)
    return _case(world, rng, n, filed, detained_on=filed + 1, bail_from=filed + 4, bail_to=filed + 300)
