"""Requests to agencies: drafted, listed, told. What becomes of one is in `request_steps`."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet

from mingjian.desk.data.words import may_see
from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.now import now, today
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import office_code
from mingjian.desk.offices.roles import Right
from mingjian.desk.supply.agreements import agreement_title
from mingjian.desk.supply.arrivals import arrival_info, arrivals
from mingjian.desk.supply.bases import bases
from mingjian.desk.supply.history import note, quicker, told
from mingjian.desk.supply.kinds import PURPOSES, REFUSALS, WAITING, RequestState
from mingjian.desk.supply.models import Agreement, DataRequest
from mingjian.desk.supply.request_steps import can, next_above
from mingjian.desk.supply.schemas import (
    RequestChange,
    RequestGiven,
    RequestList,
    RequestPage,
    RequestQuery,
    RequestRow,
    RequestView,
)
from mingjian.desk.supply.scope import (
    bases_info,
    check_items,
    check_period,
    check_region,
    scope_info,
    the_owner,
    writer,
)
from mingjian.desk.words import Coded, coded

__all__ = ["change_request", "create_request", "find_request", "list_requests", "open_requests", "request_page",
           "request_row"]  # fmt: skip

_WAITING = [one.value for one in WAITING]
_OPEN = [RequestState.DRAFT.value, *_WAITING]


def list_requests(user: User, query: RequestQuery) -> RequestList:
    """A page of the requests the user sees, the nearest deadline first. `NotFound` for who sees no data."""
    if not may_see(user):
        raise NotFound
    seen = DataRequest.objects.visible_to(user)
    views = {view: seen.filter(condition) for view, condition in _views(user).items()}
    found = views[query.view]
    if query.q:
        words = Q(agency__icontains=query.q) | Q(purpose__icontains=query.q) | Q(number__icontains=query.q)
        found = found.filter(words)
    rows: QuerySet[DataRequest] = found.select_related("office", "owner", "by", "escalated")
    rows = rows.order_by(F("due").asc(nulls_last=True), "-id")
    listed = [one for one in rows if not query.standard or _wants(one, query.standard)] if query.standard else rows
    start = (query.page - 1) * query.size
    total = len(listed) if isinstance(listed, list) else found.count()
    return RequestList(
        items=[request_row(one) for one in listed[start : start + query.size]], total=total,
        views={view: rows.count() for view, rows in views.items()}, can=user.may(Right.LOAD_DATA),
    )  # fmt: skip


def open_requests(user: User) -> list[DataRequest]:
    """Those the user sees that are drafted or wait for an agency."""
    return list(DataRequest.objects.visible_to(user).filter(state__in=_OPEN))


def find_request(user: User, number: int) -> DataRequest:
    """A request the user sees; `NotFound` for every other."""
    related = ("office__parent", "owner", "by", "escalated__parent")
    found = DataRequest.objects.visible_to(user).select_related(*related).filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def create_request(user: User, given: RequestGiven) -> DataRequest:
    """Draft a request of the user's own office."""
    writer(user)
    facts = _facts(user, given)
    with transaction.atomic():
        made = DataRequest.objects.create(**facts, office=user.office, by=user, at=now())
        note(user, made, "create", purpose=made.purpose, items=_named(made))
    return made


def change_request(user: User, number: int, given: RequestChange) -> DataRequest:
    """Change a draft; what was sent stays as it was sent."""
    writer(user)
    one, facts = find_request(user, number), _facts(user, given)
    if one.version != given.version:
        raise quicker(one)
    if one.state != RequestState.DRAFT.value:
        raise BadRequest("只有草拟中的申请可以修改", "only a draft can be changed")
    changed = [name for name, value in facts.items() if getattr(one, name) != value]
    with transaction.atomic():
        same = DataRequest.objects.filter(pk=one.pk, version=given.version, state=one.state)
        if not same.update(version=F("version") + 1, **facts):
            raise quicker(one)
        note(user, one, "change", fields="、".join(changed))
    return find_request(user, number)


def request_page(user: User, one: DataRequest) -> RequestPage:
    """A request with all that belongs to it."""
    since = one.sent_on
    came = [] if since is None else [
        found for found in arrivals({item["standard"] for item in one.items})
        if found.day >= since and _came_for(found.path, found.meets(one), one)
    ]  # fmt: skip
    above = next_above(one)
    made = Agreement.objects.visible_to(user).filter(request=one)
    return RequestPage(
        **request_row(one).model_dump(), bases=bases_info(one.bases, one.basis), events=told(one),
        arrived=[arrival_info(found) for found in came], agreements=[agreement_title(found) for found in made],
        above=office_code(above) if above is not None else None, can=can(user, one),
    )  # fmt: skip


def request_row(one: DataRequest) -> RequestRow:
    """A request as a list gives it."""
    state, (zh, en) = RequestState.of(one.state), PURPOSES[one.purpose_kind]
    refusal = None
    if one.refusal:
        refusal = Coded(code=one.refusal, zh=REFUSALS[one.refusal][0], en=REFUSALS[one.refusal][1])
    return RequestRow(
        **scope_info(one), purpose_kind=Coded(code=one.purpose_kind, zh=zh, en=en), purpose=one.purpose,
        first=one.first, last=one.last, due=one.due, state=coded(state.value, state), number=one.number,
        overdue=state in WAITING and one.due is not None and one.due < today(), sent_on=one.sent_on,
        reminded=one.reminded, refusal=refusal, escalated_on=one.escalated_on,
        escalated=office_code(one.escalated) if one.escalated is not None else None,
    )  # fmt: skip


def _views(user: User) -> dict[RequestView, Q]:
    over = [RequestState.DELIVERED.value, RequestState.REFUSED.value, RequestState.WITHDRAWN.value]
    return {
        "open": Q(state__in=_OPEN) | Q(escalated__isnull=False),
        "overdue": Q(state__in=_WAITING, due__lt=today()),
        "escalated": Q(escalated=user.office),
        "closed": Q(state__in=over, escalated__isnull=True),
        "all": Q(),
    }


def _wants(one: DataRequest, standard: str) -> bool:
    return any(item["standard"] == standard for item in one.items)


def _came_for(path: str, meets: bool, one: DataRequest) -> bool:
    """An arrival that names an agreement may be what a request brought, too."""
    return meets or path.startswith(one.office.path)


def _named(one: DataRequest) -> str:
    return "、".join(item["standard"] for item in one.items)


def _facts(user: User, given: RequestGiven) -> dict[str, Any]:
    unknown = [code for code in given.bases if code not in bases()]
    if unknown:
        raise BadRequest("没有这项依据", f"there is no basis {', '.join(unknown)}", "bases")
    if not given.bases and not given.basis.strip():
        raise BadRequest("请选择或填写法律依据", "choose a legal basis, or write one", "bases")
    if not given.purpose.strip() or not given.agency.strip():
        raise BadRequest("请写明单位和用途", "say which agency, and what for", "purpose")
    check_period(given.first, given.last)
    return {
        "agency": given.agency.strip(), "agency_kind": given.agency_kind, "items": check_items(given.items),
        "region": check_region(given.region), "owner": the_owner(user, given.owner), "first": given.first,
        "last": given.last, "bases": list(dict.fromkeys(given.bases)), "basis": given.basis.strip(),
        "purpose_kind": given.purpose_kind, "purpose": given.purpose.strip(), "due": given.due,
    }  # fmt: skip
