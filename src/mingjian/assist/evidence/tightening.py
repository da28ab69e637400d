"""An office's layer may add and tighten; what it would loosen is refused, entry by entry."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.assist.evidence.pack import Level, Need, PackFile
from mingjian.assist.evidence.records import STAGES
from mingjian.models.problems import Problem
from mingjian.models.source import Path, Source

__all__ = ["loosened"]

_ORDER = [Level.MAY, Level.SHOULD, Level.MUST]
_STAGES = list(STAGES)


def loosened(source: Source, layer: PackFile, under: PackFile) -> Iterator[Problem]:
    """Every place where a layer asks for less than the pack it is laid over."""
    if layer.charge not in (None, under.charge):
        yield source.problem(("charge",), "叠加层的罪名与所叠加的包不同", "a layer keeps the charge of its pack")
    for name, fact in layer.facts.items():
        if name in under.facts and fact.kind != under.facts[name].kind:
            yield source.problem(("facts", name), "不能改变已有事实的类型", "a layer keeps the kind of a fact")
    homes = {need.id: name for name, point in under.points.items() for need in point.needs}
    for name, point in layer.points.items():
        for number, need in enumerate(point.needs):
            home = homes.get(need.id, name)
            if home != name:
                yield source.problem(
                    ("points", name, "needs", number, "id"),
                    f"编号“{need.id}”已用于待证事实“{home}”",
                    f"the id '{need.id}' is that of a requirement of the point '{home}'",
                )
        known = under.points.get(name)
        if known is None:
            continue
        at: Path = ("points", name)
        if point.sources < known.sources:
            yield _less(source, (*at, "sources"), f"{known.sources}", f"{known.sources}")
        if (point.element, point.core) != (known.element, known.core):
            yield source.problem(at, "不能改变待证事实的要件或核心标记", "a layer keeps element and core of a point")
        theirs = {need.id: need for need in known.needs}
        for number, need in enumerate(point.needs):
            if need.id in theirs:
                yield from _need(source, (*at, "needs", number), need, theirs[need.id])


def _need(source: Source, at: Path, need: Need, known: Need) -> Iterator[Problem]:
    if _ORDER.index(need.level) < _ORDER.index(known.level):
        yield _less(source, (*at, "level"), known.level.zh, known.level.value)
    if _STAGES.index(need.stage) > _STAGES.index(known.stage):
        yield _less(source, (*at, "stage"), STAGES[known.stage][0], known.stage)
    if not set(need.any_of) <= set(known.any_of):
        yield _less(source, (*at, "any_of"), "、".join(known.any_of), ", ".join(known.any_of))
    if need.when is not None and need.when != known.when:
        yield _less(source, (*at, "when"), known.when or "无条件", known.when or "no condition")
    if known.each is not None and need.each != known.each:
        yield _less(source, (*at, "each"), known.each, known.each)


def _less(source: Source, at: Path, zh: str, en: str) -> Problem:
    return source.problem(
        at, "叠加层只能增加或收紧，不能放宽", "a layer may add and tighten, not loosen", expected=(zh, en)
    )
