"""The final by pairs: few comparisons, neighbours first, strengths that are those of the greatest likelihood."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.stats import kendalltau

from mingjian.contest.results.finals import Comparison, final_order, pairings, strengths

NAMES = [f"w{n}" for n in range(12)]


@given(st.integers(0, 25), st.integers(0, 6), st.integers(0, 1000))
def test_never_more_than_n_log_n_comparisons_and_no_judge_twice(number, pool, seed):
    works, judges = [f"w{n}" for n in range(number)], [f"j{n}" for n in range(pool)]
    made = pairings(works, judges, seed=seed)
    assert len(made) <= (number * log2(number) if number > 1 else 0)
    seen = [(frozenset((one.first, one.second)), one.judge) for one in made]
    assert len(set(seen)) == len(seen)
    if pool and number > 1:
        neighbours = {frozenset(pair) for pair in pairwise(works)}
        assert {pair for pair, _ in seen[: number - 1]} == neighbours
    loads = Counter(dict.fromkeys(judges, 0) | Counter(one.judge for one in made))
    repeated = number > 1 and number * log2(number) > number * (number - 1) / 2
    assert not loads or max(loads.values()) - min(loads.values()) <= (2 if repeated else 1)


def test_conflicts_are_kept_and_the_draw_is_by_seed():
    judges = ["a", "b", "c"]
    barred = {("w0", "a"), ("w1", "a"), ("w1", "b")}
    made = pairings(NAMES, judges, barred)
    assert not any((work, one.judge) in barred for one in made for work in (one.first, one.second))
    assert made == pairings(NAMES, judges, barred)
    assert made != pairings(NAMES, judges, barred, seed=2)
    assert {one.first < one.second for one in made} == {True, False}  # neither is always shown first
    assert pairings(["w0", "w1"], ["a"], barred) == []


def likeliest(works, said):
    """By another way: the likelihood with half a win and half a loss against strength 0, made greatest by SciPy."""
    at = {work: n for n, work in enumerate(works)}

    def cost(theta):
        met = sum(np.logaddexp(0, theta[at[one.worse]] - theta[at[one.better]]) for one in said)
        return met + 0.5 * np.logaddexp(0, theta).sum() + 0.5 * np.logaddexp(0, -theta).sum()

    return minimize(cost, np.zeros(len(works)), method="BFGS", options={"gtol": 1e-9}).x


@pytest.mark.parametrize("seed", range(5))
def test_strengths_are_those_of_the_greatest_likelihood(seed):
    rng = np.random.default_rng(seed)
    said = []
    for one in pairings(NAMES[:8], ["a", "b", "c"], seed=seed):
        better, worse = (one.first, one.second) if rng.random() < 0.6 else (one.second, one.first)
        said.append(Comparison(one.judge, better, worse))
    found = strengths(NAMES[:8], said)
    assert list(found.values()) == pytest.approx(likeliest(NAMES[:8], said).tolist(), abs=1e-5)


def test_a_work_that_won_all_has_a_strength():
    found = strengths(
        ["a", "b", "c"], [Comparison("j", "a", "b"), Comparison("j", "a", "c"), Comparison("j", "b", "c")]
    )
    assert found["a"] > found["b"] > found["c"]
    assert all(abs(one) < 5 for one in found.values())
    assert strengths(["a", "b"], []) == {"a": 0.0, "b": 0.0}
    with pytest.raises(ValueError, match="no pair of this final"):
        strengths(["a"], [Comparison("j", "a", "b")])


def test_equal_strengths_by_the_first_result_then_shared():
    scores = {"a": 80.0, "b": 81.0, "c": 80.0}
    assert final_order(["a", "b", "c"], [], scores) == [("b", 1), ("a", 2), ("c", 2)]
    assert final_order(["a", "b", "c"], [Comparison("j", "c", "b")], scores)[0] == ("c", 1)


def test_a_final_brings_the_order_nearer_to_the_truth():
    gains = []
    for seed in range(44_000, 44_040):
        rng = np.random.default_rng(seed)
        truth = dict(zip(NAMES, rng.normal(size=12), strict=True))
        first = sorted(NAMES, key=lambda work: -(truth[work] + rng.normal(scale=0.8)))
        said = []
        for one in pairings(first, ["a", "b", "c", "d"], seed=seed):
            wins = truth[one.first] - truth[one.second] + rng.normal(scale=0.6) > 0
            said.append(Comparison(one.judge, *((one.first, one.second) if wins else (one.second, one.first))))
        order = [work for work, _ in final_order(first, said, {work: -n for n, work in enumerate(first)})]
        true = [truth[work] for work in NAMES]
        taus = [kendalltau([-listed.index(work) for work in NAMES], true).statistic for listed in (order, first)]
        gains.append(taus[0] - taus[1])
    assert np.mean(gains) > 0.05
