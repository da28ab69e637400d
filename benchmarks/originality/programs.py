"""``python -m benchmarks.originality.programs``: eighteen disguised copies of one program among unrelated ones.

The program and the unrelated ones are modules of Python's standard library between 100 and 800 lines, so that anybody
can run it; the border is 1 % of the unrelated pairs.
"""

from __future__ import annotations

import ast
import random
import sys
import sysconfig
import time
from itertools import combinations
from pathlib import Path

from benchmarks.originality.halves import seed_of
from mingjian.originality.plan import Weights, likeness
from mingjian.originality.python import features_of_python

__all__ = ["main"]

PROGRAM = "textwrap.py"
_JUNK = "for _unused in range(3):\n    _spare = [_unused, 'x']\n"


class _Names(ast.NodeTransformer):
    """Every name of the program's own under another."""

    def __init__(self, tree: ast.AST, chance: random.Random) -> None:
        own = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        own |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
        own |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        self.other = {name: f"v{chance.randrange(10**6)}" for name in sorted(own)}

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        for field in ("id", "arg", "name", "attr"):
            if getattr(node, field, None) in self.other:
                setattr(node, field, self.other[getattr(node, field)])
        return node


class _Turned(ast.NodeTransformer):
    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        other = {ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.GtE: ast.LtE, ast.Eq: ast.Eq}
        head = other.get(type(node.ops[0])) if len(node.ops) == 1 else None
        self.generic_visit(node)
        return node if head is None else ast.Compare(node.comparators[0], [head()], [node.left])

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.Constant(node.value + 7) if type(node.value) is int else node


def disguised(text: str, number: int) -> str:
    """A copy: by the bits of its number names, order, comparisons and constants, junk; from 16 on two thirds of it."""
    chance = random.Random(seed_of(PROGRAM, number))
    tree = ast.parse(text)
    if number & 1:
        tree = _Names(tree, chance).visit(tree)
    if number & 2:
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef | ast.Module):
                chance.shuffle(node.body)
    if number & 4:
        tree = _Turned().visit(tree)
    if number & 8 or number >= 16:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                node.body[chance.randrange(len(node.body) + 1) : 0] = ast.parse(_JUNK).body
    if number >= 16:
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                node.body = node.body[: max(1, 2 * len(node.body) // 3)]
    return ast.unparse(ast.fix_missing_locations(tree))


def main() -> int:
    """Print how many of the copies are above the border."""
    begin = time.process_time()
    texts = {}
    for path in sorted(Path(sysconfig.get_paths()["stdlib"]).glob("*.py")):
        text = path.read_text("utf-8", errors="replace")
        if 100 <= text.count("\n") <= 800:
            texts[path.name] = text
    plain = {name: found for name, text in texts.items() if (found := features_of_python(text))}
    weights = Weights(plain.values())
    weighed = {name: weights.weigh(found) for name, found in plain.items()}
    apart = sorted((likeness(weighed[a], weighed[b]).value for a, b in combinations(weighed, 2)), reverse=True)
    border = apart[len(apart) // 100]
    copies = [features_of_python(disguised(texts[PROGRAM], number)) or frozenset() for number in range(1, 19)]
    values = [likeness(weighed[PROGRAM], weights.weigh(copy)).value for copy in copies]
    print(f"{len(weighed)} programs, {len(apart):,} unrelated pairs, border {border:.3f} (1 %), highest {apart[0]:.3f}")
    print(f"{sum(value > border for value in values)} of {len(values)} copies above; least {min(values):.3f}")
    print(f"{time.process_time() - begin:.1f} s of CPU")
    return 0


if __name__ == "__main__":
    sys.exit(main())
