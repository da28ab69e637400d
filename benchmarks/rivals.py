"""One case answered by one rival, measured, and what its answer was.

``operator`` is ours without witnesses, ``operator+lineage`` with the witnesses of every row and the undetermined rows
kept; ``sql`` is the hand-written SQL of the hits alone, ``sql+doubts`` the one that also counts the undetermined rows,
as the operator does. ``pandas`` is given the lake's whole numbers for its keys, ``pandas+ids`` the texts that agencies
deliver. All begin from the same Parquet files and leave their hits in memory.
"""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from benchmarks.cases import CASES, Case
from benchmarks.meter import metered
from benchmarks.spawn import Measured
from mingjian.collision import Context, Scan, bind_plan, execute, parse_step, scan_relation
from mingjian.engines import Engine
from mingjian.engines.dialect import name as quoted

__all__ = ["FRAMES", "OURS", "RIVALS", "SQL", "run_rival"]

OURS = ("operator", "operator+lineage")
SQL = ("sql", "sql+doubts")
FRAMES = ("polars", "pandas", "pandas+ids")
RIVALS = (*OURS, *SQL, *FRAMES)
_AS_OF = dt.date(2024, 1, 1)


def run_rival(case: str, rival: str, folder: str, memory: str, threads: int) -> Measured:
    """Answer a case once."""
    one, home = CASES[case], Path(folder)
    if rival in OURS:
        return _operator(one, home, memory, threads, lineage=rival != OURS[0])
    if rival in SQL:
        return _sql(one, home, memory, threads, doubts=rival != SQL[0])
    return _polars(one, home) if rival == "polars" else _pandas(one, home, ids=rival == "pandas+ids")


def _operator(case: Case, home: Path, memory: str, threads: int, *, lineage: bool) -> Measured:
    scans = {
        need: Scan(
            scan_relation(need, fields),
            f"SELECT *, file_row_number AS _row FROM read_parquet('{home / need}.parquet', file_row_number = true)",
        )
        for need, fields in case.tables.items()
    }
    started = time.process_time()
    plan = bind_plan(scans, [parse_step("found", case.step)], Context({}, _AS_OF, case.covered))
    compiled = time.process_time() - started
    with Engine(memory_limit=memory, threads=threads, temp=home.parent, readable=[home]) as engine:
        engine.run("SELECT 1")
        with metered() as cost:
            outcome = execute(
                plan, engine, "found", list(case.columns),
                lineage="auto" if lineage else "none", doubts="keep" if lineage else "count",
            )  # fmt: skip
        answer: dict[str, Any] = _checksum(engine.run, quoted(outcome.table), case)
        told: dict[str, int] = {}
        for step in outcome.steps:
            for doubt in step.undetermined:
                told[f"{doubt.reason} {doubt.alias}"] = told.get(f"{doubt.reason} {doubt.alias}", 0) + doubt.rows
        answer["doubts"] = dict(sorted(told.items()))
    notes = {"compile_ms": round(compiled * 1000, 2), "recovered": outcome.recovered}
    return Measured(cost.cpu, cost.wall, cost.peak, answer, notes)


def _sql(case: Case, home: Path, memory: str, threads: int, *, doubts: bool) -> Measured:
    with duckdb.connect(config={"memory_limit": memory, "threads": threads, "temp_directory": f"{home}-spill"}) as con:
        con.execute("SET preserve_insertion_order = false")
        for table in case.tables:
            con.execute(
                f"CREATE TEMP VIEW {table} AS SELECT *, file_row_number"
                f" FROM read_parquet('{home / table}.parquet', file_row_number = true)"
            )
        con.execute("SELECT 1").fetchall()
        with metered() as cost:
            for statement in case.statements if doubts else case.sql:
                con.execute(statement)
        answer: dict[str, Any] = _checksum(lambda sql: con.execute(sql).fetchall(), "result", case)
        if doubts:
            counted = "SELECT reason || ' ' || alias, sum(n) FROM doubts GROUP BY 1 HAVING sum(n) > 0 ORDER BY 1"
            told = con.execute(counted).fetchall() if any("TABLE doubts" in one for one in case.statements) else []
            answer["doubts"] = {reason: int(rows) for reason, rows in told}
    return Measured(cost.cpu, cost.wall, cost.peak, answer)


def _polars(case: Case, home: Path) -> Measured:
    import polars as pl

    with metered() as cost:
        lazy = case.polars(lambda table, columns: pl.scan_parquet(home / f"{table}.parquet").select(columns))
        frame = lazy.select(list(case.columns)).collect(engine="streaming")
    return Measured(cost.cpu, cost.wall, cost.peak, _compared(frame.to_arrow(), case))


def _pandas(case: Case, home: Path, *, ids: bool) -> Measured:
    import pandas as pd
    import pyarrow.parquet as pq

    loading = 0.0

    def read(table: str, columns: list[str]) -> Any:
        """Read as a careful user would: money as float64, days as datetime64, keys as nullable Int32 or as texts."""
        nonlocal loading
        began = time.process_time()
        stored = ["id_number" if ids and column == "person" else column for column in columns]
        made = pq.read_table(home / f"{table}.parquet", columns=stored).rename_columns(columns)
        for number, field in enumerate(made.schema):
            if pa.types.is_decimal(field.type):
                made = made.set_column(number, field.name, made.column(number).cast(pa.float64()))
            elif pa.types.is_date(field.type):
                made = made.set_column(number, field.name, made.column(number).cast(pa.timestamp("s")))
        frame = made.to_pandas(types_mapper=lambda kind: pd.Int32Dtype() if kind == pa.int32() else None)
        loading += time.process_time() - began
        return frame

    with metered() as cost:
        frame = case.pandas(read)[list(case.columns)]
    answer = _compared(pa.Table.from_pandas(frame, preserve_index=False), case)
    return Measured(cost.cpu, cost.wall, cost.peak, answer, {"load_cpu": round(loading, 3)})


def _compared(table: pa.Table, case: Case) -> dict[str, Any]:
    with duckdb.connect() as con:
        con.register("frame", table)
        return _checksum(lambda sql: con.execute(sql).fetchall(), "frame", case)


def _checksum(run: Any, table: str, case: Case) -> dict[str, Any]:
    """Number of rows and a sum over the hashes of the rows: the same for the same rows in any order."""
    listed = ", ".join(f"CAST({_plain(column, kind)} AS {kind})" for column, kind in case.columns.items())
    rows, total = run(f"SELECT count(*), sum(hash(row({listed}))) FROM {table}")[0]
    return {"rows": rows, "sum": str(total)}


def _plain(column: str, kind: str) -> str:
    """Floating point money is rounded before it is compared."""
    if "DECIMAL" not in kind:
        return quoted(column)
    return f"round({quoted(column)}::DOUBLE, {2 if kind.endswith(',2)') else 8})"
