"""Which requirements of the packs have their material at the stage of the case: the cells of the matrix.

This tells whether materials are complete (材料齐备). Whether facts are clear (事实清楚) is for a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from mingjian.assist.evidence.case import Case
from mingjian.assist.evidence.computed import computed_facts
from mingjian.assist.evidence.finding import Gap, Place, Unknown, gap_key
from mingjian.assist.evidence.kinds import kinds
from mingjian.assist.evidence.laws import Cited, cited
from mingjian.assist.evidence.pack import Need, Point
from mingjian.assist.evidence.packs import BASE, Pack
from mingjian.assist.evidence.records import STAGES, Document
from mingjian.law import full_charge
from mingjian.models.texts import Text

__all__ = ["Cell", "State", "cells", "gaps", "packs_for", "points_for", "title_of", "unknowns"]

State = Literal["present", "missing", "unclear", "unknown", "later", "not_needed"]


@dataclass(frozen=True)
class Cell:
    """A requirement for the case, a person or an act, and what is there for it."""

    pack: str
    point_name: str
    point: Point
    need: Need
    about: str | None
    about_name: str
    state: State
    documents: tuple[Place, ...]
    asks: tuple[str, ...] = ()

    @property
    def title(self) -> Text:
        """What is asked for."""
        return title_of(self.need)

    @property
    def key(self) -> str:
        """What an override names (`Gap.key`)."""
        return gap_key(self.pack, self.need.id, self.about)

    @property
    def sources(self) -> tuple[Cited, ...]:
        """The articles it rests on."""
        return tuple(cited(one) for one in self.need.ref)


def title_of(need: Need) -> Text:
    """A requirement's title: its own, or the names of its materials."""
    if need.title is not None:
        return need.title
    named = [[kinds()[code] for code in one.split("+")] for one in need.any_of]
    return Text(
        zh="或".join("和".join(kind.zh for kind in one) for one in named),
        en=" or ".join(" and ".join(kind.en for kind in one) for one in named),
    )


def packs_for(case: Case, packs: Mapping[str, Pack]) -> list[Pack]:
    """The base pack and those of the case's charges, selective charges by what they select from."""
    wanted = {found.name for name in case.file.charges if (found := full_charge(name)) is not None}
    named = [one for one in packs.values() if one.file.charge is not None and _full(one.file.charge) in wanted]
    return [packs[BASE], *named] if BASE in packs else named


def _full(name: str) -> str:
    found = full_charge(name)
    return found.name if found is not None else name


def points_for(chosen: list[Pack]) -> dict[str, Point]:
    """Every proof point by `pack.point`."""
    return {f"{pack.id}.{name}": point for pack in chosen for name, point in pack.file.points.items()}


def cells(case: Case, chosen: list[Pack]) -> list[Cell]:
    """Every requirement with its state, in the order of the packs."""
    facts: dict[str, Any] = {**computed_facts(case), **case.file.facts}
    return [
        cell for pack in chosen for name, point in pack.file.points.items() for need in point.needs
        for cell in _cells(case, pack, name, point, need, facts)
    ]  # fmt: skip


def _cells(case: Case, pack: Pack, name: str, point: Point, need: Need, facts: Mapping[str, Any]) -> Iterator[Cell]:
    condition = pack.condition(need)
    holds = True if condition is None else condition.holds(facts)
    order = list(STAGES)
    for about in _abouts(case, need):
        found, clear = _documents(case, need, about)
        asks: tuple[str, ...] = ()
        if found and clear:
            state: State = "present"
        elif holds is False:
            state = "not_needed"
        elif order.index(case.file.stage) < order.index(need.stage):
            state = "later"
        elif holds is None and condition is not None:
            state, asks = "unknown", condition.unknown(facts)
        else:
            state = "unclear" if found else "missing"
        places = case.places(found)
        yield Cell(pack.id, name, point, need, about, case.name(about) if about else "", state, places, asks)


def _abouts(case: Case, need: Need) -> list[str | None]:
    if need.each is None:
        return [None]
    if need.each == "act":
        found: list[str] = [one.id for one in case.file.acts]
    elif need.each == "minor_suspect":
        ages = {one.id: case.age_at_act(one) for one in case.with_role("suspect")}
        return [name for name, age in ages.items() if age is not None and age < 18]
    elif need.each in ("natural_suspect", "unit_suspect"):
        suspects = case.with_role("suspect")
        found = [one.id for one in suspects if one.unit == (need.each == "unit_suspect")]
        if suspects and not found:
            return []
    else:
        found = [one.id for one in case.with_role(need.each)]
    return [*found] or [None]


def _documents(case: Case, need: Need, about: str | None) -> tuple[list[Document], bool]:
    """The materials of the first alternative that is whole; whether it is clear that they are about this one.

    A document that names nobody counts for the only one there is; among several it is unclear whose it is.
    """
    several = about is not None and len(_abouts(case, need)) > 1
    unclear: list[Document] = []
    for one in need.any_of:
        mine = [[d for d in case.file.documents if d.kind == code] for code in one.split("+")]
        named = [[d for d in part if about is None or about in _names(d, need)] for part in mine]
        loose = [[d for d in part if about is not None and not _names(d, need)] for part in mine]
        if all(part or (rest and not several) for part, rest in zip(named, loose, strict=True)):
            return [d for part, rest in zip(named, loose, strict=True) for d in part or rest], True
        if all(part or rest for part, rest in zip(named, loose, strict=True)):
            unclear = unclear or [d for part, rest in zip(named, loose, strict=True) for d in part or rest]
    return unclear, False


def _names(document: Document, need: Need) -> list[str]:
    if need.each == "act":
        return document.acts
    return [*document.of, *([document.speaker] if document.speaker else [])]


def gaps(found: list[Cell]) -> list[Gap]:
    """The requirements whose material is not there."""
    return [
        Gap(
            one.pack, one.point_name, one.need.id, one.title, one.point.element, one.need.level.value, one.need.stage,
            one.about, one.about_name, tuple(one.need.any_of), one.sources,
        )
        for one in found if one.state == "missing"
    ]  # fmt: skip


def unknowns(found: list[Cell]) -> list[Unknown]:
    """What cannot be told: a condition nobody stated, a document that names nobody."""
    told = []
    for one in found:
        if one.state == "unknown":
            told.append(Unknown(f"{one.pack}.{one.need.id}", one.title, one.asks, None))
        elif one.state == "unclear":
            told.append(Unknown(f"{one.pack}.{one.need.id}", one.title, ("of",), one.documents[0]))
    return told
