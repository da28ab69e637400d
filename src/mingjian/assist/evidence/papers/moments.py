"""Days, hours and periods as police papers write them: 2024年5月4日10时30分至11时20分, 五月四日晚上八点半许."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from mingjian.documents.dates import scan
from mingjian.documents.numbers import NUM, parse_int
from mingjian.documents.text import Clean

__all__ = ["Moment", "last_day", "moment", "moments", "period"]

_PART = "凌晨|清晨|早上|早晨|早|上午|中午|下午|傍晚|晚上|晚间|当晚|夜里|深夜|晚"
_CLOCK = re.compile(
    rf"(?P<part>{_PART})?[，]?(?P<h>{NUM}{{1,3}})(?:(?:时|点钟?)(?:(?P<half>半)|整|(?P<mi>{NUM}{{1,3}})(?:分|(?!{NUM}|[年月日点时])))?"
    rf"|：(?P<m2>[0-9]{{2}})(?:：[0-9]{{2}})?)(?P<about>许|左右|多)?"
)
_ISO = re.compile(r"(?P<y>(?:19|20)\d{2})[-./](?P<m>\d{1,2})[-./](?P<rest>\d{1,4})(?=：\d{2})")
_ABOUT = re.compile(r"(?:大概|大约|约|好像)(?:是|在)?")
_BETWEEN = re.compile(r"(?:起|开始|左右|许)?[，,]?(?:至|到|-|~|～)|(?:起|开始)[，,]?(?:于)?")
_NIGHT = ("凌晨", "晚上", "晚间", "当晚", "夜里", "深夜", "晚")
_LATE = ("下午", "傍晚", "晚上", "晚间", "当晚", "夜里", "深夜", "晚")


@dataclass(frozen=True)
class Moment:
    """A day or a moment (`2024-05-04`, `2024-05-04 10:30`), where it ends in the clean text, and whether about then."""

    value: str
    start: int
    end: int
    about: bool = False

    @property
    def timed(self) -> bool:
        """Whether the hour is told."""
        return len(self.value) > 10


def moment(clean: Clean, at: int, known: str | None = None) -> Moment | None:
    """The day or moment that begins at a place; one without a day is on the day ``known``. None where there is none."""
    text = clean.text
    start, about = at, _ABOUT.match(text, at)
    at = about.end() if about else at
    split = _iso(clean, at)
    if split is not None:
        day, at = split
    else:
        days = scan(text, at, at + 22, known)
        if days and days[0].start == at and len(days[0].value) == 10 and _real(days[0].value):
            day, at = days[0].value, days[0].end
        elif known is not None:
            day = known
        else:
            return None
    clock = _CLOCK.match(text, at)
    hour = _hour(clock) if clock else None
    if clock is None or hour is None:
        return None if at == start + (about.end() - start if about else 0) else Moment(day, start, at, bool(about))
    return Moment(f"{day} {hour}", start, clock.end(), bool(about or clock["about"]))


def period(clean: Clean, at: int, known: str | None = None) -> tuple[Moment, Moment | None] | None:
    """A moment, and where one follows behind 至 the moment it lasts to."""
    lead = re.compile("自|从|于|起于?").match(clean.text, at)
    begin = moment(clean, lead.end() if lead else at, known)
    if begin is None:
        return None
    between = _BETWEEN.match(clean.text, begin.end)
    end = moment(clean, between.end(), begin.value[:10]) if between else None
    return begin, end


def moments(clean: Clean, start: int, end: int, known: str | None = None) -> list[Moment]:
    """All days and moments of a stretch, each resolved against the one before it."""
    found: list[Moment] = []
    at = start
    while at < end:
        here = moment(clean, at, None) if clean.text[at] in "12一二0〇" else None
        if here is None and (found or known) and re.compile("同|当|次|第二天|翌").match(clean.text, at):
            here = moment(clean, at, found[-1].value[:10] if found else known)
            here = here if here is not None and here.end > at else None
        if here is not None and here.end <= end:
            found.append(here)
            at = here.end
        else:
            at += 1
    return found


def last_day(clean: Clean) -> Moment | None:
    """The last day of a text: the day it was made, where it ends with one."""
    days = [one for one in moments(clean, max(0, len(clean.text) - 160), len(clean.text)) if not one.about]
    return days[-1] if days else None


def _iso(clean: Clean, at: int) -> tuple[str, int] | None:
    """`2024-05-04 10:30` whose blank is gone: the day ends at the blank, else after two digits."""
    found = _ISO.match(clean.text, at)
    if found is None:
        return None
    rest, first = found["rest"], found.start("rest")
    wide = next((n for n in (1, 2) if n < len(rest) and clean.broken(first + n)), min(2, len(rest) - 1))
    day = f"{found['y']}-{int(found['m']):02d}-{int(rest[:wide]):02d}" if wide else ""
    return (day, first + wide) if _real(day) else None


def _hour(clock: re.Match[str]) -> str | None:
    hour = parse_int(clock["h"])
    minute = 30 if clock["half"] else parse_int(clock["mi"] or clock["m2"] or "0")
    if clock["mi"] and minute is None:
        minute = 0
    if hour is None or minute is None:
        return None
    if hour == 12 and clock["part"] in _NIGHT:
        return None  # midnight: whether of this day or the next is not told
    if clock["part"] in _LATE and 1 <= hour < 12:
        hour += 12
    if clock["part"] == "中午" and hour in (1, 2):
        hour += 12
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _real(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True
