"""What identifies in the rows of a real case, replaced by what nobody has, so that the rows can stand in an example.

The same value gives the same invented one and another gives another, so that rows still meet that met; an identity
number keeps its day of birth and sex, a case number its year and kind, since models read them. Days, amounts and codes
stay. Free texts, which may name anybody, are left out: `Column.in_copies` says which.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import re
from collections.abc import Mapping
from typing import Any

from mingjian.engines import month_text
from mingjian.models.made_up import NO_REGION, made_up_person_id, made_up_uscc
from mingjian.standards import Column, Standard, Tri, identifiers

__all__ = ["Invented"]

_TRIES = 400
_UNREADABLE = "×"
_READ = frozenset({"date", "month", "money", "decimal", "integer"})
"""Types whose text can fail to be read."""
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_YEAR = re.compile(r"[(（\[〔【]\d{4}")
"""The year of a case or document with its bracket."""


class Invented:
    """The invented identities of one case, which has others than the next: examples of a file are run together.

    `left_out`: columns whose texts were not taken over, with their labels.
    """

    def __init__(self, case: str) -> None:
        start = int.from_bytes(hashlib.sha256(case.encode()).digest()[:4], "big")
        self._first = start % 1_000_000
        self._random = random.Random(start)  # noqa: S311  nothing is guarded by what is invented
        self._known: dict[tuple[str, str], Any] = {}
        self._given: set[str] = set()
        self.left_out: dict[str, tuple[str, str]] = {}

    def row(self, standard: Standard, row: Mapping[str, Any], damaged: Mapping[str, str]) -> dict[str, Any]:
        """A row of the lake as a row of an example. `damaged`: the text of each cell that could not be read."""
        made: dict[str, Any] = {}
        for column in standard.columns.values():
            value = row.get(column.name)
            text = damaged.get(column.name) if value is None else None
            if value is None and text is None:
                continue
            told = self._text(column, text) if text is not None else self._value(column, value)
            if told is not None:
                made[column.name] = told
        return made

    def _value(self, column: Column, value: Any) -> Any:
        if column.in_copies == "keep":
            return _plain(column, value)
        if column.in_copies == "withhold":
            self.left_out[column.name] = (column.label.zh, column.label.en)
            return None
        return self._instead(column, str(value))

    def _text(self, column: Column, text: str) -> Any:
        """What stands for a cell that could not be read: as unreadable as it was, of what identifies; nothing else may
        be known to name nobody."""
        if column.in_copies == "hash" and column.kind is not None:
            return self._instead(column, text)
        return _UNREADABLE if column.type in _READ else None

    def _instead(self, column: Column, value: str) -> str:
        kind = column.kind or ("name" if column.mask == "person_name" else "title")
        same = "account" if kind in ("account", "bank_card") else kind
        found = self._known.get((same, value))
        if found is None:
            found = self._known[same, value] = self._new(kind, column, value)
            self._given.add(found)
        return str(found)

    def _new(self, kind: str, column: Column, value: str) -> str:
        order = self._first + len(self._known)
        if kind == "name":
            return f"{_SURNAMES[order % len(_SURNAMES)]}某{_STEMS[order // len(_SURNAMES) % len(_STEMS)]}"
        if kind == "title":
            return f"某{column.label.zh}{order}"
        state = identifiers.check(kind, value).state
        if kind == "person_id" and (born := _born(value)) is not None and state is not Tri.UNUSABLE:
            return made_up_person_id(born, order, male=int(value[16]) % 2 == 1)
        if kind == "uscc" and state is Tri.USABLE and len(value) == 18:
            return made_up_uscc(order)
        for _ in range(_TRIES):
            tried = self._like(kind, value)
            if tried != value and tried not in self._given and identifiers.check(kind, tried).state is state:
                return tried
        return f"{_UNREADABLE}{order}"  # nothing of its form is free: it is unusable then

    def _like(self, kind: str, value: str) -> str:
        """Other digits and letters in the same places; signs of other kinds stay."""
        if kind == "person_id" and value[:6].isdigit():
            return NO_REGION + "".join(map(self._other, value[6:]))
        head = 1 if kind == "phone" else 0  # of a mobile telephone
        if kind in ("case_number", "document_number") and (year := _YEAR.search(value)) is not None:
            head = year.end()
        return value[:head] + "".join(map(self._other, value[head:]))

    def _other(self, sign: str) -> str:
        if sign.isascii() and sign.isdigit():
            return str(self._random.randrange(10))
        if sign.isascii() and sign.isalpha():
            return self._random.choice("ABCDEFGHJKLMNPQRSTUVWXYZ")
        return sign


def _born(value: str) -> dt.date | None:
    """The day of birth that an identity number of eighteen signs tells."""
    if len(value) != 18 or not value[:17].isdigit():
        return None
    try:
        return dt.date(int(value[6:10]), int(value[10:12]), int(value[12:14]))
    except ValueError:
        return None


def _plain(column: Column, value: Any) -> Any:
    """A clean value as a file of examples writes it."""
    match column.type:
        case "month":
            return month_text(value)
        case "money" | "decimal":
            number = float(value)
            return int(number) if number == int(number) else number
        case "integer":
            return int(value)
        case "boolean" | "date":
            return value
    return str(value)
