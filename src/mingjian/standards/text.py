"""Plain text repairs every checker and cleaner shares: full width, spaces, control characters, words for nothing."""

from __future__ import annotations

import re
import unicodedata

# Full-width letters, digits and the signs that appear inside numbers and codes; Chinese punctuation （），：；！？ is
# meant by its writer and stays.
_SIGNS = "＂＃＄％＆＇＊＋－／＜＝＞＠＼＾＿｀｜～．"
HALF = {code: code - 0xFEE0 for code in [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]}
HALF |= {ord(sign): ord(sign) - 0xFEE0 for sign in _SIGNS if sign not in "．～＂＇"}
HALF |= {0x3000: 0x20, 0xA0: 0x20, 0x2007: 0x20, 0x202F: 0x20}
ALL_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}

# Zero-width and bidirectional marks, the byte order mark, soft hyphen: never meant by anybody.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f]")
SPACE = re.compile(r"\s+")

_NOTHING_SIGNS = ("", "/", "\\", "-", "--", "---", "—", "——", "－", "*", "?", "？", "\\n")
_NOTHING_WORDS = ("无", "空", "暂无", "不详", "未知", "不明", "未填写", "未登记", "无数据")
_NOTHING_LATIN = ("none", "null", "nan", "na", "n/a", "#n/a", "nil", "nat", "<null>", "(null)")
NOTHING = frozenset((*_NOTHING_SIGNS, *_NOTHING_WORDS, *_NOTHING_LATIN))


def is_nothing(raw: str | None) -> bool:
    """True for null, blank and the words agencies write into a cell that has no value."""
    return raw is None or _visible(raw).strip().lower() in NOTHING


def _visible(text: str) -> str:
    return text if text.isascii() else _INVISIBLE.sub("", text)


def to_half(text: str) -> str:
    """Every full-width ASCII character to its half-width form, the ideographic space to a space."""
    return text.translate(ALL_HALF)


def squeeze(text: str) -> str:
    """Without any white space and invisible characters."""
    return "".join(text.split()) if text.isascii() else SPACE.sub("", _INVISIBLE.sub("", text))


def invisible_removed(text: str) -> str:
    """Without zero-width marks and control characters (tab, line feed and carriage return stay)."""
    return CONTROL.sub("", _visible(text))


def compose(text: str) -> str:
    """Unicode NFC, so that one character has one spelling."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)
