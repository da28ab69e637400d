"""The whole library over a province: together, each alone, again, and after one delivery of one per cent.

`python -m benchmarks.library FOLDER [--people 100000]`: CPU seconds. *Alone* means that nothing is kept from other
models: first within one process, then as the commands a user gives (`mingjian run MODEL` for each, `mingjian run
--all`). A delivery is what a province of a hundredth of the people would send of one dataset, appended; after each the
library is run again, taking the last run where nothing changed. `--every 6`: of every sixth dataset by name only.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import fmean, median
from typing import Any

from benchmarks.meter import metered
from benchmarks.models import AS_OF, chosen, province_lake
from mingjian.intake import Intake, Order
from mingjian.lake import Coverage, Lake
from mingjian.models import Model
from mingjian.province import build
from mingjian.runs import run_model
from mingjian.runs.checkpoints import Checkpoints

LEAST = 7_000
"""People below which no province can be made."""


def run_all(lake: Lake, models: list[Model], same: bool = False, before: Callable[[], object] = lambda: None) -> float:
    """CPU seconds of running all models; what `before` does is not counted."""
    total = 0.0
    for model in models:
        before()
        with metered() as cost:
            run_model(lake, model, as_of=AS_OF, purpose="benchmark", actor="benchmark", same=same)
        total += cost.cpu
    return total


def command(lake: Lake, *words: str) -> float:
    """CPU seconds of one `mingjian run`, its start included."""
    program = str(Path(sys.executable).with_name("mingjian"))
    options = ["--as-of", str(AS_OF), "--purpose", "benchmark", "--as", "benchmark", "--lake", str(lake.path), "--json"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([program, "run", *words, *options], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def commands(lake: Lake, models: list[Model], checkpoints: Checkpoints) -> None:
    """What a user sees: every model by a command of its own, all by one, and the same once more."""
    alone = 0.0
    for model in models:
        checkpoints.clear()
        alone += command(lake, model.id, "--again")
    checkpoints.clear()
    together = command(lake, "--all", "--again")
    again = command(lake, "--all")
    print(f"commands: each alone {alone:.1f}, together {together:.1f}: {together / alone:.0%}")
    print(f"commands: again with nothing changed {again:.2f}: {again / together:.1%}")


def orders(province: Path) -> list[Order]:
    """What a province sends, as appends."""
    from ruamel.yaml import YAML

    listed: dict[str, Any] = YAML(typ="safe").load((province / "deliveries.yaml").read_text(encoding="utf-8"))
    return [
        Order(
            province / one["file"], one["standard"], dataset=one["dataset"], delivery="append",
            owner=str(one["owner"]), synthetic=True, extracted_on=one["extracted_on"],
            coverage=tuple(Coverage.model_validate(span) for span in one.get("coverage", ())),
        )
        for one in listed["deliveries"] if one["delivery"] != "correction"
    ]  # fmt: skip


def deliveries(lake: Lake, models: list[Model], people: int, whole: float, folder: Path, every: int) -> None:
    """One dataset after the other gets a hundredth more, and the library is run after each."""
    province = folder / "delivery"
    build(province, max(people, LEAST), 77, 0.05, violations=False)
    by_dataset: dict[str, list[Order]] = {}
    for order in orders(province):
        by_dataset.setdefault(str(order.dataset), []).append(order)
    shares, before, after = {}, 0, 0
    for dataset in sorted(by_dataset)[::every]:
        own = by_dataset[dataset]
        former = lake.latest(dataset)
        before += former.rows if former is not None else 0
        after += [made.rows for made in Intake(lake).load_all(own)][-1]
        shares[dataset] = run_all(lake, models, same=True) / whole
        print(f"  {dataset:32}{shares[dataset]:8.1%}", flush=True)
    print(f"new rows: {(after - before) / before:.1%} of those there")
    told = f"median {median(shares.values()):.1%}, mean {fmean(shares.values()):.1%}, most {max(shares.values()):.1%}"
    print(f"a delivery of one dataset, {len(shares)} of them: {told}")


def main() -> None:
    """All of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--every", type=int, default=1, help="deliver to every n-th dataset only")
    given = parser.parse_args()
    source = province_lake(given.folder, given.people, 4242)
    models = chosen()
    with tempfile.TemporaryDirectory(dir=given.folder) as scratch:
        shutil.copytree(source, Path(scratch) / "lake")
        lake = Lake.open(Path(scratch) / "lake")
        run_model(lake, models[0], as_of=AS_OF, purpose="warm", actor="benchmark")
        checkpoints = Checkpoints.of(lake)
        checkpoints.clear()
        alone = run_all(lake, models, before=checkpoints.clear)
        checkpoints.clear()
        together = run_all(lake, models)
        again = run_all(lake, models, same=True)
        print(f"{len(models)} models, {given.people:,} people, {dt.date.today()}")
        print(f"each alone {alone:.1f}, together {together:.1f}: {together / alone:.0%}")
        print(f"again with nothing changed {again:.2f}: {again / together:.1%}")
        commands(lake, models, checkpoints)
        deliveries(lake, models, given.people // 100, together, Path(scratch), given.every)


if __name__ == "__main__":
    main()
