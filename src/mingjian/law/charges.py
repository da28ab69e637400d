"""Charges of the Criminal Law: their articles, and the days between which each name was the charge's name.

Source: the provisions of the Supreme People's Court and the Supreme People's Procuratorate on charge names and
their supplements one to eight; data in `data/charges.txt`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files

_LINE = re.compile(r"(\d+(?:之\d+)?):\s*(.+)")
_NAME = re.compile(r"([^\[@]+?)(?:@([0-9,]+))?\s*(?:\[(\S*?)\.\.(\S*?)(?:\s+was\s+(.+))?\])?$")


@dataclass(frozen=True)
class Charge:
    """A charge name as a judgment prints it, with 罪.

    `articles`: of the Criminal Law, as `133之1`; `provisions`: the same with the paragraph where an article holds
    several charges, as `115-2`; `start`, `end`: closed, null is open; `now`: the name the charge bears today when
    this one was replaced, else the name itself.
    """

    name: str
    articles: tuple[str, ...]
    provisions: tuple[str, ...]
    start: date | None = None
    end: date | None = None
    now: str = ""

    def valid_on(self, day: date) -> bool:
        """Whether the name was the charge's name on `day`."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@cache
def charges() -> dict[str, Charge]:
    """Every charge by its full name, in the order of the law."""
    found: dict[str, Charge] = {}
    text = files("mingjian.law").joinpath("data/charges.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        matched = _LINE.match(line)
        if matched is None:
            raise ValueError(f"charges.txt: {line!r}")
        for item in matched[2].split(";"):
            charge = _read(matched[1], item.strip())
            known = found.get(charge.name)
            if known:
                charge = replace(
                    charge,
                    articles=(*known.articles, *charge.articles),
                    provisions=(*known.provisions, *charge.provisions),
                )
            found[charge.name] = charge
    return found


def charge(name: str) -> Charge | None:
    """The charge of that name (`盗窃罪` or `盗窃`), or None when there is no such charge."""
    return charges().get(name if name.endswith("罪") else name + "罪")


def _read(article: str, item: str) -> Charge:
    matched = _NAME.match(item)
    if matched is None:
        raise ValueError(f"charges.txt: {item!r}")
    name = matched[1] + "罪"
    provisions = tuple(f"{article}-{n}" for n in matched[2].split(",")) if matched[2] else (article,)
    start = date.fromisoformat(matched[3]) if matched[3] else None
    end = date.fromisoformat(matched[4]) if matched[4] else None
    return Charge(name, (article,), provisions, start, end, matched[5] + "罪" if matched[5] else name)
