"""A total order of the rows of a relation, so that "the first" is the same row on every run and engine."""

from __future__ import annotations

from collections.abc import Collection

from mingjian.collision.relation import Relation
from mingjian.engines.dialect import name as quoted

__all__ = ["tie_columns", "tie_sql"]


def tie_columns(relation: Relation) -> tuple[str, ...]:
    """The columns that tell two rows apart: the row number where a row is one row of a data set, else all columns."""
    if relation.single is not None:
        return (relation.single.column,)
    return tuple(field.name for field in relation.visible)


def tie_sql(
    relation: Relation, alias: str, direction: str = "ASC", carried: Collection[str] = frozenset()
) -> list[str]:
    """ORDER BY items that break every tie.

    Rows equal in all columns are the same row to any reader, but not to a proof: where their witnesses are ``carried``
    those decide between them.
    """
    columns = list(tie_columns(relation))
    columns += [one.column for one in relation.witnesses if one.column in carried and one.column not in columns]
    return [f"{alias}.{quoted(column)} {direction} NULLS LAST" for column in columns]
