"""Where a delivery was fetched from: as it is kept, as people read it, as a version says it."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from mingjian.desk.data.delivery_schemas import OriginInfo, Said
from mingjian.desk.data.models import Upload
from mingjian.intake.databases import Pick
from mingjian.lake import Source

__all__ = ["kept", "origin_info", "pick_of", "said_of", "source_said", "table_of"]

_TIME = re.compile(r"\d{4}-\d\d-\d\d")


def kept(pick: Pick) -> dict[str, Any]:
    """What is to be fetched, as a row keeps it."""
    return {
        "space": pick.schema, "table": pick.table, "columns": list(pick.columns), "newer": pick.newer,
        "since": pick.since,
    }  # fmt: skip


def pick_of(origin: dict[str, Any]) -> Pick:
    """And back."""
    return Pick(
        origin["space"], origin["table"], tuple(origin["columns"]), origin["newer"], origin["since"]
    )  # fmt: skip


def table_of(origin: dict[str, Any]) -> str:
    """The table with its schema, as people name it."""
    return f"{origin['space']}.{origin['table']}" if origin["space"] else str(origin["table"])


def origin_info(upload: Upload) -> OriginInfo | None:
    """As a page shows it; None for what was not fetched. A value that is no time may name a person: it is hidden."""
    if not upload.source:
        return None
    origin, at = upload.origin, upload.origin.get("at")
    since = origin["since"] or ""
    return OriginInfo(
        source=upload.source, space=origin["space"], table=origin["table"], columns=origin["columns"],
        newer=origin["newer"], since=since if _TIME.match(since) else "***" if since else "",
        rows=origin.get("rows"), at=datetime.fromisoformat(at) if at else None,
    )  # fmt: skip


def said_of(upload: Upload) -> dict[str, Any] | None:
    """As the version says it of its source: no address, no account, no value."""
    if not upload.source:
        return None
    origin = upload.origin
    return {
        "connection": upload.source, "table": table_of(origin), "at": origin.get("at"), "rows": origin.get("rows"),
        "newer": origin["newer"] if origin["since"] else "",
    }  # fmt: skip


def source_said(source: Source) -> Said:
    """A source of a version in words: its file, and the database that was fetched from."""
    origin = source.details.get("origin")
    if not origin:
        return Said(zh=source.name, en=source.name, where=source.sha256)
    what = f"{origin['connection']} · {origin['table']}"
    return Said(zh=f"{what}（数据库取数）", en=f"{what} (fetched from the database)", where=source.sha256)
