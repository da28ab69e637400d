"""Taking a file in that came back: looked at first, then, when somebody says so, applied whole or not at all."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from mingjian.desk.cards.comparing import NAMES, Plan, Planned, compare, shown
from mingjian.desk.cards.reading import read
from mingjian.desk.cards.schemas import CaseChange, FieldChange, Imported, Preview, ToldInfo
from mingjian.desk.cases.models import Case, CaseStep, Outcome
from mingjian.desk.errors import Conflict, NotFound
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Coded
from mingjian.trust.digests import sha256_bytes

__all__ = ["import_cards", "preview_cards"]


def preview_cards(user: User, data: bytes) -> Preview:
    """What the file would change. Nothing is kept of it."""
    _may(user)
    plan = _plan(user, data)
    return Preview(
        sha256=sha256_bytes(data), seen=plan.seen, rows=plan.rows, same=plan.same,
        cases=[_change(one) for one in plan.planned],
        told=[ToldInfo(row=one.row, column=one.column, number=one.number, zh=one.zh, en=one.en, nearest=one.nearest)
              for one in plan.told],
    )  # fmt: skip


def import_cards(user: User, data: bytes, seen: str) -> Imported:
    """Apply what was seen in the preview. `Conflict` when a case changed since."""
    _may(user)
    digest = sha256_bytes(data)
    with transaction.atomic():
        plan = _plan(user, data)
        if plan.seen != seen:
            raise _quicker()
        for one in plan.planned:
            _apply(user, one, digest)
        trace(user.username, "card.import", digest, cases=len(plan.planned), rows=plan.rows, left_out=len(plan.told))
    return Imported(cases=len(plan.planned))


# -- within ----------------------------------------------------------------------------------------------


def _may(user: User) -> None:
    if not user.may(Right.SEE_CLUES) or not (user.may(Right.DECIDE) or user.may(Right.ASSIGN)):
        raise NotFound("您的角色不能导入案卡", "your roles do not allow case cards to be taken in")


def _plan(user: User, data: bytes) -> Plan:
    given, told = read(data)
    return compare(user, given, told)


def _change(one: Planned) -> CaseChange:
    return CaseChange(
        case=one.case.pk, number=one.case.number, title=one.case.title,
        changes=[
            FieldChange(field=Coded(code=name, zh=NAMES[name][0], en=NAMES[name][1]), old=shown(old), new=shown(new))
            for name, (old, new) in one.changes.items()
        ],
    )  # fmt: skip


def _apply(user: User, one: Planned, digest: str) -> None:
    numbers = {name: new for name, (_, new) in one.changes.items() if "." not in name}
    results = {name.removeprefix("outcome."): new for name, (_, new) in one.changes.items() if "." in name}
    same = Case.objects.filter(pk=one.case.pk, version=one.case.version, state=one.case.state)
    if not same.update(**numbers, version=F("version") + 1):
        raise _quicker()
    if results:
        _result(user, one, results)
    says = {name: [shown(old), shown(new)] for name, (old, new) in one.changes.items()}
    why = "；".join(f"{NAMES[name][0]} {old or '—'} → {new}" for name, (old, new) in says.items())
    CaseStep.objects.create(case=one.case, at=now(), by=user, action="register", why=why)
    trace(user.username, "case.register", one.case.number, changes=says, file=digest)


def _result(user: User, one: Planned, results: dict[str, Any]) -> None:
    """Into the outcome as it was seen; one that came or changed meanwhile is somebody else's."""
    values = {**results, "by": user, "at": now()}
    if one.outcome is not None:
        if not Outcome.objects.filter(pk=one.outcome.pk, at=one.outcome.at).update(**values):
            raise _quicker()
        return
    try:
        with transaction.atomic():
            Outcome.objects.create(case=one.case, **values)
    except IntegrityError:
        raise _quicker() from None


def _quicker() -> Conflict:
    return Conflict(
        "预览之后有案件被更新，未作任何更改；请重新查看预览",
        "somebody was quicker: a case changed since the preview, and nothing was changed. Look at the preview again",
    )
