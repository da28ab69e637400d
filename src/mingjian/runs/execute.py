"""Running a model: request → objections or a run, on one fenced engine, published whole or not at all."""

from __future__ import annotations

import errno
import os
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mingjian.collision import Doubts, Outcome, Scan, execute
from mingjian.engines import DiskFull, Materialised, QueryEngine
from mingjian.lake import Lake
from mingjian.models import Model, load_model
from mingjian.models.compile import Compiled, NotReady, compile_model
from mingjian.models.scans import covered_of, lake_scans
from mingjian.runs.checkpoints import CheckpointEngine, Checkpoints, engine_version
from mingjian.runs.engines import DUCKDB, master_of, spark_engine
from mingjian.runs.errors import Refusal, RunError, RunRefused
from mingjian.runs.memory import Memory, keep, memory_of, settings_key, write
from mingjian.runs.recording import record_of
from mingjian.runs.renewal import Renewal
from mingjian.runs.request import Resolved, RunRequest, resolve
from mingjian.runs.results import Found, collect
from mingjian.runs.signers import audit_log
from mingjian.runs.store import RunStore, StoredRun
from mingjian.trust.approvals import Approval

if TYPE_CHECKING:
    from mingjian.runs.spark import SparkRunEngine

__all__ = ["Control", "Progress", "Ran", "carry_out", "compile_for", "run_model", "run_request", "scans_for"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is. `rows` is there when a step has ended; `left` is an estimate in seconds, None: no idea."""

    step: str
    seconds: float
    rows: int | None = None
    percent: float | None = None
    left: float | None = None
    reused: bool = False


class Control:
    """Watching a run and stopping it from another thread.

    `permit` is asked in the turn of publishing (see `RunStore.publish`); what it raises ends the run unpublished.
    """

    def __init__(
        self, listener: Callable[[Progress], None] | None = None, permit: Callable[[], None] | None = None
    ) -> None:
        self.listener, self.permit = listener, permit
        self._stopped = threading.Event()
        self._engine: QueryEngine | None = None

    def cancel(self) -> None:
        """Stop the run; it ends with `mingjian.engines.Cancelled` and leaves nothing behind."""
        self._stopped.set()
        if self._engine is not None:
            self._engine.cancel()

    def attach(self, engine: QueryEngine) -> None:
        """Let `cancel` reach this engine."""
        self._engine = engine
        if self._stopped.is_set():
            engine.cancel()

    def running(self, step: str, percent: float, seconds: float) -> None:
        """The engine's report while a query runs."""
        if self.listener is not None:
            left = seconds * (100 - percent) / percent if percent > 2 else None
            self.listener(Progress(step, seconds, percent=percent if percent >= 0 else None, left=left))

    def ended(self, made: Materialised, reused: bool) -> None:
        """A table is finished."""
        if self.listener is not None:
            self.listener(Progress(made.name, made.seconds, rows=made.rows, percent=100.0, left=0.0, reused=reused))


class _RunEngine(CheckpointEngine):
    """The engine of a run: tells the control what ended."""

    control: Control

    def materialise(self, table: str, sql: str) -> Materialised:
        made = super().materialise(table, sql)
        self.control.ended(made, table in self.reused)
        return made


@dataclass(frozen=True)
class Ran:
    """What carrying out a resolved request gave, before anything is written."""

    compiled: Compiled
    outcome: Outcome
    found: Found
    engine: str
    reused: frozenset[str]
    scans: Mapping[str, str]
    memory: Memory | None = None
    renewed: str | None = None


def run_model(
    lake: Lake,
    model: Model | Path | str,
    datasets: Mapping[str, str] | None = None,
    as_of: date | None = None,
    purpose: str = "",
    parameters: Mapping[str, Any] | None = None,
    approvals: Sequence[Approval] = (),
    *,
    actor: str = "python",
    identity: str | None = None,
    control: Control | None = None,
    memory_limit: str | None = None,
    threads: int | None = None,
    engine: str = DUCKDB,
    same: bool = False,
) -> StoredRun:
    """Run a model (or the model of a folder) over dataset versions of a lake and keep the result as a run.

    `datasets` maps a need to `dataset[@version]` where the lake leaves a choice; `as_of` is the run's "now" and must be
    given; `purpose` is a campaign or case number; `identity` names a resolution of identity or `none`,
    the newest unless given; `engine` is `duckdb`, `spark` or `spark://host:port`. With `same` the last run is given
    back when nothing at all has changed since. Raises `RunRefused` with every objection, `ModelErrors`,
    `EngineError` (memory, disk, cancelled) or `LakeError`; in every case the lake is as it was, but for the audit log.
    """
    loaded = model if isinstance(model, Model) else load_model(model)
    if as_of is None:
        raise RunRefused([Refusal("purpose", "须给出截止日 as_of", "give the as-of day")])
    request = RunRequest(loaded, as_of, purpose, datasets or {}, parameters or {}, tuple(approvals), actor, identity)
    return run_request(
        lake, request, control=control, memory_limit=memory_limit, threads=threads, engine=engine, same=same
    )


def run_request(
    lake: Lake,
    request: RunRequest,
    *,
    control: Control | None = None,
    memory_limit: str | None = None,
    threads: int | None = None,
    engine: str = DUCKDB,
    same: bool = False,
) -> StoredRun:
    """Carry out a request and publish the run. See `run_model`."""
    master_of(engine)  # a wrong name is told before anything is logged
    log = audit_log(lake)
    try:
        resolved = resolve(lake, request)
    except RunRefused as refused:
        kinds = sorted({one.kind for one in refused.refusals})
        log.append(request.actor, "run.refused", request.model.id, {"why": kinds, "purpose": request.purpose})
        raise
    checkpoints = Checkpoints.of(lake)
    if same and master_of(engine) is None and (last := _last(lake, resolved, checkpoints)) is not None:
        log.append(request.actor, "run.same", last.run_id, {"purpose": resolved.purpose, "model": request.model.id})
        return last
    begun = {"purpose": resolved.purpose, "datasets": list(resolved.names), "as_of": str(resolved.as_of)}
    begun["fingerprint"] = resolved.model.fingerprint
    begun["approvals"] = [one.signature[:16] for one in resolved.approvals]
    log.append(request.actor, "run.begin", request.model.id, begun)
    started, clock = lake.clock(), time.perf_counter()
    try:
        with lake.staging() as staged:
            ran = carry_out(
                lake, resolved, staged.scratch, control=control, memory_limit=memory_limit, threads=threads,
                checkpoints=checkpoints, engine=engine,
            )  # fmt: skip
            record = record_of(lake, resolved, ran, started, time.perf_counter() - clock)
            run = RunStore(lake).publish(staged, record, ran.found.tables, control.permit if control else None)
            if ran.memory is not None:
                write(checkpoints, settings_key(lake, resolved, ran.engine), ran.memory, run.run_id)
    except OSError as error:
        raise _disk(error) from error
    detail = {"seal": run.record.seal, "clues": run.record.clues, "model": request.model.id}
    log.append(request.actor, "run.done", run.run_id, detail)
    return run


def _last(lake: Lake, resolved: Resolved, checkpoints: Checkpoints) -> StoredRun | None:
    """The last run of the same request over the same data, if it is still there and sound."""
    found = memory_of(checkpoints, settings_key(lake, resolved, engine_version()))
    if found is None or not found.same_data(resolved) or found.purpose != resolved.purpose:
        return None
    store = RunStore(lake)
    try:
        run = store.get(found.run)
    except RunError:
        return None
    return None if store.verify(run) else run


def scans_for(lake: Lake, resolved: Resolved) -> dict[str, Scan]:
    """The needs over the dataset versions, the links of identity and the coverage of a request."""
    links = {need: lake.file(ref.path) for need, ref in resolved.links.items()}
    found = lake_scans(lake, resolved.model, resolved.manifests, sealed=resolved.sealed, links=links)
    return {
        need: replace(scan, covered=covered_of(resolved.coverage[need])) if need in resolved.coverage else scan
        for need, scan in found.items()
    }


def compile_for(lake: Lake, resolved: Resolved) -> Compiled:
    """The model bound to the dataset versions and the coverage of a request."""
    scans = scans_for(lake, resolved)
    try:
        return compile_model(resolved.model, scans, as_of=resolved.as_of, parameters=resolved.parameters)
    except NotReady as error:
        raise RunRefused([Refusal("coverage", error.zh, error.en)]) from error


def carry_out(
    lake: Lake,
    resolved: Resolved,
    scratch: Path,
    *,
    control: Control | None = None,
    memory_limit: str | None = None,
    threads: int | None = None,
    checkpoints: Checkpoints | None = None,
    compiled: Compiled | None = None,
    engine: str = DUCKDB,
    doubts: Doubts = "keep",
) -> Ran:
    """Run the plan of a resolved request; nothing is written but temporary files under `scratch`. Without its `doubts`
    it gives the clues alone."""
    watched = control or Control()
    bound = compiled or compile_for(lake, resolved)
    kept = checkpoints if master_of(engine) is None else None
    former = Renewal.of(lake, resolved, bound, kept) if kept else None
    more = former.readable if former else ()
    with _opened(lake, resolved, bound, scratch, watched, kept, engine, memory_limit, threads, more) as opened:
        watched.attach(opened)
        outcome, memory, again = _made(lake, bound, resolved, opened, kept, former, doubts)
        found = collect(lake, opened, bound, resolved, outcome)
        scans = {need: opened.queries[need] for need in bound.plan.scans if need in opened.queries} or _scans(bound)
        renewed = former.run if former and again is not None else None
        reused = frozenset(opened.ever_reused | (again or set()))
        return Ran(bound, outcome, found, opened.version, reused, scans, memory, renewed)


def _made(
    lake: Lake, bound: Compiled, resolved: Resolved, opened: _RunEngine | SparkRunEngine, kept: Checkpoints | None,
    former: Renewal | None, doubts: Doubts,
) -> tuple[Outcome, Memory | None, set[str] | None]:  # fmt: skip
    """The outcome, what it leaves for the next run, and which steps came from the last one; None: it was of no use."""
    again: set[str] | None = None
    outcome = former.outcome(opened) if former and isinstance(opened, CheckpointEngine) else None
    if former is not None and outcome is not None:
        whole = former.seconds
        again = {step.name for step in outcome.steps} if not former.changed else set()
    else:
        clock = time.perf_counter()
        outcome = execute(bound.plan, opened, bound.final, bound.columns, doubts=doubts)
        whole = time.perf_counter() - clock
    memory = None
    if kept is not None and isinstance(opened, CheckpointEngine):
        memory = keep(opened, kept, resolved, outcome, settings_key(lake, resolved, opened.version), whole)
    return outcome, memory, again


def _opened(
    lake: Lake, resolved: Resolved, bound: Compiled, scratch: Path, watched: Control, checkpoints: Checkpoints | None,
    engine: str, memory_limit: str | None, threads: int | None, more: Sequence[Path],
) -> _RunEngine | SparkRunEngine:  # fmt: skip
    """The engine that was asked for, open on what the run reads."""
    progress = watched.running if watched.listener is not None else None
    master = master_of(engine)
    if master is not None:
        return spark_engine(lake, master, watched.ended, progress, memory_limit, threads)
    parts = [lake.file(part.path) for manifest in resolved.manifests.values() for part in manifest.parts]
    parts += [lake.file(ref.path) for ref in resolved.links.values()]
    opened = _RunEngine(
        checkpoints,
        scratch,
        memory_limit=memory_limit or os.environ.get("MINGJIAN_MEMORY", "2GiB"),
        threads=threads,
        temp=scratch,
        readable=[*parts, *bound.readable, *more],
        progress=progress,
    )
    opened.control = watched
    return opened


def _scans(compiled: Compiled) -> dict[str, str]:
    """How a run that made only what changed would read its data."""
    plan, found = compiled.plan, {}
    for name, columns in plan.needs(compiled.final, compiled.columns, lineage=False).items():
        if name in plan.scans:
            order = [one.name for one in plan.scans[name].relation.fields if one.name in columns]
            found[name] = plan.scans[name].select(order)
    return found


def _disk(error: OSError) -> Exception:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(
            "磁盘空间不足，运行结果未保存：请清理磁盘后重试，已发布的数据不受影响",
            "no disk space left, the run was not kept: free some space and run again; published data is untouched",
            str(error),
        )
    return RunError(f"运行结果无法写入：{error}", f"the run could not be written: {error}")
