"""Reviews that are far off are named, with how far; the others are not."""

from __future__ import annotations

from mingjian.contest.results import Design, Review, estimate, outliers, simulate


def test_planted_outliers_are_found_first():
    made = simulate(Design(), 44_040)
    off = {3, 77, 150}
    hit = [Review(one.work, one.judge, one.value - 40 if n in off else one.value) for n, one in enumerate(made.reviews)]
    found = outliers(estimate(hit))
    assert {(one.work, one.judge) for one in found[:3]} == {(hit[n].work, hit[n].judge) for n in off}
    assert all(one.away < -25 and one.far < -2.5 for one in found[:3])
    assert len(found) < 20
    assert "低" in found[0].zh
    assert "less" in found[0].en


def test_judges_of_one_mind_have_none():
    assert outliers(estimate([Review(work, judge, 50.0) for work in "abc" for judge in "xyz"])) == []
