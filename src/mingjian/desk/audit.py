"""`/api/audit`: reading, verifying and exporting the audit log, for the audit administrator, who can change nothing.

That he reads is traced too: once a search. The pages after the first are asked for with a signed mark that only the
first one gives, so none is read without a trace.
"""

from __future__ import annotations

import csv
import io
import json
import secrets
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from ninja import Query, Router
from pydantic import AfterValidator, Field

from mingjian.clues.export import safe_text
from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.lake import the_lake
from mingjian.desk.now import now
from mingjian.desk.offices.login import user_of
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.models import Trace
from mingjian.desk.traces.reading import Filter, Place, Row, everything, read
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Asked, Shown, Text
from mingjian.runs import audit_log
from mingjian.trust.digests import sha256_bytes

__all__ = ["router"]

router = Router(tags=["audit"])
SIZE = 50
MOST = 100_000
"""Rows an export holds at most."""
_SALT = "mingjian.audit"
_HEADS = ("序号 No.", "时间 Time", "操作人 Actor", "操作 Action", "对象 Object", "详情 Detail", "水印 Watermark")


def _within(day: date | None) -> date | None:
    """Days a clock can name in every zone."""
    if day is not None and not date(1970, 1, 2) <= day <= date(9000, 1, 1):
        raise ValueError("日期超出范围 / the day is out of range")
    return day


Day = Annotated[date | None, AfterValidator(_within)]


class AuditQuery(Asked):
    """What to look for. An action ending in a dot (`clue.`) stands for all that begin so."""

    actor: str = Field("", max_length=80)
    action: str = Field("", max_length=80)
    object: str = Field("", max_length=200)
    first: Day = None
    last: Day = None

    def filter(self) -> Filter:
        """The same for those who read."""
        return Filter(self.actor.strip(), self.action.strip(), self.object.strip(), self.first, self.last)


class AuditPageQuery(AuditQuery):
    """`more` is the mark the page before gave."""

    more: str = Field("", max_length=2000)


class AuditRow(Shown):
    """One thing that was done; `seq` is None until it is sealed into the log."""

    seq: int | None
    at: datetime
    actor: str
    action: str
    object: str
    detail: dict[str, Any]


class AuditPage(Shown):
    """Rows newest first. `more` asks for the next page; `back_to` is how far back the search came so far."""

    items: list[AuditRow]
    more: str | None
    back_to: datetime | None


class AuditProblemInfo(Text):
    """A place where the log is not what was written."""

    seq: int


class Verified(Shown):
    """Whether the log is what was written."""

    ok: bool
    entries: int
    unsealed: int
    problems: list[AuditProblemInfo]
    problem_count: int
    checked_at: datetime


@router.get("/audit", response=AuditPage)
def search(request: HttpRequest, query: Query[AuditPageQuery]) -> AuditPage:
    """A page of what fits; the first one is traced."""
    user, wanted = _auditor(request), query.filter()
    place = _place(query.more, user, wanted) if query.more else None
    found = read(the_lake(), wanted, place, SIZE)
    if place is None:
        trace(user.username, "audit.read", "audit", search=_said(wanted))
    more = found.more and signing.dumps([user.pk, _said(wanted), asdict(found.more)], salt=_SALT)
    items = [AuditRow(**asdict(one)) for one in found.rows]
    return AuditPage(items=items, more=more or None, back_to=found.back_to)


@router.post("/audit/verify", response=Verified)
def verify(request: HttpRequest) -> Verified:
    """Check every entry, the head and the seals of the log."""
    user = _auditor(request)
    log = audit_log(the_lake())
    problems = log.verify()
    entries = sum(1 for _ in log.entries())
    trace(user.username, "audit.verify", "audit", entries=entries, problems=len(problems))
    return Verified(
        ok=not problems, entries=entries, unsealed=Trace.objects.filter(sealed=0).count(),
        problems=[AuditProblemInfo(seq=one.seq, zh=one.zh, en=one.en) for one in problems[:200]],
        problem_count=len(problems), checked_at=now(),
    )  # fmt: skip


@router.get("/audit/export")
def export(request: HttpRequest, query: Query[AuditQuery]) -> HttpResponse:
    """What fits as CSV; every row carries the number of the export, which is traced with the file's digest."""
    user, wanted = _auditor(request), query.filter()
    number = f"A{now():%Y%m%d}-{secrets.token_hex(4)}"
    mark = f"审计导出 不得外传 · Audit export · {number} · {user.username} · {localtime(now()):%Y-%m-%d %H:%M:%S}"
    out, count = io.StringIO(newline=""), 0
    rows = csv.writer(out)
    rows.writerow(_HEADS)
    for one in everything(the_lake(), wanted):
        count += 1
        if count > MOST:
            raise BadRequest(f"超过{MOST}条，请缩小日期范围", f"more than {MOST} rows: choose fewer days", "first")
        rows.writerow(_line(one, mark))
    data = out.getvalue().encode("utf-8-sig")
    trace(user.username, "audit.export", number, rows=count, sha256=sha256_bytes(data), search=_said(wanted))
    response = HttpResponse(data, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="audit-{number}.csv"'
    return response


def _auditor(request: HttpRequest) -> User:
    user = user_of(request)
    if not user.may(Right.READ_AUDIT):
        raise NotFound
    return user


def _said(wanted: Filter) -> dict[str, str]:
    """The filter as it is traced."""
    return {name: str(value) for name, value in asdict(wanted).items() if value}


def _place(more: str, user: User, wanted: Filter) -> Place:
    """Where the page before ended. `BadRequest` for a mark of another search or of another reader."""
    try:
        reader, said, place = signing.loads(more, salt=_SALT, max_age=86_400)
    except signing.BadSignature:
        reader, said, place = 0, {}, {}
    if reader != user.pk or said != _said(wanted):
        raise BadRequest("翻页标记不属于本次检索，请重新检索", "the mark is not of this search: search again", "more")
    return Place(**place)


def _line(one: Row, mark: str) -> list[str]:
    detail = json.dumps(one.detail, ensure_ascii=False, sort_keys=True)
    when = f"{localtime(one.at):%Y-%m-%d %H:%M:%S}"
    texts = [when, one.actor, one.action, one.object, detail, mark]
    return ["" if one.seq is None else str(one.seq), *map(safe_text, texts)]
