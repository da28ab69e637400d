"""Persons and times in the telling of an act, with their places: for the sheet of a case, where no head names them."""

from __future__ import annotations

import re

from mingjian.standards.surnames import SURNAMES

__all__ = ["persons", "times"]

Span = tuple[int, int]
_MASKED = re.compile(
    rf"[{SURNAMES}](?:某{{1,2}}[甲乙丙丁戊己庚辛壬癸]?(?:[A-Z0-9一-鿿](?=[，。、的（(]))?|[甲乙丙丁戊己庚辛]|[Xx×]{{1,2}})\d?"
)
_CALLED = re.compile(
    r"(?:被告人|同案人|吸毒人员|购毒人员|证人|上诉人|犯罪嫌疑人|嫌疑人|涉毒人员|购毒者|吸毒者|女子|男子)"
    rf"(?P<name>[{SURNAMES}][一-鿿某]{{1,2}})(?=[在于与和因以为将等从到驾伙经的至被未明及，、。先多容贩向携用自将持就让给电接到共通再随因打归处身家住供身交（(”“又正后乘来是对系案开使购并]|$)"
)
_YEAR = r"(?:\d{2,4}|[一二三四五六七八九〇○零oO]{4})年"
_MONTH = (
    r"\d{1,2}(?:、\d{1,2})*月(?:份|底|初|中旬|上旬|下旬|的?某[日天]|的一天|\d{1,2}[日号](?!前))?"
    r"|[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}[日号])?"
)
_HOUR = r"(?:(?<!\d)\d{1,2}|零)[时点:：](?:\d{1,2}分?|半)?|(?<=\d)时"
_PART = "凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|夜间|夜晚|夜里|深夜|午后|晚|夜|早"
_TIME = re.compile(
    rf"(?:(?:{_YEAR}(?:年?[底初]|春节|{_MONTH})?|同年(?!同?月?\d)|(?<!\d)(?<!\d年)(?:{_MONTH})|(?<!\d)(?<!\d月)\d{{1,2}}日"
    rf"|同日|当[日晚天]|次日|(?<![\d日上中下晨晚午])\d{{1,2}}(?=时许))(?:的?一天)?(?:{_PART})?(?:{_HOUR})?)"
    rf"|(?:{_PART})(?:{_HOUR})"
)
_UNTIL = re.compile(r"[至到]")


def persons(text: str) -> list[Span]:
    """Every naming of a person: masked names (张某某, 李甲) and names behind a role, with their later mentions."""
    spans = {found.span() for found in _MASKED.finditer(text)}
    spans |= {found.span("name") for found in _CALLED.finditer(text)}
    names = {text[a:b] for a, b in spans if b - a > 2 or "某" not in text[a:b]}
    for name in names:
        spans |= {found.span() for found in re.finditer(re.escape(name), text)}
    return _longest(spans)


def times(text: str) -> list[Span]:
    """Every day and hour, as it is told (2014年5月19日晚上, 次日); from one to another (2014年6月至8月) is one."""
    found: list[Span] = []
    for start, end in (one.span() for one in _TIME.finditer(text) if one.group()):
        if found and _UNTIL.fullmatch(text, found[-1][1], start):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _longest(spans: set[Span]) -> list[Span]:
    """In order, without those that lie within or overlap a longer one before them."""
    kept: list[Span] = []
    for start, end in sorted(spans, key=lambda one: (one[0], -one[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
