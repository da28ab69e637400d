"""The words of a place with some of what stands around them, so that a person need not open the document."""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.assist.evidence.case import Case
from mingjian.assist.evidence.finding import Place

__all__ = ["Quote", "quote"]

_AROUND = 60
"""Characters before and behind."""
_LONGEST = 400


@dataclass(frozen=True)
class Quote:
    """A part of a document's text; the words meant are its characters from ``start`` up to ``end``."""

    text: str
    start: int
    end: int


def quote(case: Case, place: Place) -> Quote | None:
    """The words of a place within their text; None where the document's text or the characters are not recorded."""
    source = case.documents.get(place.document or "")
    if source is None or source.text is None or place.span is None:
        return None
    begin, end = place.span[0], min(place.span[1], place.span[0] + _LONGEST)
    first = max(0, begin - _AROUND)
    return Quote(source.text[first : end + _AROUND], begin - first, end - first)
