"""Victims of crimes: what they lost, what they got, the execution of it, and judicial aid."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mingjian.province.chance import Rng, between, chosen, happens
from mingjian.province.clock import AS_OF, JUSTICE_FROM, NONE, Ints, year_of
from mingjian.province.life import Life
from mingjian.province.regions import REGION_CODES
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

HARMS = ("death", "serious", "minor", "slight", "property")
DEATH, SERIOUS, MINOR, SLIGHT, PROPERTY = range(5)
OUTCOMES = ("paid", "ended", "open")
PAID, ENDED, OPEN = range(3)
_RELATIONS = ("self", "spouse", "child", "parent")
Texts = npt.NDArray[np.object_]


def _numbers(world: World, series: str, pattern: str, home: Ints, on: Ints) -> Texts:
    year = year_of(on)
    rows = zip(home.tolist(), year.tolist(), world.serial(series, home, year).tolist(), strict=True)
    texts = [pattern.format(code=REGION_CODES[c][2:], year=y, serial=s) for c, y, s in rows]
    return np.array(texts, object)


def harmed(
    world: World, rng: Rng, who: Ints, decided: Ints, harm: Ints | int, *, share: float = 0.0, insured: float = 0.0,
    fault: bool = False,
) -> tuple[Ints, Texts, npt.NDArray[np.int64]]:  # fmt: skip
    """Victims, or relatives of the dead; answers record numbers, case numbers and losses in fen.

    ``share`` and ``insured``: what part of the loss the offender and an insurance paid.
    """
    n = len(who)
    home = world.people.home[who]
    kinds = np.broadcast_to(np.asarray(harm, np.int32), (n,)).copy()
    loss = between(rng, 30, 400, n).astype(np.int64) * 100_000
    relation = np.where(kinds == DEATH, between(rng, 1, 3, n), 0).astype(np.int32)
    case = _numbers(world, "刑初", "（{year}）皖{code}刑初{serial}号", home, decided)
    records = world.tables.add(
        "crime_victim", who, case_number=case, relation=Coded(relation, _RELATIONS), harm=Coded(kinds, HARMS),
        at_fault=np.full(n, fault), decided_on=decided, loss=loss, compensated=(loss * share).astype(np.int64),
        insured=(loss * insured).astype(np.int64), region=region_codes(home),
    )  # fmt: skip
    return records, case, loss


def execute(
    world: World, rng: Rng, who: Ints, case: Texts, decided: Ints, due: npt.NDArray[np.int64], outcome: int,
    paid: float = 0.0,
) -> Ints:  # fmt: skip
    """Executions of the compensation; answers their record numbers."""
    n = len(who)
    home = world.people.home[who]
    filed = decided + between(rng, 30, 60, n)
    ended = np.where((outcome != OPEN), filed + between(rng, 80, 180, n), NONE).astype(np.int32)
    return world.tables.add(
        "compensation_execution", who,
        execution_number=_numbers(world, "执", "（{year}）皖{code}执{serial}号", home, filed), case_number=case,
        filed_on=filed, due=due, paid=(due * paid).astype(np.int64),
        outcome=Coded(np.full(n, outcome, np.int32), OUTCOMES), ended_on=ended, region=region_codes(home),
    )  # fmt: skip


def aid(world: World, rng: Rng, who: Ints, case: Texts, decided: Ints) -> Ints:
    """Judicial aid some months after the case; answers record numbers."""
    home = world.people.home[who]
    on = decided + between(rng, 60, 150, len(who))
    return world.tables.add(
        "judicial_aid", who, aid_number=_numbers(world, "司救", "皖{code}检司救〔{year}〕{serial}号", home, on),
        case_number=case, granted_on=on, amount=between(rng, 10, 80, len(who)).astype(np.int64) * 100_000,
        region=region_codes(home),
    )  # fmt: skip


def background(world: World, life: Life, rng: Rng) -> None:
    """Victims of four in a thousand; the gravely harmed compensated, or aided where nothing could be got."""
    pool = np.flatnonzero(world.adults(19, 78) & ~world.used & ~life.custody.some).astype(np.int32)
    who = pool[happens(rng, 0.005, len(pool))]
    n = len(who)
    decided = between(rng, JUSTICE_FROM, AS_OF - 260, n)
    harm = chosen(rng, [4, 10, 40, 26, 20], n)
    helpless = happens(rng, 0.15, n) & (harm <= SERIOUS)
    rest = ~helpless
    harmed(world, rng, who[rest], decided[rest], harm[rest], share=1.0)
    _, case, loss = harmed(world, rng, who[helpless], decided[helpless], harm[helpless])
    execute(world, rng, who[helpless], case, decided[helpless], loss, ENDED)
    aid(world, rng, who[helpless], case, decided[helpless])
