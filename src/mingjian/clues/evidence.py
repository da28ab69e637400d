"""The rows behind clues, as people read them: labelled columns, clean beside raw, and where each row came from.

Only columns of a model's allow-list are read, only those it shows are given, and values above the reader's clearance
are masked. What was absent is shown by what was looked for and by the coverage the absence relies on.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from mingjian.clues.compared import compared_words
from mingjian.clues.values import shown_value
from mingjian.identity.records_file import reasons_of
from mingjian.identity.telling import told
from mingjian.lake import Coverage, Lake, Manifest
from mingjian.lake.rows import FILE, LINE, RAW, ROW
from mingjian.models import Model
from mingjian.models.relations import need_standard
from mingjian.runs.linked_rows import RowLink, linked_rows
from mingjian.runs.record import DatasetUse
from mingjian.runs.rerun import model_of
from mingjian.runs.rows import rows_by_number
from mingjian.runs.store import StoredRun
from mingjian.runs.tables import of_clues
from mingjian.standards import Column, Standard
from mingjian.trust.masking import HIDDEN, mask

__all__ = ["EvidenceCell", "EvidenceColumn", "EvidenceLink", "EvidenceRow", "EvidenceTable", "evidence_of"]

SHOWN = 50
"""Witness rows of one alias that are read and shown; `more` counts the rest."""


@dataclass(frozen=True, slots=True)
class EvidenceColumn:
    """A column of evidence. `collided`: a step of the model compares it; `masked`: not the value itself is shown.

    `kind` is the type the standard gives it (`date`, `money`, `identifier` …).
    """

    name: str
    zh: str
    en: str
    collided: bool = False
    masked: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceCell:
    """The clean value as text, and the delivered text where cleaning changed it or could not read it."""

    zh: str | None
    en: str | None
    raw: str | None = None


@dataclass(frozen=True, slots=True)
class EvidenceLink:
    """Whom a row was taken for (masked by clearance), with what chance, and the record to decide about."""

    subject: str
    chance: float
    record: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One row: its cells, its id, and file, sheet and line it was delivered in.

    `link`: the row's own number fails, and identity took it for the clue's person: `zh` and `en` say why and how sure.
    """

    row_id: str
    row_hash: str
    cells: tuple[EvidenceCell, ...]
    file: str | None = None
    sheet: str | None = None
    line: int | None = None
    link: EvidenceLink | None = None


@dataclass(frozen=True)
class EvidenceTable:
    """What one input of the model says about a clue.

    `row`: rows that were found. `absence`: nothing was found in `dataset`, which `coverage` says is complete. `digest`
    and `more` stand for rows that are not listed.
    """

    alias: str
    need: str
    dataset: str
    zh: str
    en: str
    agency_zh: str
    agency_en: str
    role: Literal["row", "absence"] = "row"
    columns: tuple[EvidenceColumn, ...] = ()
    rows: tuple[EvidenceRow, ...] = ()
    more: int = 0
    digest: str | None = None
    coverage: tuple[Coverage, ...] = ()


def evidence_of(
    lake: Lake, run: StoredRun, clues: Iterable[str] | None = None, clearance: int = 4
) -> dict[str, list[EvidenceTable]]:
    """Clue → its evidence, in the order of the model's needs, for some clues of a run or for all.

    One pass over each dataset version whatever the number of clues. Raises `LakeError` when a version is gone or cannot
    be read.
    """
    wanted = None if clues is None else frozenset(clues)
    model = model_of(run.record)
    witnesses: dict[str, dict[tuple[str, str], list[dict[str, Any]]]] = {}
    for row in of_clues(run.witnesses, wanted).to_pylist():
        witnesses.setdefault(row["clue_id"], {}).setdefault((row["need"], row["alias"]), []).append(row)
    sources = {use.need: _Source(lake, model, use, clearance, run.record.sealed) for use in run.record.datasets}
    for found in witnesses.values():
        for (need, _), rows in found.items():
            sources[need].ask(row["row"] for row in rows[:SHOWN])
    order = {need: number for number, need in enumerate(model.needs)}
    made: dict[str, list[EvidenceTable]] = {}
    for clue in of_clues(run.clues, wanted).to_pylist():
        digests = json.loads(clue["digests"])
        own = witnesses.get(clue["clue_id"], {})
        tables = [
            sources[need].table(alias, own[need, alias], digests.get(alias))
            for need, alias in sorted(own, key=lambda one: (order.get(one[0], 99), one[1]))
        ]
        seen = {need for need, _ in own}
        tables += [sources[need].absence() for need in run.record.absent if need in sources and need not in seen]
        made[clue["clue_id"]] = tables
    return made


@dataclass
class _Source:
    """One dataset version of a run: rows are asked for first, then read at once."""

    lake: Lake
    model: Model
    use: DatasetUse
    clearance: int
    sealed: bool
    _asked: set[int] = field(default_factory=set)

    def ask(self, rows: Iterable[int]) -> None:
        """Note row numbers that will be shown."""
        self._asked.update(rows)

    @cached_property
    def manifest(self) -> Manifest:
        return self.lake.version(f"{self.use.dataset}@{self.use.version}")

    @cached_property
    def standard(self) -> Standard:
        found = need_standard(self.model.needs[self.use.need])
        assert found is not None
        return found

    @cached_property
    def shown(self) -> tuple[Column, ...]:
        """Columns shown: those the need names in `show`, else its whole allow-list; subjects by their identifier."""
        need = self.model.needs[self.use.need]
        names: list[str] = []
        for name in need.show or need.columns or ():
            names.append(self.standard.subjects[name].key if name in self.standard.subjects else name)
        known = self.lake.column_types(self.manifest)
        return tuple(self.standard.columns[name] for name in dict.fromkeys(names) if name in known)

    @cached_property
    def columns(self) -> tuple[EvidenceColumn, ...]:
        words = compared_words(self.model, self.use.need)
        keys = {subject.key for name, subject in self.standard.subjects.items() if name in words}
        return tuple(
            EvidenceColumn(
                column.name,
                column.label.zh,
                column.label.en,
                collided=column.name in words or column.name in keys,
                masked=column.level > self.clearance,
                kind=column.type,
            )
            for column in self.shown
        )

    @cached_property
    def read(self) -> dict[int, dict[str, Any]]:
        """Row number → the asked row."""
        names = [column.name for column in self.shown]
        extra = [FILE, LINE, RAW]
        table = rows_by_number(self.lake, self.manifest, self._asked, [*names, *extra], sealed=True)
        return {row[ROW]: row for row in table.to_pylist()}

    @cached_property
    def links(self) -> dict[int, RowLink]:
        """The asked rows that identity took for somebody."""
        return linked_rows(self.lake, self.use.links, self._asked)

    @cached_property
    def reasons(self) -> dict[str, list[dict[str, Any]]]:
        """Record → why it was taken for whom it was."""
        records = {one.record for one in self.links.values()}
        return reasons_of(self.lake, self.use.links, records) if records and self.use.links else {}

    def table(self, alias: str, rows: Sequence[Mapping[str, Any]], digest: Mapping[str, Any] | None) -> EvidenceTable:
        """The rows behind one alias."""
        total = int(digest["count"]) if digest else len(rows)
        given = tuple(self._row(row) for row in rows[:SHOWN])
        named = self._named(alias)
        more, sha = total - len(given), str(digest["sha256"]) if digest else None
        return EvidenceTable(**named, columns=self.columns, rows=given, more=more, digest=sha)

    def absence(self) -> EvidenceTable:
        """That nothing was found here, and the coverage it relies on."""
        return EvidenceTable(**self._named(self.use.need), role="absence", coverage=self.use.coverage)

    def _named(self, alias: str) -> dict[str, Any]:
        called = self.model.needs[self.use.need].called or self.standard.title
        provider = self.standard.provider
        return {
            "alias": alias,
            "need": self.use.need,
            "dataset": self.use.name,
            "zh": called.zh,
            "en": called.en,
            "agency_zh": provider.zh,
            "agency_en": provider.en,
        }

    def _row(self, witness: Mapping[str, Any]) -> EvidenceRow:
        row = self.read.get(witness["row"])
        if row is None:
            return EvidenceRow(
                witness["row_id"], witness["row_hash"], tuple(EvidenceCell(None, None) for _ in self.shown)
            )
        raw: dict[str, Any] = json.loads(row[RAW]) if row[RAW] else {}
        cells = tuple(self._cell(column, row[column.name], raw.get(column.name)) for column in self.shown)
        source = self.manifest.sources[row[FILE]] if 0 <= row[FILE] < len(self.manifest.sources) else None
        return EvidenceRow(
            witness["row_id"],
            witness["row_hash"],
            cells,
            source.name if source else None,
            source.sheet if source else None,
            row[LINE],
            self._link(witness["row"]),
        )

    def _link(self, row: int) -> EvidenceLink | None:
        found = self.links.get(row)
        if found is None:
            return None
        why = self.reasons.get(found.record, [])
        share = f"{found.chance * 100:.2f}%"
        subject = mask(found.key, "person_id", 3, self.clearance) or ""
        zh = f"证件号码缺失或不可用，认定为{subject}（把握{share}）：{told(why, 'zh')}"
        en = f"no usable number, taken for {subject} ({share} sure): {told(why, 'en')}"
        return EvidenceLink(subject, found.chance, found.record, zh, en)

    def _cell(self, column: Column, value: Any, raw: str | None) -> EvidenceCell:
        zh, en = shown_value(column, value)
        if column.level > self.clearance:
            zh, en = self._masked(column, value, zh), self._masked(column, value, en)
            raw = HIDDEN if raw is not None else None
        return EvidenceCell(zh, en, raw)

    def _masked(self, column: Column, value: Any, shown: str | None) -> str | None:
        if shown is None:
            return None
        text = value.isoformat() if isinstance(value, dt.date) else shown
        return mask(text, column.mask_kind, column.level, self.clearance)
