"""`/api/cards`: case cards for the unified case system, and what comes back from it."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router
from ninja.files import UploadedFile
from pydantic import StringConstraints

from mingjian.desk.cards.form import json_schema
from mingjian.desk.cards.reading import check_size
from mingjian.desk.cards.schemas import Imported, NewCards, Preview
from mingjian.desk.cards.taking import export_cards
from mingjian.desk.cards.taking_in import import_cards, preview_cards
from mingjian.desk.exports.services import answer
from mingjian.desk.offices.login import user_of

__all__ = ["router"]

router = Router(tags=["cards"])
_Seen = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


@router.post("/cards/export")
def export(request: HttpRequest, given: NewCards) -> HttpResponse:
    """The cards of one case, or of the list of cases as it is filtered, as a file."""
    return answer(export_cards(user_of(request), given), given.form)


@router.get("/cards/schema", response=dict[str, Any])
def schema(request: HttpRequest) -> dict[str, Any]:
    """The JSON Schema of a file of case cards."""
    del request
    return json_schema()


@router.post("/cards/preview", response=Preview)
def preview(request: HttpRequest, file: File[UploadedFile]) -> Preview:
    """What a file that came back from the unified case system would change; nothing is kept."""
    return preview_cards(user_of(request), _bytes(file))


@router.post("/cards/import", response=Imported)
def import_(request: HttpRequest, file: File[UploadedFile], seen: Form[_Seen]) -> Imported:
    """Apply a file as its preview told, all of it or nothing; `seen` is of that preview."""
    return import_cards(user_of(request), _bytes(file), seen)


def _bytes(file: UploadedFile) -> bytes:
    """What was sent, which is not read where it is too much."""
    check_size(file.size or 0)
    data: bytes = file.read()
    return data
