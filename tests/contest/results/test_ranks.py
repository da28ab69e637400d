"""Ranks: equal scores by the contest's criteria and never by time; what is out never ranks."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from mingjian.contest.results import Standing, ranked

JUDGED = Standing.JUDGED
Standings = st.dictionaries(st.sampled_from([f"w{n}" for n in range(12)]), st.sampled_from(list(Standing)), min_size=1)


def test_ties_by_criteria_in_order_then_shared():
    scores = {"a": 80.0, "b": 80.00001, "c": 80.0, "d": 80.0, "e": 70.0}
    ties = {"novelty": {"a": 15.0, "b": 18.0, "c": 15.0, "d": 15.0}, "use": {"a": 5.0, "b": 0.0, "c": 9.0, "d": 5.0}}
    found = {one.work: one for one in ranked(scores, dict.fromkeys(scores, JUDGED), ties)}
    assert {work: one.rank for work, one in found.items()} == {"b": 1, "c": 2, "a": 3, "d": 3, "e": 5}
    assert found["b"].by == ("novelty",)
    assert found["c"].by == found["a"].by == ("novelty", "use")
    assert found["e"].by == ()


@given(Standings, st.randoms(use_true_random=False))
def test_whatever_failed_was_withdrawn_or_refused_never_ranks(standings, rnd):
    scores = {work: float(rnd.randint(0, 3)) for work in standings}
    found = ranked(scores, standings)
    assert {one.work for one in found} == set(standings)
    for one in found:
        assert (one.rank is not None) == (one.standing is JUDGED)
    best = [one for one in found if one.rank == 1]
    assert all(one.score == max(scores[w] for w, s in standings.items() if s is JUDGED) for one in best)


@given(st.lists(st.integers(0, 3), min_size=2, max_size=12), st.integers(0, 1000))
def test_ranks_do_not_change_when_times_of_upload_are_permuted(values, seed):
    """A work's place in what is handed over is all that could tell of its time; names are drawn at close."""
    scores = {f"w{n}": float(value) for n, value in enumerate(values)}
    uploaded = list(scores)
    random.Random(seed).shuffle(uploaded)
    first = ranked(scores, dict.fromkeys(scores, JUDGED))
    again = ranked({work: scores[work] for work in uploaded}, dict.fromkeys(uploaded, JUDGED))
    assert first == again


def test_a_judged_work_without_a_score_has_no_rank():
    (one,) = ranked({}, {"a": JUDGED})
    assert one.rank is None
    assert one.score is None
