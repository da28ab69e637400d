"""Enumerated days: which of the days before an event belong to it (A日、B日及C日分别被…)."""

from __future__ import annotations

import re

from mingjian.documents import dates

_LIST_GAP = re.compile(r"(?:[、，和及与]|以及|分别|因[^，。；]{2,10}|被){0,3}")
STRICT_GAP = re.compile(r"[、和及与]|以及")
_OFTEN = re.compile("多次|先后|数次|屡次|[二两三四五六七八九十0-9]次")


def several(text: str, days: list[dates.Day], end: int, between: re.Pattern[str] | None = None) -> list[dates.Day]:
    """The days an event belongs to: all of an enumeration (A日、B日及C日分别被…), otherwise the last."""
    if not days:
        return []
    chosen = [days[-1]]
    for day in reversed(days[:-1]):
        if text[day.end : chosen[0].start] in ("至", "到", "-"):  # from … to …: the decision is of the first day
            if len(day.value) < 10 and _OFTEN.search(text, chosen[-1].end, end + 12):
                return []  # several decisions in the course of years
            chosen[0] = day
            continue
        if not (between or _LIST_GAP).fullmatch(text, day.end, chosen[0].start) or day.end == chosen[0].start:
            break
        chosen.insert(0, day)
    return chosen
