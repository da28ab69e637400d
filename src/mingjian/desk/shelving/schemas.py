"""What the API says of the shelf."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from mingjian.desk.offices.people import Person
from mingjian.desk.words import Asked, Coded, Counted, Shown, Text

ShelfAction = Literal[
    "renew", "propose", "assess", "ask", "agree", "decline", "pilot", "apply", "endorse", "publish", "retire",
    "withdraw", "send_back",
]  # fmt: skip
Words = Annotated[str, Field(max_length=4000)]
"""What people write; whether it must be there depends on the step."""


class ShelfQuery(Asked):
    """Which entries. `state`, `line`: several with commas; `here`: all lists it needs are at hand."""

    state: str = Field("", max_length=200)
    line: str = Field("", max_length=200)
    point: str = Field("", max_length=200)
    q: str = Field("", max_length=80)
    view: Literal["all", "mine", "waiting", "favourite", "taken"] = "all"
    here: bool = False
    page: int = Field(1, ge=1, le=100_000)
    size: int = Field(20, ge=1, le=100)


class SendDraft(Asked):
    """A draft of the workshop, in the version that was seen."""

    draft: int
    version: int


class ShelfAnswer(Asked):
    """An answer to one of the three questions of the assessment."""

    passed: bool
    why: Words


class ShelfAct(Asked):
    """A step. What it needs beside the version is told by the step (`needs`)."""

    action: ShelfAction
    version: int
    why: Words = ""
    difference: Words = ""
    answers: dict[str, ShelfAnswer] = Field(default_factory=dict)
    offices: list[Annotated[str, Field(max_length=12)]] = Field(default_factory=list, max_length=200)
    purpose: str = Field("", max_length=300)
    over: Words = Field("", description="why one more under a full point")


class NewTakeUp(Asked):
    """`ask`: by a data officer, with the office's datasets; `agree`, `decline`: by its chief; `end`: by either."""

    action: Literal["ask", "agree", "decline", "end"]
    version: int = Field(0, description="of the take-up; 0 where there is none yet")
    mapping: dict[str, Annotated[str, Field(max_length=120)]] = Field(default_factory=dict)
    parameters: dict[str, Annotated[str, Field(max_length=200)]] = Field(default_factory=dict)
    why: Words = ""


class NewRating(Asked):
    """Of the user's office; below three it takes a reason."""

    stars: int = Field(ge=1, le=5)
    reason: str = Field("", max_length=20)
    why: Words = ""


class NewFavourite(Asked):
    """Kept at hand, or no more."""

    on: bool


class ShelfPoint(Shown):
    """A supervision point: the models under it, and how many more; `limit` 0 is none."""

    name: str
    models: list[Coded]
    limit: int
    full: bool
    said: Text


class NearModel(Shown):
    """A model near to an entry. `value` 0 to 1; None where only lists and point could be compared."""

    model: str
    title: Text
    value: float | None
    lists: list[Coded]
    steps: list[list[str]]
    same_point: bool


class NearInfo(Shown):
    """The nearest models, and what stands under the point. That they were shown is kept."""

    items: list[NearModel]
    point: ShelfPoint


class ShelfNeed(Shown):
    """A list a model needs, and whether it is at hand here; `datasets` are those of that standard."""

    need: str
    standard: Coded
    optional: bool
    there: bool
    why: Text | None
    datasets: list[str]


class ShelfFigures(Shown):
    """Counted by version, from runs and verdicts. None: below the smallest number that is shown."""

    at: date | None
    runs: int
    offices: int
    clues: int | None
    confirmed: int | None
    rejected: int | None
    precision: float | None
    low: float | None
    high: float | None
    undetermined: int | None
    least: int


class ShelfStep(Shown):
    """A step somebody took."""

    at: datetime
    by: Person
    office: Coded
    action: Coded
    source: Coded
    target: Coded
    why: str
    answers: list[Coded]
    offices: list[Coded]


class ShelfMove(Shown):
    """A step of the road: who takes it and what it needs; `may`: the reader, now."""

    action: Coded
    source: Coded
    target: Coded
    who: Coded
    needs: list[Coded]
    may: bool


class PilotInfo(Shown):
    """An office that is asked to pilot it."""

    office: Coded
    state: Coded
    by: Person | None
    why: str


class TakeUpInfo(Shown):
    """An office that takes it up. `can`: what the reader may do with it now."""

    office: Coded
    state: Coded
    mapping: dict[str, str]
    parameters: dict[str, str]
    asked_by: Person
    asked: datetime
    decided_by: Person | None
    decided: datetime | None
    why: str
    version: int


class RatingInfo(Shown):
    """What an office thinks of it."""

    office: Coded
    stars: int
    reason: Coded | None
    why: str
    at: datetime


class ShelfRow(Shown):
    """An entry in a list. `offices`: how many ran it; `lacking`: lists that are not at hand here."""

    id: int
    model: str
    model_version: str
    title: Text
    point: Text
    line: Coded
    office: Coded
    author: Person
    state: Coded
    changed: datetime
    published: datetime | None
    offices: int
    stars: float | None
    ratings: int
    favourites: int
    favourite: bool
    taken: Coded | None
    lacking: list[Coded]
    can: list[str]
    version: int


class ShelfVersion(Shown):
    """Another version of the same model on the shelf."""

    id: int
    version: str
    state: Coded
    current: bool


class ShelfPage(ShelfRow):
    """An entry whole."""

    fingerprint: str
    forked: dict[str, str]
    origin: Text | None
    explained: Text
    difference: str
    answers: list[Coded]
    purpose: str
    figures: ShelfFigures | None
    counted: ShelfFigures
    needs: list[ShelfNeed]
    parameters: dict[str, str]
    moves: list[ShelfMove]
    steps: list[ShelfStep]
    pilots: list[PilotInfo]
    take_up: TakeUpInfo | None
    take_up_can: list[str]
    take_ups: list[TakeUpInfo]
    ratings_of: list[RatingInfo]
    may_rate: bool
    may_run: bool
    may_pack: bool
    signed_by: str
    versions: list[ShelfVersion]
    draft: int | None
    under: ShelfPoint
    offices_below: list[Coded]


class ShelfNotice(Shown):
    """A model that was withdrawn while the reader's office runs it."""

    id: int
    title: Text
    model_version: str
    why: str
    at: datetime


class ShelfList(Shown):
    """A page of entries, with how many there are of each kind among those the reader sees."""

    items: list[ShelfRow]
    total: int
    states: list[Counted]
    lines: list[Counted]
    points: list[ShelfPoint]
    waiting: int
    notices: list[ShelfNotice]
    may_send: bool
    may_receive: bool


class VersionDifference(Shown):
    """What differs between two versions, entry by entry."""

    old: str
    new: str
    items: list[Coded]
    text: str


class Taken(Shown):
    """What came of a bundle."""

    kind: Literal["model", "withdrawal"]
    model: str
    model_version: str
    sender: str
    entry: int | None
    already: bool
