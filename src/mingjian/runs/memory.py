"""What a run leaves for the next one of the same model: its rows before they became clues, and what it read.

::

    steps/<key>.json             what was read and counted; the key is a hash of model, parameters, day and datasets
    steps/<key>-rows.parquet     the final rows, steps/<key>-doubts.parquet the undetermined ones, of the last run
    steps/<key>.parquet          all rows of a step that took long, under its own key (see `checkpoints`)

With it the next run makes only what has changed (`mingjian.collision.renewing`). It goes as other kept steps go: by the
cap, or by hand; a run without it makes all. Proofs never use it.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from mingjian.collision import STAGES, Doubt, Outcome, StepReport
from mingjian.engines.dialect import name as quoted
from mingjian.engines.dialect import text_literal
from mingjian.lake import Coverage, FileRef, Lake
from mingjian.lake.files import write_atomic
from mingjian.models.ghosts import ghosts_known
from mingjian.runs.checkpoints import CheckpointEngine, Checkpoints
from mingjian.runs.identity import plain_json
from mingjian.runs.recording import program_version
from mingjian.runs.request import Resolved
from mingjian.trust.digests import sha256_file

__all__ = ["DOUBTS", "ROWS", "Memory", "keep", "memory_of", "recall", "recall_steps", "settings_key", "write"]

ROWS, DOUBTS = "former~rows", "former~doubts"
ENDS = {"rows": ROWS, "doubts": DOUBTS}
KEPT = "former~kept~"
PIECES = 8
"""Files above which what is kept of a step is written as one: each delivery adds one."""
MOST = 2_000_000
"""Final and undetermined rows above which a run leaves nothing."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Read(_Model):
    """A dataset version as it was read."""

    dataset: str
    version: str
    coverage: tuple[Coverage, ...] = ()
    links: FileRef | None = None


class Counted(_Model):
    """What a step told; ``tables`` are the keys of its rows where they are kept, ``stages`` of those of its stages."""

    name: str
    tables: tuple[str, ...] = ()
    stages: dict[str, tuple[str, ...]] = {}
    verb: str
    rows: int
    sql: tuple[str, ...] = ()
    undetermined: tuple[tuple[str, str, int], ...] = ()

    def report(self) -> StepReport:
        """As the collision tells it."""
        doubts = tuple(Doubt(*doubt) for doubt in self.undetermined)
        return StepReport(self.name, self.verb, self.rows, 0.0, doubts, self.sql)


class Memory(_Model):
    """The last run of a model with the same settings. ``seconds``: what making all of it took."""

    run: str = ""
    purpose: str
    sealed: bool
    read: dict[str, Read]
    steps: tuple[Counted, ...]
    key: str
    files: dict[str, str]
    seconds: float

    @property
    def reports(self) -> dict[str, StepReport]:
        """The reports of all steps."""
        return {one.name: one.report() for one in self.steps}

    def same_data(self, resolved: Resolved) -> bool:
        """Whether nothing that a run reads has changed."""
        return self.read == _read(resolved)


def _read(resolved: Resolved) -> dict[str, Read]:
    return {
        need: Read(
            dataset=one.dataset, version=one.version, coverage=resolved.coverage[need], links=resolved.links.get(need)
        )
        for need, one in resolved.manifests.items()
    }


def settings_key(lake: Lake, resolved: Resolved, engine: str) -> str:
    """What two runs must have in common for one to build on the other; everything but the versions of the data."""
    about = {
        "fingerprint": resolved.model.fingerprint,
        "parameters": dict(resolved.texts),
        "as_of": str(resolved.as_of),
        "sealed": resolved.sealed,
        "datasets": {need: one.dataset for need, one in resolved.manifests.items()},
        "named": _named(lake, resolved),
        "engine": engine,
        "program": [program_version(), _program()],
    }
    return hashlib.sha256(plain_json(about).encode()).hexdigest()[:40]


def _named(lake: Lake, resolved: Resolved) -> dict[str, str]:
    """Whom the quarantined records are about that may stand in an absence's way: a delivery of any other dataset can
    tell."""
    listed = [resolved.manifests[need] for need in resolved.model.absent_needs if need in resolved.manifests]
    asked = [one for one in listed if any(version.quarantine for version in lake.line_of(one))]
    return {one.name: ghosts_known(lake, one) for one in asked}


@lru_cache(maxsize=1)
def _program() -> str:
    """The installed files of the program: another program may find something else in the same data."""
    root = Path(__file__).parent.parent
    files = sorted(path for end in ("py", "yaml", "csv") for path in root.rglob(f"*.{end}"))
    said = [f"{path.relative_to(root)} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def memory_of(checkpoints: Checkpoints, key: str) -> Memory | None:
    """What the last run with these settings left, whole and readable, or None."""
    try:
        found = Memory.model_validate_json((checkpoints.folder / f"{key}.json").read_bytes())
    except (OSError, ValidationError):
        return None
    return found if all(_sound(checkpoints, found, end) for end in ENDS) else None


def _sound(checkpoints: Checkpoints, memory: Memory, end: str) -> bool:
    path = checkpoints.find(f"{memory.key}-{end}")
    return path is not None and sha256_file(path) == memory.files.get(end)


def recall(engine: CheckpointEngine, checkpoints: Checkpoints, memory: Memory) -> None:
    """Make the tables ``ROWS`` and ``DOUBTS`` of what was left."""
    for end, table in ENDS.items():
        path = checkpoints.folder / f"{memory.key}-{end}.parquet"
        engine.materialise(table, f"SELECT * FROM read_parquet({text_literal(str(path))})")


def recall_steps(engine: CheckpointEngine, checkpoints: Checkpoints, memory: Memory) -> dict[str, str]:
    """Views of what is still kept, by step or stage."""
    found = {}
    kept = {step.name: step.tables for step in memory.steps}
    kept |= {f"{step.name}{stage}": keys for step in memory.steps for stage, keys in step.stages.items()}
    for name, keys in kept.items():
        paths = [checkpoints.find(key) for key in keys]
        if keys and all(paths):
            found[name] = KEPT + KEPT.join(keys)
            listed = ", ".join(text_literal(str(path)) for path in paths)
            engine.view(found[name], f"SELECT * FROM read_parquet([{listed}])")
    return found


def keep(
    engine: CheckpointEngine, checkpoints: Checkpoints, resolved: Resolved, outcome: Outcome, key: str, seconds: float
) -> Memory | None:
    """Leave the rows of an outcome; None when there are too many or the disk has no room for them."""
    if outcome.rows + sum(doubt.rows for step in outcome.steps for doubt in step.undetermined) > MOST:
        return None
    read = _read(resolved)
    said = plain_json({need: one.model_dump(mode="json") for need, one in read.items()})
    name = hashlib.sha256(f"{key}\n{said}".encode()).hexdigest()[:40]
    doubts = [
        f"SELECT {text_literal(step)} AS step, reason, alias, source, _row FROM {quoted(table)}"
        for step, table in outcome.doubts.items()
    ]
    none = "SELECT '' AS step, '' AS reason, '' AS alias, '' AS source, 0::BIGINT AS _row WHERE false"
    queries = {"rows": f"SELECT * FROM {quoted(outcome.table)}", "doubts": " UNION ALL ".join(doubts) or none}
    files: dict[str, str] = {}
    for end, sql in queries.items():
        if not engine.keep_query(sql, f"{name}-{end}") or (path := checkpoints.find(f"{name}-{end}")) is None:
            return None
        files[end] = sha256_file(path)
    steps = tuple(
        Counted(
            name=step.name, verb=step.verb, rows=step.rows, sql=step.sql,
            tables=_kept(engine, checkpoints, outcome, step.name, name),
            stages={stage: _kept(engine, checkpoints, outcome, f"{step.name}{stage}", name) for stage in STAGES},
            undetermined=tuple((one.reason, one.alias, one.rows) for one in step.undetermined),
        )
        for step in outcome.steps
    )  # fmt: skip
    return Memory(
        purpose=resolved.purpose, sealed=resolved.sealed, read=read, steps=steps, key=name, files=files, seconds=seconds
    )


def _kept(
    engine: CheckpointEngine, checkpoints: Checkpoints, outcome: Outcome, step: str, name: str
) -> tuple[str, ...]:
    """The keys under which all rows of a step or stage are kept, or none. What a second pass made for the witnesses is
    no use: it has only the rows behind what was found."""
    tables = outcome.kept.get(step)
    if tables is None:
        key = engine.keys.get(step, "")
        return (key,) if key and checkpoints.find(key) is not None else ()
    keys = [key for table in tables if table.startswith(KEPT) for key in table.split(KEPT)[1:]]
    new = [table for table in tables if not table.startswith(KEPT)]
    if len(keys) + len(new) > PIECES:
        keys, new = [], list(tables)
    if new:  # what came since is other rows on another ground: two runs may have begun from different ones
        on = hashlib.sha256("\n".join([step, *tables]).encode()).hexdigest()[:16]
        key = f"{name}-{on}"
        if not engine.keep_query(" UNION ALL BY NAME ".join(f"FROM {quoted(table)}" for table in new), key):
            return ()
        keys.append(key)
    return tuple(keys)


def write(checkpoints: Checkpoints, key: str, memory: Memory, run: str) -> None:
    """Let the next run find it, once this one is published."""
    data = memory.model_copy(update={"run": run}).model_dump_json(by_alias=True)
    write_atomic(checkpoints.folder / f"{key}.json", data.encode())
