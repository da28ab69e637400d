"""A question that is a number: `刑法264`, `第264条 刑法`, `刑诉法第七十九条`, `刑法133之1`, `第一千零七十九条`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mingjian.law.articles import article_code, short_title
from mingjian.law.numerals import NUMERAL, parse_int

__all__ = ["Number", "matching_laws", "number_of"]

_INSERTED = rf"(?:\s*[之\-－]\s*(?P<inserted>{NUMERAL}{{1,3}}))?"
_FORMAL = re.compile(rf"第?\s*(?P<number>{NUMERAL}[{NUMERAL[1:-1]}\s]{{0,12}})条{_INSERTED}(?![款项])")
_BARE = re.compile(rf"(?<=[^\d\W])\s*(?P<number>[0-9０-９]{{1,4}}){_INSERTED}(?:条)?\s*$")
_PART = re.compile(rf"第?\s*[（(]?{NUMERAL}{{1,3}}[）)]?\s*[款项目]")
_LAW = re.compile(r"[法例定释见则款典案复则办规]$|[）)〉]$")
_WORD = re.compile(r"[^\W的]")
_AROUND = " \t\u3000，,。：:、的中《》<>〈〉"


@dataclass(frozen=True)
class Number:
    """An article asked for: the law as it was written (empty: any), the code `133之1`, and whether nothing else is."""

    law: str
    code: str
    alone: bool


def number_of(text: str) -> Number | None:
    """The article a question names, or None. Words beside law and number make it a question of words too."""
    plain = text.strip()
    formal = _FORMAL.search(plain)
    found = formal or _BARE.search(plain)
    if found is None:
        return None
    number = parse_int(re.sub(r"\s", "", found["number"]))
    inserted = parse_int(found["inserted"]) if found["inserted"] else 0
    if not number or inserted is None or number > 3000:
        return None
    before, after = plain[: found.start()], _PART.sub("", plain[found.end() :])
    law = _law(before) or _law(after)
    rest = "".join(_WORD.findall(before + after)).replace(law, "", 1)
    return Number(law, article_code(number, inserted), not rest) if law or formal else None


def matching_laws(asked: str, laws: Iterable[str]) -> list[str]:
    """Titles that are meant by `asked`, the best first: the title itself, one it ends in, then those it is a part of.

    `刑诉法` and `刑事诉讼法` are one; the shorter title comes first, for 民法典 is not its interpretation.
    """
    short = short_title(asked)
    known = list(laws)
    if short in known:
        return [short]
    if len(short) < 2:
        return []
    if ends := [one for one in known if short.endswith(one)]:
        return [max(ends, key=len)]
    return sorted((one for one in known if short in one), key=lambda one: (not one.startswith(short), len(one), one))


def _law(text: str) -> str:
    """The title of a law in what stands beside a number; empty when there is none."""
    if found := re.search(r"《([^》]+)》", text):
        return found[1]
    words = [one for one in re.split(r"[\s，,。：:]+", text.strip(_AROUND)) if one]
    return next((one.strip(_AROUND) for one in reversed(words) if _LAW.search(one.strip(_AROUND))), "")
