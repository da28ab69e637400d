"""A need as a relation: the columns the allow-list names, and the hidden ones the machinery needs beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from mingjian.collision import Field, Relation, scan_relation, state_column
from mingjian.collision.relation import RAW
from mingjian.engines.dialect import name as quoted
from mingjian.engines.dialect import text_literal
from mingjian.engines.kinds import Kind
from mingjian.models.definition import Need
from mingjian.standards import CodeList, Standard, Subject, codes, standards

DAMAGED = "__damaged"
"""What the name of a column is followed by for the column that says its value could not be read."""

QUARANTINED = "quarantined"
"""The column that says a record was not accepted; only lists of absences have such records."""

__all__ = [
    "DAMAGED", "QUARANTINED", "code_relation", "damaged_sql", "need_columns", "need_relation", "need_standard",
    "subject_names",
]  # fmt: skip


def need_standard(need: Need) -> Standard | None:
    """The standard of a need, None for a code list. Raises UnknownName."""
    return None if need.standard is None else standards()[need.standard]


def damaged_sql(column: str) -> str:
    """SQL over columns of a scan: the cell was there but could not be read, so its value is null.

    A key of ``_raw`` stands in it as ``"column":``; inside a value its quotes would be escaped.
    """
    key = text_literal(f'"{column}":')
    return f"({quoted(column)} IS NULL AND coalesce(contains({quoted(RAW)}, {key}), false))"


def subject_names(standard: Standard) -> tuple[str, ...]:
    """The subject columns a model may name."""
    return tuple(standard.subjects)


def need_columns(standard: Standard, allowed: Iterable[str]) -> tuple[str, ...]:
    """The physical columns a scan must offer: the allowed ones, states of identifiers, keys of subjects, ``_raw``."""
    return tuple(field.name for field in _fields("", standard, tuple(allowed)))


def need_relation(alias: str, need: Need) -> Relation:
    """The relation of a need. Unknown names in ``columns`` are left out: they are reported elsewhere."""
    if need.codes is not None:
        return code_relation(alias, codes(need.codes), need.columns)
    standard = standards()[need.standard or ""]
    fields = _fields(alias, standard, tuple(need.columns or ()))
    told = [name for name in need.damaged or () if name in standard.columns]
    told = [name + DAMAGED for name in told] + ([QUARANTINED] if need.quarantined else [])
    return scan_relation(alias, [*fields, *(Field(name, Kind.BOOLEAN, nullable=False) for name in told)])


def _fields(alias: str, standard: Standard, allowed: tuple[str, ...]) -> list[Field]:
    found: dict[str, Field] = {}
    for name in allowed:
        if name in standard.columns:
            found[name] = _column(alias, standard, name, hidden=False)
        elif name in standard.subjects:
            found[name] = _subject(alias, standard, standard.subjects[name])
    for column in [one for field in found.values() for one in (field.identifier, *field.weak) if one]:
        found.setdefault(column, _column(alias, standard, column, hidden=True))
    for field in [one for one in found.values() if one.kind is Kind.IDENTIFIER]:
        state = state_column(field.name)
        found[state] = Field(state, Kind.INTEGER, nullable=False, hidden=True)
    found[RAW] = Field(RAW, Kind.TEXT, hidden=True)
    return list(found.values())


def _column(alias: str, standard: Standard, name: str, *, hidden: bool) -> Field:
    """A column; an identifier that makes a subject is told by the names of that subject where it cannot be used."""
    column = standard.columns[name]
    is_key = column.type == "identifier"
    weak = next((one.weak for one in standard.subjects.values() if one.key == name), ())
    return Field(
        column.name,
        Kind(column.type),
        nullable=not column.required or is_key,
        hidden=hidden,
        state=state_column(column.name) if is_key else None,
        weak=weak,
        raw=RAW,
        codes=column.codes,
        unit=column.unit,
        level=str(column.level),
        origin=(alias, column.name),
    )


def _subject(alias: str, standard: Standard, subject: Subject) -> Field:
    return Field(
        subject.name,
        Kind.SUBJECT,
        state=state_column(subject.key),
        identifier=subject.key,
        weak=subject.weak,
        raw=RAW,
        level=str(standard.columns[subject.key].level),
        origin=(alias, subject.name),
        subject=subject.kind,
    )


def code_relation(alias: str, listed: CodeList, allowed: list[str] | None = None) -> Relation:
    """A code list as a relation: code, labels and the attributes of its entries."""
    rows = listed.rows()
    names = [name for name in (rows[0] if rows else {"code": ""}) if allowed is None or name in allowed]
    fields = [Field(name, _kind_of(row.get(name) for row in rows), origin=(alias, name)) for name in names]
    return scan_relation(alias, fields)


def _kind_of(values: Iterable[Any]) -> Kind:
    known = [value for value in values if value is not None]
    if not known:
        return Kind.TEXT
    if all(isinstance(value, bool) for value in known):
        return Kind.BOOLEAN
    if all(isinstance(value, int) and not isinstance(value, bool) for value in known):
        return Kind.INTEGER
    if all(isinstance(value, Decimal) for value in known):
        return Kind.MONEY
    if all(isinstance(value, int | float) for value in known):
        return Kind.DECIMAL
    if all(isinstance(value, dt.date) for value in known):
        return Kind.DATE
    return Kind.TEXT
