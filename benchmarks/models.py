"""The shipped models over a province, one run each; and reading every column of the province once, to compare with."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from benchmarks.meter import metered
from benchmarks.spawn import Measured

if TYPE_CHECKING:
    from mingjian.models import Model

__all__ = ["AS_OF", "chosen", "model_ids", "province_lake", "read_everything", "run_model_once"]

AS_OF = dt.date(2025, 6, 30)
"""The as-of day of every synthetic province."""


def chosen(wanted: str = "") -> list[Model]:
    """The shipped models in the order of their catalogue ids, or those named by id or catalogue id, with commas.

    Leaves the program with what is wrong where one is not there.
    """
    from mingjian.library import shipped_models
    from mingjian.models import load_model

    found = [load_model(folder) for folder in shipped_models().values()]
    names = {name for name in wanted.split(",") if name}
    known = {name for one in found for name in (one.id, one.definition.catalogue)}
    if unknown := sorted(names - known):
        raise SystemExit(f"no model of the library is called {', '.join(unknown)}")
    listed = [one for one in found if not names or names & {one.id, one.definition.catalogue}]
    return sorted(listed, key=lambda one: one.definition.catalogue or "")


def model_ids() -> list[str]:
    """The ids of all shipped models, in the order of their catalogue ids."""
    return [one.id for one in chosen()]


def province_lake(folder: Path, people: int, seed: int) -> Path:
    """The lake of a province, built and taken in now if it is not there (minutes for a million people)."""
    from mingjian.cli.deliveries import load_deliveries
    from mingjian.lake import Lake
    from mingjian.province import build

    home = folder / f"lake-{people}-{seed}"
    if home.exists():
        return home
    province = folder / f"province-{people}-{seed}"
    if not (province / "deliveries.yaml").exists():
        build(province, people, seed)
    part = Path(f"{home}.part")
    load_deliveries(Lake.create(part), province)
    part.rename(home)
    return home


def run_model_once(lake: str, model: str, lineage: Any, memory: str, threads: int, scratch: str) -> Measured:
    """Execute a model without checkpoints; what is made of the rows afterwards (clues, row ids) is measured apart."""
    from mingjian.collision import execute
    from mingjian.engines.dialect import name as quoted
    from mingjian.lake import Lake
    from mingjian.library import shipped_models
    from mingjian.models import load_model
    from mingjian.runs.checkpoints import CheckpointEngine
    from mingjian.runs.execute import compile_for
    from mingjian.runs.request import RunRequest, resolve
    from mingjian.runs.results import collect

    opened, temp = Lake.open(Path(lake)), Path(scratch)
    temp.mkdir(parents=True, exist_ok=True)
    with metered() as compiling:
        loaded = load_model(shipped_models()[model])
        resolved = resolve(opened, RunRequest(loaded, AS_OF, "benchmark", actor="benchmark"))
        compiled = compile_for(opened, resolved)
    parts = [opened.file(part.path) for manifest in resolved.manifests.values() for part in manifest.parts]
    options: dict[str, Any] = {"memory_limit": memory, "threads": threads, "temp": temp}
    with CheckpointEngine(None, temp, readable=[*parts, *compiled.readable], **options) as engine:
        engine.run("SELECT 1")
        with metered() as cost:
            outcome = execute(compiled.plan, engine, compiled.final, compiled.columns, lineage=lineage)
        listed = ", ".join(quoted(column) for column in compiled.columns)
        checked = f"SELECT count(*), sum(hash(row({listed}))) FROM {quoted(outcome.table)}"
        rows, total = engine.run(checked)[0]
        notes: dict[str, Any] = {"compile_ms": round(compiling.cpu * 1000, 1), "recovered": outcome.recovered}
        notes["steps"] = {step.name: [step.rows, round(step.seconds, 3)] for step in outcome.steps}
        if lineage != "none":
            with metered() as gathering:
                collect(opened, engine, compiled, resolved, outcome)
            notes["collect_cpu"] = round(gathering.cpu, 3)
    return Measured(cost.cpu, cost.wall, cost.peak, {"rows": rows, "sum": str(total)}, notes)


def read_everything(lake: str, memory: str, threads: int) -> Measured:
    """``sum(hash(column))`` of every column of every part of the latest versions, in one query a dataset."""
    from mingjian.lake import Lake

    opened = Lake.open(Path(lake))
    manifests = [opened.version(name) for name in opened.datasets()]
    with duckdb.connect(config={"memory_limit": memory, "threads": threads}) as con:
        queries = []
        for manifest in manifests:
            files = ", ".join(f"'{opened.file(part.path)}'" for part in manifest.parts)
            table = f"read_parquet([{files}], union_by_name = true)"
            columns = [name for name, *_ in con.execute(f"DESCRIBE SELECT * FROM {table}").fetchall()]
            sums = ", ".join(f'sum(hash("{column}"))' for column in columns)
            queries.append(f"SELECT count(*), {sums} FROM {table}")
        rows = 0
        with metered() as cost:
            for query in queries:
                found = con.execute(query).fetchone()
                rows += found[0] if found else 0
    return Measured(cost.cpu, cost.wall, cost.peak, {"rows": rows})
