"""Which rows behind clues bear a subject by identity only, to whom they were taken, and how strong that is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from mingjian.lake import FileRef, Lake, LakeError
from mingjian.lake.rows import ROW
from mingjian.lake.sql import parquet, reader

__all__ = ["RowLink", "linked_rows", "rests_on"]


@dataclass(frozen=True, slots=True)
class RowLink:
    """A row without a usable number: whom it was taken for, with what chance, and the record it is of. Of a row with
    several links (its person and its company) the least sure counts."""

    key: str
    chance: float
    record: str


def linked_rows(lake: Lake, links: FileRef | None, rows: Iterable[int]) -> dict[int, RowLink]:
    """Row number → its link, for those rows that have one. Raises `LakeError` when the links cannot be read."""
    if links is None:
        return {}
    wanted = pa.table({ROW: pa.array(sorted(set(rows)), pa.int64())})
    try:
        with reader() as con:
            con.register("wanted", wanted)
            found = con.execute(
                f"SELECT {ROW}, key, chance, fingerprint FROM {parquet(lake.file(links.path))} SEMI JOIN wanted"
                f" USING ({ROW}) ORDER BY {ROW}, chance DESC"
            ).fetchall()
    except duckdb.Error as error:
        raise LakeError("身份认定文件无法读取", f"the links of identity cannot be read: {error}") from None
    return {row: RowLink(key, chance, record) for row, key, chance, record in found}


def rests_on(links: Iterable[RowLink]) -> list[Mapping[str, Any]]:
    """A reason that a clue gives when rows behind it were taken for its subject: how many, and how sure at least."""
    found = list(links)
    if not found:
        return []
    least = min(one.chance for one in found)
    share = "100%" if least >= 1 else f"{min(least, 0.9999) * 100:.2f}%"
    zh = f"有{len(found)}条佐证的证件号码缺失、不可用或已换发，经身份认定归于该主体（最低把握{share}），"
    zh += "核实时请先确认是否同一主体"
    rows = "row" if len(found) == 1 else "rows"
    en = f"{len(found)} {rows} behind it without a usable number, taken for this subject by identity"
    return [{"zh": zh, "en": f"{en} (at least {share} sure): verify first that it is the same", "points": 0}]
