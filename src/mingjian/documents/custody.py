"""Custody before judgment, derived from the measures in the heading: first day, days to credit, gaps.

Source: 刑法 arts. 41, 44 and 47 (custody before judgment is credited; bail is not).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from mingjian.documents.dates import as_day, scan
from mingjian.documents.numbers import NUM, parse_int

_BEGINS = {"seized", "detained", "arrested"}
_ENDS = {"bail", "residence", "released"}
_PRINTED = re.compile(
    rf"(?:先行羁押的?|已(?:先行)?羁押|(?:共|已)折抵(?:刑期)?|折抵刑期共?|(?<!日)(?<!日，)(?<!天)(?<!天，)刑期(?:已|应)?折抵)"
    rf"(?P<n>{NUM}{{1,4}})(?P<unit>日|天)(?!折抵)(?P<done>已(?:予|经)?折抵|(?:予以|应予)折抵)?"
)
_CAUGHT = re.compile(r"抓获|捉获|查获|抓捕归案|归案|到案|扭送|带至|传唤")
_PUNISHED = re.compile(r"行政处罚决定书|行政拘留决定书|强制隔离戒毒决定书")
_STEP = timedelta(days=1)
_LOOK = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Custody:
    """``start`` first day held; ``days`` to credit: as printed, else those of spells that ended and were followed by
    freedom (both ends count); ``gap`` if there was such a spell."""

    start: date | None
    days: int | None
    gap: bool


def custody(measures: Iterable[tuple[str, str | None]], credit: int | None = None) -> Custody:
    """Custody from ``(kind, ISO day)`` pairs in printed order; a ``credit`` printed in the operative part wins."""
    spells: list[tuple[date | None, date | None, bool]] = []  # first day, last day, over
    for kind, on in measures:
        day = as_day(on) if on else None
        if kind in _BEGINS:
            if not spells or spells[-1][2]:
                last = spells[-1][1] if spells else None
                if last and day and last <= day <= last + _STEP:  # handed to another office: the same spell goes on
                    spells[-1] = (spells[-1][0], None, False)
                elif day or spells:
                    spells.append((day, None, False))
            elif spells[-1][0] is None:
                spells[-1] = (day, None, False)
        elif kind in _ENDS and spells and not spells[-1][2]:
            spells[-1] = (spells[-1][0], day, True)
    days = sum((to - since).days + 1 for since, to, _ in spells if since and to and to >= since)
    start = next((since for since, _, _ in spells if since), None)
    gap = any(over for _, _, over in spells)
    return Custody(start, credit if credit is not None else (days or None), gap)


def taken_before(text: str, start: date, name: str | None) -> date | None:
    """The first day on which the text says somebody was caught or summoned, in the two months before ``start``.

    Such a day may be credited although no measure is told for it (刑法 arts. 44, 47). ``name`` limits the search to
    sentences that hold it, for texts with several defendants.
    """
    found: list[date] = []
    for match in _CAUGHT.finditer(text):
        since = max(text.rfind(mark, 0, match.start()) for mark in "。；\n") + 1
        stop = text.find("。", match.end())
        if name and name not in text[since : stop if stop >= 0 else len(text)]:
            continue
        told = scan(text, since, match.start(), start.isoformat())
        day = as_day(told[-1].value) if told else None
        if day and start - _LOOK <= day < start:
            found.append(day)
    return min(found, default=None)


def punished(text: str) -> bool:
    """Whether the evidence holds an administrative penalty, whose detention may be credited without being told."""
    return _PUNISHED.search(text) is not None


def credited(text: str, start: int, end: int) -> tuple[int, int, int] | None:
    """Days of custody the operative part says it credits, with the place (not the rule 羁押一日折抵刑期一日)."""
    for match in _PRINTED.finditer(text, start, end):
        number = parse_int(match["n"])
        if number and (number > 2 or match["done"] or match[0].startswith(("共", "刑期"))):
            return number, *match.span()
    return None
