"""An exercise: its file, the model and examples a learner begins with, and the examples of its checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from mingjian.models.source import read_source
from mingjian.training.definition import ExerciseFile, QuestionCheck

__all__ = ["EXERCISE", "MODEL", "Exercise", "exercise", "exercises"]

EXERCISE, MODEL = "exercise.yaml", "model.yaml"
_HERE = Path(__file__).parent / "exercises"


@dataclass(frozen=True)
class Exercise:
    """What a folder holds. ``start``: name → text, as a draft has it; ``cases``: files of the checks; ``digest``: of
    all of it, so that a certificate can say which exercise was passed."""

    definition: ExerciseFile
    start: Mapping[str, str]
    cases: Mapping[str, str]
    digest: str

    @property
    def id(self) -> str:
        """Its short name."""
        return self.definition.exercise

    @property
    def questions(self) -> tuple[QuestionCheck, ...]:
        """The questions it asks, in order."""
        return tuple(one for one in self.definition.checks if isinstance(one, QuestionCheck))

    @property
    def standards(self) -> tuple[str, ...]:
        """The standards that are at hand, such as `death_record@1`, sorted."""
        return tuple(sorted({*self.definition.also, *standards_of(self.start[MODEL])}))


def standards_of(text: str) -> tuple[str, ...]:
    """Standards the needs of a model text name, such as `death_record@1`."""
    data: Any = read_source(text, MODEL).data
    needs = data.get("needs") if isinstance(data, dict) else None
    bodies = needs.values() if isinstance(needs, dict) else ()
    named = [one.get("standard") for one in bodies if isinstance(one, dict)]
    return tuple(sorted({str(one) for one in named if one}))


def exercise(name: str) -> Exercise:
    """An exercise that ships. KeyError for a name there is none of."""
    return exercises()[name]


@lru_cache(maxsize=1)
def exercises() -> Mapping[str, Exercise]:
    """Those that ship, by name, in the order of the course. Raises ModelErrors with the problems of the first wrong
    one."""
    from mingjian.training.reading import load_exercise

    return {file.parent.name: load_exercise(file.parent) for file in sorted(_HERE.glob(f"*/{EXERCISE}"))}
