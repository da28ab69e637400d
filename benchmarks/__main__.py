"""``python -m benchmarks``: measure, show the tables, say which targets are met."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.cases import CASES
from benchmarks.data import SHAPES
from benchmarks.models import province_lake
from benchmarks.operators import Setting, compare, disagreements, targets
from benchmarks.province import (
    intake_targets,
    measure_intake,
    measure_models,
    measure_read,
    model_targets,
    read_target,
    small_target,
)
from benchmarks.report import Results, as_json, as_text

__all__ = ["main"]

SECTIONS = ("operators", "lineage", "suite", "intake", "province")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", default="", help="sections, operators or models, with commas: overlap,lineage")
    parser.add_argument("--rows", default="1000000,10000000", help="sizes of the operators' tables")
    parser.add_argument("--shapes", default=",".join(SHAPES))
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--pandas-repeat", type=int, default=3, help="pandas takes minutes at ten million rows")
    parser.add_argument("--memory", default="4GiB", help="memory limit of the engine and of the hand-written SQL")
    parser.add_argument("--limit", default="1GiB", help="the tight limit for a second measurement; '' for none")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--people", type=int, default=1_000_000, help="of the province of lineage and suite")
    parser.add_argument("--intake-people", type=int, default=1_000_000, help="of the province whose file is taken in")
    parser.add_argument("--lake", type=Path, help="a lake with a province in it, instead of building one")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "mingjian-benchmarks",
                        help="where data is kept between runs")  # fmt: skip
    parser.add_argument("--json", type=Path, help="write everything measured to this file")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; 0 when all rivals agree, whether or not every target is met."""
    options = _options(arguments)
    asked = {name for name in options.only.split(",") if name}
    sections = asked & set(SECTIONS)
    names = asked - set(SECTIONS)
    cases = [name for name in CASES if name in names or "operators" in sections or not asked]
    models = names - set(CASES)
    wanted = sections | ({"lineage", "suite"} if models else set()) | (set() if asked else set(SECTIONS))
    options.folder.mkdir(parents=True, exist_ok=True)
    results = Results(options={key: str(value) for key, value in vars(options).items()})
    common = {"repeat": options.repeat, "threads": options.threads, "told": _told}
    if cases:
        data = options.folder / "operators"
        data.mkdir(exist_ok=True)
        results.operators = compare(
            _settings(options, cases), data, pandas_repeat=options.pandas_repeat, seed=options.seed, **common
        )
        results.targets += targets(results.operators)
    if wanted & {"lineage", "suite"}:
        lake = options.lake or province_lake(options.folder, options.people, options.seed)
        scratch = options.folder / "scratch"
        results.models = measure_models(lake, scratch, memory=options.memory, only=models, **common)
        results.targets += model_targets(results.models) if "lineage" in wanted else []
        if "suite" in wanted and not models:
            results.read = measure_read(lake, memory=options.memory, **common)
            results.targets += read_target(results.models, results.read)
    if "intake" in wanted:
        results.intake = measure_intake(
            options.folder, people=options.intake_people, seed=options.seed, memory=options.memory, **common
        )
        results.targets += intake_targets(results.intake)
    if "province" in wanted:
        results.targets += small_target(options.folder, **common)
    if options.json:
        options.json.write_text(json.dumps(as_json(results), ensure_ascii=False, indent=1), encoding="utf-8")
    print(as_text(results))
    return 1 if disagreements(results.operators) else 0


def _settings(options: argparse.Namespace, cases: Sequence[str]) -> list[Setting]:
    found = []
    for shape in options.shapes.split(","):
        for rows in map(int, options.rows.split(",")):
            found += [Setting(case, shape, rows, options.memory) for case in cases]
            found += [Setting(case, shape, rows, options.limit, tight=True) for case in cases if options.limit]
    return found


def _told(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
