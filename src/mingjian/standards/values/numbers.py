"""Money, whole and decimal numbers as agencies write them."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

import cn2an

from mingjian.standards.results import Cleaned
from mingjian.standards.text import ALL_HALF, is_nothing, squeeze

_FEN = Decimal("0.01")
_ONE = Decimal(1)
_LARGEST = Decimal(10) ** 16
_NOISE = Decimal("0.000000001")  # of the amount, but at least of a yuan
UNITS: dict[str, Decimal] = {
    "": Decimal(1), "元": Decimal(1), "圆": Decimal(1), "块": Decimal(1), "角": Decimal("0.1"), "分": _FEN,
    "百元": Decimal(100), "千元": Decimal(1000), "万": Decimal(10000), "万元": Decimal(10000),
    "百万元": Decimal(10) ** 6,
    "千万元": Decimal(10) ** 7, "亿": Decimal(10) ** 8, "亿元": Decimal(10) ** 8,
}  # fmt: skip
_PREFIX = re.compile(r"^(?:人民币|RMB|CNY|¥|￥)+:?", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:人民币|整|正|RMB|CNY|/月|每月|左右)+$", re.IGNORECASE)
_FOREIGN = re.compile(r"美元|港元|港币|欧元|英镑|日元|新台币|台币|USD|HKD|EUR|JPY|GBP|\$|€|£", re.IGNORECASE)
_PLAIN = re.compile(r"(-?)(\d+(?:\.\d*)?|\.\d+)(E[+-]?\d{1,2})?([一-龥]{0,3})", re.IGNORECASE)
_THOUSANDS = re.compile(r"^-?\d{1,3}(?:,\d{3})+(?=\.|[一-龥]|$)")
_CHINESE = re.compile(r"^负?[零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億廿元圆角分点貳參陸]+$")
_PLUS = re.compile(r"\+\d")
_BRACKETS = re.compile(r"\(([¥￥]?[\d,.]+(?:[一-龥]{0,2}))\)")
_MINUS = re.compile(r"[¥￥]?-[¥￥]?(\d.*)")
_WAN = re.compile(r"(\d+(?:\.\d+)?)万(\d{1,4}(?:\.\d+)?)元?")
_CANONICAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]{1,2})?")
_MIXED = re.compile(r"^(\d+(?:\.\d+)?)(亿)?(?:(\d+(?:\.\d+)?)(万))?(?:(\d+(?:\.\d+)?))?元?$")


def clean_money(raw: str | None, unit: str = "元") -> Cleaned[Decimal]:
    """The amount in `raw` in yuan, two decimals.

    `unit` is the unit of the column (`元` or `万元`, from its header or the mapping) and holds for numbers without a
    unit of their own. Thousands separators of either width, ¥, 元/万元/亿元, accounting brackets for negatives, amounts
    in words (`人民币叁万元整`). Parts of a fen that are no rounding noise of a spreadsheet are damaged, not rounded.
    """
    if raw is None or is_nothing(raw):
        return Cleaned(None, False, "nothing" if raw and raw.strip() else None)
    text = _bare(raw)
    if _FOREIGN.search(text):
        return Cleaned(None, True, "foreign_currency")
    text = _SUFFIX.sub("", _PREFIX.sub("", text))
    negative, text = _bracketed(text)
    found = _amount(text, unit)
    if found is None:
        return Cleaned(None, True, "not_a_number")
    amount = -found if negative else found
    if abs(amount) >= _LARGEST:
        return Cleaned(None, True, "out_of_range")
    value = amount.quantize(_FEN, rounding=ROUND_HALF_UP)
    if value != amount and abs(value - amount) > _NOISE * max(_ONE, abs(amount)):
        return Cleaned(None, True, "too_fine")
    changed = not _same_number(raw, value)
    return Cleaned(value, changed, "converted" if changed else None)


def _bare(raw: str) -> str:
    if raw.isascii():
        text = squeeze(raw).strip("'")
        return text[1:] if _PLUS.match(text) else text
    text = squeeze(raw.translate(ALL_HALF)).replace("，", ",").replace("、", ",").replace("。", ".").strip("'‘’")
    return text[1:] if _PLUS.match(text) else text.replace("−", "-").replace("－", "-")


def _bracketed(text: str) -> tuple[bool, str]:
    if found := _BRACKETS.fullmatch(text):
        return True, _PREFIX.sub("", found[1])
    if found := _MINUS.fullmatch(text):
        return True, found[1]
    return False, text


def _amount(text: str, unit: str) -> Decimal | None:
    if "," in text:
        if not _THOUSANDS.match(text):
            return None
        text = text.replace(",", "")
    if found := _PLAIN.fullmatch(text):
        sign, digits, power, own = found.groups()
        if own in UNITS:
            return Decimal(sign + digits + (power or "")) * (UNITS[own] if own else UNITS[unit])
    if (mixed := _MIXED.fullmatch(text)) and (mixed[2] or mixed[4]):
        yi, wan = Decimal(mixed[1]) if mixed[2] else Decimal(0), Decimal(mixed[3] or 0)
        if not mixed[2]:
            return None
        return yi * UNITS["亿"] + wan * UNITS["万"] + Decimal(mixed[5] or 0)
    if found := _WAN.fullmatch(text):
        return Decimal(found[1]) * 10000 + Decimal(found[2])
    return _in_words(text) if _CHINESE.fullmatch(text) else None


_WORD_DIGITS = str.maketrans("〇○两貳參陸萬億圆", "零零二贰叁陆万亿元")


def _in_words(text: str) -> Decimal | None:
    text = text.replace("廿", "二十").translate(_WORD_DIGITS)
    try:
        if re.search("[元角分]", text):
            return _with_fen(text)
        return Decimal(str(cn2an.cn2an(text, "smart")))
    except (ValueError, InvalidOperation, KeyError, IndexError):
        return None


def _with_fen(text: str) -> Decimal:
    yuan, mark, rest = text.partition("元")
    if not yuan and not rest:
        raise ValueError(text)
    if not mark and re.search("[角分]", text):
        yuan, rest = "", text
    total = Decimal(str(cn2an.cn2an(yuan, "smart"))) if yuan else Decimal(0)
    found = re.fullmatch(r"零?(?:(.)角)?零?(?:(.)分)?", rest)
    if not found:
        raise ValueError(text)
    for digit, worth in ((found[1], Decimal("0.1")), (found[2], _FEN)):
        if digit:
            total += Decimal(str(cn2an.cn2an(digit, "smart"))) * worth
    return total


def _same_number(raw: str, value: Decimal) -> bool:
    """Written as the plain number it is: `1200`, `1200.5`, `1200.50`."""
    return _CANONICAL.fullmatch(raw.strip()) is not None and Decimal(raw) == value


_WHOLE = re.compile(r"([+-]?\d+)(?:\.0+)?([一-龥]{0,2})")
_COUNTERS = {"", "个", "人", "次", "天", "日", "月", "个月", "岁", "件", "元", "名", "周岁"}


def clean_integer(raw: str | None) -> Cleaned[int]:
    """The whole number in `raw`: `12`, `12.0`, `1,200`, `十二`, `12个月` (the counter is dropped, not converted)."""
    if raw is None or is_nothing(raw):
        return Cleaned(None, False, "nothing" if raw and raw.strip() else None)
    text = _bare(raw)
    if "," in text and _THOUSANDS.match(text):
        text = text.replace(",", "")
    found = _WHOLE.fullmatch(text)
    if found and found[2] in _COUNTERS:
        number = int(found[1])
    elif re.fullmatch(r"-?\d*\.\d+", text):
        return Cleaned(None, True, "not_whole")
    elif _CHINESE.fullmatch(text) and (words := _in_words(text)) is not None and words == int(words):
        number = int(words)
    else:
        return Cleaned(None, True, "not_a_number")
    if abs(number) >= 2**63:
        return Cleaned(None, True, "out_of_range")
    changed = raw.strip() != str(number)
    return Cleaned(number, changed, "converted" if changed else None)


_DECIMAL = re.compile(
    r"([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:E[+-]?\d{1,2})?)(%?)(?:MG/100ML|MG/DL|毫克/100毫升)?", re.IGNORECASE
)


def clean_decimal(raw: str | None) -> Cleaned[float]:
    """The number in `raw`: thousands separators, full width, percent (`12.5%` → 0.125), blood alcohol with its unit."""
    if raw is None or is_nothing(raw):
        return Cleaned(None, False, "nothing" if raw and raw.strip() else None)
    text = _bare(raw)
    if "," in text and _THOUSANDS.match(text):
        text = text.replace(",", "")
    found = _DECIMAL.fullmatch(text)
    if not found:
        return Cleaned(None, True, "not_a_number")
    number = float(found[1]) / (100 if found[2] else 1)
    changed = re.fullmatch(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", raw.strip()) is None
    return Cleaned(number, changed, "converted" if changed else None)


def money_fast_sql(column: str) -> str:
    """TRUE for plain numbers of at most two decimals, in yuan."""
    return f"regexp_full_match({column}, '-?(0|[1-9][0-9]{{0,14}})([.][0-9]{{1,2}})?')"


def integer_fast_sql(column: str) -> str:
    """TRUE for plain whole numbers."""
    return f"(regexp_full_match({column}, '0|-?[1-9][0-9]{{0,17}}'))"


def decimal_fast_sql(column: str) -> str:
    """TRUE for plain decimal numbers."""
    return f"regexp_full_match({column}, '-?(0|[1-9][0-9]{{0,14}})([.][0-9]{{1,15}})?')"
