# ruff: noqa: E501 (running text and tables of Markdown)
"""The modeller's reference of the language, made from the definitions: ``docs/models-language.md``."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel

from mingjian.collision import OPERATORS
from mingjian.models.definition import (
    HANDLED_OUTSIDE,
    Basis,
    Clue,
    Disposition,
    ModelFile,
    Need,
    Risk,
    Sealed,
    Trap,
)
from mingjian.models.enumerations import LEVEL_POINTS, DocumentKind, Labelled, Line, Unit, Work
from mingjian.models.examples import Case, Company, CoverageRow, ExampleFile, Expected, Person, Unsure
from mingjian.models.parameters import Parameter
from mingjian.models.risk import HIGH, MEDIUM

__all__ = ["language_reference"]

_INTRO = """<!-- generated from the definitions by scripts/reference_pages.py -->
# 监督模型语言 · The model language

一个监督模型是一个文件夹：`model.yaml` 说明查什么、依据什么、怎样碰撞、得到什么线索；`examples/*.yaml` 是应当触发和应当静默的例子。
`mingjian models check` 一次列出全部错误（文件、行、列、应为什么、最接近的名称），`explain` 用两种语言逐步讲解并给出 SQL，
`test` 运行例子，`schema` 输出编辑器用的 JSON Schema。

A model is a folder: `model.yaml` says what to look for, on what ground, how lists are collided and what a clue says;
`examples/*.yaml` holds cases that must fire and cases that must stay silent. `mingjian models check` tells every mistake at
once with file, line, column, what was expected and the nearest name; `explain` walks through it in both languages with the
SQL; `test` runs the examples; `schema` prints a JSON Schema for editors.

The file is plain YAML 1.2: no anchors, aliases, tags or merge keys. Every text for people is `{zh: …, en: …}`; neither may be
missing. Names are small letters, digits and `_`. The fingerprint of a model is a hash of its content: layout, comments and the
order of keys do not change it.
"""

_STEPS = """
## 步骤 · Steps

A step's name is a table; its one verb is an operator: `{verb: inputs, option: …, note: {zh: …, en: …}}`. An input is a need or
another step, or `{alias: name}`; steps may stand in any order but not in a circle. Each operator has a page:

| 算子 verb | | |
|---|---|---|
"""

_RULES = """
Expressions, functions and what a null means in each operator are in [operators](operators/index.md) and
[functions](functions.md). What a modeller should know beside that:

* **三值 Three-valued.** A condition that needs a missing or damaged value makes the row *undetermined*, never a hit.
  `coalesce(x, …)` and `x is null` say that a missing value is meant. A damaged day is not missing: where a step takes the null of
  a day for an answer (`left_on is null`: still inside), rows whose day could not be read are set aside as undetermined before it,
  in a step `<need>_readable` that compile adds. For other columns `damaged: [fine]` in the need offers `fine__damaged`;
  for a day it says that the steps deal with damage themselves (a birth date that `id_birth` can stand in for), and no such step is added.
* **待定 On purpose undetermined.** `case when … then true end` leaves everything else unknown: told, counted, no clue.
* **缺失 Absence.** The list of an `absent` step is a need itself (conditions go into `where`), and needs declared coverage.
  A listed row with a damaged identifier may be anybody of its name, so the step before must have kept the person's name: `union`,
  `match` and `derive` do; `aggregate` does when the name is in `by` or taken by `first`, `last`, `min` or `max`; `count` and `ratio`
  when it is in `by`. Where it is lost the check says so: keep it, write `weak: {left: right}`, or `weak: none`, which `explain` warns of.
  Keep the number in the same way: where it is lost, whoever has the same name and a damaged number stands in everybody's way.
  Quarantined records of that need count as being on the list (`<need>_whole`), so they make a probe undetermined.
* **最新 The newest.** `latest` says that nothing newer is there, so a row with a damaged identifier that may be the same person's and
  newer makes that person undetermined (`possible_row`). It tells by the name too and asks for it in the same way: `weak: [column]`
  or, where the step only picks one of several rows, `weak: none`. `count` with `at_most`, `ratio` with `at_most` or `below`, and
  `aggregate` with a `having` that more rows could end (`count() <= 2`, `not any(…)`) ask in the same way.
* **并列规则 Several rules.** `union` their results with a text column `rule`; `clue.rules` holds the sentence of each, and
  `{rule}` in `clue.says` is replaced by it. The `says` of the rules of a `check` step serve in the same way.
* **改名 Renaming.** `union … take` gives columns new names; after `match` a column both sides have is `alias.column`.
* **代码表 Code lists** are tables: `needs: {penalties: {codes: charge_penalties}}`.
"""

_RISK = """
Points of all rules that apply are added, from 0 to 100: {levels}. A clue is of medium risk from {medium} and of high risk from
{high} points. `{{amount: [1000 low, 10000 medium]}}` is short for `{{amount: {{bands: […]}}}}`.
"""


def language_reference() -> str:
    """The whole page."""
    parts = [_INTRO]
    parts.append(_section("model.yaml", ModelFile))
    top: list[tuple[str, type[BaseModel]]] = [
        ("basis[]", Basis),
        ("needs.<alias>", Need),
        ("sealed", Sealed),
        ("parameters.<name>", Parameter),
    ]
    parts += [_section(title, kind) for title, kind in top]
    parts.append(_STEPS + "\n".join(_operators()) + "\n" + _RULES)
    parts.append(_section("clue", Clue))
    parts.append(_section("clue.risk.<name>", Risk))
    levels = ", ".join(f"{level.value} {points}" for level, points in LEVEL_POINTS.items())
    parts.append(_RISK.format(levels=levels, medium=MEDIUM, high=HIGH))
    parts.append(_section("traps[]", Trap))
    handled = "\n".join(f"| `{name}` | {zh} | {en} |" for name, (zh, en) in HANDLED_OUTSIDE.items())
    parts.append(
        f"Besides steps, parameters and needs a trap may be handled by:\n\n| | | |\n|---|---|---|\n{handled}\n"
    )
    parts.append(_section("disposition[]", Disposition))
    parts.append("## 取值 · Values\n\n| | | | |\n|---|---|---|---|\n" + "\n".join(_enumerations()) + "\n")
    parts.append("## 示例文件 · Example files\n\n" + _doc(ExampleFile) + "\n")
    files: list[tuple[str, type[BaseModel]]] = [
        ("examples/*.yaml", ExampleFile),
        ("cases.<name>", Case),
        ("cases.<name>.clues[]", Expected),
        ("cases.<name>.undetermined[]", Unsure),
        ("people.<name>", Person),
        ("companies.<name>", Company),
        ("coverage.<need>[]", CoverageRow),
    ]
    parts += [_section(title, kind, doc=kind is not ExampleFile) for title, kind in files]
    return "\n".join(parts)


def _doc(kind: type[BaseModel]) -> str:
    text = (kind.__doc__ or "").strip().replace("``", "`")
    return "\n".join(line.strip() for line in text.splitlines())


def _section(title: str, kind: type[BaseModel], *, doc: bool = True) -> str:
    lines = [f"### `{title}`", ""]
    if doc:
        lines += [_doc(kind), ""]
    lines += ["| | | |", "|---|---|---|"]
    for name, info in kind.model_fields.items():
        needed = "必填 required" if info.is_required() else ""
        lines.append(f"| `{info.alias or name}` | {needed} | {info.description or ''} |")
    return "\n".join(lines) + "\n"


def _operators() -> Iterable[str]:
    for verb, operator in OPERATORS.items():
        zh, en = operator.title
        yield f"| [`{verb}`](operators/{verb}.md) | {zh} | {en} |"


def _enumerations() -> Iterable[str]:
    kinds: dict[str, type[Labelled]] = {"line": Line, "work": Work, "document": DocumentKind, "unit": Unit}
    for key, kind in kinds.items():
        for member in kind:
            yield f"| {key} | `{member.value}` | {member.zh} | {member.en} |"
