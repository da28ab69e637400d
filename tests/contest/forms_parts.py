"""Forms made of simulated reviews, for tests."""

from __future__ import annotations

from mingjian.contest.forms import Criterion, Form, Scoring
from mingjian.contest.results import Simulated

SCORING = Scoring(
    (Criterion("novelty", "创新性", "novelty", 60), Criterion("basis", "法律依据", "legal basis", 40)),
    ties=("novelty",),
)


def forms_of(made: Simulated, kind: str = "prototype") -> list[Form]:
    """A form a review; its two scores give nearly the review's points."""
    return [
        Form(number, kind, one.work, one.judge, {"novelty": round(one.value / 10), "basis": int(one.value / 10)})
        for number, one in enumerate(made.reviews, 1)
    ]
