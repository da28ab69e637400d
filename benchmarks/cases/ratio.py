"""ratio: persons for whom the fund paid more than 95 % of all amounts."""

from __future__ import annotations

from typing import Any

from benchmarks.cases.base import EVENTS, Case, Read, key_doubts

__all__ = ["CASE"]


def _polars(read: Read) -> Any:
    import polars as pl

    rows = read("events", ["person", "paid", "amount"]).filter(pl.col("person").is_not_null())
    groups = rows.group_by("person").agg(top=pl.col("paid").sum(), bottom=pl.col("amount").sum())
    share = pl.col("top").cast(pl.Float64) / pl.col("bottom").cast(pl.Float64)
    return groups.filter(pl.col("bottom") != 0).with_columns(ratio=share).filter(pl.col("ratio") > 0.95)


def _pandas(read: Read) -> Any:
    rows = read("events", ["person", "paid", "amount"])
    groups = rows.groupby("person", sort=False)[["paid", "amount"]].sum().round(2)
    groups = groups.rename(columns={"paid": "top", "amount": "bottom"})
    groups["ratio"] = groups["top"] / groups["bottom"]
    return groups[(groups["ratio"] > 0.95) & (groups["bottom"] != 0)].reset_index()


CASE = Case(
    "ratio",
    {"events": EVENTS},
    {"ratio": "events", "by": "person", "top": "sum(paid)", "bottom": "sum(amount)", "above": "0.95"},
    {"person": "INTEGER", "top": "DECIMAL(38,2)", "bottom": "DECIMAL(38,2)", "ratio": "DECIMAL(18,9)"},
    [
        "CREATE TEMP TABLE result AS SELECT person, top, bottom, top::DOUBLE / nullif(bottom, 0)::DOUBLE AS ratio FROM"
        " (SELECT person, sum(paid) AS top, sum(amount) AS bottom FROM events WHERE person IS NOT NULL GROUP BY person)"
        " WHERE top::DOUBLE / nullif(bottom, 0)::DOUBLE > 0.95"
    ],
    [],
    _polars,
    _pandas,
    whole=[
        "CREATE TEMP TABLE groups AS SELECT person, top, bottom, top::DOUBLE / nullif(bottom, 0)::DOUBLE AS ratio FROM"
        " (SELECT person, sum(paid) AS top, sum(amount) AS bottom FROM events WHERE person IS NOT NULL GROUP BY person)"
        " WHERE (top::DOUBLE / nullif(bottom, 0)::DOUBLE > 0.95) IS NOT FALSE",
        "CREATE TEMP VIEW result AS SELECT * FROM groups WHERE ratio IS NOT NULL",
        f"CREATE TEMP TABLE doubts AS {key_doubts('events')} UNION ALL SELECT CASE WHEN bottom IS NULL THEN"
        " 'null:bottom' ELSE 'zero_bottom' END, 'events', count(*) FROM groups WHERE ratio IS NULL GROUP BY ALL",
    ],
)
