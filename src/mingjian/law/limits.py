"""General limits of penalties, dated, from `data/limits.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from ruamel.yaml import YAML


@dataclass(frozen=True)
class Limit:
    """One limit: `value` in `unit` (month, yuan), its law and article, closed validity, words in both languages."""

    id: str
    value: int
    unit: str
    law: str
    article: str
    start: date
    end: date | None
    verified: bool
    zh: str
    en: str


@cache
def limits() -> tuple[Limit, ...]:
    """All limits in the order of the file."""
    rows = YAML(typ="safe", pure=False).load(files("mingjian.law").joinpath("data/limits.yaml").read_text("utf-8"))
    return tuple(
        Limit(start=row.pop("from"), end=row.pop("to", None), law=row.pop("law", "刑法"), **row) for row in rows
    )


def limit(id: str, on: date) -> int:
    """The value of a limit on a day; LookupError when no such limit was in force."""
    for one in limits():
        if one.id == id and one.start <= on and (one.end is None or on <= one.end):
            return one.value
    known = "、".join(dict.fromkeys(one.id for one in limits()))
    raise LookupError(f"{on} 没有这个限额 / no such limit: {id}（{known}）")
