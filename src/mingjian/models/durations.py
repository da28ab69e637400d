"""Reading a duration as a parameter or an example writes it: ``2 months``, ``1 year 15 days``."""

from __future__ import annotations

import re

from mingjian.engines.kinds import Duration

__all__ = ["duration_text", "parse_duration"]

_PART = re.compile(r"(\d{1,5})\s*(day|month|year)s?\b")
_WHOLE = re.compile(r"\s*(?:\d{1,5}\s*(?:day|month|year)s?\b\s*)+\Z")


def parse_duration(text: str) -> Duration | None:
    """The duration a text means, or None when it is none. A year is twelve months."""
    if not _WHOLE.match(text):
        return None
    months = days = 0
    for number, unit in _PART.findall(text):
        if unit == "day":
            days += int(number)
        else:
            months += int(number) * (12 if unit == "year" else 1)
    return Duration(months, days)


def duration_text(value: Duration, lang: str) -> str:
    """``2个月15日`` / ``2 months 15 days``."""
    years, months = divmod(value.months, 12)
    names = ("年", "个月", "日") if lang == "zh" else ("year", "month", "day")
    parts: list[str] = []
    for amount, name in zip((years, months, value.days), names, strict=True):
        if amount or (name == names[2] and not parts):
            plural = "s" if lang != "zh" and amount != 1 else ""
            parts.append(f"{amount}{name}" if lang == "zh" else f"{amount} {name}{plural}")
    return "".join(parts) if lang == "zh" else " ".join(parts)
