"""What identity brings back where numbers fail: `python -m benchmarks.unusable FOLDER --seed 9 [--people 100000]`.

A province in which a fifth of all resident ids is unusable (a spreadsheet's float, zeros at the end, masked, failing
the check digit), and the same with as few as usual; every model runs over the first by numbers alone and with identity,
over the second by numbers alone. At least half of what was lost must come back, with a precision of 0.98 and no trap
hit; leaves with 1 where not.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.models import AS_OF, chosen
from mingjian.cli.deliveries import load_deliveries
from mingjian.clues import ModelScore, read_truth, score
from mingjian.identity import resolve
from mingjian.lake import Lake
from mingjian.models import Model
from mingjian.province import build
from mingjian.runs import run_model

USUAL, HALF, PRECISE = 0.016, 0.5, 0.98


@dataclass(frozen=True)
class Found:
    """Stories over all models: planted, reported true and false; traps hit."""

    planted: int
    true: int
    false: int
    traps: int

    @classmethod
    def of(cls, scores: Sequence[ModelScore]) -> Found:
        """The sums."""
        false, traps = sum(len(one.false) for one in scores), sum(len(one.trap_hits) for one in scores)
        return cls(sum(one.planted for one in scores), sum(one.true for one in scores), false, traps)

    @property
    def recall(self) -> float:
        """Of everything planted, whether or not its numbers could tell it."""
        return self.true / self.planted

    @property
    def precision(self) -> float:
        """Of what was reported."""
        return self.true / max(self.true + self.false, 1)

    def told(self, what: str) -> str:
        """A line."""
        return (
            f"{what:30} {self.true:,} of {self.planted:,} found ({self.recall:.1%}), {self.false} false "
            f"({self.precision:.4f}), {self.traps} traps hit"
        )


def taken_in(folder: Path, people: int, seed: int, bad_ids: float) -> Lake:
    """A lake with a province of so many unusable numbers."""
    build(folder / "province", people, seed, bad_ids=bad_ids)
    lake = Lake.create(folder / "lake")
    load_deliveries(lake, folder / "province")
    return lake


def found(lake: Lake, models: Sequence[Model], folder: Path) -> Found:
    """What the models find."""
    runs = [run_model(lake, model, as_of=AS_OF, purpose="benchmark", actor="benchmark") for model in models]
    return Found.of(score(read_truth(folder / "province"), runs))


def main() -> int:
    """Both provinces."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--bad-ids", type=float, default=0.2)
    parser.add_argument("--only", default="", help="ids of models or of the catalogue, with commas")
    given = parser.parse_args()
    models = chosen(given.only)
    few, many = given.folder / f"{given.seed}-few", given.folder / f"{given.seed}-many"
    usual = found(taken_in(few, given.people, given.seed, USUAL), models, few)
    print(usual.told(f"{USUAL:.1%} unusable, numbers alone"), flush=True)
    lake = taken_in(many, given.people, given.seed, given.bad_ids)
    alone = found(lake, models, many)
    print(alone.told(f"{given.bad_ids:.1%} unusable, numbers alone"), flush=True)
    begun = time.process_time()
    made = resolve(lake)
    took, linked = time.process_time() - begun, sum(one.linked for one in made.datasets)
    after = found(lake, models, many)
    print(after.told("the same, with identity"))
    back = (after.recall - alone.recall) / max(usual.recall - alone.recall, 1e-9)
    print(f"{linked:,} records linked in {took:.0f} s of CPU; {back:.0%} of what was lost came back")
    return 0 if back >= HALF and after.precision >= PRECISE and not after.traps else 1


if __name__ == "__main__":
    raise SystemExit(main())
