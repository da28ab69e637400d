"""Case files: which there are, who may write in one, made new, and the page of one."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from mingjian.assist.evidence import Case as EvidenceCase
from mingjian.assist.evidence import CaseFile, case_text, parse_case
from mingjian.assist.evidence.coverage import packs_for, points_for
from mingjian.assist.evidence.pack import ELEMENTS
from mingjian.assist.evidence.records import LISTS, STAGES
from mingjian.desk.cases.models import Case
from mingjian.desk.clues.models import Clue
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.evidence.file_schemas import (
    CaseFileEdit,
    CaseFileList,
    CaseFilePage,
    CaseFileQuery,
    CaseFileRow,
    CaseRecord,
    CaseRecords,
    NewCaseFile,
    PointName,
)
from mingjian.desk.evidence.history import told_edit
from mingjian.desk.evidence.layered import packs_of
from mingjian.desk.evidence.models import EvidenceFile
from mingjian.desk.evidence.packs import fact_info, may_make
from mingjian.desk.evidence.words import named
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import Person, office_code
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Text, coded, storable
from mingjian.law import charges, full_charge
from mingjian.models.enumerations import Line
from mingjian.models.problems import ModelErrors, nearest
from mingjian.models.source import read_source

__all__ = ["case_of", "file_page", "find_file", "handles", "joined", "list_files", "made", "may_edit", "new_file"]

_BETWEEN = "；"
SHOWN = 40
"""Edits of the history that the page shows, the newest."""


def find_file(user: User, number: int) -> EvidenceFile:
    """A case file the user sees; `NotFound` for every other."""
    seen = EvidenceFile.objects.visible_to(user)
    found = seen.select_related("office", "owner", "changed_by", "clue__office", "case__office").filter(pk=number)
    one = found.first()
    if one is None:
        raise NotFound("没有此案件材料，或您无权查看", "there is no such case file, or you may not see it")
    return one


def handles(user: User, one: EvidenceFile) -> bool:
    """Who handles cases in the office that has it now: that of its case or clue, else its own."""
    place = (one.case or one.clue or one).office
    return user.may(Right.HANDLE) and place.pk == user.office_id


def may_edit(user: User, one: EvidenceFile) -> bool:
    """Whoever handles it, while it is not put away."""
    return one.open and handles(user, one)


def joined(charges: list[str]) -> str:
    """The charges as the column holds them, so that they can be searched."""
    return _BETWEEN.join(charges)[:1000]


def case_of(one: EvidenceFile) -> EvidenceCase:
    """What a case file says. Only readable texts are kept; `Conflict` where a newer version reads one no more."""
    try:
        return parse_case(one.text)
    except ModelErrors as errors:
        raise Conflict(f"案件材料读不出：{errors.text('zh')}", f"it cannot be read: {errors.text('en')}") from None


def list_files(user: User, query: CaseFileQuery) -> CaseFileList:
    """A page of the case files the user sees, those changed last first."""
    if not user.may(Right.SEE_CLUES):
        raise NotFound
    seen = EvidenceFile.objects.visible_to(user)
    for word in query.q.split():
        seen = seen.filter(Q(title__icontains=word) | Q(charges__icontains=word) | Q(case__number__icontains=word))
    if query.clue:
        seen = seen.filter(clue=query.clue)
    if query.case is not None:
        seen = seen.filter(case=query.case)
    if query.mine:
        seen = seen.filter(owner=user)
    if not query.closed:
        seen = seen.filter(open=True)
    begin = (query.page - 1) * query.size
    rows = seen.select_related("office", "owner", "changed_by", "clue__office", "case__office")
    return CaseFileList(
        items=[_row(user, one) for one in rows[begin : begin + query.size]], total=seen.count(), may_make=may_make(user)
    )


def new_file(user: User, given: NewCaseFile) -> EvidenceFile:
    """A case file without records."""
    if not may_make(user):
        raise NotFound
    wrong = [one for one in given.charges if full_charge(one) is None]
    if wrong:
        near = "、".join(name for one in wrong for name in nearest(one, charges()))
        zh, en = (f"，是否想写：{near}", f"; did you mean: {near}") if near else ("", "")
        said = "、".join(wrong)
        raise BadRequest(f"没有罪名“{said}”{zh}", f"there is no charge '{said}'{en}", "charges")
    file = CaseFile(
        case=f"case-{now():%Y%m%d-%H%M%S}", title=given.title.strip(), charges=given.charges, stage=given.stage
    )
    return made(user, case_text(file), given.line, given.clue, given.case, "make")


def made(user: User, said: str, line: str, clue: str, case: int | None, how: str) -> EvidenceFile:
    """A case file of a text that can be read, for a clue or a case the user sees or of its own in one of his lines."""
    if not may_make(user):
        raise NotFound
    if not storable(said):
        raise BadRequest("含有不能保存的字符", "it holds signs that cannot be kept", "file")
    file = parse_case(said).file
    tied_clue = Clue.objects.visible_to(user).filter(pk=clue).first() if clue else None
    tied_case = Case.objects.visible_to(user).filter(pk=case).first() if case is not None else None
    if (clue and tied_clue is None) or (case is not None and tied_case is None):
        raise NotFound
    tied = tied_case or tied_clue
    if tied is not None and tied.office_id != user.office_id:
        raise BadRequest("只有承办的院可以为它建立案件材料", "only the office that has it makes a case file for it")
    chosen = tied.line if tied is not None else line or next(iter(sorted(one.value for one in user.line_set)), "")
    if chosen not in {one.value for one in user.line_set}:
        raise BadRequest("请选择您的业务条线", "choose one of your lines", "line")
    with transaction.atomic():
        one = EvidenceFile.objects.create(
            text=said, title=file.title[:200], charges=joined(file.charges), stage=file.stage, office=user.office,
            line=chosen,
            clue=tied_clue if tied_case is None else None, case=tied_case, owner=user, made=now(), changed=now(),
            changed_by=user,
        )  # fmt: skip
        trace(user.username, f"evidence.{how}", str(one.pk), clue=clue, case=case)
    return one


def file_page(user: User, number: int) -> CaseFilePage:
    """A case file with its records, what may be stated, and what was done with it."""
    one = find_file(user, number)
    case = case_of(one)
    packs, _ = packs_of(one.office)
    chosen = packs_for(case, packs)
    facts = {fact.name: fact for pack in chosen for fact in fact_info(pack)}
    said = read_source(one.text, "case.yaml").data
    edits = list(one.edits.select_related("by").order_by("-number")[:SHOWN])
    return CaseFilePage(
        **_row(user, one).model_dump(), on=case.file.on, made=one.made,
        lists=[CaseRecords(name=name, records=_records(case, said.get(name) or [])) for name in LISTS],
        facts=list(facts.values()), stated=dict(case.file.facts),
        points=[
            PointName(name=name, title=Text(zh=f"{ELEMENTS[point.element][0]} · {point.title.zh}",
                                            en=f"{ELEMENTS[point.element][1]} · {point.title.en}"))
            for name, point in points_for(chosen).items()
        ],
        history=[
            CaseFileEdit(number=edit.number, text=told_edit(edit.kind, edit.what), at=edit.at, undone=edit.undone,
                         by=Person(username=edit.by.username, name=edit.by.name))
            for edit in edits
        ],
        can_undo=one.edits.filter(undone=False).exists(), can_redo=one.edits.filter(undone=True).exists(),
    )  # fmt: skip


# -- within ----------------------------------------------------------------------------------------------


def _records(case: EvidenceCase, rows: list[dict[str, object]]) -> list[CaseRecord]:
    return [CaseRecord(id=str(row["id"]), name=case.called(str(row["id"])), values=row) for row in rows]


def _row(user: User, one: EvidenceFile) -> CaseFileRow:
    return CaseFileRow(
        id=one.pk, title=one.title, charges=one.charges.split(_BETWEEN), stage=named(one.stage, STAGES),
        office=office_code(one.office),
        line=coded(one.line, Line.of(one.line)), owner=Person(username=one.owner.username, name=one.owner.name),
        clue=one.clue_id, case=one.case_id, case_number=one.case.number if one.case else "", open=one.open,
        changed=one.changed, changed_by=Person(username=one.changed_by.username, name=one.changed_by.name),
        version=one.version, may_edit=may_edit(user, one),
    )  # fmt: skip
