"""extract: a word, a number of months and an amount out of every text."""

from __future__ import annotations

from typing import Any

from benchmarks.cases.base import NOTES, Case, Read

__all__ = ["CASE"]

_MONTHS, _FINE = "有期徒刑([0-9]+)个月", "罚款([0-9]+)元"


def _polars(read: Read) -> Any:
    import polars as pl

    note = pl.col("note")
    return read("notes", ["number", "note"]).select(
        "number",
        indoor=note.str.replace_all("未入户", "□", literal=True).str.contains("入户|入室"),
        months=note.str.extract(_MONTHS).cast(pl.Int64),
        fine=note.str.extract(_FINE).cast(pl.Int64),
    )


def _pandas(read: Read) -> Any:
    rows = read("notes", ["number", "note"])
    note = rows["note"]
    indoor = note.str.replace("未入户", "□", regex=False).str.contains("入户|入室", regex=True)
    months, fine = (
        note.str.extract(pattern, expand=False).astype("float64").astype("Int64") for pattern in (_MONTHS, _FINE)
    )
    return rows[["number"]].assign(indoor=indoor, months=months, fine=fine)


CASE = Case(
    "extract",
    {"notes": NOTES},
    {
        "extract": "notes",
        "text": "note",
        "find": {
            "indoor": {"any": ["入户", "入室"], "unless": ["未入户"]},
            "months": {"pattern": _MONTHS, "type": "integer"},
            "fine": {"pattern": _FINE, "type": "money"},
        },
    },
    {"number": "BIGINT", "indoor": "BOOLEAN", "months": "BIGINT", "fine": "DECIMAL(18,2)"},
    [
        "CREATE TEMP TABLE result AS SELECT number, contains(plain, '入户') OR contains(plain, '入室') AS indoor,"
        f" TRY_CAST(regexp_extract(note, '{_MONTHS}', 1) AS BIGINT) AS months,"
        f" TRY_CAST(regexp_extract(note, '{_FINE}', 1) AS DECIMAL(18,2)) AS fine"
        " FROM (SELECT *, replace(note, '未入户', '□') AS plain FROM notes)"
    ],
    [],
    _polars,
    _pandas,
)
