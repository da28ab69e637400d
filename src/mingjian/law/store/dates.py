"""From when a text is in force, what it repeals, by what it was amended: as the text and its head note tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mingjian.law.articles import short_title
from mingjian.law.numerals import NUMERAL, parse_int
from mingjian.law.store.source import Source

__all__ = ["Basis", "Start", "amended_by", "days_in", "repeals", "start_of"]

Basis = Literal["stated", "text", "published", "amendment", "none"]
"""Whence a first day is known: stated by the one who imports; the text (本法自…起施行); only the day of publication,
before which it cannot have been in force; an amendment's own words; not at all."""

_DAY = re.compile(rf"({NUMERAL}{{4}})年({NUMERAL}{{1,2}})月({NUMERAL}{{1,3}})日")
_SELF = r"(?:本(?:法|条例|规定|解释|办法|细则|规则|决定|意见|批复|修正案|准则|通则|制度))"
_BEGINS = re.compile(rf"{_SELF}[^。；]{{0,20}}?自([^。，；]{{2,24}}?)(?:开始|起)?(?:正式)?(?:施行|实施|执行|生效)")
_AT_ONCE = re.compile(r"(?:公布|发布|颁布|通过|印发)之日")
_REPEALS = re.compile(r"[^。；\n]*(?:同时废止|予以废止|同时不再执行|即行废止)")
_TITLE = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
_PARTLY = re.compile(r"》[^《》，。、]{0,12}第" + NUMERAL)
_CHANGED = re.compile(r"修正|修订|修改|修正案|决定》")


@dataclass(frozen=True)
class Start:
    """The first day in force (null: not known) and whence it is known."""

    day: date | None
    basis: Basis

    @property
    def sure(self) -> bool:
        """False where only the day of publication is known, or nothing."""
        return self.basis in {"stated", "text", "amendment"}


def days_in(text: str) -> list[date]:
    """The days a text names, in order: 2021年3月1日, 二〇二一年三月一日."""
    found = []
    for year, month, day in _DAY.findall(text):
        try:
            found.append(date(parse_int(year) or 0, parse_int(month) or 0, parse_int(day) or 0))
        except ValueError:
            continue
    return found


def start_of(source: Source) -> Start:
    """The first day of a text.

    A day the text names counts when it is not before the publication: a law that was amended often keeps the day on
    which its first version began. A text without a day of its own that was amended since (its head note says so, or
    an article has a 之) is not the one that began on the day it names.
    """
    if source.start is not None:
        return Start(source.start, "stated")
    said = source.body or "\n".join(piece.text for piece in list(source.articles.values())[::-1])
    begins = _BEGINS.search(said)
    named = days_in(begins[1]) if begins else []
    noted = _passed(source)
    published = source.published or (noted[-1] if noted else None)
    amended = len(amended_by(source)) > 0 or any(inserted for _, inserted in source.articles)
    if named and (named[0] >= published if published is not None else not amended):
        return Start(named[0], "text")
    if published is None:
        return Start(None, "none")
    at_once = begins is not None and bool(_AT_ONCE.search(begins[1]))
    return Start(published, "text" if at_once and noted and not amended else "published")


def _passed(source: Source) -> list[date]:
    return [days[0] for line in source.note if (days := days_in(line))]


def amended_by(source: Source) -> list[tuple[date, str]]:
    """The amendments of a head note: the day each was passed and its line without the day."""
    found = []
    for line in source.note:
        days = days_in(line)
        if days and _CHANGED.search(line):
            found.append((days[0], _DAY.sub("", line, count=1).strip("（）() 　")))
    return found


def repeals(source: Source) -> Iterator[str]:
    """Short titles of the laws a text repeals as a whole; a law of its own title is its earlier self."""
    own = short_title(source.title)
    for piece in source.articles.values():
        for sentence in _REPEALS.findall(piece.text):
            if _PARTLY.search(sentence):
                continue
            for title in _TITLE.findall(sentence):
                name = short_title(title)
                if name != own and len(name) > 2:
                    yield name
