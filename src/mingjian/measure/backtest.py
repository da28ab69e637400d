"""Backtest 回测: what another version of a model would have found on the dataset versions of past runs.

The new version runs over the very versions, coverage, links of identity and day of the past run, and nothing of it is
published. Parameters that the past run set apart from its model's own are set again, the others are those of the new
version. A clue keeps its id where model and key are the same, so clues appear, vanish, or stay and say something else.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import duckdb

from mingjian.clues.clue import Clue, clues_in
from mingjian.clues.ledger import ClueLedger
from mingjian.lake import Lake
from mingjian.measure.dropping import where_dropped
from mingjian.measure.findings import findings_of, kind_of
from mingjian.models import Model, resolve_parameters
from mingjian.runs import Control, RunError, RunRecord, RunRequest, RunStore, StoredRun, audit_log, resolve
from mingjian.runs.difference import compare_tables
from mingjian.runs.execute import Ran, carry_out
from mingjian.runs.reasons import reason_text
from mingjian.runs.recording import record_of
from mingjian.runs.request import Resolved, parameter_text
from mingjian.runs.rerun import model_of
from mingjian.runs.tables import CLUES, UNDETERMINED, WITNESSES, values
from mingjian.trust.approvals import Approval

__all__ = ["Backtest", "Example", "FunnelRow", "backtest"]

_NOW_UNDECIDED = """
SELECT w.clue_id, u.step, u.reason, count(DISTINCT u.row_id) FROM w JOIN u USING (need, row_id)
GROUP BY ALL ORDER BY ALL"""


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
    would be lost, `rejected` ones gone), `kept` about the others of the past run, `known` about those that appear."""

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
    past = _past(lake, model, run)
    clock, started = time.perf_counter(), lake.clock()
    resolved = _resolved(lake, model, past.record, tuple(approvals), actor)
    told = {"run": past.run_id, "fingerprint": model.fingerprint, "datasets": list(resolved.names)}
    audit_log(lake).append(actor, "measure.backtest", model.id, told)
    with lake.staging() as staged:
        ran = carry_out(lake, resolved, staged.scratch, control=control)
        record = record_of(lake, resolved, ran, started, time.perf_counter() - clock)
    ledger = ClueLedger(lake)
    codes = {one.clue: one.code for one in findings_of(ledger, model.id, verdicts)}
    return _compared(lake, past, resolved, ran, record, codes, (examples, clearance), time.perf_counter() - clock)


def _past(lake: Lake, model: Model, run: str | None) -> StoredRun:
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


def _resolved(lake: Lake, model: Model, past: RunRecord, approvals: tuple[Approval, ...], actor: str) -> Resolved:
    """The new version over what the past run read; a need the past run had not takes the newest version there is."""
    versions = {use.need: f"{use.dataset}@{use.version}" for use in past.datasets if use.need in model.datasets}
    request = RunRequest(
        model, past.as_of, past.purpose, versions, _set_apart(past, model), approvals, actor, identity="none"
    )
    resolved = resolve(lake, request)
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


def _compared(
    lake: Lake, past: StoredRun, resolved: Resolved, ran: Ran, record: RunRecord, codes: Mapping[str, str | None],
    shown: tuple[int, int], seconds: float,
) -> Backtest:  # fmt: skip
    tables = ran.found.tables
    found = compare_tables((past.clues, past.witnesses), (tables[CLUES], tables[WITNESSES]))
    all_before: set[str] = set(values(past.clues, "clue_id"))
    most, clearance = shown
    gone, new, moved = (sorted(some)[:most] for some in (found.gone, found.new, found.changed))
    whys = _whys(lake, past, ran, resolved, gone)

    def told(run: RunRecord, table: Any, ids: Iterable[str], why: Mapping[str, tuple[str, str]]) -> tuple[Example, ...]:
        return tuple(
            Example(one, codes.get(one.clue_id), *why.get(one.clue_id, ("", "")))
            for one in clues_in(run, table, clearance, ids)
        )

    return Backtest(
        run=past.run_id, model=past.record.model.id, before=past.record.model.version, after=record.model.version,
        as_of=past.record.as_of, datasets=resolved.names, parameters=dict(resolved.texts),
        clues_before=past.clues.num_rows, clues_after=tables[CLUES].num_rows, appeared=len(found.new),
        vanished=len(found.gone), moved=len(found.changed), same=found.same, lost=_kinds(found.gone, codes),
        kept=_kinds(all_before - found.gone, codes), known=_kinds(found.new, codes),
        undetermined=(sum(past.record.undetermined.values()), sum(record.undetermined.values())),
        funnel=_funnel(past.record, record),
        examples={
            "vanished": told(past.record, past.clues, gone, whys), "appeared": told(record, tables[CLUES], new, {}),
            "moved": told(record, tables[CLUES], moved, _moves(past, tables[CLUES], moved)),
        },
        seconds=seconds,
    )  # fmt: skip


def _kinds(clues: Iterable[str], codes: Mapping[str, str | None]) -> dict[str, int]:
    return dict(Counter(kind_of(codes.get(clue)) for clue in clues))


def _funnel(before: RunRecord, after: RunRecord) -> tuple[FunnelRow, ...]:
    old, new = ({step.name: step.rows for step in one.steps} for one in (before, after))
    return tuple(FunnelRow(name, old.get(name), new.get(name)) for name in dict.fromkeys([*old, *new]))


def _moves(past: StoredRun, table: Any, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """What a moved clue said before, in words of levels and points; the sentence itself is shown as it is now."""
    before, after = ({c.clue_id: c for c in clues_in(past.record, one, 4, ids)} for one in (past.clues, table))
    found = {}
    for clue in ids:
        old, new = before[clue], after[clue]
        risk = f"{old.level} {old.points} → {new.level} {new.points}"
        same = (old.level, old.points) == (new.level, new.points)
        found[clue] = (
            ("内容或佐证改变", "says or rests on something else") if same else (f"风险 {risk}", f"risk {risk}")
        )
    return found


def _whys(lake: Lake, past: StoredRun, ran: Ran, resolved: Resolved, gone: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Why each of these clues vanished: a row behind it is undetermined now, or the step that leaves nothing of it."""
    if not gone:
        return {}
    found: dict[str, tuple[str, str]] = {}
    with duckdb.connect() as connection:
        connection.register("all_w", past.witnesses)
        connection.register("u", ran.found.tables[UNDETERMINED])
        connection.execute("CREATE TEMP TABLE w AS SELECT * FROM all_w WHERE list_contains(?, clue_id)", [list(gone)])
        for clue, step, reason, rows in connection.execute(_NOW_UNDECIDED).fetchall():
            zh, en = reason_text(reason)
            found.setdefault(
                clue, (f"现为待定（{step}）：{zh}（{rows} 行）", f"undetermined now ({step}): {en} ({rows} rows)")
            )
    for clue in gone:
        if clue not in found:
            step = where_dropped(lake, past, ran.compiled, resolved, clue)
            found[clue] = (
                (f"在步骤 {step} 之后没有剩下的行", f"no row is left after step {step}") if step
                else ("未找到原因：可能改变了线索的键", "no reason found: the key of the clue may be another")
            )  # fmt: skip
    return found
