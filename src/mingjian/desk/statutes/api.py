"""`/api/statutes`: the laws that were imported, their versions, an article on a day and through time."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router

from mingjian.desk.errors import NotFound
from mingjian.desk.offices.login import user_of
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.statutes import schemas, services
from mingjian.desk.statutes.checking import check_text, text_of_file

__all__ = ["router"]

router = Router(tags=["statutes"])


@router.get("/statutes", response=schemas.LawList)
def list_(request: HttpRequest, query: Query[schemas.LawQuery]) -> schemas.LawList:
    """Laws by the words of their titles, and the articles that the words name."""
    _reader(request)
    return services.laws(query)


@router.get("/statutes/law", response=schemas.LawPage)
def law(request: HttpRequest, query: Query[schemas.DayQuery]) -> schemas.LawPage:
    """A law as it stood on a day, with its versions."""
    _reader(request)
    return services.law(query)


@router.get("/statutes/article", response=schemas.ArticlePage)
def article(request: HttpRequest, query: Query[schemas.ArticleQuery]) -> schemas.ArticlePage:
    """An article on a day and through time, and what rests on it."""
    return services.article(_reader(request), query)


@router.post("/statutes/check", response=schemas.CheckedText)
def check(request: HttpRequest, given: schemas.TextToCheck) -> schemas.CheckedText:
    """The citations of a text, each with what the law of the day has."""
    _reader(request)
    return check_text(given.text, given.on)


@router.post("/statutes/check/file", response=schemas.CheckedText)
def check_file(request: HttpRequest, query: Query[schemas.FileToCheck]) -> schemas.CheckedText:
    """The same for a document: the body of the request is the file, which is not kept."""
    _reader(request)
    return check_text(text_of_file(query.name, request.read), query.on)


def _reader(request: HttpRequest) -> User:
    user = user_of(request)
    if not user.may(Right.SEE_MODELS):
        raise NotFound
    return user
