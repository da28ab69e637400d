"""Rank intervals: about as often right as they say, the whole list where nothing is known."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata

from mingjian.contest.results import TUNING, Design, RankInterval, Review, bands, estimate, rank_intervals, simulate
from mingjian.contest.results.reviews import middle_ranks


def test_nine_in_ten_true_ranks_lie_within():
    shares = []
    for seed in TUNING[:8]:
        made = simulate(Design(), seed)
        found = estimate(made.reviews)
        true = rankdata(-made.true(found.table))
        within = [one.low <= rank <= one.high for one, rank in zip(rank_intervals(found), true, strict=True)]
        shares.append(np.mean(within))
    assert 0.86 <= np.mean(shares) <= 0.97


def test_same_reviews_same_intervals_and_other_draws_others():
    found = estimate(simulate(Design(), 44_030).reviews)
    assert rank_intervals(found) == rank_intervals(found)
    assert rank_intervals(found) != rank_intervals(found, seed=2)


def test_a_work_of_one_review_may_be_anywhere_and_clear_works_are_where_they_are():
    sure = [Review(work, judge, value + off) for work, value in {"a": 90, "b": 60, "c": 30}.items()
            for judge, off in {"x": 0, "y": 1, "z": -1}.items()]  # fmt: skip
    found = {one.work: (one.low, one.high) for one in rank_intervals(estimate([*sure, Review("d", "x", 95)]))}
    assert found["d"] == (1, 4)
    assert found["b"][0] >= 2
    assert found["c"] == (4, 4)
    assert rank_intervals(estimate([])) == []


def test_works_on_either_side_of_an_award():
    intervals = [RankInterval("a", 1, 1), RankInterval("b", 1, 3), RankInterval("c", 2, 4), RankInterval("d", 4, 4)]
    assert bands([1, 3], intervals) == [["b"], ["c"]]


def test_uncorrected_scores_have_intervals_too():
    made = simulate(Design(), 44_031)
    found = rank_intervals(estimate(made.reviews, corrected=False))
    assert all(1 <= one.low <= one.high <= 60 for one in found)


@given(st.lists(st.integers(-3, 3), max_size=20))
def test_middle_ranks_are_those_of_scipy(values):
    array = np.array(values, float)
    assert middle_ranks(array).tolist() == rankdata(array).tolist()
