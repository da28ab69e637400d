"""A run: what a method reached on every item of a half; told with its interval, kept, compared with a later one.

A mean hides who pays for it: `compare` tells which items won and which lost when a rule of ranking changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.search.halves import interval

__all__ = ["Run", "compare", "read", "save", "tell"]

_SHOWN = 8
"""Items told of each side, those that moved most."""
_SIGNS = 40


@dataclass(frozen=True)
class Run:
    """Measures by item; an item is named by its text, so that two runs can be laid side by side."""

    name: str
    items: Mapping[str, Mapping[str, float]]

    @property
    def measures(self) -> tuple[str, ...]:
        """Their names, the first of them the one by which items are said to win or lose."""
        return tuple(next(iter(self.items.values()), {}))

    def values(self, measure: str) -> list[float]:
        """One measure of all items."""
        return [one[measure] for one in self.items.values()]


def tell(run: Run) -> None:
    """Print the means with their bootstrap intervals."""
    told = ", ".join(f"{measure} {interval(run.values(measure))}" for measure in run.measures)
    print(f"{run.name}: {len(run.items)} items, {told}", flush=True)


def save(file: Path, runs: Sequence[Run]) -> None:
    """Keep runs as JSON. The file holds texts of other people: it belongs in no repository."""
    rows = [{"name": one.name, "items": one.items} for one in runs]
    file.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read(file: Path) -> list[Run]:
    """Runs that were kept."""
    return [Run(row["name"], row["items"]) for row in json.loads(file.read_text(encoding="utf-8"))]


def compare(old: Path, new: Path) -> int:
    """Print gains and losses of every run both files hold; 1 when they hold none in common."""
    before = {one.name: one for one in read(old)}
    shared = [(before[one.name], one) for one in read(new) if one.name in before]
    for one, other in shared:
        _changes(one, other)
    if not shared:
        print("the two files hold no run of the same name")
    return 0 if shared else 1


def _changes(old: Run, new: Run) -> None:
    items = [item for item in new.items if item in old.items]
    apart = len(old.items.keys() ^ new.items.keys())
    print(f"{new.name}: {len(items)} items in both" + (f", {apart} in one alone" if apart else ""))
    for measure in new.measures if items else ():
        gains = np.array([new.items[item][measure] - old.items[item][measure] for item in items])
        means = [np.mean([run.items[item][measure] for item in items]) for run in (old, new)]
        won, lost = int((gains > 1e-9).sum()), int((gains < -1e-9).sum())
        print(f"  {measure}: {means[0]:.3f} → {means[1]:.3f}, gain {interval(gains.tolist())}, {won} won, {lost} lost")
        if measure == new.measures[0]:
            _moved(items, gains)


def _moved(items: Sequence[str], gains: np.ndarray[tuple[int], np.dtype[np.float64]]) -> None:
    order = np.argsort(gains, kind="stable")
    for places, sign in ((order[::-1], 1), (order, -1)):
        for at in places[:_SHOWN].tolist():
            if sign * gains[at] > 1e-9:
                print(f"    {gains[at]:+.3f}  {items[at][:_SIGNS]}")
