"""Texts, yes and no, and codes."""

from __future__ import annotations

import re

from mingjian.standards.codes import CodeList, codes
from mingjian.standards.results import Cleaned
from mingjian.standards.text import HALF, compose, invisible_removed, is_nothing, squeeze, to_half

_TRUE = frozenset(
    ["是", "有", "y", "yes", "true", "t", "1", "√", "✓", "✔", "☑", "对", "已", "真", "1.0", "属于", "是的"]
)
_FALSE = frozenset(["否", "无", "没有", "n", "no", "false", "f", "0", "×", "✗", "☐", "不是", "未", "假", "非", "0.0"])


def clean_text(raw: str | None) -> Cleaned[str]:
    """Trimmed, NFC, full-width letters and digits to half width, without control and zero-width characters.

    Chinese punctuation stays as its writer set it; runs of spaces and line breaks inside stay too.
    """
    if raw is None or is_nothing(raw):
        return Cleaned(None, False, "nothing" if raw and raw.strip() else None)
    text = compose(invisible_removed(raw).translate(HALF)).strip()
    if not text:
        return Cleaned(None, False, None)
    changed = text != raw
    if not changed:
        return Cleaned(text)
    reason = "spaces" if text == raw.strip() else "control" if text == invisible_removed(raw).strip() else "fullwidth"
    return Cleaned(text, True, reason)


def keep_text(raw: str | None) -> Cleaned[str]:
    """A verbatim text, untouched; blank is null."""
    return Cleaned(raw) if raw is not None and raw.strip() else Cleaned(None)


def clean_boolean(raw: str | None) -> Cleaned[bool]:
    """是/否, 有/无, Y/N, 1/0, √/×. Here 无 means no, not "nothing written"."""
    if raw is None or not squeeze(raw):
        return Cleaned(None)
    word = squeeze(to_half(raw)).lower().strip("'")
    if word in _TRUE:
        return Cleaned(True)
    if word in _FALSE:
        return Cleaned(False)
    return Cleaned(None, False, "nothing") if is_nothing(raw) else Cleaned(None, True, "not_a_boolean")


def clean_code(list_id: str, raw: str | None, open_list: bool = False) -> Cleaned[str]:
    """Code for a code, a label or a word for it; with `open_list` a text the list does not know is kept.

    A name that may be several codes (鼓楼区 stands in four cities) is damaged with `ambiguous_code`.
    """
    known = codes(list_id)
    if raw is None or not squeeze(raw):
        return Cleaned(None)
    found = known.find(raw.strip()) or known.find(_unnumbered(raw))
    if len(found) == 1:
        changed = found[0] != raw
        return Cleaned(found[0], changed, _how(known, raw, found[0]) if changed else None)
    if is_nothing(raw):
        return Cleaned(None, False, "nothing")
    if len(found) > 1:
        return Cleaned(None, True, "ambiguous_code")
    if open_list:
        kept = clean_text(raw).value
        return Cleaned(kept, kept != raw, "not_in_list")
    return Cleaned(None, True, "unknown_code")


def _unnumbered(raw: str) -> str:
    """`01-有期徒刑` and `有期徒刑(01)` without their number; `1.0` as spreadsheets write a code of 1."""
    text = squeeze(to_half(raw))
    if re.fullmatch(r"[0-9]+\.0+", text):
        return text.partition(".")[0]
    return re.sub(r"^[0-9]{1,6}[-.:、|]+(?=[^0-9])|[(\[][0-9]{1,6}[)\]]$", "", text)


def _how(known: CodeList, raw: str, code: str) -> str:
    if squeeze(to_half(raw)).lower() == code.lower():
        return "spaces"
    return "truncated" if known.id == "regions" and squeeze(raw).startswith(code) else "label"


def text_fast_sql(column: str) -> str:
    """TRUE for texts of Chinese characters, ASCII letters, digits and common marks that need no cleaning."""
    first = "[\\x{4e00}-\\x{9fa5}A-Za-z0-9]"
    inside = "[\\x{4e00}-\\x{9fa5}A-Za-z0-9 （），。；：！？、·《》“”()\\[\\],.;:_/#&%+=*-]*"
    last = "[\\x{4e00}-\\x{9fa5}A-Za-z0-9（），。；：！？、·《》“”()\\[\\],.;:_/#&%+=*-]"
    longest = max(len(word.encode()) for word in _WORDS)
    word = f"regexp_full_match({column}, '(?i:{'|'.join(_WORDS)})')"  # a list of words takes longer, to plan above all
    nothing = f"CASE WHEN strlen({column}) > {longest} THEN true ELSE NOT {word} END"
    return f"(regexp_full_match({column}, '{first}({inside}{last})?') AND {nothing})"


_WORDS = (
    "无",
    "空",
    "暂无",
    "不详",
    "未知",
    "不明",
    "未填写",
    "未登记",
    "无数据",
    "none",
    "null",
    "nan",
    "na",
    "n/a",
    "nil",
    "nat",
)
_BOOLEANS = {"是": True, "否": False, "1": True, "0": False, "true": True, "false": False, "Y": True, "N": False}


def boolean_fast_sql(column: str) -> str:
    """TRUE for the usual words of yes and no."""
    return f"({column} IN ({', '.join(repr(word) for word in _BOOLEANS)}))"


def boolean_value_sql(column: str) -> str:
    """Yes or no of a text that passed `boolean_fast_sql`."""
    yes = ", ".join(repr(word) for word, meaning in _BOOLEANS.items() if meaning)
    return f"({column} IN ({yes}))"


LONGEST_LIST = 100
"""Codes up to which a list is compared in SQL; a column of a longer one has few distinct values for the cleaner."""


def code_fast_sql(list_id: str, column: str) -> str | None:
    """TRUE for texts that are codes of the list; null for a list that is too long to be compared row by row."""
    if len(codes(list_id)) > LONGEST_LIST:
        return None
    listed = ", ".join("'" + code.replace("'", "''") + "'" for code in codes(list_id))
    return f"({column} IN ({listed}))"
