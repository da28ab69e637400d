"""Opening the file of a store for reading. Damage is told as damage, wherever in the file a question meets it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

__all__ = ["FORM", "DamagedStore", "sealed"]

FORM = 1
P = ParamSpec("P")
R = TypeVar("R")


class DamagedStore(Exception):
    """The file is no store, or one of another program; only a new import from the sources helps."""

    def __init__(self, place: Path) -> None:
        self.zh = f"{place} 已损坏，或不是本程序的法律库：请删除该文件，重新导入"
        self.en = f"{place} is damaged or no store of statutes of this program: delete it and import anew"
        super().__init__(f"{self.zh} / {self.en}")


def sealed(place: Path) -> sqlite3.Connection:
    """A connection that only reads; the file is never written in place, so nothing need be locked. It and every
    question asked of it raise `DamagedStore`."""

    class Sealed(_Sealed):
        of = place

    try:
        db = sqlite3.connect(
            f"{place.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False, factory=Sealed
        )
        form = db.execute("SELECT value FROM meta WHERE name = 'form'").fetchone()
    except sqlite3.DatabaseError:
        raise DamagedStore(place) from None
    if form != (str(FORM),):
        db.close()
        raise DamagedStore(place)
    return db


class _Sealed(sqlite3.Connection):
    of: Path

    def cursor(self, *_: Any, **__: Any) -> Any:
        return super().cursor(_Asking)


class _Asking(sqlite3.Cursor):
    """A cursor whose questions and rows end as `DamagedStore` where the file does not hold."""

    connection: _Sealed

    def execute(self, *given: Any) -> Any:
        return self._held(super().execute, *given)

    def fetchone(self) -> Any:
        return self._held(super().fetchone)

    def fetchall(self) -> Any:
        return self._held(super().fetchall)

    def __next__(self) -> Any:
        return self._held(super().__next__)

    def _held(self, ask: Callable[P, R], *given: P.args, **named: P.kwargs) -> R:
        try:
            return ask(*given, **named)
        except sqlite3.DatabaseError:
            raise DamagedStore(self.connection.of) from None
