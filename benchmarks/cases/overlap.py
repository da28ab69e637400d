"""overlap: two stays of one person in different hospitals that share at least two days; an open stay lasts on."""

from __future__ import annotations

from typing import Any

from benchmarks.cases.base import EVENTS, Case, Read, key_doubts, numbers

__all__ = ["CASE"]

_AS_OF = "2024-01-01"
_STAYS = (
    f"SELECT person, hospital, day AS f, coalesce(until, DATE '{_AS_OF}') AS t, file_row_number AS n FROM events"
    f" WHERE person IS NOT NULL AND day <= coalesce(until, DATE '{_AS_OF}') - 1"
)


def _polars(read: Read) -> Any:
    import polars as pl

    rows = read("events", ["person", "hospital", "day", "until"]).with_row_index("n")
    last = pl.col("until").fill_null(pl.lit(_AS_OF).str.to_date())
    one = pl.duration(days=1)
    stays = rows.select("person", "hospital", "n", f="day", t=last)
    stays = stays.filter(pl.col("person").is_not_null() & (pl.col("f") <= pl.col("t") - one)).sort("person", "f", "n")
    # the running latest end within a person: shifted cumulative maximum over the order of person and first day
    order = pl.col("person").cast(pl.Int64) * 100_000
    reach = (order + pl.col("t").cast(pl.Int32)).cum_max().shift(1)
    follows = order.shift(-1) + pl.col("f").cast(pl.Int32).shift(-1)
    touches = (order + pl.col("f").cast(pl.Int32) <= reach - 1) | (follows <= order + pl.col("t").cast(pl.Int32) - 1)
    near = stays.filter(touches)
    pairs = near.join(near, on="person", suffix="2").filter(
        ((pl.col("f") < pl.col("f2")) | ((pl.col("f") == pl.col("f2")) & (pl.col("n") < pl.col("n2"))))
        & (pl.col("f2") <= pl.col("t") - one)
        & (pl.col("hospital") != pl.col("hospital2"))
    )
    days = (pl.min_horizontal("t", "t2") - pl.max_horizontal("f", "f2")).dt.total_days() + 1
    return pairs.select("person", overlap_from=pl.max_horizontal("f", "f2"), overlap_days=days)


def _pandas(read: Read) -> Any:
    import numpy as np
    import pandas as pd

    rows = read("events", ["person", "hospital", "day", "until"])
    stays = rows.assign(n=np.arange(len(rows)), until=rows["until"].fillna(pd.Timestamp(_AS_OF)))
    one = pd.Timedelta(days=1)
    stays = stays[stays["person"].notna() & (stays["day"] <= stays["until"] - one)]
    stays = stays.sort_values(["person", "day", "n"])
    order = numbers(stays["person"]) * 100_000
    first = order + stays["day"].to_numpy().astype("datetime64[D]").astype(np.int64)
    last = order + stays["until"].to_numpy().astype("datetime64[D]").astype(np.int64)
    reach = np.concatenate([[-1], np.maximum.accumulate(last)[:-1]])
    follows = np.concatenate([first[1:], [np.iinfo(np.int64).max]])
    near = stays[(first <= reach - 1) | (follows <= last - 1)]
    pairs = near.merge(near, on="person", suffixes=("", "2"))
    before = (pairs["day"] < pairs["day2"]) | ((pairs["day"] == pairs["day2"]) & (pairs["n"] < pairs["n2"]))
    pairs = pairs[before & (pairs["day2"] <= pairs["until"] - one) & (pairs["hospital"] != pairs["hospital2"])]
    end = pairs[["until", "until2"]].min(axis=1)
    return pd.DataFrame(
        {"person": pairs["person"], "overlap_from": pairs["day2"], "overlap_days": (end - pairs["day2"]).dt.days + 1}
    )


CASE = Case(
    "overlap",
    {"events": EVENTS},
    {
        "overlap": "events",
        "on": "person",
        "spans": ["day", "until"],
        "at_least": "2 days",
        "distinct": ["hospital"],
    },
    {"person": "INTEGER", "overlap_from": "DATE", "overlap_days": "BIGINT"},
    [
        f"CREATE TEMP TABLE near AS SELECT person, hospital, f, t, n FROM (SELECT *, max(t) OVER (PARTITION BY person"
        f" ORDER BY f, n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before, lead(f) OVER (PARTITION BY person"
        f" ORDER BY f, n) AS next FROM ({_STAYS})) WHERE f <= before - 1 OR next <= t - 1",
        "CREATE TEMP TABLE result AS SELECT a.person, b.f AS overlap_from, least(a.t, b.t) - b.f + 1 AS overlap_days"
        " FROM near a JOIN near b ON a.person = b.person WHERE (a.f < b.f OR (a.f = b.f AND a.n < b.n))"
        " AND b.f <= a.t - 1 AND a.hospital <> b.hospital",
    ],
    [
        f"CREATE TEMP TABLE doubts AS {key_doubts('events')} UNION ALL"
        " SELECT CASE WHEN day IS NULL THEN 'null:day' ELSE 'reversed_span' END, 'events', count(*) FROM events"
        " WHERE person IS NOT NULL AND (day IS NULL OR day > until) GROUP BY ALL"
    ],
    _polars,
    _pandas,
)
