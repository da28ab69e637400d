"""What the API says of filling statutes and search."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from mingjian.desk.jobs.schemas import JobInfo
from mingjian.desk.words import Asked, Coded, Counted, Shown, Text


class StatutesSent(Asked):
    """What the file is called, where the texts come from and under which licence: both are shown beside every law."""

    name: str = Field(max_length=200)
    origin: str = Field(min_length=1, max_length=200, pattern=r"\S")
    licence: str = Field(min_length=1, max_length=200, pattern=r"\S")


class ChangedArticle(Shown):
    """An article that reads otherwise since."""

    law: str
    article: str
    kind: Coded


class Touched(Shown):
    """Something that rests on articles that changed. `place` is its page, empty where it has none."""

    kind: Coded
    id: str
    title: Text
    cites: list[str]
    place: str


class ImportReport(Shown):
    """What an import did. Lists are cut; the counts are of all."""

    laws: int
    versions: int
    added: int
    changed: int
    unchanged: bool
    left_out: list[str]
    left_out_count: int
    new: list[str]
    new_count: int
    repealed: list[str]
    articles: list[ChangedArticle]
    articles_count: int
    touched: list[Touched]


class ImportShown(Shown):
    """An import of statutes: its job, and what it did once it is over."""

    job: JobInfo
    report: ImportReport | None


class StatuteImports(Shown):
    """The latest imports; `may`: whether the reader may start one."""

    may: bool
    items: list[ImportShown]


class IndexAsked(Asked):
    """What is to be made anew."""

    what: list[Literal["statutes", "models"]] = Field(min_length=1, max_length=2)


class JudgmentsSent(Asked):
    """What the file is called, and the office whose judgments they are."""

    name: str = Field(max_length=200)
    office: str = Field(max_length=20)


class IndexState(Shown):
    """The index as far as the reader sees it. `made`: when it was written last, None for none; `behind`: statutes were
    imported since; `fault`: why it cannot be read. `may`: whether the reader may refresh it; `offices`: whose judgments
    he may add."""

    kinds: list[Counted]
    made: datetime | None
    behind: bool
    fault: Text | None
    may: bool
    offices: list[Coded]
    jobs: list[JobInfo]
