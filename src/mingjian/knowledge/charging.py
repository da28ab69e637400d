"""Charges of two cases beside each other, and the charges a text tells of that stops before its verdict.

Charges are compared as the law has them and not as they are printed: a name of before is the name of today, a
selection (贩卖毒品罪) the listed charge, and charges of one article (赌博罪, 开设赌场罪) are near each other. What a
name stands for is law.charges; what nearness counts for was chosen on the tuning half (docs/search.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from mingjian.documents.charges import CHARGE, CRIME
from mingjian.law.selective import full_charge

__all__ = ["charges_told", "likeness"]

_ONE_ARTICLE = 0.8
_BEFORE = re.compile(rf"(?:曾|因)[^。；，]{{0,6}}犯(?P<charge>{CHARGE})")
"""A conviction of before: 曾因犯盗窃罪. What somebody was punished for then is not what this case is about."""


@dataclass(frozen=True)
class _Meant:
    name: str
    articles: frozenset[str]


def charges_told(text: str) -> list[str]:
    """Charges a text without a verdict tells of, in its order; former convictions only where there is nothing else."""
    before = {match.start("charge") for match in _BEFORE.finditer(text)}
    found = [(match["charge"], match.start("charge") in before) for match in CRIME.finditer(text)]
    known = [(name, former) for name, former in found if _meant(name)]
    now = [name for name, former in known if not former]
    return now or [name for name, _ in known] or [name for name, _ in found]


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike the charges of two cases are, 0 to 1: to each its nearest of the other, on average."""
    here, there = _all_meant(one), _all_meant(other)
    best = [max(_near(a, b) for b in there) for a in here] + [max(_near(a, b) for a in here) for b in there]
    return sum(best) / len(best)


def _near(one: _Meant, other: _Meant) -> float:
    if one.name == other.name:
        return 1.0
    return 0.0 if one.articles.isdisjoint(other.articles) else _ONE_ARTICLE


def _all_meant(names: Sequence[str]) -> list[_Meant]:
    """What the names stand for, each once; a name the law does not know stands for itself."""
    found = {meant: None for name in names for meant in _meant(name) or (_Meant(name, frozenset()),)}
    return list(found)


@cache
def _meant(name: str) -> tuple[_Meant, ...]:
    """The listed charges of a name as it was read: one, those of a list (受贿、贪污罪), or none."""
    printed = name.rpartition("构成")[2]
    return tuple(_listed([printed])) or tuple(_listed(printed.removesuffix("罪").split("、")))


def _listed(names: Sequence[str]) -> Iterator[_Meant]:
    for one in names:
        if (found := full_charge(one)) is not None:
            yield _Meant(found.now, frozenset(found.articles))
