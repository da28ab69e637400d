"""Where the statutes of a lake stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mingjian.law.store import StatuteStore

__all__ = ["opened", "place_of", "store_there"]


def place_of(lake: Path | None) -> Path:
    """`<lake>/law`; the folder need not be a lake yet."""
    here = Path() if Path("lake.json").exists() else Path("lake")
    return (lake if lake is not None else here) / "law"


def opened(lake: Path | None) -> StatuteStore:
    """The store; `EmptyStore` says how to fill it."""
    from mingjian.law.store import StatuteStore

    return StatuteStore.open(place_of(lake))


def store_there(lake: Path | None) -> StatuteStore | None:
    """The store, or None where no law was imported: for commands that do without."""
    from mingjian.law.store import FILE

    return opened(lake) if (place_of(lake) / FILE).is_file() else None
