"""R08 Handled separately and never followed (“另案处理”未追诉). Clue: the person.

Law: 刑诉法171 (whether others are to be prosecuted), 113; 2014年“另案处理”指导意见. A decision of any kind ends it.
"""

from __future__ import annotations

import numpy as np

from mingjian.province import justice
from mingjian.province.background import penalties, police, separated, welfare
from mingjian.province.chance import Rng, between
from mingjian.province.charges import CASINO, FRAUD, INJURY, QUARREL
from mingjian.province.clock import AS_OF, Ints
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days, some_charge
from mingjian.province.tables import Coded
from mingjian.province.world import OTHER_PROVINCE, World, region_codes

KEY = "person"

_CHARGES = (CASINO, FRAUD, INJURY, QUARREL)
_LISTS = (
    "indictment", "criminal_judgment", "non_prosecution", "administrative_penalty", "police_case", "death_record",
)  # fmt: skip


def _noted(world: World, rng: Rng, n: int, noted: Ints | None = None, **given: object) -> tuple[Sown, Ints, Ints]:
    """The story, the day of the act and the day it was noted."""
    who = world.pick(rng, n, world.adults(24, 56))
    on = days(rng, "2018-01-10", "2023-06-01", n) if noted is None else noted
    act = (on - between(rng, 90, 200, n)).astype(np.int32)
    charge = Coded(between(rng, 0, len(_CHARGES) - 1, n), _CHARGES)
    record = separated.note(world, rng, who, act, on, charge, **given)  # type: ignore[arg-type]
    need = Need("separate_handling", record, ("id_number", "act_on", "noted_on", "wanted_on"))
    return Sown(who, [need], lists=_LISTS), act, on


@violation("R08", "not_filed", "另案处理后一直没有立案", "handled separately, no case was ever filed")
def not_filed(world: World, rng: Rng, n: int) -> Sown:
    return _noted(world, rng, n, handling=between(rng, 0, 1, n) * separated.UNCLEAR)[0]


@violation("R08", "stalled", "另案处理后立案，没有任何结果", "a case was filed and came to nothing")
def stalled(world: World, rng: Rng, n: int) -> Sown:
    sown, _, on = _noted(world, rng, n)
    record, _ = police.open_cases(world, rng, sown.person, (on + between(rng, 5, 60, n)).astype(np.int32))
    sown.needs.append(Need("police_case", record, ("id_number", "filed_on", "withdrawn_on")))
    return sown


@violation("R08", "at_large", "注明在逃，没有上网追逃", "noted as at large, never on the list of wanted people")
def at_large(world: World, rng: Rng, n: int) -> Sown:
    return _noted(world, rng, n, handling=separated.AT_LARGE)[0]


@trap("R08", "prosecuted", "其后起诉、判决", "prosecuted and judged later")
def prosecuted(world: World, rng: Rng, n: int) -> Sown:
    sown, act, on = _noted(world, rng, n)
    charge = some_charge(rng, _CHARGES, n)
    justice.judge(world, rng, sown.person, charge, on + between(rng, 90, 300, n), crime=act)
    return sown


@trap("R08", "before", "标注之前已经判决", "judged before it was noted")
def before(world: World, rng: Rng, n: int) -> Sown:
    sown, act, on = _noted(world, rng, n)
    justice.judge(world, rng, sown.person, some_charge(rng, _CHARGES, n), on - 12, crime=act)
    return sown


@trap("R08", "spared", "存疑不起诉", "not prosecuted for want of evidence")
def spared(world: World, rng: Rng, n: int) -> Sown:
    sown, _, on = _noted(world, rng, n)
    decided = (on + between(rng, 60, 200, n)).astype(np.int32)
    penalties.spare(world, rng, sown.person, INJURY, decided, kind="doubt", advised=False, opinion=False)
    return sown


@trap("R08", "punished", "情节轻微，已行政处罚", "minor, an administrative penalty was imposed")
def punished(world: World, rng: Rng, n: int) -> Sown:
    sown, act, on = _noted(world, rng, n)
    penalties.penalise(world, rng, sown.person, "赌博", act, (on + between(rng, 5, 90, n)).astype(np.int32))
    return sown


@trap("R08", "withdrawn", "立案后依法撤案", "the case was withdrawn on a lawful ground")
def withdrawn(world: World, rng: Rng, n: int) -> Sown:
    sown, act, on = _noted(world, rng, n)
    ended = (on + between(rng, 30, 200, n)).astype(np.int32)
    police.open_cases(world, rng, sown.person, act + 20, withdrawn_on=ended, withdrawal_ground="not_suspect")
    return sown


@trap("R08", "died", "已死亡", "died")
def died(world: World, rng: Rng, n: int) -> Sown:
    sown, _, on = _noted(world, rng, n)
    gone = (on + between(rng, 5, 200, n)).astype(np.int32)
    world.die(sown.person, gone)
    welfare.record_deaths(world, rng, sown.person, gone)
    return sown


@trap("R08", "wanted", "在逃，已上网追逃", "at large and on the list of wanted people")
def wanted(world: World, rng: Rng, n: int) -> Sown:
    on = days(rng, "2018-01-10", "2023-06-01", n)
    return _noted(world, rng, n, on, handling=separated.AT_LARGE, wanted_on=(on - 10).astype(np.int32))[0]


@trap("R08", "elsewhere", "移送外省办理", "moved to another province")
def elsewhere(world: World, rng: Rng, n: int) -> Sown:
    away = region_codes(np.full(n, OTHER_PROVINCE, np.int32))
    return _noted(world, rng, n, moved_to=away)[0]


@trap("R08", "recent", "标注未满十二个月", "noted less than twelve months ago")
def recent(world: World, rng: Rng, n: int) -> Sown:
    return _noted(world, rng, n, between(rng, AS_OF - 360, AS_OF - 10, n))[0]


@trap("R08", "just_filed", "立案未满十二个月", "a case was filed less than twelve months ago")
def just_filed(world: World, rng: Rng, n: int) -> Sown:
    sown, _, _ = _noted(world, rng, n)
    record, _ = police.open_cases(world, rng, sown.person, between(rng, AS_OF - 360, AS_OF - 10, n))
    sown.needs.append(Need("police_case", record, ("id_number", "filed_on")))
    return sown
