"""What the API says of data."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from mingjian.desk.offices.people import Person
from mingjian.desk.words import Asked, Coded, Counted, Shown, Text

__all__ = [
    "CertificateInfo",
    "ColumnFrom",
    "ColumnPlan",
    "ColumnQualityInfo",
    "CoverageGiven",
    "CoverageRow",
    "DatasetList",
    "DatasetPage",
    "DatasetQuery",
    "DatasetRow",
    "DeclareGiven",
    "Deliver",
    "DeliveryDraft",
    "Destroy",
    "Destroyable",
    "Dismiss",
    "Dismissed",
    "HeaderInfo",
    "MappingGiven",
    "Mend",
    "MissingData",
    "ModelUse",
    "NoteInfo",
    "OnUpload",
    "OptionsGiven",
    "OriginInfo",
    "PlanInfo",
    "PlanQuery",
    "QuarantineList",
    "QuarantineQuery",
    "QuarantineRow",
    "RawCell",
    "RecordCounts",
    "Reopen",
    "RetentionGiven",
    "RetentionInfo",
    "Reveal",
    "RowPlace",
    "Said",
    "SampleCell",
    "SampleElsewhere",
    "SamplePage",
    "SamplePerson",
    "StandardInfo",
    "UploadInfo",
    "UploadList",
    "UploadPage",
    "UploadQuery",
    "UploadedAs",
    "VersionRow",
]


class ModelUse(Shown):
    """A model that uses a dataset; the columns it may read."""

    id: str
    title: Text
    columns: list[Coded]
    sensitivity: int


class Said(Text):
    """Something told, with the place it is about (file, sheet, line) where there is one."""

    where: str


# -- deliveries


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


# -- datasets


class DatasetRow(Shown):
    """A dataset and its newest version. `open`: rows in quarantine nobody decided on."""

    dataset: str
    standard: str
    title: Text
    owner: Coded
    number: int
    rows: int
    delivered: datetime | None
    extracted_on: date | None
    open: int
    models: list[ModelUse]
    synthetic: bool
    expires: date | None


class MissingData(Shown):
    """A standard nobody delivered yet, and the models that wait for it."""

    id: str
    title: Text
    provider: Text
    models: list[ModelUse]


class DatasetList(Shown):
    """All datasets, and what is not there. `destroyed`: datasets of which nothing but certificates is left."""

    items: list[DatasetRow]
    missing: list[MissingData]
    destroyed: list[str]
    waiting: int


class VersionRow(Shown):
    """A version of a dataset. `by` is who uploaded it, when it came over the desk."""

    number: int
    version: str
    delivery: Coded
    created: datetime | None
    extracted_on: date | None
    rows: int
    counts: RecordCounts
    removed: int
    open: int
    mended: int
    dismissed: int
    delivered: int
    sources: list[Said]
    by: Person | None
    destroyed: datetime | None
    proofs: int


class ColumnQualityInfo(Shown):
    """A column of a delivery: over accepted rows, and how many records were rejected for it."""

    name: str
    label: Text
    level: int
    required: bool
    filled: int
    missing: int
    damaged: int
    changed: int
    repaired: int
    unusable: int
    rejected: int
    distinct: int
    least: str | None
    most: str | None
    reasons: list[Counted]


class CoverageRow(Shown):
    """A span a dataset is declared complete for; `by` and `declared` of one that was declared after intake."""

    region: Text
    start: date
    end: date
    by: str | None
    declared: datetime | None


class CertificateInfo(Shown):
    """What is left of a destroyed version."""

    dataset: str
    number: int
    version: str
    standard: str
    owner: str
    rows: int
    destroyed: datetime
    by: str
    basis: str
    why: str
    files: list[list[str]] = Field(description="path, SHA-256, bytes")
    kept: list[list[str]]
    proofs: list[str]


class RetentionInfo(Shown):
    """Until when the data may be kept."""

    until: date
    basis: str
    by: Person
    expired: bool


class Destroyable(Shown):
    """A version that can be destroyed, with those that must go along."""

    number: int
    along: list[int]


class DatasetPage(Shown):
    """A dataset. `shown` is the version whose quality is told; `can` what the reader may do; `hashed`: there is
    a sample of it by keyed hashes."""

    dataset: str
    standard: str
    title: Text
    about: Text
    provider: Text
    owner: Coded
    sensitivity: int
    synthetic: bool
    shown: int
    versions: list[VersionRow]
    quality: list[ColumnQualityInfo]
    set_aside: list[Counted]
    rejected: list[Counted]
    coverage: list[CoverageRow]
    extracted_on: date | None
    models: list[ModelUse]
    retention: RetentionInfo | None
    certificates: list[CertificateInfo]
    destroyable: list[Destroyable]
    can: bool
    hashed: bool


class SampleCell(Shown):
    """A value of a row with what its column is called; `masked`: not the value itself."""

    column: str
    label: Text
    value: Text
    masked: bool


class SampleElsewhere(Shown):
    """Another dataset in which somebody stands, and in how many of its rows."""

    dataset: str
    title: Text
    rows: int


class SamplePerson(Shown):
    """Somebody by the keyed hash of his identifier: some of his `total` rows here, and where else he stands."""

    hash: str
    total: int
    rows: list[list[SampleCell]]
    elsewhere: list[SampleElsewhere]


class SamplePage(Shown):
    """A few people of a dataset. None where it is of a line that is `closed` to the reader, or its rows are about
    `nobody` who could be told by an identifier."""

    people: list[SamplePerson]
    closed: bool
    nobody: bool


class DatasetQuery(Asked):
    """Which version, by its number; the newest without one."""

    version: int | None = Field(default=None, ge=1, le=10_000_000)


class DeclareGiven(Asked):
    """Coverage to declare for the newest version."""

    coverage: list[CoverageGiven] = Field(min_length=1, max_length=100)
    extracted_on: date


class RetentionGiven(Asked):
    """Until when a dataset may be kept, and on what ground."""

    until: date
    basis: str = Field(min_length=1, max_length=200)


class Destroy(Asked):
    """Versions to destroy. `confirm` repeats the dataset's name; `proofs`: that clues rest on it is known."""

    versions: list[int] = Field(min_length=1, max_length=1000)
    basis: str = Field(min_length=1, max_length=200)
    why: str = Field(min_length=1, max_length=300)
    confirm: str = Field(max_length=63)
    proofs: bool = False


# -- quarantine


class QuarantineQuery(Asked):
    """Which rows of which version."""

    version: int | None = Field(default=None, ge=1, le=10_000_000)
    state: Literal["open", "mended", "delivered", "dismissed"] = "open"
    reason: str | None = Field(default=None, max_length=120)
    page: int = Field(default=1, ge=1, le=1_000_000)
    size: int = Field(default=20, ge=1, le=100)


class RawCell(Shown):
    """A cell as delivered, or mended."""

    header: str
    column: Text | None
    value: str
    mended: str | None
    masked: bool


class QuarantineRow(Shown):
    """A row in quarantine. `raw` is the line where it could not be taken apart; `notes` what still is wrong with it.

    One that is `sealed` shows no value and cannot be mended.
    """

    file: int
    line: int
    source: str
    sheet: str | None
    reasons: list[Coded]
    cells: list[RawCell]
    raw: str | None
    state: Coded
    why: str
    by: Person | None
    at: datetime | None
    notes: list[NoteInfo]
    sealed: bool


class QuarantineList(Shown):
    """A page of rows of one version, with counts by state and reason."""

    dataset: str
    title: Text
    number: int
    numbers: list[int]
    items: list[QuarantineRow]
    total: int
    states: list[Counted]
    reasons: list[Counted]
    can: bool


class RowPlace(Asked):
    """A row of a version's quarantine."""

    version: int = Field(ge=1, le=10_000_000)
    file: int = Field(ge=0, le=2**31 - 1)
    line: int = Field(ge=0, le=2**53)


class Mend(RowPlace):
    """New cells of a row, by header; the others stay as delivered."""

    cells: dict[str, str] = Field(min_length=1, max_length=400)


class Reveal(RowPlace):
    """See a row without masks; logged with the reason."""

    why: str = Field(min_length=1, max_length=200)


class Reopen(RowPlace):
    """Take a decision back."""


class Dismiss(Asked):
    """Leave rows as they are: those at the places, or all open ones with a reason."""

    version: int = Field(ge=1, le=10_000_000)
    places: list[tuple[int, int]] = Field(default_factory=list, max_length=1000)
    reason: str | None = Field(default=None, max_length=120)
    why: str = Field(min_length=1, max_length=300)


class Dismissed(Shown):
    """How many rows were decided on."""

    count: int


class Deliver(Asked):
    """Deliver all mended rows of a version."""

    version: int = Field(ge=1, le=10_000_000)
