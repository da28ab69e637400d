"""Amounts in yuan: 人民币五千元, 1.5万元, 叁万元, 2，000元, 一万五千元整."""

from __future__ import annotations

import re
from decimal import Decimal

from mingjian.documents.numbers import parse_int

_CN = "〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟"
AMOUNT = (
    rf"(?:[0-9]{{1,3}}(?:[，,、][0-9]{{3}}){{1,4}}|[0-9]{{1,12}}|[{_CN}]{{1,16}})(?:\.[0-9]{{1,4}})?"
    r"[多余]?(?:万|亿|千|百|仟|佰|拾|十){0,2}[多余]?"
)
MONEY = rf"{AMOUNT}(?:元|圆|块)"
_ARABIC = re.compile(r"([0-9，,、]+(?:\.[0-9]+)?)([万亿千百仟佰拾十]*)")
_SCALE = {"万": 10_000, "亿": 100_000_000, "千": 1000, "仟": 1000, "百": 100, "佰": 100, "拾": 10, "十": 10}


def parse_money(text: str) -> Decimal | None:
    """Yuan of ``text`` (with or without the unit word); null when it is not an amount."""
    text = text.rstrip("元圆块整").replace("余", "").replace("多", "")
    match = _ARABIC.fullmatch(text)
    if match is not None:
        value = Decimal(re.sub("[，,、]", "", match[1]) or "0")
        for unit in match[2]:
            value *= _SCALE[unit]
        return value
    whole = _chinese(text)
    return None if whole is None else Decimal(whole)


def _chinese(text: str) -> int | None:
    total = 0
    for sign, scale in (("亿", 100_000_000), ("万", 10_000)):
        head, found, rest = text.partition(sign)
        if found:
            part = parse_int(head.lstrip("零〇")) if head else 1
            if part is None:
                return None
            total += part * scale
            text = rest.lstrip("零〇")
    if not text:
        return total or None
    part = parse_int(text)
    return None if part is None else total + part
