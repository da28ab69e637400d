"""Ways to write days, months and amounts wrongly."""

from __future__ import annotations

from collections.abc import Callable

from mingjian.province.clock import iso, iso_month
from mingjian.province.dirt import REPAIRABLE, UNUSABLE

_DIGITS = "〇一二三四五六七八九"
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_FULL = str.maketrans("0123456789.", "０１２３４５６７８９．")


def _parts(value: int) -> tuple[int, int, int]:
    year, month, day = iso(value).split("-")
    return int(year), int(month), int(day)


def chinese_number(number: int) -> str:
    """1 to 31 in characters: 一, 十, 十二, 二十五."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")


def dotted(value: int) -> str:
    """2022.1.5"""
    return "{}.{}.{}".format(*_parts(value))


def serial(value: int) -> str:
    """A spreadsheet's day number."""
    return str(value + 25569)


def chinese(value: int) -> str:
    """二〇二二年一月五日"""
    year, month, day = _parts(value)
    return f"{''.join(_DIGITS[int(c)] for c in str(year))}年{chinese_number(month)}月{chinese_number(day)}日"


def with_time(value: int) -> str:
    """A day with a midnight of some system."""
    return iso(value) + " 00:00:00"


def long_form(value: int) -> str:
    """2022年1月5日"""
    return "{}年{}月{}日".format(*_parts(value))


def default_day(value: int) -> str:
    """The zero of a database."""
    del value
    return "1900-01-01"


def impossible(value: int) -> str:
    """A month that does not exist."""
    year, _, day = _parts(value)
    return f"{year}-13-{day:02d}"


def month_dotted(value: int) -> str:
    """2023.1 would be ambiguous; agencies write 2023.01."""
    return iso_month(value).replace("-", ".")


def month_words(value: int) -> str:
    """2023年1月"""
    return f"{value // 12}年{value % 12 + 1}月"


def month_slash(value: int) -> str:
    """2023/01"""
    return iso_month(value).replace("-", "/")


def month_compact(value: int) -> str:
    """202301"""
    return iso_month(value).replace("-", "")


def month_impossible(value: int) -> str:
    """A thirteenth month."""
    return f"{value // 12}-13"


def thousands(fen: int) -> str:
    """3,500.00"""
    return f"{fen / 100:,.2f}"


def with_unit(fen: int) -> str:
    """3500元"""
    return f"{plain(fen)}元"


def in_wan(fen: int) -> str:
    """0.35万元; exact, since a fen is a millionth of 万元."""
    return f"{fen // 1_000_000}.{fen % 1_000_000:06d}".rstrip("0").rstrip(".") + "万元"


def full_width(fen: int) -> str:
    """Full-width digits."""
    return plain(fen).translate(_FULL)


def capitals(fen: int) -> str:
    """人民币叁仟伍佰元整"""
    yuan, rest = divmod(fen, 100)
    jiao, cent = divmod(rest, 10)
    text = "人民币" + (_capital_yuan(yuan) if yuan else "零") + "元"
    if not rest:
        return text + "整"
    if jiao:
        text += _CAPITALS[jiao] + "角"
    elif yuan:
        text += "零"
    return text + (_CAPITALS[cent] + "分" if cent else "")


def _capital_yuan(yuan: int) -> str:
    wan, low = divmod(yuan, 10_000)
    if not wan:
        return _capital_group(low)
    gap = "零" if 0 < low < 1000 else ""
    return _capital_yuan(wan) + "万" + gap + (_capital_group(low) if low else "")


def _capital_group(number: int) -> str:
    out, zero = "", False
    for digit, unit in zip(f"{number:04d}", ("仟", "佰", "拾", ""), strict=True):
        if digit == "0":
            zero = bool(out)
        else:
            out += ("零" if zero else "") + _CAPITALS[int(digit)] + unit
            zero = False
    return out


def plain(fen: int) -> str:
    """3500 or 3500.50"""
    yuan, rest = divmod(fen, 100)
    return str(yuan) if not rest else f"{yuan}.{rest:02d}"


def hashes(fen: int) -> str:
    """A column that was too narrow."""
    del fen
    return "########"


def see_note(fen: int) -> str:
    """No amount at all."""
    del fen
    return "见附件"


Maker = Callable[[int], str]
DATES: tuple[tuple[str, int, int, Maker], ...] = (
    ("dotted", REPAIRABLE, 22, dotted),
    ("excel_serial", REPAIRABLE, 16, serial),
    ("chinese", REPAIRABLE, 10, chinese),
    ("with_time", REPAIRABLE, 14, with_time),
    ("long_form", REPAIRABLE, 12, long_form),
    ("default_day", UNUSABLE, 14, default_day),
    ("impossible", UNUSABLE, 12, impossible),
)
MONTHS: tuple[tuple[str, int, int, Maker], ...] = (
    ("dotted", REPAIRABLE, 20, month_dotted),
    ("words", REPAIRABLE, 25, month_words),
    ("slash", REPAIRABLE, 15, month_slash),
    ("compact", REPAIRABLE, 20, month_compact),
    ("impossible", UNUSABLE, 20, month_impossible),
)
MONEY: tuple[tuple[str, int, int, Maker], ...] = (
    ("thousands", REPAIRABLE, 25, thousands),
    ("unit", REPAIRABLE, 15, with_unit),
    ("wan", REPAIRABLE, 15, in_wan),
    ("capitals", REPAIRABLE, 12, capitals),
    ("full_width", REPAIRABLE, 10, full_width),
    ("hashes", UNUSABLE, 13, hashes),
    ("see_note", UNUSABLE, 10, see_note),
)
