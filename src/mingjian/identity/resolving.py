"""Resolving: who the records without a usable number are, as far as can be told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from mingjian.identity.choosing import chances
from mingjian.identity.digits import add_digits
from mingjian.identity.kin import Kin
from mingjian.identity.records import Gathered, gather
from mingjian.identity.weighing import weighed
from mingjian.lake import Lake, Manifest
from mingjian.lake.sql import connect

__all__ = ["Found", "find"]


@dataclass(frozen=True)
class Found:
    """What was found, as tables still open in ``con``: ``asked``, ``faces``, ``bare`` and ``candidates``.

    ``candidates``: record, subject, key, face, chance, rank (1: the likeliest), bits in all and of each comparison.
    """

    con: duckdb.DuckDBPyConnection
    gathered: Gathered
    share: float


def find(
    lake: Lake,
    manifests: Sequence[Manifest],
    kin: Kin,
    different: Collection[tuple[str, str]] = (),
    *,
    memory_limit: str | None = None,
    threads: int | None = None,
    temp: Path | None = None,
) -> Found:
    """Gather, weigh, and give every candidate its chance. The caller closes ``con``.

    ``different``: fingerprints and keys that people found to be two; these are no candidates.
    """
    con = connect(memory_limit, threads, temp)
    gathered = gather(con, lake, manifests, kin)
    columns = ", ".join(f"CAST({column} AS VARCHAR) AS {column}" for column in kin.plan.columns)
    left = con.execute(f"SELECT record AS unique_id, {columns} FROM asked").to_arrow_table()
    right = con.execute(f"SELECT face AS unique_id, {columns} FROM faces").to_arrow_table()
    pairs = weighed(kin.plan, left, right, memory_limit=memory_limit, threads=threads, temp=temp)
    del left, right
    con.register("pairs~arrow", pairs)
    con.execute('CREATE TABLE pairs AS FROM "pairs~arrow"')
    add_digits(con, "pairs", gathered.known, kin.certain)
    apart = sorted(different)
    con.register("different", pa.table({
        "fingerprint": pa.array([one for one, _ in apart], pa.string()),
        "key": pa.array([key for _, key in apart], pa.string()),
    }))  # fmt: skip
    con.execute(
        'CREATE TABLE best AS SELECT p."left" AS record, f.subject, f.key, p."right" AS face,'
        ' p.weight + p.digits__bits AS bits, p.* EXCLUDE ("left", "right", weight)'
        ' FROM pairs_digits p JOIN faces f ON f.face = p."right" JOIN asked a ON a.record = p."left"'
        " ANTI JOIN different d ON d.fingerprint = a.fingerprint AND d.key = f.key"
        " QUALIFY row_number() OVER (PARTITION BY record, f.subject ORDER BY bits DESC, face) = 1"
        " ORDER BY record, subject"
    )
    ranked = con.execute("SELECT record, bits FROM best ORDER BY record, subject").to_arrow_table()
    record, bits = (ranked[column].to_numpy() for column in ("record", "bits"))
    made = chances(record.astype(np.int64), bits.astype(np.float64), gathered.records, gathered.known)
    con.register("chance~arrow", pa.table({"chance": made.pairs}))
    con.execute(
        "CREATE TABLE candidates AS SELECT b.*, c.chance, row_number() OVER (PARTITION BY record ORDER BY chance DESC,"
        ' subject) AS rank FROM best b POSITIONAL JOIN "chance~arrow" c'
    )
    con.execute("DROP TABLE pairs; DROP TABLE pairs_digits; DROP TABLE best")
    return Found(con, gathered, made.share)
