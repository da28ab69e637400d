"""Estimates and intervals on made-up judging, over seeds by which nothing was chosen; how long a large one takes."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import numpy as np
from scipy.stats import kendalltau, rankdata

from benchmarks.targets import Target
from mingjian.contest.file import parse_contest
from mingjian.contest.made_up import made_forms
from mingjian.contest.results import SCORING, Design, Estimate, Review, Standing, estimate, rank_intervals, simulate
from mingjian.contest.results import result as result_of
from mingjian.contest.template import new_contest
from mingjian.models.enumerations import Work

__all__ = ["results"]

FIVE, THREE = Design(), Design(works=100, judges=30, reviews=3)
HIT = replace(FIVE, outliers=0.1)
COVERED = SCORING[:50]
"""Seeds of the coverage; an interval takes some 200 fits."""


def results() -> list[Target]:
    """Lines 12, 15, 16, 20 and the recomputing of 32 of `docs/plans/making.md` §9."""
    five, three, hit = _tau(FIVE), _tau(THREE), _tau(HIT)
    found = [
        Target("τ, 60 works, 15 judges, 5 reviews", five["robust"], 0.81, least=True),
        Target("τ, 100 works, 30 judges, 3 reviews", three["robust"], 0.74, least=True),
        Target("τ over the raw mean, 5 reviews", five["robust"] - five["raw"], 0.02, least=True),
        Target("τ over the raw mean, 3 reviews", three["robust"] - three["raw"], 0.02, least=True),
        Target("τ, 5 reviews, a tenth of the works with one review 24 points off", hit["robust"], 0.80, least=True),
    ]
    print("τ by estimate:", {"5": five, "3": three, "5, outliers": hit})
    for name, design in {"5 reviews": FIVE, "3 reviews": THREE, "5 reviews, outliers": HIT}.items():
        found.append(Target(f"share of true ranks in the 90 % interval, {name}", _covered(design), 0.90, least=True))
    print("fixed panels, τ of robust and raw:", _panels())
    return [*found, Target("700 works, 60 judges, 3,500 forms computed anew, CPU s", _recomputed(), 5)]


def _scores(found: Estimate) -> dict[str, np.ndarray]:
    return {"robust": found.robust, "raw": found.raw, "trimmed": found.trimmed, "z": found.z}


def _tau(design: Design) -> dict[str, float]:
    taus: dict[str, list[float]] = {}
    for seed in SCORING:
        made = simulate(design, seed)
        found = estimate(made.reviews)
        for name, values in _scores(found).items():
            taus.setdefault(name, []).append(kendalltau(values, made.true(found.table)).statistic)
    return {name: round(float(np.mean(values)), 4) for name, values in taus.items()}


def _covered(design: Design) -> float:
    shares = []
    for seed in COVERED:
        made = simulate(design, seed)
        found = estimate(made.reviews)
        true = rankdata(-made.true(found.table))
        held = [one.low <= rank <= one.high for one, rank in zip(rank_intervals(found), true, strict=True)]
        shares.append(np.mean(held))
    return float(np.mean(shares))


def _panels() -> dict[str, float]:
    """Three panels of five judges that share no work: what correcting inside each would give, and the raw mean."""
    taus: dict[str, list[float]] = {"robust": [], "raw": []}
    for seed in SCORING:
        parts = [simulate(replace(FIVE, works=20, judges=5), seed * 3 + place) for place in range(3)]
        reviews = [
            Review(f"{place}{one.work}", f"{place}{one.judge}", one.value)
            for place, part in enumerate(parts) for one in part.reviews
        ]  # fmt: skip
        truth = {f"{place}{work}": value for place, part in enumerate(parts) for work, value in part.truth.items()}
        found = estimate(reviews)
        true = [truth[work] for work in found.table.works]
        taus["robust"].append(kendalltau(found.robust, true).statistic)
        taus["raw"].append(kendalltau(found.raw, true).statistic)
    return {name: round(float(np.mean(values)), 4) for name, values in taus.items()}


def _recomputed() -> float:
    text = new_contest("bench", "竞赛", date(2026, 1, 1), (Work.PROTOTYPE,))
    scoring = parse_contest(text).definition.types["prototype"].scoring()
    made = simulate(Design(works=700, judges=60), SCORING[0])
    forms, standings = made_forms(made, scoring, SCORING[0]), dict.fromkeys(made.truth, Standing.JUDGED)
    start = time.process_time()
    result_of("prototype", forms, scoring, standings)
    return time.process_time() - start
