"""`/api/approvals`: asking for approvals of runs over personal data, deciding them, taking them back."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router

from mingjian.desk.approvals.permits import need_of
from mingjian.desk.approvals.schemas import (
    ApprovalAct,
    ApprovalInfo,
    ApprovalList,
    ApprovalNeed,
    ApprovalQuery,
    NeedQuery,
    NewApproval,
)
from mingjian.desk.approvals.services import (
    act_on_approval,
    ask_for_approval,
    find_approval,
    list_approvals,
)
from mingjian.desk.offices.login import user_of

__all__ = ["router"]

router = Router(tags=["approvals"])


@router.get("/models/{name}/approval", response=ApprovalNeed)
def need(request: HttpRequest, name: str, query: Query[NeedQuery]) -> ApprovalNeed:
    """Whether a run or a backtest of the model needs an approval, and those the reader may run under."""
    return need_of(user_of(request), name, query.run, query.version)


@router.get("/approvals", response=ApprovalList)
def list_(request: HttpRequest, query: Query[ApprovalQuery]) -> ApprovalList:
    """Requests the user sees, newest first."""
    return list_approvals(user_of(request), query)


@router.post("/approvals", response=ApprovalInfo)
def ask(request: HttpRequest, given: NewApproval) -> ApprovalInfo:
    """Ask for an approval, with its impact assessment."""
    return ask_for_approval(user_of(request), given)


@router.get("/approvals/{number}", response=ApprovalInfo)
def one(request: HttpRequest, number: int) -> ApprovalInfo:
    """One request, whole."""
    return find_approval(user_of(request), number)


@router.post("/approvals/{number}/act", response=ApprovalInfo)
def act(request: HttpRequest, number: int, given: ApprovalAct) -> ApprovalInfo:
    """Approve, refuse or withdraw."""
    return act_on_approval(user_of(request), number, given)
