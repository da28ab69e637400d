"""What was asked and not found, by topic: a map of where training or a written answer would help.

Nobody is named. A search that found nothing is kept as its topic, its month and its words with the particulars of
people taken out; words are told only once they were looked for several times.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from mingjian.knowledge.anonymising import anonymised
from mingjian.knowledge.answers.experts import OTHER, Desk
from mingjian.knowledge.answers.routing import overdue
from mingjian.knowledge.answers.states import OPEN, State
from mingjian.knowledge.answers.thread import Thread

__all__ = ["OFTEN", "Gap", "Missed", "gaps", "with_missed"]

OFTEN = 3
"""So many times words were looked for before they are told: one search might tell who looked."""
_LONGEST = 60
"""Signs of a search that are kept."""


@dataclass(frozen=True)
class Missed:
    """Words that were looked for in vain in a month (`2026-11`), and how often."""

    topic: str
    month: str
    words: str
    times: int = 1

    def data(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


@dataclass(frozen=True)
class Gap:
    """A topic. `missed`: searches in vain; `open`: questions nobody has answered to the end; `late`: of these those
    past their day; `stale`: answers to be re-checked; `answered`: published ones. `words`: what was often looked for.
    """

    topic: str
    zh: str
    en: str
    missed: int
    open: int
    late: int
    stale: int
    answered: int
    words: tuple[tuple[str, int], ...]

    def as_dict(self) -> dict[str, Any]:
        """As JSON data."""
        return {**asdict(self), "words": [list(one) for one in self.words]}


def with_missed(known: Iterable[Missed], text: str, topic: str, today: date) -> list[Missed]:
    """What was looked for in vain, with one search more."""
    words = " ".join(anonymised(text).text.split())[:_LONGEST]
    new = Missed(topic, f"{today:%Y-%m}", words)
    found = list(known)
    for at, one in enumerate(found):
        if (one.topic, one.month, one.words) == (new.topic, new.month, new.words):
            found[at] = replace(one, times=one.times + 1)
            return found
    return [*found, new]


def gaps(threads: Iterable[Thread], missed: Iterable[Missed], desk: Desk, today: date) -> list[Gap]:
    """The map: every topic, what is missing most first."""
    by_topic: dict[str, list[Thread]] = {name: [] for name in (*desk.file.topics, OTHER)}
    for one in threads:
        by_topic.setdefault(one.topic, []).append(one)
    searches: dict[str, Counter[str]] = {}
    for each in missed:
        searches.setdefault(each.topic, Counter())[each.words] += each.times
    found = [
        _gap(topic, by_topic.get(topic, []), searches.get(topic, Counter()), desk, today)
        for topic in dict.fromkeys((*by_topic, *searches))
    ]
    return sorted(found, key=lambda one: (-(one.missed + one.open + one.stale), one.topic))


def _gap(topic: str, threads: Sequence[Thread], searches: Counter[str], desk: Desk, today: date) -> Gap:
    states = Counter(one.state for one in threads)
    often = tuple((words, times) for words, times in searches.most_common(10) if times >= OFTEN)
    return Gap(
        topic, *desk.name_of(topic), missed=sum(searches.values()), open=sum(states[one] for one in OPEN),
        late=sum(overdue(one, today) for one in threads), stale=states[State.RECHECK],
        answered=states[State.PUBLISHED], words=often,
    )  # fmt: skip
