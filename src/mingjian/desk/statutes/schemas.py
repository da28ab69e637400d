"""What the API says of statutes."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from mingjian.desk.words import Asked, Coded, Counted, Shown, Text


class LawQuery(Asked):
    """Which laws: those whose title holds the words, or the one of an article written as 刑法264."""

    q: str = Field("", max_length=200)
    page: int = Field(1, ge=1, le=100_000)
    size: int = Field(20, ge=1, le=100)


class LawRow(Shown):
    """A law in a list; `status` and `start` are of its newest version."""

    law: str
    title: str
    versions: int
    status: Coded
    start: date | None
    sure: bool
    repealed: date | None
    repealed_by: str


class Jump(Shown):
    """An article that the words name."""

    law: str
    title: str
    article: str
    label: str


class LawList(Shown):
    """A page of laws. `filled` is False while nothing was imported; `hint` says how to fill the store."""

    filled: bool
    hint: Text
    jumps: list[Jump]
    items: list[LawRow]
    total: int
    page: int
    size: int


class DayQuery(Asked):
    """Which law, and on which day; today without one."""

    law: str = Field(max_length=200)
    on: date | None = None


class ArticleQuery(DayQuery):
    """Which article, as `133之1` or 第一百三十三条之一."""

    article: str = Field(max_length=40)


class StatuteFile(Shown):
    """A file a version came from."""

    file: str
    sha256: str
    origin: str
    licence: str


class VersionShown(Shown):
    """One text of a law. `sure`: its first day is told by the text, an amendment or whoever imported it. `gaps`:
    amendments whose words were not imported."""

    number: int
    start: date | None
    end: date | None
    status: Coded
    sure: bool
    amended_by: list[str]
    gaps: list[str]
    sources: list[StatuteFile]


class ArticleLine(Shown):
    """An article within a law; its paragraphs are None where the words of that day are not known."""

    article: str
    label: str
    paragraphs: list[str] | None


class LawPart(Shown):
    """A chapter with its articles; `path` from the outermost part."""

    path: list[str]
    articles: list[ArticleLine]


class LawPage(Shown):
    """A law as it stood on a day. `version` is None where no text of that day is known, and `why` says why."""

    law: str
    title: str
    on: date
    passed: date | None
    repealed: date | None
    repealed_by: str
    version: int | None
    why: Text | None
    versions: list[VersionShown]
    parts: list[LawPart]


class TextPart(Shown):
    """A run of words against the text before: same, added, removed. Signs that differ in glyph only are the same."""

    kind: Literal["same", "added", "removed"]
    text: str


class ArticleTime(Shown):
    """A text of an article from `start` to `end`; without paragraphs its words are not known. `parts`: against the text
    before; empty for the first one known."""

    start: date | None
    end: date | None
    status: Coded
    paragraphs: list[str]
    parts: list[TextPart]


class Citing(Shown):
    """Something that rests on the article, or on a paragraph of it (`cites`), from and to the days it names. `place`
    is its page, empty where it has none."""

    kind: Coded
    id: str
    title: Text
    cites: str
    start: date | None
    end: date | None
    place: str


class TextToCheck(Asked):
    """A text whose citations are to be checked, and the day it is read on; without one the day it bears itself."""

    text: str = Field(max_length=200_000)
    on: date | None = None


class FileToCheck(Asked):
    """A file, by its name; the body of the request is the file."""

    name: str = Field(max_length=200)
    on: date | None = None


class CheckedCitation(Shown):
    """A citation, from `start` up to `end` of the text (code points). `law` and `article` lead to its text, empty where
    there is none."""

    start: int
    end: int
    cites: str
    title: str
    grave: Coded
    said: Text
    on: date | None
    law: str
    article: str


class CheckedText(Shown):
    """A text with its citations. `on`: the day they were read on; None where none is known."""

    text: str
    on: date | None
    citations: list[CheckedCitation]
    limit: Text


class CitedBy(Shown):
    """What rests on an article, and what cites it, counted by kind. Of documents the newest that the reader may see."""

    kinds: list[Counted]
    items: list[Citing]


class ArticlePage(Shown):
    """An article on a day and through time, and what rests on it."""

    law: str
    title: str
    article: str
    label: str
    on: date
    state: Coded
    why: Text | None
    path: list[str]
    paragraphs: list[str] | None
    start: date | None
    end: date | None
    notes: list[Text]
    times: list[ArticleTime]
    cited_by: CitedBy
