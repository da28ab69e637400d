"""R06 Unpunished participants and repeat hosts (黄赌毒上下游漏案). Clue: the person.

Law: 治安管理处罚法(2012)22, 66, 70, 72, 99; 刑法354, 359; 法释〔2016〕8号12 (three at once, three times in two years);
法释〔2017〕13号8 (two prostitutes).
"""

from __future__ import annotations

import numpy as np

from mingjian.province.background import penalties, police, vices, welfare
from mingjian.province.background.vices import ADMINISTRATIVE, GAMBLER, PROSTITUTE, USER
from mingjian.province.chance import Rng, between
from mingjian.province.charges import HOST_DRUGS
from mingjian.province.clock import AS_OF, Bools, Ints, add_months
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days
from mingjian.province.world import World

KEY = "person"

_ROW = ("id_number", "act_on", "found_on")
_LISTS = ("administrative_penalty", "police_case", "death_record")


def _seen(
    world: World, rng: Rng, n: int, role: int = USER, act: Ints | None = None, *, found: Ints | None = None,
    fits: Bools | None = None,
) -> tuple[Sown, Ints, Ints]:  # fmt: skip
    """One participant in a criminal case against the host; the story, the day of the act, the day it was found."""
    guest = world.pick(rng, n, world.adults(25, 56) if fits is None else fits)
    host = world.pick(rng, n, world.adults(24, 56))
    on = days(rng, "2019-01-10", "2024-06-01", n) if act is None else act
    known = (on + between(rng, 5, 150, n)).astype(np.int32) if found is None else found
    rows = vices.gather(world, np.stack([host, guest], axis=1), role, on, known)
    police.open_cases(world, rng, host, known, charge=HOST_DRUGS, transferred_on=known + 50)
    return Sown(guest, [Need("vice_person", rows[:, 1], _ROW)], lists=_LISTS), on, known


def _hosted(world: World, rng: Rng, acts: list[Ints], guests: int, role: int = USER) -> Sown:
    """Gatherings at the same host, the guests punished each time, the host never more than administratively."""
    n = len(acts[0])
    host = world.pick(rng, n, world.adults(24, 56))
    records = []
    for on in acts:
        others = world.pick(rng, n * guests, world.adults(20, 56)).reshape(n, guests)
        who = np.concatenate([host[:, None], others], axis=1)
        records.append(vices.gather(world, who, role, on, on, source=ADMINISTRATIVE))
        for k in range(guests):
            vices.punish(world, rng, others[:, k], role, on, on + between(rng, 1, 20, n))
    needs = [Need("vice_person", np.concatenate(records, axis=1), ("incident_no", *_ROW))]
    return Sown(host, needs, lists=("police_case",))


def _start(rng: Rng, n: int) -> Ints:
    return days(rng, "2019-01-10", "2022-12-01", n)


@violation("R06", "drug_user", "容留吸毒案中的吸毒人员没有处罚", "a drug user of a criminal case was never punished")
def drug_user(world: World, rng: Rng, n: int) -> Sown:
    return _seen(world, rng, n)[0]


@violation("R06", "gambler", "开设赌场案中的参赌人员没有处罚", "a gambler of a criminal case was never punished")
def gambler(world: World, rng: Rng, n: int) -> Sown:
    return _seen(world, rng, n, GAMBLER)[0]


@violation("R06", "repeated", "二年内三次容留吸毒没有立案", "let others use drugs three times in two years, not filed")
def repeated(world: World, rng: Rng, n: int) -> Sown:
    on = _start(rng, n)
    return _hosted(world, rng, [on, on + between(rng, 20, 300, n), on + between(rng, 310, 690, n)], 1)


@violation("R06", "many", "一次容留三人吸毒没有立案", "let three people use drugs at once, not filed")
def many(world: World, rng: Rng, n: int) -> Sown:
    return _hosted(world, rng, [_start(rng, n)], 3)


@violation("R06", "prostitution", "容留二人卖淫没有立案", "let two people prostitute themselves, not filed")
def prostitution(world: World, rng: Rng, n: int) -> Sown:
    return _hosted(world, rng, [_start(rng, n)], 2, PROSTITUTE)


@trap("R06", "punished", "已行政处罚", "was punished")
def punished(world: World, rng: Rng, n: int) -> Sown:
    sown, on, known = _seen(world, rng, n)
    vices.punish(world, rng, sown.person, USER, on, known + between(rng, 5, 50, n))
    return sown


@trap("R06", "out_of_time", "六个月以后才发现", "found more than six months later")
def out_of_time(world: World, rng: Rng, n: int) -> Sown:
    on = days(rng, "2019-01-10", "2023-06-01", n)
    found = (add_months(on, 6) + between(rng, 1, 200, n)).astype(np.int32)
    return _seen(world, rng, n, act=on, found=found)[0]


@trap("R06", "recent", "办案期限未满", "the time to decide is not over")
def recent(world: World, rng: Rng, n: int) -> Sown:
    found = between(rng, AS_OF - 58, AS_OF - 2, n)
    return _seen(world, rng, n, act=found - 30, found=found)[0]


@trap("R06", "suspect", "本人也已立案", "is a suspect in a case")
def suspect(world: World, rng: Rng, n: int) -> Sown:
    sown, on, _ = _seen(world, rng, n)
    police.open_cases(world, rng, sown.person, on + 4, charge=HOST_DRUGS, transferred_on=on + 90)
    return sown


@trap("R06", "child", "行为时不满十四周岁", "younger than fourteen")
def child(world: World, rng: Rng, n: int) -> Sown:
    age = world.people.age(AS_OF)
    young: Bools = (age >= 14) & (age <= 16) & world.people.alive()
    guest_birth = world.people.birth
    able: Bools = young & (guest_birth > AS_OF - 16 * 365)
    on = np.full(n, AS_OF - 1100, np.int32)
    return _seen(world, rng, n, act=on, found=on + 9, fits=able)[0]


@trap("R06", "died", "处罚前死亡", "died before a decision")
def died(world: World, rng: Rng, n: int) -> Sown:
    sown, _, known = _seen(world, rng, n)
    gone = (known + between(rng, 1, 20, n)).astype(np.int32)
    world.die(sown.person, gone)
    welfare.record_deaths(world, rng, sown.person, gone)
    return sown


@trap("R06", "two_times", "二年内容留吸毒两次", "twice in two years")
def two_times(world: World, rng: Rng, n: int) -> Sown:
    on = _start(rng, n)
    return _hosted(world, rng, [on, on + between(rng, 20, 600, n)], 1)


@trap("R06", "spread", "三次容留超过二年", "three times in more than two years")
def spread(world: World, rng: Rng, n: int) -> Sown:
    on = _start(rng, n)
    return _hosted(world, rng, [on, on + 300, add_months(on, 24) + between(rng, 0, 60, n)], 1)


@trap("R06", "two_guests", "一次容留二人吸毒", "two at once")
def two_guests(world: World, rng: Rng, n: int) -> Sown:
    return _hosted(world, rng, [_start(rng, n)], 2)


@trap("R06", "gamblers", "提供场所赌博，另有数额标准", "let four people gamble, for which amounts decide")
def gamblers(world: World, rng: Rng, n: int) -> Sown:
    return _hosted(world, rng, [_start(rng, n)], 4, GAMBLER)


@trap("R06", "filed", "已以容留他人吸毒立案", "a case was filed")
def filed(world: World, rng: Rng, n: int) -> Sown:
    on = _start(rng, n)
    sown = _hosted(world, rng, [on], 3)
    record, _ = police.open_cases(world, rng, sown.person, on + 9, charge=HOST_DRUGS, transferred_on=on + 80)
    sown.needs.append(Need("police_case", record, ("id_number",)))
    return sown


@trap("R06", "host_punished_once", "容留一人吸毒，已行政处罚", "let one person use drugs, punished by the police")
def host_punished_once(world: World, rng: Rng, n: int) -> Sown:
    on = _start(rng, n)
    sown = _hosted(world, rng, [on], 1)
    penalties.penalise(world, rng, sown.person, "容留他人吸毒", on, on + 9)
    return sown
