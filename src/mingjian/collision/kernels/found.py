"""What a kernel of pairs gives: pairs of rows with a measure, and rows that cannot be decided with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from mingjian.collision.kernels.expand import Ints

__all__ = ["GIVES", "Found", "Measures", "told"]

Measures = npt.NDArray[np.float64]
_COLUMNS: list[tuple[str, Any]] = [
    ("_s", pa.int8()), ("_a", pa.int64()), ("_b", pa.int64()), ("_m", pa.float64()), ("_why", pa.string()),
]  # fmt: skip
GIVES = pa.schema(_COLUMNS)
"""A pair: ``_a`` of the first input (or the one), ``_b`` of the second, ``_m`` the measure. An undetermined row: its
input ``_s``, its number ``_a``, and ``_why``."""


@dataclass(frozen=True)
class Found:
    """Some rows of the result."""

    rows: pa.Table

    @classmethod
    def pairs(cls, one: Ints, other: Ints, measure: Measures) -> Found:
        """Pairs."""
        return cls(_table(np.zeros(len(one), np.int8), one, other, measure, ""))

    @classmethod
    def why(cls, side: npt.NDArray[np.int8], number: Ints, reason: str) -> Found:
        """Rows that cannot be decided."""
        return cls(_table(side, number, None, None, reason))


def _table(side: npt.NDArray[np.int8], one: Ints, other: Ints | None, measure: Measures | None, why: str) -> pa.Table:
    many = len(one)
    columns: list[Any] = [
        pa.array(side, pa.int8()),
        pa.array(one, pa.int64()),
        pa.nulls(many, pa.int64()) if other is None else pa.array(other, pa.int64()),
        pa.nulls(many, pa.float64()) if measure is None else pa.array(measure, pa.float64()),
        pa.repeat(pa.scalar(why or None, pa.string()), many),
    ]
    return pa.Table.from_arrays(columns, schema=GIVES)


def told(parts: Sequence[Found]) -> pa.Table:
    """All of them as one table."""
    return pa.concat_tables([part.rows for part in parts])
