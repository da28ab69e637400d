"""The plain relational operators: filter, derive, latest, union and aggregate. Reported beside the others."""

from __future__ import annotations

from typing import Any

from benchmarks.cases.base import EVENTS, LISTED, Case, Read, key_doubts

__all__ = ["CASES"]


def _filter_polars(read: Read) -> Any:
    import polars as pl

    rows = read("events", ["person", "day", "amount", "kind"])
    return rows.filter((pl.col("kind") == "inpatient") & (pl.col("amount") > 9000))


def _filter_pandas(read: Read) -> Any:
    rows = read("events", ["person", "day", "amount", "kind"])
    return rows[(rows["kind"] == "inpatient") & (rows["amount"] > 9000)]


def _derive_polars(read: Read) -> Any:
    import polars as pl

    rows = read("events", ["person", "day", "until"])
    return rows.select("person", stay=(pl.col("until") - pl.col("day")).dt.total_days() + 1)


def _derive_pandas(read: Read) -> Any:
    rows = read("events", ["person", "day", "until"])
    return rows[["person"]].assign(stay=(rows["until"] - rows["day"]).dt.days + 1)


def _latest_polars(read: Read) -> Any:
    import polars as pl

    rows = read("events", ["person", "day", "kind"]).with_row_index("n").filter(pl.col("person").is_not_null())
    return rows.group_by("person").agg(pl.all().sort_by("day", "n", nulls_last=False).last())


def _latest_pandas(read: Read) -> Any:
    rows = read("events", ["person", "day", "kind"]).dropna(subset=["person"])
    return rows.sort_values("day", na_position="first", kind="stable").drop_duplicates("person", keep="last")


def _union_polars(read: Read) -> Any:
    import polars as pl

    events = read("events", ["person", "day"]).select("person", on="day")
    return pl.concat([events, read("listed", ["person", "listed_on"]).select("person", on="listed_on")])


def _union_pandas(read: Read) -> Any:
    import pandas as pd

    events = read("events", ["person", "day"]).rename(columns={"day": "on"})
    return pd.concat([events, read("listed", ["person", "listed_on"]).rename(columns={"listed_on": "on"})])


def _aggregate_polars(read: Read) -> Any:
    import polars as pl

    rows = read("events", ["person", "day", "amount"]).filter(pl.col("person").is_not_null())
    total = pl.when(pl.col("amount").count() > 0).then(pl.col("amount").sum())
    return rows.group_by("person").agg(n=pl.len(), total=total, last_on=pl.col("day").max())


def _aggregate_pandas(read: Read) -> Any:
    groups = read("events", ["person", "day", "amount"]).groupby("person", sort=False)
    made = groups.agg(n=("day", "size"), last_on=("day", "max")).assign(total=groups["amount"].sum(min_count=1))
    return made.reset_index()


CASES = (
    Case(
        "filter",
        {"events": EVENTS},
        {"filter": "events", "where": "kind = 'inpatient' and amount > 9000"},
        {"person": "INTEGER", "day": "DATE", "amount": "DECIMAL(18,2)"},
        [
            "CREATE TEMP TABLE result AS SELECT person, day, amount FROM events"
            " WHERE kind = 'inpatient' AND amount > 9000"
        ],
        [
            "CREATE TEMP TABLE doubts AS SELECT 'null:amount' AS reason, 'events' AS alias, count(*) AS n FROM events"
            " WHERE kind = 'inpatient' AND amount IS NULL"
        ],
        _filter_polars,
        _filter_pandas,
        relational=True,
    ),
    Case(
        "derive",
        {"events": EVENTS},
        {"derive": "events", "take": {"stay": "until - day + 1"}},
        {"person": "INTEGER", "stay": "BIGINT"},
        ["CREATE TEMP TABLE result AS SELECT person, until - day + 1 AS stay FROM events"],
        [],
        _derive_polars,
        _derive_pandas,
        relational=True,
    ),
    Case(
        "latest",
        {"events": EVENTS},
        {"latest": "events", "by": "person", "order": "day", "weak": "none"},
        {"person": "INTEGER", "day": "DATE", "kind": "VARCHAR"},
        [
            "CREATE TEMP TABLE result AS SELECT person, best.day AS day, best.kind AS kind FROM (SELECT person,"
            " arg_max(struct_pack(day := day, kind := kind), coalesce(day - DATE '1900-01-01', 0)::BIGINT"
            " * 1099511627776 + file_row_number) AS best FROM events WHERE person IS NOT NULL GROUP BY person)"
        ],
        [f"CREATE TEMP TABLE doubts AS {key_doubts('events')}"],
        _latest_polars,
        _latest_pandas,
        relational=True,
    ),
    Case(
        "union",
        {"events": EVENTS, "listed": LISTED},
        {"union": ["events", "listed"], "take": {"person": ["person", "person"], "on": ["day", "listed_on"]}},
        {"person": "INTEGER", "on": "DATE"},
        [
            'CREATE TEMP TABLE result AS SELECT person, day AS "on" FROM events'
            " UNION ALL SELECT person, listed_on FROM listed"
        ],
        [],
        _union_polars,
        _union_pandas,
        relational=True,
    ),
    Case(
        "aggregate",
        {"events": EVENTS},
        {
            "aggregate": "events",
            "by": "person",
            "take": {"n": "count()", "total": "sum(amount)", "last_on": "max(day)"},
        },
        {"person": "INTEGER", "n": "BIGINT", "total": "DECIMAL(38,2)", "last_on": "DATE"},
        [
            "CREATE TEMP TABLE result AS SELECT person, count(*) AS n, sum(amount) AS total, max(day) AS last_on"
            " FROM events WHERE person IS NOT NULL GROUP BY person"
        ],
        [f"CREATE TEMP TABLE doubts AS {key_doubts('events')}"],
        _aggregate_polars,
        _aggregate_pandas,
        relational=True,
    ),
)
