"""The four worries of a head office 四个短板 as numbers: awareness, use, sources, capacity.

Source: the promotion meeting of Anhui, 2022-02-18, which named weak awareness, few sources and low use; capacity, how
many clues people can check, decides what comes of the rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from mingjian.clues.ledger import ClueLedger
from mingjian.lake import Lake
from mingjian.measure.findings import Finding, findings_of
from mingjian.measure.gaps import Gaps

__all__ = ["SPAN", "Pace", "Worries", "pace_of", "worries"]

SPAN = 28
"""Days the pace of checking is taken over."""


@dataclass(frozen=True)
class Pace:
    """How fast clues are checked: verdicts of the last `SPAN` days, and clues that wait for one."""

    clues: int
    checked: int
    waiting: int
    lately: int

    @property
    def a_week(self) -> float:
        """Verdicts a week."""
        return 7 * self.lately / SPAN

    @property
    def weeks(self) -> float | None:
        """Weeks until the waiting ones are checked at this pace, if nothing came in; None: nobody checks."""
        return self.waiting / self.a_week if self.lately else None


@dataclass(frozen=True)
class Worries:
    """Awareness: `idle` models could run and never did. Use: clues `checked` of all, datasets `unused`. Sources: models
    `blocked`, rows that better lists would decide (`undecided`), lists `wanted`. Capacity: the pace."""

    models: int
    idle: int
    unused: int
    blocked: int
    wanted: int
    undecided: int
    pace: Pace


def worries(found: Gaps, pace: Pace) -> Worries:
    """The four worries of the gaps and the pace."""
    return Worries(
        found.models, len(found.idle), len(found.unused), len(found.blocked),
        len({one.standard for one in found.gaps if one.models}), sum(one.rows.total() for one in found.gaps), pace,
    )  # fmt: skip


def pace_of(lake: Lake, today: date | None = None) -> Pace:
    """The pace of checking by the ledger of a lake."""
    ledger = ClueLedger(lake)
    since = (today or lake.clock().date()) - timedelta(days=SPAN)
    return _pace((one for model in ledger.models() for one in findings_of(ledger, model)), since.isoformat())


def _pace(findings: Iterable[Finding], since: str) -> Pace:
    clues = checked = waiting = lately = 0
    for one in findings:
        clues += 1
        checked += one.code is not None
        waiting += one.code is None and not one.gone
        lately += one.code is not None and one.day > since
    return Pace(clues, checked, waiting, lately)
