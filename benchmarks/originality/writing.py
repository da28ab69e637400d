"""A model written as a query, as somebody would who has the tables but not this house: a CTE a step.

What plain SQL cannot say (groups in a net, places, likeness of texts, outliers, extraction) is passed through, so such
a query says less than its model.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from benchmarks.originality.disguises import Data, input_names
from mingjian.collision import OPERATORS, StepErrors
from mingjian.collision.expressions import parse
from mingjian.collision.expressions.nodes import Binary, Call, Case, Items, Literal, Name, Node, Null, Unary
from mingjian.engines import Duration
from mingjian.models.durations import parse_duration
from mingjian.originality.plan.meanings import standard_of

__all__ = ["query_of"]


def query_of(data: Data) -> str:
    """The query of a model."""
    return _Writer(data).query()


class _Writer:
    def __init__(self, data: Data) -> None:
        self.data = data
        self.values = {name: one.get("value") for name, one in data.get("parameters", {}).items()}
        self.keys: dict[str, str] = {}
        for need in data["needs"].values():
            standard = standard_of(need.get("standard"))
            for subject in standard.subjects.values() if standard is not None else ():
                self.keys.setdefault(subject.name, subject.key)

    def query(self) -> str:
        """CTEs in running order, and the rows of the last."""
        done: list[str] = []
        waiting = dict(self.data["steps"])
        while waiting:
            ready = [name for name, step in waiting.items() if not {one for _, one in input_names(step)} & set(waiting)]
            if not ready:
                break
            for name in ready:
                done.append(f"{name} AS (\n  {self._step(waiting.pop(name))}\n)")
        return f"WITH {', '.join(done)}\nSELECT * FROM {self.data['clue']['from']}"

    def _table(self, name: str) -> str:
        need = self.data["needs"].get(name)
        return name if need is None else str(need.get("standard") or need.get("codes")).partition("@")[0]

    def _step(self, step: Data) -> str:
        verb = next(key for key in step if key in OPERATORS)
        sides = [(alias, self._table(name)) for alias, name in input_names(step)]
        alias, table = sides[0]
        known = {alias for alias, _ in sides}
        source = f"{table} {alias}"

        def e(text: Any) -> str:
            return self._text(text, known)

        where = f" WHERE {e(step['where'])}" if step.get("where") is not None else ""
        if verb == "filter":
            return f"SELECT * FROM {source}{where}"
        if verb == "derive":
            return f"SELECT *, {self._taken(step['take'], known)} FROM {source}"
        if verb in ("match", "within", "absent"):
            return self._paired(verb, step, sides, e)
        if verb in ("aggregate", "count", "ratio"):
            return self._grouped(verb, step, source, known, e)
        if verb == "latest":
            by, sign = ", ".join(map(e, _list(step["by"]))), "" if step.get("keep") == "first" else " DESC"
            inner = (
                f"SELECT *, ROW_NUMBER() OVER (PARTITION BY {by} ORDER BY {e(step['order'])}{sign}) AS rn FROM {source}"
            )
            return f"SELECT * FROM ({inner}) ranked WHERE rn = 1"
        if verb == "union":
            parts = []
            for number, (one, name) in enumerate(sides):
                taken = {column: branches[number] for column, branches in (step.get("take") or {}).items()}
                parts.append(f"SELECT {self._taken(taken, {one}) if taken else '*'} FROM {name} {one}")
            return " UNION ALL ".join(parts)
        if verb == "check":
            parts = []
            for rule in step["rules"]:
                broken = f"{e(rule.get('when', 'true'))} AND NOT ({e(rule['expect'])})"
                parts.append(f"SELECT *, '{rule['id']}' AS rule FROM {source} WHERE {broken}")
            return " UNION ALL ".join(parts)
        return f"SELECT * FROM {source}"

    def _paired(self, verb: str, step: Data, sides: list[tuple[str, str]], e: Any) -> str:
        (left, table), (right, other) = sides
        on = step["on"]
        pairs = list(on.items()) if isinstance(on, dict) else [(one, one) for one in _list(on)]
        keys = [f"{left}.{self._column(a)} = {right}.{self._column(b)}" for a, b in pairs]
        more = [e(step["where"])] if step.get("where") is not None else []
        if verb == "absent":
            test = f"{right}.{self._column(pairs[0][1])} IS NULL"
            tied = f"LEFT JOIN {other} {right} ON {' AND '.join(keys + more)}"
            return f"SELECT {left}.* FROM {table} {left} {tied} WHERE {test}"
        if verb == "within":
            start, end = e(step["from"]), e(step["to"])
            least = f"{start} + {e(step['least'])}" if "least" in step else start
            more.append(f"{end} >= {least}" + (f" AND {end} <= {start} + {e(step['most'])}" if "most" in step else ""))
        if step.get("keep") == "left":
            inner = f"SELECT 1 FROM {other} {right} WHERE {' AND '.join(keys + more)}"
            return f"SELECT {left}.* FROM {table} {left} WHERE EXISTS ({inner})"
        where = f" WHERE {' AND '.join(f'({one})' for one in more)}" if more else ""
        return f"SELECT {left}.*, {right}.* FROM {table} {left} JOIN {other} {right} ON {' AND '.join(keys)}{where}"

    def _grouped(self, verb: str, step: Data, source: str, known: set[str], e: Any) -> str:
        by = [e(one) for one in _list(step["by"])]
        having = step.get("having")
        take = dict(step.get("take") or {})
        bounds = [e(having)] if having is not None else []
        signs: tuple[tuple[str, str], ...] = (("at_least", ">="), ("at_most", "<="))
        if verb == "count":
            distinct = ", ".join(e(one) for one in _list(step.get("distinct", [])))
            number = f"COUNT(DISTINCT {distinct})" if distinct else "COUNT(*)"
            bounds = [
                f"{number} {sign} {e(step[key])}"
                for key, sign in (("at_least", ">="), ("at_most", "<="))
                if key in step
            ]
            columns = ", ".join([*by, f"{number} AS count"])
            return f"SELECT {columns} FROM {source} GROUP BY {', '.join(by)}{_having(bounds)}"
        if verb == "ratio":
            share = f"{e(step['top'])} / {e(step['bottom'])}"
            signs = (*signs, ("above", ">"), ("below", "<"))
            bounds = [f"{share} {sign} {e(step[key])}" for key, sign in signs if key in step]
            return f"SELECT {', '.join(by)}, {share} AS ratio FROM {source} GROUP BY {', '.join(by)}{_having(bounds)}"
        taken = f", {self._taken(take, known)}" if take else ""
        return f"SELECT {', '.join(by)}{taken} FROM {source} GROUP BY {', '.join(by)}{_having(bounds)}"

    def _taken(self, take: Data, known: set[str]) -> str:
        return ", ".join(f"{self._text(text, known)} AS {self._column(name)}" for name, text in take.items())

    def _column(self, name: str) -> str:
        last = name.rpartition(".")[2]
        return self.keys.get(last, last)

    def _text(self, text: Any, known: set[str]) -> str:
        try:
            return self._sql(parse(str(text).lower() if isinstance(text, bool) else str(text)), known)
        except StepErrors:
            return "NULL"

    def _sql(self, node: Node, known: set[str]) -> str:
        def s(one: Node) -> str:
            return self._sql(one, known)

        match node:
            case Literal():
                return _value(node.value)
            case Name():
                if node.name == "as_of":
                    return "CURRENT_DATE"
                if node.name in self.values:
                    return _value(self.values[node.name])
                alias = node.name.partition(".")[0]
                column = self._column(node.name)
                return f"{alias}.{column}" if "." in node.name and alias in known else column
            case Call():
                args = ", ".join(map(s, node.args))
                named = {"distinct": f"COUNT(DISTINCT {args})", "count": f"COUNT({args or '*'})"}
                return named.get(node.name, f"{node.name}({args})")
            case Unary():
                return f"NOT ({s(node.operand)})" if node.operator == "not" else f"-({s(node.operand)})"
            case Null():
                return f"({s(node.operand)}) IS {'NOT ' if node.negated else ''}NULL"
            case Items():
                return f"({', '.join(map(s, node.items))})"
            case Case():
                inner = " ".join(f"WHEN {s(when)} THEN {s(then)}" for when, then in node.branches)
                return f"CASE {inner}{'' if node.otherwise is None else f' ELSE {s(node.otherwise)}'} END"
            case Binary(operator="matches"):
                return f"REGEXP_LIKE({s(node.left)}, {s(node.right)})"
            case Binary():
                return f"({s(node.left)} {node.operator} {s(node.right)})"
        return "NULL"


def _list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _having(bounds: list[str]) -> str:
    return f" HAVING {' AND '.join(bounds)}" if bounds else ""


def _value(value: Any) -> str:
    if isinstance(value, str) and (duration := parse_duration(value)) is not None:
        value = duration
    if isinstance(value, Duration):
        if value.months and value.days:
            return f"(INTERVAL '{value.months}' MONTH + INTERVAL '{value.days}' DAY)"
        return f"INTERVAL '{value.months}' MONTH" if value.months else f"INTERVAL '{value.days}' DAY"
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.date):
        return f"DATE '{value.isoformat()}'"
    if isinstance(value, list):
        return f"({', '.join(map(_value, value))})"
    return "'" + re.sub("'", "''", value) + "'" if isinstance(value, str) else str(value)
