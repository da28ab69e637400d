"""Custody before judgment, derived from the measures in the heading: first day, days to credit, gaps.

Source: 刑法 arts. 41, 44 and 47 (custody before judgment is credited; bail is not).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
_CAUGHT = re.compile(
    r"[抓捉挡擒查]获|抓捕归案|归案|到案|投案|扭送|传唤|带至(?=[^，。；]{0,12}(?:派出所|公安|分局|大队))"
)
_CLAUSE = re.compile(r"[。；\n]|\Z")
_DESIGNATED = re.compile(r"指定(?:的)?(?:居所|住所|场所)?(?:执行)?监视居住")
_PUNISHED = re.compile(r"行政处罚决定书|行政拘留决定书|强制隔离戒毒决定书")
_STEP = timedelta(days=1)
_LOOK = timedelta(days=60)
_CONTEXT = 300  # characters


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
            elif spells[-1][0] is None or (kind == "seized" and day and day < spells[-1][0]):
                spells[-1] = (day, None, False)
        elif kind in _ENDS and spells and not spells[-1][2]:
            spells[-1] = (spells[-1][0], day, True)
    days = sum((to - since).days + 1 for since, to, _ in spells if since and to and to >= since)
    start = next((since for since, _, _ in spells if since), None)
    gap = any(over for _, _, over in spells)
    return Custody(start, credit if credit is not None else (days or None), gap)


def taken_by(text: str, start: date, name: str | None, others: Sequence[str] = ()) -> date | None:
    """The first day, up to ``start`` and in the two months before it, on which the text says somebody was caught, came
    in or was summoned.

    An earlier day may be credited although no measure is told for it (刑法 arts. 44, 47); ``start`` itself tells that
    nothing came before. ``name`` limits the search to what is told of him: in a clause he is the one named last before
    the word, else the first named after it, ``others`` being the other defendants.
    """
    found: list[date] = []
    for match in _CAUGHT.finditer(text):
        since = max(text.rfind(mark, 0, match.start()) for mark in "。；\n") + 1
        if name and _named(text, since, match.start(), match.end(), (name, *others)) != name:
            continue
        # 同月5日 is of the month told in the sentences before
        told = scan(text, max(0, since - _CONTEXT), match.start(), start.isoformat())
        day = as_day(told[-1].value) if told and told[-1].start >= since else None
        if day and start - _LOOK <= day <= start:
            found.append(day)
    return min(found, default=None)


def _named(text: str, since: int, start: int, end: int, names: Sequence[str]) -> str | None:
    close = _CLAUSE.search(text, end)
    stop = close.start() if close else len(text)
    before = [(text.rfind(name, since, start), name) for name in names]
    after = [(text.find(name, end, stop), name) for name in names]
    if max(before)[0] >= 0:
        return max(before)[1]
    return min(((at, name) for at, name in after if at >= 0), default=(0, None))[1]


@dataclass(frozen=True, slots=True)
class Residence:
    """Residential surveillance: its first day, its days until the next measure (both ends count), and whether it was at
    a designated place, where two days count one (刑事诉讼法76); null when the text does not say."""

    start: date | None = None
    days: int | None = None
    designated: bool | None = None


def residence(measures: Sequence[tuple[str, str | None]], told: bool, judged: date | None) -> Residence:
    """The residential surveillance among ``measures``; ``told``: the text speaks of a designated place."""
    at = next((i for i, (kind, _) in enumerate(measures) if kind == "residence"), None)
    if at is None:
        return Residence()
    start = as_day(measures[at][1] or "")
    rest = [as_day(on) for kind, on in measures[at + 1 :] if on and kind != "residence"]
    end = next((day for day in rest if day), judged)
    days = (end - start).days + 1 if start and end and end >= start else None
    return Residence(start, days, True if told else None)


def designated(text: str) -> bool:
    """Whether the text speaks of residential surveillance at a designated place."""
    return _DESIGNATED.search(text) is not None


def punished(text: str) -> bool:
    """Whether the evidence holds an administrative penalty, whose detention may be credited without being told."""
    return _PUNISHED.search(text) is not None


def credited(text: str, start: int, end: int) -> tuple[int, int, int] | None:
    """Days of custody the operative part says it credits, with the place (not the rule 羁押一日折抵刑期一日)."""
    for match in _PRINTED.finditer(text, start, end):
        number = parse_int(match["n"])
        sure = match["done"] or match[0].startswith(("共", "刑期")) or text[match.start() - 1] in "可应"
        if number and (number > 2 or sure):
            return number, *match.span()
    return None
