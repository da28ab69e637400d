"""The articles a court relies on, in short form: 刑法264, 刑法67-3, 刑法133之1-1-2, 刑法225--4, 关于…的解释1."""

from __future__ import annotations

import re

from mingjian.documents.found import Found
from mingjian.documents.numbers import NUM, parse_int
from mingjian.documents.text import Clean

_TITLE = (
    r"(?P<title>《(?:[^《》]|《[^《》]{1,60}》){2,90}》"
    r"|(?:中华人民共和国)?刑(?:法(?!庭|院)|事诉讼法|诉法)(?:修正案（[一二三四五六七八九十]{1,3}）)?)"
)
_TOKEN = re.compile(
    rf"{_TITLE}"
    rf"|第?(?P<article>{NUM}{{1,9}})条(?!款)(?:[之至](?P<inserted>{NUM}{{1,2}})(?![款项]))?"
    rf"|(?P<bare>第{NUM}{{2,9}})(?=第|、第|之规定|的规定|，)"
    rf"|第?(?P<para>{NUM}{{1,3}}(?:、第?{NUM}{{1,3}}){{0,5}})条?款"
    rf"|第?[（〈〔]?(?P<item>{NUM}{{1,3}}(?:[）〉〕]?[、]第?[（〈〔]?{NUM}{{1,3}}){{0,8}})[）〉〕]?项"
    rf"|第(?P<partial>{NUM}{{1,3}})(?=、第?{NUM}{{1,3}}款)"
)
_ISSUER = re.compile(
    r"^(?:(?:最高人民法院|最高人民检察院|公安部|司法部|国家安全部|海关总署|全国人民代表大会常务委员会|全国人大常委会|全国人民代表大会|国务院|[、，和及])+)"
)
_SHORT = {"刑法": "刑法", "刑事诉讼法": "刑诉法", "刑诉法": "刑诉法"}
_QUOTES = str.maketrans({"《": "〈", "》": "〉"})


def short_title(title: str) -> str:
    """``《最高人民法院关于…的解释》`` → ``关于…的解释``; country and issuing bodies dropped, inner brackets single."""
    name = title[1:-1] if title.startswith("《") else title
    if name.startswith("〈") and name.endswith("〉") and name.count("〈") == 1:
        name = name[1:-1]
    name = name.translate(_QUOTES).replace("中华人民共和国", "")
    name = _ISSUER.sub("", name)
    if name.startswith("〈") and name.endswith("〉"):
        name = name[1:-1]
    return _SHORT.get(name, name)


def articles(clean: Clean, start: int, end: int) -> list[Found[str]]:
    """Articles cited in ``[start, end)``, sorted, without repeats (the first place of each is kept)."""
    found: dict[str, Found[str]] = {}
    for name, at, stop in _read(clean.text, start, end):
        found.setdefault(name, clean.found(name, at, stop))
    return [found[name] for name in sorted(found)]


def _numbers(text: str) -> list[int]:
    values = (parse_int(part) for part in re.findall(rf"{NUM}+", text))
    return [v for v in values if v]


def _read(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    out: list[tuple[str, int, int]] = []
    law: str | None = None
    law_at = (start, start)
    article: str | None = None
    article_at = start
    used = True  # whether the article has been written with a paragraph
    cited = True  # whether the law has been written with an article
    para: str | None = None

    def close_article(stop: int) -> None:
        if article is not None and not used:
            out.append((article, article_at, stop))

    tokens = list(_TOKEN.finditer(text, start, end))
    for index, token in enumerate(tokens):
        if token["title"]:
            close_article(token.start())
            if law is not None and not cited:
                out.append((law, *law_at))
            law, law_at, cited = short_title(token["title"]), token.span(), False
            article, used, para = None, True, None
        elif token["article"] or token["bare"]:
            close_article(token.start())
            number = parse_int((token["article"] or token["bare"]).lstrip("第"))
            if number is None or (law is None and number > 452):
                article, used = None, True
                continue
            inserted = parse_int(token["inserted"]) if token["inserted"] and token[0].find("之") > 0 else None
            article = f"{law or '刑法'}{number}" + (f"之{inserted}" if inserted else "")
            article_at, used, para, cited = token.start(), False, None, True
        elif article is None:
            continue
        elif token["para"]:
            for number in _numbers(token["para"]):
                para = f"{article}-{number}"
                following = tokens[index + 1] if index + 1 < len(tokens) else None
                if not (following and following["item"] and following.start() - token.end() <= 2):
                    out.append((para, article_at, token.end()))
            used = True
        elif token["item"]:
            for number in _numbers(token["item"]):
                out.append((f"{para or article + '-'}-{number}", article_at, token.end()))
            used = True
        elif token["partial"]:
            pass
    close_article(min(end, article_at + 20))
    if law is not None and not cited:
        out.append((law, *law_at))
    return out
