"""Constants that options need: numbers and durations, written out or by a parameter's name."""

from __future__ import annotations

from decimal import Decimal

from mingjian.collision.expressions import Constant
from mingjian.collision.operators.base import Binder
from mingjian.engines import NUMERIC, Duration, Kind

__all__ = ["duration", "number"]


def number(binder: Binder, text: str | None, option: str, *, whole: bool = False) -> Decimal | None:
    """The number an option holds; None when it is left out or wrong (noted)."""
    if text is None:
        return None
    kinds = (Kind.INTEGER,) if whole else tuple(NUMERIC)
    found = binder.expression(text, binder.scope(sides=()), (option,), *kinds)
    if found is None:
        return None
    if not isinstance(found, Constant) or found.value is None:
        binder.problem("应是常量或参数", "a constant or a parameter is wanted", (option,))
        return None
    return Decimal(str(found.value))


def duration(binder: Binder, text: str | None, option: str) -> Duration | None:
    """The duration an option holds; None when it is left out or wrong (noted)."""
    if text is None:
        return None
    found = binder.expression(text, binder.scope(sides=()), (option,), Kind.DURATION)
    if found is None:
        return None
    if not isinstance(found, Constant) or not isinstance(found.value, Duration):
        binder.problem("应是写出的时长或参数", "a written duration or a parameter is wanted", (option,))
        return None
    return found.value
