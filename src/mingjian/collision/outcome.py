"""What a run of a plan tells: rows, seconds and undetermined counts of every step, and where the result stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mingjian.collision.relation import Relation

__all__ = ["Doubt", "Outcome", "StepReport"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """How many rows of an input could not be decided, and why."""

    reason: str
    alias: str
    rows: int


@dataclass(frozen=True, slots=True)
class StepReport:
    """What a step did: one stage of the funnel. ``sql`` is what ran, in order."""

    name: str
    verb: str
    rows: int
    seconds: float
    undetermined: tuple[Doubt, ...]
    sql: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """The result of a run.

    ``table`` is the engine's table with the final rows: the columns asked for and, unless lineage was ``none``, the
    witness columns of ``relation``. ``doubts`` maps a step to the table of its undetermined rows
    (``reason, alias, source, _row``). ``recovered`` says that a second run brought the witnesses. ``kept`` maps steps
    and stages to the tables that have all their rows together, as far as a renewed run has them.
    """

    table: str
    relation: Relation
    rows: int
    steps: tuple[StepReport, ...]
    doubts: dict[str, str]
    recovered: bool
    sql: tuple[str, ...] = field(default=())
    kept: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
