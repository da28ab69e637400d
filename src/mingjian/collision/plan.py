"""A chain of steps over needs, checked: what each step gives, and which columns each must have."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mingjian.collision.expressions import Side
from mingjian.collision.operators import Bound, Context
from mingjian.collision.problems import Problem, StepErrors, nearest
from mingjian.collision.relation import Relation, Scan
from mingjian.collision.step import Step

__all__ = ["BoundStep", "Plan", "bind_plan"]


@dataclass(frozen=True)
class BoundStep:
    """A step with its operator bound to its inputs."""

    step: Step
    bound: Bound

    @property
    def name(self) -> str:
        """The step's name."""
        return self.step.name

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of the relations it reads, in order."""
        return tuple(name for _, name in self.step.inputs)


@dataclass(frozen=True)
class Plan:
    """Needs and steps, all checked. ``steps`` are in order: a step reads needs and former steps only."""

    scans: Mapping[str, Scan]
    steps: tuple[BoundStep, ...]
    context: Context = field(default_factory=Context)

    def relation(self, name: str) -> Relation:
        """The relation of a need or a step."""
        if name in self.scans:
            return self.scans[name].relation
        return next(step.bound.output for step in self.steps if step.name == name)

    def upstream(self, final: str) -> tuple[BoundStep, ...]:
        """The steps that ``final`` depends on, itself last, in order."""
        wanted = {final}
        kept: list[BoundStep] = []
        for step in reversed(self.steps):
            if step.name in wanted:
                kept.append(step)
                wanted |= set(step.inputs)
        return tuple(reversed(kept))

    def needs(
        self, final: str, columns: Iterable[str], *, lineage: bool, apart: Collection[str] = ()
    ) -> dict[str, frozenset[str]]:
        """For every relation behind ``final`` the columns that must be there, found backwards.

        With ``lineage`` every witness column is wanted on the way. ``apart`` are steps whose rows without a key are
        there already (`Bound.aside`).
        """
        needed: dict[str, set[str]] = {final: set(columns)}
        for step in reversed(self.upstream(final)):
            wanted = needed.setdefault(step.name, set())
            if lineage:
                wanted |= step.bound.output.witness_columns
            spared = step.bound.spared if step.name in apart else frozenset()
            for n, columns_in in enumerate(step.bound.requires(frozenset(wanted))):
                less = spared if n == step.bound.aside else frozenset()
                needed.setdefault(step.inputs[n], set()).update(columns_in - less)
        return {name: frozenset(columns) for name, columns in needed.items()}


def bind_plan(scans: Mapping[str, Scan], steps: Sequence[Step], context: Context) -> Plan:
    """Check every step against its inputs.

    Raises :class:`StepErrors` with the problems of all steps, the step's name first in each path; a step whose inputs
    failed is skipped, so that one mistake is told once.
    """
    relations: dict[str, Relation | None] = {name: scan.relation for name, scan in scans.items()}
    bound: list[BoundStep] = []
    problems: list[Problem] = []
    for step in steps:
        try:
            found = _bind(step, relations, context)
        except StepErrors as errors:
            problems += [problem.under(step.name) for problem in errors.problems]
            found = None
        relations[step.name] = None if found is None else found.output
        if found is not None:
            bound.append(BoundStep(step, found))
    if problems:
        raise StepErrors(problems)
    return Plan(dict(scans), tuple(bound), context)


def _bind(step: Step, relations: Mapping[str, Relation | None], context: Context) -> Bound | None:
    if step.name in relations:
        raise StepErrors([Problem(f"名称“{step.name}”已用过", f"the name {step.name!r} is taken")])
    unknown = [name for _, name in step.inputs if name not in relations]
    if unknown:
        names = list(relations)
        raise StepErrors(
            Problem(f"没有叫“{name}”的数据需求或前面的步骤", f"no need or former step is called {name!r}",
                    path=(step.operator.verb,), expected_zh="、".join(names), expected_en=", ".join(names),
                    nearest=nearest(name, names))
            for name in unknown
        )  # fmt: skip
    sides = [Side(alias, relation) for alias, name in step.inputs if (relation := relations[name]) is not None]
    if len(sides) < len(step.inputs):
        return None
    return step.operator.bind(step.name, tuple(sides), context)
