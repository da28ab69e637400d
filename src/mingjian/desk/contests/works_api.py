"""`/api/contests/{slug}/works`: one's own works; `/entries`: all of them, for the secretary."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import File, Query, Router
from ninja.files import UploadedFile

from mingjian.desk.contests import entries, works
from mingjian.desk.contests.api import as_file
from mingjian.desk.contests.work_schemas import (
    AuthorList,
    EntryAct,
    EntryList,
    EntryQuery,
    EntryRow,
    NewEntry,
    OwnWork,
    OwnWorks,
    Withdrawal,
)
from mingjian.desk.errors import TooLarge
from mingjian.desk.offices.login import user_of

__all__ = ["router"]

router = Router(tags=["contests"])


@router.get("/contests/{slug}/works", response=OwnWorks)
def own(request: HttpRequest, slug: str) -> OwnWorks:
    """The reader's own works: versions, receipts with their path to the root, what is missing."""
    return works.own_works(user_of(request), slug)


@router.post("/contests/{slug}/works", response=OwnWork)
def enter(request: HttpRequest, slug: str, given: NewEntry) -> OwnWork:
    """Enter a work."""
    return works.enter(user_of(request), slug, given)


@router.put("/contests/{slug}/works/{work}", response=OwnWork)
def change(request: HttpRequest, slug: str, work: str, given: NewEntry) -> OwnWork:
    """Other title, authors, contacts or topics, before the deadline."""
    return works.change_entry(user_of(request), slug, work, given)


@router.post("/contests/{slug}/works/{work}/versions", response=OwnWork)
def submit(request: HttpRequest, slug: str, work: str, file: File[UploadedFile]) -> OwnWork:
    """Hand a version in, a ZIP. After the deadline there is a receipt that says late, and no version."""
    if (file.size or 0) > works.MAX_BYTES:
        raise TooLarge("作品超过 100 MB", "the work is larger than 100 MB", "file")
    return works.submit(user_of(request), slug, work, file.name or "work.zip", file.read())


@router.post("/contests/{slug}/works/{work}/withdraw", response=OwnWork)
def withdraw(request: HttpRequest, slug: str, work: str, given: Withdrawal) -> OwnWork:
    """Take a work back; it stays in the list as withdrawn."""
    return works.withdraw(user_of(request), slug, work, given.why)


@router.get("/contests/{slug}/entries", response=EntryList)
def list_(request: HttpRequest, slug: str, query: Query[EntryQuery]) -> EntryList:
    """All works with their authors, for the secretary."""
    return entries.entries(user_of(request), slug, query)


@router.post("/contests/{slug}/entries/{work}/act", response=EntryRow)
def act(request: HttpRequest, slug: str, work: str, given: EntryAct) -> EntryRow:
    """Admit a work, refuse it, let it fail; name it an anchor."""
    return entries.act_on_entry(user_of(request), slug, work, given)


@router.post("/contests/{slug}/recheck", response=bool)
def recheck(request: HttpRequest, slug: str) -> bool:
    """Look at what nobody looked at yet."""
    entries.recheck(user_of(request), slug)
    return True


@router.get("/contests/{slug}/entries/{work}/file")
def original(request: HttpRequest, slug: str, work: str) -> HttpResponse:
    """The work as it was handed in, for the secretary."""
    return as_file(*entries.original(user_of(request), slug, work), "application/octet-stream")


@router.get("/contests/{slug}/authors", response=AuthorList)
def authors(request: HttpRequest, slug: str) -> AuthorList:
    """Who made any work, by name: nothing tells which."""
    return entries.authors_of(user_of(request), slug)
