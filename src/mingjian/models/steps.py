"""The steps of a model in the order they run: parsed, bound to each other's columns, every problem placed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mingjian.collision import OPERATORS, Context, Relation, Scan, Step, StepErrors, bind_plan, parse_step
from mingjian.collision import Plan as CollisionPlan
from mingjian.collision import Problem as StepProblem
from mingjian.models.problems import Problem, nearest
from mingjian.models.source import Source

__all__ = ["Parsed", "bind_steps", "inputs_of", "parse_steps", "placed", "words_of"]

_WORD = re.compile(r"[^\W\d]\w*")


@dataclass
class Parsed:
    """Steps that could be read, in running order, and the inputs of all, readable or not."""

    steps: list[Step] = field(default_factory=list)
    inputs: dict[str, tuple[str, ...]] = field(default_factory=dict)


def inputs_of(raw: Mapping[str, Any]) -> tuple[str, ...]:
    """The names a raw step reads, whatever else is wrong with it."""
    verb = next((key for key in raw if key in OPERATORS), None)
    if verb is None:
        return tuple(sorted(words_of(raw)))  # an unknown operator: whatever it names counts as read
    value = raw[verb]
    found: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        found += [str(name) for name in item.values()] if isinstance(item, Mapping) else [str(item)]
    return tuple(found)


def words_of(raw: Any) -> set[str]:
    """Every word in the texts of a raw step: what may be a parameter's name."""
    if isinstance(raw, Mapping):
        return set().union(*(words_of(value) for key, value in raw.items() if key != "note"), set())
    if isinstance(raw, list):
        return set().union(*(words_of(value) for value in raw), set())
    return set(_WORD.findall(raw)) if isinstance(raw, str) else set()


def placed(source: Source, problem: StepProblem) -> Problem:
    """A problem of a step as a problem of the file."""
    path = ("steps", *problem.path)
    while len(path) > 2 and not source.has(path):
        path = path[:-1]
    whole = len(path) == len(problem.path) + 1
    return source.problem(
        path,
        problem.zh,
        problem.en,
        expected=(problem.expected_zh, problem.expected_en),
        nearest=problem.nearest,
        offset=problem.offset if whole else None,
        key=problem.offset is None and len(path) == len(problem.path) + 1 and _is_key_problem(problem),
    )


def _is_key_problem(problem: StepProblem) -> bool:
    """Problems of a name that is a key (an unknown option, a new column's name) are shown at the key."""
    return "选项" in problem.zh or "算子" in problem.zh or "列名" in problem.zh or "已有列" in problem.zh


def parse_steps(
    source: Source, raw: Mapping[str, dict[str, Any]], needs: Mapping[str, Any]
) -> tuple[Parsed, list[Problem]]:
    """Read every step and put them in order. Unknown inputs and circles are problems."""
    parsed, problems = Parsed(), []
    read: dict[str, Step] = {}
    for name, body in raw.items():
        body = {key: value for key, value in body.items() if key != "note"}
        parsed.inputs[name] = inputs_of(body)
        if name in needs:
            problems.append(
                source.problem(
                    ("steps", name),
                    f"步骤与数据需求同名“{name}”",
                    f"the step '{name}' has the name of a need",
                    key=True,
                )
            )
        try:
            read[name] = parse_step(name, body)
        except StepErrors as errors:
            problems += [placed(source, problem.under(name)) for problem in errors.problems]
    known = [*needs, *raw]
    for name, inputs in parsed.inputs.items():
        if any(key in OPERATORS for key in raw[name]):
            problems += [_unknown_input(source, name, raw[name], g, known) for g in inputs if g not in known]
    order, circle = _order(parsed.inputs)
    if circle:
        text = " → ".join(circle)
        problems.append(
            source.problem(("steps", circle[0]), f"步骤循环引用：{text}", f"steps refer in a circle: {text}", key=True)
        )
    parsed.steps = [read[name] for name in order if name in read]
    return parsed, problems


def _unknown_input(source: Source, step: str, body: Mapping[str, Any], given: str, known: list[str]) -> Problem:
    verb = next(key for key in body if key in OPERATORS)
    path: tuple[str | int, ...] = ("steps", step, verb)
    value = body[verb]
    for index, item in enumerate(value if isinstance(value, list) else []):
        if item == given:
            path = (*path, index)
        elif isinstance(item, Mapping) and given in item.values():
            path = (*path, index, next(key for key, name in item.items() if name == given))
    return source.problem(
        path,
        f"没有叫“{given}”的数据需求或步骤",
        f"no need or step is called '{given}'",
        expected=("、".join(known), ", ".join(known)),
        nearest=nearest(given, known),
    )


def _order(inputs: Mapping[str, tuple[str, ...]]) -> tuple[list[str], list[str]]:
    """Steps so that each comes after what it reads, and a circle if there is one (its steps are left out)."""
    order: list[str] = []
    state: dict[str, int] = {}
    circle: list[str] = []

    def visit(name: str, trail: list[str]) -> bool:
        if state.get(name) == 2:
            return True
        if state.get(name) == 1:
            circle.extend(circle or [*trail[trail.index(name) :], name])
            return False
        state[name] = 1
        visited = [visit(other, [*trail, name]) for other in inputs[name] if other in inputs]
        fine = all(visited)
        state[name] = 2
        if fine:
            order.append(name)
        return fine

    for name in inputs:
        visit(name, [])
    return order, circle[: len(circle)]


def bind_steps(
    source: Source, relations: Mapping[str, Relation], steps: list[Step], context: Context
) -> tuple[CollisionPlan | None, list[Problem]]:
    """Bind the readable steps; steps that read an unreadable one are skipped, so that a mistake is told once.

    The plan is that of the steps that are right, None when nothing is.
    """
    scans = {name: Scan(relation, covered=(context.covered or {}).get(name)) for name, relation in relations.items()}
    problems: list[Problem] = []
    usable = list(steps)
    while True:
        names = {step.name for step in usable} | set(scans)
        kept = [step for step in usable if all(given in names for _, given in step.inputs)]
        if len(kept) < len(usable):
            usable = kept
            continue
        try:
            return bind_plan(scans, usable, context), problems
        except StepErrors as errors:
            problems += [placed(source, problem) for problem in errors.problems]
            wrong = {str(problem.path[0]) for problem in errors.problems if problem.path}
            if not wrong:
                return None, problems
            usable = [step for step in usable if step.name not in wrong]
