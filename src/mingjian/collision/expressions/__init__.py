"""The expression language of steps: text → typed tree → SQL.

``compile_expression(text, scope, wants)`` is the way in. Literals: ``12``, ``0.5``, ``'text'``, ``2022-01-31``,
``2022-01`` (a month), ``3 months``, ``2 years 15 days``; names: columns, ``alias.column``, parameters, ``as_of``;
``and or not``, ``= != < <= > >=``, ``between … and …``, ``in [..]``, ``is null``, ``+ - * /``,
``case when … then … else … end``, ``matches``, and the functions of :mod:`mingjian.engines.functions`.
"""

from __future__ import annotations

from collections.abc import Collection

from mingjian.collision.expressions.aggregates import AGGREGATES, AggregateRule
from mingjian.collision.expressions.check import Checker
from mingjian.collision.expressions.emit import Place, emit
from mingjian.collision.expressions.evaluate import evaluate
from mingjian.collision.expressions.parser import parse
from mingjian.collision.expressions.scope import Given, Scope, Side
from mingjian.collision.expressions.typed import (
    Aggregate,
    Column,
    Constant,
    Typed,
    columns_of,
    conjuncts,
    null_by_columns,
    walk,
)
from mingjian.collision.problems import Problem, StepErrors
from mingjian.engines import Kind

__all__ = [
    "AGGREGATES",
    "Aggregate",
    "AggregateRule",
    "Column",
    "Constant",
    "Given",
    "Place",
    "Scope",
    "Side",
    "Typed",
    "columns_of",
    "compile_expression",
    "conjuncts",
    "emit",
    "evaluate",
    "null_by_columns",
    "parse",
    "walk",
]


def compile_expression(text: str, scope: Scope, wants: Collection[Kind] = ()) -> Typed:
    """The checked tree of an expression whose kind must be one of ``wants`` (empty: any).

    Raises :class:`StepErrors` with all problems, each with its character offset.
    """
    tree = parse(text)
    checker = Checker(scope)
    found = checker.check(tree)
    if found is None or checker.problems:
        raise StepErrors(checker.problems)
    if wants and found.kind not in wants:
        zh = "、".join(kind.zh for kind in wants)
        raise StepErrors(
            [
                Problem(
                    f"这里应是{zh}，而这是{found.kind.zh}",
                    f"a {' or '.join(wants)} is wanted, this is a {found.kind}",
                    offset=0,
                    length=len(text),
                )
            ]
        )
    return found
