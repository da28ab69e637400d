"""`/api/figures`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from mingjian.desk.exports.services import answer
from mingjian.desk.figures.files import figures_file
from mingjian.desk.figures.schemas import FigureFile, FigurePage, FigureQuery
from mingjian.desk.figures.services import figures
from mingjian.desk.offices.login import user_of

__all__ = ["router"]

router = Router(tags=["figures"])


@router.get("/figures", response=FigurePage)
def one(request: HttpRequest, query: Query[FigureQuery]) -> FigurePage:
    """The figures of an office and those below it: from what was found to what came of it."""
    return figures(user_of(request), query)


@router.post("/figures/file")
def file(request: HttpRequest, given: FigureFile) -> HttpResponse:
    """One of the tables as a file that carries who took it."""
    return answer(figures_file(user_of(request), given), given.form)
