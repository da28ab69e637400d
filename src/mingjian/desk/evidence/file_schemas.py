"""What the API says of case files."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from mingjian.desk.evidence.pack_schemas import EvidenceProblem, PackFact
from mingjian.desk.offices.people import Person
from mingjian.desk.words import Asked, Coded, Shown, Text

__all__ = [
    "CaseFileAct",
    "CaseFileEdit",
    "CaseFileHead",
    "CaseFileKept",
    "CaseFileList",
    "CaseFilePage",
    "CaseFileQuery",
    "CaseFileRecord",
    "CaseFileRemoval",
    "CaseFileRow",
    "CaseFileText",
    "CaseFileVersion",
    "CaseRecord",
    "CaseRecords",
    "EvidenceField",
    "EvidenceForm",
    "EvidenceForms",
    "NewCaseFile",
    "PointName",
    "SettingAside",
]  # fmt: skip
_LIST = r"^[a-z]{3,20}$"
Stage = Literal["filing", "arrest", "transfer", "prosecution"]


class EvidenceField(Shown):
    """A field of a form; `many`: it takes several values."""

    name: str
    label: Text
    kind: Literal[
        "text", "long", "number", "integer", "day", "when", "truth", "choice", "record", "span", "material", "id"
    ]
    many: bool
    required: bool
    choices: list[Coded]
    target: str | None
    start: bool | str | None


class EvidenceForm(Shown):
    """The form of one kind of record."""

    name: str
    label: Text
    fields: list[EvidenceField]


class EvidenceMaterial(Coded):
    """A kind of material, and which evidence it is."""

    evidence: Coded


class EvidenceForms(Shown):
    """All that forms need: the kinds of records, materials, charges with a pack, stages, lines of the reader."""

    forms: list[EvidenceForm]
    materials: list[EvidenceMaterial]
    charges: list[str]
    stages: list[Coded]
    levels: list[Coded]
    elements: list[Coded]
    each: list[Coded]
    kinds: list[Coded]
    lines: list[Coded]
    may_make: bool


class CaseFileQuery(Asked):
    """Which case files."""

    q: str = Field("", max_length=200)
    clue: str = Field("", max_length=40)
    case: int | None = None
    mine: bool = False
    closed: bool = False
    page: int = Field(1, ge=1, le=100_000)
    size: int = Field(20, ge=1, le=100)


class CaseFileRow(Shown):
    """A case file in a list."""

    id: int
    title: str
    charges: list[str]
    stage: Coded
    office: Coded
    line: Coded
    owner: Person
    clue: str | None
    case: int | None
    case_number: str
    open: bool
    changed: datetime
    changed_by: Person
    version: int
    may_edit: bool


class CaseFileList(Shown):
    """A page of case files, those changed last first."""

    items: list[CaseFileRow]
    total: int
    may_make: bool


class NewCaseFile(Asked):
    """A new case file, from nothing; of a clue or a case, or of its own in a line."""

    title: str = Field(min_length=2, max_length=200)
    charges: list[str] = Field(min_length=1, max_length=20)
    stage: Stage = "transfer"
    line: str = Field("", max_length=20)
    clue: str = Field("", max_length=40)
    case: int | None = None


class CaseRecord(Shown):
    """A record: its id, what people call it, and its values as they stand in the file."""

    id: str
    name: str
    values: dict[str, Any]


class CaseRecords(Shown):
    """The records of one kind."""

    name: str
    records: list[CaseRecord]


class PointName(Shown):
    """A proof point, by the name documents use."""

    name: str
    title: Text


class CaseFileEdit(Shown):
    """One edit of the history."""

    number: int
    text: Text
    by: Person
    at: datetime
    undone: bool


class CaseFilePage(CaseFileRow):
    """A case file whole."""

    on: date | None
    lists: list[CaseRecords]
    facts: list[PackFact]
    stated: dict[str, bool | int | None]
    points: list[PointName]
    history: list[CaseFileEdit]
    can_undo: bool
    can_redo: bool
    made: datetime


class CaseFileKept(Shown):
    """What came of an edit or an upload: the file as it is now, or everything that is wrong with what was given."""

    kept: bool
    id: int | None
    problems: list[EvidenceProblem]
    page: CaseFilePage | None


class CaseFileVersion(Asked):
    """The version somebody saw."""

    version: int = Field(ge=1)


class CaseFileRecord(CaseFileVersion):
    """A record put into a list, in the place of `old` where it is named."""

    list: str = Field(pattern=_LIST)
    old: str | None = Field(None, max_length=64)
    value: dict[str, Any]


class CaseFileRemoval(CaseFileVersion):
    """A record taken away."""

    list: str = Field(pattern=_LIST)
    id: str = Field(max_length=64)


class CaseFileHead(CaseFileVersion):
    """What stands above the records."""

    title: str = Field(min_length=2, max_length=200)
    charges: list[str] = Field(min_length=1, max_length=20)
    stage: Stage
    on: date | None = None
    facts: dict[str, bool | int | None] = Field(default_factory=dict)


class CaseFileText(CaseFileVersion):
    """The whole file as text."""

    text: str = Field(max_length=1_000_000)


class CaseFileAct(CaseFileVersion):
    """A step with the file as a whole."""

    action: Literal["undo", "redo", "close", "reopen"]


class SettingAside(CaseFileVersion):
    """A finding or a gap set aside with a reason; without one it counts again."""

    finding: str = Field(max_length=20)
    reason: str = Field("", max_length=2000)
