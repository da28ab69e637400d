"""What the API says of datasets: versions, quality, coverage, samples, retention."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from mingjian.desk.data.delivery_schemas import CoverageGiven, RecordCounts, Said
from mingjian.desk.offices.people import Person
from mingjian.desk.words import Asked, Coded, Counted, Shown, Text

__all__ = [
    "CertificateInfo",
    "ColumnQualityInfo",
    "CoverageRow",
    "DatasetList",
    "DatasetPage",
    "DatasetQuery",
    "DatasetRow",
    "DeclareGiven",
    "Destroy",
    "Destroyable",
    "MissingData",
    "ModelUse",
    "RetentionGiven",
    "RetentionInfo",
    "SampleCell",
    "SampleElsewhere",
    "SamplePage",
    "SamplePerson",
    "VersionRow",
]


class ModelUse(Shown):
    """A model that uses a dataset; the columns it may read."""

    id: str
    title: Text
    columns: list[Coded]
    sensitivity: int


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
