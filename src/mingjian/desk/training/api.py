"""`/api/training`."""

from __future__ import annotations

from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router

from mingjian.desk.offices.login import user_of
from mingjian.desk.training import services
from mingjian.desk.training.papers import own_certificate
from mingjian.desk.training.schemas import ExerciseList, ExercisePage, HandIn, Learners

__all__ = ["router"]

router = Router(tags=["training"])


@router.get("/training", response=ExerciseList)
def list_(request: HttpRequest) -> ExerciseList:
    """The course, as it stands for the reader."""
    return services.list_exercises(user_of(request))


@router.get("/training/people", response=Learners)
def people(request: HttpRequest) -> Learners:
    """For those who lead and review: who of the office passed what. No ranking."""
    return services.learners(user_of(request))


@router.get("/training/certificate")
def certificate(request: HttpRequest, lang: Literal["zh", "en"] = "zh") -> HttpResponse:
    """The reader's own certificate as a PDF."""
    name, data = own_certificate(user_of(request), lang)
    response = HttpResponse(data, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@router.get("/training/exercises/{name}", response=ExercisePage)
def one(request: HttpRequest, name: str) -> ExercisePage:
    """An exercise: the task, the hints that were taken, the reader's last check and trial."""
    return services.page(user_of(request), name)


@router.post("/training/exercises/{name}/begin", response=ExercisePage)
def begin(request: HttpRequest, name: str) -> ExercisePage:
    """A draft of it in the workshop, owned by the learner."""
    user = user_of(request)
    services.begin(user, name)
    return services.page(user, name)


@router.post("/training/exercises/{name}/hint", response=ExercisePage)
def hint(request: HttpRequest, name: str) -> ExercisePage:
    """One hint more."""
    user = user_of(request)
    services.reveal(user, name)
    return services.page(user, name)


@router.post("/training/exercises/{name}/hand-in", response=ExercisePage)
def hand_in(request: HttpRequest, name: str, given: HandIn) -> ExercisePage:
    """Check the draft, or try it over the practice province: a job."""
    user = user_of(request)
    services.hand_in(user, name, given)
    return services.page(user, name)
