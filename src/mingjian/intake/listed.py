"""A list of deliveries (`deliveries.yaml`, as a synthetic province writes it) as orders, in the order of their load."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from mingjian.intake.order import Order
from mingjian.lake import Coverage

__all__ = ["Listed", "read_listed"]


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
    orders = tuple(
        Order(
            folder / one["file"], one["standard"], dataset=one["dataset"], delivery=one["delivery"],
            owner=str(one["owner"]), synthetic=bool(listed["synthetic"]), extracted_on=one["extracted_on"],
            coverage=tuple(Coverage.model_validate(span) for span in one.get("coverage", ())),
        )
        for one in wanted
    )  # fmt: skip
    return Listed(listed["as_of"], orders, tuple(one["rows"] for one in wanted))
