"""extract: facts out of a text column, by words or patterns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Option

from mingjian.collision.expressions import Side
from mingjian.collision.expressions.patterns import pattern_fault, pattern_groups
from mingjian.collision.operators.base import Binder, Bound, Change, Context, Operator, Source, StepPlan
from mingjian.collision.operators.names import new_names
from mingjian.collision.operators.options import Phrases, Words
from mingjian.collision.operators.shape import Item, Shape, listed, same_shape
from mingjian.collision.relation import Field
from mingjian.engines import TEXTUAL, Kind
from mingjian.engines.dialect import name as quoted
from mingjian.engines.dialect import text_literal

__all__ = ["Extract", "Find"]

_NUMBERS = {
    "integer": ("[0-9]{1,18}", "BIGINT"),
    "decimal": ("[0-9]{1,15}([.][0-9]+)?", "DOUBLE"),
    "money": ("[0-9]{1,15}([.][0-9]+)?", "DECIMAL(18,2)"),
}
_TYPES = {"text": Kind.TEXT, "integer": Kind.INTEGER, "decimal": Kind.DECIMAL, "money": Kind.MONEY, "date": Kind.DATE}


class Find(BaseModel):
    """What to look for: ``any`` of some words gives a boolean; ``pattern`` gives its first group (or all) as ``type``.

    ``unless`` are phrases that are blanked before looking: ``不构成累犯`` before ``累犯``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    any: Words | None = Option(default=None, description="出现任一词语 any of these words")
    pattern: str | None = Option(default=None, description="或正则表达式，取第一个括号 or a pattern, its first group")
    unless: Phrases = Option(default=(), description="先抹去的短语 phrases that are blanked before")
    type: Literal["text", "integer", "decimal", "money", "date", "boolean"] | None = Option(
        default=None, description="正则结果的类型 the type of what a pattern gives"
    )


class Extract(Operator):
    """Adds a column for every ``find``, looked for in one text column; all columns of the input stay.

    Nulls: a missing text gives null, so later steps see it as unknown; a text without the pattern gives null too, a
    text without the words gives false. Patterns are RE2 and match anywhere. A number or day that cannot be read gives
    null. Witness: the row itself.

    中文：在一个文本列中按词语或正则查找，每个 find 增加一列。文本缺失则为空；没有该模式为空，没有该词语为否；unless
    中的短语先抹去再查找。佐证为该行本身。

    example: {extract: penalties, text: description, find: {indoor: {any: [入户, 入室], unless: [未入户]}}}
    """

    verb: ClassVar[str] = "extract"
    title: ClassVar[tuple[str, str]] = ("要素抽取", "Extract")
    change: ClassVar[Change] = "row"
    fused: ClassVar[bool] = True

    text: str = Option(description="查找的文本列 the text column")
    find: Annotated[dict[str, Find], Option(min_length=1)] = Option(
        description="新列名 → {any 词语 | pattern 正则, unless 先抹去的短语, type} new column → what to look for"
    )

    def bind(self, name: str, sides: tuple[Side, ...], context: Context) -> Bound:
        binder = Binder(self, sides, context)
        text = binder.column(self.text, 0, ("text",))
        if text is not None and text.kind not in TEXTUAL:
            binder.problem(f"“{self.text}”不是文本", f"{self.text!r} is not a text", ("text",))
        new_names(binder, self.find, sides[0].relation, "find")
        for column, find in self.find.items():
            self._check(binder, column, find)
        binder.finish()
        assert text is not None
        return _Extract(name, same_shape(sides[0]), text, self.find)

    def _check(self, binder: Binder, column: str, find: Find) -> None:
        path = ("find", column)
        if (find.any is None) == (find.pattern is None):
            binder.problem("any 与 pattern 应写且只写一个", "write either 'any' or 'pattern'", path)
        if find.any is not None and find.type not in (None, "boolean"):
            binder.problem("any 的结果只能是是否", "'any' gives a boolean", (*path, "type"))
        if any(not word for word in (find.any or ()) + find.unless):
            binder.problem("词语不能为空", "a word cannot be empty", path)
        if find.pattern is not None and (fault := pattern_fault(find.pattern)):
            problem = (f"正则表达式有误：{fault}", f"wrong regular expression: {fault}")
            binder.problem(*problem, (*path, "pattern"))


class _Extract(Bound):
    keeps_rows = True

    def __init__(self, name: str, shape: Shape, text: Field, find: dict[str, Find]) -> None:
        self.shape, self.text, self.find = shape, text, find
        added = []
        for column, one in find.items():
            boolean = one.any is not None or one.type == "boolean"
            kind = Kind.BOOLEAN if boolean else _TYPES[one.type or "text"]
            added.append(Field(column, kind, text.nullable or not boolean))
        self.output = shape.relation(name, added)

    def requires(self, needed: frozenset[str]) -> tuple[frozenset[str], ...]:
        needs = self.shape.requires(needed, 1)
        if needed & set(self.find):
            needs[0].add(self.text.name)
        return (frozenset(needs[0]),)

    def plan(self, needed: frozenset[str], sources: Sequence[Source], table: str) -> StepPlan:
        """Text blanked, then looked at, then read as a value: each in its own query, so that nothing is done twice."""
        kept = self.shape.select(needed)
        finds = {column: find for column, find in self.find.items() if column in needed}
        names = [Item(f"l.{quoted(item.out)}", item.out) for item in kept]
        texts, found, read = [], [], []
        for column, find in finds.items():
            text, raw = f"_text~{column}", f"_found~{column}"
            texts.append(Item(_blanked(f"l.{quoted(self.text.name)}", find), text))
            found.append(Item(_found(f"l.{quoted(text)}", find), raw))
            read.append(Item(_read(f"l.{quoted(raw)}", find), column))
        sql = f"SELECT {listed([*kept, *texts])} FROM {sources[0].sql} l"
        for items in (found, read) if finds else ():
            sql = f"SELECT {listed([*names, *items])} FROM ({sql}) l"
        return StepPlan(sql, view=True)

    def splits(self, position: int) -> bool:
        return True

    def push(self, column: str) -> tuple[str | None, ...]:
        return (column if column in self.shape.origin else None,)


def _blanked(text: str, find: Find) -> str:
    """The text without the phrases that do not count."""
    for phrase in sorted(find.unless, key=len, reverse=True):
        text = f"replace({text}, {text_literal(phrase)}, '□')"
    return text


def _found(text: str, find: Find) -> str:
    """Whether a word or pattern is there, or what the pattern found; of a number without its commas."""
    if find.any is not None:
        return "(" + " OR ".join(f"contains({text}, {text_literal(word)})" for word in find.any) + ")"
    assert find.pattern is not None
    pattern = text_literal(find.pattern)
    if find.type == "boolean":
        return f"regexp_matches({text}, {pattern})"
    group = 1 if pattern_groups(find.pattern) else 0
    found = f"nullif(regexp_extract({text}, {pattern}, {group}), '')"
    if find.type in _NUMBERS:
        return f"replace(replace({found}, ',', ''), '，', '')"
    if find.type == "date":
        return f"regexp_replace(regexp_replace({found}, '[年月./]', '-', 'g'), '日$', '')"
    return found


def _read(found: str, find: Find) -> str:
    """What was found, read as a value; null when it does not look like one."""
    if find.type == "date":
        shape = "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
        return f"CASE WHEN regexp_full_match({found}, '{shape}') THEN TRY_CAST({found} AS DATE) END"
    if find.type in _NUMBERS:
        shape, physical = _NUMBERS[find.type]
        return f"CASE WHEN regexp_full_match({found}, '{shape}') THEN CAST({found} AS {physical}) END"
    return found
