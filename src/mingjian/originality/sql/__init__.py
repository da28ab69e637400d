"""Queries as canonical plans, so that a query and a model that do the same are alike."""

from __future__ import annotations

from sqlglot.errors import SqlglotError

from mingjian.originality.plan.nodes import Node, Plan
from mingjian.originality.sql.dialects import DIALECTS, Parsed, parsed
from mingjian.originality.sql.lowering import plan_of_queries

__all__ = ["DIALECTS", "Parsed", "plan_of_sql"]


def plan_of_sql(text: str, dialect: str = "") -> tuple[Plan, Parsed]:
    """The plan of a file of queries, and how it was read; a plan of nothing where no dialect reads it."""
    found = parsed(text, dialect)
    if not found.queries:
        return Plan(Node("nothing"), (), (), ("query",)), found
    try:
        return plan_of_queries(found.queries), found
    except (RecursionError, SqlglotError):
        return Plan(Node("nothing"), (), (), ("query",)), Parsed((), "")
