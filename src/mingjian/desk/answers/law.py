"""The statutes an answer is checked against."""

from __future__ import annotations

from mingjian.desk.lake import the_lake
from mingjian.law.store import FILE, EmptyStore, StatuteStore

__all__ = ["stamp", "store"]


def store() -> StatuteStore | None:
    """The store of now; None where nothing was imported."""
    try:
        return StatuteStore.open(the_lake().path / "law")
    except EmptyStore:
        return None


def stamp() -> int:
    """What changes with every import; 0 where there was none."""
    try:
        return (the_lake().path / "law" / FILE).stat().st_mtime_ns
    except FileNotFoundError:
        return 0
