"""Handing out the inbox as it is filtered and seen. The trace holds the number, the purpose and the file's digest."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.utils.timezone import localtime
from pydantic import Field

from mingjian.desk.clues.listing import chosen, rows_of
from mingjian.desk.clues.schemas import ClueQuery
from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.exports.paper import to_pdf
from mingjian.desk.exports.rows import COLUMNS, Cell, Column, Mark, table
from mingjian.desk.exports.sheets import to_csv, to_xlsx
from mingjian.desk.limits.services import spend
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Asked
from mingjian.trust.digests import sha256_bytes

__all__ = [
    "PAPER", "Exported", "Form", "NewExport", "Taking", "answer", "export_clues", "hand_out", "mark_of", "taken_out",
]  # fmt: skip

Form = Literal["csv", "xlsx", "pdf"]
PAPER = 1000
"""Rows that are printed at most: who wants more wants a file."""


class Taking(Asked):
    """As what a list is taken out, and what for."""

    form: Form
    why: str = Field(min_length=2, max_length=200, pattern=r"\S")
    lang: Literal["zh", "en"] = "zh"


class NewExport(Taking):
    """Which clues: the filters of the inbox; page and size do not matter."""

    filters: ClueQuery = Field(default_factory=lambda: ClueQuery.model_validate({}))


@dataclass(frozen=True)
class Exported:
    """A file that is handed out."""

    name: str
    data: bytes


def export_clues(user: User, given: NewExport) -> Exported:
    """The clues the user sees and filtered, masked by his clearance. `BadRequest` for too many."""
    if not user.may(Right.EXPORT):
        raise NotFound("您的角色不能导出", "your roles do not allow exports")
    most = min(settings.DESK.export_rows, PAPER) if given.form == "pdf" else settings.DESK.export_rows
    clues = list(chosen(user, given.filters).select_related("office", "owner")[: most + 1])
    if len(clues) > most:
        raise BadRequest(
            f"超过{most}条，请缩小筛选范围" + ("，或导出为表格" if most == PAPER else ""),
            f"more than {most} rows: filter further" + (", or take a spreadsheet" if most == PAPER else ""),
            "filters",
        )
    search = {name: str(value) for name, value in given.filters.model_dump(exclude_defaults=True).items()}
    return hand_out(user, given, COLUMNS, table(rows_of(user, clues), given.lang), action="clue.export", stem="clues",
                    title=("线索", "Clues"), search=search, counted="clues")  # fmt: skip


def hand_out(
    user: User, given: Taking, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, action: str, stem: str,
    title: tuple[str, str], counted: str = "rows", **told: Any,
) -> Exported:  # fmt: skip
    """Any table as a marked file; `told` is what its trace says beside number, purpose and digest."""
    mark = mark_of(user, given.why)
    if given.form == "pdf":
        data = to_pdf(rows, mark, given.lang, columns)
    elif given.form == "xlsx":
        data = to_xlsx(rows, mark, columns, " ".join(title))
    else:
        data = to_csv(rows, mark, columns)
    return taken_out(user, mark, data, given.form, action=action, stem=stem, **{counted: len(rows)}, **told)


def mark_of(user: User, why: str) -> Mark:
    """A new export's number, and who takes it out what for."""
    if not user.may(Right.EXPORT):
        raise NotFound("您的角色不能导出", "your roles do not allow exports")
    number = f"X{localtime(now()):%Y%m%d}-{secrets.token_hex(4)}"
    return Mark(number, user.username, user.name, user.office.zh, localtime(now()), " ".join(why.split()))


def taken_out(user: User, mark: Mark, data: bytes, form: str, *, action: str, stem: str, **told: Any) -> Exported:
    """A marked file, counted and traced; what is too much for today is not handed out."""
    with transaction.atomic():
        spend(user.pk, "export", settings.DESK.exports_per_day, "导出", "exports")
        trace(
            user.username, action, mark.number, form=form, purpose=mark.why, office=user.office.code,
            clearance=user.clearance, sha256=sha256_bytes(data), **told,
        )  # fmt: skip
    return Exported(f"{stem}-{mark.number}.{form}", data)


def answer(made: Exported, form: str) -> HttpResponse:
    """The file as an answer."""
    response = HttpResponse(made.data, content_type=_TYPES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response


_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
