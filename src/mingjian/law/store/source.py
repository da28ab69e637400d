"""One text of a law as a file gives it, before it is placed among the law's other texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

__all__ = ["ArticleKey", "Piece", "Problem", "Source", "StatuteErrors"]

ArticleKey = tuple[int, int]
"""Number and 之: (133, 1) is 第一百三十三条之一."""


@dataclass(frozen=True)
class Piece:
    """The words of an article and its place among the parts of the law (`第二编 分则 / 第五章 侵犯财产罪`)."""

    text: str
    path: str = ""


@dataclass
class Source:
    """What one file says of one law.

    `published`: the day in the file's name or row, null when there is none. `note`: the lines of the head note (who
    passed and amended the law, and when). `body`: the words of an amendment, which has entries instead of articles.
    `start`, `end`: the days a row states outright. `file` is relative to the folder imported; `sha256` is of the file
    read; `origin` and `licence` are what whoever imports says of the collection.
    """

    title: str
    published: date | None
    file: str
    sha256: str
    origin: str = ""
    licence: str = ""
    note: tuple[str, ...] = ()
    articles: dict[ArticleKey, Piece] = field(default_factory=dict)
    body: str = ""
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class Problem:
    """Something a file says that cannot be read: where, in both languages."""

    where: str
    zh: str
    en: str

    def as_dict(self) -> dict[str, str]:
        """As JSON data."""
        return {"where": self.where, "zh": self.zh, "en": self.en}


class StatuteErrors(ValueError):
    """Files that could not be imported, all at once; the store is as it was."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(f"{one.where}: {one.zh} / {one.en}" for one in problems))
