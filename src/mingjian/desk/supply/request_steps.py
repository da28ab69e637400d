"""What becomes of a request: sent, reminded, delivered, refused, withdrawn, handed up and back.

A step changes the row as the user saw it (`WHERE version = … AND state = …`): of two at once one is told who was
quicker.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F

from mingjian.desk.errors import BadRequest
from mingjian.desk.now import today
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.roles import Right
from mingjian.desk.supply.history import note, quicker
from mingjian.desk.supply.kinds import WAITING, RequestState
from mingjian.desk.supply.models import DataRequest
from mingjian.desk.supply.schemas import RequestAct
from mingjian.desk.supply.scope import the_owner

__all__ = ["act_on_request", "can", "next_above"]

_DRAFT, _REFUSED = RequestState.DRAFT, RequestState.REFUSED
_WITHOUT_REASON = ("send", "assign", "deliver", "partial")


def can(user: User, one: DataRequest) -> list[str]:
    """The steps the user may take now."""
    if not user.may(Right.LOAD_DATA):
        return []
    state = RequestState.of(one.state)
    found = ["note"]
    if state is _DRAFT:
        found += ["change"]
    if state in (_DRAFT, _REFUSED):
        found += ["send"]
    if state in WAITING:
        found += ["remind", "partial", "deliver", "refuse"]
    if state in (_DRAFT, _REFUSED, *WAITING):
        found += ["withdraw", "assign"]
    late = state in WAITING and one.due is not None and one.due < today()
    if (late or state is _REFUSED) and next_above(one) is not None:
        found += ["escalate"]
    if one.escalated is not None and user.office.holds(one.escalated):
        found += ["hand_back"]
    return found


def next_above(one: DataRequest) -> Office | None:
    """The office a request is handed up to: the parent of the one that has it now."""
    return one.office.parent if one.escalated is None else one.escalated.parent


def act_on_request(user: User, one: DataRequest, given: RequestAct) -> None:
    """Take a step. `Conflict` says who was quicker."""
    if one.version != given.version:
        raise quicker(one)
    if given.action not in can(user, one):
        raise BadRequest(
            "现在不能这样办理：申请的状态不允许，或未逾期、未被拒绝不能上报",
            "this cannot be done now: its state does not allow it, or it is neither overdue nor refused",
            "action",
        )
    if not given.why.strip() and given.action not in _WITHOUT_REASON:
        raise BadRequest("请写明理由", "say why", "why")
    changes, detail = _changes(user, one, given)
    with transaction.atomic():
        same = DataRequest.objects.filter(pk=one.pk, version=given.version, state=one.state)
        if not same.update(version=F("version") + 1, **changes):
            raise quicker(one)
        note(user, one, given.action, given.why.strip(), **detail)


def _changes(user: User, one: DataRequest, given: RequestAct) -> tuple[dict[str, Any], dict[str, Any]]:
    """What becomes of the row, and what the history says beside the reason."""
    free = {"escalated": None, "escalated_on": None}
    match given.action:
        case "send":
            return _sent(given)
        case "remind":
            return {"reminded": F("reminded") + 1}, {"times": one.reminded + 1}
        case "partial":
            return {"state": RequestState.PARTIAL.value}, {}
        case "deliver":
            return {"state": RequestState.DELIVERED.value, **free}, {}
        case "withdraw":
            return {"state": RequestState.WITHDRAWN.value, **free}, {}
        case "refuse":
            if given.code is None:
                raise BadRequest("请选择拒绝原因", "choose why it was refused", "code")
            return {"state": _REFUSED.value, "refusal": given.code}, {"code": given.code}
        case "escalate":
            above = next_above(one)
            assert above is not None
            return {"escalated": above, "escalated_on": today()}, {"to": above.zh}
        case "hand_back":
            return free, {"from": one.escalated.zh if one.escalated is not None else ""}
        case "assign":
            owner = the_owner(user, given.owner)
            return {"owner": owner}, {"before": one.owner.username, "owner": owner.username}
        case "note":
            return {}, {}


def _sent(given: RequestAct) -> tuple[dict[str, Any], dict[str, Any]]:
    day = given.day or today()
    if not given.number.strip():
        raise BadRequest("请填写文号", "give the number of the document", "number")
    if day > today():
        raise BadRequest("发出日期不能晚于今天", "it cannot have been sent after today", "day")
    if given.due is None or given.due < day:
        raise BadRequest("请填写期限，不早于发出日期", "give a deadline that is not before that day", "due")
    number = given.number.strip()
    changes = {"state": RequestState.SENT.value, "number": number, "sent_on": day, "due": given.due, "refusal": "",
               "escalated": None, "escalated_on": None}  # fmt: skip
    return changes, {"number": number, "day": day, "due": given.due}
