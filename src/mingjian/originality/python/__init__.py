"""Programs by what they do: subtrees of their syntax without names, and what they call from outside."""

from __future__ import annotations

import ast
import builtins
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

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
_UNTOLD = frozenset({"annotation", "returns", "type_comment", "decorator_list"})
_TOLD: tuple[Level, Level] = ("shape", "open")
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


Texts = tuple[str, ...]
"""What a node is written as, told to depth 0, 1, … of what stands below it."""


class _Reader:
    def __init__(self, tree: ast.AST) -> None:
        self.outside = set(_BUILTINS)
        self.nodes = [tree]
        self.below: list[_Below] = []
        for node in self.nodes:
            self.below.append(_below(node, self.nodes))
            if isinstance(node, ast.Import | ast.ImportFrom):
                self.outside |= {one.asname or one.name.partition(".")[0] for one in node.names}

    def features(self) -> frozenset[Feature]:
        """Subtrees with outside names (``shape``) and without any (``open``), each up to three times."""
        return frozenset(
            feature("tree", level, text if number == 0 else f"{number}× {text}")
            for level in _TOLD
            for text, times in self._counts(level).items()
            for number in range(min(times, _MANY))
        )

    def _counts(self, level: Level) -> Counter[str]:
        """Each subtree of depth one to three, a node after all that stand below it."""
        counts: Counter[str] = Counter()
        known: dict[ast.AST, Texts] = {}
        for node, below in zip(reversed(self.nodes), reversed(self.below), strict=True):
            texts = known[node] = self._texts(node, below, level, known)
            if isinstance(node, _COUNTED) and not isinstance(node, _NOT_COUNTED):
                counts.update([text for text in texts[1:] if text.count("(") > 1])
        return counts

    def _texts(self, node: ast.AST, below: _Below, level: Level, known: Mapping[ast.AST, Texts]) -> Texts:
        """A node and what is below it, statements of a block in no order."""
        if isinstance(node, ast.Constant):
            return (type(node.value).__name__,) * (DEPTH + 1)
        if isinstance(node, ast.Name):
            return (node.id if level == "shape" and node.id in self.outside else "·",) * (DEPTH + 1)
        kind = type(node).__name__
        name = f"{kind}.{node.attr}" if isinstance(node, ast.Attribute) and level == "shape" else kind
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            return name, *_compared(node, known)
        inner = [(sort, [known[one] for one in nodes]) for sort, nodes in below]
        return name, *(f"{name}({', '.join(_parts(inner, depth))})" for depth in range(DEPTH))


_Below = list[tuple[str, list[ast.AST]]]
"""What stands below a node, field by field: ``one``, a ``list``, or a ``block`` whose order means nothing."""


def _below(node: ast.AST, nodes: list[ast.AST]) -> _Below:
    """What is told of a node's fields; all that stands in them joins ``nodes``."""
    found: _Below = []
    for field in node._fields:
        value = getattr(node, field, None)
        if isinstance(value, ast.AST):
            if not isinstance(value, ast.expr_context):
                nodes.append(value)
                if field not in _UNTOLD:
                    found.append(("one", [value]))
        elif isinstance(value, list):
            inner = [one for one in value if isinstance(one, ast.AST)]
            nodes += inner
            if field not in _UNTOLD:
                told = [one for one in inner if not _idle(one)]
                found.append(("block" if field in ("body", "orelse") else "list", told))
    return found


def _parts(inner: Iterable[tuple[str, Sequence[Texts]]], depth: int) -> Iterator[str]:
    for sort, below in inner:
        if sort == "one":
            yield below[0][depth]
        else:
            texts = [one[depth] for one in below]
            yield "[" + ", ".join(sorted(set(texts)) if sort == "block" else texts) + "]"


def _compared(node: ast.Compare, known: Mapping[ast.AST, Texts]) -> Iterator[str]:
    """A comparison of two, turned one way."""
    written = type(node.ops[0]).__name__
    head = _TURNED.get(written, written)
    for depth in range(DEPTH):
        sides = [known[one][depth] for one in (node.left, node.comparators[0])]
        sides = sides[::-1] if head != written else sorted(sides) if head in ("Eq", "NotEq") else sides
        yield f"{head}({', '.join(sides)})"


def _idle(node: ast.AST) -> bool:
    """Words for readers, and what does nothing."""
    return isinstance(node, _SKIPPED) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
