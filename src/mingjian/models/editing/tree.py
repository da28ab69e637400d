"""What a canvas shows of a model, each part with its place in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mingjian.collision import OPERATORS
from mingjian.models.editing.bench import Bench
from mingjian.models.editing.hand import MODEL_FILE
from mingjian.models.editing.renaming import input_places
from mingjian.models.editing.sheet import Place, Sheet
from mingjian.models.problems import Problem
from mingjian.models.source import Path

__all__ = ["Case", "Input", "Named", "Option", "Read", "Step", "Texts", "Tree", "tree_of"]


@dataclass(frozen=True)
class Named:
    """Something with a name: ``place`` is that of the name, ``value`` what stands behind it."""

    name: str
    place: Place
    value: Any


@dataclass(frozen=True)
class Input(Named):
    """A list the model reads."""

    standard: str | None
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Read:
    """An input of a step: the need or step it reads, and under which word."""

    alias: str
    name: str
    place: Place


@dataclass(frozen=True)
class Option:
    """An option of a step; ``place`` is that of its value."""

    name: str
    value: Any
    place: Place


@dataclass(frozen=True)
class Step(Named):
    """A step; ``verb`` is None where no operator is known by the words it has."""

    verb: str | None
    reads: tuple[Read, ...]
    options: tuple[Option, ...]
    note: Mapping[str, str] | None


@dataclass(frozen=True)
class Texts:
    """A text in both languages, by its path."""

    path: Path
    zh: str | None
    en: str | None
    place: Place


@dataclass(frozen=True)
class Case(Named):
    """A case of a file of examples: how many rows of which need, which trap, whether it must fire."""

    file: str
    trap: str | None
    rows: Mapping[str, int]
    clues: int
    undetermined: int


@dataclass(frozen=True)
class Tree:
    """All a canvas needs of a model."""

    model: str
    version: str
    inputs: tuple[Input, ...]
    parameters: tuple[Named, ...]
    steps: tuple[Step, ...]
    clue: tuple[Option, ...]
    texts: tuple[Texts, ...]
    cases: tuple[Case, ...]
    problems: tuple[Problem, ...]


def tree_of(bench: Bench) -> Tree:
    """The tree of a model folder as it is, whatever is wrong with it."""
    sheet = bench.model
    data = sheet.data
    return Tree(
        model=str(data.get("model") or ""),
        version=str(data.get("version") or ""),
        inputs=tuple(_input(sheet, name, need) for name, need in _entries(data.get("needs"))),
        parameters=tuple(
            Named(name, sheet.place(("parameters", name), key=True), value)
            for name, value in _entries(data.get("parameters"))
        ),
        steps=tuple(_step(sheet, name, body) for name, body in _entries(data.get("steps"))),
        clue=_options(sheet, ("clue",), data.get("clue"), ()),
        texts=tuple(_texts(sheet, data, ())),
        cases=tuple(
            _case(other, name, case)
            for file, other in bench.sheets.items()
            if file != MODEL_FILE
            for name, case in _entries(other.data.get("cases"))
        ),
        problems=tuple(bench.problems),
    )


def _entries(value: Any) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, dict) else []


def _input(sheet: Sheet, name: str, need: Any) -> Input:
    given = need if isinstance(need, dict) else {}
    columns = given.get("columns")
    standard = given.get("standard") or given.get("codes")
    return Input(
        name,
        sheet.place(("needs", name), key=True),
        need,
        str(standard) if standard is not None else None,
        tuple(map(str, columns)) if isinstance(columns, list) else (),
    )


def _step(sheet: Sheet, name: str, body: Any) -> Step:
    path = ("steps", name)
    given = body if isinstance(body, dict) else {}
    verb = next((key for key in given if key in OPERATORS), None)
    reads = tuple(Read(alias or read, read, sheet.place((*path, *place))) for place, alias, read in input_places(given))
    note = given.get("note")
    return Step(
        name,
        sheet.place(path, key=True),
        body,
        verb,
        reads,
        _options(sheet, path, given, ("note", verb)),
        note if isinstance(note, dict) else None,
    )


def _options(sheet: Sheet, path: Path, value: Any, without: tuple[str | None, ...]) -> tuple[Option, ...]:
    return tuple(Option(key, item, sheet.place((*path, key))) for key, item in _entries(value) if key not in without)


def _texts(sheet: Sheet, value: Any, path: Path) -> list[Texts]:
    """Every ``{zh: …, en: …}`` of the file."""
    found: list[Texts] = []
    if isinstance(value, dict):
        if "zh" in value or "en" in value:
            zh, en = (value[lang] if isinstance(value.get(lang), str) else None for lang in ("zh", "en"))
            found.append(Texts(path, zh, en, sheet.place(path)))
        for key, item in value.items():
            found += _texts(sheet, item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            found += _texts(sheet, item, (*path, index))
    return found


def _case(sheet: Sheet, name: str, case: Any) -> Case:
    given = case if isinstance(case, dict) else {}
    rows = {need: len(items) for need, items in _entries(given.get("rows")) if isinstance(items, list)}
    counts = [len(given[key]) if isinstance(given.get(key), list) else 0 for key in ("clues", "undetermined")]
    trap = given.get("trap")
    return Case(
        name,
        sheet.place(("cases", name), key=True),
        case,
        sheet.name,
        str(trap) if trap is not None else None,
        rows,
        *counts,
    )
