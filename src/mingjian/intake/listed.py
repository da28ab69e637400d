"""A list of deliveries (`deliveries.yaml`, as a synthetic province writes it) as orders, in the order of their load."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from mingjian.intake.order import Order
from mingjian.lake import Coverage

__all__ = ["Listed", "order_of", "read_listed"]


@dataclass(frozen=True)
class Listed:
    """What is listed: the as-of day, the orders, and the rows each announces."""

    as_of: date
    orders: tuple[Order, ...]
    rows: tuple[int, ...]


def read_listed(folder: Path, standards: Collection[str] | None = None) -> Listed:
    """The list of a folder; with ``standards``, only deliveries under one of these. Raises OSError, KeyError."""
    listed: dict[str, Any] = YAML(typ="safe").load((folder / "deliveries.yaml").read_text(encoding="utf-8"))
    wanted = [one for one in listed["deliveries"] if standards is None or str(one["standard"]) in standards]
    orders = tuple(order_of(folder, one, bool(listed["synthetic"])) for one in wanted)
    return Listed(listed["as_of"], orders, tuple(one["rows"] for one in wanted))


def order_of(folder: Path, one: Mapping[str, Any], synthetic: bool) -> Order:
    """An entry of the list as an order; days may be texts. Raises KeyError."""
    day = one["extracted_on"]
    return Order(
        folder / one["file"], one["standard"], dataset=one["dataset"], delivery=one["delivery"],
        owner=str(one["owner"]), synthetic=synthetic,
        extracted_on=date.fromisoformat(day) if isinstance(day, str) else day,
        coverage=tuple(Coverage.model_validate(span) for span in one.get("coverage", ())),
    )  # fmt: skip
