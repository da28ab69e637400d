"""`/api/search`: one search over statutes, judgments, cases, models and answers."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router

from mingjian.desk.errors import NotFound
from mingjian.desk.offices.login import user_of
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.searching import schemas, services

__all__ = ["router"]

router = Router(tags=["search"])


@router.get("/search", response=schemas.SearchResults)
def find(request: HttpRequest, query: Query[schemas.SearchQuery]) -> schemas.SearchResults:
    """Answers to words, to a number (刑法264) or to facts as they are told, with why each is one."""
    return services.find(_reader(request), query)


@router.get("/search/suggest", response=schemas.SuggestedList)
def suggest(request: HttpRequest, query: Query[schemas.SuggestQuery]) -> schemas.SuggestedList:
    """Laws, articles by number, charges, models and answers that the words typed may become."""
    return services.suggest(_reader(request), query)


@router.get("/search/document", response=schemas.DocumentPage)
def document(request: HttpRequest, query: Query[schemas.DocumentQuery]) -> schemas.DocumentPage:
    """A whole document, with what was looked for in it."""
    return services.document(_reader(request), query)


def _reader(request: HttpRequest) -> User:
    user = user_of(request)
    if not user.may(Right.SEE_MODELS):
        raise NotFound
    return user
