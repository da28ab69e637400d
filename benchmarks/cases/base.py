"""What a case is: one operator on the benchmark's tables, and the same question put to its rivals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mingjian.collision import Covered, Field
from mingjian.engines import Kind

__all__ = ["DEATHS", "EVENTS", "LISTED", "NOTES", "Case", "Read", "key_doubts", "numbers"]

Read = Callable[[str, list[str]], Any]
"""``read(table, columns)``: a lazy frame for Polars, a data frame for pandas (whose reading is counted apart)."""


@dataclass(frozen=True)
class Case:
    """One comparison.

    ``step`` is the operator as an author writes it; ``columns`` are the columns of the answer with the SQL types they
    are compared in. ``sql`` are the statements of the best hand-written SQL, over views named like the tables, that
    leave the hits in table ``result``. ``doubts`` are the statements that leave the undetermined rows, counted, in
    table ``doubts`` (reason, alias, n); when they need stages of their own, ``whole`` is the SQL of both together.
    """

    name: str
    tables: Mapping[str, tuple[Field, ...]]
    step: Mapping[str, Any]
    columns: Mapping[str, str]
    sql: Sequence[str]
    doubts: Sequence[str]
    polars: Callable[[Read], Any]
    pandas: Callable[[Read], Any]
    whole: Sequence[str] | None = None
    covered: Mapping[str, tuple[Covered, ...]] | None = None
    compared: Mapping[str, str] = field(default_factory=dict)
    relational: bool = False
    """A plain relational operator: reported, and not part of the targets."""

    @property
    def statements(self) -> Sequence[str]:
        """The SQL of hits and undetermined counts."""
        return self.whole if self.whole is not None else [*self.doubts, *self.sql]


_PERSON = (
    Field("person", Kind.SUBJECT, state="id_number__state", weak=("name",)),
    Field("id_number__state", Kind.INTEGER, nullable=False, hidden=True),
    Field("name", Kind.TEXT, nullable=False),
)
EVENTS = (
    *_PERSON,
    Field("day", Kind.DATE),
    Field("until", Kind.DATE),
    Field("month", Kind.MONTH, nullable=False),
    Field("amount", Kind.MONEY),
    Field("paid", Kind.MONEY, nullable=False),
    Field("kind", Kind.CODE, nullable=False),
    Field("region", Kind.CODE, nullable=False),
    Field("hospital", Kind.TEXT, nullable=False),
)
LISTED = (*_PERSON, Field("listed_on", Kind.DATE, nullable=False), Field("listed_to", Kind.DATE, nullable=False))
DEATHS = (*_PERSON, Field("died_on", Kind.DATE, nullable=False))
NOTES = (Field("number", Kind.INTEGER, nullable=False), Field("note", Kind.TEXT))


def key_doubts(*tables: str) -> str:
    """SQL: the rows without a usable key, by reason, of tables called by their own names; one pass over each."""
    reason = "CASE WHEN id_number__state > 0 THEN 'key_unusable' ELSE 'key_missing' END"
    return " UNION ALL ".join(
        f"SELECT {reason} AS reason, '{table}' AS alias, count(*) AS n FROM {table} WHERE person IS NULL GROUP BY ALL"
        for table in tables
    )


def numbers(keys: Any) -> Any:
    """Keys of a sorted pandas column as whole numbers in the same order, whether they are numbers or texts."""
    import numpy as np
    import pandas as pd

    return pd.factorize(keys)[0] if keys.dtype == object else keys.to_numpy().astype(np.int64)
