"""`/api/shelf`."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from ninja import File, Query, Router
from ninja.files import UploadedFile

from mingjian.desk.errors import NotFound, TooLarge
from mingjian.desk.offices.login import user_of
from mingjian.desk.shelving.entries import find_entry, send_draft
from mingjian.desk.shelving.exchange import may_receive, pack_entry, receive_bundle
from mingjian.desk.shelving.moves import act_on_entry
from mingjian.desk.shelving.nearby import show_nearest
from mingjian.desk.shelving.pages import entry_page
from mingjian.desk.shelving.schemas import (
    NearInfo,
    NewFavourite,
    NewRating,
    NewTakeUp,
    SendDraft,
    ShelfAct,
    ShelfList,
    ShelfPage,
    ShelfQuery,
    Taken,
    VersionDifference,
)
from mingjian.desk.shelving.services import list_entries, version_difference
from mingjian.desk.shelving.taking import rate, set_favourite, take_up
from mingjian.shelf.bundle import MAX_FILE

__all__ = ["router"]

router = Router(tags=["shelf"])


@router.get("/shelf", response=ShelfList)
def list_(request: HttpRequest, query: Query[ShelfQuery]) -> ShelfList:
    """Entries the user sees, those changed last first, with facets."""
    return list_entries(user_of(request), query)


@router.post("/shelf", response=ShelfPage)
def send(request: HttpRequest, given: SendDraft) -> ShelfPage:
    """Send a draft of the workshop to the shelf: it begins as an idea."""
    user = user_of(request)
    return entry_page(user, send_draft(user, given).pk)


@router.post("/shelf/bundle", response=Taken)
def receive(request: HttpRequest, file: File[UploadedFile]) -> Taken:
    """Take in a bundle of another network: a model, or the word that one is withdrawn."""
    user = user_of(request)
    if not may_receive(user):
        raise NotFound
    if (file.size or 0) > MAX_FILE:
        raise TooLarge("文件超过 3 MB", "the file is larger than 3 MB", "file")
    return receive_bundle(user, file.read())


@router.get("/shelf/{number}", response=ShelfPage)
def one(request: HttpRequest, number: int) -> ShelfPage:
    """An entry whole."""
    return entry_page(user_of(request), number)


@router.post("/shelf/{number}/nearest", response=NearInfo)
def nearest(request: HttpRequest, number: int) -> NearInfo:
    """The nearest models; that they were shown is kept."""
    user = user_of(request)
    return show_nearest(user, find_entry(user, number))


@router.get("/shelf/{number}/difference/{older}", response=VersionDifference)
def difference(request: HttpRequest, number: int, older: int) -> VersionDifference:
    """What differs between another version and this one."""
    user = user_of(request)
    return version_difference(find_entry(user, number), find_entry(user, older))


@router.post("/shelf/{number}/act", response=ShelfPage)
def act(request: HttpRequest, number: int, given: ShelfAct) -> ShelfPage:
    """A step along the road."""
    user = user_of(request)
    act_on_entry(user, number, given)
    return entry_page(user, number)


@router.post("/shelf/{number}/take-up", response=ShelfPage)
def taking(request: HttpRequest, number: int, given: NewTakeUp) -> ShelfPage:
    """Take it up in the user's office, agree to that, or end it."""
    user = user_of(request)
    take_up(user, number, given)
    return entry_page(user, number)


@router.post("/shelf/{number}/rating", response=ShelfPage)
def rating(request: HttpRequest, number: int, given: NewRating) -> ShelfPage:
    """Rate a version the user's office ran."""
    user = user_of(request)
    rate(user, number, given)
    return entry_page(user, number)


@router.put("/shelf/{number}/favourite", response=ShelfPage)
def favourite(request: HttpRequest, number: int, given: NewFavourite) -> ShelfPage:
    """Keep it at hand, or no more."""
    user = user_of(request)
    set_favourite(user, number, given)
    return entry_page(user, number)


@router.get("/shelf/{number}/bundle")
def bundle(request: HttpRequest, number: int) -> HttpResponse:
    """The entry as one signed file."""
    name, data = pack_entry(user_of(request), number)
    response = HttpResponse(data, content_type="application/zip")
    response.headers["Content-Disposition"] = f"attachment; filename=\"model.mjb\"; filename*=UTF-8''{quote(name)}"
    return response
