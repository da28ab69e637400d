"""A query as a canonical plan, the same as that of a model that does the same.

Inner joins are matches; a left join whose right side must be null, ``NOT EXISTS`` and ``NOT IN`` are absences;
``EXISTS`` and ``IN`` are matches of which the left side stays; the first of a numbered partition is the latest row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlglot import exp

from mingjian.originality.plan.nodes import Node, Part, Plan, PlanStep
from mingjian.originality.plan.normal import normal
from mingjian.originality.plan.relations import Relation, absence, grouped, joined, key, narrowed
from mingjian.originality.plan.terms import Term, column, term
from mingjian.originality.sql.tables import Unknown, table
from mingjian.originality.sql.terms import expression_term

__all__ = ["plan_of_queries"]

_AGGREGATES = (exp.AggFunc,)


def plan_of_queries(queries: Sequence[exp.Expr]) -> Plan:
    """The plan of a file's queries; several are one plan beside each other."""
    steps: list[PlanStep] = []
    found = [_Select(query, {}, None, steps, f"query {number + 1}").relation() for number, query in enumerate(queries)]
    node = found[0].node if len(found) == 1 else Node("union", tuple(one.node for one in found))
    return Plan(node, tuple(steps))


class _Select:
    """One select with the tables it reads. ``outer`` is the select it stands in, for columns of which it asks."""

    def __init__(
        self,
        query: exp.Expr,
        known: dict[str, Relation],
        outer: _Select | None,
        steps: list[PlanStep],
        name: str,
    ) -> None:
        self.query, self.outer, self.steps, self.name = query, outer, steps, name
        self.known = dict(known)
        self.sides: dict[str, Relation] = {}
        self.same: dict[Term, Term] = {}
        self.parts: list[Part] = []
        self.crossing: list[exp.Expr] = []

    def relation(self) -> Relation:
        """What the query gives."""
        query = self.query
        while isinstance(query, exp.Subquery):
            query = query.this
        for cte in query.ctes if isinstance(query, exp.Query) else ():
            name = cte.alias.lower()
            self.known[name] = _Select(cte.this, self.known, self.outer, self.steps, name).relation()
        if isinstance(query, exp.SetOperation):
            return self._union(query)
        if not isinstance(query, exp.Select):
            return Relation(Node("nothing"), {})
        found = self._select(query)
        self.steps.append(PlanStep(self.name, "select", tuple(dict.fromkeys(self.parts))))
        return found

    # -- parts of a select ---------------------------------------------------------------------------------

    def _select(self, query: exp.Select) -> Relation:
        source = query.args.get("from_") or query.args.get("from")
        joins = query.args.get("joins") or []
        where = _conjuncts(query.args.get("where"))
        found = self._source(source.this) if source is not None else Relation(Node("nothing"), {})
        for join in joins:
            found = self._joined(found, join, where)
        found = self._narrowed(found, where)
        found = self._grouped(found, query)
        qualify = query.args.get("qualify")
        return self._narrowed(found, _conjuncts(qualify)) if qualify is not None else found

    def _source(self, source: exp.Expr) -> Relation:
        alias = (source.alias_or_name or "").lower()
        if isinstance(source, exp.Table):
            name = source.name.lower()
            found = self.known.get(name) or table(source.name)
        else:
            found = _Select(source, self.known, self.outer, self.steps, alias or self.name).relation()
        self.sides[alias or f"source {len(self.sides)}"] = found
        return found

    def _joined(self, left: Relation, join: exp.Join, where: list[exp.Expr]) -> Relation:
        before = set(self.sides)
        right = self._source(join.this)
        alias = next(iter(set(self.sides) - before), "")
        on = _conjuncts(join.args.get("on"))
        using = [str(one.name).lower() for one in join.args.get("using") or ()]
        outer = str(join.side).upper() == "LEFT"
        if not outer:  # commas and conditions in WHERE are the same as ON
            mine = [one for one in where if self._crosses(one, alias)]
            on += mine
            where[:] = [one for one in where if one not in mine]
        keys, rest = self._keys(on, alias)
        keys += [key(self._find(name, before), right.columns.get(name, column(f"?{name}"))) for name in using]
        condition = _all(self._term(one) for one in rest)
        silent = [one for one in where if outer and self._asks_null(one, alias)]
        if silent:
            where[:] = [one for one in where if one not in silent]
            found = absence([("", left), (alias, right)], keys, condition)
        else:
            found = joined("match", [("", left), (alias, right)], keys, condition)
        self._note(found.node, keys)
        return found

    def _note(self, node: Node, keys: Iterable[Part]) -> None:
        self.parts += node.parts
        for _, one in keys:
            first = min(one.args, key=lambda arg: (arg.text, arg.head))
            self.same.update(dict.fromkeys(one.args, first))

    def _narrowed(self, found: Relation, where: list[exp.Expr]) -> Relation:
        plain: list[Term] = []
        for one in where:
            inner, negated = _unnegated(one)
            if isinstance(inner, exp.Exists) or (isinstance(inner, exp.In) and inner.args.get("query")):
                found = self._within(found, inner, negated)
                continue
            made = self._term(one)
            rank = _first_of(made)
            if rank is not None:
                found = Relation(Node("latest", (found.node,), tuple(rank)), found.columns)
                self.parts += rank
            elif self.outer is not None and self._foreign(one):
                self.crossing.append(one)
            else:
                plain.append(made)
        narrow = narrowed(found, _all(plain))
        self.parts += [part for part in narrow.node.parts if part not in found.node.parts]
        return narrow

    def _within(self, found: Relation, test: exp.Expr, negated: bool) -> Relation:
        query = test.args["query"] if isinstance(test, exp.In) else test.this
        inner = _Select(query, self.known, self, self.steps, f"{self.name}, inner")
        right = inner.relation()
        keys, rest = inner._keys(inner.crossing, None)
        if isinstance(test, exp.In):
            first = next(iter(right.columns.values()), Term("nothing"))
            keys.append(key(self._term(test.this), first))
        condition = _all(inner._term(one) for one in rest)
        sides = [("", found), ("inner", right)]
        made = absence(sides, keys, condition) if negated else joined("match", sides, keys, condition, left=True)
        self._note(made.node, keys)
        return made

    def _grouped(self, found: Relation, query: exp.Select) -> Relation:
        taken: dict[str, Term] = {}
        if len(self.sides) == 1 and [type(one) for one in query.expressions] == [exp.Star]:
            taken = Unknown.kept(next(iter(self.sides.values())).columns)
        for number, one in enumerate(query.expressions):
            if isinstance(one, exp.Star) or (isinstance(one, exp.Column) and isinstance(one.this, exp.Star)):
                for side in self.sides.values():
                    taken.update(self._equal(side.columns))
                continue
            taken[(one.alias_or_name or f"column {number}").lower()] = self._value(one)
        group = query.args.get("group")
        having = query.args.get("having")
        if group is None and not any(one.find(*_AGGREGATES) and not one.find(exp.Window) for one in query.expressions):
            return Relation(found.node, taken)
        by: dict[str, Term] = {}
        for number, one in enumerate(group.expressions if group is not None else ()):
            if isinstance(one, exp.Literal) and not one.is_string and one.this.isdigit():
                by[f"by {number}"] = list(taken.values())[min(int(one.this), len(taken)) - 1]
            else:
                name = one.name.lower()
                bare = isinstance(one, exp.Column) and not one.table
                by[f"by {number}"] = taken[name] if bare and name in taken else self._value(one)
        own = self.sides
        self.sides = {**own, "selected": Relation(found.node, taken)}
        condition = _all(self._term(one) for one in _conjuncts(having))
        self.sides = own
        made = grouped(found, by, taken, condition)
        self.parts += made.node.parts
        return Relation(made.node, {name: normal(value) for name, value in taken.items()})

    def _union(self, query: exp.SetOperation) -> Relation:
        sides = [query.left, query.right]
        while (
            nested := next((one for one in sides if isinstance(one, exp.SetOperation) and not one.ctes), None)
        ) is not None:
            place = sides.index(nested)
            sides[place : place + 1] = [nested.left, nested.right]
        found = [
            _Select(side, self.known, self.outer, self.steps, f"{self.name}, part {number + 1}").relation()
            for number, side in enumerate(sides)
        ]
        columns: dict[str, Term] = {}
        given = [list(one.columns.values()) for one in found]
        for place, name in enumerate(found[0].columns):
            values = [one[place] for one in given if place < len(one)]
            kept = [value for value in dict.fromkeys(values) if value.head != "constant"]
            columns[name] = term("mark", *values) if not kept else kept[0] if len(kept) == 1 else term("any", *kept)
        return Relation(Node("union", tuple(one.node for one in found)), columns)

    # -- columns ---------------------------------------------------------------------------------------

    def _value(self, node: exp.Expr) -> Term:
        inner = node.this if isinstance(node, exp.Alias) else node
        if isinstance(inner, exp.Window) and isinstance(inner.this, exp.RowNumber):
            by = [self._term(one) for one in inner.args.get("partition_by") or ()]
            return term("rank", term("list", *by), *self._order(inner))
        return self._term(inner)

    def _order(self, window: exp.Window) -> list[Term]:
        order = window.args.get("order")
        return [
            term("last" if one.args.get("desc") else "first", self._term(one.this))
            for one in (order.expressions if order is not None else ())
        ]

    def _term(self, node: exp.Expr) -> Term:
        if isinstance(node, exp.Window):
            return self._value(node)
        if isinstance(node, exp.EQ | exp.LTE | exp.LT) and isinstance(node.this, exp.Window):
            return term("=", self._value(node.this), expression_term(node.expression, self._column))
        return expression_term(node, self._column)

    def _equal(self, columns: Mapping[str, Term]) -> Mapping[str, Term]:
        return {name: self.same.get(value, value) for name, value in columns.items()} if self.same else columns

    def _column(self, node: exp.Column) -> Term:
        found = self._looked_up(node)
        return self.same.get(found, found) if found is not None else column(f"?{node.name.lower()}")

    def _looked_up(self, node: exp.Column) -> Term | None:
        name, alias = node.name.lower(), node.table.lower()
        if alias:
            side = self.sides.get(alias)
            found = side.columns.get(name) if side is not None else None
        else:
            found = next((one.columns[name] for one in self.sides.values() if name in one.columns), None)
            if found is None:
                unknown = next((one for one in self.sides.values() if not len(one.columns)), None)
                found = None if unknown is None else unknown.columns.get(name)
        return found or (self.outer._looked_up(node) if self.outer is not None else None)

    def _find(self, name: str, aliases: Iterable[str]) -> Term:
        found = (self.sides[one].columns.get(name) for one in aliases)
        return next((one for one in found if one is not None), column(f"?{name}"))

    def _owner(self, node: exp.Column) -> str | None:
        """Which input a column is of; None for one of the select around."""
        if node.table:
            return node.table.lower() if node.table.lower() in self.sides else None
        return next((alias for alias, one in self.sides.items() if node.name.lower() in one.columns), None)

    def _crosses(self, node: exp.Expr, alias: str) -> bool:
        """Whether a condition ties an input to those before it."""
        if node.find(exp.Exists, exp.Subquery, exp.Select):
            return False
        owners = {self._owner(one) for one in node.find_all(exp.Column)}
        return alias in owners and len(owners) > 1 and owners <= set(self.sides)

    def _foreign(self, node: exp.Expr) -> bool:
        return any(self._owner(one) is None for one in node.find_all(exp.Column))

    def _asks_null(self, node: exp.Expr, alias: str) -> bool:
        inner = node.this if isinstance(node, exp.Is) and isinstance(node.expression, exp.Null) else None
        return isinstance(inner, exp.Column) and self._owner(inner) == alias

    def _keys(self, on: list[exp.Expr], alias: str | None) -> tuple[list[Part], list[exp.Expr]]:
        """Equalities between an input (None: the inputs here) and what is around it, and the other conditions."""
        keys: list[Part] = []
        rest: list[exp.Expr] = []
        for one in on:
            both = (one.this, one.expression) if isinstance(one, exp.EQ) else ()
            owners = [self._owner(side) for side in both if isinstance(side, exp.Column)]
            mine = [owner == alias if alias is not None else owner is not None for owner in owners]
            if len(mine) == 2 and mine[0] != mine[1]:
                keys.append(key(self._term(one.this), self._term(one.expression)))
            else:
                rest.append(one)
        return keys, rest


def _conjuncts(node: exp.Expr | None) -> list[exp.Expr]:
    if node is None:
        return []
    inner = node.this if isinstance(node, exp.Where | exp.Having | exp.Qualify | exp.Paren) else node
    return list(inner.flatten()) if isinstance(inner, exp.And) else [inner]


def _unnegated(node: exp.Expr) -> tuple[exp.Expr, bool]:
    negated = False
    while isinstance(node, exp.Not | exp.Paren):
        negated ^= isinstance(node, exp.Not)
        node = node.this
    return node, negated


def _all(found: Iterable[Term]) -> Term | None:
    parts = list(found)
    return term("and", *parts) if parts else None


def _first_of(found: Term) -> list[Part] | None:
    """``row_number() over (…) = 1``: the parts of the latest row."""
    if found.head not in ("=", "<=") or len(found.args) != 2:
        return None
    rank = next((arg for arg in found.args if arg.head == "rank"), None)
    if rank is None or not any(arg.head == "constant" and arg.value == "1" for arg in found.args):
        return None
    by = [("by", normal(one)) for one in rank.args[0].args]
    return [*by, *(("order", normal(one)) for one in rank.args[1:])]
