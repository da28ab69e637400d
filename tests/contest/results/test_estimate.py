"""Estimates: strictness taken out, far reviews weighed down, nothing compared that nothing connects."""

from __future__ import annotations

import random

import numpy as np
import pytest
from scipy.stats import kendalltau

from mingjian.contest.results import TUNING, Design, Review, ReviewTable, estimate, simulate
from mingjian.contest.results.estimate import SHRINK


def crossed(works: dict[str, float], judges: dict[str, float]) -> list[Review]:
    """Every judge reviews every work without any error."""
    return [Review(work, judge, value + off) for work, value in works.items() for judge, off in judges.items()]


def test_strictness_is_taken_out_but_for_what_half_a_review_holds_back():
    works = {f"w{n}": 50.0 + n for n in range(20)}
    found = estimate(crossed(works, {"a": 6.0, "b": -6.0}))
    kept = 20 / (20 + SHRINK)
    assert found.method == "robust"
    assert found.by_judge() == pytest.approx({"a": 6 * kept, "b": -6 * kept}, abs=1e-6)
    assert found.by_work() == pytest.approx(works, abs=1e-3)


def test_an_unequal_share_of_strict_judges_costs_no_rank():
    rng = np.random.default_rng(44_000)
    works, judges = {f"w{n:02}": 60.0 + n for n in range(30)}, {"mild": 8.0, "strict": -8.0, "plain": 0.0}
    reviews = [one for one in crossed(works, judges) if rng.random() < 0.7]
    found = estimate(reviews)
    true = [works[work] for work in found.table.works]
    assert found.table.connected
    assert kendalltau(found.robust, true).statistic > kendalltau(found.raw, true).statistic + 0.1


def test_one_review_far_off_weighs_little():
    made = simulate(Design(noise=0.3), 44_001)
    off = [Review(one.work, one.judge, 0.0) if n == 0 else one for n, one in enumerate(made.reviews)]
    clean, hit = estimate(made.reviews), estimate(off)
    assert hit.weights[0] < 0.15
    assert abs(hit.robust[0] - clean.robust[0]) < 0.3 * abs(hit.raw[0] - clean.raw[0])
    assert abs(hit.trimmed[0] - clean.trimmed[0]) < abs(hit.raw[0] - clean.raw[0])


def test_the_same_reviews_in_any_order_give_the_same_bits():
    reviews = list(simulate(Design(outliers=0.1), 44_002).reviews)
    first = estimate(reviews)
    random.Random(1).shuffle(reviews)
    again = estimate(reviews)
    for name in ("score", "robust", "raw", "trimmed", "z", "judges", "weights", "residuals"):
        assert getattr(first, name).tobytes() == getattr(again, name).tobytes(), name


def test_judges_that_nothing_connects_are_not_compared():
    apart = crossed({"w1": 60, "w2": 70}, {"a": 5, "b": 0}) + crossed({"w3": 65, "w4": 75}, {"c": -5, "d": 0})
    found = estimate(apart)
    assert found.method == "raw"
    assert not found.table.connected
    assert sorted(set(found.table.parts.tolist())) == [0, 1]
    assert found.score.tobytes() == found.raw.tobytes()
    bridged = estimate([*apart, Review("w3", "a", 70)])
    assert bridged.method == "robust"


def test_fixed_panels_switch_the_correction_off():
    made = simulate(Design(), 44_003)
    assert estimate(made.reviews, corrected=False).by_work() == {
        work: round(float(value), 4) for work, value in zip(estimate(made.reviews).table.works,
                                                            estimate(made.reviews).raw, strict=True)
    }  # fmt: skip


def test_by_hand_raw_trimmed_and_z():
    found = estimate(
        [Review("w", judge, value) for judge, value in zip("abcd", (10.0, 60.0, 70.0, 100.0), strict=True)]
    )
    assert found.raw.tolist() == [60.0]
    assert found.trimmed.tolist() == [65.0]
    assert found.z.tolist() == [0.0]  # judges of one work say nothing
    two = estimate(crossed({"w1": 10, "w2": 20}, {"a": 0, "b": 30}))
    assert two.z.tolist() == pytest.approx([-(0.5**0.5), 0.5**0.5])


def test_nothing_and_what_cannot_be_read():
    assert estimate([]).by_work() == {}
    with pytest.raises(ValueError, match="one review"):
        ReviewTable.of([Review("w", "j", 1), Review("w", "j", 2)])
    with pytest.raises(ValueError, match="finite"):
        ReviewTable.of([Review("w", "j", float("nan"))])


def test_correcting_beats_the_raw_mean_on_the_simulator():
    taus = []
    for seed in TUNING[:20]:
        made = simulate(Design(), seed)
        found = estimate(made.reviews)
        true = made.true(found.table)
        taus.append([kendalltau(values, true).statistic for values in (found.robust, found.raw)])
    robust, raw = np.mean(taus, axis=0)
    assert robust > 0.79
    assert robust > raw + 0.01
