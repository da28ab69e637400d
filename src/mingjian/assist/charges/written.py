"""Amounts as papers write them: 5，000余元, 2.8万元, 1万8千元, 叁万元整, ５００元, 128元5角; and foreign money.

Published papers whose names were masked by a machine have 40万某 for 40万元: 元 is a surname.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from mingjian.documents.money import AMOUNT, parse_money

__all__ = ["Foreign", "Written", "foreign", "plain", "written"]

_WIDE = str.maketrans("０１２３４５６７８９．", "0123456789.")
_MONEY = re.compile(
    rf"(?P<of>[0-9]{{1,4}}万[0-9]{{1,4}}[千百]?|{AMOUNT})(?P<more>[多余])?\s?(?P<unit>万元|(?<=[0-9])万某(?![某甲乙丙丁0-9])|元|圆|块钱|(?<=[0-9多余])块)"
    r"(?P<also>[多余])?(?:(?P<jiao>[0-9一二三四五六七八九])角)?(?:(?P<fen>[0-9一二三四五六七八九])分)?"
    r"(?P<per>[/／][一-鿿])?(?![区县村乡镇路街桥里])"
)
_CURRENCY = (
    "美元|美金|欧元|英镑|日元|日币|韩元|韩币|港元|港币|澳元|加元|加拿大元|新加坡元|新台币|台币|澳门元|澳门币|泰铢|卢布"
    "|瑞士法郎"
)
_FOREIGN = re.compile(rf"(?:{AMOUNT})(?:余|多)?(?:万)?(?:{_CURRENCY})|(?:{_CURRENCY})(?:{AMOUNT})(?:余|多)?元?")
_COMES_TO = re.compile(r"[（(，,]?(?:当时)?(?:折合|约合|折算|兑换|价值|合|折)[^，。；]{0,6}(?:人民币|元|[0-9])")


@dataclass(frozen=True, slots=True)
class Written:
    """Yuan written at `span`. `over`: as *and more* (余, 多). `per`: what it is the price of (元/米)."""

    yuan: Decimal
    span: tuple[int, int]
    over: bool
    per: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """Foreign money at `span`; `told`: whether the text says what it comes to in yuan."""

    span: tuple[int, int]
    told: bool


def plain(text: str) -> str:
    """The text with full-width digits as plain ones; places stay."""
    return text.translate(_WIDE)


def written(text: str, start: int, end: int) -> Iterator[Written]:
    """Amounts of yuan in a stretch of plain text."""
    for found in _MONEY.finditer(text, start, end):
        yuan = parse_money(found["of"])
        if not yuan:
            continue
        if found["unit"].startswith("万"):
            yuan *= 10_000
        for coin, share in ((found["jiao"], "0.1"), (found["fen"], "0.01")):
            yuan += (parse_money(coin) or 0) * Decimal(share) if coin else 0
        over = bool(found["more"] or found["also"]) or found["of"].endswith(("余", "多"))
        yield Written(yuan, (found.start(), found.end("unit")), over, (found["per"] or "")[1:])


def foreign(text: str, start: int, end: int) -> Iterator[Foreign]:
    """Foreign money in a stretch of plain text."""
    for found in _FOREIGN.finditer(text, start, end):
        yield Foreign(found.span(), _COMES_TO.match(text, found.end(), end) is not None)
