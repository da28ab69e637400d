"""Values of a card that came back, one at a time: from a cell or from JSON to what the desk keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from mingjian.desk.now import today
from mingjian.desk.words import storable
from mingjian.standards.values import clean_boolean, clean_date

__all__ = ["VALUES", "Value", "Wrong", "number_text"]

Value = str | date | Decimal | int | bool
_WIDE = {wide: wide - 0xFEE0 for first, last in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
         for wide in range(first, last + 1)}  # fmt: skip
_FIRST = date(1990, 1, 1)
_EXACT = 10**15


class Wrong(ValueError):
    """A value that cannot be read: what was expected, in both languages, and the nearest value that could be."""

    def __init__(self, zh: str, en: str, nearest: str = "") -> None:
        super().__init__(en)
        self.zh, self.en, self.nearest = zh, en, nearest


def number_text(given: Any) -> str:
    """A number as people write it: a text, since a spreadsheet rounds long numbers."""
    if isinstance(given, int | float) and not isinstance(given, bool):
        if not abs(given) < _EXACT or given != int(given):
            raise Wrong(
                "以数字存放，末尾数位可能已失真：请将单元格设为文本后重填",
                "it is kept as a number and may have lost its last digits: format the cell as text and type it again",
            )
        given = str(int(given))
    if not isinstance(given, str):
        raise Wrong("应为文本", "expected a text")
    text = given.strip().translate(_WIDE)
    if not storable(text) or not text.isprintable():
        raise Wrong("含有不能保存的字符", "it holds signs that cannot be kept")
    if text[:1] in "=+-@＝＋－＠":
        raise Wrong("不能是公式", "it must not be a formula")
    if len(text) > 60 or not any("0" <= sign <= "9" for sign in text):
        raise Wrong("应含数字，且不超过60个字符", "expected at most 60 signs, digits among them")
    return text


def day(given: Any) -> date:
    """A day that is not after today, in whatever form deliveries may have it too."""
    if isinstance(given, datetime):
        given = given.date()
    if not isinstance(given, date):
        given = clean_date(given).value if isinstance(given, str) else None
        if given is None:
            raise Wrong("应为日期，如 2026-01-31", "expected a day, as 2026-01-31")
    if not _FIRST <= given <= today():
        raise Wrong("日期不在1990年至今天之间", "the day is not between 1990 and today", today().isoformat())
    return date(given.year, given.month, given.day)


def money(given: Any) -> Decimal:
    """Yuan, not below nothing, in whole fen."""
    try:
        if isinstance(given, bool):
            raise TypeError
        text = given.strip().removesuffix("元").replace(",", "") if isinstance(given, str) else str(given)
        made = Decimal(text)
        whole = made.is_finite() and 0 <= made < 10**18
    except (InvalidOperation, TypeError, ValueError):
        whole = False
    if not whole:
        raise Wrong("应为不小于0的金额（元）", "expected an amount of yuan, 0 or more")
    rounded = made.quantize(Decimal("0.01"))
    if rounded != made:
        raise Wrong("金额至多两位小数", "an amount has two decimals at most", str(rounded))
    return rounded


def count(given: Any) -> int:
    """A number of people."""
    text = given.strip() if isinstance(given, str) else str(given)
    text = text.removesuffix(".0")
    if isinstance(given, bool) or not (text.isascii() and text.isdigit() and len(text) < 7 and int(text) <= 100_000):
        raise Wrong("应为0至100000的人数", "expected a number of people, 0 to 100000")
    return int(text)


def yes(given: Any) -> bool:
    """Yes or no."""
    found = clean_boolean(str(given)).value
    if found is None:
        raise Wrong("应为“是”或“否”", "expected yes or no", "是 / 否")
    return found


VALUES: dict[str, Callable[[Any], Value]] = {
    "unified_number": number_text, "department_number": number_text, "accepted_on": day, "outcome.recovered": money,
    "outcome.held_to_account": count, "outcome.rectified": yes, "outcome.accepted": yes, "outcome.looked_back_on": day,
}  # fmt: skip
"""How the fields of `form.RETURNED` are read."""
