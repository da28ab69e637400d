"""Errors of the standards: a wrong name always comes with the nearest right one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class StandardError(Exception):
    """A definition of a standard or of a code list is wrong; the message names the file and the entry."""


class UnknownName(LookupError):
    """A standard, column, code list or identifier kind that does not exist.

    `what` is the noun, `name` what was asked for, `nearest` the closest existing name or null.
    """

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        self.what, self.name = what, name
        self.nearest = nearest(name, known)
        hint = f"；是不是 / did you mean {self.nearest}?" if self.nearest else ""
        super().__init__(f"没有这个{_NOUNS.get(what, what)} / no such {what}: {name}{hint}")


_NOUNS = {
    "standard": "数据标准",
    "column": "列",
    "code list": "代码表",
    "identifier kind": "标识类别",
    "code": "代码",
    "type": "数据类型",
}


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The closest of `known` to `name`, or None when nothing is close."""
    found = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return found[0] if found else None
