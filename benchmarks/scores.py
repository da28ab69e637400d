"""The exam of the library: every model over provinces of seeds nobody tuned on, against what was planted there.

`python -m benchmarks.scores FOLDER --seed 1 --seed 2 --people 200000 [--violations 0] [--only A02,P13] [--keep]`.
A line a model that is not flawless, and a line a seed; leaves with 1 where a model fails what is asked: recall and
precision of at least 0.97, no trap hit, no clue where nothing was planted. Two cores need about four minutes a province
of 200,000.
"""

from __future__ import annotations

import argparse
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.models import AS_OF, chosen
from mingjian.cli.deliveries import load_deliveries
from mingjian.clues import ModelScore, read_truth, score
from mingjian.lake import Lake
from mingjian.models import Model
from mingjian.province import build
from mingjian.runs import run_model

LEAST = 0.97
"""Recall and precision a model must reach."""

SHOWN = 3
"""Stories named a model and kind of fault."""


def good(one: ModelScore) -> bool:
    """Whether a model holds what is asked; nothing planted means nothing reported."""
    shares = [share for share in (one.recall, one.precision) if share is not None]
    return not one.trap_hits and all(share >= LEAST for share in shares)


def told(one: ModelScore) -> str:
    """A line for one model, its first faults by name."""
    faults = [("missed", one.missed), ("false", one.false), ("trap", one.trap_hits)]
    named = "; ".join(f"{word} {', '.join(stories[:SHOWN])}" for word, stories in faults if stories)
    return (
        f"  {one.catalogue}  {one.found} of {one.findable} found, {one.true} true, {len(one.false)} false, "
        f"{len(one.trap_hits)} of {one.traps} traps hit  {'' if good(one) else 'BELOW: '}{named}"
    )


def examined(folder: Path, models: Sequence[Model], seed: int, people: int, violations: float) -> list[ModelScore]:
    """Make a province, take it in, run the models over it and compare with the truth."""
    build(folder / "province", people, seed, violations=violations if violations > 0 else False)
    lake = Lake.create(folder / "lake")
    load_deliveries(lake, folder / "province")
    runs = [run_model(lake, model, as_of=AS_OF, purpose="benchmark", actor="benchmark") for model in models]
    return score(read_truth(folder / "province"), runs)


def main() -> int:
    """All seeds, one after the other."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, action="append", required=True)
    parser.add_argument("--people", type=int, default=200_000)
    parser.add_argument("--violations", type=float, default=1.0)
    parser.add_argument("--only", default="", help="ids of models or of the catalogue, with commas")
    parser.add_argument("--keep", action="store_true", help="leave province and lake in the folder")
    given = parser.parse_args()
    models = chosen(given.only)
    failed = 0
    for seed in given.seed:
        begun, folder = time.perf_counter(), given.folder / f"{seed}-{given.people}-{given.violations:g}"
        shutil.rmtree(folder, ignore_errors=True)
        scores = examined(folder, models, seed, given.people, given.violations)
        bad = [one for one in scores if not good(one)]
        failed += len(bad)
        for one in scores:
            if one.missed or one.false or one.trap_hits:
                print(told(one))
        clues, took = sum(one.clues for one in scores), time.perf_counter() - begun
        print(
            f"seed {seed}, {given.people:,} people: {len(scores)} models, {clues:,} clues, "
            f"{len(bad)} below {LEAST}, {took:.0f} s",
            flush=True,
        )
        if not given.keep:
            shutil.rmtree(folder, ignore_errors=True)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
