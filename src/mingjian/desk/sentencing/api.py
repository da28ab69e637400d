"""`/api/sentencing`: what a case comes to, step by step; calculations that are kept."""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from mingjian.desk.errors import BadRequest
from mingjian.desk.offices.login import user_of
from mingjian.desk.offices.models import User
from mingjian.desk.sentencing import kept, schemas, services

__all__ = ["router"]

router = Router(tags=["sentencing"])
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "pdf": "application/pdf"
}  # fmt: skip


@router.get("/sentencing/coverage", response=schemas.CoverageOf)
def coverage(request: HttpRequest, query: Query[schemas.CoverageQuery]) -> schemas.CoverageOf:
    """Which crimes and provinces the parameters cover on a day."""
    _reader(request)
    return services.coverage(query)


@router.get("/sentencing/choices", response=schemas.CrimeChoices)
def choices(request: HttpRequest, query: Query[schemas.ChoicesQuery]) -> schemas.CrimeChoices:
    """What can be stated of a crime on a day."""
    _reader(request)
    return services.choices(query)


@router.post("/sentencing/compute", response=schemas.Reckoned)
def compute(request: HttpRequest, given: schemas.FactsGiven) -> schemas.Reckoned:
    """The term a case comes to, with every step; or all that is wrong with the facts. Nothing is kept."""
    user = _reader(request)
    return services.compute(user, given, kept.before(user, given.origin))


@router.post("/sentencing/what-if", response=schemas.TermMoved)
def what_if(request: HttpRequest, given: schemas.WhatIf) -> schemas.TermMoved:
    """What a circumstance more or less does to the term."""
    user = _reader(request)
    return services.try_change(user, given, kept.before(user, given.origin))


@router.post("/sentencing/check", response=schemas.TermChecked)
def check(request: HttpRequest, given: schemas.ProposedTerm) -> schemas.TermChecked:
    """Terms of like judgments, and how a proposed term stands to them and to the rule."""
    user = _reader(request)
    return services.checked(user, given, kept.before(user, given.origin))


@router.post("/sentencing/take", response=schemas.TakenFacts)
def take(request: HttpRequest, given: schemas.TextGiven) -> schemas.TakenFacts:
    """What an indictment or a judgment tells, with its places; nothing counts before a person confirms it."""
    _reader(request)
    return services.take(given)


@router.post("/sentencing/paper")
def paper(request: HttpRequest, given: schemas.PaperAsked) -> HttpResponse:
    """The draft of a sentencing proposal of facts that are not kept."""
    user = _reader(request)
    made = services.told(services.computed, user, given, kept.before(user, given.origin))
    if isinstance(made, list):
        zh, en = ("；".join(getattr(one.text, lang) for one in made) for lang in ("zh", "en"))
        raise BadRequest(zh, en, "facts")
    return _file(services.paper_of(user, made, given.lang, given.form, "facts"), given.form)


@router.get("/sentencing/kept", response=schemas.KeptList)
def list_(request: HttpRequest, query: Query[schemas.KeptQuery]) -> schemas.KeptList:
    """Kept calculations the user sees, newest first."""
    return kept.list_kept(_reader(request), query)


@router.post("/sentencing/kept", response=schemas.KeptCalculation)
def keep(request: HttpRequest, given: schemas.NewCalculation) -> schemas.KeptCalculation:
    """Keep a calculation with its record: to a case, to a clue, or alone."""
    return kept.keep(_reader(request), given)


@router.get("/sentencing/kept/{number}", response=schemas.KeptCalculation)
def one(request: HttpRequest, number: int) -> schemas.KeptCalculation:
    """A kept calculation, made again from its record."""
    return kept.page(_reader(request), number)


@router.post("/sentencing/kept/{number}/aside", response=schemas.KeptCalculation)
def set_aside(request: HttpRequest, number: int, given: schemas.SetAside) -> schemas.KeptCalculation:
    """Say with a reason that a kept calculation no longer counts."""
    return kept.set_aside(_reader(request), number, given.why)


@router.get("/sentencing/kept/{number}/file")
def file(
    request: HttpRequest, number: int, form: Literal["docx", "pdf"] = "docx", lang: Literal["zh", "en"] = "zh"
) -> HttpResponse:  # fmt: skip
    """The draft of a sentencing proposal of a kept calculation."""
    user = _reader(request)
    return _file(services.paper_of(user, kept.made_again(user, number), lang, form, str(number)), form)


@router.get("/sentencing/kept/{number}/record")
def record(request: HttpRequest, number: int) -> HttpResponse:
    """The record, as `mingjian sentencing replay` takes it."""
    return _file(kept.record_of(_reader(request), number), "json")


@router.get("/sentencing/compare", response=schemas.CalculationsCompared)
def compare(request: HttpRequest, query: Query[schemas.CalculationPair]) -> schemas.CalculationsCompared:
    """Two kept calculations beside each other: the steps in which they differ."""
    return kept.compare(_reader(request), query)


def _reader(request: HttpRequest) -> User:
    return services.reader(user_of(request))


def _file(data: bytes, form: str) -> HttpResponse:
    response = HttpResponse(data, content_type=_TYPES.get(form, "application/json"))
    name = quote(f"量刑建议书草稿.{form}" if form in _TYPES else "量刑计算记录.json")
    response.headers["Content-Disposition"] = f"attachment; filename=\"sentencing.{form}\"; filename*=UTF-8''{name}"
    return response
