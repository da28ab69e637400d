"""What the API says of deliveries: files that came, how they are to be read, what would be imported."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from mingjian.desk.offices.people import Person
from mingjian.desk.words import Asked, Coded, Shown, Text

__all__ = [
    "ColumnFrom",
    "ColumnPlan",
    "CoverageGiven",
    "DeliveryDraft",
    "HeaderInfo",
    "MappingGiven",
    "NoteInfo",
    "OnUpload",
    "OptionsGiven",
    "OriginInfo",
    "PlanInfo",
    "PlanQuery",
    "RecordCounts",
    "Said",
    "StandardInfo",
    "UploadInfo",
    "UploadList",
    "UploadPage",
    "UploadQuery",
    "UploadedAs",
]


class Said(Text):
    """Something told, with the place it is about (file, sheet, line) where there is one."""

    where: str


class UploadedAs(Asked):
    """What an uploaded file is called."""

    name: str = Field(min_length=1, max_length=200)


class UploadQuery(Asked):
    """Which deliveries, which page."""

    open: bool = Field(default=False, description="only those that are neither imported nor discarded")
    page: int = Field(default=1, ge=1, le=100_000)
    size: int = Field(default=20, ge=1, le=100)


class RecordCounts(Shown):
    """Records of a delivery: source = accepted + quarantined + set aside."""

    source: int
    accepted: int
    quarantined: int
    set_aside: int


class OriginInfo(Shown):
    """Where a delivery was fetched from. `columns`: those that were chosen, none where all were; `since`: only rows
    with more in the column `newer` were; `rows` and `at` are None until it was."""

    source: str
    space: str = Field(description="the schema of the table; empty in SQLite")
    table: str
    columns: list[str]
    newer: str
    since: str
    rows: int | None
    at: datetime | None


class UploadInfo(Shown):
    """A delivery. `there`: an identical one had been imported before, and nothing was done again."""

    id: int
    name: str
    files: list[str]
    size: int
    sha256: str
    mends: bool
    office: Coded
    by: Person
    at: datetime
    state: Coded
    version: int
    job: int | None
    dataset: str
    number: int | None
    counts: RecordCounts | None
    there: bool
    origin: OriginInfo | None


class UploadList(Shown):
    """A page of deliveries, newest first."""

    items: list[UploadInfo]
    total: int


class ColumnFrom(Asked):
    """Where a column's values come from: a header of the source, or one value for every row."""

    header: str | None = Field(default=None, max_length=300)
    value: str | None = Field(default=None, max_length=300)
    unit: str | None = Field(default=None, max_length=10)


class CoverageGiven(Asked):
    """Complete for a region, with all below it, from one day to another."""

    region: str = Field(max_length=12)
    start: date
    end: date


class OptionsGiven(Asked):
    """How to read the source where that is not found out rightly. `header`: first and last line of the header."""

    encoding: str | None = Field(default=None, max_length=20)
    delimiter: str | None = Field(default=None, max_length=2)
    sheet: str | None = Field(default=None, max_length=100)
    header: list[int] | None = Field(default=None, max_length=2)


class DeliveryDraft(Asked):
    """Mapping and delivery as chosen so far."""

    standard: str = Field(max_length=80)
    dataset: str = Field(default="", max_length=63, description="empty: named as the standard")
    columns: dict[str, ColumnFrom] = Field(default_factory=dict, max_length=400)
    delivery: Literal["full", "append", "correction"] = "full"
    owner: str = Field(default="", max_length=12, description="code of the office the version belongs to")
    extracted_on: date | None = None
    coverage: list[CoverageGiven] = Field(default_factory=list, max_length=100)
    options: OptionsGiven = Field(default_factory=lambda: OptionsGiven())


class MappingGiven(DeliveryDraft):
    """The same, over a version of the delivery."""

    version: int = Field(ge=1, le=2**31 - 1)


class OnUpload(Asked):
    """An act on a version of a delivery."""

    version: int = Field(ge=1, le=2**31 - 1)


class PlanQuery(Asked):
    """Another standard than the chosen one; suggestions also where a mapping is remembered."""

    standard: str | None = Field(default=None, max_length=80)
    anew: bool = False


class NoteInfo(Text):
    """What is to be said of a column, or of a field of the delivery (`delivery`, `owner`, `coverage` …)."""

    column: str
    error: bool


class ColumnPlan(Shown):
    """A column of the standard and where it is taken from. `confidence` is None where nobody guessed."""

    name: str
    label: Text
    type: Coded
    required: bool
    level: int
    note: Text | None
    money: bool
    chosen: ColumnFrom
    confidence: float | None
    why: Text | None
    samples: list[str]
    masked: bool


class HeaderInfo(Shown):
    """A header of the source with values below it, masked unless a column is known for it that may be seen."""

    name: str
    samples: list[str]
    masked: bool


class PlanInfo(Shown):
    """A mapping to look at. `remembered`: it was confirmed for this source before. `read`: how the file was read."""

    source: str
    standard: str
    title: Text
    remembered: bool
    columns: list[ColumnPlan]
    headers: list[HeaderInfo]
    notes: list[NoteInfo]
    read: list[Said]


class StandardInfo(Shown):
    """A canonical dataset. `models`: how many models use it; `there`: whether any version is there."""

    id: str
    title: Text
    about: Text
    provider: Text
    words: str
    models: int
    there: bool


class UploadPage(UploadInfo):
    """A delivery with its mapping. `plan` is None when the file cannot be read so; `said` tells why."""

    draft: DeliveryDraft
    plan: PlanInfo | None
    said: list[Said]
    owners: list[Coded]
    units: list[str]
    can_change: bool
    can_import: bool
