"""Chinese numerals as laws, judgments and agencies write them, and back.

`parse_int` for whole numbers (articles, terms, years), `parse_number` also for mixed amounts (`1万5千`, `三点五万`),
`to_chinese` for printing an article number. Financial numerals (壹贰叁), 〇○O零, 两, 廿, 卅 are known.
"""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    c: value
    for value, same in enumerate(
        ("零〇○OoQ", "一壹弌", "二贰两貳弍", "三叁叄參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for c in same
}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS = {"廿": 20, "卅": 30, "卌": 40}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_HALF = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
NUMERAL = (
    "[0-9" + "".join([*_DIGITS, *_SMALL, *_TENS, *_LARGE]).replace("O", "").replace("o", "").replace("Q", "") + "]"
)
"""Character class of one numeral character, for use inside larger patterns (without the Latin look-alikes of 〇)."""


def parse_int(text: str) -> int | None:
    """The whole number written as `text`, or None when it is none.

    `一百二十三`, `123`, `１２３`, `二〇二二` (digit by digit), `一百零三`, `廿一`, `两千`, `1万5千`, `三十万`.
    """
    number = parse_number(text)
    return int(number) if number is not None and number == int(number) else None


def parse_number(text: str) -> Decimal | None:
    """The number written as `text`, or None: everything of `parse_int`, and decimals (`1.5万`, `三点五`, `1万5`).

    After 万, 千 or 百 a last digit without a unit counts for the next place (`三万五` is 35000), as in speech.
    """
    plain = re.sub(r"\s", "", text).translate(_HALF)
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", plain):
        plain = plain.replace(",", "")
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", plain):
        return Decimal(plain)
    if not plain or len(plain) > 40 or not all(_known(c) for c in plain):
        return None
    if all(c in _DIGITS or c in "0123456789" for c in plain):
        return Decimal("".join(str(_digit(c)) for c in plain))
    return _sections(plain)


def _known(c: str) -> bool:
    return c in _DIGITS or c in _SMALL or c in _TENS or c in _LARGE or c in "0123456789.点"


def _digit(c: str) -> int:
    return int(c) if c in "0123456789" else _DIGITS[c]


def _sections(text: str) -> Decimal | None:
    """Read 亿 before 万 before the rest, each section by itself."""
    total = Decimal(0)
    for units in (("亿", "億"), ("万", "萬")):
        at = max(text.rfind(unit) for unit in units)
        if at >= 0:
            head = _sections(text[:at]) if any(u in text[:at] for u in _LARGE) else _section(text[:at])
            if head is None:
                return None
            unit = _LARGE[text[at]]
            tail = text[at + 1 :]
            if len(tail) == 1 and (tail in _DIGITS or tail in "123456789") and _digit(tail):
                return head * unit + _digit(tail) * unit // 10
            total += head * unit
            text = tail
    rest = _section(text) if text else Decimal(0)
    return None if rest is None else total + rest


_PIECE = re.compile(r"[0-9]+(?:\.[0-9]+)?|.")


def _section(text: str) -> Decimal | None:
    """A number below 万: 一千零二十, 两百五, 1千5百, 三点五."""
    whole, point, part = text.partition("点")
    if point:
        head = _section(whole) if whole else None
        if head is None or not part or not all(c in _DIGITS or c in "0123456789" for c in part):
            return None
        return head + Decimal("0." + "".join(str(_digit(c)) for c in part))
    total, digit, unit, zero = Decimal(0), None, 0, False
    for piece in _PIECE.findall(text):
        if piece in _SMALL:
            if piece in "十拾" and not digit and (digit is None or total == 0):
                digit = Decimal(1)
            if digit is None or (unit and _SMALL[piece] >= unit):
                return None
            unit = _SMALL[piece]
            total, digit, zero = total + digit * unit, None, False
        elif piece in _TENS:
            total, unit, digit, zero = total + _TENS[piece], 10, None, False
        elif piece[0] in "0123456789":
            if digit:
                return None
            digit = Decimal(piece)
        elif piece in _DIGITS:
            if digit:
                return None
            zero = zero or _DIGITS[piece] == 0
            digit = Decimal(_DIGITS[piece])
        else:
            return None
    if digit and unit >= 100 and not zero and digit < 10:
        return total + digit * unit / 10
    return total + (digit or 0) if text else None


_PRINT = "零一二三四五六七八九"


def to_chinese(number: int) -> str:
    """A whole number from 0 to 9999 as laws print it: 10 → 十, 120 → 一百二十, 205 → 二百零五."""
    if not 0 <= number <= 9999:
        raise ValueError(f"0–9999: {number}")
    if number == 0:
        return "零"
    out, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            out += ("零" if zero else "") + _PRINT[digit] + name
            zero = False
        elif out:
            zero = True
    return out.removeprefix("一") if 10 <= number < 20 else out
