"""What is planted: violations a model must find and traps it must not fall into, side by side in one file a model.

A function under ``@violation`` or ``@trap`` makes ``n`` stories of its kind: it picks people nobody has used, makes
everything lawful around them and then the one thing that is wrong (or only looks wrong). It answers ``Sown``: whom the
stories are about and which rows a model needs to see to find them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from mingjian.province.chance import Rng
from mingjian.province.clock import Ints
from mingjian.province.world import World


@dataclass(frozen=True)
class Need:
    """Rows a model must be able to read: record numbers (one a story, or several a story; -1 none) and columns.

    Required columns of the standard are added when the truth is written. ``enough``: so many readable rows of the
    several are enough (payments of many months); 0: all must be readable.
    """

    dataset: str
    records: Ints
    columns: tuple[str, ...]
    enough: int = 0


@dataclass
class Sown:
    """Stories: the person of each, its document number or company where the clue is about these, the rows needed.

    ``lists``: datasets in which the *absence* of a row is the point; an unreadable row of the same person there makes
    the matter undetermined.
    """

    person: Ints
    needs: list[Need] = field(default_factory=list)
    document: list[str] | None = None
    company: Ints | None = None
    lists: tuple[str, ...] = ()


Maker = Callable[[World, Rng, int], Sown]


@dataclass(frozen=True)
class Plant:
    """One kind of violation or trap of one model. ``name`` is the rule; zh and en tell what happened."""

    model: str
    name: str
    violation: bool
    zh: str
    en: str
    make: Maker


PLANTS: list[Plant] = []
"""All plants in the order of their definition, which is the order of planting."""


def violation(model: str, name: str, zh: str, en: str) -> Callable[[Maker], Maker]:
    """Register a kind of violation."""
    return _register(model, name, True, zh, en)


def trap(model: str, name: str, zh: str, en: str) -> Callable[[Maker], Maker]:
    """Register a kind of trap: lawful, but a careless model would report it."""
    return _register(model, name, False, zh, en)


def _register(model: str, name: str, wrong: bool, zh: str, en: str) -> Callable[[Maker], Maker]:
    def keep(make: Maker) -> Maker:
        PLANTS.append(Plant(model, name, wrong, zh, en, make))
        return make

    return keep
