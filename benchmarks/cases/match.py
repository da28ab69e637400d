"""match: payments of a month after the month of death."""

from __future__ import annotations

from typing import Any

from benchmarks.cases.base import DEATHS, EVENTS, Case, Read, key_doubts

__all__ = ["CASE"]


def _polars(read: Read) -> Any:
    import polars as pl

    events, deaths = read("events", ["person", "month", "amount"]), read("deaths", ["person", "died_on"])
    died = pl.col("died_on").dt.year() * 12 + pl.col("died_on").dt.month().cast(pl.Int32) - 1
    return events.join(deaths, on="person").filter(pl.col("month") > died + 2)


def _pandas(read: Read) -> Any:
    events, deaths = read("events", ["person", "month", "amount"]), read("deaths", ["person", "died_on"])
    deaths = deaths[deaths["person"].notna()]
    deaths = deaths.assign(last=deaths["died_on"].dt.year * 12 + deaths["died_on"].dt.month - 1 + 2)
    pairs = events[events["person"].isin(deaths["person"])].merge(deaths, on="person")
    return pairs[pairs["month"] > pairs["last"]]


CASE = Case(
    "match",
    {"events": EVENTS, "deaths": DEATHS},
    {"match": ["events", "deaths"], "on": "person", "where": "month > month(died_on) + 2 months"},
    {"person": "INTEGER", "month": "INTEGER", "amount": "DECIMAL(18,2)", "died_on": "DATE"},
    [
        "CREATE TEMP TABLE result AS SELECT e.person, e.month, e.amount, d.died_on FROM events e JOIN deaths d"
        " ON e.person = d.person WHERE e.month > year(d.died_on) * 12 + month(d.died_on) - 1 + 2"
    ],
    [f"CREATE TEMP TABLE doubts AS {key_doubts('events', 'deaths')}"],
    _polars,
    _pandas,
)
