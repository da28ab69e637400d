"""Assignment of 700 works to 60 judges, five reviews each: seconds, loads, connection."""

from __future__ import annotations

import time
from collections.abc import Collection

import numpy as np

from benchmarks.targets import Target
from mingjian.contest.assigning import assign
from mingjian.contest.seats import JudgeSeat, Proposal, WorkSeat

__all__ = ["assigning"]

WORKS, JUDGES, SEED = 700, 60, 71_000


def assigning() -> list[Target]:
    """Line 11 of `docs/plans/making.md` §9."""
    random = np.random.default_rng(SEED)
    topics = [f"t{number}" for number in range(12)]
    works = [WorkSeat(f"W{n:03}", frozenset(random.choice(topics, 2, replace=False).tolist())) for n in range(WORKS)]
    judges = [JudgeSeat(f"J{n:02}", frozenset(random.choice(topics, 4, replace=False).tolist())) for n in range(JUDGES)]
    barred = {(work.id, judge.id) for work in works for judge in judges if random.random() < 0.04}
    found = _measured("mixed expertise", works, judges, barred)
    camps = [WorkSeat(one.id, frozenset({"civil" if n % 2 else "minors"})) for n, one in enumerate(works)]
    sides = [JudgeSeat(one.id, frozenset({"civil" if n % 2 else "minors"})) for n, one in enumerate(judges)]
    found += _measured("two camps to be linked", camps, sides, barred)
    few = barred | {(work.id, judge.id) for work in works[:20] for judge in judges[3:]}
    return found + _measured("20 works with three judges free", works, judges, few, whole=False)


def _measured(
    name: str, works: list[WorkSeat], judges: list[JudgeSeat], barred: Collection[tuple[str, str]], whole: bool = True
) -> list[Target]:
    cpu, wall = time.process_time(), time.perf_counter()
    found = assign(works, judges, barred)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(f"{name}: {wall:.2f} s by the clock, {len(found.shortages)} works short, {_loads(found)}")
    loads = found.loads.values()
    return [
        Target(f"assignment, {name}, CPU s", cpu, 10),
        Target(f"assignment, {name}, loads within", max(loads) - min(loads), 1),
        Target(f"assignment, {name}, connected", float(found.connected), 1, least=True),
        Target(f"assignment, {name}, whole or said", float(found.whole == whole), 1, least=True),
    ]


def _loads(found: Proposal) -> str:
    return f"loads {min(found.loads.values())} to {max(found.loads.values())}"
