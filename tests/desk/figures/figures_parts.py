"""Clues that stand as a test needs them, counted by hand."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from mingjian.desk.cases.models import Case, Letter, Member, Outcome
from mingjian.desk.clues.models import Clue, Verdict
from mingjian.desk.offices.models import Office
from mingjian.models.enumerations import Line

MODEL = "benefits-paid-to-the-dead"


def make_clues(office, n, prefix, **more):
    """So many clues of an office."""
    given = {"model": MODEL, "model_version": "1.0.0", "line": Line.PUBLIC_INTEREST.value, "state": "new",
             "first_seen": dt.date(2025, 3, 1), "last_seen": dt.date(2025, 6, 30)} | more  # fmt: skip
    made = [
        Clue(id=f"{prefix}-{number}", title_zh="死后领取", title_en="paid to the dead", run="", level=2, points=1,
             rank=1, office=Office.objects.get(code=office), **given)
        for number in range(n)
    ]  # fmt: skip
    return Clue.objects.bulk_create(made)


def decide(clue, by, code, days, episode=1):
    """A verdict so many days after the clue was first found."""
    at = dt.datetime.combine(clue.first_seen + dt.timedelta(days=days), dt.time(9), ZoneInfo("Asia/Shanghai"))
    return Verdict.objects.create(clue=clue, model_version=clue.model_version, episode=episode, code=code, by=by, at=at)


def make_case(by, number, *clues, office="340100", recovered=None, rectified=None, letter=None):
    """A case of some clues, perhaps with an outcome and a letter."""
    day = dt.datetime(2025, 5, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
    case = Case.objects.create(
        number=number, title="案", model=clues[0].model, line=clues[0].line, office=Office.objects.get(code=office),
        owner=by, filed_at=day,
    )  # fmt: skip
    Member.objects.bulk_create(Member(case=case, clue=one) for one in clues)
    if rectified is not None:
        Outcome.objects.create(case=case, rectified=rectified, recovered=recovered, held_to_account=2, by=by, at=day)
    if letter is not None:
        Letter.objects.create(case=case, kind="suggestion", fields={}, drafted_by=by, drafted_at=day, **letter)
    return case
