"""The tokens of citations: titles, articles, paragraphs, items, what refers back, document numbers.

Patterns are written for text without white space, in which signs of one meaning have been made one (`fold`).
"""

from __future__ import annotations

import re

from mingjian.law.numerals import NUMERAL, parse_int

__all__ = [
    "ABOUT",
    "ABOUT_BEHIND",
    "ALIAS",
    "CITED_BEHIND",
    "INSIDE",
    "JOINED",
    "TOKEN",
    "UNTIL",
    "WITHIN",
    "fold",
    "numbers_of",
    "squeeze",
]

_N = NUMERAL
_AND, _TO = "[、和及与]", "[至到—－~-]"
_BRACKETED = rf"[（(〔〈]?{_N}{{1,3}}[）)〕〉]?"

TITLE = (
    r"《(?P<title>[^《》]*(?:《[^《》]*》[^《》]*)*)》"
    r"|(?P<bare>刑事诉讼法|刑诉法|(?:中华人民共和国)?刑法(?!修正案|学|典))"
)
SAME = (
    r"(?P<same>(?:同|本|该|此|上述|前述)(?:法(?![院官庭律定人医条规警学])|条例|司法解释|解释|规定|意见|办法|细则|规则|决定|通知|标准|批复|文件)"
    r"|前法|该文(?=第))"
)
THIS = rf"(?P<this>(?:同|该|本|上述|前述)条)(?=第?{_N}{{1,3}}(?:{_AND}第?{_N})*款|第?[（(]?{_N}{{1,3}}[）)]?项)"
PREVIOUS = r"(?P<previous>前款|上款)"
ARTICLE = (
    rf"(?P<ordinal>第)?(?P<article>{_N}{{1,7}}(?:(?:{_AND}|{_TO})第?{_N}{{1,7}}){{0,30}})(?:之(?P<before>{_N}{{1,2}}))?条"
    rf"(?:之(?P<inserted>{_N}{{1,3}}(?:{_AND}之{_N}{{1,3}})*)(?![款项]))?"
    rf"|第(?P<lost>{_N}{{2,9}})(?=[之的]规定)"
)
"""`lost`: an article whose 条 was forgotten, 第六十九之规定."""
PARAGRAPH = rf"第?(?P<paragraph>{_N}{{1,3}}(?:(?:{_AND}|{_TO})第?{_N}{{1,3}}){{0,20}})款"
ITEM = rf"第?(?P<item>{_BRACKETED}(?:(?:{_AND}|{_TO})第?{_BRACKETED}|[（(]{_N}{{1,3}}[）)]){{0,30}})项"
JOIN = rf"(?P<join>{_TO})(?=第?{_N}+条)"
NUMBER = (
    r"(?P<number>[一-龥]{1,10}[〔\[（(【](?:19|20)\d{2}[〕\]）)】］]第?\d{1,5}号)(?=(?:文件?)?[）)]?[的中]?(?:《|第))"
)
"""The number of a document, with what it numbers or an article of it behind: 政发〔2004〕10号文件第五条."""
TOKEN = re.compile("|".join([TITLE, SAME, THIS, PREVIOUS, NUMBER, ARTICLE, PARAGRAPH, ITEM, JOIN]))

JOINED = re.compile(r"[、，,和及与或]*(?:以及)?")
"""Between an article and its paragraph, or between two of a list."""
UNTIL = re.compile(_TO)
WITHIN = re.compile(r"[一-龥]{1,16}中")
"""What may be said of an article before its paragraph: 第三十四条禁止生产经营的食品中第一款."""
ABOUT = re.compile(r"(?:(?:最高人民法院|最高人民检察院|公安部|司法部)[、和]?)*关于[^《》，。；：]{0,12}$")
ABOUT_BEHIND = re.compile(
    r"[^《》，。；：第]{0,16}?的?(?:解释|规定|意见|批复|决定|办法)(?:[（(][^（）()]{1,12}[）)])?(?=第|$|[^一-龥])"
)
"""Around a title that is part of another written without 《》: 关于适用《刑事诉讼法》的解释."""
_LIST = rf"第?{_N}{{1,7}}(?:(?:{_AND}|{_TO})第?{_N}{{1,7}}){{0,30}}(?:之{_N})?(?:条|(?=[之的]规定))"
CITED_BEHIND = re.compile(rf"(?:[（(][^（）()]{{0,60}}[）)])*(?:[的中之])?{_LIST}")
INSIDE = re.compile(rf"第{_N}{{1,7}}(?:{_AND}第?{_N}{{1,7}})*条[第{_N[1:-1]}条款项之、和及（）()]*(?:的?规定)?$")
"""Articles inside the brackets of the title: 《…标准（试行）第六条、第十七条》."""
ALIAS = re.compile(
    r"^(?:[（(][^（）()]{0,30}[）)])?[（(](?:以下|下)(?:均|简)?称(?:为)?[：:]?[“\"《〈]?([一-龥]{2,20}?)[”\"》〉]?[）)]"
)

_FOLDED = str.maketrans("０１２３４５６７８９＜＞<>﹝﹞［］﹤﹥", "0123456789〈〉〈〉〔〕〔〕〈〉")


def fold(text: str) -> str:
    """Signs of one meaning as one sign; every sign stays where it is."""
    return text.translate(_FOLDED)


def squeeze(text: str) -> tuple[str, list[int]]:
    """The text without white space, and where each sign stood."""
    places = [at for at, c in enumerate(text) if not c.isspace()]
    return fold("".join(text[at] for at in places)), places


def numbers_of(written: str, most: int = 60) -> list[int]:
    """The numbers of a list or range: `一、三至五` → 1, 3, 4, 5; a range of more than `most` gives its ends."""
    found: list[int] = []
    until = False
    for piece in re.findall(rf"{_N}+|{_TO}", written):
        if re.fullmatch(_TO, piece):
            until = True
            continue
        number = parse_int(piece)
        if number is None:
            continue
        if until and found and 0 < number - found[-1] <= most:
            found += range(found[-1] + 1, number + 1)
        elif number:
            found.append(number)
        until = False
    return found
