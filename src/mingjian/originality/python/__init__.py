"""Programs by what they do: subtrees of their syntax without names, and what they call from outside."""

from __future__ import annotations

import ast
import builtins
import warnings
from collections import Counter

from mingjian.originality.plan.features import Feature, feature
from mingjian.originality.plan.terms import Level

__all__ = ["LONGEST", "features_of_python"]

LONGEST = 400_000
DEPTH = 3
_MANY = 3
"""The same subtree counts up to so often: a program is more than the set of its kinds of statements."""
_BUILTINS = frozenset(dir(builtins))
_SKIPPED = (ast.Load, ast.Store, ast.Del, ast.Pass, ast.alias, ast.Import, ast.ImportFrom)
_COUNTED = (ast.stmt, ast.expr)
_NOT_COUNTED = (ast.Name, ast.Constant, *_SKIPPED)
_UNTOLD = frozenset({"annotation", "returns", "type_comment", "decorator_list", "ctx"})
_TURNED = {"Gt": "Lt", "GtE": "LtE"}


def features_of_python(text: str) -> frozenset[Feature] | None:
    """What a program is made of; None where it cannot be read as Python. Nothing of it is run."""
    if len(text) > LONGEST:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
        return _Reader(tree).features()
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


class _Reader:
    def __init__(self, tree: ast.AST) -> None:
        self.outside = set(_BUILTINS)
        self.nodes = list(ast.walk(tree))
        for node in self.nodes:
            if isinstance(node, ast.Import | ast.ImportFrom):
                self.outside |= {one.asname or one.name.partition(".")[0] for one in node.names}
        self.known: dict[Level, list[dict[ast.AST, str]]] = {
            level: [{} for _ in range(DEPTH + 1)] for level in ("shape", "open")
        }
        self.below: dict[ast.AST, list[tuple[str, list[ast.AST]]]] = {}

    def features(self) -> frozenset[Feature]:
        """Subtrees with outside names (``shape``) and without any (``open``), each up to three times."""
        counts: Counter[tuple[Level, str]] = Counter()
        level: Level
        for node in self.nodes:
            if isinstance(node, _COUNTED) and not isinstance(node, _NOT_COUNTED):
                for level in ("shape", "open"):
                    for depth in range(1, DEPTH + 1):
                        text = self.text(node, depth, level)
                        if text.count("(") > 1:
                            counts[level, text] += 1
        return frozenset(
            feature("tree", level, text if number == 0 else f"{number}× {text}")
            for (level, text), times in counts.items()
            for number in range(min(times, _MANY))
        )

    def text(self, node: ast.AST, depth: int, level: Level) -> str:
        """A node and what is below it, statements of a block in no order."""
        known = self.known[level][depth]
        text = known.get(node)
        if text is None:
            text = known[node] = self._text(node, depth, level)
        return text

    def _text(self, node: ast.AST, depth: int, level: Level) -> str:
        if type(node) is ast.Constant:
            return type(node.value).__name__
        if type(node) is ast.Name:
            return node.id if level == "shape" and node.id in self.outside else "·"
        name = type(node).__name__
        if level == "shape" and type(node) is ast.Attribute:
            name = f"{name}.{node.attr}"
        if depth == 0:
            return name
        if type(node) is ast.Compare and len(node.ops) == 1:
            turned = _TURNED.get(type(node.ops[0]).__name__)
            sides = [self.text(one, depth - 1, level) for one in (node.left, node.comparators[0])]
            head = turned or type(node.ops[0]).__name__
            sides = sides[::-1] if turned else sorted(sides) if head in ("Eq", "NotEq") else sides
            return f"{head}({', '.join(sides)})"
        parts = []
        for sort, inner in self._parts(node):
            texts = [self.text(one, depth - 1, level) for one in inner]
            if sort == "one":
                parts += texts
            else:
                parts.append("[" + ", ".join(sorted(set(texts)) if sort == "block" else texts) + "]")
        return f"{name}({', '.join(parts)})"

    def _parts(self, node: ast.AST) -> list[tuple[str, list[ast.AST]]]:
        """What stands below a node, field by field: one, a list, or a block whose order means nothing."""
        known = self.below.get(node)
        if known is None:
            known = self.below[node] = []
            for field in node._fields:
                value = None if field in _UNTOLD else getattr(node, field, None)
                if isinstance(value, ast.AST):
                    known.append(("one", [value]))
                elif isinstance(value, list):
                    inner = [one for one in value if isinstance(one, ast.AST) and not _idle(one)]
                    known.append(("block" if field in ("body", "orelse") else "list", inner))
        return known


def _idle(node: ast.AST) -> bool:
    """Words for readers, and what does nothing."""
    return isinstance(node, _SKIPPED) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
