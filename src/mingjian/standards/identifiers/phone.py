"""Telephone numbers: mobiles of eleven digits, land lines with their area code."""

from __future__ import annotations

import re

from mingjian.standards.identifiers.tidy import MASKS, counted_up, digits_only, one_digit_only, scientific, tidy
from mingjian.standards.results import MISSING, Checked, unusable, usable
from mingjian.standards.text import is_nothing

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LAND = re.compile(r"(0(?:10|2[0-9]|[3-9][0-9]{2}))-?([2-9][0-9]{6,7})")
# 13800138000 is the operators' own service number, copied into forms that demand one.
_PLACEHOLDERS = {"13800138000", "13800000000", "13900000000", "13000000000", "13812345678", "13912345678"}


def check(raw: str | None) -> Checked:
    """The number in `raw`: mobile `13…`, land line `0551-6…`."""
    if raw is None or is_nothing(raw):
        return MISSING
    text, repairs = tidy(raw)
    text = text.replace("（", "(").replace("）", ")")
    if scientific(text):
        return unusable("excel_damaged")
    if MASKS.search(text) or "X" in text:
        return unusable("masked")
    bare = re.sub(r"[-—()]", "", text)
    if prefixed := re.fullmatch(r"(?:\+|00)?86(1[3-9][0-9]{9})", bare):
        bare, text = prefixed[1], prefixed[1]
        repairs.append("prefix")
    if _MOBILE.fullmatch(bare):
        if bare != text:
            repairs.append("punctuation")
        placeholder = bare in _PLACEHOLDERS or one_digit_only(bare[3:]) or counted_up(bare[1:])
        return unusable("placeholder") if placeholder else usable(bare, repairs)
    if land := _LAND.fullmatch(bare):
        canonical = f"{land[1]}-{land[2]}"
        return usable(canonical, repairs if canonical == text else [*repairs, "punctuation"])
    return unusable("length" if digits_only(bare) else "characters")


def fast_sql(column: str) -> str:
    """TRUE for canonical mobiles that are no placeholder."""
    listed = ", ".join(f"'{number}'" for number in sorted(_PLACEHOLDERS))
    return (
        f"(regexp_full_match({column}, '1[3-9][0-9]{{9}}') AND {column} NOT IN ({listed})"
        f" AND substr({column}, 4) <> repeat(substr({column}, 4, 1), 8)"
        f" AND NOT contains('12345678901234567890', substr({column}, 2))"
        f" AND NOT contains('09876543210987654321', substr({column}, 2)))"
    )
