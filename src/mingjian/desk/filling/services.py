"""Imports and index as pages show them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from mingjian.assist.citations import KINDS as THINGS
from mingjian.desk.filling.schemas import (
    ChangedArticle,
    ImportReport,
    ImportShown,
    IndexState,
    StatuteImports,
    Touched,
)
from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.services import job_info
from mingjian.desk.law import law_folder
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.people import office_code
from mingjian.desk.offices.roles import Right
from mingjian.desk.searching.services import counted, seen_by, the_index
from mingjian.desk.words import Coded, text
from mingjian.knowledge import KINDS, IndexFault, Snapshot
from mingjian.law.store import FILE

__all__ = ["imports", "index_state"]

_LATEST = 10
_HOW = {
    "changed": Coded(code="changed", zh="有变化", en="changed"),
    "added": Coded(code="added", zh="新增", en="added"),
    "gone": Coded(code="gone", zh="不再有", en="gone"),
}


def imports(user: User) -> StatuteImports:
    """The latest imports that the user sees."""
    jobs = Job.objects.visible_to(user).select_related("office", "by").filter(kind="statutes").order_by("-id")[:_LATEST]
    shown = [ImportShown(job=job_info(user, one), report=_report(one.result)) for one in jobs]
    return StatuteImports(may=user.may(Right.LOAD_DATA), items=shown)


def index_state(user: User) -> IndexState:
    """The index in the user's sight."""
    fault = None
    try:
        seen = seen_by(user)
    except IndexFault as told:  # who is to mend it needs the page
        seen, fault = Snapshot(()), text(told)
    counts = {kind: sum(len(one) - len(one.dead) for one in seen.segments if one.kind == kind) for kind in KINDS}
    made, law = the_index().folder / "index.json", law_folder() / FILE
    written = made.stat().st_mtime if made.is_file() else None
    behind = law.is_file() and (written is None or law.stat().st_mtime > written)
    may = user.may(Right.LOAD_DATA)
    jobs = Job.objects.visible_to(user).select_related("office", "by").filter(kind="index").order_by("-id")[:5]
    offices = Office.objects.filter(pk__in=user.offices_below).order_by("code")
    return IndexState(
        kinds=counted(counts), made=None if written is None else datetime.fromtimestamp(written, UTC),
        behind=behind, fault=fault, may=may, offices=[office_code(one) for one in offices],
        jobs=[job_info(user, one) for one in jobs],
    )  # fmt: skip


def _report(result: dict[str, Any]) -> ImportReport | None:
    if "laws" not in result:
        return None
    articles = [
        ChangedArticle(law=one["law"], article=one["article"], kind=_HOW[one["kind"]]) for one in result["articles"]
    ]
    return ImportReport(**{**result, "articles": articles, "touched": [_touched(one) for one in result["touched"]]})


def _touched(one: dict[str, Any]) -> Touched:
    name = next((title for kind, title in THINGS.items() if kind == one["kind"]), None)
    zh, en = (name.zh, name.en) if name is not None else (one["kind"], one["kind"])
    place = f"/models/{one['id']}" if one["kind"] == "model" else ""
    return Touched(**{**one, "kind": Coded(code=one["kind"], zh=zh, en=en), "place": place})
