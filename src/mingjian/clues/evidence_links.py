"""The links that the evidence of a clue itself holds: who and what stands in one of its rows with whom.

The same rows and columns that the clue page shows: no others are read. A row that names the subject only weakly (by
name, its identifier being damaged) is tied to the subject of the clue.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from mingjian.clues.clue import clues_of
from mingjian.clues.evidence import EvidenceRow, EvidenceTable, evidence_of
from mingjian.clues.relations import SUBJECT_KINDS, Entity, Link, Record, same_kinds
from mingjian.clues.rows_shown import ShownCell, ShownRow
from mingjian.lake import Lake
from mingjian.models.relations import need_standard
from mingjian.runs.rerun import model_of
from mingjian.runs.store import StoredRun
from mingjian.standards import Column, Standard
from mingjian.standards.identifiers import check
from mingjian.standards.results import Tri

__all__ = ["EvidenceLinks", "links_in_evidence"]


@dataclass
class EvidenceLinks:
    """The subject of the clue, links with whom they begin, and rows in which somebody stands alone."""

    subject: Entity | None
    called: str | None = None
    links: list[tuple[Entity, Link]] = field(default_factory=list)
    records: list[tuple[Entity | None, Record]] = field(default_factory=list)


def links_in_evidence(lake: Lake, run: StoredRun, clue_id: str, clearance: int) -> EvidenceLinks:
    """The links in the rows behind a clue, shown as somebody of a clearance may see them."""
    clue = next(iter(clues_of(run, 4, [clue_id])), None)
    kind = SUBJECT_KINDS.get(clue.subject_kind) if clue is not None else None
    made = EvidenceLinks(_entity(kind, clue.subject) if clue is not None and kind is not None else None)
    model = model_of(run.record)
    plain = evidence_of(lake, run, [clue_id], 4).get(clue_id, [])
    shown = evidence_of(lake, run, [clue_id], clearance).get(clue_id, [])
    for whole, masked in zip(plain, shown, strict=True):
        standard = need_standard(model.needs[whole.need])
        if standard is not None and whole.role == "row":
            _Table(standard, whole, masked, made).take()
    return made


@dataclass
class _Table:
    """One list of the evidence, whole and as it is shown."""

    standard: Standard
    whole: EvidenceTable
    masked: EvidenceTable
    made: EvidenceLinks

    def take(self) -> None:
        """Add what its rows say to what is made."""
        links: dict[tuple[Entity, Entity, str], tuple[Link, list[ShownRow]]] = {}
        alone: dict[Entity | None, list[ShownRow]] = {}
        for number, row in enumerate(self.whole.rows):
            found = list(self._entities(row))
            told, anchor = self._shown(number), self._anchor(found, number)
            others = [one for one in found if anchor is not None and not _same(one[0], anchor)]
            if anchor is None or not others:
                alone.setdefault(anchor, []).append(told)
                continue
            for entity, column in others:
                key = (anchor, entity, column.name)
                if key not in links:
                    links[key] = (self._link(entity, column, number), [])
                links[key][1].append(told)
        for (anchor, _, _), (link, rows) in links.items():
            self.made.links.append((anchor, replace(link, rows=len(rows), witnesses=tuple(rows))))
        titles = (self.whole.zh, self.whole.en), (self.whole.agency_zh, self.whole.agency_en)
        for who, rows in alone.items():
            self.made.records.append((who, Record(self._dataset, *titles, len(rows), tuple(rows))))

    @property
    def _dataset(self) -> str:
        return self.whole.dataset.partition("@")[0]

    def _entities(self, row: EvidenceRow) -> Iterator[tuple[Entity, Column]]:
        for column, cell in zip(self.whole.columns, row.cells, strict=True):
            known = self.standard.columns[column.name]
            if known.kind is not None and (entity := _entity(known.kind, cell.zh)) is not None:
                yield entity, known

    def _anchor(self, found: list[tuple[Entity, Column]], row: int) -> Entity | None:
        """Whom the row is about: the subject of the clue if it is in it, else its first subject, else the clue's."""
        subject = self.made.subject
        for entity, column in found:
            if subject is not None and _same(entity, subject):
                self.made.called = self.made.called or self._called(column, row)
                return subject
        keys = {one.key for one in self.standard.subjects.values()}
        return next((entity for entity, column in found if column.name in keys), subject)

    def _called(self, column: Column, row: int) -> str | None:
        """The name beside an identifier, as it is shown."""
        names = {one.key: one.weak_name for one in self.standard.subjects.values()}
        wanted = names.get(column.name)
        for shown, cell in zip(self.masked.columns, self.masked.rows[row].cells, strict=True):
            if shown.name == wanted:
                return cell.zh
        return None

    def _link(self, entity: Entity, column: Column, row: int) -> Link:
        subjects = {one.key for one in self.standard.subjects.values()}
        title = (self.whole.zh, self.whole.en)
        label = title if column.name in subjects else (column.label.zh, column.label.en)
        return Link(
            entity, column, self._called(column, row), self._dataset, title,
            (self.whole.agency_zh, self.whole.agency_en), *label, 0, (),
        )  # fmt: skip

    def _shown(self, number: int) -> ShownRow:
        row = self.masked.rows[number]
        cells = tuple(
            ShownCell((column.zh, column.en), (cell.zh, cell.en or ""), column.masked)
            for column, cell in zip(self.masked.columns, row.cells, strict=True)
            if cell.zh is not None
        )
        return ShownRow(row.row_id, self.whole.dataset, row.file, row.sheet, row.line, cells)


def _entity(kind: str, value: str | None) -> Entity | None:
    """An identifier that may serve as a key, or None."""
    if not value:
        return None
    found = check(kind, value)
    if found.state is not Tri.USABLE or found.value is None:
        return None
    return Entity("account" if kind in same_kinds("account") else kind, found.value)


def _same(one: Entity, other: Entity) -> bool:
    return one.value == other.value and other.kind in same_kinds(one.kind)
