"""check: three rules over every row."""

from __future__ import annotations

from typing import Any

from benchmarks.cases.base import EVENTS, Case, Read

__all__ = ["CASE"]

_RULES = [
    {"id": "small", "when": "kind = 'inpatient'", "expect": "amount >= 500"},
    {"id": "span", "expect": "until < day + 7 days"},
    {"id": "share", "when": "kind = 'outpatient'", "expect": "paid * 100 <= amount * 99"},
]
_SMALL = "kind = 'inpatient' AND amount < 500"
_SPAN = "until >= day + 7"
_SHARE = "kind = 'outpatient' AND paid * 100 > amount * 99"


def _polars(read: Read) -> Any:
    import polars as pl

    rows = read("events", ["person", "day", "until", "amount", "paid", "kind"])
    small = (pl.col("kind") == "inpatient") & (pl.col("amount") < 500)
    span = pl.col("until") >= pl.col("day") + pl.duration(days=7)
    share = (pl.col("kind") == "outpatient") & (pl.col("paid") * 100 > pl.col("amount") * 99)
    broken = {"small": small, "span": span, "share": share}
    kept = rows.with_columns(**broken).filter(pl.any_horizontal(*broken))
    parts = [kept.filter(pl.col(rule)).with_columns(rule=pl.lit(rule)) for rule in broken]
    return pl.concat(parts).select("person", "day", "amount", "rule")


def _pandas(read: Read) -> Any:
    import pandas as pd

    rows = read("events", ["person", "day", "until", "amount", "paid", "kind"])
    broken = {
        "small": (rows["kind"] == "inpatient") & (rows["amount"] < 500),
        "span": rows["until"] >= rows["day"] + pd.Timedelta(days=7),
        "share": (rows["kind"] == "outpatient") & (rows["paid"] * 100 > rows["amount"] * 99 + 1e-6),
    }
    kept = ["person", "day", "amount"]
    return pd.concat([rows.loc[mask.fillna(False), kept].assign(rule=rule) for rule, mask in broken.items()])


CASE = Case(
    "check",
    {"events": EVENTS},
    {"check": "events", "rules": _RULES},
    {"person": "INTEGER", "day": "DATE", "amount": "DECIMAL(18,2)", "rule": "VARCHAR"},
    [
        "CREATE TEMP TABLE result AS SELECT person, day, amount, unnest(list_filter(["
        f"CASE WHEN {_SMALL} THEN 'small' END, CASE WHEN {_SPAN} THEN 'span' END, CASE WHEN {_SHARE} THEN 'share' END],"
        f" lambda rule: rule IS NOT NULL)) AS rule FROM events WHERE ({_SMALL}) OR ({_SPAN}) OR ({_SHARE})"
    ],
    [
        "CREATE TEMP TABLE doubts AS SELECT unnest(['null:amount', 'null:until', 'null:day']) AS reason,"
        " 'events' AS alias, unnest([a, u, d]) AS n FROM (SELECT"
        " count(*) FILTER (WHERE amount IS NULL AND kind IN ('inpatient', 'outpatient')) AS a,"
        " count(*) FILTER (WHERE until IS NULL) AS u,"
        " count(*) FILTER (WHERE until IS NOT NULL AND day IS NULL) AS d FROM events)"
    ],
    _polars,
    _pandas,
)
