"""outlier: events whose amount is at least three deviations above the median of their hospital."""

from __future__ import annotations

from typing import Any

from benchmarks.cases.base import EVENTS, Case, Read

__all__ = ["CASE"]

_LEAST = 3
_MIDDLE = (
    "CREATE TEMP TABLE middle AS SELECT hospital, count(*) AS whole, count(amount) AS n,"
    " median(round(amount::DOUBLE * 100)) AS m FROM events GROUP BY hospital"
)
_SPREAD = (
    "CREATE TEMP TABLE spread AS SELECT g.hospital, any_value(g.whole) AS whole, any_value(g.n) AS n,"
    " any_value(g.m) AS m, median(abs(round(e.amount::DOUBLE * 100) - g.m)) AS mad,"
    " avg(abs(round(e.amount::DOUBLE * 100) - g.m)) AS mean"
    " FROM events e JOIN middle g USING (hospital) WHERE e.amount IS NOT NULL GROUP BY g.hospital"
)
_UNIT = "CASE WHEN mad > 0 THEN mad / 0.6745 ELSE mean * 1.253314 END"
_FAR = f"(round(e.amount::DOUBLE * 100) - g.m) / nullif({_UNIT}, 0)"
_FOUND = (
    f"CREATE TEMP TABLE result AS SELECT e.hospital, e.amount, g.n AS peers, {_FAR} AS deviation FROM events e"
    f" JOIN spread g USING (hospital) WHERE {_FAR} >= {_LEAST} AND g.n >= 10 AND g.whole - g.n <= g.whole * 0.05"
)


def _polars(read: Read) -> Any:
    import polars as pl

    rows = read("events", ["hospital", "amount"])
    cents = (pl.col("amount").cast(pl.Float64) * 100).round()
    groups = rows.group_by("hospital").agg(whole=pl.len(), peers=pl.col("amount").count(), m=cents.median())
    known = rows.filter(pl.col("amount").is_not_null()).join(groups, on="hospital")
    far = (cents - pl.col("m")).abs()
    spread = known.group_by("hospital").agg(mad=far.median(), mean=far.mean())
    unit = pl.when(pl.col("mad") > 0).then(pl.col("mad") / 0.6745).otherwise(pl.col("mean") * 1.253314)
    judged = known.join(spread, on="hospital").with_columns(deviation=(cents - pl.col("m")) / unit)
    able = (pl.col("peers") >= 10) & (pl.col("whole") - pl.col("peers") <= pl.col("whole") * 0.05)
    return judged.filter(able & (pl.col("deviation") >= _LEAST)).select("hospital", "amount", "peers", "deviation")


def _pandas(read: Read) -> Any:
    rows = read("events", ["hospital", "amount"])
    rows["cents"] = (rows["amount"].astype(float) * 100).round()
    by = rows.groupby("hospital", sort=False)["cents"]
    rows["peers"], whole, m = by.transform("count"), by.transform("size"), by.transform("median")
    rows["far"] = (rows["cents"] - m).abs()
    spread = rows.groupby("hospital", sort=False)["far"]
    mad, mean = spread.transform("median"), spread.transform("mean")
    unit = (mad / 0.6745).where(mad > 0, mean * 1.253314)
    rows["deviation"] = (rows["cents"] - m) / unit
    able = (rows["peers"] >= 10) & (whole - rows["peers"] <= whole * 0.05)
    return rows.loc[able & (rows["deviation"] >= _LEAST), ["hospital", "amount", "peers", "deviation"]]


CASE = Case(
    "outlier",
    {"events": EVENTS},
    {"outlier": "events", "of": "amount", "peers": "hospital", "at_least": str(_LEAST)},
    {"hospital": "VARCHAR", "amount": "DECIMAL(18,2)", "peers": "BIGINT", "deviation": "DECIMAL(18,6)"},
    [_MIDDLE, _SPREAD, _FOUND],
    [],
    _polars,
    _pandas,
    whole=[
        _MIDDLE,
        _SPREAD,
        _FOUND,
        "CREATE TEMP TABLE doubts AS SELECT 'null:amount' AS reason, 'events' AS alias, count(*) AS n FROM events"
        " WHERE amount IS NULL HAVING count(*) > 0"
        " UNION ALL SELECT CASE WHEN n < 10 THEN 'few_peers' ELSE 'unknown_peers' END, 'events', sum(n) FROM middle"
        " WHERE n > 0 AND (n < 10 OR whole - n > whole * 0.05) GROUP BY ALL",
    ],
)
