"""check: rules that every row of a list must meet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Option

from mingjian.collision.expressions import Side, Typed, emit
from mingjian.collision.expressions.typed import Constant, Logic, Not
from mingjian.collision.operators.base import Binder, Bound, Change, Context, Operator, Source, StepPlan
from mingjian.collision.operators.doubt import maybe, null_code, reason_text
from mingjian.collision.operators.names import NAME, new_names
from mingjian.collision.operators.options import Expr, Said
from mingjian.collision.operators.shape import Item, Shape, listed, place, same_shape, taken, use
from mingjian.collision.operators.telling import tell, told
from mingjian.collision.relation import Field
from mingjian.engines import Kind
from mingjian.engines.dialect import name as quoted
from mingjian.engines.dialect import text_literal

__all__ = ["Check", "Rule"]


class Rule(BaseModel):
    """One rule: where ``when`` holds (always, if left out), ``expect`` must hold.

    ``says`` and ``basis`` are for people and pass through untouched.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Option(description="规则编号 the name of the rule")
    when: Expr = Option(default="true", description="对哪些行适用，默认全部 rows it is for, all by default")
    expect: Expr = Option(description="应当成立的条件 what must hold")
    says: Said = Option(default=None, description="违反时的说明 what is said where it is broken")
    basis: Any = Option(default=None, description="依据 its basis")


class Check(Operator):
    """Gives one row for each row and rule that is broken: ``when`` is true and ``expect`` is false. Adds ``rule``.

    Nulls: a rule that needs a missing value is undetermined for that row, unless it cannot be broken whatever the value
    (``when`` false, or ``expect`` true). A row breaking two rules gives two rows. Witness: the row itself.

    中文：每一行每违反一条规则产生一行（when 为真而 expect 为假），并加一列 rule。规则所需的值缺失时记为“不确定”，
    除非无论取何值都不会违反。佐证为该行本身。

    example: {check: judgments, rules: [{id: short, when: "main_penalty = 'fixed_term'", expect: "term_months >= 6"}]}
    """

    verb: ClassVar[str] = "check"
    title: ClassVar[tuple[str, str]] = ("规则核对", "Check")
    change: ClassVar[Change] = "row"

    rules: Annotated[tuple[Rule, ...], Option(min_length=1, max_length=200)] = Option(
        description="规则 {id, when, expect, says, basis} the rules"
    )

    def bind(self, name: str, sides: tuple[Side, ...], context: Context) -> Bound:
        binder = Binder(self, sides, context)
        new_names(binder, ["rule"], sides[0].relation, "rules")
        broken: list[tuple[str, Typed]] = []
        seen: set[str] = set()
        for number, rule in enumerate(self.rules):
            if rule.id in seen or not NAME.match(rule.id):
                binder.problem(f"规则编号“{rule.id}”重复或不合写法", f"rule id {rule.id!r} is repeated or malformed",
                               ("rules", number, "id"))  # fmt: skip
            seen.add(rule.id)
            scope = binder.scope()
            when = binder.expression(rule.when, scope, ("rules", number, "when"), Kind.BOOLEAN)
            expect = binder.expression(rule.expect, scope, ("rules", number, "expect"), Kind.BOOLEAN)
            if when is not None and expect is not None:
                broken.append((rule.id, _broken(when, expect)))
        binder.finish()
        return _Check(name, sides, same_shape(sides[0]), broken)


def _broken(when: Typed, expect: Typed) -> Typed:
    fails = Not(Kind.BOOLEAN, expect.nullable, expect)
    if isinstance(when, Constant) and when.value is True:
        return fails
    return Logic(Kind.BOOLEAN, when.nullable or expect.nullable, "and", (when, fails))


class _Check(Bound):
    def __init__(self, name: str, sides: tuple[Side, ...], shape: Shape, broken: list[tuple[str, Typed]]) -> None:
        self.sides, self.shape, self.broken = sides, shape, broken
        self.output = shape.relation(name, [Field("rule", Kind.CODE, nullable=False)])

    def requires(self, needed: frozenset[str]) -> tuple[frozenset[str], ...]:
        needs = self.shape.requires(needed, 1)
        use(needs, *(node for _, node in self.broken))
        return (frozenset(needs[0]),)

    def plan(self, needed: frozenset[str], sources: Sequence[Source], table: str) -> StepPlan:
        items = self.shape.select(needed)
        conditions = [emit(node, place) for _, node in self.broken]
        suspect = " OR ".join(maybe(node) for _, node in self.broken)
        if not any(node.nullable for _, node in self.broken):
            return StepPlan(self._once(items, conditions, suspect, sources[0]))
        codes = [
            f"CASE WHEN {sql} THEN 0 WHEN NOT {sql} THEN 255 ELSE {null_code([node])} END"
            for sql, (_, node) in zip(conditions, self.broken, strict=True)
        ]
        mark = told(self.sides[0], sources[0]).mark("l")
        stage = (
            f"SELECT {listed(items)}, CAST([{', '.join(codes)}] AS UTINYINT[]) AS _why, {mark} AS _told"
            f" FROM {sources[0].sql} l WHERE {suspect}"
        )
        rows = f"{table}~rules"
        ids = ", ".join(text_literal(rule) for rule, _ in self.broken)
        rules = f"(SELECT unnest([{ids}]) AS rule, unnest(range(1, {len(self.broken) + 1})) AS n)"
        joined = f"FROM {quoted(rows)} p, {rules} u"
        kept = "" if not items else taken(items, "p") + ", "
        sql = f"SELECT {kept}u.rule AS rule {joined} WHERE p._why[u.n] = 0"
        return StepPlan(sql, ((rows, stage),), self._doubts(joined, sources[0]), view=True)

    def _once(self, items: Sequence[Item], conditions: Sequence[str], suspect: str, source: Source) -> str:
        """Nothing can be unknown: one pass, each suspect row unfolded to the rules it breaks."""
        ids = [text_literal(rule) for rule, _ in self.broken]
        named = ", ".join(f"CASE WHEN {sql} THEN {rule} END" for sql, rule in zip(conditions, ids, strict=True))
        rule = f"unnest(list_filter([{named}], lambda one: one IS NOT NULL))"
        if len(ids) == 1:
            rule = ids[0]
        return f"SELECT {listed([*items, Item(rule, 'rule')])} FROM {source.sql} l WHERE {suspect}"

    def _doubts(self, joined: str, source: Source) -> tuple[str, ...]:
        branches = " ".join(
            f"WHEN {number} THEN {reason_text('p._why[u.n]', [node])}"
            for number, (_, node) in enumerate(self.broken, 1)
        )
        head = tell(f"CASE u.n {branches} END", self.sides[0], source, "p._told")
        return (f"{head} {joined} WHERE p._why[u.n] BETWEEN 1 AND 254",)

    def splits(self, position: int) -> bool:
        return True

    def push(self, column: str) -> tuple[str | None, ...]:
        return (column if column in self.shape.origin else None,)
