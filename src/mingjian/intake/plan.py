"""The plan of an intake: which tables, which header, which mapping, what is unclear. To be looked at and confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from mingjian.intake.errors import IntakeError, Message, refuse
from mingjian.intake.header import Header, find_header, header_at
from mingjian.intake.mapping import MappingFile, Options
from mingjian.intake.sources import OpenSource
from mingjian.intake.suggest import SURE, Suggestion, known_headers, suggest, surely
from mingjian.intake.tables import Head
from mingjian.standards import Standard, standards


@dataclass(frozen=True)
class PlannedTable:
    """A table to be read: the file it is in, its head and header."""

    source: OpenSource
    head: Head
    header: Header

    @property
    def where(self) -> str:
        """File and sheet, for messages."""
        return f"{self.head.name} [{self.head.sheet}]" if self.head.sheet else self.head.name


@dataclass(frozen=True)
class MappingPlan:
    """A suggested or remembered mapping with everything needed to judge it.

    `mapping` is what will be used; change it with `with_columns` or by writing it to a file and giving it back.
    `suggestions` tell how sure each pair is and why, `unmapped` are required columns no header was found for,
    `ignored` the source's columns that are not used, `samples` the first records below the header.
    """

    mapping: MappingFile
    header: tuple[str, ...]
    suggestions: tuple[Suggestion, ...] = ()
    unmapped: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    samples: tuple[tuple[str, ...], ...] = ()
    problems: tuple[Message, ...] = ()
    remembered: bool = False
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def sure(self) -> bool:
        """Whether it can be used without asking: every required column and every pair is sure."""
        return not self.problems

    def with_columns(self, **columns: Any) -> MappingPlan:
        """The plan with other headers for some columns (`amount="金额(元)"`, None: not mapped), problems dropped."""
        data = self.mapping.model_dump(by_alias=True)
        chosen = dict(data["columns"])
        for name, value in columns.items():
            if value is None:
                chosen.pop(name, None)
            else:
                chosen[name] = value
        mapping = MappingFile.model_validate({**data, "columns": chosen})
        messages = mapping.check(mapping.standard_used())
        return MappingPlan(
            mapping, self.header, self.suggestions, (), self.ignored, self.samples, tuple(messages), False, self.details
        )


def choose_header(head: Head, options: Options, standard: Standard | None) -> Header | None:
    """The header of one table: as the user says, as the reader knows, or found; None when there is none to be found."""
    if head.fixed is not None:
        return Header(head.fixed, -1, -1)
    if options.header is not None:
        given = options.header
        first, last = given[0] - 1, given[-1] - 1
        if last >= len(head.records) or first < -1:
            raise refuse("映射文件指定的表头行不存在", "the header line named in the mapping is not there", head.name)
        return header_at(head.records, first, last)
    return find_header(head.records, known_headers(standard))


def planned_tables(sources: Sequence[OpenSource], options: Options, standard: Standard | None) -> list[PlannedTable]:
    """The tables of a delivery with their headers. A sheet without a header is passed over, one whose header does not
    hold the columns is left to the mapping to decide. `IntakeError` when in a file no header can be found at all: a
    file of a delivery is never passed over."""
    found, problems = [], []
    for source in sources:
        tables = []
        for head in source.reader.heads():
            if options.sheet is not None and head.sheet is not None and head.sheet != options.sheet:
                continue
            header = choose_header(head, options, standard)
            if header is not None:
                tables.append(PlannedTable(source, head, header))
        if not tables:
            problems.append(Message("找不到表头", "no header was found", source.name))
        found += tables
    if problems:
        raise IntakeError(problems)
    return found


_CALLED = 0.3
"""What a name counts beside the columns: less than one column of a small list."""


def guess_standard(tables: Sequence[PlannedTable]) -> Standard:
    """The standard most of whose columns the header knows; `IntakeError` when none fits.

    Lists of one shape (who was paid what in which month) are told apart by what the file is called.
    """
    header, records = tables[0].header.names, tables[0].head.records[tables[0].header.body :]
    called = _called(tables[0])
    best, best_score = None, 0.0
    for standard in standards().values():
        pairs = surely(standard, header, records)
        needed = set(standard.required) - {one.column for one in pairs}
        score = len(pairs) / len(header) + 0.5 * len(pairs) / len(standard.columns) - len(needed)
        score += _CALLED * _likeness(standard.title.zh, called) if score > 0 else 0
        if score > best_score:
            best, best_score = standard, score
    if best is None:
        raise refuse("看不出适用哪个数据标准，请指明", "no standard fits: name one", tables[0].where)
    return best


def _called(table: PlannedTable) -> str:
    """What the table is called: by its file, its sheet and the lines above its header."""
    above = (cell for record in table.head.records[: max(0, table.header.first)] for cell in record)
    return " ".join((table.head.name, table.head.sheet or "", *above))


def _likeness(title: str, called: str) -> float:
    """The share of a title's pairs of neighbouring signs that stand in a text."""
    pairs = {title[at : at + 2] for at in range(len(title) - 1)}
    return sum(pair in called for pair in pairs) / len(pairs) if pairs else 0.0


def make_plan(
    tables: Sequence[PlannedTable], standard: Standard, source: str, dataset: str | None, options: Options
) -> MappingPlan:
    """Suggest the mapping of a delivery from its first table."""
    first = tables[0]
    header, records = first.header.names, first.head.records[first.header.body :]
    suggestions = suggest(standard, header, records)
    mapping = MappingFile(
        source=source,
        standard=standard.major,
        dataset=dataset,
        columns={one.column: one.origin for one in suggestions if one.confidence >= 0.5},
        header=header,
        options=options,
    )
    mapped = {one.column for one in suggestions}
    problems = list(mapping.check(standard))
    for one in suggestions:
        if one.confidence < SURE:
            zh = f"“{one.header}”可能是“{standard.column(one.column).label.zh}”（{one.column}），{one.why_zh}，请确认"
            en = f"'{one.header}' may be '{one.column}' ({one.why_en}): please confirm"
            problems.append(Message(zh, en, first.where))
    used = {one.header for one in suggestions}
    return MappingPlan(
        mapping,
        header,
        tuple(suggestions),
        tuple(column for column in standard.required if column not in mapped),
        tuple(name for name in header if name not in used),
        tuple(records[:20]),
        tuple(problems),
        details=first.head.details,
    )


def fitting(tables: Sequence[PlannedTable], mapping: MappingFile) -> list[PlannedTable]:
    """The tables a mapping is for. A file without such a table is an error that says what changed in its header;
    further sheets of a workbook that do not have the columns are passed over."""
    wanted = [one.from_ for one in mapping.columns.values() if one.from_ is not None]
    chosen, problems = [], []
    for source in dict.fromkeys(table.source for table in tables):
        own = [table for table in tables if table.source is source]
        good = [table for table in own if set(wanted) <= set(table.header.names)]
        if good:
            chosen += good
            problems += [m for table in good for m in header_changes(table, mapping)]
        else:
            closest = max(own, key=lambda table: len(set(wanted) & set(table.header.names)))
            problems += header_changes(closest, mapping) or [_lacks(closest, wanted)]
    if problems:
        raise IntakeError(problems)
    return chosen


def _lacks(table: PlannedTable, wanted: Sequence[str]) -> Message:
    gone = [name for name in wanted if name not in table.header.names]
    names = "、".join(table.header.names[:30])
    return Message(
        f"表头中没有映射所需的列：{'、'.join(gone)}（表头为：{names}）",
        f"the header lacks columns the mapping names: {', '.join(gone)} (it is: {names})",
        table.where,
    )


def header_changes(table: PlannedTable, mapping: MappingFile) -> list[Message]:
    """What is different from the header that was confirmed; another order alone is no change."""
    if not mapping.header or set(table.header.names) == set(mapping.header):
        return []
    gone = [name for name in mapping.header if name not in table.header.names]
    new = [name for name in table.header.names if name not in mapping.header]
    zh = "表头与已确认的不同：" + "；".join(
        part for part in (f"少了{'、'.join(gone)}" if gone else "", f"多了{'、'.join(new)}" if new else "") if part
    )
    en = "the header is not the confirmed one: " + "; ".join(
        part for part in (f"gone: {', '.join(gone)}" if gone else "", f"new: {', '.join(new)}" if new else "") if part
    )
    return [Message(zh, en, table.where)]
