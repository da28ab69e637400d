"""Agreements with agencies: written down, renewed, ended; their papers, and what is owed under them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count, F, Q

from mingjian.desk.data.words import may_see
from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.now import now, today
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import Person
from mingjian.desk.offices.roles import Right
from mingjian.desk.supply.arrivals import Arrival, arrival_info, arrivals
from mingjian.desk.supply.history import note, quicker, told
from mingjian.desk.supply.kinds import AgreementState, Frequency
from mingjian.desk.supply.models import Agreement, DataRequest
from mingjian.desk.supply.plan import owed, standards_of, the_dues
from mingjian.desk.supply.schemas import (
    AgreementAct,
    AgreementChange,
    AgreementGiven,
    AgreementList,
    AgreementPage,
    AgreementQuery,
    AgreementRow,
    AgreementTitle,
    AgreementView,
    PaperInfo,
)
from mingjian.desk.supply.scope import check_items, check_period, check_region, scope_info, the_owner, writer
from mingjian.desk.words import coded

__all__ = [
    "act_on_agreement", "agreement_page", "agreement_title", "change_agreement", "create_agreement", "find_agreement",
    "list_agreements", "running",
]  # fmt: skip

_ACTIVE = AgreementState.ACTIVE


def list_agreements(user: User, query: AgreementQuery) -> AgreementList:
    """A page of the agreements the user sees, the nearest end first. `NotFound` for who sees no data."""
    if not may_see(user):
        raise NotFound
    seen = Agreement.objects.visible_to(user)
    views = {view: seen.filter(condition) for view, condition in _views().items()}
    found = views[query.view]
    if query.q:
        found = found.filter(Q(title__icontains=query.q) | Q(agency__icontains=query.q) | Q(number__icontains=query.q))
    rows = found.select_related("office", "owner", "by").annotate(files=Count("papers")).order_by("until", "id")
    listed = [one for one in rows if not query.standard or query.standard in standards_of(one)]
    start = (query.page - 1) * query.size
    shown = listed[start : start + query.size]
    came = arrivals({name for one in shown for name in standards_of(one)})
    return AgreementList(
        items=[_row(one, came, one.files) for one in shown], total=len(listed),
        views={view: rows.count() for view, rows in views.items()}, can=user.may(Right.LOAD_DATA),
    )  # fmt: skip


def running(user: User) -> list[Agreement]:
    """Those in sight that were not ended, run out or not."""
    found = Agreement.objects.visible_to(user).filter(state=_ACTIVE.value)
    return list(found.select_related("office", "owner").order_by("id"))


def find_agreement(user: User, number: int) -> Agreement:
    """An agreement the user sees; `NotFound` for every other."""
    related = ("office", "owner", "by")
    found = Agreement.objects.visible_to(user).select_related(*related).filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def create_agreement(user: User, given: AgreementGiven) -> Agreement:
    """Write an agreement of the user's own office down."""
    writer(user)
    facts = _facts(user, given)
    with transaction.atomic():
        made = Agreement.objects.create(**facts, office=user.office, by=user, at=now())
        note(user, made, "create", title=made.title, until=made.until, items="、".join(sorted(standards_of(made))))
    return made


def change_agreement(user: User, number: int, given: AgreementChange) -> Agreement:
    """Correct what was written down; what was otherwise before is in the history."""
    writer(user)
    one, facts = find_agreement(user, number), _facts(user, given)
    if one.version != given.version:
        raise quicker(one)
    if one.state != _ACTIVE.value:
        raise BadRequest("已终止的协议不能修改", "an agreement that was ended cannot be changed")
    before = {name: str(getattr(one, name)) for name, value in facts.items() if getattr(one, name) != value}
    with transaction.atomic():
        same = Agreement.objects.filter(pk=one.pk, version=given.version, state=one.state)
        if not same.update(version=F("version") + 1, **facts):
            raise quicker(one)
        note(user, one, "change", **{f"before_{name}": value for name, value in before.items()})
    return find_agreement(user, number)


def act_on_agreement(user: User, number: int, given: AgreementAct) -> Agreement:
    """Renew, end, or note. `Conflict` says who was quicker."""
    writer(user)
    one = find_agreement(user, number)
    if one.version != given.version:
        raise quicker(one)
    if given.action not in _can(user, one):
        raise BadRequest("已终止的协议不能续签或再次终止", "an agreement that was ended stays so", "action")
    changes: dict[str, Any] = {}
    detail: dict[str, Any] = {}
    if given.action == "renew":
        if given.until is None or given.until <= max(one.until, today()):
            raise BadRequest(
                "新的到期日须晚于原到期日和今天", "the new end is later than the old one and today", "until"
            )
        changes, detail = {"until": given.until}, {"before": one.until, "until": given.until}
    if given.action == "end":
        changes = {"state": AgreementState.ENDED.value, "ended_on": today()}
    with transaction.atomic():
        same = Agreement.objects.filter(pk=one.pk, version=given.version, state=one.state)
        if not same.update(version=F("version") + 1, **changes):
            raise quicker(one)
        note(user, one, given.action, given.why.strip(), **detail)
    return find_agreement(user, number)


def agreement_page(user: User, one: Agreement) -> AgreementPage:
    """An agreement with all that belongs to it; deliveries owed from a year ago to a year from now."""
    came = arrivals(standards_of(one))
    span = timedelta(days=366)
    under = [found for found in came if found.meets(one) and _within(one, found.day)]
    files = [
        PaperInfo(id=paper.pk, name=paper.name, size=paper.size, sha256=paper.sha256, at=paper.at,
                  by=Person(username=paper.by.username, name=paper.by.name))
        for paper in one.papers.select_related("by")
    ]  # fmt: skip
    request = DataRequest.objects.visible_to(user).filter(pk=one.request_id or 0).first()
    return AgreementPage(
        **_row(one, came, len(files)).model_dump(), files=files, events=told(one),
        dues=the_dues([one], came, today() - span, today() + span)[:400],
        deliveries=[arrival_info(found) for found in reversed(under)],
        request=request.pk if request is not None else None, can=_can(user, one),
    )  # fmt: skip


def agreement_title(one: Agreement) -> AgreementTitle:
    """An agreement by name."""
    state = _standing(one)
    return AgreementTitle(id=one.pk, title=one.title, agency=one.agency, until=one.until,
                          state=coded(state.value, state))  # fmt: skip


def _views() -> dict[AgreementView, Q]:
    active = Q(state=_ACTIVE.value)
    soon = today() + timedelta(days=settings.DESK.remind_days)
    return {
        "active": active & Q(until__gte=today()),
        "expiring": active & Q(until__lte=soon),
        "ended": Q(state=AgreementState.ENDED.value) | Q(until__lt=today()),
        "all": Q(),
    }


def _row(one: Agreement, came: list[Arrival], papers: int) -> AgreementRow:
    often, state = Frequency.of(one.frequency), _standing(one)
    open_ = [due.day for _, due in owed(one, came)]
    return AgreementRow(
        **scope_info(one), title=one.title, number=one.number, purpose=one.purpose, starts=one.starts,
        until=one.until, days_left=(one.until - today()).days, frequency=coded(often.value, often),
        first_due=one.first_due, day=one.day, state=coded(state.value, state), ended_on=one.ended_on,
        next=min(open_, default=None), papers=papers,
    )  # fmt: skip


def _standing(one: Agreement) -> AgreementState:
    state = AgreementState.of(one.state)
    return AgreementState.EXPIRED if state is _ACTIVE and one.until < today() else state


def _can(user: User, one: Agreement) -> list[str]:
    if not user.may(Right.LOAD_DATA):
        return []
    return ["note", "paper", "change", "renew", "end"] if one.state == _ACTIVE.value else ["note", "paper"]


def _within(one: Agreement, day: date) -> bool:
    return one.starts <= day <= (one.ended_on or max(one.until, today()))


def _facts(user: User, given: AgreementGiven) -> dict[str, Any]:
    if given.until < given.starts:
        raise BadRequest("到期日早于起始日", "it ends before it begins", "until")
    if not given.starts <= given.first_due <= given.until:
        raise BadRequest("首次交付日须在协议期内", "the first delivery lies within the agreement", "first_due")
    if not all(one.strip() for one in (given.agency, given.title, given.purpose)):
        raise BadRequest("请写明单位、名称和用途限制", "say which agency, what it is called, and what for", "purpose")
    check_period(given.starts, given.until)
    request = None
    if given.request is not None:
        request = DataRequest.objects.visible_to(user).filter(pk=given.request).first()
        if request is None:
            raise BadRequest("没有这项申请", "there is no such request", "request")
    return {
        "agency": given.agency.strip(), "agency_kind": given.agency_kind, "items": check_items(given.items),
        "region": check_region(given.region), "owner": the_owner(user, given.owner), "title": given.title.strip(),
        "number": given.number.strip(), "purpose": given.purpose.strip(), "starts": given.starts,
        "until": given.until, "frequency": given.frequency, "first_due": given.first_due,
        "day": given.day or given.first_due.day, "request": request,
    }  # fmt: skip
