"""A text with its particulars of people replaced; what stood where, so that whoever publishes can look it over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mingjian.knowledge.anonymising.numbers import numbers, plain
from mingjian.knowledge.anonymising.people import companies, people
from mingjian.knowledge.anonymising.places import addresses

__all__ = ["KINDS", "Hit", "Masked", "anonymised", "hits"]

KINDS: dict[str, tuple[str, str, str]] = {
    "person": ("姓名", "name", "某人"),
    "company": ("单位名称", "company", "某公司"),
    "person_id": ("证件号码", "identity number", "某证件号"),
    "company_code": ("统一社会信用代码", "social credit code", "某信用代码"),
    "phone": ("电话号码", "telephone", "某电话"),
    "card": ("银行卡号、账号", "card or account", "某账号"),
    "plate": ("号牌号码", "number plate", "某车牌"),
    "contact": ("网络账号", "mail or network account", "某账号"),
    "address": ("住址", "address", "某地址"),
    "case_number": ("案号", "case number", "某案号"),
}
"""Kind → in Chinese, in English, what takes its place."""
_STEMS = "甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True, order=True)
class Hit:
    """A place from `start` to `end` (excluded) and what takes it."""

    start: int
    end: int
    kind: str
    words: str


@dataclass(frozen=True)
class Masked:
    """The text as others may read it, and what was replaced in the one given."""

    text: str
    hits: tuple[Hit, ...]


def anonymised(text: str, known: Iterable[str] = ()) -> Masked:
    """A text without particulars of people; `known`: names that are to go whatever stands about them."""
    found = hits(text, known)
    pieces, last = [], 0
    for one in found:
        pieces += [text[last : one.start], one.words]
        last = one.end
    return Masked("".join([*pieces, text[last:]]), tuple(found))


def hits(text: str, known: Iterable[str] = ()) -> list[Hit]:
    """What is to be replaced, in order, nothing twice. Of two that overlap the longer wins, and covers both."""
    half = plain(text)
    spans = [*numbers(half), *companies(text), *people(text, known), *addresses(half)]
    merged: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(spans, key=lambda one: (one[0], -one[1])):
        if merged and start < merged[-1][1]:
            first, last, before = merged[-1]
            longer = kind if end - start > last - first else before
            merged[-1] = (first, max(end, last), longer)
        else:
            merged.append((start, end, kind))
    names: dict[str, str] = {}
    return [Hit(start, end, kind, _words(kind, text[start:end], names)) for start, end, kind in merged]


def _words(kind: str, found: str, names: dict[str, str]) -> str:
    """One word for one person: the first named is 某甲, the eleventh 某11."""
    if kind != "person":
        return KINDS[kind][2]
    if found not in names:
        at = len(names)
        names[found] = f"某{_STEMS[at]}" if at < len(_STEMS) else f"某{at + 1}"
    return names[found]
