"""J02 State compensation not claimed (刑事赔偿、羁押错误应赔未赔). Clue: the person.

Law: 国家赔偿法17 (arrest, or detention beyond its limit, and then no conviction), 19 (exceptions), 33, 39 (two years).
"""

from __future__ import annotations

import numpy as np

from mingjian.province import justice
from mingjian.province.background import compensation, penalties, police
from mingjian.province.chance import Rng, between
from mingjian.province.charges import FRAUD, THEFT
from mingjian.province.clock import AS_OF, NONE, Bools, Ints
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.tables import Coded
from mingjian.province.world import World

KEY = "person"

_DAYS = (
    "id_number", "filed_on", "detained_on", "extended_to", "arrested_on", "bail_from", "transferred_on", "withdrawn_on",
)  # fmt: skip
_LISTS = (compensation.DATASET, "criminal_judgment")


def _people(world: World, rng: Rng, n: int, fits: Bools | None = None) -> Ints:
    who = world.pick(rng, n, world.adults(26, 56) if fits is None else fits)
    world.mute(compensation.DATASET, who)
    return who


def _filed(rng: Rng, n: int) -> Ints:
    """Days whose cases, some four months later, ended within the last two years and some months ago."""
    return between(rng, AS_OF - 810, AS_OF - 260, n)


def _spared(
    world: World, rng: Rng, n: int, filed: Ints, *, who: Ints | None = None, kind: str = "doubt", ended: int = 110,
    ground: str | None = None, **given: object,
) -> Sown:  # fmt: skip
    """Cases that ended without a prosecution; arrested on the ninth day unless days are given."""
    person = _people(world, rng, n) if who is None else who
    columns: dict[str, object] = {"detained_on": filed + 1, "arrested_on": filed + 9, **given}
    record, _ = police.open_cases(world, rng, person, filed, charge=FRAUD, transferred_on=filed + 65, **columns)
    decision = penalties.spare(world, rng, person, FRAUD, filed + ended, kind=kind, advised=False, opinion=False)
    if ground:
        world.tables.change("non_prosecution", decision, statutory_ground=ground)
    needs = [Need("police_case", record, _DAYS), Need("non_prosecution", decision, ("id_number",))]
    return Sown(person, needs, lists=_LISTS)


@violation("J02", "spared_after_arrest", "逮捕后存疑不起诉，未申请赔偿", "arrested, then spared for want of evidence")
def spared_after_arrest(world: World, rng: Rng, n: int) -> Sown:
    return _spared(world, rng, n, _filed(rng, n))


@violation(
    "J02", "no_crime_after_arrest", "逮捕后因没有犯罪事实法定不起诉", "arrested, then spared as no crime was found"
)
def no_crime_after_arrest(world: World, rng: Rng, n: int) -> Sown:
    return _spared(world, rng, n, _filed(rng, n), kind="statutory", ground="no_crime")


@violation("J02", "acquitted", "羁押后宣告无罪，未申请赔偿", "held and then acquitted")
def acquitted(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    judged = between(rng, AS_OF - 660, AS_OF - 150, n)
    case = justice.judge(world, rng, who, THEFT, judged, penalty="acquitted", months=int(NONE), manner=justice.HELD)
    needs = [
        Need("criminal_judgment", case.judgment, ("id_number", "effective_on")),
        Need("police_case", case.police, _DAYS),
    ]
    return Sown(who, needs, lists=_LISTS)


@violation("J02", "withdrawn", "逮捕后撤销案件，未申请赔偿", "arrested, then the case was withdrawn")
def withdrawn(world: World, rng: Rng, n: int) -> Sown:
    who, filed = _people(world, rng, n), _filed(rng, n)
    record, _ = police.open_cases(
        world, rng, who, filed, detained_on=filed + 1, arrested_on=filed + 9, withdrawn_on=filed + 110,
        withdrawal_ground=Coded(between(rng, 0, 1, n), ("no_crime", "not_suspect")),
    )  # fmt: skip
    return Sown(who, [Need("police_case", record, _DAYS)], lists=_LISTS)


@violation("J02", "detained_too_long", "拘留超过法定时限后存疑不起诉", "detained beyond the limit, then not prosecuted")
def detained_too_long(world: World, rng: Rng, n: int) -> Sown:
    filed = _filed(rng, n)
    out = filed + 1 + between(rng, 15, 36, n)
    return _spared(world, rng, n, filed, arrested_on=np.full(n, NONE, np.int32), bail_from=out, bail_to=filed + 110)


@trap("J02", "applied", "已申请国家赔偿", "compensation was applied for")
def applied(world: World, rng: Rng, n: int) -> Sown:
    filed = _filed(rng, n)
    sown = _spared(world, rng, n, filed)
    compensation.apply(world, rng, sown.person, filed + 110 + between(rng, 0, 100, n), np.full(n, 109, np.int32))
    return sown


@trap("J02", "relative", "逮捕后相对不起诉", "arrested, then not prosecuted at discretion")
def relative(world: World, rng: Rng, n: int) -> Sown:
    return _spared(world, rng, n, _filed(rng, n), kind="relative")


@trap("J02", "article_16", "情节显著轻微等法定不起诉", "not prosecuted under article 16")
def article_16(world: World, rng: Rng, n: int) -> Sown:
    return _spared(world, rng, n, _filed(rng, n), kind="statutory", ground="article_16")


@trap("J02", "time_barred", "已超过二年请求时效", "beyond the two years")
def time_barred(world: World, rng: Rng, n: int) -> Sown:
    return _spared(world, rng, n, between(rng, AS_OF - 1500, AS_OF - 850, n))


@trap("J02", "lawful_detention", "合法拘留、未逮捕", "detained within the limit, never arrested")
def lawful_detention(world: World, rng: Rng, n: int) -> Sown:
    filed = _filed(rng, n)
    out = filed + 1 + between(rng, 3, 14, n)
    return _spared(world, rng, n, filed, arrested_on=np.full(n, NONE, np.int32), bail_from=out, bail_to=filed + 110)


@trap("J02", "lawful_extension", "多次作案依法延长，未逮捕", "lawfully extended, never arrested")
def lawful_extension(world: World, rng: Rng, n: int) -> Sown:
    filed = _filed(rng, n)
    return _spared(
        world, rng, n, filed, arrested_on=np.full(n, NONE, np.int32), extended_to=filed + 31,
        extension_ground="repeated", bail_from=filed + 38, bail_to=filed + 110,
    )  # fmt: skip


@trap("J02", "never_held", "取保候审，未被羁押", "on bail throughout")
def never_held(world: World, rng: Rng, n: int) -> Sown:
    filed = _filed(rng, n)
    none = np.full(n, NONE, np.int32)
    return _spared(world, rng, n, filed, detained_on=none, arrested_on=none, bail_from=filed + 1, bail_to=filed + 110)


@trap("J02", "under_age", "未达刑事责任年龄", "below the age of criminal responsibility")
def under_age(world: World, rng: Rng, n: int) -> Sown:
    age = world.people.age(AS_OF)
    who = _people(world, rng, n, (age == 15) & world.people.alive())
    return _spared(world, rng, n, _filed(rng, n), who=who)


@trap("J02", "convicted_later", "存疑不起诉后补充证据起诉定罪", "prosecuted and convicted after all")
def convicted_later(world: World, rng: Rng, n: int) -> Sown:
    filed = between(rng, AS_OF - 810, AS_OF - 500, n)
    sown = _spared(world, rng, n, filed)
    justice.judge(
        world, rng, sown.person, FRAUD, filed + 320, crime=filed - 5, filed=filed, police=False, manner=justice.BAIL
    )
    return sown


@trap("J02", "just_ended", "决定作出不足三十日", "decided less than thirty days ago")
def just_ended(world: World, rng: Rng, n: int) -> Sown:
    return _spared(world, rng, n, between(rng, AS_OF - 135, AS_OF - 115, n))
