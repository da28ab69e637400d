"""Reading the audit log back: what is not sealed yet, then the log of the lake from its end, filtered, by pages.

A page goes on where the one before it ended: at a trace that was not sealed, or at a byte of the log. One page reads a
bounded part of the log; when that held too little, it says how far it came, and the next one goes on from there.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.timezone import get_current_timezone

from mingjian.desk.traces.models import Trace
from mingjian.lake import Lake
from mingjian.runs import audit_log
from mingjian.trust.audit import Entry

__all__ = ["Filter", "Found", "Place", "Row", "everything", "read"]

AT_ONCE = 64 * 1024 * 1024
"""Bytes of the log one page reads at most."""


@dataclass(frozen=True)
class Filter:
    """What is looked for; empty means any. `action` may be a beginning ending in a dot (`clue.`)."""

    actor: str = ""
    action: str = ""
    object: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Place:
    """Where to go on: below the trace `below` (0: none was shown), then at byte `byte` of the log (-1: at its end).

    `end` is where the log ended when the search began: a trace that is sealed behind it from `below` on was shown
    before it was sealed.
    """

    below: int
    byte: int
    end: int


@dataclass(frozen=True)
class Row:
    """One thing that was done. `seq` is its number in the log, None while it waits to be sealed."""

    seq: int | None
    at: datetime
    actor: str
    action: str
    object: str
    detail: dict[str, Any]


@dataclass(frozen=True)
class Found:
    """A page: rows newest first, and where to go on; no place means that this was all."""

    rows: list[Row]
    more: Place | None
    back_to: datetime | None
    """How far back the search came; None when it came to the beginning."""


def read(lake: Lake, wanted: Filter, place: Place | None, count: int) -> Found:
    """The next `count` rows that fit."""
    rows: list[Row] = []
    at = place or Place(0, -1, audit_log(lake).size())
    shown: set[int] = set()
    if at.byte < 0:
        waiting = _waiting(wanted, at.below)
        rows = [_of_trace(one) for one in waiting[:count]]
        if len(waiting) > count:
            return Found(rows, replace(at, below=waiting[count - 1].pk), rows[-1].at)
        shown = {one.pk for one in waiting}
        at = replace(at, below=min(shown, default=at.below))
    back: datetime | None = None
    for byte, row in _of_log(lake, wanted, at, shown):
        at, back = replace(at, byte=byte), row.at if row is not None else back
        if row is not None:
            rows.append(row)
            if len(rows) >= count:
                return Found(rows, at, back)
        elif _far(lake, byte, place):
            return Found(rows, at, back)
    return Found(rows, None, None)


def everything(lake: Lake, wanted: Filter) -> Iterator[Row]:
    """All rows that fit, newest first."""
    place: Place | None = None
    while True:
        found = read(lake, wanted, place, 1000)
        yield from found.rows
        if found.more is None:
            return
        place = found.more


def _far(lake: Lake, byte: int, begun: Place | None) -> bool:
    """Whether this page has read enough of the log."""
    start = begun.byte if begun is not None and begun.byte >= 0 else audit_log(lake).size()
    return byte > 0 and start - byte >= AT_ONCE


def _waiting(wanted: Filter, below: int) -> list[Trace]:
    """Traces that are not sealed, newest first; they are few, since the keeper seals them every few seconds."""
    traces = Trace.objects.filter(sealed=0).order_by("-id")
    if below:
        traces = traces.filter(pk__lt=below)
    if wanted.actor:
        traces = traces.filter(actor=wanted.actor)
    if wanted.action.endswith("."):
        traces = traces.filter(action__startswith=wanted.action)
    elif wanted.action:
        traces = traces.filter(action=wanted.action)
    if wanted.object:
        traces = traces.filter(object=wanted.object)
    if wanted.first is not None:
        traces = traces.filter(at__gte=_midnight(wanted.first))
    if wanted.last is not None:
        traces = traces.filter(at__lt=_midnight(wanted.last + timedelta(days=1)))
    return list(traces)


def _of_log(
    lake: Lake, wanted: Filter, place: Place, shown: Collection[int]
) -> Iterator[tuple[int, Row | None]]:  # fmt: skip
    """Entries of the log that fit, each with the byte to go on from; None where a block held none."""
    first = _midnight(wanted.first) if wanted.first is not None else None
    after = _midnight(wanted.last + timedelta(days=1)) if wanted.last is not None else None
    begin = None if place.byte < 0 else place.byte
    for byte, entry in audit_log(lake).newest(begin, _as_written(wanted)):
        if entry is None:
            yield byte, None
            continue
        row = _of_entry(entry)
        if row is None:
            continue
        if first is not None and datetime.fromisoformat(entry.at) < first:
            return  # an act is sealed after it was done: what was sealed before that day was done before it
        desk = entry.detail.get("desk")
        if isinstance(desk, int) and (desk in shown or (byte >= place.end and 0 < place.below <= desk)):
            continue
        if _fits(row, wanted) and (first is None or row.at >= first) and (after is None or row.at < after):
            yield byte, row


def _as_written(wanted: Filter) -> list[bytes]:
    """Parts every fitting line has, in the words of the file."""
    action = wanted.action.removesuffix(".")
    parts = {"actor": wanted.actor, "object": wanted.object, "action": action}
    made = [f'"{name}":{json.dumps(value, ensure_ascii=False)}' for name, value in parts.items() if value]
    # a beginning has no closing quotation mark
    return [(one[:-1] if one.startswith('"action"') and wanted.action.endswith(".") else one).encode() for one in made]


def _fits(row: Row, wanted: Filter) -> bool:
    acts = row.action.startswith(wanted.action) if wanted.action.endswith(".") else row.action == wanted.action
    return (
        (not wanted.actor or row.actor == wanted.actor)
        and (not wanted.action or acts)
        and (not wanted.object or row.object == wanted.object)
    )


def _of_entry(entry: Entry) -> Row | None:
    """An entry; a trace of the desk keeps the instant it was done at, which is before it was sealed."""
    detail = dict(entry.detail)
    done = detail.pop("at", None) if "desk" in detail else None
    try:
        at = datetime.fromisoformat(done if isinstance(done, str) else entry.at)
    except ValueError:
        return None  # left to `verify`
    if at.tzinfo is None:
        return None
    return Row(entry.seq, at, entry.actor, entry.action, entry.object, detail)


def _of_trace(one: Trace) -> Row:
    return Row(None, one.at, one.actor, one.action, one.object, dict(one.detail))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), get_current_timezone())
