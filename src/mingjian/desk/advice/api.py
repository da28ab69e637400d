"""`/api/charges`: advice on the telling of an act, and the charges that are taken for each other."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router

from mingjian.desk.advice import schemas, services
from mingjian.desk.errors import NotFound
from mingjian.desk.offices.login import user_of
from mingjian.desk.offices.roles import Right

__all__ = ["router"]

router = Router(tags=["charges"])


@router.post("/charges/advise", response=schemas.ChargeAdvice)
def advise(request: HttpRequest, given: schemas.ActTold) -> schemas.ChargeAdvice:
    """Charges a text may tell, with what speaks for and against each. The text is not kept."""
    _reader(request)
    return services.advice(given)


@router.get("/charges/confusable", response=schemas.ConfusableList)
def confusable(request: HttpRequest, query: Query[schemas.PairsQuery]) -> schemas.ConfusableList:
    """Charges that are taken for each other, and what decides between them."""
    _reader(request)
    return services.pairs(query)


def _reader(request: HttpRequest) -> None:
    """Whoever sees clues handles cases."""
    if not user_of(request).may(Right.SEE_CLUES):
        raise NotFound
