"""Who is taken for whom: chances, what people decided, and what was taken before, put together.

A decision counts before every chance. A link of the resolution before stays while it is still the likeliest and its
chance is ``KEPT`` or more, so that links do not come and go at the border; a link that changes is told with its reason.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb
import pyarrow as pa

from mingjian.identity.decisions import Decision

__all__ = ["KEPT", "LINKED", "UNSURE", "decide"]

LINKED = 0.999
"""A record is taken for somebody from this chance on. It is high, because a wrong link joins two lives and so makes a
clue far more often than a right one does: one wrong link in a hundred would be one false clue in ten."""
UNSURE = 0.5
"""From this chance on, and below ``LINKED``, people are asked."""
KEPT = 0.99
"""What was linked before stays linked from this chance on."""


def decide(
    con: duckdb.DuckDBPyConnection, decisions: Mapping[tuple[str, str], Decision], before: pa.Table | None
) -> None:
    """Leave ``links`` (record, subject, key, chance, by) and ``changes`` (fingerprint, was, now, why) in ``con``.

    ``before``: fingerprint and key of every link of the resolution before.
    """
    listed = list(decisions.values())
    con.register("decisions~arrow", pa.table({
        "fingerprint": pa.array([one.record for one in listed], pa.string()),
        "key": pa.array([one.key for one in listed], pa.string()),
        "word": pa.array([one.word for one in listed], pa.string()),
    }))  # fmt: skip
    con.register("before~arrow", before if before is not None else _NOTHING)
    con.execute(
        'CREATE TABLE decided AS FROM "decisions~arrow"; CREATE TABLE before AS SELECT DISTINCT * FROM "before~arrow"'
    )
    con.execute(
        "CREATE TABLE open AS SELECT c.record, c.subject, c.key, c.chance, a.fingerprint, b.key IS NOT NULL AS was"
        " FROM candidates c JOIN asked a USING (record)"
        " LEFT JOIN before b ON b.fingerprint = a.fingerprint AND b.key = c.key"
        " LEFT JOIN decided d ON d.fingerprint = a.fingerprint AND d.key = c.key"
        " WHERE c.rank = 1 AND d.word IS NULL"
    )
    con.execute(
        "CREATE TABLE links AS SELECT a.record, k.subject, k.key, 1.0::DOUBLE AS chance, 'decision' AS by"
        " FROM decided d JOIN asked a USING (fingerprint) JOIN (SELECT DISTINCT subject, key FROM faces) k"
        " ON k.key = d.key WHERE d.word = 'same'"
    )
    con.execute(
        "INSERT INTO links SELECT record, subject, key, chance, 'chance' FROM open o"
        f" WHERE (chance >= {LINKED} OR (was AND chance >= {KEPT})) AND record NOT IN (SELECT record FROM links)"
    )
    con.execute(
        "CREATE TABLE changes AS WITH now AS"
        " (SELECT a.fingerprint, l.key, l.by FROM links l JOIN asked a USING (record)),"
        " there AS (SELECT DISTINCT fingerprint FROM asked)"
        " SELECT b.fingerprint, b.key AS was, any_value(n.key) AS now, CASE"
        " WHEN any_value(n.by) = 'decision' OR count(d.word) > 0 THEN 'decision'"
        " WHEN count(n.key) > 0 THEN 'likelier' ELSE 'less_sure' END AS why"
        " FROM before b JOIN there USING (fingerprint) LEFT JOIN now n USING (fingerprint)"
        " LEFT JOIN decided d ON d.fingerprint = b.fingerprint AND d.key = b.key"
        " WHERE n.key IS DISTINCT FROM b.key GROUP BY ALL ORDER BY ALL"
    )
    con.execute("DROP TABLE open; DROP TABLE decided; DROP TABLE before")


_NOTHING = pa.schema([("fingerprint", pa.string()), ("key", pa.string())]).empty_table()
