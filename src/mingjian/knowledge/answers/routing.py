"""To whom a question goes, by when, and where it goes when nobody answers in time.

1. The offices from the asker's upwards are gone through, beginning at the level asked for; an office of another branch
   of the tree is never asked.
2. In the first office with an expert of the topic, the one with the fewest open questions gets it (then the one with
   the fewest ever, then by name). Where no office has one, experts for every topic are looked for in the same way.
3. He has the working days of his office's level. Who asked never answers himself.
4. What is overdue goes to the next office above that has an expert, with that level's days; where there is none above,
   to another expert of the same office. Where there is nobody else at all it stays, and is told as overdue.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mingjian.knowledge.answers.experts import EVERY, LEVELS, Desk, Expert
from mingjian.knowledge.answers.states import State
from mingjian.knowledge.answers.thread import Thread
from mingjian.law import working_days_after

__all__ = ["Given", "Load", "Office", "again", "chain_of", "escalated", "named", "overdue", "reviews", "route"]


@dataclass(frozen=True)
class Office:
    """An office on the way up, and its level."""

    code: str
    level: str


@dataclass(frozen=True)
class Given:
    """An expert, his office, and the day until which he has."""

    expert: str
    office: str
    due: date


@dataclass(frozen=True)
class Load:
    """How many questions each expert has open, and has ever had."""

    now: Counter[str]
    ever: Counter[str]

    @classmethod
    def of(cls, threads: Iterable[Thread]) -> Load:
        """Counted over questions."""
        now: Counter[str] = Counter()
        ever: Counter[str] = Counter()
        for one in threads:
            if one.expert:
                ever[one.expert] += 1
                now[one.expert] += one.state is State.ROUTED
        return cls(now, ever)


def chain_of(code: str) -> tuple[Office, ...]:
    """An office and those above it, told from its region code: 340102 → 340100 → 340000 → 100000.

    A desk has its own tree, which knows specialised offices too.
    """
    codes = [code[:6], code[:4] + "00", code[:2] + "0000"]
    levels = ["county", "city", "province"]
    found = [Office(one, level) for one, level in zip(codes, levels, strict=True)]
    start = 2 if codes[0].endswith("0000") else 1 if codes[0].endswith("00") else 0
    return (*found[start:], Office("100000", "supreme"))


def route(thread: Thread, desk: Desk, chain: Sequence[Office], load: Load, today: date) -> Given | None:
    """Whom a new question goes to; None where nobody on the way up can answer."""
    least = list(LEVELS).index(thread.level)
    offices = [one for one in chain if list(LEVELS).index(one.level) >= least]
    return _first(thread, desk, offices, load, today)


def escalated(thread: Thread, desk: Desk, chain: Sequence[Office], load: Load, today: date) -> Given | None:
    """Whom an overdue question goes to; None where there is nobody else."""
    codes = [one.code for one in chain]
    at = codes.index(thread.expert_office) if thread.expert_office in codes else -1
    above = _first(thread, desk, chain[at + 1 :], load, today)
    if above is not None or at < 0:
        return above
    had = {one.to for one in thread.steps if one.to}  # not back to whoever let it lie
    return _first(thread, desk, chain[at : at + 1], load, today, had)


def again(thread: Thread, desk: Desk, chain: Sequence[Office], today: date) -> Given:
    """The same expert once more, with the days of his office's level. `chain`: from his office upwards."""
    return Given(thread.expert, thread.expert_office, _until(desk, chain[0].level, today))


def named(expert: str, desk: Desk, chain: Sequence[Office], today: date) -> Given | None:
    """An expert somebody names, if he is of an office on the way up from the asker's."""
    levels = {one.code: one.level for one in chain}
    found = next((one for one in desk.file.experts if one.id == expert and one.office in levels), None)
    return None if found is None else Given(found.id, found.office, _until(desk, levels[found.office], today))


def overdue(thread: Thread, today: date) -> bool:
    """Whether the day until which it should have been answered has passed."""
    return thread.state is State.ROUTED and thread.due is not None and thread.due < today


def reviews(desk: Desk, user: str, chain: Sequence[Office]) -> bool:
    """Whether somebody reviews for the first office of a chain: a reviewer of it or of one above it."""
    codes = {one.code for one in chain}
    return any(one.id == user and one.office in codes for one in desk.file.reviewers)


def _first(
    thread: Thread, desk: Desk, offices: Sequence[Office], load: Load, today: date, without: Iterable[str] = ()
) -> Given | None:
    barred = {thread.by, thread.expert, *without}
    for topic in (thread.topic, EVERY):
        for office in offices:
            able = [one for one in desk.file.experts if _can(one, office, topic) and one.id not in barred]
            if able:
                chosen = min(able, key=lambda one: (load.now[one.id], load.ever[one.id], one.id))
                return Given(chosen.id, office.code, _until(desk, office.level, today))
    return None


def _until(desk: Desk, level: str, today: date) -> date:
    return working_days_after(today, desk.file.days[level])  # type: ignore[index]  # one of LEVELS


def _can(expert: Expert, office: Office, topic: str) -> bool:
    return expert.office == office.code and topic in expert.topics
