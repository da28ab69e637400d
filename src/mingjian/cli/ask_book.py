"""The questions of a lake: their folder, the statutes and the index beside them, and what goes by itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from mingjian.cli.law_store import place_of
from mingjian.cli.options import day_of

if TYPE_CHECKING:
    from mingjian.knowledge import Index
    from mingjian.knowledge.answers import Book, Desk, Thread
    from mingjian.law.store import StatuteStore

__all__ = ["book_of", "index_answers", "index_of", "recheck_answers", "round_of", "statutes_of", "today_of"]


def book_of(lake: Path | None) -> Book:
    """`<lake>/answers`; the folder need not be a lake yet."""
    from mingjian.knowledge.answers import Book

    return Book(place_of(lake).parent / "answers")


def index_of(lake: Path | None) -> Index:
    """`<lake>/search`."""
    from mingjian.knowledge import Index

    return Index(place_of(lake).parent / "search")


def statutes_of(lake: Path | None) -> StatuteStore | None:
    """The statutes, or None where none were imported."""
    from mingjian.law.store import EmptyStore, StatuteStore

    try:
        return StatuteStore.open(place_of(lake))
    except EmptyStore:
        return None


def today_of(on: str | None) -> date:
    """The day named, else that of the clock."""
    from mingjian.law.store.statutes import today

    return day_of(on, "--on") if on else today()


def round_of(book: Book, desk: Desk, today: date) -> list[Thread]:
    """New questions to experts, overdue ones upwards."""
    from mingjian.knowledge.answers import sent_on

    moved = sent_on(book.threads(), desk, today)
    book.save(moved)
    return moved


def recheck_answers(lake: Path | None, today: date) -> list[Thread]:
    """Mark the published answers whose articles have changed, here and in the index."""
    from mingjian.knowledge.answers import recheck

    book, store = book_of(lake), statutes_of(lake)
    if store is None or not book.folder.is_dir():
        return []
    with book.writing():
        moved = recheck(book.threads(), store, today)
        book.save(moved)
    if moved:
        index_answers(lake, moved, book.desk())
    return moved


def index_answers(lake: Path | None, threads: Iterable[Thread], desk: Desk) -> None:
    """Put answers into the index, and take out those that others may not see any more."""
    from mingjian.knowledge.answers import document_of, id_of

    told = {id_of(one): document_of(one, desk) for one in threads}
    index = index_of(lake)
    index.add(one for one in told.values() if one is not None)
    gone = [id_ for id_, one in told.items() if one is None]
    if gone:
        index.remove(gone)
