"""Disguised copies of the shipped models, found among each other: recall at the border of a false-positive rate.

Unrelated pairs are two models of different supervision points, plain and disguised. The border is that of the tuning
half and is then used on the held-out half as it is.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from benchmarks.originality.disguises import DISGUISES, Data
from benchmarks.originality.halves import held_out, seed_of
from mingjian.library import shipped_models
from mingjian.models.source import read_source
from mingjian.originality.plan import Weighed, Weights, features, likeness, plan_of_model

__all__ = ["Half", "measure_models"]


@dataclass
class Half:
    """The scores of one half: of copies by disguise, of unrelated pairs."""

    copies: dict[str, list[tuple[float, str]]] = field(default_factory=dict)
    unrelated: list[tuple[float, str, str]] = field(default_factory=list)

    def border(self, rate: float) -> float:
        """The least value that at most this share of unrelated pairs passes."""
        values = sorted((value for value, *_ in self.unrelated), reverse=True)
        return values[int(rate * len(values))]

    def recall(self, kind: str, border: float) -> float:
        """The share of copies above a border."""
        found = self.copies[kind]
        return sum(value > border for value, _ in found) / len(found)

    def false(self, border: float) -> float:
        """The share of unrelated pairs above it."""
        return sum(value > border for value, *_ in self.unrelated) / len(self.unrelated)


def originals() -> dict[str, Data]:
    """The data of the shipped models."""
    return {name: _data(folder) for name, folder in shipped_models().items()}


def _data(folder: Any) -> Data:
    found = read_source((folder / "model.yaml").read_text(encoding="utf-8"), "model.yaml").data
    assert isinstance(found, dict)
    return found


def measure_models(kinds: Iterable[str] = DISGUISES, copies: int = 1) -> dict[str, Half]:
    """Both halves, *tuned* and *held out*."""
    data = originals()
    whole = {name: features(plan_of_model(one)) for name, one in data.items()}
    weights = Weights(whole.values())
    plain = {name: weights.weigh(one) for name, one in whole.items()}
    halves = {"tuned": Half(), "held out": Half()}
    for half, found in halves.items():
        names = [name for name in plain if held_out(name) == (half == "held out")]
        disguised: dict[str, list[Weighed]] = {name: [] for name in names}
        for name in names:
            for kind in kinds:
                for number in range(copies):
                    chance = random.Random(seed_of(name, kind, number))
                    copy = weights.weigh(features(plan_of_model(DISGUISES[kind](data[name], chance))))
                    disguised[name].append(copy)
                    found.copies.setdefault(kind, []).append((likeness(plain[name], copy).value, name))
        for one, other in combinations(names, 2):
            pairs = [(plain[one], plain[other]), *((plain[one], copy) for copy in disguised[other])]
            pairs += [(copy, plain[other]) for copy in disguised[one]]
            found.unrelated += [(likeness(*pair).value, one, other) for pair in pairs]
    return halves


def main() -> int:
    """Print both halves."""
    begin = time.process_time()
    halves = measure_models()
    tuned = halves["tuned"]
    for rate in (0.01, 0.001):
        border = tuned.border(rate)
        print(f"border {border:.3f}: false positives of the tuned half at most {rate:.1%}")
        for name, half in halves.items():
            shown = "  ".join(f"{kind} {half.recall(kind, border):.3f}" for kind in half.copies)
            print(f"  {name:9} FPR {half.false(border):.2%} of {len(half.unrelated):,}; recall: {shown}")
    if "-v" in sys.argv:
        for kind, scores in tuned.copies.items():
            print(kind, [(round(value, 2), name) for value, name in sorted(scores)[:4]])
        print([(round(v, 2), a, b) for v, a, b in sorted(tuned.unrelated, reverse=True)[:200:12]])
    print(f"{time.process_time() - begin:.1f} s of CPU")
    return 0


if __name__ == "__main__":
    sys.exit(main())
