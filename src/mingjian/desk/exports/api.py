"""`/api/exports`: taking the inbox out as a file, and for the audit administrator whose copy a file is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import File, Router
from ninja.files import UploadedFile

from mingjian.desk.errors import NotFound, TooLarge
from mingjian.desk.exports.leaks import whose
from mingjian.desk.exports.services import NewExport, answer, export_clues
from mingjian.desk.lake import the_lake
from mingjian.desk.offices.login import user_of
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Shown
from mingjian.trust.digests import sha256_bytes

__all__ = ["router"]

router = Router(tags=["exports"])


class CopyInfo(Shown):
    """An export a file is of. `whole`: the very file; otherwise it holds the export's number."""

    number: str
    whole: bool
    actor: str
    at: datetime
    action: str
    detail: dict[str, Any]


@router.post("/exports/clues")
def clues(request: HttpRequest, given: NewExport) -> HttpResponse:
    """The inbox as it is filtered, as a file."""
    return answer(export_clues(user_of(request), given), given.form)


@router.post("/exports/whose", response=list[CopyInfo])
def whose_(request: HttpRequest, file: File[UploadedFile]) -> list[CopyInfo]:
    """Whose copy a file is. That it was asked is traced; the file is not kept."""
    user, limit = user_of(request), settings.DESK.upload_megabytes
    if not user.may(Right.READ_AUDIT):
        raise NotFound
    if (file.size or 0) > limit * 1024 * 1024:
        raise TooLarge(f"文件超过{limit} MB", f"the file is larger than {limit} MB", "file")
    data = file.read()
    found = whose(the_lake(), data)
    trace(user.username, "audit.whose", "audit", sha256=sha256_bytes(data), found=[one.number for one in found])
    return [CopyInfo(**one.__dict__) for one in found]
