"""Who and what stands in one row with whom: the neighbours of an identifier in the lake, a hop at a time.

::

    reader = Reader(clearance=3, datasets=frozenset({"pension_payment"}), region="3401")
    hop = neighbours(lake, Entity("person_id", "34…"), reader)
    hop.links                        # entity → entity, with the rows that say so
    hop.totals, len(hop.links)       # a hub says how many there are and gives the first of them

Only identifiers that may serve as keys link; a name never does. What the reader does not see (other datasets, other
regions, sealed rows, minors) is in no link and in no total. Rows are found by the index of `lake.mentions`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import pyarrow as pa

from mingjian.clues.rows_shown import ShownRow, shown_rows
from mingjian.lake import Lake, Manifest, state_column
from mingjian.lake.mentions import Mentions, Place
from mingjian.lake.rows import ROW
from mingjian.lake.sql import name, reader, text
from mingjian.runs.rows import rows_by_number
from mingjian.standards import Column, Standard, Tri, codes, standards
from mingjian.trust.masking import mask

__all__ = [
    "MOST", "SUBJECT_KINDS", "Entity", "Hop", "Link", "Reader", "Record", "mentioned", "neighbours", "same_kinds",
    "seen_sql",
]  # fmt: skip

MOST = 25
"""Neighbours that one hop gives at most; a hub says how many it has."""
WITNESSES = 5
"""Rows that are named of each link; the rest is counted."""
_ACCOUNTS = frozenset({"account", "bank_card"})
SUBJECT_KINDS = {"person": "person_id", "company": "uscc", "vehicle": "plate"}
"""Kinds of subjects of clues, and the identifiers that stand for them."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something by an identifier: the kind as the standards name it, the canonical value."""

    kind: str
    value: str


@dataclass(frozen=True)
class Reader:
    """What a reader may see: clearance, datasets, and rows of a region (its leading digits; empty: everywhere).

    `everywhere` lets rows without a place in; `minors_after`: persons born after this day are left out.
    """

    clearance: int
    datasets: frozenset[str]
    region: str = ""
    everywhere: bool = False
    minors_after: date | None = None


@dataclass(frozen=True)
class Link:
    """Rows of a dataset in which both stand. `zh`, `en`: what the other is there; `witnesses` are some of the rows."""

    other: Entity
    column: Column
    name: str | None
    dataset: str
    title: tuple[str, str]
    agency: tuple[str, str]
    zh: str
    en: str
    rows: int
    witnesses: tuple[ShownRow, ...]


@dataclass(frozen=True)
class Record:
    """Rows of a dataset in which the entity stands alone."""

    dataset: str
    title: tuple[str, str]
    agency: tuple[str, str]
    rows: int
    witnesses: tuple[ShownRow, ...]


@dataclass
class Hop:
    """What one hop finds. `totals`: kind → how many different neighbours there are, shown or not."""

    links: list[Link] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    totals: dict[str, int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    """What the rows call the entity (as the reader may see it), and how often."""


def same_kinds(kind: str) -> frozenset[str]:
    """Kinds whose values mean the same thing: an account may be delivered as a card."""
    return _ACCOUNTS if kind in _ACCOUNTS else frozenset({kind})


def neighbours(lake: Lake, entity: Entity, seen_by: Reader, most: int = MOST) -> Hop:
    """All that stands in one row with the entity, as the reader sees it; the most connected first."""
    if _minor(entity, seen_by):
        return Hop()
    places = Mentions(lake).rows(same_kinds(entity.kind), entity.value, seen_by.datasets)
    sources = [_Source(lake, place, entity, seen_by) for place in places]
    return _hop([one for one in sources if one.visible.num_rows], most)


def mentioned(lake: Lake, entity: Entity, seen_by: Reader) -> dict[str, int]:
    """Dataset → how many of its rows that the reader sees the entity stands in."""
    if _minor(entity, seen_by):
        return {}
    found: dict[str, set[int]] = {}
    for place in Mentions(lake).rows(same_kinds(entity.kind), entity.value, seen_by.datasets):
        rows = _Source(lake, place, entity, seen_by).visible.column(ROW)
        found.setdefault(place.manifest.dataset, set()).update(row for row in rows.to_pylist() if row is not None)
    return {dataset: len(rows) for dataset, rows in found.items() if rows}


def _hop(sources: list[_Source], most: int) -> Hop:
    hop = Hop()
    found = [one.grouped for one in sources]
    for source in sources:
        for called, times in source.names().items():
            hop.names[called] = hop.names.get(called, 0) + times
        if (record := source.record()) is not None:
            hop.records.append(record)
    if not found:
        return hop
    with reader() as con:
        con.register("found", pa.concat_tables(found))
        sql = "SELECT kind, count(DISTINCT value) FROM found GROUP BY kind ORDER BY kind"
        hop.totals = dict(con.execute(sql).fetchall())
        # relevance: joined by most different datasets, then by most rows, then latest
        chosen = con.execute(
            "SELECT kind, value FROM found GROUP BY kind, value ORDER BY count(DISTINCT source) DESC, sum(n) DESC, "
            f"max(day) DESC NULLS LAST, kind, value LIMIT {int(most)}"
        ).to_arrow_table()
        con.register("chosen", chosen)
        order = {(one["kind"], one["value"]): number for number, one in enumerate(chosen.to_pylist())}
        links = con.execute("FROM found SEMI JOIN chosen USING (kind, value)").to_arrow_table().to_pylist()
    links.sort(key=lambda one: (order[one["kind"], one["value"]], one["source"], one["column_name"]))
    hop.links = list(_links(sources, links))
    return hop


def _links(sources: list[_Source], found: list[dict[str, Any]]) -> Iterator[Link]:
    by_name = {one.key: one for one in sources}
    for source in sources:
        source.ask(row for one in found if one["source"] == source.key for row in one["witnesses"])
    for one in found:
        yield by_name[one["source"]].link(one)


class _Source:
    """One column of a dataset version in which the entity stands."""

    def __init__(self, lake: Lake, place: Place, entity: Entity, seen_by: Reader) -> None:
        self.lake, self.place, self.entity, self.seen_by = lake, place, entity, seen_by
        self.manifest: Manifest = place.manifest
        self.standard: Standard = standards()[self.manifest.standard]
        self.key = f"{self.manifest.dataset}.{place.column}"
        self._asked: set[int] = set()

    @cached_property
    def others(self) -> list[Column]:
        """The other identifiers of a row."""
        known = {one.name for one in self.manifest.columns}
        return [
            one for one in self.standard.columns.values()
            if one.kind is not None and one.name in known and one.name != self.place.column
        ]  # fmt: skip

    @cached_property
    def role(self) -> Column | None:
        """The column that says what one is to the other, as an office in a company."""
        found = self.standard.columns.get("role")
        return found if found is not None and found.codes is not None else None

    @cached_property
    def day(self) -> Column | None:
        """The day a row is about, by which the latest come first."""
        known = {one.name for one in self.manifest.columns}
        return next((one for one in self.standard.columns.values() if one.type == "date" and one.name in known
                     and one.time != "birth"), None)  # fmt: skip

    def called(self, column: str) -> Column | None:
        """The column with the name of whom an identifier column stands for."""
        names = [one.weak_name for one in self.standard.subjects.values() if one.key == column and one.weak_name]
        known = {one.name for one in self.manifest.columns}
        return self.standard.columns[names[0]] if names and names[0] in known else None

    @cached_property
    def visible(self) -> pa.Table:
        """The rows that the reader sees, with what links need of them."""
        own = self.called(self.place.column)
        extra = [one for one in (self.role, self.day, own, *(self.called(one.name) for one in self.others)) if one]
        names = [self.place.column, *(one.name for one in self.others), *(one.name for one in extra)]
        states = [state_column(one.name) for one in self.others]
        if self.standard.place is not None:
            names.append(self.standard.place)
        asked = list(dict.fromkeys([*names, *states]))
        table = rows_by_number(self.lake, self.manifest, self.place.rows, asked)
        with reader() as con:
            con.register("rows", table)
            return con.execute(f"SELECT * FROM rows WHERE {self._seen()}").to_arrow_table()

    def _seen(self) -> str:
        return seen_sql(self.standard, [self.place.column, *(one.name for one in self.others)], self.seen_by)

    @cached_property
    def grouped(self) -> pa.Table:
        """Neighbours: kind, value, name, roles, rows, latest day, some of the rows."""
        day = name(self.day.name) if self.day is not None else "NULL::DATE"
        roles = f"list(DISTINCT {name(self.role.name)})" if self.role is not None else "NULL::VARCHAR[]"
        parts = ["SELECT '' AS kind, '' AS value, '' AS column_name, '' AS name, NULL::VARCHAR[] AS roles, 0::BIGINT "
                 "AS n, NULL::DATE AS day, NULL::BIGINT[] AS witnesses WHERE false"]  # fmt: skip
        for column in self.others:
            known, called = name(column.name), self.called(column.name)
            title = f"any_value({name(called.name)})" if called is not None else "NULL::VARCHAR"
            kind = "account" if column.kind in _ACCOUNTS else column.kind
            same = f" AND {known} <> {text(self.entity.value)}" if column.kind in same_kinds(self.entity.kind) else ""
            parts.append(
                f"SELECT {text(kind or '')}, {known}, {text(column.name)}, {title}, {roles}, count(*), max({day}), "
                f"list({ROW} ORDER BY {day} DESC NULLS LAST, {ROW})[1:{WITNESSES}] FROM visible "
                f"WHERE {known} IS NOT NULL AND {name(state_column(column.name))} >= {Tri.USABLE:d}{same} "
                f"GROUP BY {known}"
            )
        with reader() as con:
            con.register("visible", self.visible)
            sql = f"SELECT {text(self.key)} AS source, * FROM ({' UNION ALL '.join(parts)})"
            return con.execute(sql).to_arrow_table()

    def names(self) -> dict[str, int]:
        """What the rows call the entity."""
        called = self.called(self.place.column)
        if called is None:
            return {}
        with reader() as con:
            con.register("visible", self.visible)
            sql = f"SELECT {name(called.name)}, count(*) FROM visible WHERE {name(called.name)} IS NOT NULL GROUP BY 1"
            counted = con.execute(sql).fetchall()
        found: dict[str, int] = {}
        for delivered, times in counted:
            shown = shown_text(called, delivered, self.seen_by.clearance) or ""
            found[shown] = found.get(shown, 0) + times
        return found

    def record(self) -> Record | None:
        """Rows in which nobody and nothing else stands."""
        alone = [f"coalesce({name(state_column(one.name))}, 0) < {Tri.USABLE:d}" for one in self.others]
        day = name(self.day.name) if self.day is not None else "NULL::DATE"
        with reader() as con:
            con.register("visible", self.visible)
            found = con.execute(
                f"SELECT count(*), list({ROW} ORDER BY {day} DESC NULLS LAST, {ROW})[1:{WITNESSES}] FROM visible "
                f"WHERE {' AND '.join(alone) or 'true'}"
            ).fetchone()
        if found is None or not found[0]:
            return None
        rows = shown_rows(self.lake, self.manifest, self.standard, found[1], self.seen_by.clearance)
        return Record(self.manifest.dataset, *self._titles(), found[0], tuple(rows[one] for one in found[1]))

    def ask(self, rows: Iterable[int]) -> None:
        """Note rows that will be shown: they are read at once."""
        self._asked.update(rows)

    @cached_property
    def _rows(self) -> Mapping[int, ShownRow]:
        return shown_rows(self.lake, self.manifest, self.standard, self._asked, self.seen_by.clearance)

    def link(self, one: Mapping[str, Any]) -> Link:
        """A link as it was grouped."""
        column = self.standard.columns[one["column_name"]]
        called = self.called(column.name)
        return Link(
            Entity(one["kind"], one["value"]), column,
            shown_text(called, one["name"], self.seen_by.clearance) if called is not None else None,
            self.manifest.dataset, *self._titles(), *self._relation(column, one["roles"] or ()), one["n"],
            tuple(self._rows[row] for row in one["witnesses"]),
        )  # fmt: skip

    def _relation(self, column: Column, roles: Iterable[str | None]) -> tuple[str, str]:
        held = sorted(one for one in roles if one)
        subjects = {one.key for one in self.standard.subjects.values()}
        if {column.name, self.place.column} <= subjects and self.role is not None and held:
            listed = codes(self.role.codes or "")
            named = [(listed.label(one, "zh") or one, listed.label(one, "en") or one) for one in held]
            return "、".join(zh for zh, _ in named), ", ".join(en for _, en in named)
        if column.name in subjects and self.place.column in subjects:
            return self.standard.title.zh, self.standard.title.en
        told = self.standard.columns[self.place.column] if column.name in subjects else column
        return told.label.zh, told.label.en

    def _titles(self) -> tuple[tuple[str, str], tuple[str, str]]:
        title, agency = self.standard.title, self.standard.provider
        return (title.zh, title.en), (agency.zh, agency.en)


def seen_sql(standard: Standard, columns: Iterable[str], seen_by: Reader) -> str:
    """The condition on rows that a reader sees them; `columns` are identifiers that stand in them."""
    conditions = ["true"]
    if seen_by.region or not seen_by.everywhere:
        place = name(standard.place) if standard.place is not None else "NULL::VARCHAR"
        inside = f"coalesce(starts_with({place}, {text(seen_by.region)}), false)"
        conditions.append(f"({inside} OR {place} IS NULL)" if seen_by.everywhere else inside)
    if seen_by.minors_after is not None:
        last = f"{seen_by.minors_after:%Y%m%d}"
        for column in columns:
            if standard.columns[column].kind == "person_id":
                born = f"substr({name(column)}, 7, 8)"
                conditions.append(f"NOT coalesce(length({name(column)}) = 18 AND {born} > {text(last)}, false)")
    return " AND ".join(conditions)


def shown_text(column: Column, value: str | None, clearance: int) -> str | None:
    """A text of a column as somebody of a clearance may see it."""
    return mask(value, column.mask_kind, column.level, clearance)


def _minor(entity: Entity, seen_by: Reader) -> bool:
    if entity.kind != "person_id" or seen_by.minors_after is None or len(entity.value) != 18:
        return False
    return entity.value[6:14] > f"{seen_by.minors_after:%Y%m%d}"
