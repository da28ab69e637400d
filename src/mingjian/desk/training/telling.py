"""What the library found, as it is kept and as the API tells it."""

from __future__ import annotations

from typing import Any

from mingjian.desk.training.schemas import ExerciseFinding
from mingjian.desk.words import Text
from mingjian.models.texts import Text as Both
from mingjian.runs import reason_text
from mingjian.training import Practice

__all__ = ["findings", "text", "trial"]


def text(one: Both) -> Text:
    """A text of an exercise."""
    return Text(zh=one.zh, en=one.en)


def findings(found: dict[str, Any]) -> list[ExerciseFinding]:
    """Findings as they were kept, those that do not hold first."""
    told = [
        ExerciseFinding(
            check=one["check"], about=one["about"], ok=one["ok"], zh=one["zh"], en=one["en"],
            why=Text(zh=one["why_zh"], en=one["why_en"]) if one["why_zh"] else None,
        )
        for one in found.get("findings", [])
    ]  # fmt: skip
    return sorted(told, key=lambda one: one.ok)


def trial(found: Practice) -> dict[str, Any]:
    """A trial as it is kept: the fields of `TrialInfo` but for when."""
    troubles = [{"zh": one.text("zh"), "en": one.text("en")} for one in found.problems]
    troubles += [{"zh": one.zh, "en": one.en} for one in found.failures]
    steps = []
    for one in found.looks.values():
        doubts = []
        for doubt in one.undetermined:
            zh, en = reason_text(doubt.reason)
            doubts.append({"zh": zh, "en": en, "rows": doubt.rows})
        steps.append({"name": one.name, "count": one.count, "doubts": doubts})
    return {
        "steps": steps, "cautions": [{"zh": one.zh, "en": one.en} for one in found.cautions], "troubles": troubles,
        "clues": found.clues, "says": [{"zh": zh, "en": en} for zh, en in found.says],
    }  # fmt: skip
