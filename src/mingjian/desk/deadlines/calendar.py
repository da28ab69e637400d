"""Deadlines as an iCalendar file (RFC 5545): all-day events with a reminder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from mingjian.desk.deadlines.schemas import DeadlineRow

__all__ = ["calendar"]


def calendar(rows: Sequence[DeadlineRow], titles: Mapping[str, str], remind_days: int, at: datetime) -> bytes:
    """The bytes of the file. `titles` are said in place of a row's text, which may name somebody."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Mingjian//deadlines//ZH", "CALSCALE:GREGORIAN"]
    stamp = f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    for row in rows:
        lines += _event(row, titles.get(row.key, row.text.zh), remind_days, stamp)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line)).encode()


def _event(row: DeadlineRow, title: str, remind_days: int, stamp: str) -> list[str]:
    says = f"{row.kind.zh}：{title}"
    source = "；".join(one for one in (row.by_law.zh, row.office.zh, row.owner.name if row.owner else "") if one)
    return [
        "BEGIN:VEVENT",
        f"UID:{row.key.replace(':', '-')}@mingjian",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{row.due:%Y%m%d}",
        f"DTEND;VALUE=DATE:{row.due + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(says)}",
        f"DESCRIPTION:{_text(source)}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_text(says)}",
        f"TRIGGER:-P{remind_days}D",
        "END:VALARM",
        "END:VEVENT",
    ]


def _text(value: str) -> str:
    for sign in ("\\", ";", ","):
        value = value.replace(sign, f"\\{sign}")
    return value.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 bytes, never cut within a sign."""
    part = ""
    for sign in line:
        if len((part + sign).encode()) > 75:
            yield part
            part = " "
        part += sign
    yield part
