"""A relation: the columns a step's table has, and the rows that stand witness for each of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mingjian.engines import Kind

__all__ = ["RAW", "ROW", "Covered", "Field", "Relation", "Scan", "Witness", "scan_relation", "state_column"]

RAW = "_raw"
ROW = "_row"


def state_column(identifier: str) -> str:
    """The column of an identifier's tri-state, as the lake names it."""
    return f"{identifier}__state"


@dataclass(frozen=True, slots=True)
class Field:
    """One column.

    ``state``, ``identifier``, ``weak`` and ``raw`` are names of columns of the same relation: where the tri-state of
    a key is, the identifier a subject was minted from, what tells two persons apart when the key cannot (name, birth
    date), and the raw cells. ``origin`` is (need, column) for a column taken unchanged from a data set. ``subject`` is
    whom a column of subjects names (person, company), which it goes on naming under whatever name and however computed;
    none where several kinds are mixed. ``hidden`` columns are for the machinery and not reachable from expressions.
    """

    name: str
    kind: Kind
    nullable: bool = True
    hidden: bool = False
    state: str | None = None
    identifier: str | None = None
    weak: tuple[str, ...] = ()
    raw: str | None = None
    codes: str | None = None
    unit: str | None = None
    level: str | None = None
    origin: tuple[str, str] | None = None
    subject: str | None = None

    def renamed(self, names: Mapping[str, str]) -> Field:
        """This field and the columns it points at under their new names; a pointer to a lost column is dropped."""
        return replace(
            self,
            name=names.get(self.name, self.name),
            state=names.get(self.state) if self.state else None,
            identifier=names.get(self.identifier) if self.identifier else None,
            weak=tuple(names[column] for column in self.weak if column in names),
            raw=names.get(self.raw) if self.raw else None,
        )

    def told_by(self, other: Field) -> Field:
        """This field, told by what a column of equal value points at where it has lost its own."""
        return self if self.weak else replace(self, identifier=self.identifier or other.identifier, weak=other.weak)

    @property
    def companions(self) -> tuple[str, ...]:
        """The columns this one points at."""
        pointed = (self.state, self.identifier, *self.weak, self.raw)
        return tuple(column for column in pointed if column)


@dataclass(frozen=True, slots=True)
class Witness:
    """The rows of one data set behind a row: their numbers stand in column ``_w.<alias>``.

    ``source`` is the need the numbers belong to; ``many``: a list of numbers instead of one; ``partial``: some rows
    have none, being made of other data sets.
    """

    alias: str
    source: str
    many: bool = False
    partial: bool = False

    @property
    def column(self) -> str:
        """The column that holds the row numbers."""
        return f"_w.{self.alias}"


@dataclass(frozen=True)
class Relation:
    """Columns and witnesses of a table. ``sources`` are the needs whose rows it was made of, absence included."""

    name: str
    fields: tuple[Field, ...]
    witnesses: tuple[Witness, ...] = ()
    sources: frozenset[str] = frozenset()

    def field(self, name: str) -> Field | None:
        """The field of a name, hidden ones included."""
        return next((field for field in self.fields if field.name == name), None)

    @property
    def visible(self) -> tuple[Field, ...]:
        """The columns an author can write."""
        return tuple(field for field in self.fields if not field.hidden)

    @property
    def single(self) -> Witness | None:
        """The one witness of a relation whose rows each are one row of one data set."""
        if len(self.witnesses) == 1 and not self.witnesses[0].many:
            return self.witnesses[0]
        return None

    @property
    def columns(self) -> frozenset[str]:
        """All physical columns: fields and witnesses."""
        return frozenset(f.name for f in self.fields) | frozenset(w.column for w in self.witnesses)

    @property
    def witness_columns(self) -> frozenset[str]:
        """The columns of row numbers."""
        return frozenset(witness.column for witness in self.witnesses)


@dataclass(frozen=True, slots=True)
class Covered:
    """A data set is complete for region codes that start with ``prefix`` on every day of ``[start, end]``."""

    prefix: str
    start: date
    end: date


@dataclass(frozen=True)
class Scan:
    """A need: where its rows come from.

    ``sql`` is a SELECT giving every field of ``relation`` under its own name and ``_row`` (BIGINT);
    ``sql_of(columns)``, when given, is asked for just the columns a run needs. ``covered`` is the declared coverage,
    None when nothing was declared.
    """

    relation: Relation
    sql: str = ""
    covered: tuple[Covered, ...] | None = None

    def select(self, columns: Sequence[str]) -> str:
        """The SELECT over the asked columns; the engine prunes the rest."""
        return self.sql

    def size(self) -> int | None:
        """About how many rows there are, where that is known without reading them."""
        return None


def scan_relation(name: str, fields: Iterable[Field]) -> Relation:
    """The relation of a need: its columns, and one witness named after it."""
    return Relation(name, tuple(fields), (Witness(name, name),), frozenset({name}))
