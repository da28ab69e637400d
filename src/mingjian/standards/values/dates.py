"""Days and months as agencies write them.

Read: `2022-01-05`, `2022.1.5`, `2022/1/5`, `20220105`, `2022年1月5日`, `二〇二二年一月五日` (also 二○, 二O) and
the serial numbers of spreadsheets, all with an optional time of day. Not read: years of two digits, 民国 years.
System defaults (1900-01-01, 0000-00-00) mean that nothing was entered; 9999-12-31, 长期 and 至今 that the end is open.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from mingjian.standards.results import Cleaned
from mingjian.standards.text import HALF, is_nothing

OPEN_WORDS = frozenset(
    ["长期", "长期有效", "永久", "永久有效", "至今", "今", "终身", "无期限", "无固定期限", "仍在押", "在押", "未离职"]
)
DEFAULTS = frozenset([date(1900, 1, 1), date(1899, 12, 30), date(1899, 12, 31), date(1, 1, 1), date(1753, 1, 1)])
FIRST, LAST = date(1900, 1, 2), date(2199, 12, 31)
_OPEN_FROM = date(2900, 1, 1)
# Spreadsheet serials are only believed where they give a day from 1905 on; smaller numbers are other things.
_SERIAL_LOW, _SERIAL_HIGH = 2000, 110000
_EPOCH = date(1899, 12, 30)

_TIME = r"(?:[T ]*\d{1,2}[:时点]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?秒?)?分?(?:Z|[+-]\d{2}:?\d{2})?)?"
_FORMS = (
    re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}){_TIME}"),
    re.compile(rf"(\d{{4}})([./_—－、])(\d{{1,2}})\2(\d{{1,2}})\.?{_TIME}"),
    re.compile(rf"(\d{{4}})年(\d{{1,2}})月(\d{{1,2}})[日号]?{_TIME}"),
    re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?"),
)
_TWO_DIGITS = re.compile(r"(\d{2})[-./年](\d{1,2})[-./月](\d{1,2})日?" + _TIME)
_SERIAL = re.compile(r"(\d{4,6})(?:\.\d+)?")
_ZERO = re.compile(r"0{4}[-./年]?0{1,2}[-./月]?0{1,2}日?" + _TIME)
_CHINESE = re.compile(
    r"([〇○OoQ零一二三四五六七八九０0]{4})年([元一二三四五六七八九十]{1,3})月"
    r"(?:([一二三四五六七八九十廿卅]{1,4})[日号])?"
)
_DIGIT = {
    c: str(i) for i, cs in enumerate(("〇○OoQ零０0", "一", "二", "三", "四", "五", "六", "七", "八", "九")) for c in cs
}


def clean_date(raw: str | None) -> Cleaned[date]:
    """The day in `raw`. An open end and a system default give null that is not damaged (see `Cleaned`)."""
    if raw is None or is_nothing(raw):
        return Cleaned(None, False, "nothing" if raw and raw.strip() else None)
    text = squeeze_time(raw)
    if text in OPEN_WORDS:
        return Cleaned(None, False, "open")
    if _ZERO.fullmatch(text):
        return Cleaned(None, False, "default_date")
    if "民国" in text:
        return Cleaned(None, True, "roc_year")
    parts = _parts(text)
    if parts is None:
        return _unreadable(text)
    year, month, day = parts
    if year == 9999 or (year >= _OPEN_FROM.year and month == 12 and day == 31):
        return Cleaned(None, False, "open")
    try:
        found = date(year, month, day)
    except ValueError:
        return Cleaned(None, True, "no_such_day")
    return judge_day(found, raw)


def judge_day(found: date, raw: str) -> Cleaned[date]:
    """A day is plausible, a default or out of range; changed unless written as YYYY-MM-DD."""
    if found in DEFAULTS:
        return Cleaned(None, False, "default_date")
    if not FIRST <= found <= LAST:
        return Cleaned(None, True, "out_of_range")
    changed = raw.strip() != found.isoformat()
    return Cleaned(found, changed, "converted" if changed else None)


def squeeze_time(raw: str) -> str:
    """Half width, trimmed, without spaces except the one before a time of day."""
    half = raw.translate(HALF).replace("：", ":").replace("．", ".").replace("\u200b", "")
    text = re.sub(r"\s+", " ", half).strip()
    return re.sub(r" (?!\d{1,2}[:时点])|(?<=[年月.\-/]) ", "", text.strip("'‘’"))


def _parts(text: str) -> tuple[int, int, int] | None:
    for form in _FORMS:
        if found := form.fullmatch(text):
            numbers = [int(part) for part in found.groups() if part and part.isdigit()]
            return numbers[0], numbers[1], numbers[2]
    if found := _CHINESE.fullmatch(text):
        year, month, day = found.groups()
        if day:
            return int("".join(_DIGIT[c] for c in year)), _chinese(month), _chinese(day)
    if (found := _SERIAL.fullmatch(text)) and _SERIAL_LOW <= int(found[1]) <= _SERIAL_HIGH and not _year_like(text):
        shown = _EPOCH + timedelta(days=int(found[1]))
        return shown.year, shown.month, shown.day
    return None


def _year_like(text: str) -> bool:
    """2022 is a year, 202201 a month, neither a serial."""
    return re.fullmatch(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])?(?:\.\d+)?", text) is not None


def _chinese(text: str) -> int:
    """1–31 in Chinese: 元 一 十 十二 二十 二十一 廿一 三十一."""
    text = text.replace("元", "一").replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.partition("十")
    if not ten:
        return int(_DIGIT.get(tens, "99")) if len(tens) == 1 else 99
    return (int(_DIGIT.get(tens, "9")) if tens else 1) * 10 + (int(_DIGIT.get(ones, "99")) if ones else 0)


def _unreadable(text: str) -> Cleaned[date]:
    if _TWO_DIGITS.fullmatch(text):
        return Cleaned(None, True, "two_digit_year")
    return Cleaned(None, True, "not_a_date")


_MONTH_FORMS = (
    re.compile(r"(\d{4})[-./年]?(\d{1,2})月?"),
    re.compile(r"(\d{4})年(\d{1,2})月份?"),
)


def clean_month(raw: str | None) -> Cleaned[int]:
    """The month in `raw` as an ordinal, `year*12 + month - 1`; a whole day counts for its month.

    `2022-01`, `202201`, `2022年1月`, `二〇二二年一月`, `2022.1`. A spreadsheet that took `2022.10` for a number
    delivers `2022.1`: that cannot be told from January and is read as January.
    """
    if raw is None or is_nothing(raw):
        return Cleaned(None, False, "nothing" if raw and raw.strip() else None)
    text = squeeze_time(raw)
    if text in OPEN_WORDS:
        return Cleaned(None, False, "open")
    if "民国" in text:
        return Cleaned(None, True, "roc_year")
    parts = _month_parts(text)
    if parts is None:
        day = clean_date(raw)
        if day.value is None:
            reason = "not_a_month" if day.reason == "not_a_date" else day.reason
            return Cleaned(None, day.changed, reason)
        parts = (day.value.year, day.value.month)
    year, month = parts
    if not 1 <= month <= 12:
        return Cleaned(None, True, "not_a_month")
    if year == 9999:
        return Cleaned(None, False, "open")
    if (year, month) == (1900, 1):
        return Cleaned(None, False, "default_date")
    if not 1900 <= year <= 2199:
        return Cleaned(None, True, "out_of_range")
    changed = raw.strip() not in (f"{year:04d}-{month:02d}", f"{year:04d}{month:02d}")
    return Cleaned(year * 12 + month - 1, changed, "converted" if changed else None)


def _month_parts(text: str) -> tuple[int, int] | None:
    for form in _MONTH_FORMS:
        if found := form.fullmatch(text):
            if len(found[0]) == 5 and found[0].isdigit():
                return None  # five digits are a spreadsheet serial, not a month
            return int(found[1]), int(found[2])
    if (found := _CHINESE.fullmatch(text)) and not found[3]:
        return int("".join(_DIGIT[c] for c in found[1])), _chinese(found[2])
    return None


def date_fast_sql(column: str) -> str:
    """TRUE for YYYY-MM-DD that is a real, plausible day."""
    form = "(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    return (
        f"(regexp_full_match({column}, '{form}') AND TRY_CAST({column} AS DATE) IS NOT NULL"
        f" AND {column} <> '1900-01-01')"
    )


def date_value_sql(column: str) -> str:
    """The day of a text that passed `date_fast_sql`."""
    return f"TRY_CAST({column} AS DATE)"


def month_fast_sql(column: str) -> str:
    """TRUE for YYYY-MM and YYYYMM."""
    form = "(19|20|21)[0-9]{2}-?(0[1-9]|1[0-2])"
    return f"(regexp_full_match({column}, '{form}') AND left({column}, 4) || right({column}, 2) <> '190001')"


def month_value_sql(column: str) -> str:
    """The ordinal of a text that passed `month_fast_sql`."""
    return f"TRY_CAST(left({column}, 4) AS INTEGER) * 12 + TRY_CAST(right({column}, 2) AS INTEGER) - 1"
