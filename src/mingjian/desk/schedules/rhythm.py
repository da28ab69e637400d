"""When a schedule is due: every so many minutes, or at a time of every day, a day of the week or of the month."""

from __future__ import annotations

from calendar import monthrange
from datetime import datetime, timedelta
from typing import Literal

from django.utils.timezone import localtime
from pydantic import Field, model_validator

from mingjian.desk.words import Asked, Text

__all__ = ["Rhythm", "next_after", "said"]

_DAYS = ("一", "二", "三", "四", "五", "六", "日")
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Rhythm(Asked):
    """`minutes` counts from the last time; `at` is the time at the office. The 31st is the last day of any month."""

    every: Literal["minutes", "day", "week", "month"]
    minutes: int = Field(default=15, ge=1, le=1440)
    at: str = Field(default="06:00", pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    day: int = Field(default=1, ge=1, le=31, description="of the week (1 Monday to 7 Sunday) or of the month")

    @model_validator(mode="after")
    def _a_day_of_the_week(self) -> Rhythm:
        if self.every == "week" and self.day > 7:
            raise ValueError("星期须为1至7 / a day of the week is 1 to 7")
        return self


def next_after(rhythm: Rhythm, moment: datetime) -> datetime:
    """The first time it is due after a moment. Times that were missed are not made up for one by one."""
    if rhythm.every == "minutes":
        return moment + timedelta(minutes=rhythm.minutes)
    local = localtime(moment)
    hour, minute = map(int, rhythm.at.split(":"))
    due = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
    while due <= local or not _on_day(rhythm, due):
        due += timedelta(days=1)
    return due


def _on_day(rhythm: Rhythm, due: datetime) -> bool:
    if rhythm.every == "week":
        return due.isoweekday() == rhythm.day
    if rhythm.every == "month":
        return due.day == min(rhythm.day, monthrange(due.year, due.month)[1])
    return True


def said(rhythm: Rhythm) -> Text:
    """In words."""
    if rhythm.every == "minutes":
        return Text(zh=f"每{rhythm.minutes}分钟", en=f"every {rhythm.minutes} minutes")
    if rhythm.every == "week":
        zh, en = _DAYS[rhythm.day - 1], _NAMES[rhythm.day - 1]
        return Text(zh=f"每周{zh} {rhythm.at}", en=f"{en}s at {rhythm.at}")
    if rhythm.every == "month":
        return Text(zh=f"每月{rhythm.day}日 {rhythm.at}", en=f"day {rhythm.day} of the month at {rhythm.at}")
    return Text(zh=f"每天 {rhythm.at}", en=f"daily at {rhythm.at}")
