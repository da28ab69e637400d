"""Rows and counts at every step of a draft that may have mistakes elsewhere. Nothing is published, no clue is kept.

    sketch = sketch_of(text)
    preview_examples(sketch, read_texts({"examples/cases.yaml": cases}))       # over the draft's own examples
    preview_lake(lake, sketch, as_of=day, purpose="modelling", upto="step")    # over data, under the rules of a run

Counts are exact or unknown, never guessed: a step over its memory or time says so, and what reads it is unknown. Steps
that took long are kept by content as those of runs are, so that a change at the end of a model costs the end.
"""

from __future__ import annotations

import datetime as dt
import os
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from mingjian.collision import Doubt, Plan
from mingjian.collision.looking import Seen, look
from mingjian.engines import Cancelled, Engine, EngineError, QueryEngine
from mingjian.engines.dialect import name as quoted
from mingjian.lake import Lake, Manifest
from mingjian.models.compile import compile_steps, readable_of
from mingjian.models.example_tables import build_tables
from mingjian.models.examples import Read
from mingjian.models.sketch import Sketch
from mingjian.runs.cautions import Caution, cautions_of_rows, cautions_of_text, doubled_keys
from mingjian.runs.checkpoints import CheckpointEngine, Checkpoints
from mingjian.runs.execute import Control, Progress, scans_for
from mingjian.runs.request import RunRequest, approve, examine
from mingjian.runs.signers import audit_log
from mingjian.trust.approvals import Approval

__all__ = ["Look", "Preview", "Shown", "preview_examples", "preview_lake"]

ROWS = 20
"""Rows shown of a step."""

WITNESSES = 1000
"""Witness rows told of a row and need: the sum of a whole province rests on millions."""

KEPT_AFTER = 0.05
"""Seconds after which a step of a preview is kept: between two edits a person waits for all of them again."""


@dataclass(frozen=True)
class Shown:
    """A row that is shown: its values as the engine gives them, and the rows of needs that witness it; `more`: there
    are more than `WITNESSES` of a kind, of which some are not told."""

    values: Mapping[str, Any]
    witnesses: Mapping[str, tuple[int, ...]]
    more: bool = False


@dataclass(frozen=True)
class Look:
    """A need or step: how many rows, some of them, and how many could not be decided, by reason and input.

    ``count`` is exact, or None when unknown; ``why`` then says why, in Chinese and English. ``reused``: from what an
    earlier preview or run kept.
    """

    name: str
    count: int | None
    rows: tuple[Shown, ...] = ()
    undetermined: tuple[Doubt, ...] = ()
    seconds: float = 0.0
    reused: bool = False
    why: tuple[str, str] | None = None

    @property
    def exact(self) -> bool:
        """Whether the count is known."""
        return self.count is not None


@dataclass(frozen=True)
class Preview:
    """What every need and step gives, in the order they are made, and what to be careful of."""

    looks: Mapping[str, Look]
    cautions: tuple[Caution, ...]
    seconds: float
    plan: Plan
    manifests: Mapping[str, Manifest] = field(default_factory=dict)
    """The dataset versions by need, of a preview over a lake."""


def preview_examples(
    sketch: Sketch, reads: Sequence[Read], *, upto: str | None = None, rows: int = ROWS, seconds: float = 20.0
) -> dict[str, Preview]:
    """Each example file by its name, looked at in memory. Rows of needs that are wrong are passed over.

    Raises `ModelErrors` for rows that do not fit their list, `ParameterError`, and KeyError for an unknown ``upto``.
    """
    wanted = sketch if upto is None else sketch.upto(upto)
    found: dict[str, Preview] = {}
    for read in reads:
        with Engine(memory_limit="1GiB", threads=1) as engine:
            scans = build_tables(engine, wanted.model, _only(read, wanted)).scans
            given = {k: v for k, v in read.content.parameters.items() if k in wanted.model.parameters}
            plan = compile_steps(wanted.model, scans, as_of=read.content.as_of, parameters=given)
            found[read.file.name] = _previewed(wanted, plan, engine, rows, seconds, Control())
    return found


def preview_lake(
    lake: Lake,
    sketch: Sketch,
    *,
    as_of: dt.date,
    purpose: str,
    datasets: Mapping[str, str] | None = None,
    parameters: Mapping[str, Any] | None = None,
    approvals: Sequence[Approval] = (),
    upto: str | None = None,
    rows: int = ROWS,
    seconds: float = 60.0,
    memory_limit: str | None = None,
    control: Control | None = None,
    actor: str = "python",
) -> Preview:
    """The steps (those behind ``upto``) over dataset versions of a lake.

    The rules are those of a run: data, declared coverage, a purpose, and an approval of this very draft where it reads
    sensitive columns of real data. What is read is written into the audit log. Raises `RunRefused` with every
    objection, `Cancelled` when ``control`` was stopped, `LakeError`, and KeyError for an unknown ``upto``.
    """
    wanted = sketch if upto is None else sketch.upto(upto)
    asked = RunRequest(
        wanted.model, as_of, purpose, datasets or {}, parameters or {}, tuple(approvals), actor
    )  # fmt: skip
    resolved = approve(lake, examine(lake, asked), asked.approvals)
    told = {"purpose": resolved.purpose, "datasets": list(resolved.names), "as_of": str(as_of), "upto": upto}
    audit_log(lake).append(actor, "preview", wanted.model.id, told)
    watched = control or Control()
    plan = compile_steps(wanted.model, scans_for(lake, resolved), as_of=as_of, parameters=resolved.parameters)
    parts = [lake.file(part.path) for manifest in resolved.manifests.values() for part in manifest.parts]
    parts += [lake.file(ref.path) for ref in resolved.links.values()]
    kept = replace(Checkpoints.of(lake), least_seconds=KEPT_AFTER)
    with (
        lake.staging() as staged,
        CheckpointEngine(
            kept,
            staged.scratch,
            memory_limit=memory_limit or os.environ.get("MINGJIAN_MEMORY", "2GiB"),
            temp=staged.scratch,
            readable=[*parts, *readable_of(plan)],
            progress=watched.running if watched.listener is not None else None,
        ) as engine,
    ):
        watched.attach(engine)
        found = _previewed(wanted, plan, engine, rows, seconds, watched)
        return replace(found, manifests=resolved.manifests)


def _only(read: Read, sketch: Sketch) -> Read:
    """An example file without the rows of needs the sketch has not."""
    content, known = read.content, set(sketch.model.needs)
    cases = {
        name: case.model_copy(update={"rows": {need: rows for need, rows in case.rows.items() if need in known}})
        for name, case in content.cases.items()
    }
    shared = {need: rows for need, rows in content.shared.items() if need in known}
    return replace(read, content=content.model_copy(update={"cases": cases, "shared": shared}))


def _previewed(
    sketch: Sketch, plan: Plan, engine: Engine, rows: int, seconds: float, control: Control
) -> Preview:  # fmt: skip
    started = time.perf_counter()
    looks: dict[str, Look] = {}
    found = list(cautions_of_text(sketch))
    with _until(engine, seconds) as over:
        for seen in look(plan, engine):
            if isinstance(seen.error, Cancelled) and not over.is_set():
                raise seen.error  # somebody stopped it
            looks[seen.name] = one = _look(plan, engine, seen, rows, seconds if over.is_set() else None)
            if control.listener is not None and one.count is not None:
                control.listener(Progress(one.name, one.seconds, one.count, 100.0, 0.0, one.reused))
            if one.exact and sketch.clue is not None and seen.name == sketch.clue.from_ and seen.source is not None:
                found += _unless_over(sketch, engine, seen.source.table)
    found += cautions_of_rows(sketch, plan, looks)
    return Preview(looks, tuple(found), time.perf_counter() - started, plan)


def _unless_over(sketch: Sketch, engine: QueryEngine, table: str) -> list[Caution]:
    try:
        return list(doubled_keys(sketch, engine, table))
    except EngineError:  # out of time or memory: the next step says so
        return []


def _look(plan: Plan, engine: Engine, seen: Seen, rows: int, over: float | None) -> Look:
    if seen.behind is not None:
        return Look(seen.name, None, why=(f"“{seen.behind}”未知", f"'{seen.behind}' is unknown"))
    if seen.source is None:
        assert seen.error is not None
        return Look(seen.name, None, seconds=seen.seconds, why=_why(seen.error, over))
    try:
        shown = _rows(plan, engine, seen, rows)
    except EngineError as error:
        return Look(seen.name, seen.rows, (), seen.undetermined, seen.seconds, why=_why(error, over))
    reused = isinstance(engine, CheckpointEngine) and seen.name in engine.ever_reused
    return Look(seen.name, seen.rows, shown, seen.undetermined, seen.seconds, reused)


def _why(error: EngineError, over: float | None) -> tuple[str, str]:
    if isinstance(error, Cancelled):
        limit = "" if over is None else f" {over:g} "
        return f"预览超过时限{limit}秒，没有算完", f"over the time limit of the preview ({limit.strip()} s)"
    return error.zh, error.en


def _rows(plan: Plan, engine: QueryEngine, seen: Seen, limit: int) -> tuple[Shown, ...]:
    assert seen.source is not None
    relation = plan.relation(seen.name)
    visible = [field.name for field in relation.visible if field.name in seen.source.columns]
    witnesses = [one for one in relation.witnesses if one.column in seen.source.columns]
    numbers = [
        f"{quoted(one.column)}[1:{WITNESSES + 1}] AS {quoted(one.column)}" if one.many else quoted(one.column)
        for one in witnesses
    ]
    columns = ", ".join([*map(quoted, visible), *numbers])
    found = engine.arrow(f"SELECT {columns} FROM {seen.source.sql} LIMIT {limit}", seen.name).to_pylist()
    shown = []
    for row in found:
        behind: dict[str, tuple[int, ...]] = {}
        more = False
        for one in witnesses:
            told = row[one.column] if isinstance(row[one.column], list) else [row[one.column]]
            more = more or len(told) > WITNESSES
            behind[one.source] = (*behind.get(one.source, ()), *(n for n in told[:WITNESSES] if n is not None))
        shown.append(Shown({name: row[name] for name in visible}, behind, more))
    return tuple(shown)


@contextmanager
def _until(engine: Engine, seconds: float) -> Iterator[threading.Event]:
    """Stop the engine when the time is over; the event says that it was that."""
    over = threading.Event()

    def stop() -> None:
        over.set()
        engine.cancel()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield over
    finally:
        timer.cancel()
