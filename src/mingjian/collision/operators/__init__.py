"""The operators, one file each. ``OPERATORS`` maps a verb to its class; the documentation is made from the classes."""

from __future__ import annotations

from mingjian.collision.operators.aggregate import Aggregate
from mingjian.collision.operators.base import Bound, Context, Operator, Source, StepPlan
from mingjian.collision.operators.derive import Derive
from mingjian.collision.operators.filter import Filter
from mingjian.collision.operators.match import Match

__all__ = ["OPERATORS", "Bound", "Context", "Operator", "Source", "StepPlan"]

OPERATORS: dict[str, type[Operator]] = {operator.verb: operator for operator in (Match, Filter, Derive, Aggregate)}
