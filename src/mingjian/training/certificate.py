"""A certificate: which exercises somebody passed, with digests of what was handed in. No score, no rank, no attempts.

The digests let anybody who has the files check again that they are those that passed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingjian.models.texts import Text
from mingjian.training.errors import TrainingError
from mingjian.training.exercise import exercises

__all__ = ["Certificate", "Passed", "certificate"]


@dataclass(frozen=True)
class Passed:
    """An exercise that was passed: its digest then, the digest of what was handed in, and the day."""

    exercise: str
    exercise_digest: str
    handed_digest: str
    day: date


@dataclass(frozen=True)
class Certificate:
    """What is certified. ``number`` is a digest of all the rest."""

    name: str
    office: str
    day: date
    passed: tuple[Passed, ...]
    of: int
    number: str

    @property
    def whole(self) -> bool:
        """Whether every exercise of the course was passed."""
        return len(self.passed) == self.of

    def title(self, one: Passed) -> Text:
        """The title of an exercise; its name where the course has it no more."""
        known = exercises().get(one.exercise)
        return Text(zh=one.exercise, en=one.exercise) if known is None else known.definition.title

    def as_dict(self) -> dict[str, Any]:
        """As JSON data."""
        return {
            "number": self.number, "name": self.name, "office": self.office, "day": self.day.isoformat(),
            "whole": self.whole, "of": self.of,
            "passed": [
                {"exercise": one.exercise, "title_zh": self.title(one).zh, "title_en": self.title(one).en,
                 "exercise_digest": one.exercise_digest, "handed_digest": one.handed_digest, "day": one.day.isoformat()}
                for one in self.passed
            ],
        }  # fmt: skip


def certificate(passed: Sequence[Passed], name: str, day: date, office: str = "") -> Certificate:
    """The certificate of somebody; exercises of which the course knows nothing are left out. Raises `TrainingError`
    where there is nothing to certify or no name."""
    known = exercises()
    kept = tuple(sorted((one for one in passed if one.exercise in known), key=lambda one: one.exercise))
    if not name.strip():
        raise TrainingError("请给出姓名", "give a name")
    if not kept:
        raise TrainingError("还没有通过任何练习", "no exercise was passed yet")
    told = {
        "name": name, "office": office, "day": day.isoformat(), "of": len(known),
        "passed": [[one.exercise, one.exercise_digest, one.handed_digest, one.day.isoformat()] for one in kept],
    }  # fmt: skip
    number = hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    return Certificate(name, office, day, kept, len(known), number)
