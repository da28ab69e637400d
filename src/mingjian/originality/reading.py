"""One file of a work as it is compared: words, a plan or query, a program; it depends on nothing but the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mingjian.originality.opening import Opened, Problem, open_one
from mingjian.originality.plan import Bag, Sketch, plan_of_model, sketch
from mingjian.originality.python import features_of_python
from mingjian.originality.sql import plan_of_sql

__all__ = ["Reading", "read_file"]

_NO_SQL = "SQL 无法解析，按文字比较", "SQL that no dialect reads, compared as text"
_NO_PYTHON = "Python 无法解析，按文字比较", "no Python, compared as text"
_OTHER = "此类程序按文字比较，不按结构", "a program of this kind is compared as text, not by what it does"
_PROGRAMS = {".js", ".r", ".java"}


@dataclass(frozen=True)
class Reading:
    """What a file gives: ``text`` to be compared as words (None for none), a sketch, what a program is made of,
    the supervision point a model names, and what is to be told of the file in both languages."""

    text: str | None = None
    sketch: Sketch | None = None
    program: Bag = field(default_factory=Bag)
    point: str = ""
    told: tuple[str, str] | None = None


def read_file(name: str, path: Path) -> Reading:
    """A file read; whatever is wrong with it is told."""
    one = open_one(name, path)
    if one is None:
        return Reading()
    return Reading(told=(one.zh, one.en)) if isinstance(one, Problem) else _read(one)


def _read(one: Opened) -> Reading:
    if one.kind == "model":
        return Reading(sketch=sketch(plan_of_model(one.data)), point=_point(one.data))
    if one.kind == "sql":
        plan, how = plan_of_sql(one.text)
        return Reading(sketch=sketch(plan)) if how.queries else Reading(one.text, told=_NO_SQL)
    if one.kind == "python":
        program = features_of_python(one.text)
        return Reading(one.text, told=_NO_PYTHON) if program is None else Reading(program=Bag(program))
    return Reading(one.text, told=_OTHER if Path(one.name).suffix.lower() in _PROGRAMS else None)


def _point(data: Mapping[str, Any]) -> str:
    named = data.get("point")
    said = named.get("zh") if isinstance(named, Mapping) else named
    return " ".join(said.split()) if isinstance(said, str) else ""
