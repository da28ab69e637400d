"""A trial: another version of a model over what a past run read, with nothing published, and what differs.

The trial reads the very dataset versions, coverage, links of identity and day of the past run. Parameters that the past
run set apart from its model's own are set again, the others are those of the new version.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import duckdb

from mingjian.lake import Lake
from mingjian.measure.dropping import where_dropped
from mingjian.measure.moves import EVIDENCE_FIELD, told_move
from mingjian.models import Model, resolve_parameters
from mingjian.runs import Control, RunError, RunRecord, RunRequest, RunStore, StoredRun, audit_log, resolve
from mingjian.runs.difference import RunDifference, compare_tables, moved_fields
from mingjian.runs.execute import Ran, carry_out
from mingjian.runs.reasons import reason_text
from mingjian.runs.recording import record_of
from mingjian.runs.request import Resolved, parameter_text
from mingjian.runs.rerun import model_of
from mingjian.runs.tables import CLUES, UNDETERMINED, WITNESSES, of_clues
from mingjian.trust.approvals import Approval

__all__ = ["Trial", "past_run", "trial", "trial_request"]

_NOW_UNDECIDED = """
SELECT w.clue_id, u.step, u.reason, count(DISTINCT u.row_id) FROM w JOIN u USING (need, row_id)
GROUP BY ALL ORDER BY ALL"""
Told = tuple[str, str]
"""A sentence in Chinese and English."""


@dataclass(frozen=True)
class Trial:
    """What the new version gave (`ran`, as the unpublished run `record` would tell it) beside the `past` run."""

    lake: Lake
    past: StoredRun
    resolved: Resolved
    ran: Ran
    record: RunRecord
    found: RunDifference
    seconds: float

    @property
    def clues(self) -> Any:
        """The clues the new version found, an Arrow table."""
        return self.ran.found.tables[CLUES]

    @cached_property
    def changes(self) -> Mapping[str, tuple[str, ...]]:
        """Which fields of each moved clue are otherwise; `evidence` where other rows stand behind it."""
        named = moved_fields(self.past.clues, self.clues)
        evidence = self.found.evidence
        return {
            clue: (*named.get(clue, ()), *([EVIDENCE_FIELD] if clue in evidence else ()))
            for clue in sorted(self.found.changed)
        }

    def moves(self, ids: Sequence[str]) -> dict[str, Told]:
        """What is otherwise in these moved clues."""
        before, after = (
            {row["clue_id"]: row for row in of_clues(one, ids).to_pylist()} for one in (self.past.clues, self.clues)
        )
        return {clue: told_move(before[clue], after[clue], self.changes[clue]) for clue in ids}

    def whys(
        self, gone: Sequence[str], most: int | None = None, *, control: Control | None = None,
        told: Callable[[int], None] | None = None,
    ) -> dict[str, Told]:  # fmt: skip
        """Why these clues vanished: a row behind each is undetermined now, or the step that leaves nothing of it.

        Each look for a step runs the version again over a few rows: it is taken for the first `most` that need one,
        `told` of how many were looked for.
        """
        found = self._undecided(gone) if gone else {}
        rest = [clue for clue in gone if clue not in found]
        for number, clue in enumerate(rest):
            if most is not None and number >= most:
                found[clue] = (
                    "原因未查（只查前面的例子）",
                    "not looked for: only the first examples are",
                )
                continue
            step = where_dropped(self.lake, self.past, self.ran.compiled, self.resolved, clue, control)
            found[clue] = (
                (f"在步骤 {step} 之后没有剩下的行", f"no row is left after step {step}") if step
                else ("未找到原因：可能改变了线索的键", "no reason found: the key of the clue may be another")
            )  # fmt: skip
            if told is not None:
                told(number + 1)
        return found

    def _undecided(self, gone: Sequence[str]) -> dict[str, Told]:
        found: dict[str, Told] = {}
        with duckdb.connect() as connection:
            connection.register("all_w", self.past.witnesses)
            connection.register("u", self.ran.found.tables[UNDETERMINED])
            connection.execute(
                "CREATE TEMP TABLE w AS SELECT * FROM all_w WHERE list_contains(?, clue_id)", [list(gone)]
            )
            for clue, step, reason, rows in connection.execute(_NOW_UNDECIDED).fetchall():
                zh, en = reason_text(reason)
                found.setdefault(
                    clue, (f"现为待定（{step}）：{zh}（{rows} 行）", f"undetermined now ({step}): {en} ({rows} rows)")
                )
        return found


def trial(
    lake: Lake,
    model: Model,
    run: str | None = None,
    *,
    approvals: Sequence[Approval] = (),
    actor: str = "python",
    purpose: str | None = None,
    control: Control | None = None,
) -> Trial:
    """Try a version on a past run of the model, the newest unless one is named; `purpose` is that of the past run
    unless given. Raises as `backtest`."""
    past = past_run(lake, model, run)
    clock, started = time.perf_counter(), lake.clock()
    request = trial_request(model, past.record, approvals=tuple(approvals), actor=actor, purpose=purpose)
    resolved = _over_the_past(resolve(lake, request), past.record)
    told = {"run": past.run_id, "fingerprint": model.fingerprint, "datasets": list(resolved.names)}
    told["purpose"] = resolved.purpose
    told["approvals"] = [one.signature[:16] for one in resolved.approvals]
    audit_log(lake).append(actor, "measure.backtest", model.id, told)
    with lake.staging() as staged:
        ran = carry_out(lake, resolved, staged.scratch, control=control)
        record = record_of(lake, resolved, ran, started, time.perf_counter() - clock)
    tables = ran.found.tables
    found = compare_tables((past.clues, past.witnesses), (tables[CLUES], tables[WITNESSES]))
    return Trial(lake, past, resolved, ran, record, found, time.perf_counter() - clock)


def past_run(lake: Lake, model: Model, run: str | None = None) -> StoredRun:
    """The run of the model to test against. Raises `RunError` where there is none, or it is of another model."""
    store = RunStore(lake)
    past = store.get(run) if run is not None else store.latest(model.id)
    if past is None or past.record.model.id != model.id:
        raise RunError(
            f"没有模型{model.id}的运行可以回测：先用旧版本运行一次" if past is None else
            f"运行{past.run_id}是模型{past.record.model.id}的，不是{model.id}的",
            f"there is no run of {model.id} to test against: run the old version first" if past is None else
            f"run {past.run_id} is of {past.record.model.id}, not of {model.id}",
        )  # fmt: skip
    return past


def trial_request(
    model: Model, past: RunRecord, *, approvals: tuple[Approval, ...] = (), actor: str = "python",
    purpose: str | None = None,
) -> RunRequest:  # fmt: skip
    """What a trial asks for: the new version over what the past run read; a need the past run had not takes the newest
    version there is. It is what an approval of a trial has to allow."""
    versions = {use.need: f"{use.dataset}@{use.version}" for use in past.datasets if use.need in model.datasets}
    said = past.purpose if purpose is None else purpose
    return RunRequest(
        model, past.as_of, said, versions, _set_apart(past, model), approvals, actor, identity="none"
    )  # fmt: skip


def _over_the_past(resolved: Resolved, past: RunRecord) -> Resolved:
    """With the coverage and the links of identity the past run had."""
    uses = {use.need: use for use in past.datasets if use.need in resolved.manifests}
    links = {need: use.links for need, use in uses.items() if use.links is not None}
    coverage = {**resolved.coverage, **{need: use.coverage for need, use in uses.items()}}
    return replace(resolved, coverage=coverage, links=links, identity=past.identity_links)


def _set_apart(past: RunRecord, model: Model) -> dict[str, Any]:
    """Parameters the past run set otherwise than its model does, as far as the new version has them."""
    own = model_of(past)
    usual = {name: parameter_text(value) for name, value in resolve_parameters(own.parameters, {}).items()}
    return {name: text for name, text in past.parameters.items()
            if name in model.parameters and text != usual.get(name)}  # fmt: skip
