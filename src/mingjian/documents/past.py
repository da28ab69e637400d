"""What a heading's past is made of, and where an administrative detention belongs to the case itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from mingjian.documents import dates
from mingjian.documents.terms import TERM, parse_term

_ACT = re.compile(r"涉嫌(?:犯有?)?(?P<act>[^，。；、于被]{2,12}?)(?:罪|犯罪|[，于被])")
_LASTS = re.compile(rf"[^，。；]{{0,6}}?(?P<term>{TERM})")


@dataclass(slots=True)
class Past:
    """An earlier punishment; ``kind`` ``administrative`` for what no criminal court decided."""

    on: str | None
    charge: str | None
    kind: str | None
    months: int | None
    start: int
    end: int
    sure: float = 1.0


@dataclass(slots=True)
class Measure:
    """A coercive measure of this case and its day."""

    kind: str
    on: str | None
    start: int
    end: int
    sure: float = 1.0


def of_this_case(text: str, pasts: list[Past], measures: list[Measure]) -> None:
    """Make measures of the administrative detention for the act on trial that the criminal one follows without a gap.

    What stands between the two (a compulsory treatment) is part of the same chain.
    """
    if not pasts or not measures or pasts[-1].start > measures[0].start:
        return
    act = _ACT.search(text, pasts[-1].end, measures[0].end)
    begun = dates.as_day(measures[0].on or "")
    if act is None or begun is None:
        return
    first = len(pasts)
    while first and pasts[first - 1].kind == "administrative":
        first -= 1
    for i in range(first, len(pasts)):
        past = pasts[i]
        taken = dates.as_day(past.on or "")
        lasts = _LASTS.match(text, past.end)
        term = parse_term(lasts["term"]) if lasts else None
        why = text[text.rfind("。", 0, past.end) + 1 : past.end]
        if taken is None or term is None or act["act"] not in why:
            continue
        if taken <= begun <= taken + timedelta(days=31 * term.months + term.days):
            measures[:0] = [Measure("administrative", p.on, p.start, p.end, 0.7) for p in pasts[i:]]
            del pasts[i:]
            return
