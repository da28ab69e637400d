"""Which entries there are, what a draft makes of one, and how a step is kept: once, whoever else tries."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localtime

from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.shelving.models import Entry, EntryStep
from mingjian.desk.shelving.schemas import SendDraft
from mingjian.desk.traces.services import trace
from mingjian.desk.workshop.drafts import find_draft
from mingjian.desk.workshop.models import Draft
from mingjian.models.source import read_source
from mingjian.shelf import State, point_of

__all__ = ["find_entry", "keep_step", "quicker", "send_draft", "told_of"]


def find_entry(user: User, number: int) -> Entry:
    """An entry the user sees; `NotFound` for every other."""
    seen = Entry.objects.visible_to(user).select_related("office", "author", "endorsed_by", "held")
    found = seen.filter(pk=number).first()
    if found is None:
        raise NotFound("没有此模型，或您无权查看", "there is no such model, or you may not see it")
    return found


def send_draft(user: User, given: SendDraft) -> Entry:
    """An idea made of a draft of the workshop, by its owner."""
    if not user.may(Right.BUILD):
        raise NotFound
    draft = find_draft(user, given.draft)
    if draft.owner_id != user.pk:
        raise BadRequest("只有作者可以送共享", "only its author may send it to the shelf", "draft")
    if draft.version != given.version:
        raise Conflict("草稿已改动，请刷新后再送", "the draft was changed: load it again")
    told = told_of(draft.files, draft)
    _free(user, told)
    with transaction.atomic():
        Draft.objects.select_for_update().filter(pk=draft.pk).first()
        before = Entry.objects.filter(draft=draft, model_version=told["model_version"], model=told["model"])
        if before.exclude(state__in=[State.WITHDRAWN.value, State.RETIRED.value]).exists():
            raise BadRequest("此草稿的这一版本已送共享", "this version of the draft is on the shelf already", "draft")
        made = Entry.objects.create(
            **told, office=user.office, author=user, draft=draft, forked=dict(draft.source), made=now(), changed=now()
        )
        _step(user, made, "send", State.IDEA.value, State.IDEA.value, "", {})
        trace(user.username, "shelf.send", str(made.pk), model=made.model, version=made.model_version, draft=draft.pk)
    return made


def told_of(files: dict[str, str], draft: Draft) -> dict[str, Any]:
    """What an entry says of its files. `BadRequest` where they are no model at all."""
    data: Any = read_source(files["model.yaml"], "model.yaml").data
    if not isinstance(data, dict) or not data.get("model") or not data.get("version"):
        raise BadRequest(
            "草稿还不能读：请先写明标识和版本号", "the draft cannot be read yet: give it an id and a version", "draft"
        )
    title, point, needs = (_section(data, name) for name in ("title", "point", "needs"))
    lists = [str(one["standard"]) for one in needs.values() if isinstance(one, dict) and one.get("standard")]
    return {
        "model": str(data["model"])[:80], "model_version": str(data["version"])[:20],
        "title_zh": str(title.get("zh") or data["model"])[:200],
        "title_en": str(title.get("en") or data["model"])[:300], "point_zh": point_of(data)[:200],
        "point_en": str(point.get("en") or "")[:300], "standards": list(dict.fromkeys(lists)), "line": draft.line,
        "files": dict(files),
    }  # fmt: skip


def keep_step(user: User, entry: Entry, action: str, target: State, why: str = "", **more: Any) -> None:
    """A step and what it changes, unless somebody was quicker. Within a transaction. `data` goes into the history."""
    data = more.pop("data", {})
    same = Entry.objects.filter(pk=entry.pk, version=entry.version, state=entry.state)
    if not same.update(state=target.value, version=F("version") + 1, changed=now(), **more):
        raise quicker(entry)
    _step(user, entry, action, entry.state, target.value, why, data)
    trace(user.username, f"shelf.{action}", str(entry.pk), model=entry.model, version=entry.model_version,
          why=why, **data)  # fmt: skip


def quicker(entry: Entry) -> Conflict:
    """Who was, and when."""
    last = EntryStep.objects.filter(entry=entry.pk).select_related("by").last()
    if last is None:
        return Conflict("此模型刚被更新，请刷新", "it was just changed: load the page again")
    when = f"{localtime(last.at):%Y-%m-%d %H:%M}"
    return Conflict(f"{last.by.name}已于{when}办理，请刷新", f"{last.by.name} was quicker, at {when}: load it again")


def _step(user: User, entry: Entry, action: str, source: str, target: str, why: str, data: dict[str, Any]) -> None:
    EntryStep.objects.create(
        entry=entry, at=now(), by=user, office=user.office, action=action, source=source, target=target, why=why,
        data=data,
    )  # fmt: skip


def _section(data: dict[str, Any], name: str) -> dict[str, Any]:
    found = data.get(name)
    return found if isinstance(found, dict) else {}


def _free(user: User, told: dict[str, Any]) -> None:
    lines = {line.value for line in user.line_set}
    if told["line"] not in lines:
        raise BadRequest("不是您的业务条线", "it is not of one of your lines", "draft")
