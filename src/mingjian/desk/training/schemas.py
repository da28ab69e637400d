"""What the API says of training."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from mingjian.desk.jobs.schemas import JobInfo
from mingjian.desk.offices.people import Person
from mingjian.desk.words import Asked, Coded, Shown, Text

State = Literal["new", "begun", "passed"]


class ExerciseRow(Shown):
    """An exercise in the list, as it stands for the reader. `passed`: when he passed it first."""

    id: str
    title: Text
    learn: Text
    minutes: int
    state: State
    draft: int | None
    passed: datetime | None


class ExerciseList(Shown):
    """The course; `may_train`: whether the reader may begin one; `trainer`: whether he sees who passed what."""

    items: list[ExerciseRow]
    may_train: bool
    trainer: bool


class ExerciseQuestion(Text):
    """A question and what the reader answered last."""

    id: str
    answer: str


class ExerciseFinding(Text):
    """Something that was looked at: whether it holds, and why it matters."""

    check: str
    about: str
    ok: bool
    why: Text | None


class AttemptInfo(Shown):
    """A check: findings, those that do not hold first. `passed` is None while it has not ended."""

    id: int
    at: datetime
    version: int
    passed: bool | None
    findings: list[ExerciseFinding]


class DoubtSeen(Text):
    """Rows that could not be decided, and why."""

    rows: int


class StepSeen(Shown):
    """A need or step over the practice province; `doubts` are rows left undetermined, by reason."""

    name: str
    count: int | None
    doubts: list[DoubtSeen]


class TrialInfo(Shown):
    """A model tried over the practice province. `clues` is None where it has mistakes, told in `troubles`."""

    at: datetime
    version: int
    steps: list[StepSeen]
    cautions: list[Text]
    troubles: list[Text]
    clues: int | None
    says: list[Text]


class ExercisePage(ExerciseRow):
    """An exercise for its reader: the task, the hints he took, the questions, his last check and trial."""

    task: Text
    hints: list[Text]
    hints_of: int
    questions: list[ExerciseQuestion]
    attempts: int
    last: AttemptInfo | None
    trial: TrialInfo | None
    job: JobInfo | None
    may_train: bool


class Answers(Asked):
    """What is handed in: question → figure as written, and the version of the draft that was seen."""

    answers: dict[str, str] = Field(default_factory=dict, max_length=20)
    version: int


class HandIn(Answers):
    """A trial over the practice province, or a check."""

    check: bool


class Learner(Shown):
    """Somebody of the office and what he passed, with the day; no score, no number of attempts."""

    person: Person
    office: Coded
    begun: int
    passed: dict[str, datetime]


class Learners(Shown):
    """Those who began the course, by office and name."""

    exercises: list[Coded]
    items: list[Learner]
