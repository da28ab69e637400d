"""Numbers of documents of procuratorates, police and agencies: `合瑶检刑诉〔2022〕12号`, `合市监罚〔2021〕7号`.

Canonical: 〔〕 about the year, full-width round brackets elsewhere, no spaces, no 第, no zeros before the serial
number. Numbers of other shapes (`A3401020000002022010001`) are kept as they stand, half width and upper case.
"""

from __future__ import annotations

import re

from mingjian.standards.identifiers.tidy import MASKS, counted_up, one_digit_only, scientific, tidy
from mingjian.standards.results import MISSING, Checked, unusable, usable
from mingjian.standards.text import is_nothing

_YEAR = re.compile(r"[\[(（〔【〈<{]((?:19|20)[0-9]{2})[\])）〕】〉>}]")
_SERIAL = re.compile(r"〕第?0*([1-9][0-9]*)号?((?:之[一二三四五六七八九十0-9]+)?)$")
_OTHER = re.compile(r"[0-9A-Z一-龥（）〔〕_/.\-]{3,64}")


def check(raw: str | None) -> Checked:
    """The document number in `raw`, normalised."""
    if raw is None or is_nothing(raw):
        return MISSING
    text, repairs = tidy(raw)
    if scientific(text):
        return unusable("excel_damaged")
    if MASKS.search(text) or re.search(r"X{2,}|×", text):
        return unusable("masked")
    if one_digit_only(text) or counted_up(text):
        return unusable("placeholder")
    found = list(_YEAR.finditer(text))
    plain = text
    if found:
        last = found[-1]
        text = f"{text[: last.start()]}〔{last[1]}〕{text[last.end() :]}"
    text = text.replace("(", "（").replace(")", "）")
    if text != plain:
        repairs.append("brackets")
    closed = _SERIAL.sub(lambda m: f"〕{m[1]}号{m[2]}", text)
    if closed != text:
        repairs.append("punctuation")
    if not _OTHER.fullmatch(closed) or not re.search("[0-9]", closed):
        return unusable("form")
    return usable(closed, repairs)


def fast_sql(column: str) -> str:
    """TRUE for canonical numbers of the usual shape (other canonical ones take the slow path)."""
    form = "[\\x{4e00}-\\x{9fa5}]{1,20}〔(19|20)[0-9]{2}〕[1-9][0-9]*号"
    return f"(regexp_full_match({column}, '{form}') AND NOT contains({column}, '某'))"
