"""`/api/contests`: contests, their phases and seats."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from mingjian.desk.contests import candidates, making, seating
from mingjian.desk.contests.pages import contest_file, contest_page, list_contests
from mingjian.desk.contests.queueing import jobs_of, stop_job
from mingjian.desk.contests.schemas import (
    ContestChecked,
    ContestEdit,
    ContestFileText,
    ContestJob,
    ContestJobs,
    ContestList,
    ContestPage,
    ContestStep,
    ContestText,
    NewContest,
    NewSeat,
    SeatAct,
    SeatCandidates,
    SeatInfo,
    SeatList,
    SeatSearch,
)
from mingjian.desk.contests.steps import step
from mingjian.desk.offices.login import user_of

__all__ = ["as_file", "router"]

router = Router(tags=["contests"])


@router.get("/contests", response=ContestList)
def list_(request: HttpRequest) -> ContestList:
    """Contests that were announced, and those the user has a seat in."""
    return list_contests(user_of(request))


@router.post("/contests", response=ContestPage)
def make(request: HttpRequest, given: NewContest) -> ContestPage:
    """A contest from a file, or from nothing; its maker is the organiser."""
    user = user_of(request)
    return contest_page(user, making.make_contest(user, given))


@router.post("/contests/check", response=ContestChecked)
def check(request: HttpRequest, given: ContestText) -> ContestChecked:
    """Every mistake of a contest file with its place; nothing is kept."""
    return making.check_file(user_of(request), given.text)


@router.get("/contests/{slug}", response=ContestPage)
def one(request: HttpRequest, slug: str) -> ContestPage:
    """A contest: what it asks, when, and what the reader may do in it now."""
    return contest_page(user_of(request), slug)


@router.get("/contests/{slug}/file")
def file(request: HttpRequest, slug: str) -> HttpResponse:
    """The contest file, byte for byte."""
    return as_file(*contest_file(user_of(request), slug), "application/yaml; charset=utf-8")


@router.put("/contests/{slug}/file", response=ContestPage)
def put_file(request: HttpRequest, slug: str, given: ContestFileText) -> ContestPage:
    """The contest file given whole."""
    user = user_of(request)
    making.put_file(user, slug, given)
    return contest_page(user, slug)


@router.post("/contests/{slug}/edits", response=ContestPage)
def edit(request: HttpRequest, slug: str, given: ContestEdit) -> ContestPage:
    """A change of the file; what it does not touch keeps every byte."""
    user = user_of(request)
    making.edit_contest(user, slug, given)
    return contest_page(user, slug)


@router.post("/contests/{slug}/step", response=ContestPage)
def on(request: HttpRequest, slug: str, given: ContestStep) -> ContestPage:
    """On to the next phase, not before its time."""
    user = user_of(request)
    step(user, slug, given)
    return contest_page(user, slug)


@router.get("/contests/{slug}/seats", response=SeatList)
def seats(request: HttpRequest, slug: str) -> SeatList:
    """Who has which seat, but for entrants."""
    return seating.seats_of(user_of(request), slug)


@router.get("/contests/{slug}/people", response=SeatCandidates)
def people(request: HttpRequest, slug: str, query: Query[SeatSearch]) -> SeatCandidates:
    """People a seat could be given to, of the reader's office and of those below it."""
    return candidates.candidates(user_of(request), slug, query.q)


@router.post("/contests/{slug}/seats", response=SeatInfo)
def add_seat(request: HttpRequest, slug: str, given: NewSeat) -> SeatInfo:
    """A seat for somebody."""
    return seating.add_seat(user_of(request), slug, given)


@router.post("/contests/{slug}/seats/{seat}/act", response=SeatList)
def act_on_seat(request: HttpRequest, slug: str, seat: int, given: SeatAct) -> SeatList:
    """Confirm who somebody is, doubt it, take the seat away."""
    user = user_of(request)
    seating.act_on_seat(user, slug, seat, given)
    return seating.seats_of(user, slug)


@router.get("/contests/{slug}/jobs", response=ContestJobs)
def jobs(request: HttpRequest, slug: str) -> ContestJobs:
    """What is being computed, and how far it is."""
    return jobs_of(user_of(request), slug)


@router.post("/contests/{slug}/jobs/{number}/stop", response=ContestJob)
def stop(request: HttpRequest, slug: str, number: int) -> ContestJob:
    """Stop a job."""
    return stop_job(user_of(request), slug, number)


def as_file(name: str, data: bytes, kind: str) -> HttpResponse:
    """Bytes as a file to be kept; never shown within a page."""
    response = HttpResponse(data, content_type=kind)
    plain = name.encode("ascii", "ignore").decode() or "file"
    response.headers["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    response.headers["Cache-Control"] = "no-store"
    return response
