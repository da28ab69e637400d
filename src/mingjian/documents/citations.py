"""The articles a court relies on, in short form: 刑法264, 刑法67-3, 刑法133之1-1-2, 刑法225--4, 关于…的解释1.

Reading citations is the business of ``law.articles``; here the slips of judgments are mended first (a lost 条, 条款 for
款, 〈一〉项), spans are led back, and titles cited without an article are added.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from mingjian.documents.found import Found
from mingjian.documents.numbers import NUM
from mingjian.documents.text import Clean
from mingjian.law import parse_articles, short_title

_LOST = re.compile(
    rf"(?<!条)第{NUM}{{1,9}}(?=(?:[、和及]{NUM}{{1,9}}){{1,8}}条)|(?<=[、和及]){NUM}{{1,9}}(?=(?:[、和及]{NUM}{{1,9}}){{1,8}}条)|"
    rf"第{NUM}{{2,9}}(?=第{NUM}|、第{NUM}|之规定|的规定)|(?<=、){NUM}{{2,9}}(?=、第{NUM}{{1,9}}条)"
    r"|(?P<list>(?<=条)第[一二三四五六七八九](?=[一二三四五六七八九]款))"  # 第一三款
)
_SAME_LENGTH = ((re.compile(r"条(?=款)"), " "), (re.compile(rf"〈({NUM})〉(?=项)"), r"（\1）"))
_TITLE = re.compile(r"《((?:[^《》]|《[^《》]{1,60}》){2,90})》")
_NUMBERED = re.compile(rf"[^《》]{{0,12}}?第?{NUM}{{1,9}}(?:条|第)|[、，和及与]{{0,2}}《")


# A citation that has had its say (依照…的规定，可以从轻处罚。) is not the one that leads into 判决如下.
_SPENT = re.compile(r"规定[，]?(?!判决|裁定|如下)[^。《]{4,200}。(?:(?!第[^。]{1,9}条)[^《])*$")
_REASONED = re.compile(r"(?:依照|依据|根据|按照|适用)(?=《|刑法|中华|本法)[^。；]{2,300}?规定")
_PARTY = re.compile(r"(?:辩护人|公诉机关|检察院|公诉人|上诉人)[^。；]{0,40}(?:提出|认为|辩称|建议|主张)")


def articles(clean: Clean, opinion: int, start: int, end: int, law: str | None = "刑法") -> list[Found[str]]:
    """Articles relied on, sorted, without repeats (the first place of each is kept): those of the citation in
    ``[start, end)`` that leads to the operative part, or those the reasoning from ``opinion`` cites.

    ``law`` is the law meant by an article cited before any title; without it such articles are left out.
    """
    found: dict[str, Found[str]] = {}
    if _SPENT.search(clean.text, start, end):
        for match in _REASONED.finditer(clean.text, opinion, end):
            sentence = max(clean.text.rfind("。", opinion, match.start()), opinion)
            if not _PARTY.search(clean.text, sentence, match.start()):
                _read(clean, *match.span(), found, law)
    else:
        _read(clean, start, end, found, law)
    return [found[name] for name in sorted(found)]


def cited(clean: Clean, start: int, end: int, law: str | None = "刑法") -> list[Found[str]]:
    """Every article cited in ``[start, end)``, sorted, without repeats."""
    found: dict[str, Found[str]] = {}
    _read(clean, start, end, found, law)
    return [found[name] for name in sorted(found)]


def _read(clean: Clean, start: int, end: int, found: dict[str, Found[str]], law: str | None) -> None:
    text, inserted = _mend(clean.text[start:end])
    for article in parse_articles(text, law):
        first, last = (start + at - bisect_left(inserted, at) for at in article.span)
        found.setdefault(article.text, clean.found(article.text, first, last))
    for title in _TITLE.finditer(clean.text, start, end):
        if not _NUMBERED.match(clean.text, title.end(), end):
            name = short_title(title[1])
            found.setdefault(name, clean.found(name, *title.span(), 0.8))


def _mend(text: str) -> tuple[str, list[int]]:
    """Text with each lost 条 and 、 put in, and the positions in it of what was put in."""
    for pattern, mended in _SAME_LENGTH:
        text = pattern.sub(mended, text)
    pieces: list[str] = []
    inserted: list[int] = []
    last = 0
    for match in _LOST.finditer(text):
        pieces += [text[last : match.end()], "、" if match["list"] else "条"]
        inserted.append(match.end() + len(inserted))
        last = match.end()
    pieces.append(text[last:])
    return "".join(pieces), inserted
