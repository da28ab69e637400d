"""A clue becomes a case, or goes into one, when it is filed: in the same transaction."""

from __future__ import annotations

from typing import Any

from mingjian.desk.cases.gathering import add_clue, new_case
from mingjian.desk.cases.models import CaseStep, Member
from mingjian.desk.clues.models import Clue
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.traces.services import trace

__all__ = ["filed"]


def filed(*, clue: Clue, user: User, why: str, to_case: int | None = None, **more: Any) -> None:
    """Open a case with this clue, or put it into one of the user's."""
    del more
    if Member.objects.filter(clue=clue).exists():  # filed, reopened and filed again: the case goes on
        return
    case = new_case(clue, user) if to_case is None else add_clue(clue, user, to_case)
    CaseStep.objects.create(case=case, at=now(), by=user, action="file", why=why)
    trace(user.username, "case.file", case.number, clue=clue.pk)
