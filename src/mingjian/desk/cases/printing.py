"""A letter to print and to look at: from the template it was signed with or, until then, the one now in use."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal
from urllib.parse import quote

from mingjian.desk.cases.letters import find_letter
from mingjian.desk.cases.models import Case, Letter
from mingjian.desk.cases.schemas import SheetBlock, SheetInfo
from mingjian.desk.cases.states import LetterState
from mingjian.desk.cases.writing import DRAFT, changed_fields, fields_of
from mingjian.desk.letters import LetterFields, sheet, sheet_pdf, to_docx, to_pdf
from mingjian.desk.letters.sheet import Block
from mingjian.desk.offices.models import User
from mingjian.desk.stationery.models import LetterTemplate
from mingjian.desk.stationery.services import template_in_use
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Text
from mingjian.models.enumerations import DocumentKind

__all__ = ["Made", "letter_file", "letter_sheet"]

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@dataclass(frozen=True)
class Made:
    """A letter as a file."""

    data: bytes
    type: str
    disposition: str


def letter_file(user: User, number: int, form: Literal["docx", "pdf"]) -> Made:
    """The letter as Word or PDF. Before it is signed it says that it is a draft."""
    letter, case = find_letter(user, number)
    kind, fields, mark = DocumentKind.of(letter.kind), fields_of(letter.fields), _mark(letter)
    own = _template(letter, case)
    if form == "docx":
        data = _word(fields, mark, own)
    else:
        data = to_pdf(fields, mark) if own is None else sheet_pdf(sheet(_word(fields, mark, own)))
    trace(user.username, "letter.file", case.number, letter=letter.pk, form=form)
    name = f"{letter.number or case.number}-{kind.zh}.{form}"
    return Made(
        data, _TYPES[form], f"attachment; filename=\"letter-{letter.pk}.{form}\"; filename*=UTF-8''{quote(name)}"
    )


def letter_sheet(user: User, number: int, changes: dict[str, Any] | None = None) -> SheetInfo:
    """The letter line by line as its Word file has it; with `changes`, as it would read."""
    letter, case = find_letter(user, number)
    stored = letter.fields if changes is None else changed_fields(letter.fields, changes)
    own = _template(letter, case)
    read = sheet(_word(fields_of(stored), _mark(letter), own))
    return SheetInfo(
        blocks=[_block(one) for one in read.blocks], left_out=list(read.left_out),
        template=None if own is None else Text(
            zh=f"{own.office.zh}模板第{own.number}版", en=f"template of {own.office.en}, version {own.number}"
        ),
    )  # fmt: skip


def _mark(letter: Letter) -> str:
    return DRAFT if letter.state in (LetterState.DRAFT, LetterState.REVIEW) else ""


def _template(letter: Letter, case: Case) -> LetterTemplate | None:
    """A signed letter keeps the template it was signed with, whatever the office uses since."""
    if letter.signed_on is not None:
        return letter.template
    return template_in_use(case.office, DocumentKind.of(letter.kind))


def _word(fields: LetterFields, mark: str, own: LetterTemplate | None) -> bytes:
    return to_docx(fields, mark, template=bytes(own.data) if own is not None else None)


def _block(one: Block) -> SheetBlock:
    rows = [[{"blocks": [_block(line) for line in cell]} for cell in row.cells] for row in one.rows]
    return SheetBlock.model_validate({**asdict(one), "rows": rows})
