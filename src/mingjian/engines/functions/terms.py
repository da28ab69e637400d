"""Terms of sentences and working days: :mod:`mingjian.law` as functions of expressions, one definition for both."""

from __future__ import annotations

import datetime as dt
from itertools import accumulate

from mingjian.engines.functions.registry import Function, register
from mingjian.engines.kinds import Kind
from mingjian.law.deadlines import holidays, worked_weekends, working_days_after
from mingjian.law.sentences import end_of_sentence, possible_ends

__all__ = ["FIRST", "LAST", "working_day_lists", "working_day_variables"]

DATE, INTEGER = frozenset({Kind.DATE}), frozenset({Kind.INTEGER})
_MOST_MONTHS, _MOST_DAYS = 1200, 36_500
FIRST, LAST = dt.date(1990, 1, 1), dt.date(2049, 12, 31)
"""Days for which working days are counted; holidays are known only for the years of ``mingjian.law.deadlines``."""


def _end(start: dt.date, months: int, days: int, credit: int = 0) -> dt.date | None:
    if not _inside(months, days, credit):
        return None
    return end_of_sentence(start, months, days, credit)


def _latest_end(start: dt.date, months: int, days: int, credit: int = 0) -> dt.date | None:
    if not _inside(months, days, credit):
        return None
    return possible_ends(start, months, days, credit)[-1]


def _inside(months: int, days: int, credit: int) -> bool:
    return 0 <= months <= _MOST_MONTHS and 0 <= days <= _MOST_DAYS and 0 <= credit <= _MOST_DAYS


def _bounded(months: str, days: str, credit: str, sql: str) -> str:
    ranges = [(months, _MOST_MONTHS), (days, _MOST_DAYS), (credit, _MOST_DAYS)]
    inside = " AND ".join(f"{part} BETWEEN 0 AND {most}" for part, most in ranges)
    return f"CASE WHEN {inside} THEN {sql} END"


def _reached(start: str, months: str) -> str:
    return f"({start} + to_months(({months})::INTEGER))::DATE"


def _end_sql(start: str, months: str, days: str, credit: str = "(0)") -> str:
    end = f"{_reached(start, months)} + ({days})::INTEGER - 1 - ({credit})::INTEGER"
    return _bounded(months, days, credit, f"({end})")


def _latest_sql(start: str, months: str, days: str, credit: str = "(0)") -> str:
    """Whichever comes later: the plain end, from month's last day to month's last day, the missing day's own day."""
    reached = _reached(start, months)
    less = f"({days})::INTEGER - 1 - ({credit})::INTEGER"
    last = f"({months} % 12 <> 0 AND {start} = last_day({start}))"
    lacking = f"(day({reached}) < day({start}))"
    end = f"CASE WHEN {lacking} THEN {reached} + 1 WHEN {last} THEN last_day({reached}) ELSE {reached} END + {less}"
    return _bounded(months, days, credit, f"({end})")


def _working(day: dt.date, count: int) -> dt.date | None:
    if count < 0 or count > 3660 or not FIRST <= day <= LAST:
        return None
    found = working_days_after(day, count)
    return found if found <= LAST else None


def working_day_variables() -> dict[str, str]:
    """Engine variables that ``working_days_after`` reads: the working days, and how many there are up to each day.

    As SQL lists; an engine sets them when it opens.
    """
    off = ", ".join(f"DATE '{day}'" for day in holidays())
    worked = ", ".join(f"DATE '{day}'" for day in worked_weekends())
    days = f"(SELECT DATE '{FIRST}' + range::INTEGER AS d FROM range({(LAST - FIRST).days + 1}))"
    is_working = f"((isodow(d) < 6 AND d NOT IN ({off})) OR d IN ({worked}))"
    return {
        "working_days": f"(SELECT list(d ORDER BY d) FROM {days} WHERE {is_working})",
        "working_days_until": f"(SELECT list(n ORDER BY d) FROM (SELECT d, CAST(sum({is_working}::INTEGER)"
        f" OVER (ORDER BY d) AS INTEGER) AS n FROM {days}))",
    }


def working_day_lists() -> tuple[list[dt.date], list[int]]:
    """The two variables as values, for an engine that is given them."""
    off, worked = frozenset(holidays()), frozenset(worked_weekends())
    days = [FIRST + dt.timedelta(number) for number in range((LAST - FIRST).days + 1)]
    working = [(day.isoweekday() < 6 and day not in off) or day in worked for day in days]
    return [day for day, is_one in zip(days, working, strict=True) if is_one], list(accumulate(map(int, working)))


def _working_sql(day: str, count: str) -> str:
    until = f"getvariable('working_days_until')[({day} - DATE '{FIRST}')::INTEGER + 1]"
    inside = f"{day} BETWEEN DATE '{FIRST}' AND DATE '{LAST}' AND {count} BETWEEN 0 AND 3660"
    then = f"getvariable('working_days')[{until} + ({count})::INTEGER]"
    return f"CASE WHEN {inside} THEN CASE WHEN {count} = 0 THEN {day} ELSE {then} END END"


register(
    Function("end_of_sentence", (DATE, INTEGER, INTEGER), Kind.DATE, _end_sql, _end,
             "刑期届满之日：起日加月数的对应日（无对应日的取当月最后一日）前一日，再加天数；负数为空",
             "the last day of a term: the day before the corresponding day (the month's last, if there is none), "
             "plus days; null for negative terms",
             "end_of_sentence(2022-01-15, 6, 0) = 2022-07-14", partial=True)
)  # fmt: skip
register(
    Function("end_of_sentence", (DATE, INTEGER, INTEGER, INTEGER), Kind.DATE, _end_sql, _end,
             "扣除先行羁押折抵天数后的刑期届满之日", "the last day of a term less the days of credit",
             "end_of_sentence(2022-01-15, 6, 0, 10) = 2022-07-04", partial=True)
)  # fmt: skip
register(
    Function("latest_end_of_sentence", (DATE, INTEGER, INTEGER), Kind.DATE, _latest_sql, _latest_end,
             "月末起算有几种算法时，可以成立的最晚届满之日",
             "the latest last day a court may defend where a term begins at the end of a month",
             "latest_end_of_sentence(2022-08-31, 6, 0) = 2023-02-28", partial=True)
)  # fmt: skip
register(
    Function("working_days_after", (DATE, INTEGER), Kind.DATE, _working_sql, _working,
             "某日之后第若干个工作日（不含当日；法定节假日以国务院办公厅通知为准，1990至2049年之外为空）",
             "the n-th working day after a day, the day itself not counted; null outside 1990 to 2049",
             "working_days_after(2022-01-28, 3) = 2022-02-07", partial=True)
)  # fmt: skip
