"""Backtest 回测: what another version of a model would have found on the dataset versions of past runs.

A clue keeps its id where model and key are the same, so clues appear, vanish, or stay and say something else.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingjian.clues.clue import Clue, clues_in
from mingjian.clues.ledger import ClueLedger
from mingjian.lake import Lake
from mingjian.measure.findings import findings_of, kind_of
from mingjian.measure.trial import Trial, trial
from mingjian.models import Model
from mingjian.runs import Control, RunRecord
from mingjian.runs.tables import values
from mingjian.trust.approvals import Approval

__all__ = ["Backtest", "Example", "FunnelRow", "backtest", "funnel_of"]


@dataclass(frozen=True)
class Example:
    """A clue that appeared, vanished or moved; `verdict` on it, and why it did, where that can be told."""

    clue: Clue
    verdict: str | None
    zh: str
    en: str


@dataclass(frozen=True)
class FunnelRow:
    """A step with its rows in the past run and in the new one; None where a version has no such step."""

    step: str
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Backtest:
    """The new version against one past run. `lost` counts what was decided about the vanished clues (`confirmed` ones
    would be lost, `rejected` ones gone), `kept` about the others of the past run, `known` about those that appear.
    `changes` counts the moved by what is otherwise: a field of `runs.difference.FIELDS`, or `evidence`."""

    run: str
    model: str
    before: str
    after: str
    as_of: date
    datasets: tuple[str, ...]
    parameters: Mapping[str, str]
    clues_before: int
    clues_after: int
    appeared: int
    vanished: int
    moved: int
    same: int
    changes: Mapping[str, int]
    lost: Mapping[str, int]
    kept: Mapping[str, int]
    known: Mapping[str, int]
    undetermined: tuple[int, int]
    funnel: tuple[FunnelRow, ...]
    examples: Mapping[str, tuple[Example, ...]]
    seconds: float


def backtest(
    lake: Lake,
    model: Model,
    run: str | None = None,
    *,
    approvals: Sequence[Approval] = (),
    actor: str = "python",
    control: Control | None = None,
    examples: int = 5,
    clearance: int = 2,
    verdicts: Mapping[str, str] | None = None,
) -> Backtest:
    """Try a version on a past run of the model, the newest unless one is named.

    Raises `RunRefused` where the new version may not run over those data (missing columns, no approval), `RunError` for
    a run of another model or none.
    """
    clock = time.perf_counter()
    tried = trial(lake, model, run, approvals=approvals, actor=actor, control=control)
    codes = {one.clue: one.code for one in findings_of(ClueLedger(lake), model.id, verdicts)}
    return _told(tried, codes, examples, clearance, clock)


def _told(tried: Trial, codes: Mapping[str, str | None], most: int, clearance: int, clock: float) -> Backtest:
    past, record, found = tried.past, tried.record, tried.found
    all_before: set[str] = set(values(past.clues, "clue_id"))
    gone, new, moved = (sorted(some)[:most] for some in (found.gone, found.new, found.changed))
    whys, moves = tried.whys(gone), tried.moves(moved)

    def told(run: RunRecord, table: Any, ids: Iterable[str], why: Mapping[str, tuple[str, str]]) -> tuple[Example, ...]:
        return tuple(
            Example(one, codes.get(one.clue_id), *why.get(one.clue_id, ("", "")))
            for one in clues_in(run, table, clearance, ids)
        )

    return Backtest(
        run=past.run_id, model=past.record.model.id, before=past.record.model.version, after=record.model.version,
        as_of=past.record.as_of, datasets=tried.resolved.names, parameters=dict(tried.resolved.texts),
        clues_before=past.clues.num_rows, clues_after=tried.clues.num_rows, appeared=len(found.new),
        vanished=len(found.gone), moved=len(found.changed), same=found.same,
        changes=Counter(name for names in tried.changes.values() for name in names),
        lost=_kinds(found.gone, codes), kept=_kinds(all_before - found.gone, codes), known=_kinds(found.new, codes),
        undetermined=(sum(past.record.undetermined.values()), sum(record.undetermined.values())),
        funnel=funnel_of(past.record, record),
        examples={
            "vanished": told(past.record, past.clues, gone, whys), "appeared": told(record, tried.clues, new, {}),
            "moved": told(record, tried.clues, moved, moves),
        },
        seconds=time.perf_counter() - clock,
    )  # fmt: skip


def funnel_of(before: RunRecord, after: RunRecord) -> tuple[FunnelRow, ...]:
    """The steps of both runs with their rows."""
    old, new = ({step.name: step.rows for step in one.steps} for one in (before, after))
    return tuple(FunnelRow(name, old.get(name), new.get(name)) for name in dict.fromkeys([*old, *new]))


def _kinds(clues: Iterable[str], codes: Mapping[str, str | None]) -> dict[str, int]:
    return dict(Counter(kind_of(codes.get(clue)) for clue in clues))
