"""Marking citations in a text or in markup, without changing a sign of it or breaking a tag."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape, unescape

from mingjian.law.citing.find import Citation

__all__ = ["annotate_markup", "annotate_text", "plain_of", "segments"]

Span = tuple[int, int]
Marks = Callable[[tuple[Citation, ...]], tuple[str, str]]
"""What stands before and behind a marked place, by the citations there: `("<a href=…>", "</a>")`."""

_PIECE = re.compile(
    r"<!--.*?-->|<(script|style|a|title|textarea)\b[^>]*>.*?</\1\s*>|<[^>]*>|&[#\w]+;", re.DOTALL | re.IGNORECASE
)


def segments(length: int, citations: Iterable[Citation]) -> Iterator[tuple[Span, tuple[Citation, ...]]]:
    """The places of a text in order: those without citation, and those with the citations that share them.

    Spans that overlap (`第一款、第三款` of one article) are one place.
    """
    places: list[tuple[int, int, list[Citation]]] = []
    for one in sorted(citations, key=lambda found: found.span):
        start, end = one.span
        if places and start < places[-1][1]:
            first, last, held = places[-1]
            places[-1] = (first, max(last, end), [*held, one])
        else:
            places.append((start, end, [one]))
    at = 0
    for start, end, held in places:
        if at < start:
            yield (at, start), ()
        yield (start, end), tuple(held)
        at = end
    if at < length:
        yield (at, length), ()


def annotate_text(text: str, citations: Iterable[Citation], marks: Marks) -> str:
    """A plain text as markup: its own signs escaped, its citations marked."""
    out: list[str] = []
    for (start, end), held in segments(len(text), citations):
        before, behind = marks(held) if held else ("", "")
        out += [before, escape(text[start:end], quote=False), behind]
    return "".join(out)


def plain_of(markup: str) -> tuple[str, list[Span]]:
    """The words of markup, tags left out, and where each sign stands in it. Links, scripts and styles have no words."""
    words: list[str] = []
    places: list[Span] = []
    at = 0
    for piece in [*_PIECE.finditer(markup), None]:
        until = piece.start() if piece else len(markup)
        for place in range(at, until):
            words.append(markup[place])
            places.append((place, place + 1))
        if piece is None:
            break
        if piece[0].startswith("&"):
            for sign in unescape(piece[0]):
                words.append(sign)
                places.append(piece.span())
        at = piece.end()
    return "".join(words), places


def annotate_markup(markup: str, citations: Iterable[Citation], marks: Marks) -> str:
    """Markup with the citations of its words (`plain_of`) marked; a citation cut by tags is marked piece by piece, so
    that no mark begins outside an element and ends within it."""
    plain, places = plain_of(markup)
    out: list[str] = []
    at = 0
    for (start, end), held in segments(len(plain), citations):
        if not held:
            continue
        before, behind = marks(held)
        for first, last in _unbroken(places[start:end]):
            out += [markup[at:first], before, markup[first:last], behind]
            at = last
    return "".join([*out, markup[at:]])


def _unbroken(places: list[Span]) -> Iterator[Span]:
    """Runs without a tag in between."""
    first, last = places[0]
    for start, end in places[1:]:
        if start > last:
            yield first, last
            first = start
        last = max(last, end)
    yield first, last
