"""What the store answers: a law, its versions, an article on a day, an article through time."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from mingjian.law.articles import article_code
from mingjian.law.history import paragraphs
from mingjian.law.store.source import ArticleKey

__all__ = ["ArticleText", "Law", "Provenance", "State", "Status", "Version", "View", "Why"]

Status = Literal["in_force", "historical", "not_yet", "unknown"]
"""Of a version, today: in force 现行, historical 历史, not yet in force 尚未施行, unknown 未知 (first day not told)."""
State = Literal["current", "historical", "not_yet", "unknown"]
"""Of an answer: 现行 the text asked for is still in force; 历史; 尚未施行; 未知."""
Why = Literal["", "no_such_article", "before_known", "words_unknown", "not_yet", "repealed", "start_unknown"]
"""Why there is no text, or no certain one."""


@dataclass(frozen=True)
class Law:
    """A law. `passed`: first, as the head note tells. `repealed`: by another law whose text is imported."""

    id: int
    short: str
    title: str
    passed: date | None
    repealed: date | None
    repealed_by: str


@dataclass(frozen=True)
class Provenance:
    """A file a version came from."""

    file: str
    sha256: str
    origin: str
    licence: str


@dataclass(frozen=True)
class Version:
    """One text of a law. `start`, `end` closed, null: not known, still.

    `sure`: the first day is told by the text, an amendment or whoever imported it; else `start` is only the day of
    publication, before which it was not in force. `gaps`: amendments the head note names whose words are missing.
    """

    law: Law
    number: int
    start: date | None
    end: date | None
    status: Status
    sure: bool
    published: date | None
    amended_by: tuple[str, ...]
    gaps: tuple[str, ...]
    sources: tuple[Provenance, ...]

    @property
    def day(self) -> date | None:
        """The day that orders the versions: the first in force."""
        return self.start

    def as_dict(self) -> dict[str, Any]:
        """As JSON data."""
        found = asdict(self)
        found["law"] = self.law.title
        return found


@dataclass(frozen=True)
class ArticleText:
    """A text an article keeps from `start` to `end`, through the versions `version` to `last_version`."""

    law: Law
    version: int
    last_version: int
    key: ArticleKey
    text: str
    path: str
    start: date | None
    end: date | None
    status: Status

    @property
    def code(self) -> str:
        """`刑法133之1`."""
        return self.law.short + article_code(*self.key)


@dataclass(frozen=True)
class View:
    """The answer to what an article says on a day; `text` null with `why`. `on` null: today.

    `notes` say in both languages what limits the answer.
    """

    law: Law
    key: ArticleKey
    on: date
    state: State
    text: str | None
    why: Why
    version: Version | None
    path: str = ""
    start: date | None = None
    end: date | None = None
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs (款), each with its items."""
        return paragraphs(self.text or "")
