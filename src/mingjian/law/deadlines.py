"""Working days and procedural deadlines.

The table of holidays (`data/holidays.csv`) holds the days off on weekdays and the worked weekend days of the yearly
notices of the State Council (国务院办公厅关于节假日安排的通知), 2008–2026. It agrees day by day with two independent
public compilations; the notices themselves were not at hand, so `VERIFIED` is false. Outside those years only weekends
are known and `WorkingDays.sure` says so.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from mingjian.law.sentences import add_months

VERIFIED = False
FIRST_YEAR, LAST_YEAR = 2008, 2026


@cache
def _table() -> dict[date, bool]:
    """Day → worked."""
    text = files("mingjian.law").joinpath("data/holidays.csv").read_text(encoding="utf-8")
    return {date.fromisoformat(row["day"]): row["kind"] == "workday" for row in csv.DictReader(text.splitlines())}


def holidays() -> tuple[date, ...]:
    """Weekdays that were days off."""
    return tuple(day for day, worked in _table().items() if not worked)


def worked_weekends() -> tuple[date, ...]:
    """Saturdays and Sundays that were working days."""
    return tuple(day for day, worked in _table().items() if worked)


def sure(day: date) -> bool:
    """Whether the table holds the year of `day`."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def is_working_day(day: date) -> bool:
    """Neither weekend nor holiday, or a worked weekend day."""
    return _table().get(day, day.isoweekday() < 6)


def working_days_after(day: date, count: int) -> date:
    """The `count`-th working day after `day` (`day` itself is not counted); `day` for 0; ValueError below 0."""
    if count < 0:
        raise ValueError(f"工作日数不能为负 / working days cannot be negative: {count}")
    for _ in range(count):
        day += timedelta(days=1)
        while not is_working_day(day):
            day += timedelta(days=1)
    return day


def working_days_between(first: date, last: date) -> int:
    """Working days after `first` up to and including `last`; 0 when `last` is not later."""
    days = (last - first).days
    return sum(is_working_day(first + timedelta(days=n)) for n in range(1, days + 1))


def period_end(received: date, days: int = 0, months: int = 0, extend: bool = True) -> date:
    """Last day of a period of days or months that begins after `received`.

    The day of receipt does not count; a last day that is a day off moves to the next working day, unless `extend` is
    false, as for persons in custody (刑事诉讼法105). A month ends on the corresponding day; from a month's last day on
    the last day (最高人民法院关于适用刑事诉讼法的解释, 2021, 第二百零二条第一款).
    """
    last = received + timedelta(days=days)
    if months:
        reached = add_months(received, months)
        ends_month = (received + timedelta(days=1)).day == 1
        last = add_months(reached.replace(day=1), 1) - timedelta(days=1) if ends_month else reached
        last += timedelta(days=days)
    while extend and not is_working_day(last):
        last += timedelta(days=1)
    return last


@dataclass(frozen=True)
class Deadline:
    """A statutory period. `working`: counted in working days. `extend`: see `period_end`."""

    id: str
    days: int
    law: str
    article: str
    start: date
    zh: str
    en: str
    working: bool = False
    extend: bool = True
    verified: bool = True

    def last_day(self, event: date) -> date:
        """Last day on which the act is still in time, counted from the day after `event`."""
        return working_days_after(event, self.days) if self.working else period_end(event, self.days, 0, self.extend)


_CPL = "刑诉法"
_CORRECTION = "社区矫正法"
_SINCE_2020 = date(2020, 7, 1)
_SINCE_1997, _SINCE_2013 = date(1997, 1, 1), date(2013, 1, 1)

DEADLINES: dict[str, Deadline] = {
    one.id: one
    for one in (
        Deadline("appeal_judgment", 10, _CPL, "230", _SINCE_1997, "不服判决的上诉、抗诉", "appeal against a judgment"),
        Deadline("appeal_ruling", 5, _CPL, "230", _SINCE_1997, "不服裁定的上诉、抗诉", "appeal against a ruling"),
        Deadline("protest_judgment", 10, _CPL, "230", _SINCE_1997, "对判决提出抗诉", "protest against a judgment"),
        Deadline("protest_request", 5, _CPL, "229", _SINCE_1997, "被害人请求抗诉", "victim's request for a protest"),
        Deadline("protest_answer", 5, _CPL, "229", _SINCE_1997, "检察院答复抗诉请求", "answer to that request"),
        Deadline(
            "enrol_correction", 10, _CORRECTION, "21", _SINCE_2020, "社区矫正对象报到", "reporting for correction"
        ),
        Deadline(
            "notify_correction", 5, _CORRECTION, "20", _SINCE_2020, "通知执行地社区矫正机构", "notice to the agency"
        ),
        Deadline(
            "deliver_correction", 10, _CORRECTION, "20", _SINCE_2020, "送达社区矫正法律文书", "delivery of papers"
        ),
        Deadline(
            "deliver_execution", 10, _CPL, "264", _SINCE_2013, "交付执行文书送达", "delivery of papers of execution"
        ),
    )
}
"""Periods by id; article numbers are those of the texts now in force (刑事诉讼法 2018, 社区矫正法 2019)."""


def final_on(judged_received: date, ruling: bool = False, extend: bool = True) -> date:
    """The day a first-instance decision nobody appeals becomes final: the day after the period of appeal ends."""
    deadline = DEADLINES["appeal_ruling" if ruling else "appeal_judgment"]
    return period_end(judged_received, deadline.days, extend=extend) + timedelta(days=1)
