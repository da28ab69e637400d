"""The thesaurus: groups of words for one thing, named by the term of the law, and which of them a text holds.

A word with `…` stands for its parts in order with up to six signs between, none of which ends a sentence. Of plain
words the longest at a place counts, so that one inside another is not taken for it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from importlib.resources import files

__all__ = ["concepts", "groups", "widened", "without_asking"]

_FILES = ("offences.txt", "procedure.txt", "civil.txt")
_GAP = "…"
_BETWEEN = "[^。？！；?!;\n]{0,6}?"


@cache
def groups() -> tuple[tuple[str, ...], ...]:
    """Words for one thing, a group each, the term first."""
    return tuple(tuple(line.split()) for name in _FILES for line in _lines(name))


def concepts(text: str) -> frozenset[str]:
    """The terms of the groups a text has a word of."""
    found: set[str] = set()
    plain, gapped = _plain(), _gapped()
    at = 0
    while at < len(text):
        word = next((one for one in plain.get(text[at], ()) if text.startswith(one, at)), "")
        found.update(_terms().get(word, ()))
        at += len(word) or 1
    for first, pattern, word in gapped:
        if first in text and pattern.search(text):
            found.update(_terms()[word])
    return frozenset(found)


def widened(text: str) -> str:
    """The text, and behind it the other words of every group it has one of."""
    there = concepts(text)
    more = (word for group in groups() if group[0] in there for word in group if _GAP not in word and word not in text)
    return "\n".join((text, " ".join(dict.fromkeys(more))))


def without_asking(text: str) -> str:
    """The text without phrases that only ask, greet or thank; whole where nothing would be left."""
    return re.sub(r"\s+", " ", _asking().sub(" ", text)).strip() or text


@cache
def _terms() -> dict[str, tuple[str, ...]]:
    """Word → terms of the groups it stands in."""
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for group in groups():
        for word in group:
            found[word] += (group[0],)
    return dict(found)


@cache
def _plain() -> dict[str, tuple[str, ...]]:
    """First sign → words without a gap, the longest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in _terms():
        if _GAP not in word:
            found[word[0]].append(word)
    return {sign: tuple(sorted(words, key=lambda one: (-len(one), one))) for sign, words in found.items()}


@cache
def _gapped() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """First part, pattern and word of those with a gap."""
    words = [word for word in _terms() if _GAP in word]
    return tuple(
        (word.split(_GAP)[0], re.compile(_BETWEEN.join(map(re.escape, word.split(_GAP)))), word) for word in words
    )


@cache
def _asking() -> re.Pattern[str]:
    phrases = {phrase for line in _lines("asking.txt") for phrase in line.split()}
    return re.compile("|".join(map(re.escape, sorted(phrases, key=lambda one: (-len(one), one)))))


def _lines(name: str) -> list[str]:
    text = files("mingjian.knowledge.wording").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
