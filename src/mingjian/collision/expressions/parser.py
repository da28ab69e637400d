"""Expression text → tree, by precedence climbing (Pratt).

From loose to tight: ``or``, ``and``, ``not``, comparisons with ``in``, ``between``, ``is null`` and ``matches``,
``+ -``, ``* /``, unary minus. Comparisons do not chain.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from mingjian.collision.expressions.nodes import (
    Binary,
    Call,
    Case,
    Items,
    Literal,
    Name,
    Node,
    Null,
    Unary,
)
from mingjian.collision.expressions.tokens import Token, tokenize
from mingjian.collision.problems import Problem, StepErrors
from mingjian.engines import Duration, Kind

__all__ = ["DEEPEST", "parse"]

DEEPEST = 60
_COMPARE = frozenset({"=", "!=", "<", "<=", ">", ">="})
_POWER = {"or": 10, "and": 20, "+": 50, "-": 50, "*": 60, "/": 60} | dict.fromkeys(_COMPARE, 40)
_PREDICATES = frozenset({"in", "between", "is", "matches"})
_UNITS: dict[str, tuple[int, int]] = {
    "day": (0, 1), "days": (0, 1), "week": (0, 7), "weeks": (0, 7), "month": (1, 0), "months": (1, 0),
    "year": (12, 0), "years": (12, 0), "日": (0, 1), "天": (0, 1), "周": (0, 7), "个月": (1, 0), "月": (1, 0),
    "年": (12, 0),
}  # fmt: skip
_LONGEST_DURATION = 366_000


def parse(text: str) -> Node:
    """The tree of ``text``. Raises :class:`StepErrors` with the place of the first word that does not fit."""
    parser = _Parser(tokenize(text))
    tree = parser.expression(0)
    if parser.here.kind != "end":
        raise parser.unexpected("运算符或结尾", "an operator or the end")
    return tree


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.position = 0
        self.depth = 0

    @property
    def here(self) -> Token:
        return self.tokens[self.position]

    def take(self) -> Token:
        token = self.here
        self.position += 1
        return token

    def accept(self, text: str) -> bool:
        if self.here.kind in ("symbol", "keyword") and self.here.text == text:
            self.position += 1
            return True
        return False

    def expect(self, text: str) -> Token:
        token = self.here
        if not self.accept(text):
            raise self.unexpected(f"“{text}”", f"{text!r}")
        return token

    def unexpected(self, zh: str, en: str) -> StepErrors:
        token = self.here
        ended = token.kind == "end"
        return StepErrors(
            [
                Problem(
                    "表达式没有写完" if ended else f"此处不应是“{token.text}”",
                    "the expression ends too early" if ended else f"{token.text!r} does not fit here",
                    offset=token.at,
                    length=token.length,
                    expected_zh=zh,
                    expected_en=en,
                )
            ]
        )

    def expression(self, floor: int) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise StepErrors([Problem("表达式嵌套过深", "the expression is nested too deeply", offset=self.here.at)])
        left = self.prefix()
        while True:
            token = self.here
            if token.kind not in ("symbol", "keyword"):
                break
            if token.text in _PREDICATES or token.text == "not":
                if floor >= 40:
                    break
                left = self.predicate(left)
                continue
            power = _POWER.get(token.text)
            if power is None or power <= floor:
                break
            self.take()
            right = self.expression(power)
            if power == 40 and self.here.text in _COMPARE and self.here.kind == "symbol":
                raise self.unexpected("用 and 连接的两个比较", "two comparisons joined by 'and'")
            left = Binary(token.at, token.length, token.text, left, right)
        self.depth -= 1
        return left

    def prefix(self) -> Node:
        token = self.here
        if self.accept("not"):
            return Unary(token.at, token.length, "not", self.expression(30))
        if self.accept("-"):
            return Unary(token.at, token.length, "-", self.expression(70))
        if self.accept("("):
            inner = self.expression(0)
            self.expect(")")
            return inner
        if self.accept("["):
            return self.items(token)
        if self.accept("case"):
            return self.case(token)
        if token.kind == "keyword" and token.text in ("true", "false", "null", "as_of"):
            self.take()
            if token.text == "as_of":
                return Name(token.at, token.length, "as_of")
            if token.text == "null":
                return Literal(token.at, 4, Kind.NULL, None)
            return Literal(token.at, token.length, Kind.BOOLEAN, token.text == "true")
        if token.kind == "name":
            self.take()
            return self.call(token) if self.accept("(") else Name(token.at, token.length, token.text)
        if token.kind in ("number", "text", "date", "month"):
            return self.literal(self.take())
        raise self.unexpected("一个值、列名或函数", "a value, a column or a function")

    def literal(self, token: Token) -> Node:
        at, length = token.at, token.length
        if token.kind == "text":
            return Literal(at, length + 2, Kind.TEXT, token.text)
        if token.kind == "date":
            try:
                return Literal(at, length, Kind.DATE, dt.date.fromisoformat(token.text))
            except ValueError:
                raise StepErrors(
                    [Problem(f"没有{token.text}这一天", f"there is no day {token.text}", offset=at, length=length)]
                ) from None
        if token.kind == "month":
            year, month = token.text.split("-")
            return Literal(at, length, Kind.MONTH, int(year) * 12 + int(month) - 1)
        if self.here.kind == "name" and self.here.text in _UNITS:
            return self.duration(token)
        if "." in token.text:
            return Literal(at, length, Kind.DECIMAL, Decimal(token.text))
        number = int(token.text)
        if number >= 2**63:
            raise StepErrors([Problem("整数过大", "the integer is too large", offset=at, length=length)])
        return Literal(at, length, Kind.INTEGER, number)

    def duration(self, first: Token) -> Node:
        """``2 years 6 months``: consecutive numbers with units add up."""
        total, number = Duration(), first
        while True:
            unit = self.take()
            months, days = _UNITS[unit.text]
            if "." in number.text or int(number.text) > _LONGEST_DURATION:
                raise StepErrors(
                    [Problem("时长应为不太大的整数", "a duration needs a whole number of reasonable size",
                             offset=number.at, length=number.length)]
                )  # fmt: skip
            total += Duration(months * int(number.text), days * int(number.text))
            if not (self.here.kind == "number" and self.tokens[self.position + 1].text in _UNITS):
                return Literal(first.at, unit.at + unit.length - first.at, Kind.DURATION, total)
            number = self.take()

    def call(self, name: Token) -> Node:
        args: list[Node] = []
        if not self.accept(")"):
            args.append(self.expression(0))
            while self.accept(","):
                args.append(self.expression(0))
            self.expect(")")
        return Call(name.at, name.length, name.text, tuple(args))

    def items(self, opening: Token) -> Node:
        items = [self.expression(0)]
        while self.accept(","):
            items.append(self.expression(0))
        self.expect("]")
        return Items(opening.at, 1, tuple(items))

    def case(self, opening: Token) -> Node:
        branches: list[tuple[Node, Node]] = []
        while self.accept("when"):
            condition = self.expression(0)
            self.expect("then")
            branches.append((condition, self.expression(0)))
        if not branches:
            raise self.unexpected("when", "'when'")
        otherwise = self.expression(0) if self.accept("else") else None
        self.expect("end")
        return Case(opening.at, opening.length, tuple(branches), otherwise)

    def predicate(self, left: Node) -> Node:
        """``[not] in […]``, ``[not] between a and b``, ``is [not] null``, ``[not] matches '…'``."""
        start = self.here
        negated = self.accept("not")
        found: Node
        if not negated and self.accept("is"):
            inverse = self.accept("not")
            self.expect("null")
            return Null(start.at, start.length, left, inverse)
        if self.accept("between"):
            low = self.expression(40)
            self.expect("and")
            high = self.expression(40)
            found = Binary(
                start.at, start.length, "and",
                Binary(start.at, start.length, ">=", left, low), Binary(start.at, start.length, "<=", left, high),
            )  # fmt: skip
        elif self.accept("in"):
            found = Binary(start.at, start.length, "in", left, self.expression(40))
        elif self.accept("matches"):
            found = Binary(start.at, start.length, "matches", left, self.expression(40))
        else:
            raise self.unexpected("in、between 或 matches", "in, between or matches")
        return Unary(start.at, start.length, "not", found) if negated else found
