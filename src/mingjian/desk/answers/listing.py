"""The list of experts as the desk edits it: its text, checked against the people and offices there are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from mingjian.desk.answers.models import Question
from mingjian.desk.answers.roster import desk_of
from mingjian.desk.answers.schemas import ExpertCandidate, ExpertMistake, ExpertPage, SaveExperts
from mingjian.desk.errors import BadRequest
from mingjian.desk.lake import the_lake
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.people import office_code
from mingjian.desk.traces.services import trace
from mingjian.knowledge.answers import Desk, State, read_desk
from mingjian.knowledge.answers.experts import Expert, Reviewer
from mingjian.lake.files import write_atomic
from mingjian.models.problems import ModelErrors, nearest

__all__ = ["check_experts", "experts_page", "save_experts"]

_HEAD = "# 院际问答专家名单 / experts of questions between offices (docs/answers.md)\n"


def experts_page(user: User) -> ExpertPage:
    """The list in use, who could stand on it, and how much each has to do."""
    file = _file()
    text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else _written(desk_of())
    return ExpertPage(
        text=text, by_roles=not file.is_file(), may_save=_may_save(user), mistakes=check_experts(text),
        people=_people(user),
    )  # fmt: skip


def check_experts(text: str) -> list[ExpertMistake]:
    """Every mistake of a list, with line and column; people and offices the desk does not know among them."""
    try:
        desk = read_desk(text)
    except ModelErrors as errors:
        return [
            ExpertMistake(line=one.line, column=one.column, zh=one.text("zh"), en=one.text("en"))
            for one in errors.problems
        ]
    return list(_strangers(desk, text))


def save_experts(user: User, given: SaveExperts) -> ExpertPage:
    """Put a list in use, or (empty) go back to roles; a list with mistakes is not kept."""
    if not _may_save(user):
        raise BadRequest("名单由最上级院维护", "the list is kept by the topmost office")
    file = _file()
    if not given.text.strip():
        file.unlink(missing_ok=True)
    else:
        mistakes = check_experts(given.text)
        if mistakes:
            zh = "；".join(f"第 {one.line} 行：{one.zh}" for one in mistakes)
            en = "; ".join(f"line {one.line}: {one.en}" for one in mistakes)
            raise BadRequest(zh, en, "text")
        file.parent.mkdir(exist_ok=True)
        write_atomic(file, given.text.encode())
    trace(user.username, "question.experts", "experts", roles=not given.text.strip())
    return experts_page(user)


def _file() -> Path:
    return the_lake().path / "answers" / "experts.yaml"


def _may_save(user: User) -> bool:
    return user.office.parent_id is None


def _written(desk: Desk) -> str:
    """A list made of roles, as the file it could become."""
    data = desk.file.model_dump(mode="json")
    return _HEAD + yaml.safe_dump(data, allow_unicode=True, sort_keys=False, default_flow_style=None, width=120)


def _strangers(desk: Desk, text: str) -> Iterator[ExpertMistake]:
    """People who are not on the desk, or not of the office they are listed for."""
    known = dict(User.objects.filter(is_active=True).values_list("username", "office__code"))
    offices = set(Office.objects.values_list("code", flat=True))
    lines = text.splitlines()
    listed: list[Expert | Reviewer] = [*desk.file.experts, *desk.file.reviewers]
    for one in listed:
        at = next((number for number, line in enumerate(lines, 1) if one.id in line and one.office in line), 1)
        if one.id not in known:
            near = nearest(one.id, list(known))[:1]
            yield ExpertMistake(
                line=at, column=1, zh=f"没有用户 {one.id}" + (f"，是否指 {near[0]}" if near else ""),
                en=f"there is no user {one.id}" + (f"; did you mean {near[0]}" if near else ""),
            )  # fmt: skip
        elif one.office not in offices:
            yield ExpertMistake(line=at, column=1, zh=f"没有检察院 {one.office}", en=f"there is no office {one.office}")
        elif known[one.id] != one.office:
            yield ExpertMistake(
                line=at, column=1, zh=f"{one.id} 属于 {known[one.id]}，不是 {one.office}",
                en=f"{one.id} is of {known[one.id]}, not of {one.office}",
            )  # fmt: skip


def _people(user: User) -> list[ExpertCandidate]:
    """Those of the reader's offices who may answer, with what waits for each."""
    rows = Question.objects.filter(state=State.ROUTED.value).values_list("expert", flat=True)
    waiting = list(rows)
    found = User.objects.filter(is_active=True, office__in=user.offices_below).select_related("office")
    return [
        ExpertCandidate(
            username=one.username, name=one.name, office=office_code(one.office),
            lines=[line.value for line in one.line_set], waiting=waiting.count(one.username),
        )
        for one in found.order_by("office__code", "username") if one.line_set
    ]  # fmt: skip
