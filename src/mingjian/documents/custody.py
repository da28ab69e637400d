"""Custody before judgment, derived from the measures in the heading: first day, days to credit, gaps.

Source: 刑法 arts. 41, 44 and 47 (custody before judgment is credited; bail is not).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mingjian.documents.dates import as_day
from mingjian.documents.numbers import NUM, parse_int

_BEGINS = {"seized", "detained", "arrested"}
_ENDS = {"bail", "residence", "released"}
_PRINTED = re.compile(
    rf"(?:先行羁押的?|已(?:先行)?羁押|(?:共|已)折抵(?:刑期)?|折抵刑期共?)(?P<n>{NUM}{{1,4}})(?:日|天)(?!折抵)"
)


@dataclass(frozen=True, slots=True)
class Custody:
    """``start`` first day held; ``days`` in spells that ended before judgment (both ends count); ``gap`` if one did."""

    start: date | None
    days: int | None
    gap: bool


def custody(measures: Iterable[tuple[str, str | None]], credit: int | None = None) -> Custody:
    """Custody from ``(kind, ISO day)`` pairs in printed order; a ``credit`` printed in the operative part wins."""
    held: date | None = None
    first: date | None = None
    days = 0
    gap = False
    for kind, on in measures:
        day = as_day(on) if on else None
        if kind in _BEGINS:
            first = first or day
            held = held or day
        elif kind in _ENDS and first is not None:
            gap = gap or held is not None
            if held and day and day >= held:
                days += (day - held).days + 1
            held = None
    return Custody(first, credit if credit is not None else (days or None), gap)


def credited(text: str, start: int, end: int) -> tuple[int, int, int] | None:
    """Days of custody the operative part says it credits, with the place (not the rule 羁押一日折抵刑期一日)."""
    for match in _PRINTED.finditer(text, start, end):
        number = parse_int(match["n"])
        if number and (number > 2 or match[0].startswith("共")):
            return number, *match.span()
    return None
