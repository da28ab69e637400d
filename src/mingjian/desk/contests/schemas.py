"""What the API says of contests, their phases and seats."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from mingjian.desk.offices.people import Person
from mingjian.desk.words import Asked, Coded, Shown, Text

Topic = Annotated[str, Field(min_length=1, max_length=60)]


class ContestText(Asked):
    """A contest file as text."""

    text: str = Field(max_length=400_000)


class NewContest(Asked):
    """A contest from a file (`text`), or from nothing: a name and a title."""

    text: str = Field("", max_length=400_000)
    slug: str = Field("", max_length=60)
    title: str = Field("", max_length=200)


class ContestEdit(Asked):
    """A change of the file: another value (`replace`), an entry more (`add`: of a mapping with a `key`, of a list
    without), one less (`take`); `put`: another value of a key, or the key where the file leaves it to its default.
    What it does not touch keeps every byte."""

    kind: Literal["replace", "add", "take", "put"]
    path: list[str | int] = Field(max_length=12)
    value: Any = None
    key: str | None = Field(None, max_length=80)
    index: int = Field(0, ge=0, le=1000)
    version: int


class ContestFileText(ContestText):
    """The file given whole, on the version that was seen."""

    version: int


class ContestStep(Asked):
    """On to another phase. `why`: where something is left undone that may be."""

    to: str = Field(max_length=12)
    version: int
    why: str = Field("", max_length=500)


class NewSeat(Asked):
    """A seat for somebody. Of a judge: types, topics, works at most, his panel, and facts conflicts are computed of."""

    username: str = Field(max_length=40)
    kind: Literal["organiser", "secretary", "judge", "defence", "appeal", "signer"]
    types: list[Topic] = Field(default_factory=list, max_length=3)
    topics: list[Topic] = Field(default_factory=list, max_length=20)
    most: int | None = Field(None, ge=0, le=1000)
    panel: str = Field("", max_length=20)
    contacts: list[Annotated[str, Field(max_length=120)]] = Field(default_factory=list, max_length=10)
    postings: list[FormerPost] = Field(default_factory=list, max_length=20)
    supervisors: list[Annotated[str, Field(max_length=40)]] = Field(default_factory=list, max_length=10)
    confirmed: bool = False


class FormerPost(Asked):
    """Service in an office, both days included."""

    office: str = Field(max_length=12)
    start: date
    end: date | None = None


class SeatAct(Asked):
    """`confirm`: it is sure who that is; `doubt`: not any more; `leave`: the seat is given up."""

    action: Literal["confirm", "doubt", "leave"]


class ContestMistake(Text):
    """A mistake of a contest file with its place."""

    line: int
    column: int
    path: str
    expected_zh: str
    expected_en: str
    nearest: list[str]


class ContestChecked(Shown):
    """What is wrong with a file; nothing is kept."""

    problems: list[ContestMistake]


class CriterionInfo(Text):
    """A criterion: its weight of 100 and its scale."""

    id: str
    asks: Text | None
    weight: float
    least: float
    most: float
    step: float


class MaterialInfo(Text):
    """A part that a work consists of; `names`: words that must be there."""

    id: str
    asks: Text | None
    kinds: list[str]
    least: int
    most: int | None
    names: list[str]
    optional: bool


class AwardInfo(Text):
    """An award and how many works get it."""

    number: int


class ContestTypeInfo(Shown):
    """How works of one type are made up, judged and awarded."""

    type: Coded
    materials: list[MaterialInfo]
    criteria: list[CriterionInfo]
    reviews: int
    least: int
    anchors: int
    panels: bool
    reason: int
    awards: list[AwardInfo]


class PhaseInfo(Coded):
    """A phase: when it may begin by the file, and when it did."""

    may_begin: datetime | None
    began: datetime | None


class ContestRow(Shown):
    """A contest in a list; `seat` is the reader's."""

    slug: str
    title: Text
    organiser: Text
    office: Coded
    phase: Coded
    open: datetime
    closed: datetime
    seat: Coded | None


class ContestList(Shown):
    """Contests, the newest first."""

    items: list[ContestRow]
    total: int
    may_make: bool


class RevealedSeed(Shown):
    """Seed and salt of the sealed province, told at publication: their hash is the promise (`contest.confined`)."""

    seed: int
    salt: str


class ContestPage(ContestRow):
    """A contest: what it asks, when, and what the reader may do in it now. `now`: the server's time, by which every
    deadline is; `zone`: the one its file's times are in."""

    now: datetime
    zone: str
    phases: list[PhaseInfo]
    types: list[ContestTypeInfo]
    may: list[str]
    may_enter: bool
    next: list[Coded]
    version: int
    root: str
    receipts: int
    promise: str
    revealed: RevealedSeed | None
    digest: str
    public: bool


class SeatInfo(Shown):
    """A seat, for organiser and secretary. `idle`: without effect, since its holder entered a work; told to who knows
    of the work."""

    id: int
    person: Person
    office: Coded
    kind: Coded
    code: str
    types: list[str]
    topics: list[str]
    most: int | None
    panel: str
    confirmed: bool
    idle: bool


class SeatSearch(Asked):
    """Words of a name, a user name or an office."""

    q: str = Field("", max_length=60)


class SeatCandidate(Shown):
    """Somebody who may be given a seat."""

    person: Person
    office: Coded


class SeatCandidates(Shown):
    """Those a search found; `more`: there are others, the search may be narrower."""

    items: list[SeatCandidate]
    more: bool


class SeatList(Shown):
    """Seats but those of entrants, of which only the number is told."""

    items: list[SeatInfo]
    entrants: int


class ContestJob(Shown):
    """Something that takes its time: how far it is."""

    id: int
    task: Coded
    state: Coded
    step: Text
    share: float
    created: datetime
    ended: datetime | None
    errors: list[Text]


class ContestJobs(Shown):
    """Jobs of a contest, newest first."""

    items: list[ContestJob]


NewSeat.model_rebuild()
