"""What experts owe, for the one list of deadlines: answers, by the day until which each has."""

from __future__ import annotations

from mingjian.desk.answers.models import Question
from mingjian.desk.deadlines.schemas import DeadlineRow
from mingjian.desk.now import today
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import office_code, person
from mingjian.desk.words import Coded, Text
from mingjian.knowledge.answers import State

__all__ = ["KINDS", "reminders"]

_NO_LAW = Text(zh="", en="")
_ANSWER = Coded(code="answer", zh="院际问答答复", en="answer to a question")
KINDS = {_ANSWER.code: _ANSWER}


def reminders(user: User) -> list[DeadlineRow]:
    """Questions that wait for the user's answer, or for that of somebody whose answers he reviews."""
    waiting = Question.objects.visible_to(user).filter(state=State.ROUTED.value, due__isnull=False)
    rows = list(waiting.exclude(asker=user).select_related("office"))
    experts = {one.username: one for one in User.objects.filter(username__in={row.expert for row in rows})}
    return [_row(row, user, experts.get(row.expert)) for row in rows]


def _row(row: Question, user: User, expert: User | None) -> DeadlineRow:
    assert row.due is not None
    title = row.record["title"]
    late = row.due < today() and row.expert != user.username
    return DeadlineRow(
        key=f"question:{row.pk}", kind=_ANSWER, about="question", id=str(row.pk), text=Text(zh=title, en=title),
        due=row.due, days_left=(row.due - today()).days, by_law=_NO_LAW, verified=True, owner=person(expert),
        office=office_code(expert.office if expert is not None else row.office), extended=0, extensions=0,
        may_extend=False, may_urge=False, letter=None, handed_up=late,
    )  # fmt: skip
