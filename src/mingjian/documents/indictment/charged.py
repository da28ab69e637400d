"""Which offences a text charges each defendant with: 犯…罪, 涉嫌…罪, 以…罪追究, 构成…罪."""

from __future__ import annotations

import re
from functools import lru_cache

from mingjian.documents.charges import CHARGE
from mingjian.documents.names import name_groups
from mingjian.law import charges

Place = tuple[int, int]
Charged = dict[int, dict[str, Place]]

_LEAD = (
    r"(?:(?<![初从主累惯偶共再系])犯(?:有(?!价证券)|了)?|涉嫌(?:犯有?)?|构成(?:了)?|分别以|应以|应当以"
    r"|以(?=[^，。；]{2,60}罪[^，。；]{0,20}(?:追究|定罪|处罚)))"
)
_CHARGED = re.compile(rf"{_LEAD}(?P<charge>{CHARGE})")
_ASKED = re.compile(
    rf"(?:分别)?(?:应(?:当)?)?(?:分别)?以(?P<charge>{CHARGE})(?=[^。；]{{0,80}}?(?:追究|定罪处罚|对其|对被告))"
)
_NEXT = re.compile(r"[、，和及与]|以及|并?分别")
_ALL = re.compile(
    r"(?:其|他们|上述|以上|上列|[二两三四五六七八九十]{1,2}(?:名)?)(?:各?(?:名)?被告(?:人|单位))?(?:[二两三四五六七八九十]{0,2}人)?(?:均|的行为|行为)"
)
_AFTER = re.compile(r"(?:追究|对)(?:(?:其|他们)|(?P<who>(?:上述|以上|[二两三四五六七八九十])?(?:被告(?:人|单位))?))")


@lru_cache(maxsize=1)
def _begins() -> frozenset[str]:
    return frozenset(name[:2] for name in charges())


def charged(text: str, start: int, end: int, names: list[str]) -> Charged:
    """Charges by index of the defendant, each with its first place; a charge about nobody named is everybody's."""
    found: Charged = {}
    groups = name_groups(text, start, end, names)
    everyone = tuple(range(len(names)))
    for pattern in (_ASKED, _CHARGED):  # what is asked for; where nothing is, what is said to be fulfilled
        done = frozenset(found)
        for match in pattern.finditer(text, start, end):
            listed = _listed(text, match, end)
            for who in _who(text, match, listed[-1][1][1], end, groups, names, everyone):
                if who not in done:
                    found.setdefault(who, {}).update({c: at for c, at in listed if c not in found.get(who, {})})
    return found


def _listed(text: str, match: re.Match[str], end: int) -> list[tuple[str, Place]]:
    """The charge of the match and those listed behind it (盗窃罪、掩饰、隐瞒犯罪所得罪)."""
    found = [(match["charge"], match.span("charge"))]
    at = match.end("charge")
    more = re.compile(CHARGE)
    while at < end:
        joint = _NEXT.match(text, at, end)
        begin = joint.end() if joint else at
        following = more.match(text, begin, end) if text[begin : begin + 2] in _begins() else None
        if following is None:
            return found
        found.append((following[0], following.span()))
        at = following.end()
    return found


def _who(
    text: str, match: re.Match[str], after: int, end: int,
    groups: list[tuple[int, int, list[str]]], names: list[str], everyone: tuple[int, ...],
) -> tuple[int, ...]:  # fmt: skip
    """Whom a charge is about: who is named behind it (以…罪追究被告人A…), else the last named before it."""
    behind = _AFTER.search(text, after, min(end, after + 40))
    if behind and not re.search("[。；]|以[^，。；]{2,30}罪", text[after : behind.start()]):
        named = next((g for g in groups if 0 <= g[0] - behind.start() <= 16), None)
        if named and not re.search("[，。；]", text[behind.end() : named[0]]):
            return tuple(names.index(n) for n in named[2])
    before = [g for g in groups if g[1] <= match.start()]
    if not before:
        return everyone
    between = text[before[-1][1] : match.start()]
    if "。" in between and _ALL.search(between):
        return everyone
    return tuple(names.index(n) for n in before[-1][2])
