"""How a column of a standard is cleaned: what SQL recognises, and the reference in Python for everything else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

import pyarrow as pa

from mingjian.standards import Column, Tri, identifiers, values

ARROW_TYPES: dict[str, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "money": pa.decimal128(18, 2),
    "decimal": pa.float64(),
    "date": pa.date32(),
    "month": pa.int32(),
    "boolean": pa.bool_(),
    "identifier": pa.string(),
    "code": pa.string(),
}
_LARGEST_MONEY = Decimal("9999999999999999.99")
_LARGEST_INTEGER = 2**63 - 1


class Cell(NamedTuple):
    """A cleaned cell: `keep` says that the raw text must be kept beside it; `state` is for identifiers."""

    value: Any
    keep: bool
    reason: str | None
    state: int


@dataclass(frozen=True)
class Fast:
    """SQL over the raw text: `condition` is true only where `value` is what the reference gives, unchanged."""

    condition: str
    value: str


def fast(column: Column, raw: str) -> Fast | None:
    """The fast path of a column over the SQL expression `raw`, or None when it has none."""
    if column.kind is not None:
        condition = identifiers.fast_sql(column.kind, raw)
        return Fast(condition, raw) if condition else None
    condition = values.column_fast_sql(column, raw)
    return Fast(condition, values.value_sql(column.type, raw)) if condition else None


def reference(column: Column, unit: str | None = None) -> Callable[[str], Cell]:
    """The reference cleaner of a column: raw text (never null) → cell. `unit`: of the source's amounts, if not 元."""
    return _identifier(column.kind) if column.kind is not None else _value(column, unit or "元")


def _identifier(kind: str) -> Callable[[str], Cell]:
    def clean(raw: str) -> Cell:
        checked = identifiers.check(kind, raw)
        keep = checked.state is not Tri.MISSING and checked.value != raw
        return Cell(checked.value, keep, checked.reason or checked.repair, int(checked.state))

    return clean


def _value(column: Column, unit: str) -> Callable[[str], Cell]:
    def clean(raw: str) -> Cell:
        cleaned = values.clean_column(column, raw, unit)
        value = cleaned.value
        if (isinstance(value, Decimal) and abs(value) > _LARGEST_MONEY) or (
            type(value) is int and abs(value) > _LARGEST_INTEGER
        ):
            return Cell(None, True, "out_of_range", 0)
        return Cell(value, cleaned.changed, cleaned.reason, 0)

    return clean


def fixes(column: Column, raws: Sequence[str], unit: str | None = None) -> pa.Table:
    """Clean distinct raw texts: a table raw, value, keep, reason, state."""
    clean = reference(column, unit)
    cells = [clean(text) for text in raws]
    return pa.table(
        {
            "raw": pa.array(raws, pa.string()),
            "value": pa.array([cell.value for cell in cells], ARROW_TYPES[column.type]),
            "keep": pa.array([cell.keep for cell in cells], pa.bool_()),
            "reason": pa.array([cell.reason for cell in cells], pa.string()),
            "state": pa.array([cell.state for cell in cells], pa.uint8()),
        }
    )
