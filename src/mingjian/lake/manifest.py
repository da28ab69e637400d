"""What a dataset version is: the manifest, whose hash is the version's name."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from mingjian.lake.coverage import Coverage

Delivery = Literal["full", "append", "correction"]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class StoredColumn(_Record):
    """A standard column as stored: its canonical type, and its kind when it is an identifier."""

    name: str
    type: str
    identifier: str | None = None


class StoredSubject(_Record):
    """A subject column: the subject's kind and the identifier column it was minted from."""

    name: str
    kind: str
    column: str


class Schema(_Record):
    """The columns of a part beyond the system columns."""

    columns: tuple[StoredColumn, ...]
    subjects: tuple[StoredSubject, ...] = ()
    sealed: str | None = Field(default=None, description="boolean column that marks rows under seal")


_Named = TypeVar("_Named", StoredColumn, StoredSubject)


class FileRef(_Record):
    """A file by its path relative to the lake, size and SHA-256."""

    path: str
    sha256: str
    bytes: int


class RowGroup(_Record):
    """Byte range `[start, end)` and digest of one row group, so that damage can be placed exactly."""

    rows: int
    start: int
    end: int
    sha256: str


class Part(FileRef):
    """A Parquet file of accepted rows; rows are numbered from `offset` within the version."""

    rows: int
    offset: int = 0
    schema_index: int = 0
    groups: tuple[RowGroup, ...] = ()


class Counts(_Record):
    """Source records of the delivery: always `source = accepted + quarantined + set_aside`."""

    source: int
    accepted: int
    quarantined: int
    set_aside: int

    @property
    def balanced(self) -> bool:
        """Whether nothing was lost."""
        return self.source == self.accepted + self.quarantined + self.set_aside


class Source(_Record):
    """A delivered file (or sheet, or query) the rows came from; `_file` of a row is its index."""

    name: str
    sha256: str
    bytes: int
    sheet: str | None = None
    records: int = 0
    kept: str | None = Field(default=None, description="path of the kept original, relative to the lake")
    details: dict[str, Any] = Field(default_factory=dict, description="encoding, delimiter, header line …")


class SubjectPart(FileRef):
    """Subject ids `first … last` of one kind, minted by this version."""

    kind: str
    first: int
    last: int


class ColumnQuality(_Record):
    """What a column of the delivery looked like, over the accepted rows."""

    column: str
    filled: int = Field(description="rows with a clean value")
    missing: int = Field(description="rows with an empty cell")
    damaged: int = Field(description="rows whose cell could not be read (value null, raw kept)")
    changed: int = Field(description="rows whose cell cleaning changed (raw kept)")
    unusable: int = Field(default=0, description="identifiers that are there but cannot serve as a key")
    repaired: int = Field(default=0, description="identifiers usable after a recorded repair")
    distinct: int = Field(default=0, description="estimated number of different clean values")
    least: str | None = None
    most: str | None = None
    reasons: dict[str, int] = Field(default_factory=dict, description="reason of damage or repair → cells")


class Hashed(_Record):
    """That a version is a copy for modelling: of what, what for, made by whom, under which key (its own hash)."""

    of: str
    purpose: str
    by: str
    key: str


class Manifest(_Record):
    """A dataset version. Everything a reader, a proof or a verification needs to know about it."""

    format: int = 1
    dataset: str
    version: str = Field(default="", description="SHA-256 of everything else in this manifest")
    number: int = Field(default=0, description="1 for the dataset's first version")
    standard: str = Field(description="id@major.minor")
    owner: str = Field(description="the office the version belongs to")
    synthetic: bool = False
    delivery: Delivery = "full"
    parent: str | None = None
    schemas: tuple[Schema, ...]
    parts: tuple[Part, ...] = ()
    counts: Counts
    reasons: dict[str, int] = Field(default_factory=dict, description="why records were quarantined or set aside")
    coverage: tuple[Coverage, ...] = ()
    extracted_on: date | None = None
    sources: tuple[Source, ...] = ()
    mapping: dict[str, Any] = Field(default_factory=dict)
    quality: tuple[ColumnQuality, ...] = ()
    quarantine: FileRef | None = None
    set_aside: FileRef | None = None
    removed: FileRef | None = None
    removed_rows: int = 0
    subjects: tuple[SubjectPart, ...] = ()
    fingerprint: str = Field(default="", description="hash of source bytes, mapping, standard and intake version")
    intake_version: str = ""
    created: datetime | None = None
    hashed: Hashed | None = Field(default=None, description="of a copy with keyed hashes in place of identifiers")

    @property
    def rows(self) -> int:
        """Rows of the whole version (of all its parts, not only of the last delivery)."""
        return sum(part.rows for part in self.parts)

    @property
    def name(self) -> str:
        """`dataset@version` with a short hash, as people and proofs write it."""
        return f"{self.dataset}@{self.version[:12]}"

    @property
    def columns(self) -> tuple[StoredColumn, ...]:
        """Standard columns of the version, newest schema first, older ones added."""
        return _merged([schema.columns for schema in self.schemas])

    @property
    def subject_columns(self) -> tuple[StoredSubject, ...]:
        """Subject columns of the version."""
        return _merged([schema.subjects for schema in self.schemas])

    def to_json(self) -> bytes:
        """The manifest as it lies on disk: readable, keys in order."""
        data = self._data()
        return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True).encode("utf-8")

    def digest(self) -> str:
        """What `version` must be: the SHA-256 of the manifest without its version."""
        data = self._data()
        del data["version"]
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        return hashlib.sha256(text.encode("utf-8")).hexdigest()

    def _data(self) -> dict[str, Any]:
        """What is written and hashed: of a version that is no copy, without the word for it, as ever."""
        data = self.model_dump(mode="json", by_alias=True)
        if self.hashed is None:
            del data["hashed"]
        return data


def _merged(lists: Sequence[Sequence[_Named]]) -> tuple[_Named, ...]:
    seen: dict[str, _Named] = {}
    for one in reversed(lists):
        for item in one:
            seen.setdefault(item.name, item)
    return tuple(seen.values())
