"""What the API says of drafts."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from mingjian.desk.offices.people import Person
from mingjian.desk.words import Asked, Coded, Shown, Text
from mingjian.models.enumerations import Line

DraftAction = Literal["close", "reopen", "invite", "uninvite"]
Slug = Annotated[str, Field(max_length=80, pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]


class DraftQuery(Asked):
    """`mine`: that the reader may edit; `closed` ones are left out unless asked for."""

    view: Literal["mine", "all"] = "all"
    closed: bool = False
    page: int = Field(1, ge=1, le=100_000)
    size: int = Field(20, ge=1, le=100)


class NewDraft(Asked):
    """From nothing (`empty`: with a name, titles and a line), or a copy of a shipped model (`copy`: with its id)."""

    origin: Literal["empty", "copy"]
    model: Slug
    zh: str = Field("", max_length=200)
    en: str = Field("", max_length=300)
    line: Line | None = None


class Versioned(Asked):
    """The version somebody saw when he asked for a change."""

    version: int


class NewEdit(Versioned):
    """An edit as `mingjian.models.editing.read_edit` takes it."""

    edit: dict[str, Any]


class NewPaste(Versioned):
    """A step of a draft (`source`: its number, maybe this one's own) that is put into this one."""

    source: int
    step: str = Field(max_length=80)


class NewText(Versioned):
    """A file given as text."""

    name: str = Field(max_length=100)
    text: str = Field(max_length=1_000_000)


class DraftAct(Versioned):
    """A step of the owner; `who` is invited or not any more."""

    action: DraftAction
    who: str = Field("", max_length=150)


class PreviewQuery(Asked):
    """How far the steps are looked at, and how many rows of each are shown."""

    upto: str | None = Field(None, max_length=80)
    rows: int = Field(20, ge=0, le=200)


class ReadAloud(Asked):
    """In which language a model is read aloud."""

    lang: Literal["zh", "en"] = "zh"


class MistakeInfo(Shown):
    """A mistake with its place."""

    file: str
    line: int
    column: int
    path: str
    zh: str
    en: str
    expected_zh: str
    expected_en: str
    nearest: list[str]


class CautionInfo(Text):
    """A warning, and the need, step or parameter it is about."""

    kind: str
    about: str


class PlaceInfo(Shown):
    """Line and column of a part in its file, from 1."""

    line: int
    column: int


class ColumnInfo(Shown):
    """A column of a need or step: its kind, and what its standard says of it where it is taken unchanged from there."""

    name: str
    label: Text | None
    kind: Coded
    nullable: bool
    codes: str | None
    level: str | None


class InputInfo(Shown):
    """A list the model reads; `value` is what the file says of it."""

    name: str
    place: PlaceInfo
    standard: str | None
    columns: list[str]
    value: Any


class ReadInfo(Shown):
    """What a step reads, and under which word."""

    alias: str
    name: str


class OptionInfo(Shown):
    """An option as the file has it; days are `{"$day": …}`."""

    name: str
    value: Any
    place: PlaceInfo


class DraftStep(Shown):
    """A step; `verb` is None where no operator is known."""

    name: str
    place: PlaceInfo
    verb: str | None
    reads: list[ReadInfo]
    options: list[OptionInfo]
    note: dict[str, Any] | None


class DraftParameter(Shown):
    """A parameter as the file has it."""

    name: str
    place: PlaceInfo
    value: Any


class CaseInfo(Shown):
    """A case of the examples."""

    name: str
    file: str
    trap: str | None
    rows: dict[str, int]
    clues: int
    undetermined: int
    value: Any


class TreeInfo(Shown):
    """The parts of a model file. `about` are the entries that are neither inputs, steps, parameters nor the clue."""

    inputs: list[InputInfo]
    parameters: list[DraftParameter]
    steps: list[DraftStep]
    clue: list[OptionInfo]
    about: dict[str, Any]
    cases: list[CaseInfo]


class EditInfo(Text):
    """An edit of the history, in words."""

    number: int
    kind: str
    by: Person
    at: datetime
    undone: bool


class DraftRow(Shown):
    """A draft in a list."""

    id: int
    model: str
    title: Text
    line: Coded
    office: Coded
    owner: Person
    open: bool
    made: datetime
    changed: datetime
    changed_by: Person
    version: int
    may_edit: bool


class DraftList(Shown):
    """A page of drafts."""

    items: list[DraftRow]
    total: int
    may_build: bool


class DraftPage(DraftRow):
    """A draft: its parts (None when its text cannot be read), columns of all that can be bound, mistakes, warnings."""

    tree: TreeInfo | None
    columns: dict[str, list[ColumnInfo]]
    problems: list[MistakeInfo]
    cautions: list[CautionInfo]
    files: dict[str, int]
    source: dict[str, str]
    editors: list[Person]
    history: list[EditInfo]
    can_undo: bool
    can_redo: bool
    may_manage: bool


class DoubtInfo(Text):
    """Rows of an input that could not be decided, and why."""

    reason: str
    alias: str
    rows: int


class LookInfo(Shown):
    """A need or step over the examples: rows (None: unknown, `why` says why), some of them as texts by `columns`."""

    name: str
    count: int | None
    why: Text | None
    columns: list[str]
    rows: list[list[str | None]]
    undetermined: list[DoubtInfo]
    seconds: float


class FilePreview(Shown):
    """What the steps give over one file of examples."""

    file: str
    looks: list[LookInfo]
    cautions: list[CautionInfo]


class PreviewInfo(Shown):
    """What the steps give, file by file; `problems` are those of the examples, which then are not looked at."""

    version: int
    files: list[FilePreview]
    problems: list[MistakeInfo]


class CaseOutcome(Shown):
    """A case of the examples: what it found, and what was wrong with that."""

    name: str
    file: str
    trap: str | None
    ok: bool
    clues: list[Text]
    failures: list[Text]


class TestInfo(Shown):
    """The examples run. `problems`: those of model or examples, which then are not run; `lacking`: of all together."""

    version: int
    ok: bool
    cases: list[CaseOutcome]
    lacking: list[Text]
    problems: list[MistakeInfo]


class Explained(Shown):
    """The model read aloud, as Markdown; empty where it has mistakes."""

    text: str
    problems: list[MistakeInfo]


class FileText(Shown):
    """A file of a draft as text."""

    name: str
    text: str
    version: int


class DraftStandardColumn(Text):
    """A column of a standard."""

    name: str
    kind: Coded
    level: int
    codes: str | None


class DraftStandard(Text):
    """A data standard: what a model may need."""

    id: str
    columns: list[DraftStandardColumn]
    subjects: list[str]


class OptionForm(Text):
    """An option of an operator and how it is set, with the forms within it."""

    name: str
    kind: str
    required: bool
    default: str | None
    choices: list[str]
    parts: list[OptionForm]


class OperatorInfo(Text):
    """An operator: its contract, how many inputs it takes, its options."""

    verb: str
    about: Text
    example: str
    least: int
    most: int
    options: list[OptionForm]


class FunctionInfo(Text):
    """A function of the expression language."""

    signature: str
    example: str


class Palette(Shown):
    """What models are made of. `mechanisms` may handle a known false positive without any step."""

    operators: list[OperatorInfo]
    standards: list[DraftStandard]
    functions: list[FunctionInfo]
    lines: list[Coded]
    models: list[Coded]
    documents: list[Coded]
    levels: list[Coded]
    units: list[Coded]
    mechanisms: list[Coded]
