"""What agreement means, in plain words: some judges are stricter, or they do not agree at all.

α asks whether judges give the same points, the order whether they put works into the same sequence. α from .667 allows
tentative, from .80 firm conclusions (Krippendorff, Content Analysis, 4th edition, 2019, chapter 12). W from .7 is
strong agreement (R. C. Schmidt, Managing Delphi Surveys, Decision Sciences 28, 1997, 763-774). Where no half of the
reviews lies in a whole block of judges and works, W says little; then the α of reviews without their judge's strictness
stands for the order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mingjian.contest.results.agreement import Agreement

__all__ = ["ENOUGH", "Diagnosis", "Verdict", "diagnose"]

ENOUGH = 2 / 3
_STRONG, _HALF = 0.7, 0.5

Verdict = Literal["agreed", "leniency", "disagreement", "close", "unknown"]

_WORDS: dict[Verdict, tuple[str, str]] = {
    "agreed": (
        "评委打分接近，排序也一致，结果可用。",
        "Judges give much the same points and put the works into much the same order: the result can be used.",
    ),
    "leniency": (
        "评委宽严不一，但排序大体一致：有人普遍打高、有人普遍打低。扣除宽严差异后的得分可用，不宜直接比较原始平均分。",
        "Some judges are stricter than others, but they rank alike. Scores corrected for strictness can be used; raw "
        "means should not be compared.",
    ),
    "disagreement": (
        "评委对作品好坏看法不一，分数和排序都不一致。校正解决不了，应增加评审或组织评委讨论后再排名。",
        "Judges do not agree on which works are good, neither in points nor in order. No correction helps: ask for "
        "more reviews or let the judges talk before anything is ranked.",
    ),
    "close": (
        "评委打分总体接近，但对相近作品的先后没有把握。名次相近的应看名次区间，必要时两两比较。",
        "Judges give much the same points, but are not sure of the order of works that are close. Look at the rank "
        "intervals there, and compare in pairs where an award begins.",
    ),
    "unknown": (
        "共同评过的作品太少，无法判断评委是否一致。",
        "Too few works were reviewed by more than one judge to say whether judges agree.",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Which of the four corners agreement is in, in words; `more`: further reviews are to be asked for."""

    verdict: Verdict
    zh: str
    en: str
    more: bool


def diagnose(found: Agreement) -> Diagnosis:
    """The corner of an agreement."""
    points = found.interval.value
    by_block = found.share >= _HALF and found.w.value is not None
    order, strong = (found.w.value, _STRONG) if by_block else (found.level.value, ENOUGH)
    if points is None or order is None:
        return Diagnosis("unknown", *_WORDS["unknown"], more=True)
    same, ranked = points >= ENOUGH, order >= strong
    verdict: Verdict = "agreed" if same and ranked else "leniency" if ranked else "close" if same else "disagreement"
    return Diagnosis(verdict, *_WORDS[verdict], more=not same)
