"""within: an event at most 90 days after somebody was listed."""

from __future__ import annotations

from typing import Any

from benchmarks.cases.base import EVENTS, LISTED, Case, Read, key_doubts

__all__ = ["CASE"]

_PAIRS = "FROM listed l JOIN events e ON l.person = e.person"


def _polars(read: Read) -> Any:
    import polars as pl

    pairs = read("listed", ["person", "listed_on"]).join(read("events", ["person", "day"]), on="person")
    gap = (pl.col("day") - pl.col("listed_on")).dt.total_days()
    return pairs.with_columns(gap_days=gap).filter(pl.col("gap_days").is_between(0, 90))


def _pandas(read: Read) -> Any:
    listed, events = read("listed", ["person", "listed_on"]), read("events", ["person", "day"])
    listed = listed[listed["person"].notna()]
    pairs = listed.merge(events[events["day"].notna() & events["person"].notna()], on="person")
    gap = (pairs["day"] - pairs["listed_on"]).dt.days
    kept = gap.between(0, 90)
    return pairs[kept].assign(gap_days=gap[kept])


CASE = Case(
    "within",
    {"listed": LISTED, "events": EVENTS},
    {"within": ["listed", "events"], "on": "person", "from": "listed_on", "to": "day", "most": "90 days"},
    {"person": "INTEGER", "listed_on": "DATE", "day": "DATE", "gap_days": "BIGINT"},
    [
        f"CREATE TEMP TABLE result AS SELECT l.person, l.listed_on, e.day, e.day - l.listed_on AS gap_days {_PAIRS}"
        " WHERE e.day >= l.listed_on AND e.day <= l.listed_on + 90"
    ],
    [
        f"CREATE TEMP TABLE doubts AS {key_doubts('listed', 'events')} UNION ALL"
        f" SELECT 'null:day', 'listed', count(*) {_PAIRS} WHERE e.day IS NULL"
    ],
    _polars,
    _pandas,
)
