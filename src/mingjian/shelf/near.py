"""What is there already: the published models nearest to one, and how many stand under a supervision point."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mingjian.models import Model
from mingjian.models.source import read_source
from mingjian.originality.nearest import LIMIT
from mingjian.originality.nearest import nearest as near_to
from mingjian.originality.plan import Bag, plan_of_model, sketch
from mingjian.originality.prose import prose
from mingjian.originality.work import Told, Work

__all__ = ["LIMIT", "Neighbour", "Point", "nearest", "point_of", "points"]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A model near to another. ``value``: how much of what they do is alike, 0 to 1, None where only lists and point
    were there to compare. ``standards`` are lists that both read, ``steps`` pairs of steps that do the same."""

    id: str
    value: float | None
    standards: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]
    same_point: bool


@dataclass(frozen=True, slots=True)
class Point:
    """A supervision point and the models under it. A limit of 0 is none."""

    name: str
    models: tuple[str, ...]
    limit: int = LIMIT

    @property
    def left(self) -> int | None:
        """Places left; None where there is no limit."""
        return None if not self.limit else max(0, self.limit - len(self.models))

    @property
    def full(self) -> bool:
        """Whether one more takes a reason."""
        return self.left == 0

    @property
    def said(self) -> tuple[str, str]:
        """What a builder is told of it."""
        count, listed = len(self.models), ", ".join(self.models)
        if not self.full:
            return (
                f"监督点“{self.name}”已有模型 {count} 个（上限 {self.limit or '不限'}）",
                f"models under the point '{self.name}': {count} (limit {self.limit or 'none'})",
            )
        return (
            f"监督点“{self.name}”已有模型 {count} 个，达到上限 {self.limit}：{listed}。再增加须说明理由",
            f"models under the point '{self.name}': {count}, which is the limit of {self.limit} ({listed}). One more "
            "takes a reason",
        )


def nearest(text: str, models: Iterable[Model], *, but: str = "", most: int = 5) -> list[Neighbour]:
    """The models nearest to a model file, by what it does. It may be unfinished: what cannot be read counts for
    nothing, and while no step reaches a clue the lists it names and its point decide. ``but``: an id that is left out,
    as of the former versions of the same model."""
    read: Any = read_source(text, "model.yaml").data
    data: Mapping[str, Any] = read if isinstance(read, dict) else {}
    others = [one for one in models if one.id != but]
    work = _work("", data)
    if not work.plans[0][1].steps:
        return _by_lists(data, others, most)
    point = point_of(data)
    found = near_to(work, [_work(one.id, one.data) for one in others], most)
    same = {one.id for one in others if point and point_of(one.data) == point}
    return [
        Neighbour(one.id, one.value, one.standards, tuple((pair.one, pair.other) for pair in one.how.steps),
                  one.id in same)
        for one in found
    ]  # fmt: skip


def point_of(data: Mapping[str, Any]) -> str:
    """The supervision point of a model's data, in Chinese, as points are told apart."""
    point = data.get("point")
    return " ".join(str(point.get("zh") or "").split()) if isinstance(point, Mapping) else ""


def points(models: Sequence[Model], limit: int = LIMIT) -> dict[str, Point]:
    """The points of some models, in order, with what stands under them."""
    found: dict[str, list[str]] = {}
    for one in models:
        found.setdefault(point_of(one.data), []).append(one.id)
    return {name: Point(name, tuple(ids), limit) for name, ids in found.items()}


def _by_lists(data: Mapping[str, Any], models: Sequence[Model], most: int) -> list[Neighbour]:
    """By point and lists in common: all there is of an idea."""
    mine, point = _lists(data), point_of(data)
    found = []
    for one in models:
        theirs, same = _lists(one.data), bool(point) and point_of(one.data) == point
        both = mine & theirs
        if both or same:
            found.append(((not same, -len(both) / max(1, len(mine | theirs)), one.id), one.id, both, same))
    return [Neighbour(id_, None, tuple(sorted(both)), (), same) for _, id_, both, same in sorted(found)[:most]]


def _lists(data: Mapping[str, Any]) -> set[str]:
    needs = data.get("needs")
    entries = needs.values() if isinstance(needs, Mapping) else ()
    return {str(one["standard"]) for one in entries if isinstance(one, Mapping) and one.get("standard")}


def _work(name: str, data: Mapping[str, Any]) -> Work:
    plan = sketch(plan_of_model(data))
    told = Told(point=point_of(data))
    return Work(name, "shelf", prose(""), (), (("model.yaml", plan),), plan.bag, Bag(), told)
