"""The judgment behind a clue, whole, with the places marked from which the values of its rows were read.

The text is read again with the program of today. Where a value comes out otherwise than the row of the lake has it (the
row was loaded by an older program, or corrected since), the column is named: the mark then shows what is read now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from mingjian.clues.compared import compared_words
from mingjian.documents import parse_judgment, rows
from mingjian.documents.marking import marks
from mingjian.lake import Lake, Manifest
from mingjian.lake.rows import FILE, LINE, ROW
from mingjian.models import Model
from mingjian.models.relations import need_standard
from mingjian.runs.record import DatasetUse
from mingjian.runs.rerun import model_of
from mingjian.runs.rows import rows_by_number
from mingjian.runs.store import StoredRun
from mingjian.runs.tables import of_clues
from mingjian.standards import standards

__all__ = ["MarkedJudgment", "MarkedSpan", "judgments_of", "texts_behind"]

TEXT = "full_text"
SHOWN = 5
"""Judgments of one clue that are read and shown."""


@dataclass(frozen=True)
class MarkedSpan:
    """A half-open span of the text, what it yields, whether the model compares it, and how sure the reading is."""

    start: int
    end: int
    zh: str
    en: str
    collided: bool
    sure: float


@dataclass(frozen=True)
class MarkedJudgment:
    """A judgment: the row it stands behind, where it was delivered, its text and marks.

    `differs`: labels (Chinese, English) of columns whose value in the lake is not what is read now.
    """

    row_id: str
    case_number: str
    file: str | None
    line: int | None
    text: str
    marks: tuple[MarkedSpan, ...]
    differs: tuple[tuple[str, str], ...]


def texts_behind(lake: Lake, run: StoredRun, clue: str) -> int:
    """How many judgments `judgments_of` would show."""
    return len(_rows(lake, run, clue))


def judgments_of(lake: Lake, run: StoredRun, clue: str) -> list[MarkedJudgment]:
    """Judgments among the rows behind a clue whose text the lake holds, at most `SHOWN`.

    The text is of sensitivity level 4: whoever calls this answers for that. Raises `LakeError` when a version is gone.
    """
    model = model_of(run.record)
    return [
        _marked(row, row_id, manifest, compared_words(model, use.need))
        for row_id, (row, manifest, use) in _rows(lake, run, clue).items()
    ]


def _rows(lake: Lake, run: StoredRun, clue: str) -> dict[str, tuple[dict[str, Any], Manifest, DatasetUse]]:
    """Row id → the row of a judgment with its text, the version and the use it is of."""
    model, found = model_of(run.record), dict[str, tuple[dict[str, Any], Manifest, DatasetUse]]()
    uses = [use for use in run.record.datasets if _is_judgments(model, use)]
    witnesses = of_clues(run.witnesses, frozenset({clue})).to_pylist() if uses else []
    for use in uses:
        asked = {row["row"]: row["row_id"] for row in witnesses if row["need"] == use.need}
        if not asked:
            continue
        manifest = lake.version(f"{use.dataset}@{use.version}")
        if TEXT not in lake.column_types(manifest):
            continue
        table = rows_by_number(lake, manifest, list(asked)[:SHOWN], _wanted(lake, manifest), sealed=run.record.sealed)
        for row in table.to_pylist():
            if row[TEXT] is not None and len(found) < SHOWN:
                found.setdefault(asked[row[ROW]], (row, manifest, use))
    return found


def _is_judgments(model: Model, use: DatasetUse) -> bool:
    standard = need_standard(model.needs[use.need])
    return standard is not None and standard.id == "criminal_judgment"


def _wanted(lake: Lake, manifest: Manifest) -> list[str]:
    known = lake.column_types(manifest)
    return [*(name for name in standards()["criminal_judgment"].columns if name in known), FILE, LINE]


def _marked(row: Mapping[str, Any], row_id: str, manifest: Manifest, words: frozenset[str]) -> MarkedJudgment:
    judgment = parse_judgment(row[TEXT], {})
    number = row.get("defendant_no") or 1
    columns = standards()["criminal_judgment"].columns
    again = rows(judgment).criminal_judgment
    read = again[number - 1] if 1 <= number <= len(again) else {}
    found = []
    for one in marks(judgment, number):
        labels = [columns[name].label for name in one.columns if name in columns]
        found.append(
            MarkedSpan(
                one.start, one.end, "、".join(label.zh for label in labels), ", ".join(label.en for label in labels),
                any(name in words for name in one.columns), one.sure,
            )
        )  # fmt: skip
    compared = [name for name in row if name in read and columns[name].type != "identifier"]  # those are normalised
    differs = [columns[name].label for name in compared if not _same(row[name], read[name])]
    source = manifest.sources[row[FILE]].name if 0 <= row[FILE] < len(manifest.sources) else None
    return MarkedJudgment(
        row_id, row.get("case_number") or "", source, row[LINE], row[TEXT], tuple(found),
        tuple((label.zh, label.en) for label in differs),
    )  # fmt: skip


def _same(stored: Any, read: Any) -> bool:
    """Whether a value of the lake is what is read now. What one side lacks is no difference: a register may have given
    it beside the text."""
    if stored is None or read is None:
        return True
    if isinstance(read, (Decimal, float)):
        return abs(Decimal(str(stored)) - Decimal(str(read))) < Decimal("1e-9")
    return bool(stored == read)
