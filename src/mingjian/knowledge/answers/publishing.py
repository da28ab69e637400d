"""What others will read of a question: its texts without particulars of people, one word for one person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mingjian.knowledge.anonymising import anonymised
from mingjian.knowledge.answers.thread import Published, Thread

__all__ = ["public_of"]

_BETWEEN = "\n\x1e\n"
"""Between the three texts, which are read as one so that a person is the same in all of them."""


def public_of(thread: Thread, day: date, known: Iterable[str] = (), office: str = "") -> Published:
    """The public text a program suggests; a person reads it before it goes out. `known`: names that are to go."""
    whole = _BETWEEN.join((thread.title, thread.text, thread.answer))
    title, text, answer = anonymised(whole, known).text.split(_BETWEEN)
    return Published(title, text, answer, day, office)
