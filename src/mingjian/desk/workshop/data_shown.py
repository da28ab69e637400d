"""What a reader sees of the rows of a look: those whose every witness is in his sight, masked by his clearance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mingjian.clues.relations import Reader, seen_sql
from mingjian.collision.relation import Field
from mingjian.lake import Lake, Manifest
from mingjian.lake.rows import ROW
from mingjian.lake.sql import reader
from mingjian.models import Model
from mingjian.models.levels import Sensitivity
from mingjian.models.relations import need_standard
from mingjian.runs.case_rows import Sight
from mingjian.runs.identity import plain
from mingjian.runs.preview import Look, Shown
from mingjian.runs.rows import rows_by_number
from mingjian.standards import Standard
from mingjian.trust.masking import HIDDEN, mask

__all__ = ["cell_text", "masked", "sight_of", "within"]


def cell_text(value: Any, field: Field) -> str | None:
    """A value of a step as the page shows it."""
    told = plain(value, field.kind)
    if told is None:
        return None
    if isinstance(told, bool):
        return "true" if told else "false"
    return "、".join(map(str, told)) if isinstance(told, list) else str(told)


def masked(value: Any, field: Field, known: Sensitivity, clearance: int) -> str | None:
    """The same as somebody of a clearance may see it. What is computed of something above it is hidden whole."""
    told = cell_text(value, field)
    if told is None or known.level <= clearance:
        return told
    if known.column is None or isinstance(value, list):
        return HIDDEN
    return mask(told, known.column.mask_kind, known.level, clearance)


def sight_of(standard: Standard, seen_by: Reader, dataset: str) -> Sight:
    """The rows of a dataset that a reader may see; none of one that is not of his lines."""
    if dataset not in seen_by.datasets:
        return Sight("false")
    identifiers = [one.name for one in standard.columns.values() if one.kind is not None]
    place = (standard.place,) if standard.place is not None else ()
    return Sight(seen_sql(standard, identifiers, seen_by), (*identifiers, *place))


def within(
    lake: Lake, model: Model, manifests: Mapping[str, Manifest], looks: Iterable[Look], seen_by: Reader
) -> dict[str, list[Shown]]:
    """Of the rows of each step those that rest on nothing but rows the reader may see; one query a need."""
    asked = list(looks)
    numbers: dict[str, set[int]] = {need: set() for need in manifests}
    for one in asked:
        for row in one.rows:
            for need, rows in row.witnesses.items():
                if need in numbers:
                    numbers[need].update(number for number in rows if number >= 0)
    seen = {need: _seen(lake, model, need, manifest, numbers[need], seen_by) for need, manifest in manifests.items()}
    return {one.name: [row for row in one.rows if _whole(row, seen)] for one in asked}


def _whole(row: Shown, seen: Mapping[str, set[int]]) -> bool:
    """A row that rests on more rows than are told is nobody's: whether all of them are in sight is not known."""
    return not row.more and all(set(rows) <= seen[need] for need, rows in row.witnesses.items() if need in seen)


def _seen(
    lake: Lake, model: Model, need: str, manifest: Manifest, numbers: set[int], seen_by: Reader
) -> set[int]:  # fmt: skip
    standard = need_standard(model.needs[need])
    if standard is None or not numbers:
        return numbers
    sight = sight_of(standard, seen_by, manifest.dataset)
    known = set(lake.column_types(manifest))
    columns = [one for one in sight.columns if one in known]
    if len(columns) < len(sight.columns):  # a version of before one of them was in the standard: nobody can tell
        return set()
    table = rows_by_number(lake, manifest, numbers, columns)
    with reader() as con:
        con.register("asked", table)
        return {row for (row,) in con.execute(f"SELECT {ROW} FROM asked WHERE {sight.condition}").fetchall()}
