"""What the API says of clues."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from pydantic import Field

from mingjian.desk.basis import BasisInfo
from mingjian.desk.offices.people import Person
from mingjian.desk.words import Asked, Coded, Counted, Shown, Text

Sort = Literal["rank", "amount", "-amount", "day", "-day", "seen", "deadline"]
AnswerCode = Literal["open", "yes", "no", "na"]
"""Of a question of the checklist; `na`: it does not apply to this clue."""


class ClueQuery(Asked):
    """Which clues, in which order, which page."""

    state: str | None = Field(None, description="a state, several with commas, `open` or `closed`")
    level: str | None = None
    model: str | None = None
    line: str | None = None
    owner: str | None = Field(None, description="me, none, gone (who cannot log in any more) or a user's name")
    q: str | None = Field(None, max_length=100, description="words of the sentence, or a clue's id")
    due: Literal["soon", "overdue"] | None = None
    found: Literal["present", "vanished"] | None = None
    touched: bool | None = None
    office: str | None = Field(None, max_length=12, description="an office, with those below it")
    below: bool = Field(True, description="no: of that office alone")
    first: date | None = Field(None, description="first found on this day or later")
    last: date | None = Field(None, description="first found on this day or before")
    version: str | None = Field(None, max_length=20, description="version of the model")
    sort: Sort = "rank"
    page: int = Field(1, ge=1, le=100_000)
    size: int = Field(20, ge=1, le=200)


class ClueRow(Shown):
    """A clue in a list."""

    id: str
    title: Text
    model: str
    line: Coded
    place: Coded
    office: Coded
    level: Coded
    points: int
    amount: Decimal | None
    day: date | None
    says: Text
    state: Coded
    owner: Person | None
    deadline: date | None
    found: Literal["present", "vanished"]
    touched: bool
    first_seen: date
    last_seen: date
    episode: int
    version: int


class Facets(Shown):
    """How many clues there are by each value, all other filters applied."""

    state: list[Counted]
    level: list[Counted]
    model: list[Counted]
    line: list[Counted]


class ClueList(Shown):
    """A page of clues."""

    items: list[ClueRow]
    total: int
    facets: Facets


class Subject(Shown):
    """Whom or what a clue is about, as the reader may see it."""

    kind: str
    shown: str


class RiskReason(Text):
    """A reason of the risk and its points."""

    points: int


class RunInfo(Shown):
    """The run that last asserted the clue."""

    id: str
    number: int
    as_of: date
    purpose: str
    model_version: str
    fingerprint: str
    engine: str


class Way(Shown):
    """A document a verified clue may become, to whom, asking what."""

    document: Coded
    to: Text
    asks: Text | None


class Doubt(Text):
    """Rows a step could not decide, and why."""

    rows: int


class FunnelStep(Text):
    """A step of the run and the rows it left."""

    step: str
    rows: int
    undetermined: list[Doubt]


class HistoryEntry(Shown):
    """Something the ledger says of the clue."""

    event: Coded
    day: date
    by: str
    why: list[Text]
    run: str


class StepInfo(Shown):
    """Something somebody did with the clue."""

    at: datetime
    by: str
    action: Coded
    source: Coded
    target: Coded
    why: str
    reason: Coded | None
    document_no: str
    deadline: date | None
    to_user: Person | None
    to_office: Coded | None
    to_body: Coded | None


class CheckInfo(Text):
    """A question to answer before a clue may be filed."""

    key: str
    answer: AnswerCode
    note: str
    by: str
    at: datetime | None


class AttachmentInfo(Shown):
    """A file somebody put to the clue."""

    id: int
    name: str
    size: int
    sha256: str
    by: str
    at: datetime


class Action(Text):
    """A step the user may take now. `needs` must be said with it, `optional` may be."""

    code: str
    needs: list[str]
    optional: list[str]


class CaseRef(Shown):
    """The case the clue became part of."""

    id: int
    number: str
    title: str


class Elsewhere(Shown):
    """That another office has a clue about the same subject, and whom to ask."""

    office: Coded
    line: Coded
    contact: str


class Origin(Shown):
    """The desk on another network a clue came from; its file, and when it was taken in."""

    code: str
    zh: str
    sequence: int
    sha256: str
    at: datetime


class CluePage(ClueRow):
    """A clue with everything but its evidence."""

    subject: Subject
    reasons: list[RiskReason]
    run: RunInfo
    problem: Text
    basis: list[BasisInfo]
    traps: list[Text]
    disposition: list[Way]
    funnel: list[FunnelStep]
    vanished_why: list[Text]
    touched_why: list[Text]
    history: list[HistoryEntry]
    steps: list[StepInfo]
    checks: list[CheckInfo]
    attachments: list[AttachmentInfo]
    others: list[ClueRow]
    elsewhere: list[Elsewhere]
    actions: list[Action]
    rejections: list[Coded]
    bodies: list[Coded]
    offices: list[Coded]
    case: CaseRef | None
    origin: Origin | None


class Act(Asked):
    """A step to take. `version` is the one the user saw."""

    action: str
    version: int
    why: str = Field("", max_length=4000)
    reason: str | None = None
    to_user: str | None = None
    to_office: str | None = None
    to_body: str | None = None
    deadline: date | None = None
    document_no: str = Field("", max_length=80)
    to_case: int | None = Field(
        default=None, ge=0, lt=2**31, description="file into this case of the user's, not a new one"
    )


class Seen(Asked):
    """A clue and the version that was seen."""

    id: str
    version: int


class Bulk(Asked):
    """One step for several clues."""

    action: Literal["triage", "assign", "claim"]
    items: list[Seen] = Field(max_length=500)
    why: str = Field("", max_length=4000)
    to_user: str | None = None
    deadline: date | None = None


class Failed(Text):
    """Why a clue of several was left as it was."""

    id: str


class BulkDone(Shown):
    """What became of several clues."""

    done: list[str]
    failed: list[Failed]


class Answer(Asked):
    """An answer to a question of the checklist."""

    answer: AnswerCode
    note: str = Field("", max_length=4000)


class Unmask(Asked):
    """Why values have to be seen as they are."""

    why: str = Field(min_length=2, max_length=500)


class Proof(Text):
    """What proving the clue again said."""

    status: Literal["proved", "differs", "unavailable"]
    differences: list[Text]
    checked_at: datetime
    seconds: float
