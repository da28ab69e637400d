"""A paper as its grammars look at it: clean text, values behind labels, and labels whose value could not be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeVar

from mingjian.assist.evidence.papers.moments import Moment, moment, period
from mingjian.documents.found import Found
from mingjian.documents.text import Clean

__all__ = ["Page"]

T = TypeVar("T")
_BEHIND = r"(?:（[^（）]{0,14}）)?[：_]*"
_ENDS = "。；，！？：）〉|"
_BLANK = re.compile(
    r"[_/\\—-]*(?:（?(?:空白|未签|未签名|无)）?)?(?=$|[。；]|[\u4e00-\u9fff]{2,8}(?:（[^（）]{1,8}）)?：)"
)


class Page:
    """A paper's text without white space, with the way back to the characters of the paper."""

    def __init__(self, text: str) -> None:
        self.clean = Clean(text)
        self.text = self.clean.text
        self.missed: list[int] = []

    def found(self, value: T, start: int, end: int, sure: float = 1.0) -> Found[T]:
        """A value with its characters in the paper."""
        return self.clean.found(value, start, end, sure)

    def behind(self, labels: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, bool]]:
        """Where the values of a label begin, and whether a colon stood there. A label stands before a colon, at the
        beginning of a line or behind a mark: within a sentence its words are no label."""
        for match in _label(labels).finditer(self.text, start, len(self.text) if end is None else end):
            colon = "：" in match[0] or "_" in match[0]
            at = match.start()
            if colon or self.clean.broken(at) or self.text[at - 1] in _ENDS:
                yield match.end(), colon

    def value(
        self, labels: str, grammar: Callable[[Page, int], Found[T] | None], start: int = 0, end: int | None = None
    ) -> Found[T] | None:
        """What the grammar reads behind the first of the labels where it reads something."""
        for at, colon in self.behind(labels, start, end):
            found = grammar(self, at)
            if found is not None:
                return found
            if colon and not self.blank(at):
                self.missed.append(at)
        return None

    def when(self, labels: str, start: int = 0, end: int | None = None) -> Found[str] | None:
        """A day or moment behind a label."""
        return self.value(labels, lambda page, at: page.at(moment(page.clean, at)), start, end)

    def period(self, labels: str) -> tuple[Found[str] | None, Found[str] | None]:
        """A beginning and an end behind one label."""
        for at, colon in self.behind(labels):
            both = period(self.clean, at)
            if both is not None:
                return self.at(both[0]), self.at(both[1])
            if colon:
                self.missed.append(at)
        return None, None

    def at(self, one: Moment | None) -> Found[str] | None:
        """A moment as a value."""
        return None if one is None else self.found(one.value, one.start, one.end)

    def has(self, words: str, start: int = 0, end: int | None = None) -> Found[bool] | None:
        """True where the words stand in the text."""
        match = _pattern(words).search(self.text, start, len(self.text) if end is None else end)
        return None if match is None else self.found(True, match.start(), match.end())

    def told(self, yes: str, no: str) -> Found[bool] | None:
        """True or False as the words say it; what is denied is looked for first. None where neither stands there."""
        denied = _pattern(no).search(self.text)
        if denied is not None:
            return self.found(False, denied.start(), denied.end())
        return self.has(yes)

    def blank(self, at: int) -> bool:
        """Whether nothing was filled in behind a label."""
        return _BLANK.match(self.text, at) is not None


@lru_cache(maxsize=512)
def _label(labels: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{labels}){_BEHIND}")


@lru_cache(maxsize=512)
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words)
