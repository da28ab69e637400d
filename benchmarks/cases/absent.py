"""absent: events of a covered region that nobody listed within 90 days, told apart by name where an id is damaged.

The rivals keep to the contract: a row of the list without a usable key stops the events of a person of the same name.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from benchmarks.cases.base import EVENTS, LISTED, Case, Read, key_doubts
from mingjian.collision import Covered

__all__ = ["CASE"]

_FIRST, _LAST = dt.date(2014, 1, 1), dt.date(2023, 12, 31)
_INSIDE = f"starts_with(e.region, '33') AND e.day >= DATE '{_FIRST}' AND e.day + 90 <= DATE '{_LAST}'"
_MEETS = "r.listed_on <= e.day + 90 AND r.listed_to >= e.day"
_NOISE = r"upper(regexp_replace({}, '[\s·•‧・]', '', 'g'))"
_NAMED = f"{_NOISE.format('r.name')} = {_NOISE.format('e.name')}"
_NULL_DAY = (
    "SELECT 'null:where' AS reason, 'events' AS alias, count(*) AS n FROM events e WHERE e.day IS NULL"
    " AND EXISTS (SELECT 1 FROM listed r WHERE r.person = e.person)"
)


def _polars(read: Read) -> Any:
    import polars as pl

    events = read("events", ["person", "name", "day", "region"]).with_row_index("n")
    listed = read("listed", ["person", "name", "listed_on", "listed_to"])
    last = pl.col("day") + pl.duration(days=90)
    inside = pl.col("region").str.starts_with("33") & (pl.col("day") >= _FIRST) & (last <= _LAST)
    probes = events.filter(pl.col("person").is_not_null() & inside)
    meets = (pl.col("listed_on") <= last) & (pl.col("listed_to") >= pl.col("day"))

    def normal(name: str) -> Any:
        return pl.col(name).str.replace_all(r"[\s·•‧・]", "").str.to_uppercase()

    found = probes.join(listed, on="person").filter(meets).select("n")
    bare = probes.join(found, on="n", how="anti").with_columns(called=normal("name"))
    loose = listed.filter(pl.col("person").is_null()).select("listed_on", "listed_to", called=normal("name"))
    possible = bare.join(loose, on="called").filter(meets).select("n")
    return bare.join(possible, on="n", how="anti")


def _pandas(read: Read) -> Any:
    import pandas as pd

    events, listed = (
        read("events", ["person", "name", "day", "region"]),
        read("listed", ["person", "name", "listed_on", "listed_to"]),
    )
    last = pd.Timestamp(_LAST) - pd.Timedelta(days=90)
    inside = events["region"].str.startswith("33") & (events["day"] >= pd.Timestamp(_FIRST)) & (events["day"] <= last)
    probes = events[inside & events["person"].notna()]

    def met(pairs: Any) -> Any:
        return (pairs["listed_on"] <= pairs["day"] + pd.Timedelta(days=90)) & (pairs["listed_to"] >= pairs["day"])

    known = listed[listed["person"].notna()].drop(columns="name")
    pairs = probes[["person", "day"]].reset_index().merge(known, on="person")
    bare = probes[~probes.index.isin(pairs.loc[met(pairs), "index"])]
    loose = listed[listed["person"].isna()].drop(columns="person")
    loose = loose.assign(called=loose["name"].str.replace(r"[\s·•‧・]", "", regex=True).str.upper())
    called = bare["name"].str.replace(r"[\s·•‧・]", "", regex=True).str.upper()
    pairs = bare[["day"]].assign(called=called).reset_index().merge(loose, on="called")
    return bare[~bare.index.isin(pairs.loc[met(pairs), "index"])]


CASE = Case(
    "absent",
    {"events": EVENTS, "listed": LISTED},
    {
        "absent": ["events", "listed"],
        "on": "person",
        "where": "listed_on <= day + 90 days and listed_to >= day",
        "covered": {"region": "region", "from": "day", "to": "day + 90 days"},
    },
    {"person": "INTEGER", "day": "DATE", "region": "VARCHAR"},
    [
        f"CREATE TEMP TABLE result AS SELECT e.person, e.day, e.region FROM events e WHERE {_INSIDE}"
        " AND e.person IS NOT NULL"
        f" AND NOT EXISTS (SELECT 1 FROM listed r WHERE r.person = e.person AND {_MEETS})"
        f" AND NOT EXISTS (SELECT 1 FROM listed r WHERE r.person IS NULL AND {_NAMED} AND {_MEETS})"
    ],
    [],
    _polars,
    _pandas,
    whole=[
        f"CREATE TEMP TABLE bare AS SELECT e.person, e.day, e.region, e.name, {_INSIDE} AS inside FROM events e"
        f" WHERE e.person IS NOT NULL AND NOT EXISTS (SELECT 1 FROM listed r WHERE r.person = e.person"
        f" AND ({_MEETS}) IS NOT FALSE)",
        "CREATE TEMP TABLE loose AS SELECT * FROM listed WHERE person IS NULL",
        "CREATE TEMP TABLE result AS SELECT e.person, e.day, e.region FROM bare e WHERE e.inside"
        f" AND NOT EXISTS (SELECT 1 FROM loose r WHERE {_NAMED} AND {_MEETS})",
        f"CREATE TEMP TABLE doubts AS {key_doubts('events', 'listed')} UNION ALL {_NULL_DAY} UNION ALL"
        " SELECT 'null:day', 'events', count(*) FROM bare WHERE day IS NULL UNION ALL"
        " SELECT 'outside_coverage', 'events', count(*) FROM bare WHERE day IS NOT NULL AND NOT inside UNION ALL"
        " SELECT 'possible_match', 'events', (SELECT count(*) FROM bare WHERE inside) - (SELECT count(*) FROM result)",
    ],
    covered={"listed": (Covered("33", _FIRST, _LAST),), "events": ()},
)
