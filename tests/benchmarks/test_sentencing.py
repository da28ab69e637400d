"""The benchmark of sentencing: its score by hand, and what it says where the data is absent."""

from fractions import Fraction

import pytest

from benchmarks.sentencing import main, winkler


@pytest.mark.parametrize(("truth", "score"), [(10, 6), (12, 6), (14, 26), (5, 16)])
def test_winkler(truth: int, score: int) -> None:
    """The width of 6–12 is 6; each month missed is ten more."""
    assert winkler(Fraction(6), Fraction(12), Fraction(truth)) == score


def test_without_data(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("MINGJIAN_DATA", raising=False)
    assert main([]) == 1
    assert "absent" in capsys.readouterr().out
