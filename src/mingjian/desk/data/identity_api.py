"""`/api/data/identity`: records whose number fails, both sides of each, decisions."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router

from mingjian.desk.data import identity as records
from mingjian.desk.data.identity_job import start
from mingjian.desk.data.identity_schemas import DecideGiven, IdentityPage, IdentityQuery, RecordPage, RevealGiven
from mingjian.desk.jobs.schemas import JobInfo
from mingjian.desk.jobs.services import job_info
from mingjian.desk.offices.login import user_of

__all__ = ["router"]

router = Router(tags=["data"])


@router.get("/data/identity", response=IdentityPage)
def identity(request: HttpRequest, query: Query[IdentityQuery]) -> IdentityPage:
    """What the newest resolution says of the datasets the user looks after, and a page of its records."""
    return records.identity_page(user_of(request), query)


@router.post("/data/identity/resolve", response=JobInfo)
def resolve(request: HttpRequest) -> JobInfo:
    """Find out anew who the records are, as a job."""
    user = user_of(request)
    return job_info(user, start(user))


@router.get("/data/identity/{record}", response=RecordPage)
def record(request: HttpRequest, record: str) -> RecordPage:
    """Both sides of a record, masked by the reader's clearance."""
    return records.record_page(user_of(request), record)


@router.post("/data/identity/{record}/reveal", response=RecordPage)
def reveal(request: HttpRequest, record: str, given: RevealGiven) -> RecordPage:
    """Both sides without masks; logged with the reason."""
    return records.reveal(user_of(request), record, given)


@router.post("/data/identity/{record}/decide", response=RecordPage)
def decide(request: HttpRequest, record: str, given: DecideGiven) -> RecordPage:
    """Decide that a record is a candidate, is not, or stays open; it counts from the next resolving on."""
    return records.decide(user_of(request), record, given)
