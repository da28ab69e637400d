"""Charges that are taken for each other and what decides between them, from `data/confusable.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ruamel.yaml import YAML

__all__ = ["Neighbours", "confusable", "neighbours", "neighbours_of"]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Two charges, with 罪. `decides`: the role of the deciding element; `zh`, `en`: what to ask."""

    one: str
    other: str
    decides: str
    zh: str
    en: str


@cache
def confusable() -> tuple[Neighbours, ...]:
    """All pairs in the order of the file."""
    text = files("mingjian.assist.charges").joinpath("data/confusable.yaml").read_text("utf-8")
    return tuple(
        Neighbours(row["charges"][0] + "罪", row["charges"][1] + "罪", row["decides"], row["zh"], row["en"])
        for row in YAML(typ="safe").load(text)
    )


@cache
def _by_names() -> dict[frozenset[str], Neighbours]:
    return {frozenset((pair.one, pair.other)): pair for pair in confusable()}


def neighbours(one: str, other: str) -> Neighbours | None:
    """The pair of two charges, or None when they are not taken for each other."""
    return _by_names().get(frozenset((one, other)))


def neighbours_of(name: str) -> list[Neighbours]:
    """The pairs a charge is in."""
    return [pair for pair in confusable() if name in (pair.one, pair.other)]
