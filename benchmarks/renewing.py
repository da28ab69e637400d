"""Taking one per cent of new rows against making all again, in CPU seconds: `python -m benchmarks.renewing`.

Payments by month, deaths, stays and enrolments of as many persons as there are rows for, uniform keys, five in a
hundred rows without a key. What is new is either the last month (nearly everybody who is paid), or rows of any month.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from mingjian.collision import STAGES, Context, Covered, Field, Outcome, Plan, Scan, bind_plan, execute, parse_step
from mingjian.collision.relation import scan_relation
from mingjian.collision.renewing import Changed, Former, NotRenewed, renew
from mingjian.engines import Engine, Kind
from mingjian.engines.dialect import name as quoted
from mingjian.runs.checkpoints import CheckpointEngine, Checkpoints

FIELDS = (
    Field("person", Kind.SUBJECT, weak=("name",)),
    Field("name", Kind.TEXT, nullable=False),
    Field("region", Kind.CODE, nullable=False),
    Field("day", Kind.DATE, nullable=False),
    Field("until", Kind.DATE),
    Field("amount", Kind.MONEY, nullable=False),
)
EVER = (Covered("34", dt.date(2000, 1, 1), dt.date(2030, 1, 1)),)
AFTER: dict[str, dict[str, Any]] = {
    "after": {"match": ["payments", "deaths"], "on": "person", "where": "payments.day > deaths.day"},
    "each": {"aggregate": "after", "by": "person", "take": {"times": "count()", "sum": "sum(payments.amount)"}},
}
SPAN = ["day", "until"]
NONE: dict[str, dict[str, Any]] = {
    "none": {
        "absent": ["deaths", "payments"],
        "on": "person",
        "covered": {"region": "region", "from": "day", "to": "day"},
    }
}
INSIDE: dict[str, Any] = {"overlap": ["stays", "payments"], "on": "person", "spans": {"stays": SPAN, "payments": SPAN}}
PLANS: dict[str, tuple[str, dict[str, dict[str, Any]]]] = {
    "join and aggregate": ("payments", AFTER),
    "the other side of it": ("deaths", AFTER),
    "count in a window": (
        "stays",
        {"often": {"count": "stays", "by": "person", "day": "day", "window": "6 months", "at_least": 6}},
    ),
    "overlap": ("stays", {"inside": INSIDE}),
    "absence, new cases": ("deaths", NONE),
    "absence, new rows of the list": ("payments", NONE),
}
"""What is measured: the need that gets rows, and the steps."""


APART = 1 << 40


@dataclass(frozen=True)
class _Rows(Scan):
    """Rows of files, numbered as the parts of a dataset version are."""

    files: tuple[Path, ...] = ()

    none: bool = False

    def select(self, columns: Sequence[str]) -> str:
        """The columns and row numbers."""
        named = ", ".join(map(quoted, columns))
        parts = [
            f"SELECT {named}, file_row_number + {path.stem.endswith('new') * APART} AS _row"
            f" FROM read_parquet('{path}', file_row_number = true)"
            for path in self.files
        ]
        sql = " UNION ALL ".join(parts)
        return f"SELECT * FROM ({sql}) WHERE false" if self.none else sql

    def size(self) -> int:
        """As the manifest of a version tells it."""
        return 0 if self.none else sum(pq.read_metadata(path).num_rows for path in self.files)


def made(engine: Engine, folder: Path, need: str, rows: int, persons: int, last_month: bool) -> tuple[Path, Path]:
    """The old and the new rows of a need."""
    days = 3650
    new = "day >= DATE '2024-12-01'" if last_month else "hash(_row) % 100 = 0"
    sql = (
        f"SELECT CASE WHEN hash(i, '{need}') % 100 >= 5 THEN (hash(i, 1, '{need}') % {persons})::INTEGER END AS person,"
        f" 'N' || (hash(i, 1, '{need}') % {persons}) AS name, '340100' AS region,"
        f" DATE '2015-01-01' + (hash(i, 2, '{need}') % {days})::INTEGER AS day, "
        f" DATE '2015-01-01' + (hash(i, 2, '{need}') % {days} + 3)::INTEGER AS until,"
        f" (hash(i, 3) % 5000)::DECIMAL(18, 2) AS amount, i AS _row FROM range({rows}) t(i)"
    )
    old, fresh = folder / f"{need}-old.parquet", folder / f"{need}-new.parquet"
    engine.write_parquet(f"SELECT * FROM ({sql}) WHERE NOT ({new})", old)
    engine.write_parquet(f"SELECT * FROM ({sql}) WHERE {new}", fresh)
    return old, fresh


def measured(
    engine: Engine, plan: Plan, changed: dict[str, Changed], former: Former | None
) -> tuple[Outcome | None, float, int]:
    """The outcome, CPU seconds, and rows."""
    final = plan.steps[-1].name
    columns = [one.name for one in plan.relation(final).visible]
    begun = _cpu()
    try:
        found = (
            execute(plan, engine, final, columns)
            if former is None
            else renew(plan, engine, final, columns, changed, former)
        )
    except NotRenewed as error:
        print(f"  not renewed: {error}")
        return None, _cpu() - begun, 0
    return found, _cpu() - begun, found.rows


def case(name: str, files: dict[str, tuple[Path, Path]], folder: Path, memory: str) -> None:
    """One plan: all, all again with the new rows, and only what is new."""
    need, raw = PLANS[name]
    steps = [parse_step(step, options) for step, options in raw.items()]
    kept = Checkpoints(folder / "steps")

    def scan(of: str, paths: tuple[Path, ...], none: bool = False) -> Scan:
        return _Rows(scan_relation(of, FIELDS), covered=EVER, files=paths, none=none)

    now = {of: scan(of, both) for of, both in files.items()}
    before = {**now, need: scan(need, files[need][:1])}
    plan = bind_plan(now, steps, Context({}, dt.date(2025, 1, 1), dict.fromkeys(files, EVER)))
    changed = {need: Changed(before[need], scan(need, files[need][:1], none=True), scan(need, files[need][1:]))}
    with CheckpointEngine(kept, folder, memory_limit=memory, readable=[folder]) as keeping:
        first, _, _ = measured(keeping, replace(plan, scans=before), {}, None)
        assert first is not None
        names = [name for one in plan.steps for name in (one.name, *(f"{one.name}{stage}" for stage in STAGES))]
        steps_kept = {name: kept.find(keeping.keys.get(name, "")) for name in names}
        rows = keeping.arrow(f"FROM {quoted(first.table)}")
        parts = [f"SELECT '{s}' AS step, reason, alias, source, _row FROM {quoted(t)}" for s, t in first.doubts.items()]
        none = "SELECT '' AS step, '' AS reason, '' AS alias, '' AS source, 0::BIGINT AS _row WHERE false"
        doubts = keeping.arrow(" UNION ALL ".join(parts) or none)
    with Engine(memory_limit=memory, readable=[folder]) as engine:
        _, whole, found = measured(engine, plan, {}, None)
    with Engine(memory_limit=memory, readable=[folder]) as engine:
        engine.register("former", rows)
        engine.register("doubts", doubts)
        for step, path in steps_kept.items():
            if path is not None:
                engine.view(f"former {step}", f"FROM read_parquet('{path}')")
        known = {step: f"former {step}" for step, path in steps_kept.items() if path is not None}
        former = Former("former", "doubts", {one.name: one for one in first.steps}, known)
        outcome, new, renewed = measured(engine, plan, changed, former)
    told = "made again, so both" if outcome is None else "" if renewed == found else "NOT THE SAME"
    print(f"{name:32} {whole:8.2f} {new:8.2f} {new / whole:7.0%}  {found:>9,} rows  {told}")


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Both kinds of delivery over all plans."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--memory", default="6GiB")
    given = parser.parse_args()
    for last_month in (False, True):
        with tempfile.TemporaryDirectory() as made_in:
            folder = Path(made_in)
            persons = given.rows // 10
            (folder / "steps").mkdir()
            with Engine(memory_limit=given.memory, writable=[folder]) as engine:
                files = {
                    need: made(engine, folder, need, given.rows // share, people, last_month)
                    for need, share, people in (
                        ("payments", 1, persons),
                        ("stays", 4, persons),
                        ("deaths", 100, 2 * persons),
                    )
                }
            print(
                f"\n{'the last month' if last_month else 'one row in a hundred'}, {given.rows:,} payments: all, renewed"
            )
            begun = time.perf_counter()
            for name in PLANS:
                case(name, files, folder, given.memory)
            print(f"{time.perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    main()
