"""Case numbers of the courts.

Since 2016 `（2022）皖0102刑初123号` (法〔2015〕137号), before that `（2014）瑶民一初字第123号`.

Canonical: full-width round brackets about the year, no spaces, no zeros before the serial number, closing 号.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from mingjian.standards.identifiers.tidy import MASKS, tidy
from mingjian.standards.results import MISSING, Checked, unusable, usable
from mingjian.standards.text import is_nothing

_HAN = "\\x{4e00}-\\x{9fa5}"
_TAIL = "(?:之[一二三四五六七八九十0-9]+)?"
# Court and kind of case: at least two characters beside the court's digits, none of the words of the frame.
_BODY = r"[一-龥](?:[0-9]{1,4}(?=[一-龥])|(?!字第|[第之号])[一-龥]){1,16}?"
_LOOSE = re.compile(
    r"[(（〔【\[{〈<]?((?:19|20)[0-9]{2})[)）〕】\]}〉>]?"
    rf"({_BODY})(字第|字|第)?(0*)([1-9][0-9]*)((?:[-－—][0-9]+)?)(号?)({_TAIL})"
)
_BRACKETED = re.compile(r"[(（〔【\[{〈<](?:19|20)[0-9]{2}[)）〕】\]}〉>]")


class CaseNumber(NamedTuple):
    """Parts of a canonical case number; `court` and `kind` only for numbers since 2016."""

    year: int
    court: str | None
    kind: str
    serial: int


def check(raw: str | None) -> Checked:
    """The case number in `raw`, normalised."""
    if raw is None or is_nothing(raw):
        return MISSING
    text, repairs = tidy(raw)
    if MASKS.search(text) or re.search(r"X{1,4}号", text):
        return unusable("masked")
    text = text.strip('《》"“”,，。;；')
    found = _LOOSE.fullmatch(text)
    if not found:
        return unusable("form")
    year, body, former, zeros, serial, branch, close, tail = found.groups()
    branch = re.sub("[－—]", "-", branch)
    middle = "字第" if former else ""
    canonical = f"（{year}）{body}{middle}{serial}{branch}号{tail}"
    if not text.startswith(f"（{year}）"):
        repairs.append("brackets")
    if not close:
        repairs.append("suffix")
    if zeros:
        repairs.append("zeros")
    if canonical != text and not repairs:
        repairs.append("punctuation")
    return usable(canonical, repairs)


_NEW = re.compile(r"（([0-9]{4})）(最高法知?|[一-龥][0-9]{0,4})([一-龥]{1,12}?)([0-9]+)(?:-[0-9]+)?号.*")


def parse(canonical: str) -> CaseNumber | None:
    """Year, court code, kind of case (`刑初`) and serial number; null when it is not canonical."""
    if found := re.match(r"（([0-9]{4})）([一-龥0-9]+?)字第([0-9]+)", canonical):
        return CaseNumber(int(found[1]), None, found[2], int(found[3]))
    if found := _NEW.fullmatch(canonical):
        return CaseNumber(int(found[1]), found[2], found[3], int(found[4]))
    return None


def fast_sql(column: str) -> str:
    """TRUE for canonical case numbers of the usual shape (other canonical ones take the slow path)."""
    form = f"（(19|20)[0-9]{{2}}）[{_HAN}]{{1,4}}[0-9]{{2,4}}[{_HAN}]{{1,8}}[1-9][0-9]*号{_TAIL}"
    former = f"（(19|20)[0-9]{{2}}）[{_HAN}]{{2,12}}字第[1-9][0-9]*号"
    hidden = f"contains({column}, '某')"
    bare = "第之字"  # words of the frame that must not stand inside a body
    body = f"regexp_matches({column}, '）[^号]*[{bare}][^号]*[0-9]+号')"
    return (
        f"((regexp_full_match({column}, '{form}') AND NOT {body} OR regexp_full_match({column}, '{former}')"
        f" AND NOT regexp_matches({column}, '）.*[{bare}].*字第')) AND NOT {hidden})"
    )
