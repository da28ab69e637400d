"""Kinds of jobs. An app says in its `ready` what its kind does and how a job of it is told; nobody here knows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.schemas import Fact, JobResult
from mingjian.desk.jobs.watch import Watch
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.words import Text

__all__ = ["KINDS", "Kind", "Refused", "Told", "kind_of", "register"]


class Refused(Exception):
    """A job that cannot be done as it was asked for: every reason, as kind, zh, en."""

    def __init__(self, reasons: Sequence[tuple[str, str, str]]) -> None:
        super().__init__("; ".join(en for _, _, en in reasons))
        self.reasons = list(reasons)


@dataclass(frozen=True)
class Told:
    """How a job is shown: what it is called, the page it belongs to, what it was given, what came of it."""

    title: Text
    place: str
    facts: list[Fact] = field(default_factory=list)
    result: JobResult | None = None


@dataclass(frozen=True)
class Kind:
    """`work` must be safe to do twice; what it answers is the job's result. `right`: who starts and cancels.

    `told` gives, for jobs of this kind and their reader, how each is shown: by the job's number.
    """

    code: str
    zh: str
    en: str
    right: Right
    work: Callable[[Job, Watch], dict[str, Any]]
    told: Callable[[User, Sequence[Job]], dict[int, Told]]


KINDS: dict[str, Kind] = {}
"""The kinds there are, filled by the apps."""


def register(kind: Kind) -> None:
    """Make a kind known."""
    KINDS[kind.code] = kind


def kind_of(job: Job) -> Kind | None:
    """The kind of a job; None for one of a later or an earlier program."""
    return KINDS.get(job.kind)
