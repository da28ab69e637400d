"""What the API says of questions and answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from mingjian.desk.offices.people import Person
from mingjian.desk.words import Asked, Coded, Counted, Shown, Text

Tab = Literal["mine", "inbox", "review", "published", "recheck"]


class QuestionQuery(Asked):
    """Which questions: the user's own, those to answer, to review, what is published, what is to be re-checked."""

    tab: Tab = "mine"
    topic: str = Field("", max_length=40)
    page: int = Field(1, ge=1, le=10_000)
    size: int = Field(20, ge=1, le=100)


class QuestionRow(Shown):
    """A question in a list. `title` is the public one where the reader sees no more. `days_left`: until the answer."""

    number: int
    id: str
    title: str
    topic: Coded
    state: Coded
    office: Coded
    asked: date
    expert: Person | None
    due: date | None
    days_left: int | None


class QuestionList(Shown):
    """A page of questions; `counts`: of every tab. `may_gaps`: whether the map of gaps is for the reader."""

    items: list[QuestionRow]
    total: int
    page: int
    size: int
    counts: dict[Tab, int]
    topics: list[Coded]
    levels: list[Coded]
    statutes: bool
    reviews: bool
    may_gaps: bool


class Ask(Asked):
    """A new question. `topic` empty: by its words. `law_on`: the day whose law applies."""

    title: str = Field(min_length=4, max_length=120)
    text: str = Field("", max_length=8000)
    topic: str = Field("", max_length=40)
    level: Literal["county", "city", "province", "supreme"] = "county"
    secrecy: int = Field(0, ge=0, le=3)
    line: str = Field("", max_length=20)
    law_on: date | None = None


class LikeQuery(Asked):
    """What is going to be asked. `missed`: the asker found nothing and says so, for the map of gaps."""

    text: str = Field("", max_length=4000)
    missed: bool = False


class Like(Shown):
    """A published answer like a question. `number`: of the desk's own; null for one that stands in the index alone."""

    id: str
    number: int | None
    title: str
    heading: str
    excerpt: str


class LikeList(Shown):
    """Published answers like a question, the likest first, and the topic its words tell."""

    items: list[Like]
    topic: Coded


class CitationQuery(Asked):
    """A text whose citations are to be read on a day."""

    text: str = Field("", max_length=20_000)
    on: date | None = None


class AnswerCitation(Shown):
    """A citation: what is said of it, and whether it keeps the answer from being published."""

    cites: str
    law: str
    article: str
    severity: Literal["ok", "wrong", "doubt", "open"]
    said: Text
    blocks: bool


class CitationCheck(Shown):
    """All citations of a text. `enough`: they do not keep it from being published; `statutes`: any were imported."""

    items: list[AnswerCitation]
    enough: bool
    statutes: bool
    on: date


class ChangedPiece(Shown):
    """A run of words of an article that stayed, came or went since the review."""

    kind: Literal["same", "added", "removed"]
    text: str


class ArticleChange(Shown):
    """An article that is not what the reviewer saw."""

    cites: str
    said: Text
    parts: list[ChangedPiece]


class QuestionStep(Shown):
    """What was done."""

    move: Coded
    by: Person | None
    on: date
    why: str
    to: Person | None


class PublicText(Shown):
    """What others read."""

    title: str
    text: str
    answer: str


class Suggested(PublicText):
    """The public text a program suggests; `taken_out` says what gave way, by kind."""

    taken_out: list[Counted]


class QuestionMove(Coded):
    """A step the reader may take; `why`: it needs a reason."""

    why: bool


class QuestionPage(QuestionRow):
    """A question whole. Who only finds it published sees `public` alone."""

    whole: bool
    text: str
    answer: str
    level: Coded
    secrecy: int
    law_on: date | None
    asker: Person | None
    reviewer: Person | None
    citations: list[AnswerCitation]
    changes: list[ArticleChange]
    steps: list[QuestionStep]
    moves: list[QuestionMove]
    experts: list[Person]
    public: PublicText | None
    suggested: Suggested | None
    scope: str
    statutes: bool
    version: int
    changed: datetime


class QuestionAct(Asked):
    """A step with a question as it was seen. `public` and `own_office` for publishing, `to` for passing on."""

    move: str = Field(max_length=20)
    version: int
    why: str = Field("", max_length=1000)
    answer: str = Field("", max_length=20_000)
    to: str = Field("", max_length=150)
    title: str = Field("", max_length=200)
    text: str = Field("", max_length=10_000)
    own_office: bool = False


class KnowledgeGap(Shown):
    """A topic and what of it is missing; nobody is named."""

    topic: Coded
    missed: int
    open: int
    late: int
    stale: int
    answered: int
    words: list[str]


class GapMap(Shown):
    """All topics, what is missing most first, and how the questions of these offices went."""

    items: list[KnowledgeGap]
    asked: int
    answered: int
    in_time: int
    escalated: int
    published: int
    median_days: float | None


class ExpertMistake(Text):
    """What is wrong with a list of experts, and where."""

    line: int
    column: int


class ExpertCandidate(Shown):
    """Somebody who could stand on the list; `waiting`: questions that wait for him."""

    username: str
    name: str
    office: Coded
    lines: list[str]
    waiting: int


class ExpertPage(Shown):
    """The list of experts as text. `by_roles`: there is no file, and this is what roles come to."""

    text: str
    by_roles: bool
    may_save: bool
    mistakes: list[ExpertMistake]
    people: list[ExpertCandidate]


class SaveExperts(Asked):
    """A list of experts; empty: back to roles."""

    text: str = Field("", max_length=100_000)


class ExpertCheck(Shown):
    """All mistakes of a list."""

    mistakes: list[ExpertMistake]


class AnswersImported(Shown):
    """What came of a file: taken in, to be confirmed by a reviewer, and there already."""

    taken: int
    there: int


class CitingQuery(Asked):
    """Articles, `刑法264` or 《刑法》第二百六十四条, with a comma between."""

    articles: str = Field("", max_length=2000)


class AnswerCiting(Shown):
    """A published answer that cites one of the articles."""

    number: int
    title: str
    cites: list[str]
    state: Coded


class AnswersCiting(Shown):
    """Published answers that cite any of the articles, the newest first."""

    items: list[AnswerCiting]
    total: int
