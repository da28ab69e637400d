"""Interval and percentiles against values that others worked out."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.desk.figures.statistics import Z, nearest_rank, wilson


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


@given(st.lists(st.integers(0, 400), min_size=1, max_size=200), st.sampled_from([50, 90]))
def test_percentiles_are_those_of_the_single_values(values, percent):
    histogram = {one: values.count(one) for one in values}
    assert nearest_rank(histogram, percent) == np.percentile(values, percent, method="inverted_cdf")


def test_nothing_has_no_percentile():
    assert nearest_rank({}, 50) is None
