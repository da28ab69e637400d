"""Percentiles against values that others worked out."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mingjian.desk.figures.statistics import nearest_rank


@given(st.lists(st.integers(0, 400), min_size=1, max_size=200), st.sampled_from([50, 90]))
def test_percentiles_are_those_of_the_single_values(values, percent):
    histogram = {one: values.count(one) for one in values}
    assert nearest_rank(histogram, percent) == np.percentile(values, percent, method="inverted_cdf")


def test_nothing_has_no_percentile():
    assert nearest_rank({}, 50) is None
