"""What persons say: of one matter differently, against each other, or in the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from rapidfuzz import fuzz

from mingjian.assist.evidence.contradictions.amounts import told
from mingjian.assist.evidence.contradictions.context import Context, Hit
from mingjian.assist.evidence.contradictions.places import places_differ
from mingjian.assist.evidence.contradictions.times import period
from mingjian.assist.evidence.records import Claim
from mingjian.assist.evidence.values import earliest, in_base, latest, same_quantity

__all__ = ["copied_statements", "speakers_differ", "statements_differ"]

_ALIKE = 95.0
_LEAST = 120
"""Characters: shorter records are alike by their form alone."""
_ROUND = Decimal("0.1")
_COMPARED = ("amount", "count", "weight", "time", "place", "tool")


def statements_differ(context: Context) -> Iterator[Hit]:
    """One speaker, one matter, two values in different documents."""
    for a, b in _pairs(context):
        if a.speaker == b.speaker and a.document != b.document and _differ(a, b):
            yield Hit((a, b), {"who": context.case.name(a.speaker), "a": _value(a), "b": _value(b)})


def speakers_differ(context: Context) -> Iterator[Hit]:
    """Two speakers, one matter, two values: told once for two speakers, however often they spoke."""
    told: set[tuple[str, ...]] = set()
    for a, b in _pairs(context):
        matter = (a.about, a.what, *sorted((str(a.speaker), str(b.speaker))))
        if a.speaker != b.speaker and matter not in told and _differ(a, b):
            told.add(matter)
            names = {"who": context.case.name(a.speaker), "other": context.case.name(b.speaker)}
            yield Hit((a, b), {**names, "a": _value(a), "b": _value(b)})


def _pairs(context: Context) -> Iterator[tuple[Claim, Claim]]:
    spoken = [one for one in context.case.file.claims if one.speaker is not None and one.what in _COMPARED]
    return ((a, b) for a, b in combinations(spoken, 2) if a.about == b.about and a.what == b.what)


def _differ(a: Claim, b: Claim) -> bool:
    if a.what in ("amount", "count", "weight"):
        if a.value is None or b.value is None:
            return False
        unit = {"amount": "元", "weight": "克", "count": ""}[a.what]
        one, other = (a.value, a.measure or unit), (b.value, b.measure or unit)
        larger = max(abs(in_base(*one)[0]), abs(in_base(*other)[0]))
        return same_quantity(one, other, larger * _ROUND if a.rounded or b.rounded else Decimal(0)) is False
    if a.what == "time":
        return _apart(a, b)
    if a.what == "place":
        return places_differ(a.says, b.says)
    return bool(a.says and b.says) and not _same_words(a.says or "", b.says or "")


def _apart(a: Claim, b: Claim) -> bool:
    """Times that do not meet; one that is called approximate may be an hour off."""
    if a.from_ is None or b.from_ is None:
        return False
    first, second = (a, b) if earliest(a.from_) <= earliest(b.from_) else (b, a)
    assert first.from_ is not None
    assert second.from_ is not None
    gap = earliest(second.from_) - latest(first.to or first.from_)
    return gap.total_seconds() > (3600 if a.rounded or b.rounded else 0)


def _same_words(a: str, b: str) -> bool:
    one, other = (re.sub(r"[\s，。、“”一把根支]", "", text) for text in (a, b))
    return one in other or other in one


def _value(one: Claim) -> str:
    if one.value is not None:
        return told(one.value, one.measure or ("元" if one.what == "amount" else ""))
    return one.says or period(one.from_, one.to)


def copied_statements(context: Context) -> Iterator[Hit]:
    """Two records whose words are nearly the same."""
    written = [
        (one, text) for one in context.case.file.statements
        if len(text := re.sub(r"[\s\W]+", "", one.text or "")) >= _LEAST
    ]  # fmt: skip
    for (a, first), (b, second) in combinations(written, 2):
        alike = fuzz.ratio(first, second, score_cutoff=_ALIKE)
        if alike >= _ALIKE:
            yield Hit((a, b), {"a": f"{alike:.0f}"})
