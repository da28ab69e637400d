"""What a template may do: name a text of the letter, ask whether there is one, go through its lines. Nothing else.

A template is somebody's file. Its tags are parsed and every construction outside this short list is refused before
anything is evaluated, so that it cannot call, compute, include, or loop without end; the sandbox stands behind that.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mingjian.desk.letters.paragraphs import Words
from mingjian.models.problems import nearest

__all__ = ["LINES", "NAMES", "TemplateProblem", "TemplateRefused", "environment", "parse"]

NAMES = frozenset(one.name for one in fields(Words))
"""What a tag may name."""
LINES = frozenset(one.name for one in fields(Words) if one.type == "tuple[str, ...]")
"""Those that are lines, which a `for` may go through."""
_LOOP = frozenset({"index", "first", "last"})
_PLAIN = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.Compare, nodes.Operand, nodes.Not, nodes.And,
    nodes.Or, nodes.Const,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """One thing wrong with a template: the part of the file, and what, in both languages.

    `token` is the word of a tag it is about; `paragraph` (from 1) and `says` are where it stands, as far as is known.
    """

    part: str
    zh: str
    en: str
    token: str = ""
    paragraph: int = 0
    says: str = ""


class TemplateRefused(ValueError):
    """A template that cannot be used, with everything wrong with it."""

    def __init__(self, problems: list[TemplateProblem]) -> None:
        super().__init__("; ".join(f"{one.zh} | {one.en}" for one in problems))
        self.problems = problems


class _Environment(ImmutableSandboxedEnvironment):
    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree, problems = parse(super()._parse, source, name or "")
        if tree is None or problems:
            raise TemplateRefused(problems)
        return tree


def environment() -> ImmutableSandboxedEnvironment:
    """A place to render a template in. Values are escaped, an unknown name is an error."""
    made = _Environment(autoescape=True, undefined=StrictUndefined)
    made.globals.clear()
    made.filters.clear()
    made.tests.clear()
    return made


def parse(read: Any, source: str, part: str) -> tuple[nodes.Template | None, list[TemplateProblem]]:
    """The tags of a part and all that is wrong with them."""
    try:
        tree: nodes.Template = read(source, None, None)
    except TemplateSyntaxError as error:
        return None, [TemplateProblem(part, f"标签写法有误：{error.message}", f"a tag cannot be read: {error.message}")]
    except RecursionError:
        return None, [TemplateProblem(part, "标签嵌套过深", "tags are nested too deeply")]
    try:
        return tree, list(dict.fromkeys(_walk(tree, part, frozenset())))
    except RecursionError:
        return None, [TemplateProblem(part, "标签嵌套过深", "tags are nested too deeply")]


def _walk(node: nodes.Node, part: str, inner: frozenset[str]) -> list[TemplateProblem]:
    if isinstance(node, nodes.Name):
        return _name(node.name, part, inner)
    if isinstance(node, nodes.For):
        return _loop(node, part, inner)
    if isinstance(node, nodes.Getattr):
        known = isinstance(node.node, nodes.Name) and node.node.name == "loop" and node.attr in _LOOP and inner
        return [] if known else [_refused(f".{node.attr}", part)]
    if not isinstance(node, _PLAIN):
        return [_refused(type(node).__name__, part)]
    return [problem for child in node.iter_child_nodes() for problem in _walk(child, part, inner)]


def _name(name: str, part: str, inner: frozenset[str]) -> list[TemplateProblem]:
    if name in NAMES or name in inner:
        return []
    near = nearest(name, sorted(NAMES | inner))
    zh, en = (f"；是否想写“{near[0]}”", f"; did you mean '{near[0]}'") if near else ("", "")
    return [TemplateProblem(part, f"没有名为“{name}”的内容{zh}", f"there is nothing called '{name}'{en}", name)]


def _loop(node: nodes.For, part: str, inner: frozenset[str]) -> list[TemplateProblem]:
    if inner or node.recursive or node.test is not None:
        return [TemplateProblem(part, "循环内不能再有循环或条件筛选", "a loop holds no other loop and no filter")]
    if not isinstance(node.target, nodes.Name) or not isinstance(node.iter, nodes.Name):
        return [_refused("for", part)]
    found = _name(node.iter.name, part, inner)
    if not found and node.iter.name not in LINES:
        listed = "、".join(sorted(LINES))
        found = [
            TemplateProblem(
                part,
                f"只能逐行列出：{listed}",
                f"a loop goes through one of: {', '.join(sorted(LINES))}",
                node.iter.name,
            )
        ]
    if node.target.name in NAMES or node.target.name == "loop":
        found.append(_refused(f"for {node.target.name}", part))
    within = frozenset({node.target.name, "loop"})
    return found + [one for child in [*node.body, *node.else_] for one in _walk(child, part, within)]


def _refused(what: str, part: str) -> TemplateProblem:
    return TemplateProblem(
        part,
        f"标签只能写名称、if 和 for，不能用“{what}”",
        f"a tag may hold a name, an if or a for, not '{what}'",
    )
