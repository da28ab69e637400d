"""Contests from files: made, changed by edits that leave every other byte, and given back as the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from mingjian.contest import Contest as Definition
from mingjian.contest import check_contest, edited, new_contest, open_contest
from mingjian.desk.contests.chain import link, locked
from mingjian.desk.contests.models import Contest
from mingjian.desk.contests.schemas import ContestChecked, ContestEdit, ContestFileText, ContestMistake, NewContest
from mingjian.desk.contests.seating import seat_named
from mingjian.desk.contests.sight import Seen, What, seen
from mingjian.desk.contests.states import PHASES, Phase
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.now import now, today
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace
from mingjian.desk.words import storable
from mingjian.models.editing import EditRefused
from mingjian.models.editing.primitives import Add, Primitive, Replace, Take
from mingjian.models.problems import Problem, nearest
from mingjian.models.source import Path

__all__ = ["check_file", "edit_contest", "make_contest", "may_make", "put_file"]


_TAKEN = {"check", "public"}
"""Words of the API's addresses."""


def may_make(user: User) -> bool:
    """Whether somebody may hold a contest; by hand only."""
    return user.scope is None and user.may(Right.ASSIGN) and user.may(Right.SEE_MODELS)


def check_file(user: User, text: str) -> ContestChecked:
    """Every mistake of a file with its place."""
    if not user.may(Right.SEE_MODELS):
        raise NotFound
    return ContestChecked(problems=[_mistake(one) for one in check_contest(text)[1]])


def make_contest(user: User, given: NewContest) -> str:
    """A contest from a file or from nothing; its maker is the organiser. Answers its name."""
    if not may_make(user):
        raise NotFound
    text = given.text
    if not text:
        if not given.slug or not given.title.strip():
            raise BadRequest("请给出竞赛标识和名称，或竞赛文件", "give a name and a title, or a contest file", "slug")
        text = new_contest(given.slug, given.title.strip(), today() - timedelta(days=13))
    read = _read(text)
    if read.id in _TAKEN:
        raise BadRequest(f"竞赛标识不能是“{read.id}”", f"a contest cannot be called '{read.id}'", "slug")
    try:
        with transaction.atomic():
            made = Contest.objects.create(
                slug=read.id, text=text, office=user.office, by=user, made=now(),
                since={Phase.DRAFT.value: now().isoformat()},
            )  # fmt: skip
            seat_named(made, user, read)
            link(made, "file", {"sha256": _digest(text)})
            trace(user.username, "contest.make", made.slug, sha256=_digest(text))
    except IntegrityError:
        raise BadRequest(f"竞赛标识“{read.id}”已被使用", f"there is a contest '{read.id}' already", "slug") from None
    return made.slug


def edit_contest(user: User, slug: str, given: ContestEdit) -> None:
    """Change the file by an edit on the version that was seen."""
    at = seen(user, slug)
    at.act(What.STEER)
    try:
        sheet = open_contest(at.contest.text)
        text = edited(sheet, _change(sheet.data, given)).text
    except EditRefused as refused:
        raise _wrong(refused.problems, "path") from None
    except (KeyError, IndexError, TypeError, AttributeError, ValueError):
        raise BadRequest("文件中没有这个位置", "there is no such place in the file", "path") from None
    _keep(at, text, given.version)


def _change(data: Any, given: ContestEdit) -> Primitive:
    """What an edit means over the file as it is. `BadRequest` where it is of a place the file does not have."""
    path = tuple(given.path)
    if given.kind == "add":
        _held(data, path)
        return Add(path, given.index, given.key, given.value)
    holder = _held(data, path[:-1])
    if given.kind == "put" and path and isinstance(holder, dict) and path[-1] not in holder:
        return Add(path[:-1], len(holder), str(path[-1]), given.value)
    _held(data, path)
    return Take(path) if given.kind == "take" else Replace(path, given.value)


def _held(data: Any, path: Path) -> Any:
    """What stands at a path; the nearest name is told of one that is not there."""
    for place, part in enumerate(path):
        known = list(data) if isinstance(data, dict) else []
        if part not in (known if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()):
            near = nearest(str(part), map(str, known))
            shown = ".".join(map(str, path[: place + 1]))
            zh = f"，是否应为“{near[0]}”" if near else ""
            en = f"; did you mean '{near[0]}'?" if near else ""
            raise BadRequest(f"文件中没有“{shown}”{zh}", f"there is no '{shown}' in the file{en}", "path")
        data = data[part]
    return data


def put_file(user: User, slug: str, given: ContestFileText) -> None:
    """Give the file whole."""
    at = seen(user, slug)
    at.act(What.STEER)
    _keep(at, given.text, given.version)


def _keep(at: Seen, text: str, version: int) -> None:
    read, contest = _read(text), at.contest
    if read.id != contest.slug:
        raise BadRequest("竞赛标识不能更改", "the name of a contest is never changed", "text")
    with transaction.atomic():
        held = locked(contest)
        if held.version != version:
            raise Conflict("竞赛已被他人修改，请刷新后再试", "somebody changed the contest meanwhile: look again")
        if wrong := _too_late(Seen(at.user, held, at.seat), read):
            raise wrong
        Contest.objects.filter(pk=held.pk).update(text=text, version=F("version") + 1)
        seat_named(held, at.user, read)
        link(held, "file", {"sha256": _digest(text)})
        trace(at.user.username, "contest.edit", held.slug, sha256=_digest(text))


def _too_late(at: Seen, new: Definition) -> BadRequest | None:
    """Before works come in everything may change; then only times that are still ahead, and the deadline only to a
    later one."""
    old = at.rules
    if not at.phase.reached(Phase.OPEN):
        return None
    fixed = {"phases"}
    if old.definition.model_dump(exclude=fixed) != new.definition.model_dump(exclude=fixed):
        return BadRequest(
            "征集开始后只能推迟尚未到来的时间", "once works come in only times that are still ahead may change", "text"
        )
    for phase in PHASES:
        before, after = old.begins(phase.value), new.begins(phase.value)
        if before == after:
            continue
        begun = at.phase.reached(phase) or (before is not None and before <= now())
        later = before is not None and after is not None and after > before
        if begun or (phase is Phase.CLOSED and not later) or (after is not None and after <= now()):
            return BadRequest(
                f"“{phase.zh}”的时间已过，或只能推迟",
                f"the time of '{phase.en}' has passed, or may only be later",
                "text",
            )
    return None


def _read(text: str) -> Definition:
    if not storable(text):
        raise BadRequest("含有不能保存的字符", "it holds signs that cannot be kept", "text")
    found, problems = check_contest(text)
    if found is None:
        raise _wrong(problems, "text")
    return found


def _wrong(problems: Sequence[Problem], field: str) -> BadRequest:
    return BadRequest(
        "；".join(one.text("zh") for one in problems), "; ".join(one.text("en") for one in problems), field
    )


def _mistake(one: Problem) -> ContestMistake:
    return ContestMistake(
        zh=one.zh, en=one.en, line=one.line, column=one.column, path=one.path, expected_zh=one.expected_zh,
        expected_en=one.expected_en, nearest=list(one.nearest),
    )  # fmt: skip


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
