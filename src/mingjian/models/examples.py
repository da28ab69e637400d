"""Example files of a model: rows by need, grouped in cases, each with what it must give.

A file is one run. A *case* owns its rows and says which clues must fire; without ``clues`` it must stay silent. A
person is named once under ``people`` and taken by ``of: name``, a company under ``companies`` and by ``at: name``;
identity numbers and credit codes are made up with a right check digit, so that no real one is ever written down.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, StringConstraints, ValidationError

from mingjian.models.definition import Name
from mingjian.models.problems import ModelErrors, Problem
from mingjian.models.shape import problems_of
from mingjian.models.source import Source, read_source
from mingjian.models.texts import Strict, Text

__all__ = [
    "Case",
    "Company",
    "CoverageRow",
    "ExampleFile",
    "Expected",
    "Person",
    "Read",
    "Unsure",
    "read_examples",
    "read_texts",
    "rows_of",
]

Rows = list[dict[str, Any]]


class Person(Strict):
    """Somebody in the examples. ``id`` overrides the made-up identity number (a damaged one, for instance)."""

    name: str
    born: dt.date | None = None
    sex: Annotated[str, StringConstraints(pattern="^(male|female)$")] = "male"
    id: str | None = None


class Company(Strict):
    """A company in the examples; its credit code is made up with a right check character."""

    name: str
    uscc: str | None = None


class CoverageRow(Strict):
    """Declared coverage of a need."""

    region: Annotated[str, StringConstraints(pattern=r"^\d{6}$")]
    from_: dt.date = Field(alias="from")
    to: dt.date


class Expected(Strict):
    """A clue that must fire: some or all of its key, a rule, and words its Chinese sentence must have."""

    key: dict[str, Any] = Field(default_factory=dict)
    rule: str | None = None
    says: str | None = None
    amount: float | int | None = None
    level: str | None = None


class Unsure(Strict):
    """A row that must be left undetermined: the need it is of, and optionally the step and the reason."""

    need: Name
    step: Name | None = None
    reason: str | None = None


class Case(Strict):
    """Rows that belong together. ``trap`` names the known false positive it shows."""

    zh: str = Field(description="说明（中文）")
    en: str = Field(description="what it shows (English)")
    trap: Name | None = Field(default=None, description="所示误报的编号 id of the trap it shows")
    rows: dict[Name, Rows] = Field(description="各数据需求的行 rows by need")
    clues: list[Expected] = Field(default_factory=list, description="应有线索；空为静默 clues it must give")
    undetermined: list[Unsure] = Field(default_factory=list, description="应待定的行 rows that must stay in doubt")


class ExampleFile(Strict):
    """One example file. ``shared`` rows belong to no case (reference data)."""

    about: Text | None = Field(default=None, description="说明 what the file shows")
    as_of: dt.date = Field(description="基准日 the as-of day")
    parameters: dict[Name, Any] = Field(default_factory=dict, description="参数改值 parameter overrides")
    coverage: dict[Name, list[CoverageRow]] = Field(default_factory=dict, description="声明的覆盖 declared coverage")
    people: dict[Name, Person] = Field(default_factory=dict, description="人物，行中以 of 引用 taken by `of`")
    companies: dict[Name, Company] = Field(default_factory=dict, description="主体，行中以 at 引用 taken by `at`")
    shared: dict[Name, Rows] = Field(default_factory=dict, description="不属任何案例的行 rows of no case")
    cases: dict[Name, Case] = Field(min_length=1, description="案例 cases by name")


@dataclass(frozen=True)
class Read:
    """An example file with the places of everything in it."""

    file: Path
    content: ExampleFile
    source: Source


def read_examples(folder: Path) -> list[Read]:
    """All example files of a model folder, by name. Raises ModelErrors with every problem of every file."""
    files = sorted((folder / "examples").glob("*.yaml"))
    return read_texts({str(file): file.read_text(encoding="utf-8") for file in files})


def read_texts(texts: Mapping[str, str]) -> list[Read]:
    """The texts of example files by file. Raises ModelErrors with every problem of every file."""
    found: list[Read] = []
    problems: list[Problem] = []
    for name, text in texts.items():
        file, source = Path(name), read_source(text, name)
        if source.problems:
            problems += source.problems
            continue
        try:
            found.append(Read(file, ExampleFile.model_validate(source.data), source))
        except ValidationError as error:
            problems += problems_of(error, source, ExampleFile)
    if problems:
        raise ModelErrors(problems)
    return found


def rows_of(content: ExampleFile) -> list[tuple[str | None, str, Mapping[str, Any]]]:
    """Every row with its case (None: shared) and its need, in the order they are written."""
    rows: list[tuple[str | None, str, Mapping[str, Any]]] = []
    for need, given in content.shared.items():
        rows += [(None, need, row) for row in given]
    for name, case in content.cases.items():
        for need, given in case.rows.items():
            rows += [(name, need, row) for row in given]
    return rows
