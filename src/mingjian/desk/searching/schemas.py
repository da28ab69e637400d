"""What the API says of a search."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from mingjian.desk.words import Asked, Coded, Counted, Shown, Text


class SearchQuery(Asked):
    """What is looked for, in which kind, in force on which day; `authority`: weightier texts first among equals."""

    q: str = Field("", max_length=2000)
    kind: Literal["", "article", "judgment", "case", "model", "answer"] = ""
    on: date | None = None
    authority: bool = False
    page: int = Field(1, ge=1, le=20)
    size: int = Field(20, ge=1, le=50)


class SuggestQuery(Asked):
    """What was typed so far."""

    q: str = Field("", max_length=2000)


class SuggestedWords(Shown):
    """Words to ask for; `kind`: an article, law, charge, model or answer."""

    text: str
    kind: Coded


class SuggestedList(Shown):
    """What the words typed may become."""

    items: list[SuggestedWords]


class Met(Shown):
    """Characters from `start` up to `end` within the text beside it."""

    start: int
    end: int


class Excerpt(Shown):
    """A text, or a part of one, with what was met in it."""

    text: str
    met: list[Met]


class Why(Shown):
    """A share of the score: from which part of the document."""

    part: Coded
    score: float


class Found(Shown):
    """An answer. `law` and `article` lead to the page of an article, `model` to that of a model. `also`: how many other
    versions, instances or copies stand behind it."""

    id: str
    kind: Coded
    title: Excerpt
    heading: str
    excerpt: Excerpt
    source: str
    day: date | None
    standing: Coded | None
    law: str
    article: str
    model: str
    phrases: list[str]
    why: list[Why]
    also: int


class SearchResults(Shown):
    """A page of answers. `whole`: documents that hold all of the question, `some`: at least a part. `filled` is False
    while nothing was indexed; `hint` says how."""

    filled: bool
    hint: Text
    kinds: list[Counted]
    items: list[Found]
    some: int
    whole: int
    total: int
    page: int
    size: int


class DocumentQuery(Asked):
    """Which document, and what was looked for."""

    id: str = Field(max_length=400)
    q: str = Field("", max_length=2000)


class DocumentPage(Shown):
    """A whole document with what was looked for in it."""

    id: str
    kind: Coded
    title: str
    heading: str
    source: str
    day: date | None
    text: Excerpt
