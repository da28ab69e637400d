"""A clue becomes a case: when it is filed, in the same transaction."""

from __future__ import annotations

from typing import Any

from mingjian.desk.cases.models import Case, CaseStep, Member
from mingjian.desk.cases.numbering import next_number
from mingjian.desk.clues.models import Clue
from mingjian.desk.now import now, today
from mingjian.desk.offices.models import User
from mingjian.desk.traces.services import trace

__all__ = ["case_number", "filed"]


def filed(*, clue: Clue, user: User, why: str, **more: Any) -> None:
    """Open a case with this clue, of the office of whoever files it: it is his office that writes the letters."""
    del more
    if Member.objects.filter(clue=clue).exists():  # filed, reopened and filed again: the case goes on
        return
    year, office = today().year, user.office
    case = Case.objects.create(
        number=case_number(office.short or office.zh, year, next_number("case", office, year)),
        title=clue.title_zh, model=clue.model, line=clue.line, office=office, owner=user, filed_at=now(),
    )  # fmt: skip
    Member.objects.create(case=case, clue=clue)
    CaseStep.objects.create(case=case, at=now(), by=user, action="file", why=why)
    trace(user.username, "case.file", case.number, clue=clue.pk)


def case_number(office: str, year: int, number: int) -> str:
    """As 合检监〔2025〕3号: our own form, since no published rule fixes one for clues of models."""
    return f"{office}检监〔{year}〕{number}号"
