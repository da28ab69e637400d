"""What the API says of cases and letters."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from pydantic import Field

from mingjian.desk.clues.schemas import ClueRow
from mingjian.desk.letters import LetterFields
from mingjian.desk.offices.people import Person
from mingjian.desk.words import Asked, Coded, Counted, Shown, Text


class CaseQuery(Asked):
    """Which cases, which page."""

    state: str | None = Field(None, description="a state, several with commas")
    line: str | None = None
    model: str | None = None
    owner: str | None = Field(None, description="me, gone (who cannot log in any more) or a user's name")
    q: str | None = Field(None, max_length=100, description="words of the title, or a number of the case")
    office: str | None = Field(None, max_length=12, description="an office, with those below it")
    below: bool = Field(True, description="no: of that office alone")
    first: date | None = Field(None, description="with a clue first found on this day or later")
    last: date | None = Field(None, description="with a clue first found on this day or before")
    rectified: bool | None = Field(None, description="what was wrong is put right")
    letters: Literal["served", "replied", "accepted", "late"] | None = Field(
        None, description="with a letter that is served, replied to, accepted, or overdue for its reply"
    )
    page: int = Field(1, ge=1, le=100_000)
    size: int = Field(20, ge=1, le=200)


class CaseRow(Shown):
    """A case in a list."""

    id: int
    number: str
    title: Text
    model: str
    line: Coded
    office: Coded
    state: Coded
    owner: Person
    clues: int
    amount: Decimal | None
    deadline: date | None
    filed_at: datetime
    unified_number: str
    version: int


class CaseFacets(Shown):
    """How many cases there are by state."""

    state: list[Counted]


class CaseList(Shown):
    """A page of cases."""

    items: list[CaseRow]
    total: int
    facets: CaseFacets


class Piece(Shown):
    """Signs of a line that look the same; sizes are points."""

    text: str
    size: float
    bold: bool
    color: str
    face: Literal["body", "title", "head"]


class SheetCell(Shown):
    """A cell of a table."""

    blocks: list[SheetBlock]


class SheetBlock(Shown):
    """A paragraph of a letter with its layout, or a table when it has rows."""

    align: Literal["left", "center", "right", "justify"]
    first: float
    left: float
    right: float
    before: float
    after: float
    rule: str
    pieces: list[Piece]
    rows: list[list[SheetCell]]


class SheetInfo(Shown):
    """A letter as its Word file has it: what the screen shows. `template` names an office's own."""

    blocks: list[SheetBlock]
    left_out: list[Literal["pictures", "numbering"]]
    template: Text | None


class LetterWords(Asked):
    """Fields of a draft that is not kept yet, to be shown as it would read."""

    fields: dict[str, Any]


class LetterAction(Text):
    """A step the user may take with a letter now."""

    code: str
    needs: list[str]
    optional: list[str]


class LetterInfo(Shown):
    """A letter of a case. `signers`: who may sign it, while it waits for that; `gathered`: clues came or went since it
    was drafted, and it is not signed."""

    id: int
    kind: Coded
    number: str | None
    state: Coded
    fields: LetterFields
    drafted_by: str
    signed_by: str | None
    signed_on: date | None
    served_on: date | None
    reply_due: date | None
    replied_on: date | None
    reply: str
    accepted: bool | None
    version: int
    editable: bool
    signers: list[str]
    gathered: bool
    actions: list[LetterAction]


class CaseStepInfo(Shown):
    """Something somebody did with the case."""

    at: datetime
    by: str
    action: Coded
    letter: int | None
    why: str


class OutcomeInfo(Asked):
    """What a case achieved."""

    rectified: bool = False
    recovered: Decimal | None = Field(None, ge=0, max_digits=20, decimal_places=2)
    held_to_account: int = Field(0, ge=0, le=100_000)
    governance: str = Field("", max_length=4000)
    note: str = Field("", max_length=4000)
    looked_back_on: date | None = None


class LetterKind(Shown):
    """A kind of letter the model of the case proposes (`proposed`), or one of the others."""

    kind: Coded
    to: Text | None
    proposed: bool


class CaseAction(Text):
    """A step the user may take with the case now."""

    code: str
    needs: list[str]


class TermInfo(Shown):
    """A deadline of a case beside the replies to its letters. `by_law` cites where it is written."""

    id: int
    kind: Coded
    title: str
    event_on: date | None
    due: date
    by_law: Text
    verified: bool
    by: str
    done_on: date | None
    done_by: str | None
    finding: Coded | None
    note: str
    extended: int
    version: int
    may: bool


class TermKind(Coded):
    """A kind of deadline to set; a statutory one is counted from the day of its event, which takes no other day."""

    statutory: bool
    by_law: Text
    verified: bool


class CasePage(CaseRow):
    """A case with everything."""

    department_number: str
    accepted_on: date | None
    clue_rows: list[ClueRow]
    letters: list[LetterInfo]
    steps: list[CaseStepInfo]
    outcome: OutcomeInfo | None
    kinds: list[LetterKind]
    actions: list[CaseAction]
    report: int | None
    terms: list[TermInfo]
    term_kinds: list[TermKind]
    findings: list[Coded]


class NewTerm(Asked):
    """A deadline to set: `event_on` for a statutory one, `due` for every other."""

    kind: str = Field(max_length=40)
    title: str = Field("", max_length=200)
    event_on: date | None = None
    due: date | None = None


class TermDone(Asked):
    """What became of a deadline. A look back needs its finding; `next` reopens a closed case, or drafts a letter."""

    version: int
    finding: str = Field("", max_length=16)
    note: str = Field("", max_length=4000)
    next: Literal["", "reopen", "letter"] = ""


class NewLetter(Asked):
    """A letter to draft."""

    kind: str


class LetterChange(Asked):
    """New fields of a draft. `version` is the one the user saw."""

    fields: dict[str, Any]
    version: int


class LetterAct(Asked):
    """A step of a letter."""

    action: str
    version: int
    why: str = Field("", max_length=4000)
    served_on: date | None = None
    reply_due: date | None = None
    replied_on: date | None = None
    reply: str = Field("", max_length=20_000)
    accepted: bool | None = None


class CaseAct(Asked):
    """A step of a case: `close`, `reopen`, `assign` (to `to_user`), `join` (all its clues go into `case`), `split`
    (its `clue` goes into a new case)."""

    action: Literal["close", "reopen", "assign", "join", "split"]
    version: int
    why: str = Field("", max_length=4000)
    to_user: str | None = Field(None, max_length=40)
    case: int | None = Field(None, ge=0, lt=2**31)
    clue: str | None = Field(None, max_length=40)
