"""Numerals as judgments print them: pattern pieces, and their values as ``law.numerals`` reads them."""

from __future__ import annotations

from functools import lru_cache

from mingjian.law import numerals

# One numeral in any script; O and o stand for a mistyped 〇.
NUM = r"[0-9〇零一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟廿卅]"


@lru_cache(maxsize=8192)
def parse_int(text: str) -> int | None:
    """``一百二十三``, ``123``, ``二〇一六``, ``叁佰`` or a mixture as a whole number; null when it is none."""
    return numerals.parse_int(text) if len(text) <= 16 else None
