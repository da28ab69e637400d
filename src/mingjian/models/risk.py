"""Ranking of a clue: risk rules as columns of a last step, and the score with its reasons read from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mingjian.models.definition import Clue, Risk
from mingjian.models.enumerations import LEVEL_POINTS, Level
from mingjian.models.problems import Lang
from mingjian.models.texts import Text

__all__ = ["HIGH", "MEDIUM", "Reason", "Score", "risk_columns", "risk_expressions", "score_of"]

MEDIUM, HIGH = 40, 70
"""Points from which a clue is of medium and of high risk."""


_AMOUNT = Text(zh="涉及金额", en="amount concerned")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why points were given (or taken)."""

    rule: str
    points: int
    zh: str
    en: str

    def text(self, lang: Lang) -> str:
        """The reason in one language."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Score:
    """``points`` from 0 to 100, the level they make, and why."""

    points: int
    level: Level
    reasons: tuple[Reason, ...]


def risk_columns(clue: Clue) -> dict[str, str]:
    """Rule → the column of the last step that holds its result (an integer; 0: does not apply)."""
    return {name: f"risk_{name}" for name in clue.risk}


def risk_expressions(clue: Clue) -> dict[str, str]:
    """Rule → its expression: the number of the highest band reached, or 1 when the condition holds."""
    return {name: _expression(name, risk) for name, risk in clue.risk.items()}


def _expression(name: str, risk: Risk) -> str:
    if risk.when is not None:
        return f"case when {risk.when} then 1 else 0 end"
    bands = list(enumerate(risk.bands or [], start=1))
    branches = " ".join(f"when {name} >= {band.least} then {number}" for number, band in reversed(bands))
    return f"case {branches} else 0 end"


def score_of(clue: Clue, row: Mapping[str, Any], labels: Mapping[str, Text]) -> Score:
    """The score of a clue from the risk columns of its row. ``labels`` names the columns of bands."""
    reasons: list[Reason] = []
    for name, column in risk_columns(clue).items():
        reached = row.get(column) or 0
        if reached:
            reasons.append(_reason(clue, name, int(reached), labels))
    points = max(0, min(100, sum(reason.points for reason in reasons)))
    level = Level.HIGH if points >= HIGH else Level.MEDIUM if points >= MEDIUM else Level.LOW
    return Score(points, level, tuple(sorted(reasons, key=lambda one: -one.points)))


def _reason(clue: Clue, name: str, reached: int, labels: Mapping[str, Text]) -> Reason:
    risk = clue.risk[name]
    if risk.bands is None:
        assert risk.why is not None
        points = LEVEL_POINTS[risk.level] if risk.level is not None else (risk.points or 0)
        return Reason(name, points, risk.why.zh, risk.why.en)
    band = risk.bands[reached - 1]
    label = risk.why or labels.get(name) or (_AMOUNT if name == clue.amount else Text(zh=name, en=name))
    yuan = ("元", " yuan") if name == clue.amount else ("", "")
    least = f"{int(band.least):,}" if band.least.isdigit() else band.least
    zh, en = f"{label.zh}达到{least}{yuan[0]}", f"{label.en} at least {least}{yuan[1]}"
    return Reason(name, LEVEL_POINTS[band.level], zh, en)
