"""`/api/answers`: questions between offices."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router

from mingjian.desk.answers import schemas, services
from mingjian.desk.answers.telling import check
from mingjian.desk.errors import NotFound
from mingjian.desk.offices.login import user_of
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right

__all__ = ["router"]

router = Router(tags=["answers"])


@router.get("/answers", response=schemas.QuestionList)
def list_(request: HttpRequest, query: Query[schemas.QuestionQuery]) -> schemas.QuestionList:
    """Own questions, those to answer, to review, published ones, and those to be re-checked."""
    return services.list_questions(_reader(request), query)


@router.post("/answers", response=schemas.QuestionPage)
def ask(request: HttpRequest, given: schemas.Ask) -> schemas.QuestionPage:
    """Ask; the question goes to an expert by topic and level."""
    return services.ask(_reader(request), given)


@router.post("/answers/similar", response=schemas.LikeList)
def similar(request: HttpRequest, given: schemas.LikeQuery) -> schemas.LikeList:
    """Published answers like what is going to be asked."""
    return services.like(_reader(request), given)


@router.post("/answers/citations", response=schemas.CitationCheck)
def citations(request: HttpRequest, given: schemas.CitationQuery) -> schemas.CitationCheck:
    """The citations of a text, resolved on a day."""
    _reader(request)
    return check(given.text, given.on)


@router.get("/answers/gaps", response=schemas.GapMap)
def gaps(request: HttpRequest) -> schemas.GapMap:
    """What is asked and not found, by topic; nobody is named."""
    return services.gap_map(_reader(request))


@router.get("/answers/{int:number}", response=schemas.QuestionPage)
def one(request: HttpRequest, number: int) -> schemas.QuestionPage:
    """A question whole, or as it is published."""
    return services.page(_reader(request), number)


@router.post("/answers/{int:number}/act", response=schemas.QuestionPage)
def act(request: HttpRequest, number: int, given: schemas.QuestionAct) -> schemas.QuestionPage:
    """A step: save, answer, pass on, return, review, publish, confirm, reopen, retire, withdraw."""
    return services.act(_reader(request), number, given)


def _reader(request: HttpRequest) -> User:
    user = user_of(request)
    if not user.may(Right.SEE_MODELS):
        raise NotFound
    return user
