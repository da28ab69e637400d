"""Every shipped model over a province on DuckDB and on Spark: the same clues, witnesses, undetermined rows, funnel.

    python -m benchmarks.parity FOLDER --people 20000 --seed 44001 [--models P01,P02] [--engine spark://host:port]

Both engines read one lake, which is made in the folder if it is not there (5 % of the deliveries damaged, as ever). One
Spark serves all models. A line a model and a summary; ends with 1 when a model differs or fails.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.models import AS_OF, chosen, province_lake
from mingjian.engines import EngineError
from mingjian.lake import Lake
from mingjian.models import Model
from mingjian.runs.execute import run_model
from mingjian.runs.store import StoredRun

__all__ = ["Compared", "compared", "differences", "main"]

NAMED = 3


@dataclass(frozen=True)
class Compared:
    """What came of one model: its runs' numbers, and what differs (nothing where the engines agree)."""

    model: str
    clues: int
    witnesses: int
    undetermined: int
    seconds: tuple[float, float]
    differs: tuple[str, ...]

    def __str__(self) -> str:
        said = "; ".join(self.differs) or "equal"
        return (
            f"{self.model}: {said} ({self.clues} clues, {self.witnesses} witnesses, {self.undetermined} undetermined;"
            f" DuckDB {self.seconds[0]:.1f} s, Spark {self.seconds[1]:.1f} s)"
        )


def differences(one: StoredRun, other: StoredRun) -> Iterator[str]:
    """What two runs of a model tell differently: rows of their three tables, and the funnel."""
    for name in ("clues", "witnesses", "undetermined"):
        left, right = (Counter(map(repr, getattr(run, name).to_pylist())) for run in (one, other))
        for sign, gone in (("only DuckDB", left - right), ("only Spark", right - left)):
            if gone:
                yield f"{name}, {sign}: {gone.total()}, as {'; '.join(sorted(gone)[:NAMED])}"
    for a, b in zip(one.record.steps, other.record.steps, strict=True):
        first, second = ((step.name, step.verb, step.rows, step.undetermined, step.sql) for step in (a, b))
        if first != second:
            yield f"step {a.name}: {a.rows} and {b.rows} rows, {a.undetermined} and {b.undetermined}"
    if one.record.undetermined != other.record.undetermined:
        yield f"undetermined: {one.record.undetermined} and {other.record.undetermined}"


def compared(lake: Lake, model: Model, engine: str = "spark", memory: str = "2GiB") -> Compared:
    """A model run on both engines; an engine that fails is a difference."""
    started = time.perf_counter()
    first = run_model(lake, model, as_of=AS_OF, purpose="parity", memory_limit=memory)
    between = time.perf_counter()
    try:
        second = run_model(lake, model, as_of=AS_OF, purpose="parity", engine=engine, memory_limit=memory)
        differs = tuple(differences(first, second))
    except EngineError as error:
        differs = (f"fails: {error} {error.detail}",)
    seconds = (between - started, time.perf_counter() - between)
    doubts = sum(doubt.rows for step in first.record.steps for doubt in step.undetermined)
    return Compared(
        f"{model.definition.catalogue} {model.id}", first.record.clues, first.witnesses.num_rows, doubts, seconds,
        differs,
    )  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare and print; 1 when anything differs."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.parity", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=44001)
    parser.add_argument("--models", default="", help="ids of models or of the catalogue, with commas; all if not given")
    parser.add_argument("--engine", default="spark")
    parser.add_argument("--memory", default="2GiB")
    given = parser.parse_args(arguments)
    models = chosen(given.models)
    given.folder.mkdir(parents=True, exist_ok=True)
    lake = Lake.open(province_lake(given.folder, given.people, given.seed))
    told: list[Compared] = []
    for model in models:
        told.append(compared(lake, model, given.engine, given.memory))
        print(told[-1], flush=True)
    wrong = [one.model for one in told if one.differs]
    clues, duckdb, spark = (sum(one.clues for one in told), *(sum(one.seconds[n] for one in told) for n in (0, 1)))
    print(
        f"{given.people} people, seed {given.seed}: {len(told) - len(wrong)} of {len(told)} models equal, {clues} clues"
        f" (DuckDB {duckdb:.0f} s, Spark {spark:.0f} s){'; not: ' + ', '.join(wrong) if wrong else ''}"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
