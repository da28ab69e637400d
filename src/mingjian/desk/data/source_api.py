"""`/api/data/sources`: databases that deliveries are fetched from."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router

from mingjian.desk.data import sources as known
from mingjian.desk.data.delivery_schemas import OnUpload, UploadInfo
from mingjian.desk.data.fetching import fetch, fetch_again
from mingjian.desk.data.receiving import upload_info
from mingjian.desk.data.source_schemas import FetchGiven, SourceList, SourceTable, SourceTables, TableQuery
from mingjian.desk.offices.login import user_of

__all__ = ["router"]

router = Router(tags=["data"])


@router.get("/data/sources", response=SourceList)
def sources(request: HttpRequest) -> SourceList:
    """The databases the user may take from, each with what was taken before."""
    return known.list_sources(user_of(request))


@router.get("/data/sources/{name}/tables", response=SourceTables)
def tables(request: HttpRequest, name: str) -> SourceTables:
    """The tables and views of one of them; when it does not answer, why."""
    return known.tables(user_of(request), name)


@router.get("/data/sources/{name}/table", response=SourceTable)
def table(request: HttpRequest, name: str, query: Query[TableQuery]) -> SourceTable:
    """One table with its columns and the last delivery of it."""
    return known.table(user_of(request), name, query)


@router.post("/data/sources/{name}/fetch", response=UploadInfo)
def fetch_(request: HttpRequest, name: str, given: FetchGiven) -> UploadInfo:
    """Fetch rows of a table as a delivery, as a job."""
    return upload_info(fetch(user_of(request), name, given))


@router.post("/data/uploads/{number}/again", response=UploadInfo)
def again(request: HttpRequest, number: int, given: OnUpload) -> UploadInfo:
    """Fetch what a delivery was fetched from once more."""
    return upload_info(fetch_again(user_of(request), number, given.version))
