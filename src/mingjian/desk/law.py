"""The office's statutes, which lie beside its data in the lake."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mingjian.desk.lake import the_lake
from mingjian.law.store import FILE, StatuteStore

__all__ = ["law_folder", "statutes"]


def law_folder() -> Path:
    """Where the store lies."""
    return the_lake().path / "law"


@contextmanager
def statutes() -> Iterator[StatuteStore | None]:
    """The store for a block; None where no law was imported."""
    folder = law_folder()
    store = StatuteStore.open(folder) if (folder / FILE).is_file() else None
    try:
        yield store
    finally:
        if store is not None:
            store.close()
