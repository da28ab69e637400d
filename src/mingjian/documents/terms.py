"""Lengths of time as a sentence states them: 三年零六个月十五日, 1年6个月, 六个月, 一年半."""

from __future__ import annotations

import re
from typing import NamedTuple

from mingjian.documents.numbers import NUM, parse_int

# 张某1一年六个月: a figure that marks a name is no part of the term in characters behind it.
# The unit word is sometimes lost (三年六月, 六个). Day counts only after months, or alone with 日/天.
TERM = (
    rf"(?![0-9]+[一二三四五六七八九十两])(?:{NUM}{{1,3}}年半|(?=[0-9一二三四五六七八九十两壹贰叁肆伍陆柒捌玖拾半])"
    rf"(?:{NUM}{{1,3}}年)?(?:[零又另]?{NUM}{{1,3}}(?:个月|[个月]))?(?:[零又另]?{NUM}{{1,3}}[日天])?(?<=[年月个日天])|半年)"
)
_PARTS = re.compile(
    rf"(?:(?P<y>{NUM}{{1,3}})年)?(?P<half>半)?(?:[零又另]?(?P<m>{NUM}{{1,3}}?)(?:个月|[个月]))?(?:[零又另]?(?P<d>{NUM}{{1,3}})[日天])?"
)


class Term(NamedTuple):
    """Whole ``months`` and additional ``days``."""

    months: int
    days: int


def parse_term(text: str) -> Term | None:
    """The length ``text`` states; null when it states none or one no sentence can have (over 100 years)."""
    if text == "半年":
        return Term(6, 0)
    match = _PARTS.fullmatch(text)
    if match is None or not text:
        return None
    years = parse_int(match["y"]) if match["y"] else 0
    months = parse_int(match["m"].lstrip("零")) if match["m"] else 0
    days = parse_int(match["d"].lstrip("零")) if match["d"] else 0
    if years is None or months is None or days is None:
        return None
    whole = years * 12 + months + (6 if match["half"] else 0)
    return Term(whole, days) if whole <= 1200 and days <= 366 and (whole or days) else None
