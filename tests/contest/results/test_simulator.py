"""The simulator: same seed same contest, loads within one, seeds of tuning and of scoring apart."""

from __future__ import annotations

from collections import Counter

import pytest

from mingjian.contest.results import SCORING, TUNING, Design, ReviewTable, simulate


def test_seeds_are_apart():
    assert not set(SCORING) & set(TUNING)


def test_a_seed_is_a_contest():
    assert simulate(Design(), 44_000) == simulate(Design(), 44_000)
    assert simulate(Design(), 44_000) != simulate(Design(), 44_001)


@pytest.mark.parametrize("design", [Design(), Design(works=100, judges=30, reviews=3), Design(works=7, judges=5)])
def test_every_work_has_its_reviews_and_loads_are_within_one(design):
    made = simulate(design, 44_000)
    table = ReviewTable.of(made.reviews)
    assert set(table.counts.tolist()) == {design.reviews}
    loads = Counter(one.judge for one in made.reviews).values()
    assert max(loads) - min(loads) <= 1
    assert all(0 <= one.value <= 100 for one in made.reviews)


def test_more_reviews_than_judges_is_refused():
    with pytest.raises(ValueError, match="as many as there are judges"):
        simulate(Design(judges=3, reviews=4), 1)
