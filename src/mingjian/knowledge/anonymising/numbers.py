"""Numbers that belong to one person: identity, passports, telephones, cards, accounts, plates, mail, case numbers.

They are looked for as people write them: in full width, in groups, with a wrong check digit. A mistyped number still
tells whose it is, so that the check digits of `standards` decide nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingjian.standards.identifiers.plate import PROVINCES

__all__ = ["numbers", "plain"]

Found = tuple[int, int, str]
"""Start, end (excluded), kind."""

_WIDE = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20, 0x2014: 0x2D, 0x2013: 0x2D, 0x2212: 0x2D}
_BLANK = r"[ \-]?"
_FREE, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_DATE = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_HAN = "\u4e00-\u9fff"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("contact", re.compile(r"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,4}")),
    ("person_id", re.compile(
        rf"{_FREE}[1-9][0-9]{{5}}{_BLANK}(?:18|19|20)[0-9]{{2}}{_BLANK}{_DATE}{_BLANK}[0-9]{{3}}[0-9Xx]{_END}"
    )),
    ("person_id", re.compile(rf"{_FREE}[1-9][0-9]{{5}}{_BLANK}[0-9]{{2}}{_DATE}{_BLANK}[0-9]{{3}}{_END}")),
    ("person_id", re.compile(rf"{_FREE}(?:[A-Z]{{1,2}}[0-9]{{7,8}}|[A-Z]{{3}}[0-9]{{12}}|[HM][0-9]{{10}}){_END}")),
    ("company_code", re.compile(rf"{_FREE}[0-9A-HJ-NPQRTUWXY]{{2}}[0-9]{{6}}[0-9A-HJ-NPQRTUWXY]{{10}}{_END}")),
    ("phone", re.compile(rf"{_FREE}(?:(?:\+|00)?86[ \-]?)?1[3-9][0-9](?:[ \-]?[0-9]{{4}}){{2}}{_END}")),
    ("phone", re.compile(
        rf"{_FREE}(?:\(0[0-9]{{2,3}}\) ?|0[0-9]{{2,3}}[ \-]?)[2-9][0-9]{{6,7}}(?:-[0-9]{{1,5}})?{_END}"
    )),
    ("phone", re.compile(rf"{_FREE}400-?[0-9]{{3}}-?[0-9]{{4}}{_END}")),
    ("phone", re.compile(rf"(?:电话|座机|固话|手机号?)(?:号码)?[^0-9{_HAN}]{{0,3}}(?P<one>[1-9][0-9]{{6,10}}){_END}")),
    ("card", re.compile(rf"{_FREE}[1-9][0-9]{{3}}(?:[ \-][0-9]{{4}}){{2,4}}(?:[ \-][0-9]{{1,4}})?{_END}")),
    ("card", re.compile(rf"{_FREE}[0-9]{{12,30}}{_END}(?!\.?[0-9]* ?[万亿]?元)")),
    ("card", re.compile(
        rf"(?:账号|帐号|账户|帐户|卡号|存折)(?:号码)?[^0-9{_HAN}]{{0,3}}(?P<one>[0-9](?:[ \-]?[0-9]){{6,29}}){_END}"
    )),
    ("contact", re.compile(r"(?:QQ|qq)(?:号码?)?[^0-9]{0,3}(?P<one>[1-9][0-9]{4,10})(?![0-9])")),
    ("contact", re.compile(
        r"(?:微信|支付宝|抖音|快手|微博)(?:账?号|账户|名)?(?:[:：为是“\"]|号){0,3} ?"
        r"(?P<one>[A-Za-z][-_A-Za-z0-9]{4,29})"
    )),
    ("plate", re.compile(
        rf"[{PROVINCES}] ?[A-Z] ?[·•・.\- ]?(?:[A-HJ-NP-Z0-9]{{5,6}}|[A-Z0-9]{{4}}[学警挂港澳领试超]){_END}"
    )),
    ("plate", re.compile(rf"{_FREE}(?:WJ[{PROVINCES}]?[0-9]{{4}}[0-9A-Z]|使[0-9]{{6}}){_END}")),
    ("case_number", re.compile(
        rf"[(\[〔【](?:19|20)[0-9]{{2}}[)\]〕】] ?[{_HAN}](?:[{_HAN}0-9]{{1,16}}?)(?:字第|字|第)?"
        rf"[0-9]{{1,6}}(?:-[0-9]+)?号(?:之[一二三四五六七八九十0-9]+)?"
    )),
    ("case_number", re.compile(
        rf"(?<![{_HAN}])(?!高检)[{_HAN}]{{1,8}}?检[{_HAN}]{{0,8}}(?:诉|捕|监|抗|建|不诉|赔|控|申)[{_HAN}]{{0,4}}"
        r"[(\[〔](?:19|20)[0-9]{2}[)\]〕] ?[0-9]{1,6}号"
    )),
)  # fmt: skip


def plain(text: str) -> str:
    """A text sign for sign in half width, so that spans stay."""
    return text.translate(_WIDE)


def numbers(text: str) -> Iterator[Found]:
    """The numbers of a text in half width."""
    for kind, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            start, end = found.span("one") if "one" in pattern.groupindex else found.span()
            yield start, end, kind
