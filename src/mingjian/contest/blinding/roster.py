"""Whose traces are looked for: people, offices with their short forms, how somebody is reached, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from mingjian.contest.people import Office, Person

__all__ = ["Roster", "office_forms", "place_forms", "roster_of"]

_KINDS = "特别行政区|自治区|自治州|自治县|自治旗|地区|新区|省|市(?!区)|区|县|旗|盟"
_SEGMENT = re.compile(rf".(?:[^省市区县旗盟]|市(?=区)){{0,9}}?(?:{_KINDS})")
_TAIL = re.compile(r"(?:人民)?检察(?:分)?院$")
_SUFFIX = re.compile(rf"(?:{_KINDS})$")
_MOST = 3
"""Levels of the tree that a name of an office can spell out."""


@dataclass(frozen=True)
class Roster:
    """Who made a work, and all others whose names would tell it.

    `people`: names as written; `offices`: full names, whose short forms are derived; `others`: further names (short
    forms of one's own, companies, accounts); `contacts`: e-mail addresses, telephones, accounts; `numbers`: of staff or
    identity. Best of all authors and offices of the contest: a colleague's name tells the office too."""

    people: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


def roster_of(people: Iterable[Person], offices: Iterable[Office] = (), contacts: Iterable[str] = ()) -> Roster:
    """Of people with where they serve and served, further offices, and what the entry form gave to reach somebody."""
    known = list(people)
    served = [one.office for person in known for one in person.postings]
    names = dict.fromkeys(one.zh for one in [*served, *offices] if one.zh)
    english = dict.fromkeys(one.en for one in [*served, *offices] if one.en)
    reached = dict.fromkeys([*(one for person in known for one in person.contacts), *contacts])
    return Roster(tuple(dict.fromkeys(one.name for one in known)), tuple(names), tuple(english), tuple(reached))


def _segments(office: str) -> list[str] | None:
    """The places an office's name spells out (安徽省, 合肥市, 蜀山区); None where it is not named so."""
    tail = _TAIL.search(office)
    if tail is None:
        return None
    found, rest = [], office[: tail.start()]
    while rest:
        match = _SEGMENT.match(rest)
        if match is None:
            return None
        found.append(match[0])
        rest = rest[match.end() :]
    return found[-_MOST:] or None


def _core(place: str) -> str:
    """Without what a place is (合肥 of 合肥市), where at least two signs are left."""
    short = _SUFFIX.sub("", place)
    return short if len(short) > 1 else place


def office_forms(office: str) -> dict[str, bool]:
    """Ways an office is written, and whether one is sure that it is meant.

    安徽省合肥市蜀山区人民检察院, 合肥市蜀山区检察院, 蜀山区院; 蜀山院 and 蜀山检 are doubtful."""
    segments = _segments(office)
    if segments is None:
        return {office: True, office.replace("人民检察", "检察"): True}
    forms: dict[str, bool] = {office: True}
    above = [("", one, _core(one)) for one in segments[:-1]]
    last = segments[-1]
    for *front, own in product(*above, (last, _core(last))):
        before = "".join(front) + own
        for tail in ("人民检察院", "检察院", "人民检察分院", "检察分院", "检察机关"):
            forms[before + tail] = True
        for tail in ("院", "检察", "检"):
            forms.setdefault(before + tail, own == last and tail != "检" and own != _core(last))
    return forms


def place_forms(office: str) -> set[str]:
    """The places in an office's name, long and short. Each is doubtful: laws and agencies have them in their titles."""
    return {form for one in _segments(office) or () for form in (one, _core(one))}
