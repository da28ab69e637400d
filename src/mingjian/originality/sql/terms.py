"""Expressions of a query as terms of a plan."""

from __future__ import annotations

import re
from collections.abc import Callable

from sqlglot import exp

from mingjian.engines import Duration
from mingjian.originality.plan.scope import value_term
from mingjian.originality.plan.terms import FALSE, NULL, TRUE, Term, term

__all__ = ["expression_term"]

Lookup = Callable[[exp.Column], Term]

_HEADS: dict[type[exp.Expr] | type[None], str] = {
    exp.EQ: "=", exp.NEQ: "!=", exp.LT: "<", exp.LTE: "<=", exp.GT: ">", exp.GTE: ">=", exp.And: "and", exp.Or: "or",
    exp.Add: "+", exp.Sub: "-", exp.Mul: "*", exp.Div: "/", exp.NullSafeEQ: "=", exp.NullSafeNEQ: "!=",
}  # fmt: skip
_SAME = {"countif": "count_if", "groupconcat": "list", "datediff": "days_between", "tsordstodate": "date",
         "substring": "substring", "nvl": "coalesce", "ifnull": "coalesce", "avg": "avg"}  # fmt: skip
_DATES = {"date", "to_date", "str_to_date", "tsordstodate", "cast", "trycast", "timestrtodate", "todate"}
_MONTHS = {"month", "to_char", "date_format", "strftime", "datetrunc", "timestamptrunc", "timetostr", "tochar"}


def expression_term(node: exp.Expr | None, lookup: Lookup) -> Term:
    """The term of an expression; columns are asked of ``lookup``."""

    def of(one: exp.Expr | None) -> Term:
        return expression_term(one, lookup)

    head = _HEADS.get(type(node))
    if head is not None and node is not None:
        return term(head, of(node.this), of(node.expression))
    match node:
        case exp.Column():
            return lookup(node)
        case exp.Literal():
            return _literal(node)
        case None | exp.Null():
            return NULL
        case exp.Paren() | exp.Cast() | exp.Alias() | exp.TryCast():
            return of(node.this)
        case exp.Boolean():
            return TRUE if node.this else FALSE
        case exp.Neg():
            return term("-", of(node.this))
        case exp.Not():
            return term("not", of(node.this))
        case exp.Is():
            return (
                term("null", of(node.this))
                if isinstance(node.expression, exp.Null)
                else term("=", of(node.this), of(node.expression))
            )
        case exp.In() if not node.args.get("query"):
            return term("in", of(node.this), term("list", *map(of, node.expressions)))
        case exp.Between():
            inner = of(node.this)
            return term("and", term(">=", inner, of(node.args["low"])), term("<=", inner, of(node.args["high"])))
        case exp.Interval():
            return _interval(node)
        case exp.Case():
            return _case(node, of)
        case exp.If():
            return term("case", of(node.this), of(node.args.get("true")), of(node.args.get("false")))
        case exp.Like() | exp.ILike() | exp.RegexpLike():
            return term("matches", of(node.this), of(node.expression))
        case exp.Count():
            inner = node.this
            if isinstance(inner, exp.Distinct):
                return term("call", *map(of, inner.expressions), text="distinct")
            return term("call", text="count")
        case exp.Coalesce():
            return term("call", of(node.this), *map(of, node.expressions), text="coalesce")
        case exp.DateAdd() | exp.DateSub() | exp.TsOrDsAdd() | exp.AddMonths():
            return _moved(node, of)
        case exp.CurrentDate() | exp.CurrentTimestamp():
            return Term("as_of")
    return _call(node, of)


def _literal(node: exp.Literal) -> Term:
    if node.is_string:
        return value_term(_dated(node.this))
    try:
        return value_term(float(node.this) if "." in node.this or "e" in node.this.lower() else int(node.this))
    except (ValueError, OverflowError):
        return value_term(str(node.this))


def _dated(text: str) -> object:
    import datetime as dt

    try:
        return dt.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else text
    except ValueError:
        return text


def _interval(node: exp.Interval) -> Term:
    unit = str(node.args.get("unit") or "").lower()
    text = node.this.name if node.this is not None else ""
    words = re.findall(r"(\d+)\s*([a-zA-Z]*)", f"{text} {unit}" if not re.search(r"[a-z]", text, re.I) else text)
    months = days = 0
    for number, word in words:
        amount, word = int(number), (word or unit).lower()
        months += amount * (12 if word.startswith("year") else 1 if word.startswith("mon") else 0)
        days += amount * (7 if word.startswith("week") else 1 if word.startswith("day") else 0)
    return value_term(Duration(months, days))


def _moved(node: exp.Expr, of: Callable[[exp.Expr | None], Term]) -> Term:
    amount = node.expression
    unit = str(node.args.get("unit") or ("month" if isinstance(node, exp.AddMonths) else "day"))
    if isinstance(amount, exp.Literal) and not isinstance(amount, exp.Interval):
        amount = exp.Interval(this=exp.Literal.string(amount.this), unit=exp.var(unit))
    return term("-" if isinstance(node, exp.DateSub) else "+", of(node.this), of(amount))


def _case(node: exp.Case, of: Callable[[exp.Expr | None], Term]) -> Term:
    args: list[Term] = []
    for branch in node.args.get("ifs") or ():
        when = of(branch.this)
        args += [term("=", of(node.this), when) if node.this is not None else when, of(branch.args.get("true"))]
    return term("case", *args, of(node.args.get("default")))


def _call(node: exp.Expr, of: Callable[[exp.Expr | None], Term]) -> Term:
    name = node.name.lower() if isinstance(node, exp.Anonymous) else type(node).__name__.lower()
    given = node.expressions if isinstance(node, exp.Anonymous) else list(node.iter_expressions())
    args = [of(one) for one in given if isinstance(one, exp.Expr) and not isinstance(one, exp.Var | exp.DataType)]
    if name in _DATES and args:
        return args[0]
    if name in _MONTHS and args:
        inner = args[0]
        return inner if inner.head == "call" and inner.text == "month" else term("call", inner, text="month")
    if isinstance(node, exp.Window):
        return term("window", *args)
    return term("call", *args, text=_SAME.get(name, name))
