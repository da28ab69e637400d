"""Which drafts there are, who may change them, and how a changed one is kept: once, whoever else tries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localtime

from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.known import known
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace
from mingjian.desk.words import storable
from mingjian.desk.workshop.folders import MODEL, checked
from mingjian.desk.workshop.models import Draft
from mingjian.desk.workshop.schemas import DraftAct, NewDraft
from mingjian.models.editing import EditRefused, empty_model
from mingjian.models.enumerations import Line
from mingjian.models.source import read_source

__all__ = ["act_on_draft", "find_draft", "keep", "make_draft", "may_build", "may_edit", "may_manage", "take_in",
           "to_change"]  # fmt: skip


def may_build(user: User) -> bool:
    """Whether somebody may begin a model."""
    return user.may(Right.BUILD) and user.may(Right.SEE_MODELS)


def may_edit(user: User, draft: Draft) -> bool:
    """The owner, and whom he named; while it is open."""
    named = draft.owner_id == user.pk or draft.editors.filter(pk=user.pk).exists()
    return draft.open and user.may(Right.BUILD) and named


def may_manage(user: User, draft: Draft) -> bool:
    """The owner closes it, opens it again and names who may edit."""
    return draft.owner_id == user.pk and user.may(Right.BUILD)


def find_draft(user: User, number: int) -> Draft:
    """A draft the user sees; `NotFound` for every other."""
    seen = Draft.objects.visible_to(user).select_related("office", "owner", "changed_by")
    found = seen.filter(pk=number).first()
    if found is None:
        raise NotFound("没有此草稿，或您无权查看", "there is no such draft, or you may not see it")
    return found


def to_change(user: User, number: int, version: int) -> Draft:
    """A draft the user may edit, as he saw it. `Conflict` where somebody was quicker."""
    draft = find_draft(user, number)
    if not user.may(Right.BUILD):
        raise NotFound("没有此草稿，或您无权查看", "there is no such draft, or you may not see it")
    if draft.version != version:
        raise _quicker(draft)
    if not may_edit(user, draft):
        raise BadRequest(
            "草稿已关闭，或您不是其作者和共同编辑人",
            "the draft is closed, or you are neither its author nor a co-editor",
        )
    return draft


def keep(user: User, draft: Draft, files: Mapping[str, str]) -> None:
    """The files of a draft as they are now, unless somebody was quicker. Within a transaction."""
    checked(dict(files))
    told = _told(files[MODEL], draft.line)
    if told["line"] != draft.line:
        _own_line(user, told["line"])
    changed = Draft.objects.filter(pk=draft.pk, version=draft.version, open=True).update(
        files=dict(files), version=F("version") + 1, changed=now(), changed_by=user, **told
    )
    if not changed:
        draft.refresh_from_db()
        raise _quicker(draft)


def make_draft(user: User, given: NewDraft) -> Draft:
    """A new draft: from nothing, or a copy of a model that ships."""
    if not may_build(user):
        raise NotFound
    if given.origin == "empty":
        if given.line is None or not given.zh.strip() or not given.en.strip():
            raise BadRequest("请给出名称（中文、英文）和业务条线", "give a title in both languages, and a line", "zh")
        try:
            text = empty_model(given.model, given.zh.strip(), given.en.strip(), given.line)
        except EditRefused as refused:
            raise BadRequest(refused.problems[0].zh, refused.problems[0].en, "model") from None
        return _made(user, {MODEL: text}, "empty", {})
    model = known().get(given.model)
    if model is None or model.folder is None or model.definition.line not in user.line_set:
        raise BadRequest(f"没有可以复制的模型“{given.model}”", f"there is no model '{given.model}' to copy", "model")
    files = {MODEL: _bytes_of(model.folder / MODEL)}
    for file in sorted((model.folder / "examples").glob("*.yaml")):
        files[f"examples/{file.name}"] = _bytes_of(file)
    source = {"model": model.id, "version": model.version, "fingerprint": model.fingerprint}
    return _made(user, files, "copy", source)


def take_in(
    user: User, files: dict[str, str], how: str = "upload", source: Mapping[str, str] | None = None
) -> Draft:  # fmt: skip
    """A new draft of files that were uploaded, or that come from elsewhere (`how`, `source`)."""
    if not may_build(user):
        raise NotFound
    return _made(user, files, how, dict(source or {}))


def act_on_draft(user: User, number: int, given: DraftAct) -> None:
    """A step of the owner."""
    draft = find_draft(user, number)
    if not user.may(Right.BUILD):
        raise NotFound("没有此草稿，或您无权查看", "there is no such draft, or you may not see it")
    if draft.version != given.version:
        raise _quicker(draft)
    if not may_manage(user, draft):
        raise BadRequest("只有作者可以这样办理", "only its author may do this", "action")
    who = _colleague(draft, given.who) if given.action in ("invite", "uninvite") else None
    with transaction.atomic():
        state = {"close": {"open": False}, "reopen": {"open": True}}.get(given.action, {})
        seen = Draft.objects.filter(pk=draft.pk, version=given.version)
        if not seen.update(version=F("version") + 1, **state):
            raise _quicker(draft)
        if who is not None:
            (draft.editors.add if given.action == "invite" else draft.editors.remove)(who)
        trace(user.username, f"workshop.{given.action}", str(draft.pk), model=draft.model, who=given.who)


# -- within ----------------------------------------------------------------------------------------------


def _made(user: User, files: dict[str, str], how: str, source: dict[str, str]) -> Draft:
    checked(files)
    if not all(storable(text) for text in files.values()):
        raise BadRequest("含有不能保存的字符", "it holds signs that cannot be kept", "file")
    lines = sorted(line.value for line in user.line_set)
    if not lines:
        raise BadRequest("您没有业务条线", "you have no business line")
    told = _told(files[MODEL], lines[0])
    _own_line(user, told["line"])
    with transaction.atomic():
        draft = Draft.objects.create(
            files=files, office=user.office, owner=user, source=source, made=now(), changed=now(), changed_by=user,
            **told,
        )  # fmt: skip
        trace(user.username, f"workshop.{how}", str(draft.pk), **{"model": draft.model, **source})
    return draft


def _told(text: str, line: str) -> dict[str, str]:
    """What lists say of a draft: its id, titles and line, as far as its file says them."""
    data: Any = read_source(text, MODEL).data
    data = data if isinstance(data, dict) else {}
    title = data.get("title") if isinstance(data.get("title"), dict) else {}
    known = {one.value for one in Line}
    return {
        "model": str(data.get("model") or "")[:80],
        "title_zh": str(title.get("zh") or "")[:200],
        "title_en": str(title.get("en") or "")[:300],
        "line": data["line"] if isinstance(data.get("line"), str) and data["line"] in known else line,
    }


def _own_line(user: User, line: str) -> None:
    if line not in {one.value for one in user.line_set}:
        zh, en = Line.of(line).zh, Line.of(line).en
        raise BadRequest(f"“{zh}”不是您的业务条线", f"'{en}' is not one of your lines", "line")


def _colleague(draft: Draft, who: str) -> User:
    """Somebody who sees the draft and may build."""
    found = User.objects.filter(username=who, is_active=True).first()
    if found is None or not found.may(Right.BUILD) or not Draft.objects.visible_to(found).filter(pk=draft.pk).exists():
        raise BadRequest(
            f"“{who}”不能看到此草稿或不能搭建模型", f"'{who}' does not see the draft or may not build", "who"
        )
    return found


def _bytes_of(file: Any) -> str:
    """The text with its own line breaks."""
    return str(file.read_bytes().decode("utf-8"))


def _quicker(draft: Draft) -> Conflict:
    at = localtime(draft.changed).strftime("%H:%M")
    return Conflict(
        f"{draft.changed_by.name}在 {at} 已改动此草稿，请查看后再改",
        f"{draft.changed_by.name} changed the draft at {at}: look again before you go on",
    )
