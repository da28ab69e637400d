"""Invented offices with invented questions, from a seed: whether routing and escalation bring answers in time.

A province with three cities of four counties each. Every office has some experts, each for some topics. An expert
answers a question after a time of his own (log-normal, in working days), lets one in so many lie for good, and is away
for two weeks now and then. None of these numbers was measured anywhere; they are arguments, so that they can be others.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from mingjian.knowledge.answers.experts import Desk, read_desk
from mingjian.knowledge.answers.rounds import sent_on
from mingjian.knowledge.answers.routing import Load, again, route
from mingjian.knowledge.answers.routing import chain_of as above
from mingjian.knowledge.answers.states import State
from mingjian.knowledge.answers.steps import RULES, Actor, Deed, take
from mingjian.knowledge.answers.thread import Thread
from mingjian.knowledge.answers.usage import Usage, days_between, usage
from mingjian.law import is_working_day

__all__ = ["Outcome", "Setting", "simulate"]

_TOPICS = ("theft", "fraud", "drugs", "traffic", "minors", "civil", "administrative", "environment")
_START = date(2025, 3, 3)


@dataclass(frozen=True)
class Setting:
    """`questions` over `days` working days; `median` and `spread` of the time to an answer; `lie`: share that is never
    answered by whom it was given to; `away`: share of experts away at a time; `sent_back`: share a reviewer returns."""

    seed: int
    questions: int = 600
    days: int = 60
    median: float = 2.5
    spread: float = 0.7
    lie: float = 0.08
    away: float = 0.08
    sent_back: float = 0.1
    escalation: bool = True


@dataclass(frozen=True)
class Outcome:
    """What came of it. `in_time` as `Usage` has it; `first_day`: answered until the very first deadline; `left`: not
    answered when it ended; `longest`: working days of the slowest answer."""

    setting: Setting
    usage: Usage
    first_day: int
    left: int
    longest: int

    def as_dict(self) -> dict[str, Any]:
        """As JSON data."""
        return {**asdict(self), "share_in_time": round(self.usage.in_time / max(self.usage.asked, 1), 4)}


def simulate(setting: Setting) -> Outcome:
    """Play it, day by day, until sixty working days after the last question."""
    chance = random.Random(setting.seed)  # noqa: S311  # to be the same for a seed
    desk, offices = _offices(chance)
    arrivals = sorted(chance.randrange(setting.days) for _ in range(setting.questions))
    experts = _Experts(setting, chance)
    threads: dict[str, Thread] = {}
    first: dict[str, date] = {}
    for number, today in enumerate(_working_days(setting.days + 60)):
        while arrivals and arrivals[0] <= number:
            arrivals.pop(0)
            one = _question(f"Q{len(threads) + 1:05d}", chance, offices, today)
            threads[one.id] = one
        for moved in _moved(threads.values(), desk, today, setting.escalation):
            threads[moved.id] = moved
            assert moved.due is not None
            first.setdefault(moved.id, moved.due)
        for one in list(threads.values()):
            if one.state is State.ROUTED and experts.done(one, today):
                one = take(one, "answer", Actor(one.expert), today, Deed(answer="依照刑法第二百六十四条处理。"))
            elif one.state is State.ANSWERED:
                sends_back = chance.random() < setting.sent_back
                deed = Deed(why="补充", given=again(one, desk, above(one.expert_office), today) if sends_back else None)
                one = take(one, "return" if sends_back else "review", Actor("reviewer", True), today, deed)
            threads[one.id] = one
    return _outcome(setting, list(threads.values()), first)


def _outcome(setting: Setting, threads: list[Thread], first: dict[str, date]) -> Outcome:
    done = [(one, on) for one in threads if (on := one.day_of("answer")) is not None]
    return Outcome(
        setting, usage(threads), sum(on <= first[one.id] for one, on in done), len(threads) - len(done),
        max((days_between(one.asked, on) for one, on in done), default=0),
    )  # fmt: skip


def _moved(threads: Iterable[Thread], desk: Desk, today: date, escalation: bool) -> list[Thread]:
    all_ = list(threads)
    if escalation:
        return sent_on(all_, desk, today)
    load, moved = Load.of(all_), []
    for one in all_:
        given = route(one, desk, above(one.office), load, today) if one.state is State.ASKED else None
        if given is not None:
            load.now[given.expert] += 1
            moved.append(take(one, "route", RULES, today, Deed(given=given)))
    return moved


class _Experts:
    """When each expert is done with each question he was given."""

    def __init__(self, setting: Setting, chance: random.Random) -> None:
        self._setting, self._chance = setting, chance
        self._ready: dict[tuple[str, str, int], date | None] = {}

    def done(self, one: Thread, today: date) -> bool:
        """Whether he answers today. A time is drawn when he gets it (again)."""
        key = (one.id, one.expert, len(one.steps))
        if key not in self._ready:
            self._ready[key] = self._drawn(one, today)
        ready = self._ready[key]
        return ready is not None and ready <= today

    def _drawn(self, one: Thread, today: date) -> date | None:
        setting = self._setting
        if self._chance.random() < setting.lie:
            return None
        back = any(step.move == "return" for step in one.steps)
        days = self._chance.lognormvariate(0, setting.spread) * (1 if back else setting.median)
        days += 10 if self._chance.random() < setting.away else 0
        return today + timedelta(days=days * 7 / 5)


def _question(id_: str, chance: random.Random, offices: list[str], today: date) -> Thread:
    topic = chance.choice(_TOPICS)
    level = "county" if chance.random() < 0.8 else "city"
    title = f"{topic} {id_}"
    return Thread(id_, topic, level, title, title, chance.choice(offices), f"asker-{chance.randrange(200)}", today)


def _offices(chance: random.Random) -> tuple[Desk, list[str]]:
    """The list of experts, and the counties that ask."""
    counties = [f"340{city}0{county}" for city in "123" for county in "1234"]
    experts = []
    for place, each, many in (*((one, 2, 2) for one in counties), *((f"340{one}00", 6, 3) for one in "123"),
                              ("340000", 8, 4)):  # fmt: skip
        for number in range(each):
            topics = [_TOPICS[number]] if each == 8 else []
            topics += chance.sample([one for one in _TOPICS if one not in topics], many - len(topics))
            experts.append(f'  - {{id: e-{place}-{number}, office: "{place}", topics: [{", ".join(topics)}]}}')
    topics_told = "\n".join(f"  {one}: {{zh: {one}, en: {one}}}" for one in _TOPICS)
    text = (
        f"topics:\n{topics_told}\ndays: {{county: 5, city: 7, province: 10, supreme: 20}}\n"
        "experts:\n" + "\n".join(experts) + '\nreviewers: [{id: reviewer, office: "340000"}]\n'
    )
    return read_desk(text), counties


def _working_days(many: int) -> Iterable[date]:
    today, left = _START, many
    while left:
        if is_working_day(today):
            left -= 1
            yield today
        today += timedelta(days=1)
