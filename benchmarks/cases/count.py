"""count: persons with events on at least 20 different days; persons with at least five events within 180 days."""

from __future__ import annotations

from typing import Any

from benchmarks.cases.base import EVENTS, Case, Read, key_doubts, numbers

__all__ = ["DISTINCT", "WINDOW"]

_DAYS = 180
_NULL_DAYS = "SELECT 'null:day', 'events', count(*) FROM events WHERE day IS NULL AND person IS NOT NULL"
_USABLE = "person IS NOT NULL AND day IS NOT NULL"


def _polars_distinct(read: Read) -> Any:
    import polars as pl

    rows = read("events", ["person", "day"]).filter(pl.col("person").is_not_null() & pl.col("day").is_not_null())
    able = rows.group_by("person").agg(n=pl.len()).filter(pl.col("n") >= 20).select("person")
    counted = rows.join(able, on="person", how="semi").group_by("person").agg(count=pl.col("day").n_unique())
    return counted.filter(pl.col("count") >= 20)


def _pandas_distinct(read: Read) -> Any:
    rows = read("events", ["person", "day"]).dropna()
    sizes = rows["person"].value_counts()
    rows = rows[rows["person"].isin(sizes[sizes >= 20].index)]
    counted = rows.drop_duplicates().groupby("person").size()
    return counted[counted >= 20].rename("count").reset_index()


def _polars_window(read: Read) -> Any:
    import polars as pl

    rows = read("events", ["person", "day"]).filter(pl.col("person").is_not_null() & pl.col("day").is_not_null())
    able = rows.group_by("person").agg(n=pl.len()).filter(pl.col("n") >= 5).select("person")
    rows = rows.join(able, on="person", how="semi").sort("person", "day")
    last = (pl.col("day") + pl.duration(days=_DAYS - 1)).cast(pl.Int32)
    key = pl.col("person").cast(pl.Int64) * 100_000
    rows = rows.with_columns(k=key + pl.col("day").cast(pl.Int32), e=key + last).with_row_index("i")
    # the last row of each window, by its place in the order of person and day
    found = rows.with_columns(end=pl.col("k").search_sorted(pl.col("e"), side="right"))
    full = found.with_columns(count=pl.col("end").cast(pl.Int64) - pl.col("k").search_sorted(pl.col("k"), side="left"))
    best = full.filter(pl.col("count") >= 5).sort("count", "day", descending=[True, False])
    best = best.group_by("person", maintain_order=True).first()
    days = rows.select(pl.col("i").cast(pl.Int64), last_day="day")
    return (
        best.with_columns(j=pl.col("end").cast(pl.Int64) - 1)
        .join(days, left_on="j", right_on="i")
        .rename({"day": "first_day"})
    )


def _pandas_window(read: Read) -> Any:
    import numpy as np

    rows = read("events", ["person", "day"]).dropna()
    sizes = rows["person"].value_counts()
    rows = rows[rows["person"].isin(sizes[sizes >= 5].index)].sort_values(["person", "day"])
    days = rows["day"].to_numpy().astype("datetime64[D]").astype(np.int64)
    key = numbers(rows["person"]) * 100_000
    end = np.searchsorted(key + days, key + days + _DAYS - 1, side="right")
    count = end - np.searchsorted(key + days, key + days, side="left")
    found = rows.assign(count=count, last_day=rows["day"].to_numpy()[end - 1])
    found = found[found["count"] >= 5].sort_values(["person", "count", "day"], ascending=[True, False, True])
    return found.drop_duplicates("person").rename(columns={"day": "first_day"})


DISTINCT = Case(
    "count",
    {"events": EVENTS},
    {"count": "events", "by": "person", "distinct": ["day"], "at_least": 20},
    {"person": "INTEGER", "count": "BIGINT"},
    [
        f"CREATE TEMP TABLE able AS SELECT person FROM events WHERE {_USABLE} GROUP BY person HAVING count(*) >= 20",
        "CREATE TEMP TABLE result AS SELECT person, count(DISTINCT day) AS count FROM events SEMI JOIN able"
        f" USING (person) WHERE {_USABLE} GROUP BY person HAVING count(DISTINCT day) >= 20",
    ],
    [f"CREATE TEMP TABLE doubts AS {key_doubts('events')} UNION ALL {_NULL_DAYS}"],
    _polars_distinct,
    _pandas_distinct,
)

WINDOW = Case(
    "count_window",
    {"events": EVENTS},
    {"count": "events", "by": "person", "day": "day", "window": f"{_DAYS} days", "at_least": 5},
    {"person": "INTEGER", "count": "BIGINT", "first_day": "DATE", "last_day": "DATE"},
    [
        f"CREATE TEMP TABLE able AS SELECT DISTINCT person FROM (SELECT person, day, lead(day, 4) OVER (PARTITION BY"
        f" person ORDER BY day) AS fifth FROM events WHERE {_USABLE}) WHERE fifth <= day + {_DAYS - 1}",
        "CREATE TEMP TABLE result AS SELECT person, n AS count, day AS first_day, last AS last_day FROM (SELECT person,"
        " day, count(*) OVER w AS n, max(day) OVER w AS last FROM events SEMI JOIN able USING (person)"
        f" WHERE {_USABLE} WINDOW w AS (PARTITION BY person ORDER BY day RANGE BETWEEN CURRENT ROW AND"
        f" INTERVAL {_DAYS - 1} DAY FOLLOWING)) WHERE n >= 5"
        " QUALIFY row_number() OVER (PARTITION BY person ORDER BY n DESC, day) = 1",
    ],
    [f"CREATE TEMP TABLE doubts AS {key_doubts('events')} UNION ALL {_NULL_DAYS}"],
    _polars_window,
    _pandas_window,
)
