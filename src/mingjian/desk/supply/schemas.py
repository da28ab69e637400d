"""What the API says of requests, agreements and deliveries due."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from mingjian.desk.offices.people import Person
from mingjian.desk.supply.kinds import AgencyKind, Purpose, Refusal
from mingjian.desk.words import Asked, Coded, Shown, Text

RequestView = Literal["open", "overdue", "escalated", "closed", "all"]
AgreementView = Literal["active", "expiring", "ended", "all"]
Often = Literal["once", "daily", "weekly", "monthly", "quarterly", "half_yearly", "yearly"]
Version = Annotated[int, Field(ge=1, le=2**31 - 1)]
Wide = Annotated[int, Field(ge=1, le=2**63 - 1)]


# -- what may be chosen


class ColumnChoice(Shown):
    """A column of a standard; `used`: models read it."""

    name: str
    label: Text
    level: int
    required: bool
    used: bool


class StandardChoice(Shown):
    """A canonical dataset that may be asked for; `there`: some version is there."""

    id: str
    title: Text
    provider: Text
    models: int
    there: bool
    columns: list[ColumnChoice]


class LegalBasis(Text):
    """An article; `code` is empty for one that a person typed, which nobody verified."""

    code: str
    cited: str
    version: date | None
    verified: bool


class Choices(Shown):
    """All that forms of supply choose from. `above`: the office a request of one's own is handed up to."""

    standards: list[StandardChoice]
    bases: list[LegalBasis]
    agencies: list[Coded]
    purposes: list[Coded]
    refusals: list[Coded]
    frequencies: list[Coded]
    people: list[Person]
    region: str
    me: str
    can: bool
    above: Coded | None


# -- what is asked for


class ItemGiven(Asked):
    """A canonical dataset and the columns wanted of it; none: all."""

    standard: str = Field(max_length=80)
    columns: list[Annotated[str, Field(max_length=63)]] = Field(default_factory=list, max_length=400)


class ItemInfo(Shown):
    """A dataset that is asked for or agreed on, with its columns."""

    standard: str
    title: Text
    columns: list[Coded]
    models: int


class _ScopeGiven(Asked):
    agency: str = Field(min_length=2, max_length=120)
    agency_kind: AgencyKind
    items: list[ItemGiven] = Field(min_length=1, max_length=40)
    region: str = Field(default="", max_length=6)
    owner: str = Field(default="", max_length=40, description="who handles it; empty: who writes it down")


class RequestGiven(_ScopeGiven):
    """A request as it is drafted."""

    first: date | None = None
    last: date | None = None
    bases: list[Annotated[str, Field(max_length=40)]] = Field(default_factory=list, max_length=20)
    basis: str = Field(default="", max_length=300, description="a basis that is not in the list")
    purpose_kind: Purpose
    purpose: str = Field(min_length=2, max_length=500)
    due: date | None = None


class RequestChange(RequestGiven):
    """The same over a version of a draft."""

    version: Version


class RequestQuery(Asked):
    """Which requests: waiting, overdue, handed up to the reader's office, over, all."""

    view: RequestView = "open"
    q: str = Field(default="", max_length=100, description="words of agency, purpose or number")
    standard: str = Field(default="", max_length=80)
    page: int = Field(default=1, ge=1, le=100_000)
    size: int = Field(default=20, ge=1, le=100)


RequestAction = Literal[
    "send", "remind", "partial", "deliver", "refuse", "withdraw", "escalate", "hand_back", "assign", "note"
]


class RequestAct(Asked):
    """A step. `send` takes number, day and deadline; `refuse` a code; `assign` an owner; all but `send` a reason."""

    action: RequestAction
    version: Version
    why: str = Field(default="", max_length=1000)
    number: str = Field(default="", max_length=80)
    day: date | None = None
    due: date | None = None
    code: Refusal | None = None
    owner: str = Field(default="", max_length=40)


class EventInfo(Shown):
    """What was done, by whom, when and why."""

    at: datetime
    by: Person
    what: Coded
    why: str
    detail: dict[str, str]


class _ScopeInfo(Shown):
    id: int
    agency: str
    agency_kind: Coded
    items: list[ItemInfo]
    region: Coded | None
    office: Coded
    owner: Person
    by: Person
    at: datetime
    version: int


class RequestRow(_ScopeInfo):
    """A request in a list. `overdue`: the agency is late."""

    purpose_kind: Coded
    purpose: str
    first: date | None
    last: date | None
    due: date | None
    overdue: bool
    state: Coded
    number: str
    sent_on: date | None
    reminded: int
    refusal: Coded | None
    escalated: Coded | None
    escalated_on: date | None


class RequestList(Shown):
    """A page of requests, and how many there are in every view."""

    items: list[RequestRow]
    total: int
    views: dict[RequestView, int]
    can: bool


class ArrivalInfo(Shown):
    """Data that came in: a version of a dataset, and the agreement it is said to fall under."""

    dataset: str
    number: int
    title: Text
    day: date
    agreement: int | None


class AgreementTitle(Shown):
    """An agreement by name."""

    id: int
    title: str
    agency: str
    until: date
    state: Coded


class RequestPage(RequestRow):
    """A request with its bases, its history, what came since it was sent, and what the reader may do."""

    bases: list[LegalBasis]
    events: list[EventInfo]
    arrived: list[ArrivalInfo]
    agreements: list[AgreementTitle]
    above: Coded | None
    can: list[str]


# -- agreements


class AgreementGiven(_ScopeGiven):
    """An agreement as it was made."""

    title: str = Field(min_length=2, max_length=200)
    number: str = Field(default="", max_length=80)
    purpose: str = Field(min_length=2, max_length=1000, description="what the data may be used for")
    starts: date
    until: date
    frequency: Often
    first_due: date
    day: int | None = Field(default=None, ge=1, le=31, description="of the month; None: that of the first delivery")
    request: Wide | None = None


class AgreementChange(AgreementGiven):
    """The same over a version."""

    version: Version


class AgreementQuery(Asked):
    """Which agreements."""

    view: AgreementView = "active"
    q: str = Field(default="", max_length=100)
    standard: str = Field(default="", max_length=80)
    page: int = Field(default=1, ge=1, le=100_000)
    size: int = Field(default=20, ge=1, le=100)


class AgreementAct(Asked):
    """Renew until a later day, end, or take a note; each with its reason."""

    action: Literal["renew", "end", "note"]
    version: Version
    why: str = Field(min_length=2, max_length=1000)
    until: date | None = None


class AgreementRow(_ScopeInfo):
    """An agreement in a list. `next`: the delivery that is owed next, or overdue."""

    title: str
    number: str
    purpose: str
    starts: date
    until: date
    days_left: int
    frequency: Coded
    first_due: date
    day: int
    state: Coded
    ended_on: date | None
    next: date | None
    papers: int


class AgreementList(Shown):
    """A page of agreements, and how many there are in every view."""

    items: list[AgreementRow]
    total: int
    views: dict[AgreementView, int]
    can: bool


class PaperInfo(Shown):
    """A file put to an agreement."""

    id: int
    name: str
    size: int
    sha256: str
    by: Person
    at: datetime


class DueInfo(Shown):
    """A delivery that is owed: when, in which period it may come, how it stands, what met it."""

    key: str
    agreement: int
    title: str
    agency: str
    office: Coded
    owner: Person
    standard: str
    dataset: Text
    day: date
    first: date
    last: date
    days_left: int
    state: Coded
    arrived: ArrivalInfo | None


class AgreementPage(AgreementRow):
    """An agreement with papers, history, deliveries owed this year and what came under it."""

    files: list[PaperInfo]
    events: list[EventInfo]
    dues: list[DueInfo]
    deliveries: list[ArrivalInfo]
    request: int | None
    can: list[str]


class CalendarQuery(Asked):
    """Deliveries owed between two days; of a state, of an agreement."""

    first: date
    last: date
    state: Literal["", "due", "delivered", "delivered_late", "late", "missing"] = ""
    agreement: Wide | None = None


class Plan(Shown):
    """Deliveries owed in a span of days, in order, and how many of each state."""

    items: list[DueInfo]
    counts: list[Coded]
    numbers: dict[str, int]
    cut: bool
    agreements: int


# -- deliveries and datasets


class UnderGiven(Asked):
    """The agreement a delivery came under; None takes it back."""

    agreement: Wide | None


class UnderInfo(Shown):
    """The agreement of a delivery, those it may be of, and columns it brings beyond what was agreed."""

    agreement: AgreementTitle | None
    choices: list[AgreementTitle]
    can: bool


class VersionUnder(Shown):
    """A version and the agreement it fell under. `id` is None where the reader does not see the agreement itself;
    `beyond`: columns that hold something and are not in the agreement."""

    number: int
    id: int | None
    title: str
    agency: str
    until: date
    purpose: str
    beyond: list[Coded]


class DatasetSupply(Shown):
    """Where a dataset comes from: agreements of its versions, and those in force that the reader sees."""

    versions: list[VersionUnder]
    agreements: list[AgreementTitle]
    requests: int
    standard: str
