"""What goes by itself: new questions to experts, overdue ones upwards, answers whose law has changed to be re-checked.

A round may be made as often as one likes; it changes only what has to be changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from mingjian.knowledge.answers.experts import Desk
from mingjian.knowledge.answers.resting import changed
from mingjian.knowledge.answers.routing import Load, Office, chain_of, escalated, overdue, route
from mingjian.knowledge.answers.states import State
from mingjian.knowledge.answers.steps import RULES, Deed, take
from mingjian.knowledge.answers.thread import Thread
from mingjian.law.store import StatuteStore

__all__ = ["recheck", "sent_on"]

Chain = Callable[[str], Sequence[Office]]


def sent_on(threads: Iterable[Thread], desk: Desk, today: date, chain: Chain = chain_of) -> list[Thread]:
    """The questions that were given to somebody now: new ones, and those nobody answered in time."""
    all_ = list(threads)
    load = Load.of(all_)
    moved = []
    for one in all_:
        if one.state is State.ASKED:
            given, code = route(one, desk, chain(one.office), load, today), "route"
        elif overdue(one, today):
            given, code = escalated(one, desk, chain(one.office), load, today), "escalate"
        else:
            continue
        if given is not None:
            load.now[one.expert] -= 1
            load.now[given.expert] += 1
            load.ever[given.expert] += 1
            moved.append(take(one, code, RULES, today, Deed(given=given)))
    return moved


def recheck(threads: Iterable[Thread], store: StatuteStore, today: date) -> list[Thread]:
    """The published answers whose articles are not what they were at the review, now to be re-checked."""
    moved = []
    for one in threads:
        if one.state is State.PUBLISHED and (found := changed(one.rests, store, today)):
            why = "；".join(f"{each.rest.cites}：{each.zh}" for each in found)
            moved.append(take(one, "recheck", RULES, today, Deed(why=why)))
    return moved
