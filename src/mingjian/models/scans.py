"""Where the rows of a need come from: a dataset version of the lake, a code list, or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from mingjian.collision import Covered, Relation, Scan
from mingjian.collision.relation import RAW, ROW
from mingjian.engines.dialect import name as quoted
from mingjian.engines.dialect import text_literal
from mingjian.engines.kinds import PHYSICAL, Kind
from mingjian.identity.overlay import overlaid
from mingjian.lake import Coverage, Lake, Manifest
from mingjian.models.definition import Need
from mingjian.models.model import Model
from mingjian.models.relations import DAMAGED, QUARANTINED, code_relation, damaged_sql, need_relation
from mingjian.standards import codes

__all__ = ["LakeScan", "code_scan", "covered_of", "empty_scan", "lake_scan", "lake_scans"]

_STATE = "__state"


@dataclass(frozen=True)
class LakeScan(Scan):
    """A scan over the parts of a dataset version that reads only the columns asked for."""

    lake: Lake | None = None
    manifest: Manifest | None = None
    sealed: bool = False
    known: frozenset[str] = field(default_factory=frozenset)
    links: Path | None = None
    """Rows that identity took for somebody (see :mod:`mingjian.identity`)."""

    def select(self, columns: Sequence[str]) -> str:
        """SELECT of the columns and ``_row``; a column this version does not have reads as null."""
        assert self.manifest is not None
        sql = self._delivered(columns)
        return sql if self.links is None else overlaid(sql, columns, self.manifest, self.links)

    def size(self) -> int | None:
        """The rows of the version, those under seal too."""
        return None if self.manifest is None else self.manifest.rows

    def _delivered(self, columns: Sequence[str]) -> str:
        assert self.lake is not None
        assert self.manifest is not None
        told = [column for column in columns if column.endswith(DAMAGED) and column not in self.known]
        wanted = [column for column in columns if column not in told]
        beside = [name for name in (*(one.removesuffix(DAMAGED) for one in told), RAW) if told and name not in wanted]
        there = [column for column in (*wanted, *beside) if column in self.known]
        sql = self.lake.scan_sql(self.manifest, there, numbered=True, sealed=self.sealed)
        lacking = [column for column in wanted if column not in self.known]
        if told:
            listed = [f"{damaged_sql(one.removesuffix(DAMAGED))} AS {quoted(one)}" for one in told]
            kept = [quoted(one) for one in wanted if one in self.known]
            sql = f"SELECT {', '.join([*kept, *listed, ROW])} FROM ({sql})"
        if not lacking:
            return sql
        nulls = ", ".join(f"{_null(self.relation, column)} AS {quoted(column)}" for column in lacking)
        return f"SELECT *, {nulls} FROM ({sql})"


def _null(relation: Relation, column: str) -> str:
    """What stands in a column that the data does not have."""
    if column.endswith(_STATE):
        return "0::UTINYINT"
    if column == QUARANTINED:
        return "false"
    found = relation.field(column)
    return f"NULL::{PHYSICAL[found.kind] if found is not None else 'VARCHAR'}"


def covered_of(coverage: Sequence[Coverage]) -> tuple[Covered, ...]:
    """Declared coverage as the algebra wants it."""
    return tuple(Covered(one.prefix, one.from_, one.to) for one in coverage)


def lake_scan(
    lake: Lake, alias: str, need: Need, manifest: Manifest, *, sealed: bool = False, links: Path | None = None
) -> LakeScan:
    """The scan of a need over a dataset version. ``sealed`` reads rows under seal too; ``links``: of identity."""
    return LakeScan(
        need_relation(alias, need),
        covered=covered_of(lake.coverage(manifest)),
        lake=lake,
        manifest=manifest,
        sealed=sealed,
        known=frozenset(lake.column_types(manifest)),
        links=links,
    )


def lake_scans(
    lake: Lake, model: Model, manifests: Mapping[str, Manifest], *, sealed: bool = False,
    links: Mapping[str, Path] | None = None,
) -> dict[str, Scan]:  # fmt: skip
    """A scan for every need that has a dataset version, is a code list, or is optional and missing.

    ``links``: need → file of identity links to read it with.
    """
    scans: dict[str, Scan] = {}
    for alias, need in model.needs.items():
        if need.codes is not None:
            scans[alias] = code_scan(alias, need)
        elif alias in manifests:
            scans[alias] = lake_scan(lake, alias, need, manifests[alias], sealed=sealed, links=(links or {}).get(alias))
        elif need.optional:
            scans[alias] = empty_scan(alias, need)
    return scans


def empty_scan(alias: str, need: Need, *, covered: tuple[Covered, ...] | None = None) -> Scan:
    """A need without rows: an optional dataset that is missing, or data there is none of yet."""
    relation = need_relation(alias, need)
    columns = ", ".join(f"{_null(relation, one.name)} AS {quoted(one.name)}" for one in relation.fields)
    return Scan(relation, f"SELECT {columns}, NULL::BIGINT AS {ROW} WHERE false", covered=covered)


def code_scan(alias: str, need: Need) -> Scan:
    """A code list as rows, numbered in its own order."""
    listed = codes(need.codes or "")
    relation = code_relation(alias, listed, need.columns)
    rows = listed.rows()
    kinds = [(one.name, one.kind) for one in relation.fields]
    names = ", ".join([*(quoted(name) for name, _ in kinds), ROW])
    if not rows:
        nulls = ", ".join(f"NULL::{PHYSICAL[kind]} AS {quoted(name)}" for name, kind in kinds)
        return Scan(relation, f"SELECT {nulls}, NULL::BIGINT AS {ROW} WHERE false")
    values = ", ".join(
        "(" + ", ".join([*(_literal(row.get(name), kind) for name, kind in kinds), f"{number}::BIGINT"]) + ")"
        for number, row in enumerate(rows)
    )
    return Scan(relation, f"SELECT * FROM (VALUES {values}) AS t({names})")


def _literal(value: Any, kind: Kind) -> str:
    if value is None:
        return f"NULL::{PHYSICAL[kind]}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        return f"{value}::{PHYSICAL[kind]}"
    if isinstance(value, dt.date):
        return f"DATE '{value.isoformat()}'"
    if isinstance(value, list | tuple | set | frozenset):
        return text_literal("、".join(str(item) for item in value))
    return text_literal(str(value))
