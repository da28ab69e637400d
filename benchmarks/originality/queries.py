"""``python -m benchmarks.originality.queries``: disguised queries among each other, and queries beside their models.

The queries are those of the shipped models (`writing`). Halves and borders as in `models`.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable, Mapping
from itertools import combinations

from sqlglot import exp, parse_one

from benchmarks.originality.disguises import Data
from benchmarks.originality.halves import held_out, seed_of
from benchmarks.originality.models import Half, originals
from benchmarks.originality.writing import query_of
from mingjian.originality.plan import Feature, Weighed, Weights, features, likeness, plan_of_model
from mingjian.originality.sql import DIALECTS, plan_of_sql

__all__ = ["DISGUISES", "main"]

Disguise = Callable[[exp.Expr, random.Random], exp.Expr]


def renamed(query: exp.Expr, chance: random.Random) -> exp.Expr:
    """CTEs, aliases and computed columns under other names."""
    names = {one.alias for one in query.find_all(exp.CTE, exp.Table, exp.Subquery) if one.alias}
    names |= {one.alias for one in query.find_all(exp.Alias) if one.alias != "rn"}
    other = {
        name: f"x{number}" for name, number in zip(sorted(names), chance.sample(range(1000), len(names)), strict=True)
    }

    def one(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Identifier) and node.name in other:
            return exp.to_identifier(other[node.name])
        return node

    return query.transform(one)


def spaced(query: exp.Expr, chance: random.Random) -> exp.Expr:
    """Capitals, spaces and comments."""
    text = re.sub(
        r"\b(SELECT|FROM|WHERE|AND)\b", lambda m: f"/* {chance.random():.3f} */ {m[0].lower()}\n", query.sql("duckdb")
    )
    return parse_one(text, read="duckdb")


def revalued(query: exp.Expr, chance: random.Random) -> exp.Expr:
    """Every number is another one."""

    def one(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Literal) and node.this.isdigit() and not isinstance(node.parent, exp.Func):
            if isinstance(node.parent, exp.EQ) and node.this == "1":
                return node
            number = str(max(2, round(int(node.this) * chance.choice((0.5, 1.5, 3)))))
            return exp.Literal.string(number) if node.is_string else exp.Literal.number(number)
        return node

    return query.transform(one)


def turned(query: exp.Expr, chance: random.Random) -> exp.Expr:
    """Both sides of conditions exchanged."""
    heads: dict[type[exp.Expr], type[exp.Expr]] = {
        exp.LT: exp.GT, exp.GT: exp.LT, exp.LTE: exp.GTE, exp.GTE: exp.LTE, exp.EQ: exp.EQ, exp.And: exp.And,
        exp.Or: exp.Or,
    }  # fmt: skip

    def one(node: exp.Expr) -> exp.Expr:
        head = heads.get(type(node))
        if head is None or chance.random() < 0.4:
            return node
        return head(this=node.expression.copy(), expression=node.this.copy())

    return query.transform(one)


def comma(query: exp.Expr, chance: random.Random) -> exp.Expr:
    """Joins written with commas and conditions."""
    query = query.copy()
    for select in query.find_all(exp.Select):
        for join in select.args.get("joins") or []:
            on = join.args.get("on")
            if on is not None and not join.side:
                join.set("on", None)
                join.set("kind", None)
                select.where(on, copy=False)
    return query


def absent(query: exp.Expr, chance: random.Random) -> exp.Expr:
    """Left joins that ask for null as NOT EXISTS."""
    query = query.copy()
    for select in query.find_all(exp.Select):
        joins = select.args.get("joins") or []
        where = select.args.get("where")
        if len(joins) == 1 and joins[0].side == "LEFT" and where is not None and isinstance(where.this, exp.Is):
            inner = exp.select("1").from_(joins[0].this.copy()).where(joins[0].args["on"].copy())
            select.set("joins", [])
            select.set("where", exp.Where(this=exp.Not(this=exp.Exists(this=inner))))
    return query


def inlined(query: exp.Expr, chance: random.Random) -> exp.Expr:
    """CTEs that are read once stand where they are read."""
    query = query.copy()
    for cte in list(query.ctes if isinstance(query, exp.Query) else ())[:-1]:
        uses = [one for one in query.find_all(exp.Table) if one.name == cte.alias]
        if len(uses) == 1 and not cte.this.args.get("with_"):
            alias = uses[0].alias or cte.alias
            uses[0].replace(exp.Subquery(this=cte.this.copy(), alias=exp.TableAlias(this=exp.to_identifier(alias))))
            cte.pop()
    return query


def junked(query: exp.Expr, chance: random.Random) -> exp.Expr:
    """Conditions that always hold, and queries nobody reads."""
    query = query.copy()
    for select in query.find_all(exp.Select):
        if select.args.get("where") is not None and chance.random() < 0.6:
            select.where(chance.choice(("1 = 1", "2 > 1", "TRUE")), copy=False)
    return query.with_("nobody", as_="SELECT 1 AS a, 2 AS b FROM somewhere WHERE 3 > 2", copy=False)  # type: ignore[attr-defined,no-any-return]


def foreign(query: exp.Expr, chance: random.Random) -> exp.Expr:
    """Written in MySQL's dialect and read again."""
    return parse_one(query.sql("mysql"), read="mysql")


def together(query: exp.Expr, chance: random.Random) -> exp.Expr:
    """All of them."""
    for one in (absent, comma, turned, revalued, junked, inlined, renamed, spaced):
        query = one(query, chance)
    return query


DISGUISES: dict[str, Disguise] = {
    "rename": renamed, "spaces": spaced, "values": revalued, "turn": turned, "comma joins": comma,
    "not exists": absent, "inline": inlined, "junk": junked, "mysql": foreign, "together": together,
}  # fmt: skip


def main() -> int:
    """Print recalls of both halves, of queries beside models, and what the dialects read."""
    begin = time.process_time()
    data = originals()
    queries = {name: query_of(one) for name, one in data.items()}
    read: dict[str, int] = dict.fromkeys((*DIALECTS, "dm"), 0)
    for text in queries.values():
        for dialect in read:
            written = parse_one(text, read="duckdb").sql("oracle" if dialect == "dm" else dialect)
            read[dialect] += bool(plan_of_sql(written, dialect)[1].queries)
    print("read of", len(queries), read)
    plain = {name: features(plan_of_sql(text)[0]) for name, text in queries.items()}
    weights = Weights(plain.values())
    halves = {"tuned": Half(), "held out": Half()}
    for which, found in halves.items():
        names = [name for name in plain if held_out(name) == (which == "held out")]
        disguised: dict[str, list[Weighed]] = {name: [] for name in names}
        for name in names:
            for kind, disguise in DISGUISES.items():
                chance = random.Random(seed_of(name, kind))
                text = disguise(parse_one(queries[name], read="duckdb"), chance).sql(
                    "mysql" if kind == "mysql" else "duckdb"
                )
                copy = weights.weigh(features(plan_of_sql(text, "mysql" if kind == "mysql" else "duckdb")[0]))
                disguised[name].append(copy)
                value = likeness(weights.weigh(plain[name]), copy).value
                found.copies.setdefault(kind, []).append((value, name))
        for one, other in combinations(names, 2):
            for copy in (weights.weigh(plain[other]), *disguised[other]):
                found.unrelated.append((likeness(weights.weigh(plain[one]), copy).value, one, other))
    border = halves["tuned"].border(0.01)
    for name, half in halves.items():
        shown = "  ".join(f"{kind} {half.recall(kind, border):.3f}" for kind in half.copies)
        print(
            f"{name}: border {border:.3f}, {half.false(border):.2%} of {len(half.unrelated):,} above; recall: {shown}"
        )
        if "-v" in sys.argv:
            print({kind: [(round(v, 2), n) for v, n in sorted(scores)[:3]] for kind, scores in half.copies.items()})
    _across(data, plain)
    print(f"{time.process_time() - begin:.1f} s of CPU")
    return 0


def _across(data: Mapping[str, Data], plain: Mapping[str, frozenset[Feature]]) -> None:
    """Queries beside models: recall of its own at 1 % of all others."""
    models = {name: features(plan_of_model(one)) for name, one in data.items()}
    weights = Weights(models.values())
    own: list[float] = []
    apart: list[float] = []
    for name, query in plain.items():
        for other, model in models.items():
            value = likeness(weights.weigh(query), weights.weigh(model)).value
            (own if name == other else apart).append(value)
    border = sorted(apart, reverse=True)[len(apart) // 100]
    found = sum(value > border for value in own)
    print(f"query and model: {found} of {len(own)} above {border:.3f} (1 % of {len(apart):,})")


if __name__ == "__main__":
    sys.exit(main())
