"""What the manifest says of a load: counts that must balance, reasons, sources, schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import duckdb

from mingjian.intake.errors import refuse
from mingjian.intake.plan import PlannedTable
from mingjian.intake.rejects import QUARANTINED, SET_ASIDE
from mingjian.intake.source_rows import DeliveredTable
from mingjian.lake import Counts, Schema, Source, Staged, StoredColumn, StoredSubject
from mingjian.standards import Standard


def counts(con: duckdb.DuckDBPyConnection, records: int, accepted: int) -> Counts:
    """Records accepted, quarantined (table `rejected`) and set aside; `IntakeError` when they do not add up, or when
    not one could be accepted."""
    counted = dict(con.execute("SELECT kind, count(*) FROM rejected GROUP BY kind").fetchall())
    found = Counts(
        source=records,
        accepted=accepted,
        quarantined=counted.get(QUARANTINED, 0),
        set_aside=counted.get(SET_ASIDE, 0),
    )
    if not found.balanced:
        raise refuse(f"记录数不平衡，未导入：{found}", f"records do not add up, nothing was taken in: {found}")
    if found.quarantined and not found.accepted and not found.set_aside:
        told = "、".join(f"{reason}×{times}" for reason, times in Counter(reasons(con)).most_common(5))
        raise refuse(f"没有一条记录可以接收，原因：{told}", f"no record could be accepted, because of: {told}")
    return found


def reasons(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How often each reason is given in the table `rejected`."""
    return dict(
        con.execute(
            "SELECT reason, count(*) FROM (SELECT unnest(reasons) AS reason FROM rejected) GROUP BY ALL ORDER BY ALL"
        ).fetchall()
    )


def schema(standard: Standard) -> Schema:
    """The stored columns of a standard's rows."""
    return Schema(
        columns=tuple(
            StoredColumn(name=column.name, type=column.type, identifier=column.kind)
            for column in standard.columns.values()
        ),
        subjects=tuple(
            StoredSubject(name=one.name, kind=one.kind, column=one.key) for one in standard.subjects.values()
        ),
        sealed=standard.sealed,
    )


def sources(
    planned: Sequence[PlannedTable], tables: Sequence[DeliveredTable], staged: Staged, origin: dict[str, Any] | None
) -> list[Source]:
    """The delivered files (and sheets) with their hashes, where their originals are kept, what was found out and
    where they were taken from."""
    found = []
    for plan, table in zip(planned, tables, strict=True):
        source = plan.source
        kept = f"./{source.kept.relative_to(staged.path).as_posix()}" if source.kept else None
        details = dict(plan.head.details) | {"header_lines": [plan.header.first + 1, plan.header.last + 1]}
        if origin:
            details["origin"] = origin
        found.append(
            Source(
                name=source.name,
                sha256=source.sha256,
                bytes=source.bytes,
                sheet=plan.head.sheet,
                records=table.raw.records,
                kept=kept,
                details=details,
            )
        )
    return found
