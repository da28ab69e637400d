"""The four corners of α and W, in both languages; and what is said when there is nothing to say it of."""

from __future__ import annotations

import numpy as np
import pytest

from mingjian.contest.results import Agreement, Measured, agreement, diagnose


def corner(points: float | None, w: float | None, level: float | None = None, share: float = 1.0) -> Agreement:
    one = Measured(points)
    return Agreement(one, one, Measured(level), Measured(w), 5, 10, share)


@pytest.mark.parametrize(
    ("found", "verdict", "zh", "en", "more"),
    [
        (corner(0.9, 0.9), "agreed", "结果可用", "can be used", False),
        (corner(0.1, 0.9), "leniency", "宽严不一", "stricter than others", True),
        (corner(0.3, 0.4), "disagreement", "看法不一", "do not agree", True),
        (corner(0.7, 0.5), "close", "名次区间", "rank intervals", False),
        (corner(None, None), "unknown", "无法判断", "Too few works", True),
    ],
)
def test_each_corner_has_its_sentence(found, verdict, zh, en, more):
    told = diagnose(found)
    assert (told.verdict, told.more) == (verdict, more)
    assert zh in told.zh
    assert en in told.en


def test_without_a_whole_block_what_is_left_of_strictness_decides():
    assert diagnose(corner(0.2, 0.3, level=0.8, share=0.1)).verdict == "leniency"
    assert diagnose(corner(0.2, 0.9, level=0.3, share=0.1)).verdict == "disagreement"


def test_on_real_matrices_of_strict_judges_and_of_judges_at_odds():
    rng = np.random.default_rng(44_070)
    quality = rng.normal(scale=8, size=40)
    strict = 70 + quality + np.linspace(-25, 25, 6)[:, None] + rng.normal(scale=2, size=(6, 40))
    assert diagnose(agreement(strict)).verdict == "leniency"
    assert diagnose(agreement(rng.normal(70, 8, size=(6, 40)))).verdict == "disagreement"
    assert diagnose(agreement(70 + quality + rng.normal(scale=2, size=(6, 40)))).verdict == "agreed"
