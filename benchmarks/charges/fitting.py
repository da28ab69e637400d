"""The curve of `charges/surety.py`, fitted anew to the tuning halves: a logistic regression over the signs of the first
charge, every text once, elements alone. Ten folds by the texts' digests say what it is worth on texts it did not see.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.charges import abstaining, advice, fresh
from benchmarks.charges.halves import key
from mingjian.assist.charges.candidates import candidates, telling
from mingjian.assist.charges.choosing import choose
from mingjian.assist.charges.figures import curve, risk_at
from mingjian.assist.charges.surety import Signs

__all__ = ["measure"]

Floats = NDArray[np.float64]

_RIDGE, _ROUNDS, _FOLDS = 1.0, 50, 10
_COVERAGES = (0.4, 0.6, 0.8)


def measure(folder: Path) -> None:
    """Print weight and mean of each sign, and the curve of the folds beside that of what ships."""
    texts = {key(text): (text, right) for text, right in _tuning(folder)}
    rows, right, folds, shipped, nothing = [], [], [], [], 0
    for name, (text, charges) in texts.items():
        choice = choose(candidates(telling(text)))
        if choice.signs is None:
            nothing += 1
            continue
        rows.append([float(value) for value in astuple(choice.signs)])
        right.append(choice.chosen[0].makeup.charge.now in charges)
        folds.append(int(name[2:4], 16) % _FOLDS)
        shipped.append(choice.sure)
    signs, truth, fold = np.array(rows), np.array(right, dtype=float), np.array(folds)
    usual = signs.mean(axis=0)
    weights = _fitted(signs - usual, truth)
    print(f"{len(truth)} texts told, {nothing} not; base {weights[0]:.2f}")
    for name, weight, mean in zip([each.name for each in fields(Signs)], weights[1:], usual, strict=True):
        print(f"  {name}: weight {weight:.2f}, mean {mean:.2f}")
    held = np.zeros(len(truth))
    for part in range(_FOLDS):
        out = fold == part
        held[out] = _share(signs[out] - usual, _fitted((signs - usual)[~out], truth[~out]))
    _print("ten folds", held, truth, nothing)
    _print("as it ships", np.array(shipped), truth, nothing)


def _tuning(folder: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    older = [one for items in abstaining.items_of(folder, "tune").values() for one in items]
    for each in fresh.fresh(folder, "tune"):
        yield each.text, each.charges
    for item in (*advice.material(folder), *older):
        yield item.text, item.charges


def _fitted(signs: Floats, truth: Floats) -> Floats:
    """Base and weights by Newton's method, with a small ridge on the weights."""
    rows = np.column_stack([np.ones(len(signs)), signs])
    ridge = np.eye(rows.shape[1]) * _RIDGE
    ridge[0, 0] = 0.0
    weights = np.zeros(rows.shape[1])
    for _ in range(_ROUNDS):
        share = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (share - truth) + ridge @ weights
        bend = (rows * (share * (1 - share))[:, None]).T @ rows + ridge
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def _share(signs: Floats, weights: Floats) -> Floats:
    values: Floats = 1 / (1 + np.exp(-weights[0] - signs @ weights[1:]))
    return values


def _print(name: str, share: Floats, truth: Floats, nothing: int) -> None:
    answers = [(float(sure), bool(fine)) for sure, fine in zip(share, truth, strict=True)]
    points = curve(answers + [(0.0, False)] * nothing)
    risks = ", ".join(f"{coverage:.0%} {risk_at(points, coverage):.3f}" for coverage in _COVERAGES)
    tenths = ", ".join(
        f"{low / 10:.1f}–{(low + 1) / 10:.1f} {truth[inside].mean():.2f} ({inside.sum()})"
        for low in range(10)
        if (inside := (share >= low / 10) & (share < (low + 1) / 10)).any()
    )
    print(f"{name}: risk at coverage {risks}; right by what was said: {tenths}")
