"""Functions over numbers, and the choosing ones that take any kind."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from mingjian.engines.functions.registry import ANY, SAME, Function, register
from mingjian.engines.kinds import Kind

__all__: list[str] = []

INTEGER, MONEY = frozenset({Kind.INTEGER}), frozenset({Kind.MONEY})
DECIMAL = frozenset({Kind.DECIMAL, Kind.INTEGER})
NUMBER = frozenset({Kind.INTEGER, Kind.MONEY, Kind.DECIMAL})
ORDERED = NUMBER | {Kind.DATE, Kind.MONTH}


def _round(value: float, digits: int) -> float:
    """Half away from zero, computed as DuckDB does: scale, round, scale back."""
    scaled = float(value) * 10.0**digits
    if not math.isfinite(scaled):
        return float(value)
    down = math.floor(abs(scaled))
    up = down + 1 if abs(scaled) - down >= 0.5 else down
    return math.copysign(up, scaled) / 10.0**digits


def _round_money(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-min(digits, 2)), ROUND_HALF_UP)


def _strict(function: str) -> Any:
    """``least`` and ``greatest`` of DuckDB skip nulls; a missing value must stay unknown."""

    def emit(*args: str) -> str:
        missing = " OR ".join(f"({arg}) IS NULL" for arg in args)
        return f"CASE WHEN {missing} THEN NULL ELSE {function}({', '.join(args)}) END"

    return emit


def _coalesce(*values: Any) -> Any:
    return next((value for value in values if value is not None), None)


register(
    Function("abs", (NUMBER,), SAME, "abs({0})", abs, "绝对值", "absolute value", "abs(-3) = 3")
)  # fmt: skip
register(
    Function("round", (MONEY, INTEGER), Kind.MONEY, "round({0}, {1})::DECIMAL(38,2)", _round_money,
             "四舍五入到若干位小数", "rounded half away from zero", "round(12.345, 1)",
             constants=frozenset({1}))
)  # fmt: skip
register(
    Function("round", (DECIMAL, INTEGER), Kind.DECIMAL, "round(({0})::DOUBLE, ({1})::INTEGER)", _round,
             "四舍五入到若干位小数", "rounded half away from zero", "round(2.5, 0) = 3",
             constants=frozenset({1}))
)  # fmt: skip
register(
    Function("floor", (NUMBER,), Kind.INTEGER, "TRY_CAST(floor({0}) AS BIGINT)", lambda x: math.floor(x),
             "向下取整", "the integer not above", "floor(2.7) = 2", partial=True)
)  # fmt: skip
register(
    Function("least", (ORDERED, ORDERED), SAME, _strict("least"), min, "最小者；有空值则为空",
             "the smallest; null when one is null", "least(3, 5) = 3", variadic=True)
)  # fmt: skip
register(
    Function("greatest", (ORDERED, ORDERED), SAME, _strict("greatest"), max, "最大者；有空值则为空",
             "the largest; null when one is null", "greatest(3, 5) = 5", variadic=True)
)  # fmt: skip
register(
    Function("coalesce", (ANY, ANY), SAME, lambda *args: f"coalesce({', '.join(args)})", _coalesce,
             "第一个非空的值：作者以此表明空值的含义",
             "the first value that is not null: how an author says what a null means",
             "coalesce(term_months, 0)", strict=False, variadic=True)
)  # fmt: skip
