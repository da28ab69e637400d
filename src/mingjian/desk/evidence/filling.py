"""A case file filled in: records put and removed, its head, its text, findings set aside; once, whoever else tries.

Every change is read again as a whole before it is kept: what is wrong is told with its place, and then nothing changes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.timezone import localtime

from mingjian.assist.evidence import check_case, open_text, put, put_record, remove, remove_record, set_aside, take_back
from mingjian.assist.evidence.records import LISTS
from mingjian.desk.errors import BadRequest, Conflict
from mingjian.desk.evidence.file_schemas import (
    CaseFileAct,
    CaseFileHead,
    CaseFileKept,
    CaseFileRecord,
    CaseFileRemoval,
    CaseFileText,
    SettingAside,
)
from mingjian.desk.evidence.files import file_page, find_file, handles, joined, may_edit
from mingjian.desk.evidence.history import again, back, difference
from mingjian.desk.evidence.models import EvidenceEdit, EvidenceFile
from mingjian.desk.evidence.telling import told_problems
from mingjian.desk.now import now, today
from mingjian.desk.offices.models import User
from mingjian.desk.traces.services import trace
from mingjian.desk.words import storable
from mingjian.models.editing import EditRefused
from mingjian.models.editing.sheet import Sheet

__all__ = ["act_on_file", "changed", "edit_head", "edit_text", "put_aside", "put_in", "take_out"]

Change = Callable[[Sheet], Sheet]


def put_in(user: User, number: int, given: CaseFileRecord) -> CaseFileKept:
    """A record added, or put in the place of another."""
    _known(given.list)
    kind = "add" if given.old is None else "change"
    name = str(given.value.get("name") or given.value.get("title") or given.value.get("id") or "")[:80]
    what = {"list": given.list, "id": str(given.value.get("id", ""))[:64], "name": name}
    return changed(
        user, number, given.version, kind, what, lambda sheet: put_record(sheet, given.list, given.value, given.old)
    )


def take_out(user: User, number: int, given: CaseFileRemoval) -> CaseFileKept:
    """A record removed; one that others name stays, and it is told which."""
    _known(given.list)
    what = {"list": given.list, "id": given.id, "name": given.id}
    return changed(
        user, number, given.version, "remove", what, lambda sheet: remove_record(sheet, given.list, given.id)
    )


def edit_head(user: User, number: int, given: CaseFileHead) -> CaseFileKept:
    """Title, charges, stage, day of the check and the facts that conditions ask for."""

    def change(sheet: Sheet) -> Sheet:
        wanted: dict[str, Any] = {
            "title": given.title.strip(), "charges": given.charges, "stage": given.stage, "on": given.on,
            "facts": {name: value for name, value in given.facts.items() if value is not None},
        }  # fmt: skip
        for key, value in wanted.items():
            if value in (None, {}):
                sheet = remove(sheet, (key,)) if key in sheet.data else sheet
            elif sheet.data.get(key) != value:
                sheet = put(sheet, (key,), value)
        return sheet

    return changed(user, number, given.version, "head", {}, change)


def put_aside(user: User, number: int, given: SettingAside) -> CaseFileKept:
    """A finding set aside with a reason that stays in the file; without a reason it counts again."""
    reason = given.reason.strip()
    if reason and len(reason) < 4:
        raise BadRequest("请写明理由（至少四个字）", "give a reason of at least four characters", "reason")
    if not reason:
        return changed(
            user, number, given.version, "count", {"finding": given.finding}, lambda s: take_back(s, given.finding)
        )
    who = f"{user.name}（{user.username}）"
    return changed(
        user, number, given.version, "aside", {"finding": given.finding, "reason": reason},
        lambda sheet: set_aside(sheet, given.finding, reason, who, today()),
    )  # fmt: skip


def edit_text(user: User, number: int, given: CaseFileText) -> CaseFileKept:
    """The whole file as text."""
    one = _to_change(user, number, given.version)
    return _keep(user, one, given.text, "text", {})


def act_on_file(user: User, number: int, given: CaseFileAct) -> None:
    """The last edit taken back or made again; the file put away or fetched back."""
    one = find_file(user, number)
    if given.action == "reopen":
        _alone(user, one, given.version)
        _state(user, one, given.action, True)
        return
    one = _to_change(user, number, given.version)
    if given.action == "close":
        _state(user, one, given.action, False)
    else:
        _turn(user, one, given.action == "undo")


# -- within ----------------------------------------------------------------------------------------------


def _known(name: str) -> None:
    if name not in LISTS:
        raise BadRequest(f"没有记录种类“{name}”", f"there is no kind of record '{name}'", "list")


def _alone(user: User, one: EvidenceFile, version: int) -> None:
    """Nobody changed it meanwhile, and the user may."""
    if one.version != version:
        raise _quicker(one)
    if not handles(user, one):
        raise BadRequest("您不能修改此案件材料", "you may not change this case file")


def _to_change(user: User, number: int, version: int) -> EvidenceFile:
    one = find_file(user, number)
    if one.version != version:
        raise _quicker(one)
    if not may_edit(user, one):
        raise BadRequest(
            "此案件材料已收起，或您不是承办院的办案人员",
            "the case file was put away, or you do not handle cases in the office that has it",
        )
    return one


def changed(user: User, number: int, version: int, kind: str, what: dict[str, Any], change: Change) -> CaseFileKept:
    """The file with a change of its text, or what is wrong with it. `Conflict` where somebody was quicker."""
    one = _to_change(user, number, version)
    try:
        text = change(open_text(one.text, "case.yaml")).text
    except EditRefused as refused:
        return CaseFileKept(kept=False, id=one.pk, problems=told_problems(refused.problems), page=None)
    except KeyError:
        raise _quicker(one) from None
    return _keep(user, one, text, kind, what)


def _keep(user: User, one: EvidenceFile, text: str, kind: str, what: dict[str, Any]) -> CaseFileKept:
    if not storable(text):
        raise BadRequest("含有不能保存的字符", "it holds signs that cannot be kept", "text")
    case, problems = check_case(text)
    if case is None:
        return CaseFileKept(kept=False, id=one.pk, problems=told_problems(problems), page=None)
    if text != one.text:
        with transaction.atomic():
            _write(user, one, text)
            one.edits.filter(undone=True).delete()
            last = one.edits.aggregate(last=Max("number"))["last"] or 0
            EvidenceEdit.objects.create(
                file=one, number=last + 1, kind=kind, what=what, made=difference(one.text, text), by=user, at=now()
            )
            trace(user.username, f"evidence.{kind}", str(one.pk), **{k: v for k, v in what.items() if k != "name"})
    return CaseFileKept(kept=True, id=one.pk, problems=[], page=file_page(user, one.pk))


def _write(user: User, one: EvidenceFile, text: str) -> None:
    """The text as it is now, unless somebody was quicker. Within a transaction."""
    file = check_case(text)[0]
    assert file is not None
    told = {"title": file.file.title[:200], "charges": joined(file.file.charges), "stage": file.file.stage}
    seen = EvidenceFile.objects.filter(pk=one.pk, version=one.version, open=True)
    if not seen.update(text=text, version=F("version") + 1, changed=now(), changed_by=user, **told):
        one.refresh_from_db()
        raise _quicker(one)


def _turn(user: User, one: EvidenceFile, undo: bool) -> None:
    order = "-number" if undo else "number"
    edit = one.edits.filter(undone=not undo).order_by(order).first()
    if edit is None:
        raise BadRequest("没有可以撤销或重做的修改", "there is nothing to undo or to make again")
    with transaction.atomic():
        _write(user, one, back(one.text, edit) if undo else again(one.text, edit))
        one.edits.filter(pk=edit.pk).update(undone=undo)
        trace(user.username, "evidence.undo" if undo else "evidence.redo", str(one.pk), edit=edit.number)


def _state(user: User, one: EvidenceFile, action: str, opened: bool) -> None:
    with transaction.atomic():
        seen = EvidenceFile.objects.filter(pk=one.pk, version=one.version)
        if not seen.update(open=opened, version=F("version") + 1, changed=now(), changed_by=user):
            one.refresh_from_db()
            raise _quicker(one)
        trace(user.username, f"evidence.{action}", str(one.pk))


def _quicker(one: EvidenceFile) -> Conflict:
    at = localtime(one.changed).strftime("%H:%M")
    return Conflict(
        f"{one.changed_by.name}在 {at} 已改动此案件材料，请刷新后再改；您填写的内容还在页面上",
        f"{one.changed_by.name} changed this case file at {at}: load it again; what you filled in is still here",
    )
