"""Agreement: α equals the package that may not ship, W equals examples worked by hand."""

from __future__ import annotations

import krippendorff
import numpy as np
import pytest

from mingjian.contest.results import Design, ReviewTable, agreement, alpha, estimate, kendall_w, simulate
from mingjian.contest.results.agreement import complete_block

SIEGEL = [[1, 6, 3, 2, 5, 4], [1, 5, 6, 4, 2, 3], [6, 3, 2, 5, 4, 1]]
"""Three judges, six works; the sums of ranks are 8, 14, 11, 11, 11, 8, so that S = 25.5 and W = 306 / 1890."""


def with_gaps(seed: int) -> np.ndarray:
    """A matrix of whole or fractional scores with gaps; at least two values differ."""
    rng = np.random.default_rng(seed)
    shape = (int(rng.integers(2, 10)), int(rng.integers(3, 40)))
    made = rng.integers(0, (4, 11, 101)[seed % 3], size=shape).astype(float)
    if seed % 4 == 0:
        made += rng.random(shape).round(3)
    made[rng.random(shape) < rng.uniform(0, 0.6)] = np.nan
    made[:2, :2] = [[1, 3], [2, 3]]
    return made


@pytest.mark.parametrize("seed", range(100))
def test_alpha_is_that_of_krippendorff(seed):
    made = with_gaps(seed)
    for level in ("interval", "ordinal"):
        theirs = krippendorff.alpha(made, level_of_measurement=level)
        assert alpha(made, level) == pytest.approx(theirs, abs=1e-9), level


def test_w_by_hand():
    assert kendall_w(np.array(SIEGEL, float)) == pytest.approx(306 / 1890)
    # with ties: ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4; S = 18.5, and the tie takes 2³ - 2 times two judges
    assert kendall_w(np.array([[1, 2, 2, 4], [1, 2, 3, 4]], float)) == pytest.approx(222 / 228)
    assert kendall_w(np.array([[1, 2, 3], [10, 20, 90]], float)) == 1
    assert kendall_w(np.array([[1, 2, 3], [3, 2, 1]], float)) == 0


def test_nothing_to_compare_is_none():
    assert alpha(np.array([[1, np.nan], [np.nan, 2]])) is None
    assert alpha(np.full((3, 4), 7.0)) is None
    assert kendall_w(np.full((3, 4), 7.0)) is None
    assert kendall_w(np.array([[1.0, 2.0]])) is None


def test_the_whole_block_of_a_matrix_with_gaps():
    gap = np.nan
    matrix = np.array([[1, 2, 3, 4], [1, 2, 3, gap], [2, 1, 3, 4], [gap, gap, gap, 9]])
    block = complete_block(matrix)
    assert block.shape == (3, 3)
    assert not np.isnan(block).any()
    assert complete_block(np.array([[1, gap], [gap, 2]])).size == 0


def test_intervals_hold_the_value_and_narrow_with_more_works():
    def measured(works):
        table = ReviewTable.of(simulate(Design(works=works), 44_010).reviews)
        return agreement(table.matrix(), estimate(table).judges)

    few, many = measured(20), measured(200)
    for one in (few.interval, few.ordinal, few.level, many.interval):
        assert one.low <= one.value <= one.high
    assert many.interval.high - many.interval.low < few.interval.high - few.interval.low
    assert few.level.value > few.interval.value  # leniency is there, and is taken out


def test_the_interval_covers_the_alpha_of_many_works():
    design = Design(works=40, judges=8, reviews=4)
    whole = ReviewTable.of(simulate(Design(works=4000, judges=8, reviews=4, leniency=0, scale=0), 44_020).reviews)
    true = alpha(whole.matrix())
    held = 0
    for seed in range(44_021, 44_061):
        made = simulate(Design(**{**vars_of(design), "leniency": 0, "scale": 0}), seed)
        found = agreement(ReviewTable.of(made.reviews).matrix(), draws=200).interval
        held += found.low <= true <= found.high
    assert held >= 32  # of 40; a right 95 % interval has fewer once in ten thousand


def vars_of(design: Design) -> dict[str, float]:
    return {name: getattr(design, name) for name in design.__slots__}
