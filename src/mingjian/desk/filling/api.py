"""`/api/statutes/imports` and `/api/search/index`: filling statutes and search from the browser."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router

from mingjian.desk.errors import NotFound
from mingjian.desk.filling import schemas
from mingjian.desk.filling.importing import start_import
from mingjian.desk.filling.indexing import start_index, start_judgments
from mingjian.desk.filling.services import imports, index_state
from mingjian.desk.jobs.schemas import JobInfo
from mingjian.desk.jobs.services import job_info
from mingjian.desk.offices.login import user_of
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right

__all__ = ["router"]

router = Router(tags=["statutes"])


@router.get("/statutes/imports", response=schemas.StatuteImports)
def list_imports(request: HttpRequest) -> schemas.StatuteImports:
    """The latest imports of statutes, with what each changed."""
    return imports(_with(request, Right.SEE_MODELS))


@router.post("/statutes/imports", response=JobInfo)
def import_(request: HttpRequest, query: Query[schemas.StatutesSent]) -> JobInfo:
    """Import JSON lines, Markdown or an archive of them: the body of the request is the file."""
    user = _with(request, Right.LOAD_DATA)
    job = start_import(user, query.name, query.origin, query.licence, request.read, _size(request))
    return job_info(user, job)


@router.get("/search/index", response=schemas.IndexState)
def state(request: HttpRequest) -> schemas.IndexState:
    """What the index holds for the reader, and how old it is."""
    return index_state(_with(request, Right.SEE_MODELS))


@router.post("/search/index", response=JobInfo)
def refresh(request: HttpRequest, given: schemas.IndexAsked) -> JobInfo:
    """Make anew what the index has of statutes and models; readers see the old until the new is whole."""
    user = _with(request, Right.LOAD_DATA)
    return job_info(user, start_index(user, given.what))


@router.post("/search/judgments", response=JobInfo)
def judgments(request: HttpRequest, query: Query[schemas.JudgmentsSent]) -> JobInfo:
    """Add judgments, seen by their office and those above it: the body of the request is the file."""
    user = _with(request, Right.LOAD_DATA)
    return job_info(user, start_judgments(user, query.name, query.office, request.read, _size(request)))


def _size(request: HttpRequest) -> int:
    announced = request.headers.get("Content-Length", "")
    return int(announced) if announced.isdecimal() else 0


def _with(request: HttpRequest, right: Right) -> User:
    user = user_of(request)
    if not user.may(right):
        raise NotFound
    return user
