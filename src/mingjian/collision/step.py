"""A step as its author writes it: ``{verb: inputs, option: …}`` under a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from mingjian.collision.operators import OPERATORS, Operator
from mingjian.collision.problems import Problem, StepErrors, nearest
from mingjian.standards.wrong_value import said

__all__ = ["Step", "parse_step"]


_WANTS = {
    "string_type": ("文本", "a text"),
    "tuple_type": ("列表", "a list"),
    "dict_type": ("名称到值的映射", "a mapping of names to values"),
    "mapping_type": ("名称到值的映射", "a mapping of names to values"),
    "model_type": ("名称到值的映射", "a mapping of names to values"),
    "weak_type": ("{左列: 右列}，或 none", "{left: right}, or none"),
    "too_short": ("至少一项", "at least one item"),
}


@dataclass(frozen=True)
class Step:
    """A named use of an operator. ``inputs`` are (alias, name of a need or of a former step)."""

    name: str
    operator: Operator
    inputs: tuple[tuple[str, str], ...]


def parse_step(name: str, raw: Mapping[str, Any]) -> Step:
    """The step of a mapping. Raises :class:`StepErrors`, paths within the step."""
    verbs = [key for key in raw if key in OPERATORS]
    if len(verbs) != 1:
        raise StepErrors([_verb_problem(raw, verbs)])
    verb = verbs[0]
    problems: list[Problem] = []
    inputs = _inputs(verb, raw[verb], problems)
    options = {key: value for key, value in raw.items() if key != verb}
    operator = _operator(OPERATORS[verb], options, problems)
    if problems or operator is None:
        raise StepErrors(problems)
    return Step(name, operator, inputs)


def _verb_problem(raw: Mapping[str, Any], verbs: list[str]) -> Problem:
    known = ", ".join(OPERATORS)
    if len(verbs) > 1:
        return Problem(
            f"一步只能有一个算子，这里有{'、'.join(verbs)}", f"a step has one operator, here are {', '.join(verbs)}",
            path=(verbs[1],),
        )  # fmt: skip
    first = next(iter(raw), "")
    return Problem(
        f"不认识的算子“{first}”", f"unknown operator {str(first)!r}", path=(str(first),) if raw else (),
        expected_zh=known, expected_en=known, nearest=nearest(str(first), OPERATORS),
    )  # fmt: skip


def _inputs(verb: str, raw: Any, problems: list[Problem]) -> tuple[tuple[str, str], ...]:
    """``a``, ``[a, b]``, ``{alias: a}`` or ``[{alias: a}, b]``."""
    found: list[tuple[str, str]] = []
    for position, item in enumerate(raw if isinstance(raw, list | tuple) else [raw]):
        pairs = item.items() if isinstance(item, Mapping) else [(item, item)]
        for alias, name in pairs:
            if isinstance(alias, str) and isinstance(name, str):
                found.append((alias, name))
            else:
                problems.append(
                    Problem("输入应写数据需求或前面步骤的名称", "an input is the name of a need or of a former step",
                            path=(verb, position), expected_zh="名称，或 {别名: 名称}",
                            expected_en="a name, or {alias: name}")
                )  # fmt: skip
    return tuple(found)


def _operator(kind: type[Operator], options: dict[str, Any], problems: list[Problem]) -> Operator | None:
    try:
        return kind.model_validate(options)
    except ValidationError as errors:
        problems += [_option_problem(kind, error) for error in errors.errors()]
        return None


def _option_problem(kind: type[Operator], error: Any) -> Problem:
    path = tuple(part for part in error["loc"] if not str(part).startswith("function-"))
    shown = ".".join(str(part) for part in path)
    known = list(kind.model_fields)
    if error["type"] == "extra_forbidden" and len(path) == 1:
        return Problem(
            f"算子{kind.verb}没有选项“{shown}”", f"{kind.verb} has no option {shown!r}", path=path,
            expected_zh="、".join(known), expected_en=", ".join(known), nearest=nearest(str(path[0]), known),
        )  # fmt: skip
    if error["type"] == "missing":
        return Problem(f"缺少“{shown}”", f"{shown!r} is missing", path=path[:-1])
    zh, en = _WANTS.get(error["type"]) or said(error)
    return Problem(
        f"“{shown}”的写法不对", f"{shown!r} is not as it should be", path=path, expected_zh=zh, expected_en=en
    )
