"""Questions between offices: routed to experts, answered, reviewed, published, found again before they are asked again.

>>> thread = Thread("Q00001", "theft", "county", title, text, "340102", "wang", today)
>>> [thread] = sent_on([thread], desk, today)
>>> thread = take(thread, "answer", Actor("li"), today, Deed(answer="…"))

A step gives a new `Thread`; who keeps them (a folder: `Book`; the desk: its database) is no part of it.
"""

from mingjian.knowledge.answers.book import Book
from mingjian.knowledge.answers.errors import AnswerError, StepRefused
from mingjian.knowledge.answers.exchange import export, exported, imported
from mingjian.knowledge.answers.experts import LEVELS, OTHER, Desk, load_desk, read_desk
from mingjian.knowledge.answers.finding import document_of, id_of
from mingjian.knowledge.answers.gaps import Gap, Missed, gaps, with_missed
from mingjian.knowledge.answers.likeness import likely
from mingjian.knowledge.answers.publishing import public_of
from mingjian.knowledge.answers.resting import Changed, changed, cited, enough, unresolved
from mingjian.knowledge.answers.rounds import recheck, sent_on
from mingjian.knowledge.answers.routing import Given, Load, Office, again, chain_of, named, overdue, reviews, route
from mingjian.knowledge.answers.states import MOVES, OPEN, OUT, Move, Need, Place, State, move_named
from mingjian.knowledge.answers.steps import Actor, Deed, moves_of, take
from mingjian.knowledge.answers.thread import Published, Rest, Step, Thread
from mingjian.knowledge.answers.usage import Usage, usage

__all__ = [
    "LEVELS",
    "MOVES",
    "OPEN",
    "OTHER",
    "OUT",
    "Actor",
    "AnswerError",
    "Book",
    "Changed",
    "Deed",
    "Desk",
    "Gap",
    "Given",
    "Load",
    "Missed",
    "Move",
    "Need",
    "Office",
    "Place",
    "Published",
    "Rest",
    "State",
    "Step",
    "StepRefused",
    "Thread",
    "Usage",
    "again",
    "chain_of",
    "changed",
    "cited",
    "document_of",
    "enough",
    "export",
    "exported",
    "gaps",
    "id_of",
    "imported",
    "likely",
    "load_desk",
    "move_named",
    "moves_of",
    "named",
    "overdue",
    "public_of",
    "read_desk",
    "recheck",
    "reviews",
    "route",
    "sent_on",
    "take",
    "unresolved",
    "usage",
    "with_missed",
]  # fmt: skip
