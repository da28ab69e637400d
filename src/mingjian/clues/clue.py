"""A clue 线索 as a reader sees it: what a run asserts about a subject, where, how grave. Never a finding of guilt."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from mingjian.clues.masking import hide_in_sentence, hide_values
from mingjian.runs.record import ResultColumn, RunRecord
from mingjian.runs.store import StoredRun
from mingjian.runs.tables import of_clues
from mingjian.trust.masking import mask

__all__ = ["Clue", "Reason", "clues_in", "clues_of"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of a clue's risk and the points it gave (negative ones lower it)."""

    zh: str
    en: str
    points: int


@dataclass(frozen=True, slots=True)
class Clue:
    """One clue of one run, masked by the reader's clearance.

    `key` and `values` are plain JSON values (days as ISO text, money as decimal text); `amount` is in yuan.
    """

    clue_id: str
    model: str
    title: dict[str, str]
    run_id: str
    as_of: date
    subject_kind: str
    subject: str
    place: str
    day: date | None
    amount: Decimal | None
    says_zh: str
    says_en: str
    level: str
    points: int
    reasons: tuple[Reason, ...]
    rows: int = 1
    key: dict[str, Any] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    digests: dict[str, Any] = field(default_factory=dict)


def clues_of(run: StoredRun, clearance: int = 4, ids: Iterable[str] | None = None) -> list[Clue]:
    """The clues of a run (or those with the given ids), as someone with `clearance` (1–4) may see them."""
    return clues_in(run.record, run.clues, clearance, ids)


def clues_in(record: RunRecord, table: pa.Table, clearance: int = 4, ids: Iterable[str] | None = None) -> list[Clue]:
    """The clues of a table as the run of this record made it, published or not."""
    return [_clue(record, row, clearance) for row in of_clues(table, ids).to_pylist()]


def _clue(record: RunRecord, row: dict[str, Any], clearance: int) -> Clue:
    values: dict[str, Any] = json.loads(row["values"])
    key: dict[str, Any] = json.loads(row["key"])
    zh, en, subject = row["says_zh"], row["says_en"], row["subject"] or ""
    if clearance < 4:
        hidden = [column for column in record.columns if column.level > clearance]
        zh, en = (hide_in_sentence(text, values, hidden, clearance) for text in (zh, en))
        subject = _subject(subject, row["subject_kind"], clearance)
        values = hide_values(values, hidden, clearance)
        key = hide_values(key, _keyed(key, record.columns, row["subject_kind"], clearance), clearance)
    return Clue(
        clue_id=row["clue_id"],
        model=record.model.id,
        title=record.model.title,
        run_id=record.run_id,
        as_of=record.as_of,
        subject_kind=row["subject_kind"] or "",
        subject=subject,
        place=row["place"] or "",
        day=date.fromisoformat(row["day"]) if row["day"] else None,
        amount=row["amount"],
        says_zh=zh,
        says_en=en,
        level=row["level"],
        points=row["points"],
        reasons=tuple(Reason(**one) for one in json.loads(row["reasons"])),
        rows=row["rows"],
        key=key,
        values=values,
        digests=json.loads(row["digests"]),
    )


_SUBJECT_MASKS = {"person": ("person_id", 3), "company": ("uscc", 2), "vehicle": ("plate", 3)}


def _subject(value: str, kind: str, clearance: int) -> str:
    """A subject's identifier as the reader may see it; of a kind nobody knows it is hidden like a person's."""
    shape, level = _SUBJECT_MASKS.get(kind, ("person_id", 3))
    return mask(value, shape, level, clearance) or ""


def _keyed(
    key: dict[str, Any], columns: Iterable[ResultColumn], subject_kind: str, clearance: int
) -> list[ResultColumn]:
    """The key columns to hide: sensitive result columns, and the subject itself, which is its identifier here."""
    shape, level = _SUBJECT_MASKS.get(subject_kind, ("person_id", 3))
    known = {column.name: column for column in columns}
    found = []
    for name in key:
        column = known.get(name)
        if column is not None and column.kind == "subject":
            column = column.model_copy(update={"level": level, "mask": shape})
        if column is not None and column.level > clearance:
            found.append(column)
    return found
