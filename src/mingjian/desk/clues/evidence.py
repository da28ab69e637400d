"""The evidence of a clue for the screen: rows of each agency, masked by the reader's clearance, and a timeline."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import asdict

from django.conf import settings

from mingjian.clues import ClueLedger, EvidenceTable, evidence_of, judgments_of, texts_behind
from mingjian.clues.report_runs import page_coverage
from mingjian.desk.clues.copies import copied, copy_of
from mingjian.desk.clues.evidence_schemas import (
    Cell,
    CoverageInfo,
    Evidence,
    EvidenceColumnInfo,
    EvidenceRowInfo,
    EvidenceTableInfo,
    JudgmentInfo,
    MarkInfo,
    Moment,
)
from mingjian.desk.clues.models import Clue
from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.lake import run_of, the_lake
from mingjian.desk.limits.services import spend
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Text
from mingjian.lake import Coverage, LakeError

__all__ = ["evidence", "evidence_at", "judgments", "unmask"]

TEXTS = 4
"""The clearance that the text of a judgment needs."""


def evidence(user: User, clue: Clue, clearance: int | None = None) -> Evidence:
    """The rows behind a clue as the user may see them. Data that is gone or damaged is said so, as a `BadRequest`."""
    level = user.clearance if clearance is None else clearance
    found = evidence_at(clue, level, user.unmasks_to >= TEXTS)
    if clearance is None:
        trace(user.username, "clue.read", clue.pk)
    return found


def evidence_at(clue: Clue, level: int, judgments: bool = False) -> Evidence:
    """The rows behind a clue as a clearance may see them; of a clue from another network, as they came with it."""
    copy = copy_of(clue)
    if copy is not None:
        return Evidence.model_validate(copied(copy, level, "evidence"))
    try:
        tables = evidence_of(the_lake(), run_of(clue.run), [clue.pk], level).get(clue.pk, [])
    except LakeError as error:
        raise BadRequest(f"佐证无法读取：{error.zh}", f"the evidence cannot be read: {error.en}") from error
    masked = any(column.masked for table in tables for column in table.columns)
    moments = sorted((one for table in tables for one in _moments(table)), key=lambda one: one.day)
    texts = texts_behind(the_lake(), run_of(clue.run), clue.pk) if judgments else 0
    corrected = _corrected(clue)
    return Evidence(
        tables=[_table(one, corrected) for one in tables], timeline=_once(moments), masked=masked, judgments=texts
    )  # fmt: skip


def _corrected(clue: Clue) -> frozenset[str]:
    """Rows behind a clue that a later delivery corrected or removed."""
    if not clue.touched:
        return frozenset()
    state, _ = ClueLedger(the_lake()).of_clue(clue.model, clue.pk)
    return frozenset() if state is None else frozenset(row for why in state.touched for row in why.rows)


def unmask(user: User, clue: Clue, why: str) -> Evidence:
    """The same, up to the clearance the user may unmask to. Always logged, with the reason."""
    _may_unmask(user)
    trace(user.username, "clue.unmask", clue.pk, why=why, clearance=user.unmasks_to)
    return evidence(user, clue, user.unmasks_to)


def judgments(user: User, clue: Clue, why: str) -> list[JudgmentInfo]:
    """The judgments behind a clue, whole: an unmasking, logged with the reason."""
    if user.unmasks_to < TEXTS:
        raise NotFound
    _may_unmask(user)
    if copy_of(clue) is not None:
        raise NotFound("文书全文在移送院，请向其调取", "the judgments are at the office it came from: ask there")
    trace(user.username, "clue.judgments", clue.pk, why=why)
    try:
        found = judgments_of(the_lake(), run_of(clue.run), clue.pk)
    except LakeError as error:
        raise BadRequest(f"文书无法读取：{error.zh}", f"the judgments cannot be read: {error.en}") from error
    return [
        JudgmentInfo(
            row_id=one.row_id, case_number=one.case_number, file=one.file, line=one.line, text=one.text,
            marks=[MarkInfo(**asdict(mark)) for mark in one.marks],
            differs=[Text(zh=zh, en=en) for zh, en in one.differs],
        )
        for one in found
    ]  # fmt: skip


def _may_unmask(user: User) -> None:
    if not user.may(Right.UNMASK):
        raise NotFound
    spend(user.pk, "unmask", settings.DESK.unmaskings_per_day, "查看全部内容", "unmaskings")


def _table(table: EvidenceTable, corrected: frozenset[str]) -> EvidenceTableInfo:
    return EvidenceTableInfo(
        alias=table.alias, title=Text(zh=table.zh, en=table.en), agency=Text(zh=table.agency_zh, en=table.agency_en),
        dataset=table.dataset, role=table.role,
        columns=[
            EvidenceColumnInfo(
                name=one.name, zh=one.zh, en=one.en, collided=one.collided, masked=one.masked, kind=one.kind
            )
            for one in table.columns
        ],
        rows=[
            EvidenceRowInfo(
                row_id=row.row_id, cells=[Cell(zh=cell.zh, en=cell.en, raw=cell.raw) for cell in row.cells],
                file=row.file, sheet=row.sheet, line=row.line, corrected=row.row_id in corrected,
                link=Text(zh=row.link.zh, en=row.link.en) if row.link else None,
            )
            for row in table.rows
        ],
        more=table.more, coverage=[_coverage(one) for one in table.coverage],
    )  # fmt: skip


def _coverage(one: Coverage) -> CoverageInfo:
    shown = page_coverage(one)
    return CoverageInfo(region=Text(zh=shown.region.zh, en=shown.region.en), start=one.from_, end=one.to)


def _moments(table: EvidenceTable) -> list[Moment]:
    """The days in the rows of one list. A masked day is none."""
    found = []
    for number, column in enumerate(table.columns):
        if column.kind != "date" or column.masked:
            continue
        for row in table.rows:
            with suppress(ValueError):
                day = dt.date.fromisoformat(row.cells[number].zh or "")
                found.append(
                    Moment(day=day, text=Text(zh=column.zh, en=column.en), source=Text(zh=table.zh, en=table.en))
                )
    return found


def _once(moments: list[Moment]) -> list[Moment]:
    """Without the same day said twice by one list, as many months of one payment do."""
    seen: dict[tuple[dt.date, str, str], Moment] = {}
    for one in moments:
        seen.setdefault((one.day, one.text.zh, one.source.zh), one)
    return list(seen.values())
