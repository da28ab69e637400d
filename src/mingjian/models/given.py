"""Parameters and coverage as the collision algebra wants them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from mingjian.collision import Given
from mingjian.engines.kinds import Kind
from mingjian.models.parameters import Parameter

__all__ = ["givens"]


def givens(declared: Mapping[str, Parameter], values: Mapping[str, Any]) -> dict[str, Given]:
    """Each parameter's value under its kind."""
    out: dict[str, Given] = {}
    for name, parameter in declared.items():
        value, kind = values[name], parameter.kind
        if parameter.is_list:
            out[name] = Given(kind, items=tuple(_value(item, kind) for item in value))
        else:
            out[name] = Given(kind, _value(value, kind))
    return out


def _value(value: Any, kind: Kind) -> Any:
    return Decimal(str(value)) if kind in (Kind.MONEY, Kind.DECIMAL) else value
