"""The rows behind a row that somebody looks at, made fit for an example: with what else is of the same people, and
without anybody's identity."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mingjian.lake import Lake, Manifest
from mingjian.lake.rows import RAW, ROW
from mingjian.lake.sql import name as quoted
from mingjian.lake.sql import reader, text
from mingjian.models import Model
from mingjian.models.invented import Invented
from mingjian.models.relations import need_standard
from mingjian.runs.rows import rows_by_number
from mingjian.standards import Standard

__all__ = ["MOST", "CaseRows", "Sight", "case_rows"]

MOST = 60
"""Rows of a case: more nobody reads, and a case is there to be read."""


@dataclass(frozen=True)
class Sight:
    """The rows of a dataset that a reader may see: an SQL condition, and the columns it names."""

    condition: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class CaseRows:
    """Rows by need as an example has them. `more`: there were too many, so these are none; `left_out`: columns whose
    texts were not taken over, by their labels in both languages."""

    rows: Mapping[str, list[dict[str, Any]]]
    more: bool
    left_out: tuple[tuple[str, str], ...]


def case_rows(
    lake: Lake,
    model: Model,
    manifests: Mapping[str, Manifest],
    witnesses: Mapping[str, Iterable[int]],
    seen: Mapping[str, Sight],
    case: str,
) -> CaseRows:
    """The witness rows by need, and the rows of every need that are of the same people, companies or other subjects.

    Only columns that the needs name; of other rows than the witnesses only those that the reader may see (`seen`, by
    need). Raises `LakeError` when data cannot be read.
    """
    sources = {
        need: _Source(lake, model, need, manifest, seen[need])
        for need, manifest in manifests.items()
        if need_standard(model.needs[need]) is not None
    }
    numbers = {need: set(witnesses.get(need, ())) for need in sources}
    keys: dict[str, set[str]] = {}
    for need, source in sources.items():
        source.keys_of(numbers[need], keys)
    for need, source in sources.items():
        numbers[need] |= source.of(keys)
    if sum(map(len, numbers.values())) > MOST:
        return CaseRows({}, True, ())
    made = Invented(case)
    rows = {need: source.rows(numbers[need], made) for need, source in sources.items() if numbers[need]}
    return CaseRows({need: found for need, found in rows.items() if found}, False, tuple(made.left_out.values()))


class _Source:
    """A need and the dataset version it is read from."""

    def __init__(self, lake: Lake, model: Model, need: str, manifest: Manifest, seen: Sight) -> None:
        self.lake, self.manifest, self.seen = lake, manifest, seen
        standard = need_standard(model.needs[need])
        assert standard is not None
        self.standard: Standard = standard
        known = {one.name for one in manifest.columns}
        wanted: list[str] = []
        for column in model.needs[need].columns or ():
            subject = standard.subjects.get(column)
            wanted += [column] if subject is None else [subject.key, *subject.weak]
        self.columns = [column for column in dict.fromkeys(wanted) if column in known]
        self.keys = {one.key: one.kind for one in standard.subjects.values() if one.key in known}

    def keys_of(self, numbers: Iterable[int], into: dict[str, set[str]]) -> None:
        """The identifiers of the subjects of rows, by kind of subject."""
        wanted = list(numbers)
        if not wanted or not self.keys:
            return
        for row in rows_by_number(self.lake, self.manifest, wanted, list(self.keys)).to_pylist():
            for key, kind in self.keys.items():
                if row[key] is not None:
                    into.setdefault(kind, set()).add(row[key])

    def of(self, keys: Mapping[str, set[str]]) -> set[int]:
        """Numbers of the rows of these subjects, at most a few more than a case may have."""
        asked = [
            f"{quoted(key)} IN ({', '.join(map(text, sorted(keys[kind])))})"
            for key, kind in self.keys.items() if keys.get(kind)
        ]  # fmt: skip
        if not asked:
            return set()
        source = self.lake.scan_sql(self.manifest, list(dict.fromkeys([*self.keys, *self.seen.columns])))
        where = f"({' OR '.join(asked)}) AND {self.seen.condition}"
        with reader() as con:
            found = con.execute(f"SELECT {ROW} FROM ({source}) WHERE {where} ORDER BY {ROW} LIMIT {MOST + 1}")
            return {row for (row,) in found.fetchall()}

    def rows(self, numbers: Iterable[int], made: Invented) -> list[dict[str, Any]]:
        """Rows of an example."""
        table = rows_by_number(self.lake, self.manifest, numbers, [*self.columns, RAW])
        return [made.row(self.standard, row, json.loads(row.get(RAW) or "{}")) for row in table.to_pylist()]
