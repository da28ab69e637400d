"""Chances against Bayes' rule written out, and what must hold whatever the weights."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.identity.choosing import chances, clusters, one_to_one, pair_chances


def by_hand(left, weight, records, known, share):
    """Each record's candidates and "nobody known" share one chance."""
    out = []
    for at, record in enumerate(left):
        mine = [share / known * 2.0**w for one, w in zip(left, weight, strict=True) if one == record]
        out.append(share / known * 2.0 ** weight[at] / (1 - share + sum(mine)))
    return out


PAIRS = st.lists(st.tuples(st.integers(0, 5), st.floats(-20, 40)), min_size=1, max_size=20)


@given(PAIRS, st.integers(1, 100_000))
def test_chances_are_those_of_bayes(pairs, known):
    left = np.array([one for one, _ in pairs], np.int64)
    weight = np.array([w for _, w in pairs])
    found = chances(left, weight, 6, known)
    assert found.pairs == pytest.approx(by_hand(left.tolist(), weight.tolist(), 6, known, found.share), abs=1e-9)
    assert np.bincount(left, weights=found.pairs).max() <= 1 + 1e-9
    assert 0 < found.share < 1


def test_the_share_is_learned_from_the_records():
    """Of a hundred records ninety have one sure candidate, ten none at all."""
    left = np.arange(90, dtype=np.int64)
    found = chances(left, np.full(90, 60.0), 100, 1_000_000)
    assert found.share == pytest.approx(0.9, abs=1e-3)
    assert found.pairs.min() > 0.999


def test_two_of_one_name_share_the_chance():
    found = chances(np.array([0, 0, 1]), np.array([30.0, 30.0, 30.0]), 2, 1000)
    assert found.pairs[0] == found.pairs[1] <= 0.5
    assert found.pairs[2] > 0.99


def test_what_is_as_likely_as_chance_links_nobody():
    """Ten bits among a thousand known say no more than nothing."""
    found = chances(np.arange(50), np.full(50, math.log2(1000)), 100, 1000)
    assert found.pairs.max() < 0.9


def test_no_pairs():
    assert len(chances(np.zeros(0, np.int64), np.zeros(0), 10, 100).pairs) == 0


def test_one_to_one_takes_the_likeliest_first():
    left, right = np.array([0, 0, 1, 1, 2]), np.array([0, 1, 0, 1, 1])
    kept = one_to_one(left, right, np.array([0.9, 0.8, 0.95, 0.1, 0.8]))
    assert kept.tolist() == [False, True, True, False, False]


def test_pair_chances_add_up_to_the_pairs_that_are_the_same():
    """Of a million pairs a thousand are sure, the others like nothing."""
    weight = np.concatenate([np.full(1000, 40.0), np.full(50, -5.0)])
    found = pair_chances(weight, 1_000_000)
    assert found[:1000].min() > 0.999
    assert found[1000:].max() < 0.001
    assert len(pair_chances(np.zeros(0), 10)) == 0


@settings(deadline=None)  # the first waits for SciPy
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_clusters_are_what_pairs_connect(pairs):
    groups = [{one} for one in range(10)]
    for one, other in pairs:
        mine, theirs = (next(g for g in groups if n in g) for n in (one, other))
        if mine is not theirs:
            mine |= theirs
            groups.remove(theirs)
    left, right = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    found = clusters(left, right, 10).tolist()
    assert found == [min(next(g for g in groups if n in g)) for n in range(10)]
