"""Looking rows of a dataset version up, by number or by id: many at once, in one pass over its parts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import duckdb
import pyarrow as pa

from mingjian.lake import Lake, LakeError, Manifest, Part
from mingjian.lake.rows import ROW, ROW_ID
from mingjian.lake.sql import name, reader

__all__ = ["rows_by_id", "rows_by_number", "rows_of_subjects", "subject_ids", "subject_keys"]


_FEW = 1000


def rows_by_number(
    lake: Lake, manifest: Manifest, numbers: Iterable[int], columns: Sequence[str], *, sealed: bool = False
) -> pa.Table:
    """Rows `_row` of a version with `columns`, in the order of their numbers; unknown numbers are left out."""
    asked = sorted(set(numbers))
    wanted = pa.table({ROW: pa.array(asked, pa.int64())})
    listed = ", ".join([ROW, *(name(column) for column in columns)])
    source = lake.scan_sql(_holding(manifest, asked), columns, sealed=sealed)
    only = f"SEMI JOIN wanted USING ({ROW})"
    if 0 < len(asked) <= _FEW:  # written out, the reader skips row groups that hold none
        only = f"WHERE {ROW} IN ({', '.join(map(str, asked))})"
    return _query(manifest, f"SELECT {listed} FROM ({source}) {only} ORDER BY {ROW}", wanted)


def _holding(manifest: Manifest, asked: Sequence[int]) -> Manifest:
    """The version without the parts that hold none of these rows: a monthly list has dozens, a few clues touch two."""

    def holds(part: Part) -> bool:
        place = bisect_left(asked, part.offset)
        return place < len(asked) and asked[place] < part.offset + part.rows

    parts = tuple(part for part in manifest.parts if holds(part))
    return manifest.model_copy(update={"parts": parts or manifest.parts[:1]})


def rows_by_id(
    lake: Lake, manifest: Manifest, ids: Iterable[str], columns: Sequence[str] = (), *, sealed: bool = True
) -> pa.Table:
    """Rows with these ids (lower-case hex): `row_id` (hex), `_row` and `columns`; unknown ids are left out."""
    wanted = pa.table({ROW_ID: pa.array([bytes.fromhex(one) for one in sorted(set(ids))], pa.binary())})
    others = [column for column in columns if column != ROW_ID]
    listed = ", ".join([f"lower(hex({ROW_ID})) AS {ROW_ID}", ROW, *(name(column) for column in others)])
    source = lake.scan_sql(manifest, [ROW_ID, *others], sealed=sealed)
    return _query(manifest, f"SELECT {listed} FROM ({source}) SEMI JOIN wanted USING ({ROW_ID}) ORDER BY {ROW}", wanted)


def rows_of_subjects(
    lake: Lake, manifest: Manifest, identifier: str, values: Iterable[str], *, sealed: bool = False
) -> pa.Table:
    """`row_id` (hex) and `key` of the rows whose `identifier` column has one of `values`."""
    wanted = pa.table({"key": pa.array(sorted(set(values)), pa.string())})
    source = lake.scan_sql(manifest, [ROW_ID, identifier], numbered=False, sealed=sealed)
    sql = (
        f"SELECT lower(hex({ROW_ID})) AS {ROW_ID}, {name(identifier)} AS key FROM ({source}) "
        f"WHERE {name(identifier)} IN (SELECT key FROM wanted) ORDER BY ALL"
    )
    return _query(manifest, sql, wanted)


def subject_keys(lake: Lake, kind: str, ids: Iterable[int]) -> dict[int, str]:
    """Subject ids → identifiers. Raises `LakeError` when the dictionary cannot be read."""
    try:
        return lake.subjects.keys(kind, ids)
    except duckdb.Error as error:
        raise _dictionary(kind, error) from None


def subject_ids(lake: Lake, kind: str, keys: Iterable[str]) -> dict[str, int]:
    """Identifiers → subject ids. Raises `LakeError` when the dictionary cannot be read."""
    try:
        return lake.subjects.ids(kind, keys)
    except duckdb.Error as error:
        raise _dictionary(kind, error) from None


def _dictionary(kind: str, error: duckdb.Error) -> LakeError:
    told = str(error).splitlines()[0]
    return LakeError(f"主体字典（{kind}）无法读取", f"the dictionary of subjects ({kind}) cannot be read: {told}")


def _query(manifest: Manifest, sql: str, wanted: pa.Table) -> pa.Table:
    try:
        with reader() as con:
            con.register("wanted", wanted)
            return con.execute(sql).to_arrow_table()
    except duckdb.Error as error:
        raise LakeError(
            f"{manifest.name}的数据无法读取（可用 mingjian lake verify 查看损坏处）",
            f"the data of {manifest.name} cannot be read: {str(error).splitlines()[0]}",
        ) from None
