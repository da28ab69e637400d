"""Functions over days, months and durations.

Calendar months follow Civil Code (民法典) article 202: a day the target month lacks is its last day.
"""

from __future__ import annotations

import calendar
import datetime as dt

from mingjian.engines.functions.registry import Function, register
from mingjian.engines.kinds import Duration, Kind, add_months, month_of

__all__: list[str] = []

DATE, MONTH, INTEGER = frozenset({Kind.DATE}), frozenset({Kind.MONTH}), frozenset({Kind.INTEGER})
DURATION = frozenset({Kind.DURATION})

_MONTH = "(year({0}) * 12 + month({0}) - 1)::INTEGER"


def _months_between(start: dt.date, end: dt.date) -> int:
    if end < start:
        return -_months_between(end, start)
    whole = month_of(end) - month_of(start)
    return whole - (end < add_months(start, whole))


def _months_sql(start: str, end: str) -> str:
    """Whole months from the earlier to the later day, signed; days compared as the clamped day of the month."""

    def whole(a: str, b: str) -> str:
        return (
            f"((year({b}) - year({a})) * 12 + month({b}) - month({a})"
            f" - CASE WHEN day({b}) < least(day({a}), day(last_day({b}))) THEN 1 ELSE 0 END)"
        )

    return f"CASE WHEN {end} >= {start} THEN {whole(start, end)} ELSE -{whole(end, start)} END"


def _age(birth: dt.date, on: dt.date) -> int | None:
    return None if on < birth else _months_between(birth, on) // 12


def _criminal_age(birth: dt.date, on: dt.date) -> int | None:
    return None if on < birth else 0 if on == birth else _age(birth, on - dt.timedelta(days=1))


def _age_sql(birth: str, on: str) -> str:
    anniversary = f"least(day({birth}), day(last_day({on})))"
    before = f"(month({on}) < month({birth}) OR (month({on}) = month({birth}) AND day({on}) < {anniversary}))"
    years = f"year({on}) - year({birth}) - CASE WHEN {before} THEN 1 ELSE 0 END"
    return f"CASE WHEN {on} >= {birth} THEN {years} END"


def _criminal_age_sql(birth: str, on: str) -> str:
    return f"CASE WHEN {on} = {birth} THEN 0 ELSE {_age_sql(birth, f'({on} - 1)')} END"


def _first_day(month: int) -> dt.date:
    return dt.date(month // 12, month % 12 + 1, 1)


def _last_day(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


_FIRST = "make_date(({0} // 12)::BIGINT, ({0} % 12 + 1)::BIGINT, 1)"

register(
    Function("month", (DATE,), Kind.MONTH, _MONTH, month_of, "日期所在的月份", "the month a day is in",
             "month(2022-01-31) = 2022-01")
)  # fmt: skip
register(
    Function("year", (DATE,), Kind.INTEGER, "year({0})", lambda d: d.year, "日期的年份", "the year of a day",
             "year(2022-01-31) = 2022")
)  # fmt: skip
register(
    Function("year", (MONTH,), Kind.INTEGER, "({0} // 12)::BIGINT", lambda m: m // 12, "月份所在的年份",
             "the year of a month", "year(2022-01) = 2022")
)  # fmt: skip
register(
    Function("month_of_year", (DATE,), Kind.INTEGER, "month({0})", lambda d: d.month, "一年中的第几月（1至12）",
             "the number of the month, 1 to 12", "month_of_year(2022-03-31) = 3")
)  # fmt: skip
register(
    Function("day_of_month", (DATE,), Kind.INTEGER, "day({0})", lambda d: d.day, "一月中的第几日",
             "the number of the day in its month", "day_of_month(2022-03-31) = 31")
)  # fmt: skip
register(
    Function("weekday", (DATE,), Kind.INTEGER, "isodow({0})", lambda d: d.isoweekday(), "星期几（周一为1）",
             "the day of the week, Monday is 1", "weekday(2022-01-31) = 1")
)  # fmt: skip
register(
    Function("months_between", (DATE, DATE), Kind.INTEGER, _months_sql, _months_between,
             "从前一日到后一日的整月数，后一日在前则为负",
             "whole months from the first day to the second; negative when the second is earlier",
             "months_between(2022-01-31, 2022-02-28) = 1")
)  # fmt: skip
register(
    Function("months_between", (MONTH, MONTH), Kind.INTEGER, "({1} - {0})::BIGINT", lambda a, b: b - a,
             "两个月份相差的月数", "months from the first month to the second",
             "months_between(2022-01, 2022-03) = 2")
)  # fmt: skip
register(
    Function("days_between", (DATE, DATE), Kind.INTEGER, "date_diff('day', {0}, {1})", lambda a, b: (b - a).days,
             "从前一日到后一日的天数，后一日在前则为负",
             "days from the first day to the second; negative when the second is earlier",
             "days_between(2022-01-31, 2022-02-01) = 1")
)  # fmt: skip
register(
    Function("add", (DATE, DURATION), Kind.DATE, "({0} + {1})::DATE", lambda d, p: p.after(d),
             "某日之后一段时长的日期；没有对应日的为当月最后一日",
             "the day a duration later; a day the month lacks becomes its last day",
             "add(2022-01-31, 1 month) = 2022-02-28")
)  # fmt: skip
register(
    Function("age", (DATE, DATE), Kind.INTEGER, _age_sql, _age,
             "某日已满的周岁（生日当天即满；2月29日生的平年2月28日满）；出生之前为空",
             "full years on a day (the birthday counts; born 29 February: 28 February in common years); "
             "null before birth",
             "age(2004-02-29, 2022-02-28) = 18", partial=True)
)  # fmt: skip
register(
    Function("criminal_age", (DATE, DATE), Kind.INTEGER, _criminal_age_sql, _criminal_age,
             "刑法意义上的周岁：从周岁生日的第二天起算（法释〔2006〕1号第二条）",
             "full years in criminal law, from the day after the birthday (SPC interpretation 2006 No. 1, article 2)",
             "criminal_age(2004-03-01, 2022-03-01) = 17", partial=True)
)  # fmt: skip
register(
    Function("first_day", (MONTH,), Kind.DATE, _FIRST, _first_day, "月份的第一天", "the first day of a month",
             "first_day(2022-02) = 2022-02-01")
)  # fmt: skip
register(
    Function("last_day", (MONTH,), Kind.DATE, f"last_day({_FIRST})", lambda m: _last_day(_first_day(m)),
             "月份的最后一天", "the last day of a month", "last_day(2022-02) = 2022-02-28")
)  # fmt: skip
register(
    Function("first_day", (DATE,), Kind.DATE, "({0} - day({0})::INTEGER + 1)", lambda d: d.replace(day=1),
             "所在月份的第一天", "the first day of the month a day is in", "first_day(2022-02-14) = 2022-02-01")
)  # fmt: skip
register(
    Function("last_day", (DATE,), Kind.DATE, "last_day({0})", _last_day,
             "所在月份的最后一天", "the last day of the month a day is in", "last_day(2022-02-14) = 2022-02-28")
)  # fmt: skip
for _unit, _months, _days, _most in (("days", 0, 1, 366_000), ("months", 1, 0, 12_000), ("years", 12, 0, 1_000)):
    register(
        Function(
            _unit, (INTEGER,), Kind.DURATION,
            f"to_{_unit}(CASE WHEN {{0}} BETWEEN -{_most} AND {_most} THEN ({{0}})::INTEGER END)",
            lambda n, m=_months, d=_days, most=_most: Duration(n * m, n * d) if abs(n) <= most else None,
            {"days": "若干日的时长", "months": "若干月的时长", "years": "若干年的时长"}[_unit],
            f"a duration of so many {_unit}; null beyond a thousand years", f"2022-01-01 + {_unit}(1)", partial=True)
    )  # fmt: skip
