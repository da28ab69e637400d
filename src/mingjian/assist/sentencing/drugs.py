"""Weights of drugs from which a quantity is larger or large (刑法347, 348 and their interpretation), by kind."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

__all__ = ["DrugWeights", "drug_data", "drug_kinds", "drug_weights"]


@dataclass(frozen=True, slots=True)
class DrugWeights:
    """Grams from which a kind is a larger and a large quantity, and where they stand, since when."""

    kind: str
    larger: int
    large: int
    title: str
    item: str
    start: dt.date


def drug_weights(kind: str, on: dt.date) -> DrugWeights | None:
    """The weights of a kind on a day; None where no text sets them."""
    data = drug_data()
    row = data["kinds"].get(kind)
    source = data["sources"][row["source"]] if row else None
    if row is None or source is None or on < source["from"]:
        return None
    larger, large = row["grams"]
    return DrugWeights(kind, larger, large, source["title"], source["item"], source["from"])


def drug_kinds() -> tuple[str, ...]:
    """The kinds that have weights, in the order of the law."""
    return tuple(drug_data()["kinds"])


@cache
def drug_data() -> dict[str, Any]:
    """The file as it is: `sources`, `kinds`, `tiers`."""
    data: dict[str, Any] = YAML(typ="safe").load(
        files("mingjian.assist.sentencing").joinpath("drugs.yaml").read_text("utf-8")
    )
    return data
