"""`/api/cards`: case cards for the unified case system, and what comes back from it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from mingjian.desk.cards.form import json_schema
from mingjian.desk.cards.schemas import NewCards
from mingjian.desk.cards.taking import export_cards
from mingjian.desk.exports.services import answer
from mingjian.desk.offices.login import user_of

__all__ = ["router"]

router = Router(tags=["cards"])


@router.post("/cards/export")
def export(request: HttpRequest, given: NewCards) -> HttpResponse:
    """The cards of one case, or of the list of cases as it is filtered, as a file."""
    return answer(export_cards(user_of(request), given), given.form)


@router.get("/cards/schema", response=dict[str, Any])
def schema(request: HttpRequest) -> dict[str, Any]:
    """The JSON Schema of a file of case cards."""
    del request
    return json_schema()
