"""Clues of a lake that wait for a verdict, and the verdicts by group that tell their chances."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from mingjian.clues import Clue, clues_of, rank
from mingjian.clues.ledger import ClueLedger
from mingjian.lake import Lake
from mingjian.measure.capacity import Candidate, Chances, Group
from mingjian.measure.findings import Finding, findings_of, kind_of
from mingjian.runs.store import RunStore
from mingjian.runs.tables import values

__all__ = ["codes_now", "waiting"]


def waiting(
    lake: Lake, model: str | None = None, verdicts: Mapping[str, str] | None = None, clearance: int = 2
) -> tuple[list[Candidate], Chances, dict[str, Clue]]:
    """The clues that wait (of one model), the chances by all verdicts, and each clue as a reader sees it."""
    ledger, groups = ClueLedger(lake), _Groups(RunStore(lake))
    counted: dict[Group, Counter[str]] = {}
    open_: list[Finding] = []
    for name in ledger.models():
        for one in findings_of(ledger, name, verdicts):
            if one.code is not None:
                counted.setdefault(groups.of(one), Counter())[kind_of(one.code)] += 1
            elif not one.gone and model in (None, name):
                open_.append(one)
    decided = {group: (kinds["confirmed"], kinds["rejected"]) for group, kinds in counted.items()}
    shown = _shown(ledger.store, open_, clearance)
    places = {one.clue.clue_id: one.rank for one in rank(shown.values())}
    listed = [Candidate(one.clue, groups.of(one), places[one.clue]) for one in open_]
    return listed, Chances(decided), shown


def _shown(store: RunStore, findings: Iterable[Finding], clearance: int) -> dict[str, Clue]:
    by_run: dict[str, list[str]] = {}
    for one in findings:
        by_run.setdefault(one.run, []).append(one.clue)
    return {clue.clue_id: clue for run, ids in by_run.items() for clue in clues_of(store.get(run), clearance, ids)}


class _Groups:
    """The group of a finding: the model and version of its run, and the level that run gave it."""

    def __init__(self, store: RunStore) -> None:
        self._levels = lru_cache(maxsize=None)(lambda run_id: _levels(store, run_id))

    def of(self, one: Finding) -> Group:
        model, version, levels = self._levels(one.run)
        return model, version, levels.get(one.clue, "")


def _levels(store: RunStore, run_id: str) -> tuple[str, str, dict[str, str]]:
    run = store.get(run_id)
    levels = dict(zip(values(run.clues, "clue_id"), values(run.clues, "level"), strict=True))
    return run.record.model.id, run.record.model.version, levels


def codes_now(lake: Lake, clues: Iterable[str], verdicts: Mapping[str, str] | None = None) -> dict[str, str | None]:
    """The verdict of each clue as it stands, None for an open one."""
    wanted, ledger = set(clues), ClueLedger(lake)
    found: dict[str, str | None] = dict.fromkeys(wanted)
    for model in ledger.models():
        for one in findings_of(ledger, model, verdicts):
            if one.clue in wanted:
                found[one.clue] = one.code
    return found
