"""One file makes a contest: read with the place of every mistake, all at once; changed as text, so that what an edit
does not touch keeps every byte. Export is the file itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mingjian.contest.conflicts import ConflictRules
from mingjian.contest.definition import ContestFile
from mingjian.contest.file_checks import phase_problems, seat_problems, type_problems, zone_of
from mingjian.models.editing import Sheet
from mingjian.models.editing.primitives import Primitive
from mingjian.models.editing.sheet import open_sheet
from mingjian.models.problems import ModelErrors, Problem
from mingjian.models.shape import problems_of
from mingjian.models.source import Path as Place
from mingjian.models.source import read_source

__all__ = ["FILE", "Contest", "check_contest", "edited", "load_contest", "open_contest", "parse_contest"]

FILE = "contest.yaml"


@dataclass(frozen=True)
class Contest:
    """A contest and the text it was read from."""

    definition: ContestFile
    text: str

    @property
    def id(self) -> str:
        """Its short name."""
        return self.definition.contest

    def begins(self, phase: str) -> datetime | None:
        """When a phase begins, with its zone; None when the file does not say."""
        when = self.definition.phases.get(phase)
        zone = zone_of(self.definition.zone)
        return datetime.strptime(when, "%Y-%m-%d %H:%M").replace(tzinfo=zone) if when is not None else None

    def late(self, at: datetime) -> bool:
        """Whether a work handed in at an instant (with a zone) is late: the deadline itself is."""
        closed = self.begins("closed")
        assert closed is not None
        return at.astimezone(UTC) >= closed.astimezone(UTC)

    def rules(self) -> ConflictRules:
        """Which conflicts are computed."""
        said = self.definition.conflicts
        return ConflictRules(said.years, said.above_below, said.city, said.competitor, frozenset(said.not_above))


def load_contest(path: Path | str) -> Contest:
    """The contest of a folder (its ``contest.yaml``) or of a file. Raises ModelErrors with every problem."""
    place = Path(path)
    file = place / FILE if place.is_dir() else place
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ModelErrors([Problem(str(file), 1, 1, "", "没有这个竞赛文件", "there is no such contest file")]) from None
    except UnicodeDecodeError:
        raise ModelErrors([Problem(str(file), 1, 1, "", "文件不是 UTF-8 编码", "the file is not UTF-8")]) from None
    return parse_contest(text, str(file))


def parse_contest(text: str, file: str = FILE) -> Contest:
    """The contest of a YAML text. Raises ModelErrors with every problem."""
    found, problems = check_contest(text, file)
    if found is None:
        raise ModelErrors(problems)
    return found


def check_contest(text: str, file: str = FILE) -> tuple[Contest | None, list[Problem]]:
    """The contest, or None with every problem of the file, sorted by place."""
    source = read_source(text, file)
    problems, whole = list(source.problems), None
    if not isinstance(source.data, dict):
        if not problems:
            expected = ("contest: …", "contest: …")
            problems.append(
                source.problem((), "竞赛文件应为键值映射", "a contest file is a mapping", expected=expected)
            )
        return None, problems
    try:
        whole = ContestFile.model_validate(source.data)
    except ValidationError as error:
        problems += problems_of(error, source, ContestFile)
    problems += phase_problems(source, source.data)
    problems += type_problems(source, source.data)
    problems += seat_problems(source, source.data)
    if problems or whole is None:
        unique = {(one.line, one.column, one.en): one for one in problems}
        return None, sorted(unique.values(), key=lambda one: (one.line, one.column))
    return Contest(whole, text), []


def open_contest(text: str, name: str = FILE) -> Sheet:
    """The file as a sheet that is edited (`models.editing`). Raises EditRefused with every reason why it cannot be."""
    return open_sheet(text, name, _line_by_line)


def edited(sheet: Sheet, change: Primitive) -> Sheet:
    """The sheet after one change; every byte it does not touch is as before. Raises EditRefused."""
    return sheet.changed(change)[0]


def _line_by_line(path: Place, value: Any) -> bool:
    """Phases, types and what hangs directly under them have a line each."""
    return isinstance(value, dict) and (path == ("phases",) or (len(path) in (1, 2, 3) and path[:1] == ("types",)))
