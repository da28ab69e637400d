"""`/api/answers`: questions between offices."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import File, Query, Router
from ninja.files import UploadedFile

from mingjian.desk.answers import schemas, services
from mingjian.desk.answers.bulk import MOST, export_lines, import_lines
from mingjian.desk.answers.listing import check_experts, experts_page, save_experts
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


@router.get("/answers/citing", response=schemas.AnswersCiting)
def citing(request: HttpRequest, query: Query[schemas.CitingQuery]) -> schemas.AnswersCiting:
    """Published answers that cite any of some articles: what a model or a pack rests on."""
    return services.citing(_reader(request), query.articles)


@router.get("/answers/experts", response=schemas.ExpertPage)
def experts(request: HttpRequest) -> schemas.ExpertPage:
    """The list of experts, and who could stand on it."""
    return experts_page(_with(request, Right.ASSIGN))


@router.put("/answers/experts", response=schemas.ExpertPage)
def keep_experts(request: HttpRequest, given: schemas.SaveExperts) -> schemas.ExpertPage:
    """Put a list of experts in use; empty: back to roles."""
    return save_experts(_with(request, Right.ASSIGN), given)


@router.post("/answers/experts/check", response=schemas.ExpertCheck)
def checked_experts(request: HttpRequest, given: schemas.SaveExperts) -> schemas.ExpertCheck:
    """The mistakes of a list that is being written."""
    _with(request, Right.ASSIGN)
    return schemas.ExpertCheck(mistakes=check_experts(given.text))


@router.get("/answers/export", response=bytes)
def export(request: HttpRequest) -> HttpResponse:
    """The published answers the reader finds, as JSON lines."""
    lines = export_lines(_with(request, Right.EXPORT))
    response = HttpResponse(lines, content_type="application/x-ndjson; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="answers.jsonl"'
    return response


@router.post("/answers/import", response=schemas.AnswersImported)
def import_(request: HttpRequest, file: File[UploadedFile]) -> schemas.AnswersImported:
    """Take answers of other offices in from JSON lines."""
    return import_lines(_with(request, Right.LOAD_DATA), file.read(MOST + 1))


@router.get("/answers/{int:number}", response=schemas.QuestionPage)
def one(request: HttpRequest, number: int) -> schemas.QuestionPage:
    """A question whole, or as it is published."""
    return services.page(_reader(request), number)


@router.post("/answers/{int:number}/act", response=schemas.QuestionPage)
def act(request: HttpRequest, number: int, given: schemas.QuestionAct) -> schemas.QuestionPage:
    """A step: save, answer, pass on, return, review, publish, confirm, reopen, retire, withdraw."""
    return services.act(_reader(request), number, given)


def _reader(request: HttpRequest) -> User:
    return _with(request, Right.SEE_MODELS)


def _with(request: HttpRequest, right: Right) -> User:
    user = user_of(request)
    if not user.may(right):
        raise NotFound
    return user
