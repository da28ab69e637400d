"""Intervals against values that others worked out, and against what they promise."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from mingjian.measure.intervals import Z, hypergeometric, wilson


@pytest.mark.parametrize(
    ("hits", "tries", "low", "high"),
    [
        # R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998),
        # table I, method 3 (Wilson's score interval), 95 %
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_that_of_the_literature(hits, tries, low, high):
    assert wilson(hits, tries) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_bounds_solve_the_equation_they_come_from(pair):
    """The score interval holds each p with |share - p| = z times the deviation that p itself gives."""
    hits, tries = pair
    bounds = wilson(hits, tries)
    assert bounds is not None
    assert 0 <= bounds[0] <= hits / tries <= bounds[1] <= 1
    for p in bounds:
        if 0 < p < 1:
            assert abs(hits / tries - p) == pytest.approx(Z * math.sqrt(p * (1 - p) / tries), rel=1e-6, abs=1e-9)


def test_no_tries_have_no_interval():
    assert wilson(0, 0) is None


@given(st.integers(1, 80).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n), st.integers(1, n))))
def test_the_number_in_a_list_is_missed_by_one_draw_in_twenty_at_most(given):
    listed, true, drawn = given
    law = hypergeom(listed, true, drawn)
    missed = sum(law.pmf(hits) for hits in range(max(0, drawn + true - listed), min(drawn, true) + 1)
                 if not holds(hypergeometric(listed, drawn, hits), true))  # fmt: skip
    assert missed <= 0.05 + 1e-9


def holds(bounds, number):
    return bounds[0] <= number <= bounds[1]


def test_all_drawn_leaves_no_doubt_and_none_drawn_says_nothing():
    assert hypergeometric(20, 20, 7) == (7, 7)
    assert hypergeometric(20, 0, 0) == (0, 20)
    assert hypergeometric(0, 0, 0) == (0, 0)
    with pytest.raises(ValueError):
        hypergeometric(5, 2, 3)


def test_a_long_list_takes_no_time():
    low, high = hypergeometric(200_000, 40, 4)
    assert low < 20_000 < high
