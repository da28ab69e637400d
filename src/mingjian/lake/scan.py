"""SQL that reads a version: the asked columns of all its parts, each row with its number."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

from mingjian.lake.errors import LakeError
from mingjian.lake.manifest import Manifest, Part
from mingjian.lake.rows import FILE, LINE, RAW, ROW, ROW_HASH, ROW_ID, SQL_TYPES, state_column
from mingjian.lake.sql import name, parquet, text

_SYSTEM = {ROW_ID: "BLOB", ROW_HASH: "BLOB", FILE: "INTEGER", LINE: "INTEGER", RAW: "VARCHAR"}


def column_types(manifest: Manifest) -> dict[str, str]:
    """Every column that can be asked of a version → its SQL type."""
    types = dict(_SYSTEM)
    for column in manifest.columns:
        types[column.name] = SQL_TYPES[column.type]
        if column.identifier is not None:
            types[state_column(column.name)] = "UTINYINT"
    for subject in manifest.subject_columns:
        types[subject.name] = "INTEGER"
    return types


def scan_sql(
    root: Path, manifest: Manifest, columns: Sequence[str], *, numbered: bool = True, sealed: bool = False
) -> str:
    """SELECT over the parts of a version giving `columns` (in that order) and, if `numbered`, `_row` (BIGINT).

    `_row` is the row's number within the version: the part's offset + its number in the file. Rows under
    seal (the schema's `sealed` column true, or there but unreadable) are left out unless `sealed`. A column that an
    older part does not have reads as null. Raises `LakeError` for a column the version has not.
    """
    types = column_types(manifest)
    for column in columns:
        if column not in types:
            raise _unknown(manifest, column, list(types))
    if not manifest.parts:
        return _empty(columns, types, numbered)
    return "\nUNION ALL\n".join(
        _part_sql(root, manifest, part, columns, types, numbered, sealed) for part in manifest.parts
    )


def _part_sql(
    root: Path,
    manifest: Manifest,
    part: Part,
    columns: Sequence[str],
    types: dict[str, str],
    numbered: bool,
    sealed: bool,
) -> str:
    schema = manifest.schemas[part.schema_index]
    present = {column.name for column in schema.columns} | {subject.name for subject in schema.subjects}
    present |= {state_column(column.name) for column in schema.columns if column.identifier is not None}
    present |= set(_SYSTEM)
    wanted = [name(column) if column in present else f"NULL::{types[column]} AS {name(column)}" for column in columns]
    if numbered:
        offset = f" + {part.offset}" if part.offset else ""
        wanted.append(f"file_row_number{offset} AS {ROW}")
    where = ""
    if not sealed and schema.sealed is not None:
        mark, key = name(schema.sealed), text(f'"{schema.sealed}":')
        unread = f"({mark} IS NULL AND coalesce(contains({RAW}, {key}), false))"
        where = f" WHERE {mark} IS DISTINCT FROM true AND NOT {unread}"
    return f"SELECT {', '.join(wanted) or '1'} FROM {parquet(root / part.path, numbered=numbered)}{where}"


def _empty(columns: Sequence[str], types: dict[str, str], numbered: bool) -> str:
    wanted = [f"NULL::{types[column]} AS {name(column)}" for column in columns]
    if numbered:
        wanted.append(f"NULL::BIGINT AS {ROW}")
    return f"SELECT {', '.join(wanted) or '1'} WHERE false"


def _unknown(manifest: Manifest, column: str, known: list[str]) -> LakeError:
    near = difflib.get_close_matches(column, known, 1)
    zh = f"，是否指“{near[0]}”" if near else ""
    en = f"; did you mean '{near[0]}'" if near else ""
    return LakeError(
        f"数据集{manifest.name}没有“{column}”列{zh}", f"dataset {manifest.name} has no column '{column}'{en}"
    )
