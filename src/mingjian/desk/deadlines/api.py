"""`/api/deadlines`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from mingjian.desk.deadlines import services
from mingjian.desk.deadlines.schemas import DeadlineList, DeadlineQuery, Extend, Scope
from mingjian.desk.offices.login import user_of

__all__ = ["router"]

router = Router(tags=["deadlines"])


@router.get("/deadlines", response=DeadlineList)
def list_(request: HttpRequest, query: Query[DeadlineQuery]) -> DeadlineList:
    """Deadlines of clues and cases the user sees, nearest first."""
    return services.list_deadlines(user_of(request), query)


@router.get("/deadlines/calendar")
def calendar(request: HttpRequest, scope: Scope = "mine") -> HttpResponse:
    """The same as a calendar file (.ics); it names nobody but who handles them."""
    response = HttpResponse(services.ics(user_of(request), scope), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="deadlines.ics"'
    return response


@router.post("/deadlines/extend", response=DeadlineList)
def extend(request: HttpRequest, given: Extend) -> DeadlineList:
    """Put a deadline off, with the reason."""
    user = user_of(request)
    services.extend(user, given)
    return services.list_deadlines(user, DeadlineQuery.model_validate({}))
