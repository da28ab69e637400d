"""R09 Non-prosecution without penalty (不起诉后未行政处罚). Clue: the decision not to prosecute.

Law: 刑诉法177(3); 行政处罚法27, 36. Penalties follow within two months in lawful cases; the planted ones never came.
"""

from __future__ import annotations

import numpy as np

from mingjian.province.background import penalties
from mingjian.province.background.penalties import ACT_OF
from mingjian.province.chance import Rng, between
from mingjian.province.charges import CASINO, FRAUD, HOST_DRUGS, INJURY, QUARREL, THEFT
from mingjian.province.clock import AS_OF, Ints
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.tables import Coded
from mingjian.province.world import World

KEY = "document"

_CHARGES = (THEFT, INJURY, QUARREL, FRAUD, CASINO, HOST_DRUGS)


def _decide(world: World, rng: Rng, n: int, decided: Ints, **given: object) -> tuple[Ints, Ints, Ints]:
    who = world.pick(rng, n, world.adults(24, 56))
    charge = rng.integers(0, len(_CHARGES), n).astype(np.int32)
    record = penalties.spare(world, rng, who, Coded(charge, _CHARGES), decided, **given)  # type: ignore[arg-type]
    return who, record, charge


def _sown(world: World, who: Ints, record: Ints) -> Sown:
    need = Need("non_prosecution", record, ("id_number", "opinion_sent_on", "replied_on"))
    document = penalties.decision_numbers(world, record)
    return Sown(who, [need], document=document, lists=("administrative_penalty",))


def _within_two_years(rng: Rng, n: int) -> Ints:
    return between(rng, AS_OF - 690, AS_OF - 130, n)


@violation("R09", "no_penalty", "相对不起诉后未行政处罚", "no penalty followed")
def no_penalty(world: World, rng: Rng, n: int) -> Sown:
    who, record, _ = _decide(world, rng, n, _within_two_years(rng, n))
    return _sown(world, who, record)


@violation("R09", "opinion_unanswered", "检察意见发出后未回复、未处罚", "the opinion was neither answered nor followed")
def opinion_unanswered(world: World, rng: Rng, n: int) -> Sown:
    who, record, _ = _decide(world, rng, n, _within_two_years(rng, n), replied=False)
    return _sown(world, who, record)


@trap("R09", "penalised_in_time", "两个月内已处罚", "penalised within two months")
def penalised_in_time(world: World, rng: Rng, n: int) -> Sown:
    decided = _within_two_years(rng, n)
    who, record, charge = _decide(world, rng, n, decided)
    _penalise(world, rng, who, charge, decided - 90, decided + between(rng, 1, 55, n))
    return _sown(world, who, record)


@trap("R09", "penalised_before", "不起诉前已先行处罚", "penalised before the decision")
def penalised_before(world: World, rng: Rng, n: int) -> Sown:
    decided = _within_two_years(rng, n)
    who, record, charge = _decide(world, rng, n, decided)
    _penalise(world, rng, who, charge, decided - 120, decided - between(rng, 40, 100, n))
    return _sown(world, who, record)


@trap("R09", "doubtful", "存疑不起诉", "not prosecuted for want of evidence")
def doubtful(world: World, rng: Rng, n: int) -> Sown:
    who, record, _ = _decide(world, rng, n, _within_two_years(rng, n), kind="doubt", advised=False, opinion=False)
    return _sown(world, who, record)


@trap("R09", "not_advised", "情节轻微，未建议行政处罚", "no penalty was called for")
def not_advised(world: World, rng: Rng, n: int) -> Sown:
    who, record, _ = _decide(world, rng, n, _within_two_years(rng, n), advised=False, opinion=False)
    return _sown(world, who, record)


@trap("R09", "recent", "决定不足两个月", "decided less than two months ago")
def recent(world: World, rng: Rng, n: int) -> Sown:
    who, record, _ = _decide(world, rng, n, between(rng, AS_OF - 50, AS_OF - 12, n))
    return _sown(world, who, record)


@trap("R09", "time_barred", "已超过二年处罚时效", "beyond the two years in which a penalty may be imposed")
def time_barred(world: World, rng: Rng, n: int) -> Sown:
    who, record, _ = _decide(world, rng, n, between(rng, AS_OF - 1400, AS_OF - 800, n))
    return _sown(world, who, record)


@trap("R09", "conditional_minor", "未成年人附条件不起诉，记录封存", "a minor, conditionally not prosecuted, sealed")
def conditional_minor(world: World, rng: Rng, n: int) -> Sown:
    age = world.people.age(AS_OF)
    who = world.pick(rng, n, (age >= 17) & (age <= 18) & world.people.alive())
    record = penalties.spare(
        world, rng, who, THEFT, between(rng, AS_OF - 300, AS_OF - 130, n), kind="conditional", advised=False,
        opinion=False, sealed=True,
    )  # fmt: skip
    return _sown(world, who, record)


def _penalise(world: World, rng: Rng, who: Ints, charge: Ints, on: Ints, decided: Ints) -> None:
    acts = tuple(ACT_OF[name] for name in _CHARGES)
    amount = np.where(charge == 0, between(rng, 100, 450, len(who)), -1).astype(np.int32)
    record = penalties.penalise(
        world, rng, who, "殴打他人", on, decided, amount=amount, text="涉嫌犯罪情节轻微，依法予以行政处罚"
    )
    for index, act in enumerate(acts):
        world.tables.change("administrative_penalty", record[charge == index], act=act)
