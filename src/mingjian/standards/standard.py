"""What data means: a standard is the canonical definition of a dataset, shared by all models.

The definitions are YAML files under `data/datasets`; this is their shape. A reader asks a column for its cleaner and
its SQL, so that neither intake nor a model needs to know the types one by one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from mingjian.standards.errors import UnknownName

Type = Literal["text", "integer", "money", "decimal", "date", "month", "boolean", "identifier", "code"]
TimeMeaning = Literal[
    "birth", "event", "event_end", "filed", "decided", "effective", "start", "end", "status", "entitlement", "paid",
    "issued", "expires", "notified", "deadline",
]  # fmt: skip

SQL_TYPES: dict[str, str] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "money": "DECIMAL(18,2)",
    "decimal": "DOUBLE",
    "date": "DATE",
    "month": "INTEGER",
    "boolean": "BOOLEAN",
    "identifier": "VARCHAR",
    "code": "VARCHAR",
}


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(_Frozen):
    """A text in both languages."""

    zh: str
    en: str


class Column(_Frozen):
    """One column of a standard.

    `level`: 1 public, 2 internal, 3 personal, 4 sensitive personal. `unit`: of numbers (`yuan`, `month`, `day`,
    `mg/100ml`). `time`: what a date or month means. `open_list`: a code column that keeps a text the list does not
    know. `verbatim`: a text that is stored untouched, because spans point into it. `words`: words that stand for a
    number (`终身`). `low`, `high`: plausible numbers, borders included. `copied`: what becomes of a text in a copy for
    modelling, where that is not what `in_copies` says of its level.
    """

    name: str
    label: Text
    synonyms: tuple[str, ...] = ()
    type: Type
    kind: str | None = None
    codes: str | None = None
    open_list: bool = False
    unit: str | None = None
    level: Annotated[int, Field(ge=1, le=4)] = 2
    required: bool = False
    time: TimeMeaning | None = None
    mask: str | None = None
    verbatim: bool = False
    copied: Literal["keep", "hash", "withhold"] | None = None
    words: Mapping[str, int] = Field(default_factory=dict)
    low: float | None = None
    high: float | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _belongs_together(self) -> Column:
        if (self.type == "identifier") != (self.kind is not None):
            raise ValueError(f"{self.name}: type identifier and kind belong together")
        if (self.type == "code") != (self.codes is not None):
            raise ValueError(f"{self.name}: type code and codes belong together")
        if self.time is not None and self.type not in ("date", "month"):
            raise ValueError(f"{self.name}: only dates and months mean a time")
        if (self.open_list and self.type != "code") or (self.verbatim and self.type != "text"):
            raise ValueError(f"{self.name}: open_list is for codes, verbatim for texts")
        if self.copied is not None and self.type != "text":
            raise ValueError(f"{self.name}: copied is for texts")
        return self

    @property
    def sql_type(self) -> str:
        """DuckDB type of the clean value."""
        return SQL_TYPES[self.type]

    @property
    def state_column(self) -> str | None:
        """Name of the tri-state column beside an identifier."""
        return f"{self.name}__state" if self.type == "identifier" else None

    @property
    def mask_kind(self) -> str | None:
        """How `trust.mask` shortens it."""
        return self.mask or self.kind or ("date" if self.type == "date" else None)

    @property
    def in_copies(self) -> Literal["keep", "hash", "withhold"]:
        """What becomes of its values in a copy with keyed hashes (`lake.hashed_copy`).

        Identifiers and names are hashed. So are texts that are only compared (a school, a hospital); public ones are
        kept, personal ones, which may hold anybody's name, are withheld. Days, codes, numbers are kept.
        """
        if self.type == "identifier" or self.mask == "person_name":
            return "hash"
        if self.copied is not None or self.type != "text":
            return self.copied or "keep"
        return "keep" if self.level == 1 else "hash" if self.level == 2 and not self.verbatim else "withhold"

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header an agency may use for it: own name, labels, synonyms."""
        return (self.name, self.label.zh, self.label.en, *self.synonyms)


class Subject(_Frozen):
    """Whom or what a row is about: the identifier that makes the hard key, and columns of the weak key beside it.

    ``beside``: which of telephone, account, address and sex are this subject's and no other's of the row; they help to
    tell it again where its identifier fails.
    """

    name: str
    key: str
    weak_name: str | None = None
    weak_birth: str | None = None
    beside: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """`person` and `company` are kinds; `partner` or `legal_person` would be a person too."""
        return "company" if self.name.endswith("company") else "person"

    @property
    def weak(self) -> tuple[str, ...]:
        """Columns that must agree before two rows with unusable keys may be the same subject."""
        return tuple(column for column in (self.weak_name, self.weak_birth) if column)


class Standard(_Frozen):
    """A canonical dataset: `id@major.minor`; models pin the major."""

    id: str
    version: str
    title: Text
    about: Text
    provider: Text
    columns: dict[str, Column]
    subjects: dict[str, Subject]
    place: str | None
    sealed: str | None
    natural_key: tuple[str, ...]

    @model_validator(mode="after")
    def _refers_to_columns(self) -> Standard:
        named = [self.place, self.sealed, *self.natural_key]
        named += [c for s in self.subjects.values() for c in (s.key, s.weak_name, s.weak_birth, *s.beside)]
        for column in named:
            if column is not None and column not in self.columns:
                raise ValueError(f"{self.id}: {UnknownName('column', column, self.columns)}")
        for subject in self.subjects.values():
            if self.columns[subject.key].type != "identifier" or subject.name in self.columns:
                raise ValueError(f"{self.id}: subject {subject.name} needs an identifier and a name of its own")
        return self

    @property
    def major(self) -> str:
        """`id@1`, as models write it."""
        return f"{self.id}@{self.version.split('.')[0]}"

    @property
    def full_id(self) -> str:
        """`id@1.0`, as manifests write it."""
        return f"{self.id}@{self.version}"

    def column(self, name: str) -> Column:
        """A column by name; `UnknownName` with the nearest one otherwise."""
        try:
            return self.columns[name]
        except KeyError:
            raise UnknownName("column", name, [*self.columns, *self.subjects]) from None

    @property
    def required(self) -> tuple[str, ...]:
        """Columns a row must have to be accepted."""
        return tuple(column.name for column in self.columns.values() if column.required)

    @property
    def identifiers(self) -> tuple[Column, ...]:
        """Columns with a tri-state."""
        return tuple(column for column in self.columns.values() if column.type == "identifier")
