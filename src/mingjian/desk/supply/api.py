"""`/api/supply`: requests to agencies, agreements, deliveries due."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from ninja import File, Query, Router
from ninja.files import UploadedFile

from mingjian.desk.data.words import may_see
from mingjian.desk.deadlines.calendar import calendar
from mingjian.desk.errors import NotFound
from mingjian.desk.now import now, today
from mingjian.desk.offices.login import user_of
from mingjian.desk.supply import agreements, papers, requests, under
from mingjian.desk.supply.plan import plan
from mingjian.desk.supply.reminders import reminders
from mingjian.desk.supply.request_steps import act_on_request
from mingjian.desk.supply.schemas import (
    AgreementAct,
    AgreementChange,
    AgreementGiven,
    AgreementList,
    AgreementPage,
    AgreementQuery,
    CalendarQuery,
    Choices,
    DatasetSupply,
    Plan,
    RequestAct,
    RequestChange,
    RequestGiven,
    RequestList,
    RequestPage,
    RequestQuery,
    UnderGiven,
    UnderInfo,
)
from mingjian.desk.supply.scope import choices, writer
from mingjian.desk.traces.services import trace

__all__ = ["router"]

router = Router(tags=["supply"])


@router.get("/supply/choices", response=Choices)
def choices_(request: HttpRequest) -> Choices:
    """What may be asked for: standards with their columns, articles, kinds, people."""
    return choices(user_of(request))


@router.get("/supply/requests", response=RequestList)
def list_requests(request: HttpRequest, query: Query[RequestQuery]) -> RequestList:
    """Requests the user sees, the nearest deadline first."""
    return requests.list_requests(user_of(request), query)


@router.post("/supply/requests", response=RequestPage)
def create_request(request: HttpRequest, given: RequestGiven) -> RequestPage:
    """Draft a request to an agency."""
    user = user_of(request)
    made = requests.create_request(user, given)
    return requests.request_page(user, requests.find_request(user, made.pk))


@router.get("/supply/requests/{number}", response=RequestPage)
def one_request(request: HttpRequest, number: int) -> RequestPage:
    """A request with its history."""
    user = user_of(request)
    return requests.request_page(user, requests.find_request(user, number))


@router.put("/supply/requests/{number}", response=RequestPage)
def change_request(request: HttpRequest, number: int, given: RequestChange) -> RequestPage:
    """Change a draft."""
    user = user_of(request)
    return requests.request_page(user, requests.change_request(user, number, given))


@router.post("/supply/requests/{number}/act", response=RequestPage)
def act_request(request: HttpRequest, number: int, given: RequestAct) -> RequestPage:
    """Take a step: send, remind, deliver, refuse, hand up …"""
    user = user_of(request)
    writer(user)
    act_on_request(user, requests.find_request(user, number), given)
    return requests.request_page(user, requests.find_request(user, number))


@router.get("/supply/agreements", response=AgreementList)
def list_agreements(request: HttpRequest, query: Query[AgreementQuery]) -> AgreementList:
    """Agreements the user sees, the nearest end first."""
    return agreements.list_agreements(user_of(request), query)


@router.post("/supply/agreements", response=AgreementPage)
def create_agreement(request: HttpRequest, given: AgreementGiven) -> AgreementPage:
    """Write an agreement down."""
    user = user_of(request)
    made = agreements.create_agreement(user, given)
    return agreements.agreement_page(user, agreements.find_agreement(user, made.pk))


@router.get("/supply/agreements/{number}", response=AgreementPage)
def one_agreement(request: HttpRequest, number: int) -> AgreementPage:
    """An agreement with its papers, its history and what is owed under it."""
    user = user_of(request)
    return agreements.agreement_page(user, agreements.find_agreement(user, number))


@router.put("/supply/agreements/{number}", response=AgreementPage)
def change_agreement(request: HttpRequest, number: int, given: AgreementChange) -> AgreementPage:
    """Correct an agreement."""
    user = user_of(request)
    return agreements.agreement_page(user, agreements.change_agreement(user, number, given))


@router.post("/supply/agreements/{number}/act", response=AgreementPage)
def act_agreement(request: HttpRequest, number: int, given: AgreementAct) -> AgreementPage:
    """Renew or end an agreement, or take a note."""
    user = user_of(request)
    return agreements.agreement_page(user, agreements.act_on_agreement(user, number, given))


@router.post("/supply/agreements/{number}/papers", response=AgreementPage)
def add_paper(request: HttpRequest, number: int, file: File[UploadedFile]) -> AgreementPage:
    """Put a file to an agreement."""
    user = user_of(request)
    return agreements.agreement_page(user, papers.add_paper(user, number, file))


@router.get("/supply/papers/{number}")
def paper(request: HttpRequest, number: int) -> FileResponse:
    """A file of an agreement, to save; it is never shown in the browser."""
    found, file = papers.paper_of(user_of(request), number)
    return FileResponse(file, as_attachment=True, filename=found.name, content_type="application/octet-stream")


@router.get("/supply/calendar", response=Plan)
def calendar_(request: HttpRequest, query: Query[CalendarQuery]) -> Plan:
    """Deliveries owed between two days, and what met them."""
    return plan(user_of(request), query)


@router.get("/supply/calendar/file")
def calendar_file(request: HttpRequest) -> HttpResponse:
    """What is owed under agreements for a year, as a calendar file (.ics)."""
    user = user_of(request)
    if not may_see(user):
        raise NotFound
    last = today() + timedelta(days=366)
    rows = [one for one in reminders(user) if one.due <= last]
    trace(user.username, "supply.export", "calendar", count=len(rows))
    rows.sort(key=lambda one: (one.due, one.key))
    response = HttpResponse(calendar(rows, {}, settings.DESK.remind_days, now()))
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = 'attachment; filename="data-deliveries.ics"'
    return response


@router.get("/supply/uploads/{number}", response=UnderInfo)
def one_upload(request: HttpRequest, number: int) -> UnderInfo:
    """The agreement a delivery came under, and those it may be of."""
    return under.under_info(user_of(request), number)


@router.put("/supply/uploads/{number}", response=UnderInfo)
def name_agreement(request: HttpRequest, number: int, given: UnderGiven) -> UnderInfo:
    """Say which agreement a delivery came under."""
    return under.name_agreement(user_of(request), number, given)


@router.get("/supply/datasets/{dataset}", response=DatasetSupply)
def one_dataset(request: HttpRequest, dataset: str) -> DatasetSupply:
    """Where a dataset comes from: the agreements of its versions."""
    return under.dataset_supply(user_of(request), dataset)
