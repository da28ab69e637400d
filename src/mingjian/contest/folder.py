"""A contest kept as a folder: `contest.yaml` and, beside it, what was entered, who judges, and what they wrote.

`works.json`, `judges.json` and `people.json` are given; `assignment.json` and `forms.json` come with judging. On the
desk the same facts are rows of its database.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from mingjian.contest.conflicts import Conflict, Declared, conflicts
from mingjian.contest.errors import ContestError
from mingjian.contest.file import Contest, load_contest
from mingjian.contest.forms import Form, Scoring
from mingjian.contest.people import Entry, Office, Person, Posting
from mingjian.contest.results import Standing
from mingjian.contest.seats import JudgeSeat, WorkSeat
from mingjian.models.texts import Strict
from mingjian.standards.wrong_value import said

__all__ = ["ContestFolder", "open_folder", "write_json"]

_T = TypeVar("_T")


class WorkRow(Strict):
    work: str
    type: str
    authors: list[str] = Field(default_factory=list)
    contacts: list[str] = Field(default_factory=list)
    topics: list[str] = Field(default_factory=list)
    standing: Standing = Standing.JUDGED
    ready: bool = True
    panel: str = ""


class JudgeRow(Strict):
    judge: str
    types: list[str]
    topics: list[str] = Field(default_factory=list)
    most: int | None = Field(default=None, ge=0)
    panel: str = ""


class _Office(Strict):
    path: str
    region: str = Field(pattern=r"^\d{6}$")
    zh: str
    en: str = ""


class _Posting(Strict):
    office: str
    start: date
    end: date | None = None


class _Person(Strict):
    id: str
    name: str
    postings: list[_Posting] = Field(default_factory=list)
    contacts: list[str] = Field(default_factory=list)
    supervisors: list[str] = Field(default_factory=list)
    confirmed: bool = True


class _Declared(Strict):
    judge: str
    about: str
    by: str
    why: str


class _Earlier(Strict):
    work: str
    type: str
    authors: list[str]


class PeopleRows(Strict):
    offices: list[_Office] = Field(default_factory=list)
    people: list[_Person] = Field(default_factory=list)
    declared: list[_Declared] = Field(default_factory=list)
    told_apart: list[list[str]] = Field(default_factory=list)
    earlier: list[_Earlier] = Field(default_factory=list)


class _Assigned(Strict):
    work: str
    judge: str
    place: int = 0


class _Form(Strict):
    number: int
    kind: str
    work: str
    judge: str
    scores: dict[str, int | float] = Field(default_factory=dict)
    reasons: dict[str, str] = Field(default_factory=dict)
    abstained: str = ""
    entered_by: str = ""
    paper: str = ""
    withdrawn: str = ""


@dataclass(frozen=True)
class ContestFolder:
    """Everything of a folder, read."""

    path: Path
    contest: Contest
    works: tuple[WorkRow, ...]
    judges: tuple[JudgeRow, ...]
    people: PeopleRows
    assigned: tuple[tuple[str, str], ...]
    forms: tuple[Form, ...]

    def scorings(self) -> dict[str, Scoring]:
        """Of every type."""
        return {name: one.scoring() for name, one in self.contest.definition.types.items()}

    def standings(self, kind: str) -> dict[str, Standing]:
        """What became of the works of a type."""
        return {one.work: one.standing for one in self.works if one.type == kind}

    def work_seats(self, kind: str) -> list[WorkSeat]:
        """Works of a type that are to be judged."""
        running = (Standing.JUDGED, Standing.ANCHOR)
        return [
            WorkSeat(one.work, frozenset(one.topics), one.ready, one.standing is Standing.ANCHOR, one.panel)
            for one in self.works
            if one.type == kind and one.standing in running
        ]

    def judge_seats(self, kind: str) -> list[JudgeSeat]:
        """The pool of a type."""
        sure = {one.id: one.confirmed for one in self.people.people}
        return [
            JudgeSeat(one.judge, frozenset(one.topics), sure.get(one.judge, False), one.most, one.panel)
            for one in self.judges
            if kind in one.types
        ]

    def entries(self) -> list[Entry]:
        """Works with their authors."""
        return [Entry(one.work, one.type, tuple(one.authors), tuple(one.contacts)) for one in self.works]

    def earlier(self) -> list[Entry]:
        """Works of earlier contests."""
        return [Entry(one.work, one.type, tuple(one.authors)) for one in self.people.earlier]

    def persons(self) -> list[Person]:
        """Everybody known, with offices by their path. Raises ContestError for a path that is no office."""
        offices = {one.path: Office(one.path, one.region, one.zh, one.en) for one in self.people.offices}
        unknown = sorted({p.office for one in self.people.people for p in one.postings} - set(offices))
        if unknown:
            raise ContestError(f"people.json：没有检察院 {unknown[0]}", f"people.json: there is no office {unknown[0]}")
        return [
            Person(one.id, one.name, tuple(Posting(offices[p.office], p.start, p.end) for p in one.postings),
                   tuple(one.contacts), frozenset(one.supervisors), one.confirmed)
            for one in self.people.people
        ]  # fmt: skip

    def conflicts(self, kind: str, day: date) -> list[Conflict]:
        """Of the judges and works of a type, as they are on a day."""
        names = {one.id for one in self.work_seats(kind)}
        return conflicts(
            [one.id for one in self.judge_seats(kind)], self.entries(), self.persons(), day, rules=self.contest.rules(),
            declared=self.declared(), earlier=self.earlier(), told_apart=self.people.told_apart, only=names,
        )  # fmt: skip

    def declared(self) -> list[Declared]:
        """Conflicts that were told."""
        return [Declared(one.judge, one.about, one.by, one.why) for one in self.people.declared]


def open_folder(path: Path) -> ContestFolder:
    """Raises ModelErrors for the contest file, ContestError for the others, each with everything that is wrong."""
    contest = load_contest(path)
    works = _read(path / "works.json", list[WorkRow], [])
    judges = _read(path / "judges.json", list[JudgeRow], [])
    people = _read(path / "people.json", PeopleRows, PeopleRows())
    assigned = _read(path / "assignment.json", list[_Assigned], [])
    forms = [Form(**one.model_dump()) for one in _read(path / "forms.json", list[_Form], [])]
    found = ContestFolder(
        path,
        contest,
        tuple(works),
        tuple(judges),
        people,
        tuple((one.work, one.judge) for one in assigned),
        tuple(forms),
    )
    _refuse(_unknown(found) + _flawed(found))
    return found


def write_json(file: Path, data: Any) -> None:
    """Put data into a file, whole or not at all."""
    draft = file.with_name(file.name + ".draft")
    draft.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    draft.replace(file)


def _read(file: Path, kind: type[_T], absent: _T) -> _T:
    try:
        return TypeAdapter(kind).validate_json(file.read_bytes())
    except FileNotFoundError:
        return absent
    except ValidationError as error:
        wrong = [
            (".".join(map(str, one["loc"])), *said(one)) for one in error.errors(include_url=False, include_input=False)
        ]
        raise _together(
            [
                ContestError(f"{file.name}：{at or '文件'}：{zh}", f"{file.name}: {at or 'file'}: {en}")
                for at, zh, en in wrong
            ]
        ) from None


def _unknown(found: ContestFolder) -> list[ContestError]:
    """Types and names that are nowhere, and names that are twice."""
    types = set(found.contest.definition.types)
    wrong = []
    for file, names in (
        ("works.json", [one.work for one in found.works]),
        ("judges.json", [one.judge for one in found.judges]),
    ):
        wrong += [
            _said(file, name, "列了两次", "is listed twice")
            for name in sorted({n for n in names if names.count(n) > 1})
        ]
    for work in found.works:
        if work.type not in types:
            wrong.append(_said("works.json", work.work, f"没有类型“{work.type}”", f"there is no type '{work.type}'"))
    for judge in found.judges:
        wrong += [
            _said("judges.json", judge.judge, f"没有类型“{kind}”", f"there is no type '{kind}'")
            for kind in judge.types if kind not in types
        ]  # fmt: skip
    return wrong


def _flawed(found: ContestFolder) -> list[ContestError]:
    """Forms that are not whole, are about what is not there, or of which there are two."""
    scorings, kinds = found.scorings(), {one.work: one.type for one in found.works}
    wrong, seen, numbers = [], dict[tuple[str, str], int](), set[int]()
    for form in found.forms:
        name = f"#{form.number}"
        if form.number in numbers:
            wrong.append(_said("forms.json", name, "编号用了两次", "the number is used twice"))
        numbers.add(form.number)
        if form.kind not in scorings or kinds.get(form.work) != form.kind:
            zh, en = f"没有{form.kind}类作品{form.work}", f"there is no work {form.work} of type {form.kind}"
            wrong.append(_said("forms.json", name, zh, en))
            continue
        wrong += [_said("forms.json", name, flaw.zh, flaw.en) for flaw in scorings[form.kind].flaws(form)]
        if form.counts and (first := seen.setdefault((form.work, form.judge), form.number)) != form.number:
            zh, en = (
                f"{form.judge}对{form.work}已有第 {first} 号表",
                f"{form.judge} has form {first} of {form.work} already",
            )
            wrong.append(_said("forms.json", name, zh, en))
    return wrong


def _said(file: str, name: str, zh: str, en: str) -> ContestError:
    return ContestError(f"{file}：{name}：{zh}", f"{file}: {name}: {en}")


def _refuse(wrong: Sequence[ContestError]) -> None:
    if wrong:
        raise _together(wrong)


def _together(wrong: Sequence[ContestError]) -> ContestError:
    return wrong[0] if len(wrong) == 1 else ContestError(wrong[0].zh, wrong[0].en, wrong)
