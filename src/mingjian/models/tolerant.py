"""Which day columns of a model's needs an author takes a null of for an answer ("still", "none")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mingjian.collision import Step, StepErrors
from mingjian.collision.expressions import nodes, parse
from mingjian.models.definition import Need
from mingjian.models.relations import need_standard

__all__ = ["tolerant_columns"]


def tolerant_columns(needs: Mapping[str, Need], steps: tuple[Step, ...]) -> dict[str, tuple[str, ...]]:
    """Need → its day and month columns that some step tests for null, replaces when null, or uses as an open end."""
    named: set[str] = set()
    for step in steps:
        named |= {name.rpartition(".")[2] for name in _named(step)}
    found: dict[str, tuple[str, ...]] = {}
    for alias, need in needs.items():
        standard = need_standard(need)
        if standard is None:
            continue
        columns = [
            name
            for name in need.columns or ()
            if name in named
            and name not in (need.damaged or ())
            and name in standard.columns
            and standard.columns[name].type in ("date", "month")
            and not standard.columns[name].required
        ]
        if columns:
            found[alias] = tuple(columns)
    return found


def _named(step: Step) -> Iterator[str]:
    options = step.operator.model_dump(by_alias=True)
    spans = options.get("spans")
    if spans:
        pairs = spans.values() if isinstance(spans, Mapping) else [spans]
        for _, end in pairs:
            tree = _tree(end)
            if isinstance(tree, nodes.Name):
                yield tree.name
    for text in _texts(options):
        tree = _tree(text)
        if tree is not None:
            yield from _nulls(tree)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)


def _tree(text: str) -> nodes.Node | None:
    try:
        return parse(text)
    except StepErrors:
        return None  # a name list, a pattern, a word: no expression


def _nulls(node: nodes.Node) -> Iterator[str]:
    """Names under ``is null`` and first in ``coalesce``, anywhere in a tree."""
    if isinstance(node, nodes.Null) and isinstance(node.operand, nodes.Name):
        yield node.operand.name
    if isinstance(node, nodes.Call) and node.name == "coalesce" and node.args and isinstance(node.args[0], nodes.Name):
        yield node.args[0].name
    for child in _children(node):
        yield from _nulls(child)


def _children(node: nodes.Node) -> Iterator[nodes.Node]:
    match node:
        case nodes.Unary():
            yield node.operand
        case nodes.Binary():
            yield from (node.left, node.right)
        case nodes.Null():
            yield node.operand
        case nodes.Call():
            yield from node.args
        case nodes.Items():
            yield from node.items
        case nodes.Case():
            for condition, value in node.branches:
                yield from (condition, value)
            if node.otherwise is not None:
                yield node.otherwise
