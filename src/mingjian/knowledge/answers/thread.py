"""A question with all that became of it: its answer, what the answer rests on, what was published, every step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mingjian.knowledge.answers.states import OUT, State
from mingjian.law.articles import article_code

__all__ = ["Published", "Rest", "Step", "Thread"]


@dataclass(frozen=True)
class Rest:
    """An article an answer cites, as the reviewer found it. `digest`: of its words without signs; empty for none.

    `law` is its short title in the store. `words` are kept so that what has changed can be shown. `on`: the day it is
    read on (null: the present one).
    """

    law: str
    number: int
    inserted: int
    digest: str
    words: str = ""
    on: date | None = None

    @property
    def cites(self) -> str:
        """`刑法133之1`."""
        return self.law + article_code(self.number, self.inserted)

    def data(self) -> dict[str, Any]:
        """As JSON."""
        return {"law": self.law, "number": self.number, "inserted": self.inserted, "digest": self.digest,
                "words": self.words, "on": _text(self.on)}  # fmt: skip

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Rest:
        """From `data()`."""
        return cls(data["law"], data["number"], data["inserted"], data["digest"], data["words"], _day(data["on"]))


@dataclass(frozen=True)
class Published:
    """What others read: without names and numbers of people. `office`: who may find it (empty: every office)."""

    title: str
    text: str
    answer: str
    day: date
    office: str = ""

    def data(self) -> dict[str, Any]:
        """As JSON."""
        return {"title": self.title, "text": self.text, "answer": self.answer, "day": _text(self.day),
                "office": self.office}  # fmt: skip

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Published:
        """From `data()`."""
        return cls(data["title"], data["text"], data["answer"], date.fromisoformat(data["day"]), data["office"])


@dataclass(frozen=True)
class Step:
    """What was done: which move, by whom (empty: the rules), on which day, why, given to whom and until when."""

    move: str
    by: str
    on: date
    why: str = ""
    to: str = ""
    due: date | None = None

    def data(self) -> dict[str, Any]:
        """As JSON."""
        return {"move": self.move, "by": self.by, "on": _text(self.on), "why": self.why, "to": self.to,
                "due": _text(self.due)}  # fmt: skip

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Step:
        """From `data()`."""
        return cls(data["move"], data["by"], date.fromisoformat(data["on"]), data["why"], data["to"], _day(data["due"]))


@dataclass(frozen=True)
class Thread:
    """A question. `level`: the lowest that is to answer. `law_on`: the day whose law applies (null: the present).

    `expert` is whom it was given to, of `expert_office`, until `due`; `answered_by` whoever handed the answer in.
    `rests`: the articles as they were at the review. Nothing is ever changed: a step makes a new one.
    """

    id: str
    topic: str
    level: str
    title: str
    text: str
    office: str
    by: str
    asked: date
    secrecy: int = 0
    line: str = ""
    law_on: date | None = None
    state: State = State.ASKED
    expert: str = ""
    expert_office: str = ""
    due: date | None = None
    answer: str = ""
    answered_by: str = ""
    reviewer: str = ""
    rests: tuple[Rest, ...] = ()
    published: Published | None = None
    steps: tuple[Step, ...] = field(default=())

    @property
    def out(self) -> bool:
        """Whether others find it."""
        return self.state in OUT and self.published is not None

    def day_of(self, move: str) -> date | None:
        """The day of the first step of a kind."""
        return next((one.on for one in self.steps if one.move == move), None)

    def data(self) -> dict[str, Any]:
        """As JSON, in one order."""
        texts = {name: getattr(self, name) for name in _TEXTS}
        days = {name: _text(getattr(self, name)) for name in _DAYS}
        return {
            **texts, **days, "secrecy": self.secrecy, "state": self.state.value,
            "rests": [one.data() for one in self.rests],
            "published": self.published.data() if self.published else None,
            "steps": [one.data() for one in self.steps],
        }  # fmt: skip

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Thread:
        """From `data()`; KeyError, ValueError or TypeError for what is none."""
        texts: dict[str, Any] = {name: str(data[name]) for name in _TEXTS}
        days: dict[str, Any] = {name: _day(data[name]) for name in _DAYS if name != "asked"}
        return cls(
            **texts, **days, asked=date.fromisoformat(data["asked"]), secrecy=int(data["secrecy"]),
            state=State.of(data["state"]), rests=tuple(map(Rest.read, data["rests"])),
            published=Published.read(data["published"]) if data["published"] else None,
            steps=tuple(map(Step.read, data["steps"])),
        )  # fmt: skip


_TEXTS = ("id", "topic", "level", "title", "text", "office", "by", "line", "expert", "expert_office", "answer",
          "answered_by", "reviewer")  # fmt: skip
_DAYS = ("asked", "law_on", "due")


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
