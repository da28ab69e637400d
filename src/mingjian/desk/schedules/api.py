"""`/api/schedules`."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router, Status

from mingjian.desk.offices.login import user_of
from mingjian.desk.schedules import services
from mingjian.desk.schedules.schemas import (
    NewSchedule,
    ScheduleAct,
    ScheduleChange,
    ScheduleChoices,
    ScheduleInfo,
    ScheduleList,
    TurnList,
    TurnQuery,
)

__all__ = ["router"]

router = Router(tags=["schedules"])


@router.get("/schedules", response=ScheduleList)
def list_(request: HttpRequest) -> ScheduleList:
    """What is done by itself, and whether a scheduler is at work."""
    return services.list_schedules(user_of(request))


@router.post("/schedules", response=ScheduleInfo)
def make(request: HttpRequest, given: NewSchedule) -> ScheduleInfo:
    """Make a schedule of the user's office, in his name."""
    return services.make(user_of(request), given)


@router.get("/schedules/choices", response=ScheduleChoices)
def choices(request: HttpRequest) -> ScheduleChoices:
    """What a new schedule may be made of."""
    return services.choices(user_of(request))


@router.get("/schedules/turns", response=TurnList)
def turns(request: HttpRequest, query: Query[TurnQuery]) -> TurnList:
    """What happened, newest first."""
    return services.list_turns(user_of(request), query)


@router.put("/schedules/{number}", response=ScheduleInfo)
def change(request: HttpRequest, number: int, given: ScheduleChange) -> ScheduleInfo:
    """Change what a schedule does, and answer for it."""
    return services.change(user_of(request), number, given)


@router.post("/schedules/{number}/act", response={204: None})
def act(request: HttpRequest, number: int, given: ScheduleAct) -> Status[None]:
    """Pause, resume, do it now, end it."""
    services.act(user_of(request), number, given)
    return Status(204, None)
