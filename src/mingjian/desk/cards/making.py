"""Cards from the desk's tables, as their reader sees them: a few queries for any number of cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.timezone import localdate, localtime

from mingjian.clues import REJECTIONS
from mingjian.desk.cards.form import Card, ClueCard, Decision, Document, Result
from mingjian.desk.cases.models import Case, CaseStep, Letter, Outcome
from mingjian.desk.cases.states import CaseState, LetterState
from mingjian.desk.cases.writing import fields_of
from mingjian.desk.clues.listing import rows_of
from mingjian.desk.clues.models import Clue, ClueText, Verdict
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import Person, office_code
from mingjian.desk.words import Coded, coded
from mingjian.models.enumerations import DocumentKind, Line

__all__ = ["cards_of"]

_DECISIONS = {
    "confirmed": ("属实", "confirmed"), "reopened": ("撤回结论", "decision taken back"), **REJECTIONS,
}  # fmt: skip


def cards_of(user: User, cases: Sequence[Case], export: str) -> list[Card]:
    """A card a case, in the given order; of their clues those the user sees."""
    numbers = [one.pk for one in cases]
    clues = _clues(user, numbers)
    documents = _documents(numbers)
    outcomes = {one.case_id: one for one in Outcome.objects.filter(case__in=numbers)}
    steps: dict[int, dict[str, CaseStep]] = defaultdict(dict)
    for step in CaseStep.objects.filter(case__in=numbers, action__in=("file", "close", "joined")).order_by("id"):
        if step.action == "file":
            steps[step.case_id].setdefault("file", step)
        else:
            steps[step.case_id]["close"] = step
    return [_card(one, steps[one.pk], outcomes.get(one.pk), documents[one.pk], clues[one.pk], export) for one in cases]


# -- within ----------------------------------------------------------------------------------------------


def _card(
    case: Case, steps: dict[str, CaseStep], outcome: Outcome | None, documents: list[Document], clues: list[ClueCard],
    export: str,
) -> Card:  # fmt: skip
    amounts = [one.amount for one in clues if one.amount is not None]
    closed = steps.get("close") if case.state == CaseState.CLOSED else None
    return Card(
        number=case.number, unified_number=case.unified_number or None,
        department_number=case.department_number or None, accepted_on=case.accepted_on,
        office=office_code(case.office), line=coded(case.line, Line.of(case.line)),
        model=clues[0].model if clues else Coded(code=case.model, zh=case.model, en=case.model), title=case.title,
        holder=_person(case.owner), state=coded(case.state, CaseState.of(case.state)),
        filed_on=localdate(case.filed_at), filed_why=steps["file"].why if "file" in steps else "",
        amount=sum(amounts, Decimal(0)) if amounts else None, deadline=case.deadline,
        closed_on=localdate(closed.at) if closed is not None else None,
        outcome=None if outcome is None else _result(outcome, documents), documents=documents, clues=clues,
        export=export,
    )  # fmt: skip


def _result(one: Outcome, documents: list[Document]) -> Result:
    replies = [document.accepted for document in documents if document.accepted is not None]
    return Result(
        accepted=all(replies) if replies else None, rectified=one.rectified, recovered=one.recovered,
        held_to_account=one.held_to_account, governance=one.governance, note=one.note,
        looked_back_on=one.looked_back_on,
    )  # fmt: skip


def _documents(cases: Iterable[int]) -> dict[int, list[Document]]:
    found: dict[int, list[Document]] = defaultdict(list)
    for one in Letter.objects.filter(case__in=cases, number__isnull=False).order_by("id"):
        found[one.case_id].append(
            Document(
                kind=coded(one.kind, DocumentKind.of(one.kind)), number=one.number or "",
                state=coded(one.state, LetterState.of(one.state)), recipient=fields_of(one.fields).to,
                signed_on=one.signed_on, served_on=one.served_on, reply_due=one.reply_due, replied_on=one.replied_on,
                accepted=one.accepted, reply=one.reply,
            )
        )  # fmt: skip
    return found


def _clues(user: User, cases: Iterable[int]) -> dict[int, list[ClueCard]]:
    found: QuerySet[Clue] = Clue.objects.visible_to(user).filter(membership__case__in=cases)
    listed = list(found.select_related("office", "owner", "membership"))
    keys = [one.pk for one in listed]
    subjects = dict(ClueText.objects.filter(clue__in=keys, clearance=user.clearance).values_list("clue_id", "subject"))
    decisions: dict[str, list[Decision]] = defaultdict(list)
    for one in Verdict.objects.filter(clue__in=keys).select_related("by").order_by("id"):
        decisions[one.clue_id].append(_decision(one))
    made: dict[int, list[ClueCard]] = defaultdict(list)
    for clue, row in zip(listed, rows_of(user, listed), strict=True):
        made[clue.membership.case_id].append(
            ClueCard(
                id=row.id, model=Coded(code=row.model, zh=row.title.zh, en=row.title.en),
                model_version=clue.model_version, says=row.says.zh, subject_kind=clue.subject_kind,
                subject=subjects.get(clue.pk, ""), place=row.place, office=row.office, level=row.level,
                amount=row.amount, day=row.day, state=row.state, decisions=decisions[clue.pk],
            )
        )  # fmt: skip
    return made


def _decision(one: Verdict) -> Decision:
    zh, en = _DECISIONS.get(one.code, (one.code, one.code))
    return Decision(code=Coded(code=one.code, zh=zh, en=en), at=localtime(one.at), by=_person(one.by), note=one.note)


def _person(user: User) -> Person:
    return Person(username=user.username, name=user.name)
