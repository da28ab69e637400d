"""Tree → typed tree: resolves names, checks kinds, folds constants; collects every problem, not just the first."""

from __future__ import annotations

from decimal import Decimal

from mingjian.collision.expressions import nodes
from mingjian.collision.expressions.aggregates import AGGREGATES
from mingjian.collision.expressions.evaluate import evaluate
from mingjian.collision.expressions.kinds import arithmetic, comparable, hint
from mingjian.collision.expressions.patterns import pattern_fault
from mingjian.collision.expressions.scope import Given, Scope
from mingjian.collision.expressions.typed import (
    Aggregate,
    Arithmetic,
    Choose,
    Column,
    Compare,
    Constant,
    Invoke,
    IsNull,
    Logic,
    Matches,
    Member,
    Not,
    Typed,
    children,
)
from mingjian.collision.problems import Problem, nearest
from mingjian.engines import NUMERIC, Duration, Kind
from mingjian.engines.functions import FUNCTIONS, NoSuchFunction, common, resolve

__all__ = ["Checker"]


class Checker:
    """Checks one expression in a scope. ``problems`` holds what was wrong; the result is None where it was."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.problems: list[Problem] = []
        self._inside = False

    def check(self, node: nodes.Node) -> Typed | None:
        """The typed tree of a node, constants folded; None when something in it was wrong."""
        match node:
            case nodes.Literal():
                return Constant(node.kind, node.value is None, node.value)
            case nodes.Name():
                return self._name(node)
            case nodes.Unary():
                return self._unary(node)
            case nodes.Binary():
                return self._binary(node)
            case nodes.Null():
                operand = self.check(node.operand)
                known = None if operand is None else IsNull(Kind.BOOLEAN, False, operand, node.negated)
                return None if known is None else self._fold(known, node)
            case nodes.Call():
                return self._call(node)
            case nodes.Case():
                return self._case(node)
            case nodes.Items():
                return self._fault(
                    node, "列表只能写在 in 之后或作为词语参数", "a list fits only after 'in' or as words"
                )
        raise TypeError(type(node).__name__)

    def _fault(self, node: nodes.Node, zh: str, en: str, wants: tuple[str, str] = ("", "")) -> Typed | None:
        """Note a problem at a node; there is no result then."""
        self.problems.append(
            Problem(zh, en, offset=node.at, length=node.length, expected_zh=wants[0], expected_en=wants[1])
        )
        return None

    def _fold(self, node: Typed, place: nodes.Node) -> Typed | None:
        """A node all of whose parts are constants becomes one."""
        parts = list(children(node))
        if not all(isinstance(part, Constant) for part in parts):
            return node
        try:
            value = evaluate(node)
        except (ArithmeticError, ValueError):
            self._fault(place, "常量运算超出范围", "the constants give a result out of range")
            return None
        if isinstance(value, float):
            value = Decimal(repr(value))
        return Constant(node.kind, value is None, value)

    def _name(self, node: nodes.Name) -> Typed | None:
        found = self.scope.resolve(node.name, node.at, node.length)
        if isinstance(found, Problem):
            self.problems.append(found)
            return None
        if isinstance(found, Given):
            self._fault(
                node, f"参数“{node.name}”是列表，只能用在 in 之后", f"parameter {node.name!r} is a list: use 'in'"
            )
            return None
        grouped = self.scope.grouped
        if isinstance(found, Column) and grouped is not None and not self._inside and found.name not in grouped:
            names = "、".join(AGGREGATES)
            self._fault(
                node, f"“{node.name}”不在 by 中，须用聚合", f"{node.name!r} is not in 'by': aggregate it",
                (names, names.replace("、", ", ")),
            )  # fmt: skip
            return None
        return found

    def _unary(self, node: nodes.Unary) -> Typed | None:
        operand = self.check(node.operand)
        if operand is None:
            return None
        if node.operator == "not":
            if not self._condition(operand, node.operand):
                return None
            return self._fold(Not(Kind.BOOLEAN, operand.nullable, operand), node)
        if operand.kind is Kind.DURATION and isinstance(operand, Constant) and isinstance(operand.value, Duration):
            return Constant(Kind.DURATION, False, -operand.value)
        if operand.kind not in NUMERIC:
            return self._fault(node, f"{operand.kind.zh}不能取负", f"a {operand.kind} has no negative")
        zero = Constant(Kind.INTEGER, False, 0)
        return self._fold(Arithmetic(operand.kind, operand.nullable, "-", zero, operand), node)

    def _condition(self, found: Typed, node: nodes.Node) -> bool:
        if found.kind in (Kind.BOOLEAN, Kind.NULL):
            return True
        self._fault(node, f"此处应是条件，而这是{found.kind.zh}", f"a condition is wanted here, this is a {found.kind}")
        return False

    def _binary(self, node: nodes.Binary) -> Typed | None:
        if node.operator == "in":
            return self._member(node)
        left, right = self.check(node.left), self.check(node.right)
        if left is None or right is None:
            return None
        if node.operator in ("and", "or"):
            fits = [self._condition(left, node.left), self._condition(right, node.right)]
            return self._logic(node, left, right) if all(fits) else None
        if node.operator == "matches":
            return self._matches(node, left, right)
        if node.operator in ("+", "-", "*", "/"):
            return self._arithmetic(node, left, right)
        return self._compare(node, left, right)

    def _logic(self, node: nodes.Binary, left: Typed, right: Typed) -> Typed | None:
        """``and`` / ``or``, flattened; constants that do not matter fall away, deciding ones decide."""
        decisive = node.operator == "or"
        items: list[Typed] = []
        for side in (left, right):
            if isinstance(side, Constant) and side.value is decisive:
                return Constant(Kind.BOOLEAN, False, decisive)
            if isinstance(side, Constant) and side.value is (not decisive):
                continue
            items += side.items if isinstance(side, Logic) and side.operator == node.operator else [side]
        if not items:
            return Constant(Kind.BOOLEAN, False, not decisive)
        if len(items) == 1:
            return items[0]
        return self._fold(Logic(Kind.BOOLEAN, any(i.nullable for i in items), node.operator, tuple(items)), node)

    def _compare(self, node: nodes.Binary, left: Typed, right: Typed) -> Typed | None:
        equality = node.operator in ("=", "!=")
        if not comparable(left, right, equality):
            if comparable(left, right, True):
                zh, en = f"{left.kind.zh}只能比较是否相等", f"a {left.kind} is compared only for equality"
                return self._fault(node, zh, en, ("= 或 !=", "= or !="))
            return self._fault(
                node, f"{left.kind.zh}与{right.kind.zh}不能比较", f"a {left.kind} does not compare to a {right.kind}",
                hint(left, right),
            )  # fmt: skip
        whose = [self.scope.whose(one) for one in (left, right)]
        if all(whose) and not whose[0] & whose[1]:  # each kind is numbered for itself: equal by chance
            return self._fault(node, "个人与单位不能比较", "a person does not compare to a company",
                               ("同类主体", "subjects of one kind"))  # fmt: skip
        nullable = left.nullable or right.nullable
        return self._fold(Compare(Kind.BOOLEAN, nullable, node.operator, left, right), node)

    def _arithmetic(self, node: nodes.Binary, left: Typed, right: Typed) -> Typed | None:
        kind = arithmetic(node.operator, left, right)
        if kind is None:
            wants = ("", "")
            if {left.kind, right.kind} & {Kind.DATE, Kind.MONTH}:
                wants = ("时长要写单位，如 3 months、15 days（月份只加减整月）",
                         "a duration with its unit: 3 months, 15 days (whole months for a month)")  # fmt: skip
            zh = f"{left.kind.zh} {node.operator} {right.kind.zh} 没有意义"
            return self._fault(node, zh, f"{left.kind} {node.operator} {right.kind} has no meaning", wants)
        measured = kind is Kind.MONEY and node.operator == "*"
        zero = node.operator == "/" and not (isinstance(right, Constant) and bool(right.value))
        nullable = left.nullable or right.nullable or zero or measured
        return self._fold(Arithmetic(kind, nullable, node.operator, left, right), node)

    def _items(self, node: nodes.Node) -> list[Constant] | None:
        """The constants of a written list or of a list parameter; None with a problem noted when it is neither."""
        if isinstance(node, nodes.Name):
            given = self.scope.parameters.get(node.name)
            if given is not None and given.items is not None:
                return [Constant(given.kind, False, item) for item in given.items]
        if not isinstance(node, nodes.Items):
            return None
        found: list[Constant] = []
        for item in node.items:
            value = self.check(item)
            if isinstance(value, Constant) and value.value is not None:
                found.append(value)
            elif value is not None:
                self._fault(item, "列表里只能写常量", "a list holds only constants")
        return found

    def _member(self, node: nodes.Binary) -> Typed | None:
        operand = self.check(node.left)
        items = self._items(node.right)
        if items is None:
            return self._fault(node.right, "in 之后应是列表", "a list is wanted after 'in'", ("[甲, 乙]", "[a, b]"))
        if operand is None:
            return None
        for item in items:
            if not comparable(operand, item, True):
                return self._fault(
                    node.right, f"列表里的{item.kind.zh}与{operand.kind.zh}不能比较",
                    f"a {item.kind} in the list does not compare to a {operand.kind}", hint(operand, item),
                )  # fmt: skip
        if not items:
            return Constant(Kind.BOOLEAN, False, False)
        return self._fold(Member(Kind.BOOLEAN, operand.nullable, operand, tuple(items)), node)

    def _matches(self, node: nodes.Binary, left: Typed, right: Typed) -> Typed | None:
        if left.kind not in (Kind.TEXT, Kind.CODE, Kind.IDENTIFIER):
            return self._fault(
                node, f"matches 之前应是文本，而这是{left.kind.zh}", f"a text is wanted, not a {left.kind}"
            )
        if not isinstance(right, Constant) or not isinstance(right.value, str):
            return self._fault(node.right, "matches 之后应是写出的正则表达式", "a written regular expression is wanted")
        fault = pattern_fault(right.value)
        if fault:
            return self._fault(node.right, f"正则表达式有误：{fault}", f"wrong regular expression: {fault}")
        return self._fold(Matches(Kind.BOOLEAN, left.nullable, left, right.value), node)

    def _case(self, node: nodes.Case) -> Typed | None:
        branches = [(self.check(c), self.check(v), c) for c, v in node.branches]
        otherwise = self.check(node.otherwise) if node.otherwise is not None else None
        results = [value for _, value, _ in branches] + ([otherwise] if node.otherwise is not None else [])
        if any(c is None for c, _, _ in branches) or any(value is None for value in results):
            return None
        if not all(c is not None and self._condition(c, place) for c, _, place in branches):
            return None
        kind = common([value.kind for value in results if value is not None])
        if kind is None or kind is Kind.NULL:
            return self._fault(node, "case 各分支的类型应一致", "the branches of 'case' must be of one kind")
        nullable = otherwise is None or any(value is None or value.nullable for value in results)
        pairs = tuple((c, value) for c, value, _ in branches if c is not None and value is not None)
        return self._fold(Choose(kind, nullable, pairs, otherwise), node)

    def _call(self, node: nodes.Call) -> Typed | None:
        if node.name in AGGREGATES and (self.scope.grouped is not None or node.name not in FUNCTIONS):
            return self._aggregate(node)
        args: list[Typed | None] = []
        for arg in node.args:
            words = self._items(arg)
            args += [self.check(arg)] if words is None else words
        if node.name not in FUNCTIONS:
            names = [*FUNCTIONS, *AGGREGATES]
            self.problems.append(
                Problem(f"没有叫“{node.name}”的函数", f"no function is called {node.name!r}", offset=node.at,
                        length=node.length, nearest=nearest(node.name, names))
            )  # fmt: skip
            return None
        known = [arg for arg in args if arg is not None]
        if len(known) < len(args):
            return None
        try:
            function = resolve(node.name, [arg.kind for arg in known])
        except NoSuchFunction as error:
            given = "、".join(arg.kind.zh for arg in known)
            wants = "; ".join(candidate.signature for candidate in error.candidates)
            en = f"{node.name} does not take ({', '.join(arg.kind for arg in known)})"
            return self._fault(node, f"函数{node.name}不接受（{given}）", en, (wants, wants))
        for position, found in enumerate(known):
            if function.wants_constant(position) and (not isinstance(found, Constant) or found.value is None):
                return self._fault(node, f"函数{node.name}的第{position + 1}个参数应是常量",
                                   f"argument {position + 1} of {node.name} must be a constant")  # fmt: skip
        nullable = any(a.nullable for a in known) if function.strict else all(a.nullable for a in known)
        kind = function.result([arg.kind for arg in known])
        return self._fold(Invoke(kind, nullable or function.partial, function, tuple(known)), node)

    def _aggregate(self, node: nodes.Call) -> Typed | None:
        rule = AGGREGATES[node.name]
        if self.scope.grouped is None:
            return self._fault(node, f"{node.name}是聚合函数，只能用在 aggregate 和 ratio 中",
                               f"{node.name} is an aggregate: only in aggregate and ratio")  # fmt: skip
        if self._inside:
            return self._fault(node, "聚合函数不能嵌套", "aggregates do not nest")
        fewest, most = (0 if rule.optional else 1), (2 if rule.ordered else 1)
        if not fewest <= len(node.args) <= most:
            return self._fault(node, f"{node.name}的参数个数不对", f"wrong number of arguments for {node.name}",
                               (f"{fewest}至{most}个", f"{fewest} to {most}"))  # fmt: skip
        self._inside = True
        args = [self.check(arg) for arg in node.args]
        self._inside = False
        if any(arg is None for arg in args):
            return None
        arg = args[0] if args else None
        order = args[1] if len(args) > 1 else self.scope.order if rule.ordered else None
        if arg is not None and arg.kind not in rule.takes:
            wants = "、".join(sorted(rule.takes))
            return self._fault(node, f"{node.name}不接受{arg.kind.zh}", f"{node.name} does not take a {arg.kind}",
                               (wants, wants.replace("、", ", ")))  # fmt: skip
        if rule.ordered and order is None:
            return self._fault(node, f"{node.name}需要第二个参数说明按什么排序",
                               f"{node.name} needs a second argument to order by")  # fmt: skip
        kind = rule.gives or (arg.kind if arg is not None else Kind.INTEGER)
        nullable = rule.nullable(arg) or (order is not None and order.nullable)
        ties = self.scope.ties if rule.ordered else ()
        return Aggregate(kind, nullable, node.name, arg, order, ties)
