"""Numerals as judgments print them, as pattern pieces and as values."""

from __future__ import annotations

import re

# One numeral in any script; O and o stand for a mistyped 〇.
NUM = r"[0-9〇零一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟廿卅]"
ZERO = "〇零Oo0"
_DIGIT = {
    c: i
    for i, s in enumerate(("〇零Oo", "一壹", "二两贰弍", "三叁叄", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for c in s
}
_DIGIT.update({str(i): i for i in range(10)})
_UNIT = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS = {"廿": 20, "卅": 30}
_PLAIN = re.compile(r"[0-9]+")


def parse_int(text: str) -> int | None:
    """``一百二十三``, ``123``, ``二〇一六``, ``叁佰`` or a mixture as a whole number; null when it is none."""
    if _PLAIN.fullmatch(text):
        return int(text) if len(text) < 16 else None
    if not text or len(text) > 16:
        return None
    if not any(c in _UNIT or c in _TENS for c in text):
        digits = [_DIGIT.get(c) for c in text]
        return None if None in digits else int("".join(str(d) for d in digits))
    total = 0
    digit: int | None = None
    for c in text:
        if c in _DIGIT:
            digit = _DIGIT[c] if digit is None or not c.isdigit() else digit * 10 + _DIGIT[c]
        elif c in _UNIT:
            total += (1 if digit is None or (digit == 0 and c in "十拾") else digit) * _UNIT[c]
            digit = None
        elif c in _TENS:
            total += _TENS[c]
            digit = None
        else:
            return None
    return total + (digit or 0)
