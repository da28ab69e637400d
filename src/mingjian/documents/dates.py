"""Days as judgments print them, with 同年, 同月, 次日, 当日 and left-out years resolved from the day before them.

Values are ISO texts, cut where the document gives no more: ``2014-08-15``, ``2014-08``, ``2014``. What is printed is
kept even when no calendar has it (2月30日); turning it into a day is the business of ``as_day``.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from mingjian.documents.numbers import parse_int

_Z = "〇零Oo0"
_N = rf"[0-9一二三四五六七八九十廿{_Z}]"
_YEAR = rf"(?:(?:[1lI]9|20)[0-9{_Z}]{{2}}|[一二][九{_Z}][{_Z}0-9一二三四五六七八九]{{2}})"
# 日 is also misprinted (曰) or lost: before a word that goes on, or before who signs under the date line.
_SIGNS = r"(?:(?:代理?|见习|助理|实习)?书记|速录|法官助理)"
_DAY_END = rf"(?:[日号曰]|(?=出?生|[被因起至止依由经决于以在现到，。；）]|[无目口]?{_SIGNS}))"
_DATE = re.compile(
    rf"(?P<y>{_YEAR})(?:年|(?={_N}{{1,3}}月))(?:(?P<m>{_N}{{1,3}})月份?(?:(?P<d>{_N}{{1,3}}){_DAY_END})?)?"
    rf"|(?P<y2>{_YEAR})[./-](?P<m2>[0-9]{{1,2}})[./-](?P<d2>[0-9]{{1,2}})(?![0-9])日?"
    rf"|(?P<sy>同年|当年|该年|次年|翌年|今年)度?(?:(?P<sm>{_N}{{1,3}})月份?(?:(?P<sd>{_N}{{1,3}}){_DAY_END})?)?"
    rf"|(?P<samem>同月|当月|该月|本月|次月)(?P<smd>{_N}{{1,3}}){_DAY_END}"
    rf"|(?P<next>次日|翌日|第二日|第二天)|(?P<same>同日|当日|当天|同一天|同天)"
    rf"|(?<![0-9{_Z}一二三四五六七八九十年])(?P<bm>{_N}{{1,3}})月(?P<bd>{_N}{{1,3}})(?:[日号]|(?=[因被经由依]))"
)


class Day(NamedTuple):
    """A day in the clean text: ISO ``value`` (possibly cut), ``[start, end)``, and whether it was printed in full."""

    value: str
    start: int
    end: int
    plain: bool


def scan(text: str, start: int, end: int, known: str | None = None) -> list[Day]:
    """All days in ``text[start:end]``, relative ones resolved against the day before them (first: ``known``)."""
    days: list[Day] = []
    for match in _DATE.finditer(text, start, end):
        value = _resolve(match, known)
        if value is not None:
            days.append(Day(value, match.start(), match.end(), bool(match["y"] or match["y2"])))
            known = value
    return days


def as_day(value: str) -> date | None:
    """A full ISO value as a calendar day; null when it is cut or no such day exists."""
    try:
        return date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        return None


def _resolve(match: re.Match[str], known: str | None) -> str | None:
    if match["y"] or match["y2"]:
        return _iso(_year(match["y"] or match["y2"]), match["m"] or match["m2"], match["d"] or match["d2"])
    if known is None:
        return None
    if match["sy"]:
        return _iso(int(known[:4]) + (match["sy"] in ("次年", "翌年")), match["sm"], match["sd"])
    if match["samem"]:
        month = known[5:7]
        if not month:
            return None
        if match["samem"] == "次月":
            return _iso(int(known[:4]) + (month == "12"), str(int(month) % 12 + 1), match["smd"])
        return _iso(int(known[:4]), month, match["smd"])
    if match["same"]:
        return known
    if match["next"]:
        day = as_day(known)
        return None if day is None or day.year > 9990 else (day + timedelta(days=1)).isoformat()
    return _iso(int(known[:4]), match["bm"], match["bd"])


def _year(text: str) -> int:
    return parse_int(re.sub("^[lI]", "1", text)) or 0


def _iso(year: int, month: str | None, day: str | None) -> str | None:
    if not 1900 <= year <= 2100:
        return None
    if month is None:
        return f"{year:04d}"
    m = parse_int(month)
    if m is None or not 1 <= m <= 12:
        return f"{year:04d}"
    if day is None:
        return f"{year:04d}-{m:02d}"
    d = parse_int(day)
    if d is None or not 1 <= d <= 31:
        return f"{year:04d}-{m:02d}"
    return f"{year:04d}-{m:02d}-{d:02d}"
