"""Small changes of the records of a file, from which faults and near misses are made."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from benchmarks.evidence.making import Data

__all__ = ["FORM", "Change", "first", "moved", "new"]

Change = Callable[[Data, random.Random], set[str] | None]
FORM = "%Y-%m-%d %H:%M"


def first(data: Data, name: str, **said: Any) -> Data | None:
    return next((one for one in data[name] if all(one.get(key) == value for key, value in said.items())), None)


def moved(text: str, **by: int) -> str:
    return (datetime.strptime(text, FORM) + timedelta(**by)).strftime(FORM)


def new(data: Data, into: str, **said: Any) -> Data:
    one = {"id": f"{into}-x{len(data[into])}", **said}
    data[into].append(one)
    return one
