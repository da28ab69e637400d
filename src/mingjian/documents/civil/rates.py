"""Rates of interest as documents print them, as per cent a year: 月利率2%, 月息2分4厘, 年利率24%, 日万分之五."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from mingjian.documents.numbers import parse_int

_N = r"[0-9]{1,3}(?:\.[0-9]{1,4})?"
_C = r"[一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾俩]{1,3}(?:点[一二三四五六七八九]{1,2})?"
_FIGURE = (
    rf"(?P<n>{_N})(?P<sign>[%‰])|(?P<part>百分之|千分之|万分之)(?P<pn>{_N}|{_C})"
    rf"|(?P<fen>{_N}|{_C})分(?!别|期|次)(?:(?P<li>{_N}|{_C})厘?|半)?(?:利|利息|息)?|(?P<only>{_N}|{_C})厘"
)
_RATE = re.compile(
    rf"(?P<of>年|月|日|每年|每月|每日|按年|按月|按日|年化)(?:借款|化)?(?:利率|息|利息|利|计息|收益率|计算)?(?:利率)?"
    rf"(?:为|是|按|以|计|计算|：|的|标准|约定|，)?(?:人民币)?(?:{_FIGURE})"
)
_BARE = re.compile(
    rf"(?:利率|利息|息)(?:为|是|按|以|：|约定为)?(?P<nn>{_N}|{_C})分(?!别|期)(?P<ll>半|(?:{_N}|{_C})厘)?"
)
_PENALTY = re.compile(r"(?:违约金|滞纳金|罚息|逾期)[^，。；]{0,16}$")
_CHINESE = str.maketrans("俩", "两")


class Rate(NamedTuple):
    """``percent`` a year at the clean span; ``sure`` below one where the period is not printed."""

    percent: Decimal
    start: int
    end: int
    sure: float


def rates(text: str, start: int, end: int) -> Iterator[Rate]:
    """Rates in order of the text; those of penalties for delay are left out."""
    found: list[Rate] = []
    for match in _RATE.finditer(text, start, end):
        if not _PENALTY.search(text, max(start, match.start() - 24), match.start()):
            percent = _percent(match)
            if percent is not None and 0 < percent <= 400:
                found.append(Rate(percent, match.start(), match.end(), 1.0))
    taken = [(rate.start, rate.end) for rate in found]
    for match in _BARE.finditer(text, start, end):  # 利息2分: a month's, as is usual in trade; not printed
        if any(a <= match.start() < b for a, b in taken):
            continue
        fen = _number(match["nn"])
        if fen is not None and 0 < fen < 20:
            found.append(Rate((fen + _li(match["ll"])) * 12, match.start(), match.end(), 0.6))
    yield from sorted(found, key=lambda rate: rate.start)


def _percent(match: re.Match[str]) -> Decimal | None:
    of = match["of"]
    times = 1 if "年" in of else 12 if "月" in of else 365
    if match["n"]:
        value: Decimal | None = Decimal(match["n"]) / (1 if match["sign"] == "%" else 10)
    elif match["part"]:
        number = _number(match["pn"])
        value = None if number is None else number * {"百": 100, "千": 10, "万": 1}[match["part"][0]] / 100
    elif match["only"]:
        number = _number(match["only"])
        value = None if number is None else number / 10
    else:
        number = _number(match["fen"])
        half = match[0].rstrip("利息").endswith("半")
        value = None if number is None else number + (Decimal("0.5") if half else _li(match["li"]))
        if value is not None and times == 1:
            value *= 10  # 年息2分 is a fifth of the sum
    return None if value is None else (value * times).normalize() + 0


def _li(text: str | None) -> Decimal:
    if not text:
        return Decimal(0)
    if text == "半":
        return Decimal("0.5")
    number = _number(text.rstrip("厘"))
    return Decimal(0) if number is None else number / 10


def _number(text: str) -> Decimal | None:
    text = text.translate(_CHINESE)
    if text[0].isdigit():
        return Decimal(text)
    whole, _, rest = text.partition("点")
    value = parse_int(whole)
    if value is None:
        return None
    tail = "".join(str(parse_int(c) or 0) for c in rest)
    return Decimal(f"{value}.{tail}") if tail else Decimal(value)
