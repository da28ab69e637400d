"""Every operator against its rivals, on uniform and skewed data, at every size, with and without a tight memory limit.

Held to the target is ``operator`` (hits and counts of undetermined rows) against ``sql+doubts``, the hand-written SQL
that answers the same question; the ratio to ``sql``, which tells the hits only, and that of ``operator+lineage`` are
shown beside it.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from benchmarks.cases import CASES
from benchmarks.data import tables
from benchmarks.rivals import FRAMES, OURS, RIVALS, SQL
from benchmarks.spawn import Measured, measure
from benchmarks.summary import Summary, in_turn
from benchmarks.targets import Target, geometric_mean

__all__ = ["Compared", "Setting", "compare", "disagreements", "targets"]

OVER_SQL, GRACE, OVER_PANDAS, GROWTH = 1.15, 0.1, 4.0, 15.0


@dataclass(frozen=True)
class Setting:
    """One size, shape and memory limit. With ``tight`` only what obeys a limit is measured."""

    case: str
    shape: str
    rows: int
    memory: str
    tight: bool = False


Compared = dict[Setting, dict[str, Summary]]


def compare(
    settings: list[Setting],
    folder: Path,
    *,
    repeat: int,
    pandas_repeat: int,
    threads: int,
    seed: int,
    told: Callable[[str], None],
) -> Compared:
    """Measure all settings. A frame library that is not installed is left out, by name."""
    found: Compared = {}
    there = [rival for rival in RIVALS if rival not in FRAMES or importlib.util.find_spec(rival.split("+")[0])]
    for setting in settings:
        home = tables(folder, setting.rows, setting.shape, seed)
        rivals = [rival for rival in there if not setting.tight or rival not in FRAMES]

        def run(rival: str, setting: Setting = setting, home: Path = home) -> Measured:
            return measure(
                "operator", case=setting.case, rival=rival, folder=str(home), memory=setting.memory, threads=threads
            )

        works = {rival: (lambda rival=rival, run=run: run(rival)) for rival in rivals}
        times = {rival: pandas_repeat if rival.startswith("pandas") else repeat for rival in rivals}
        found[setting] = in_turn(works, times, told)
        cpu = "  ".join(f"{rival} {one.cpu:.2f}" for rival, one in found[setting].items())
        told(f"{setting.case} {setting.shape} {setting.rows:,} {setting.memory}: {cpu}")
    return found


def disagreements(compared: Compared) -> list[str]:
    """Where rivals gave other rows than the operator, or other counts of undetermined rows, or none."""
    wrong = []
    for setting, rivals in compared.items():
        ours = rivals[OURS[0]].answer
        for rival, one in rivals.items():
            where = f"{setting.case} {setting.shape} {setting.rows:,} {setting.memory} {rival}"
            if one.failed:
                wrong.append(f"{where}: {one.failed}")
            elif any(one.answer[part] != ours.get(part) for part in one.answer):
                wrong.append(f"{where}: {one.answer} is not {ours}")
    return wrong


def targets(compared: Compared) -> list[Target]:
    """The targets over what was measured: at the largest size, and from the smallest to the largest."""
    held = {setting: rivals for setting, rivals in compared.items() if not CASES[setting.case].relational}
    found: list[Target] = []
    most = max((setting.rows for setting in held), default=0)
    for tight in (False, True):
        at = {s: rivals for s, rivals in held.items() if s.tight == tight and s.rows == most}
        limit = next((f" under {s.memory}" for s in at if tight), "")
        for setting, rivals in at.items():
            ours, sql = rivals[OURS[0]].cpu, rivals[SQL[1]].cpu
            ratio = max(ours - GRACE, 0.0) / sql if sql and ours else float("nan")
            found.append(Target(f"{setting.case} {setting.shape}{limit}: (CPU - 0.1 s) / SQL", ratio, OVER_SQL))
        found += _over_pandas(held, at, limit)
        found += _growth(held, tight, most, limit)
    return found


def _over_pandas(held: Compared, at: Compared, limit: str) -> list[Target]:
    """How much faster than pandas the operators are on average, by CPU and by the wall, over numbers and over texts."""
    found = []
    for rival in (one for one in FRAMES if one.startswith("pandas")):
        pairs = [(rivals[OURS[0]], other) for setting, rivals in at.items() if (other := _same(held, setting, rival))]
        for what, value in (("CPU", attrgetter("cpu")), ("wall", attrgetter("wall"))):
            ratios = [value(other) / value(ours) for ours, other in pairs if value(ours)]
            if ratios:
                name = f"{rival} / operator, geometric mean, {what}{limit}"
                found.append(Target(name, geometric_mean(ratios), OVER_PANDAS, True))
    return found


def _same(held: Compared, setting: Setting, rival: str) -> Summary | None:
    """The rival's answer to the same question, in whatever memory it needed."""
    for other, rivals in held.items():
        if (other.case, other.shape, other.rows) == (setting.case, setting.shape, setting.rows) and rival in rivals:
            return None if rivals[rival].failed else rivals[rival]
    return None


def _growth(held: Compared, tight: bool, most: int, limit: str) -> list[Target]:
    least = min((setting.rows for setting in held), default=0)
    if least * 10 != most:
        return []
    found = []
    for setting, rivals in held.items():
        before = Setting(setting.case, setting.shape, least, setting.memory, tight)
        if setting.tight == tight and setting.rows == most and before in held and held[before][OURS[0]].cpu:
            grown = rivals[OURS[0]].cpu / held[before][OURS[0]].cpu
            found.append(Target(f"{setting.case} {setting.shape}{limit}: growth for 10 times the rows", grown, GROWTH))
    return found
