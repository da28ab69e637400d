"""Constants that options need: numbers and durations, written out or by a parameter's name."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from mingjian.collision.expressions import Constant
from mingjian.collision.operators.base import Binder
from mingjian.engines import NUMERIC, Duration, Kind

__all__ = ["Path", "duration", "number", "whole"]

Path = str | Sequence[str]
"""An option's name, or the names that lead to one inside another."""


def number(binder: Binder, text: str | None, option: Path) -> Decimal | None:
    """The number an option holds; None when it is left out or wrong (noted)."""
    found = _constant(binder, text, option, *NUMERIC)
    return None if found is None else Decimal(str(found))


def whole(
    binder: Binder, text: str | None, option: Path, least: int | None = None, most: int | None = None
) -> int | None:  # fmt: skip
    """The whole number an option holds; None when it is left out or wrong: of another kind, below or above (noted)."""
    found = _constant(binder, text, option, Kind.INTEGER)
    if found is None:
        return None
    given, steps = int(str(found)), _steps(option)
    if (least is not None and given < least) or (most is not None and given > most):
        low, high = f"{least:,}", f"{most:,}" if most is not None else ""
        zh = f"{steps[-1]} 应在 {low} 至 {high} 之间" if high else f"{steps[-1]} 至少为 {low}"
        en = f"{steps[-1]!r} is from {low} to {high}" if high else f"{steps[-1]!r} is {low} or more"
        binder.problem(zh, en, steps)
    return given


def duration(binder: Binder, text: str | None, option: Path) -> Duration | None:
    """The duration an option holds; None when it is left out or wrong (noted)."""
    found = _constant(binder, text, option, Kind.DURATION)
    return found if isinstance(found, Duration) else None


def _constant(binder: Binder, text: str | None, option: Path, *kinds: Kind) -> object | None:
    if text is None:
        return None
    found = binder.expression(text, binder.scope(sides=()), _steps(option), *kinds)
    if found is None:
        return None
    if not isinstance(found, Constant) or found.value is None:
        binder.problem("应是写出的值或参数", "a written value or a parameter is wanted", _steps(option))
        return None
    return found.value


def _steps(option: Path) -> tuple[str, ...]:
    return (option,) if isinstance(option, str) else tuple(option)
