"""What the tests of sentencing share: the frozen parameters, facts in short, arithmetic independent of the product."""

from __future__ import annotations

import ast
import datetime as dt
import json
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from mingjian.assist.sentencing import Calculation, Facts, Parameters, Shelf, calculate, read_facts, read_parameters

HERE = Path(__file__).parent
DAYS = {"act": "2024-08-01", "convicted": "2024-12-01", "chosen_by": "承办人"}
"""Days on which every crime of the parameters is in force."""


@cache
def frozen() -> Parameters:
    """The parameters of the golden cases."""
    files = sorted((HERE / "parameters").glob("*.yaml"))
    return read_parameters({file.name: file.read_text(encoding="utf-8") for file in files})


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of a file beside."""
    found: list[dict[str, Any]] = YAML(typ="safe").load((HERE / name).read_text(encoding="utf-8"))
    return found


def stated(crimes: list[dict[str, Any]], **more: Any) -> Facts:
    """Facts with the days of the tests, read as a file would be."""
    data = {**DAYS, **more, "crimes": crimes}
    return read_facts(json.dumps(data, ensure_ascii=False, default=_plain), "facts.yaml", frozen())


def one(charge: str, situation: str | None = None, start: int | None = None, **more: Any) -> dict[str, Any]:
    """One crime, without what is not stated."""
    return {
        "charge": charge,
        **{k: v for k, v in (("situation", situation), ("start", start)) if v is not None},
        **more,
    }


def computed(facts: Facts) -> Calculation:
    """The calculation with the frozen parameters."""
    return calculate(facts, Shelf(frozen()))


def arithmetic(text: str) -> Fraction:
    """`36*0.70*(1-0.10)`, exactly; what stands after `=` is the same number, worked out by hand."""
    expression, _, by_hand = text.partition("=")
    value = _value(ast.parse(expression.strip(), mode="eval").body)
    if by_hand:
        assert value == Fraction(by_hand.strip()), text
    return value


def _value(node: ast.expr) -> Fraction:
    if isinstance(node, ast.Constant):
        return Fraction(str(node.value))
    assert isinstance(node, ast.BinOp)
    left, right = _value(node.left), _value(node.right)
    if isinstance(node.op, ast.Add):
        return left + right
    return left - right if isinstance(node.op, ast.Sub) else left * right


def _plain(value: Any) -> str:
    assert isinstance(value, dt.date)
    return str(value)
