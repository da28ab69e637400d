"""How sensitive the columns of a step are: of one taken unchanged its own, of a computed one that of all read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mingjian.collision.plan import Plan
from mingjian.models.model import Model
from mingjian.models.relations import need_standard
from mingjian.standards import Column, Standard

__all__ = ["Sensitivity", "sensitivity_of"]


@dataclass(frozen=True)
class Sensitivity:
    """A level (1 public … 4 sensitive personal), and the column of a standard whose values these are, if they are."""

    level: int
    column: Column | None = None


def sensitivity_of(model: Model, plan: Plan, step: str) -> dict[str, Sensitivity]:
    """The visible columns of a need or step. What is computed may tell whatever it rests on, conditions included: that
    `count` is a number does not make it harmless where an author chose what is counted."""
    standards = {alias: need_standard(need) for alias, need in model.needs.items()}
    found: dict[str, Sensitivity] = {}
    for field in plan.relation(step).visible:
        own = _column(standards, *field.origin) if field.origin is not None else None
        if own is not None:
            found[field.name] = Sensitivity(own.level, own)
        else:
            read = plan.needs(step, {field.name}, lineage=False)
            columns = (_column(standards, need, name) for need in standards for name in read.get(need, ()))
            found[field.name] = Sensitivity(max((one.level for one in columns if one is not None), default=1))
    return found


def _column(standards: Mapping[str, Standard | None], need: str, name: str) -> Column | None:
    """The column of a need; of its subject the identifier. None for what the machinery keeps, and of code lists."""
    standard = standards.get(need)
    if standard is None:
        return None
    plain = name.removesuffix("__state").removesuffix("__damaged")
    subject = standard.subjects.get(plain)
    return standard.columns.get(plain if subject is None else subject.key)
