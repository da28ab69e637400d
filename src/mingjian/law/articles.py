"""Citations of articles: read from text, and told in one short form.

`依照《中华人民共和国刑法》第一百三十三条之一第一款第（二）项、第六十七条第三款` gives `刑法133之1-1-2` and
`刑法67-3`. A law named once holds for the articles listed after it, an article for the paragraphs, a paragraph for
the items.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mingjian.law.numerals import NUMERAL, parse_int, to_chinese

_SPACE = re.compile(r"\s+")
_TITLE = (
    r"《(?P<title>[^《》]*(?:《[^《》]*》[^《》]*)*)》"
    r"|(?P<bare>刑事诉讼法|刑诉法|(?:中华人民共和国)?刑法(?!修正案|学|典))"
)
_SAME = r"(?P<same>同法|同条例|本法|该法|该解释|该规定|该意见|本解释)"
_ARTICLE = rf"第?(?P<article>{NUMERAL}{{1,7}})条(?:之(?P<inserted>{NUMERAL}{{1,3}})(?![款项]))?"
_PARAGRAPH = rf"第?(?P<paragraph>{NUMERAL}{{1,3}}(?:[、和及]第?{NUMERAL}{{1,3}})*)款"
_ITEM = rf"第?(?P<item>[（(〔]?{NUMERAL}{{1,3}}[）)〕]?(?:[、和及]第?[（(〔]?{NUMERAL}{{1,3}}[）)〕]?)*)项"
_TOKEN = re.compile("|".join([_TITLE, _SAME, _ARTICLE, _PARAGRAPH, _ITEM, rf"(?P<join>至|到)(?=第?{NUMERAL}+条)"]))
_BODIES = (
    *("最高人民法院", "最高人民检察院", "公安部", "国家安全部", "司法部", "海关总署", "国务院"),
    *("全国人民代表大会常务委员会", "全国人大常委会", "全国人民代表大会"),
)
_ISSUER = re.compile(rf"^(?:(?:{'|'.join(_BODIES)})(?:[、，,和及\s]|关于(?=关于))*)+")
_SHORT = {
    "刑法": "刑法",
    "刑事诉讼法": "刑诉法",
    "刑诉法": "刑诉法",
    "民事诉讼法": "民诉法",
    "民诉法": "民诉法",
    "行政诉讼法": "行诉法",
    "行诉法": "行诉法",
}
_LONG_RANGE = 60
_INNER = str.maketrans("《》", "〈〉")


@dataclass(frozen=True, order=True)
class Article:
    """One cited article: short title of the law, number, `inserted` of 之一, `paragraph` 款, `item` 项 (0: none).

    `span` is where it stands in the text it was read from; it plays no part in comparison.
    """

    law: str
    number: int
    inserted: int = 0
    paragraph: int = 0
    item: int = 0
    span: tuple[int, int] = field(default=(0, 0), compare=False)

    @property
    def text(self) -> str:
        """Short form: `刑法264`, `刑法67-3`, `刑法133之1-1-2`, `刑法225--4` when only the item is cited."""
        return self.law + self.provision

    @property
    def provision(self) -> str:
        """The short form without the law: `133之1-1`."""
        out = article_code(self.number, self.inserted)
        if self.paragraph or self.item:
            out += f"-{self.paragraph or ''}"
        return out + (f"-{self.item}" if self.item else "")

    @property
    def zh(self) -> str:
        """As a law prints it: 第一百三十三条之一第一款第（二）项."""
        out = f"第{to_chinese(self.number)}条" + (f"之{to_chinese(self.inserted)}" if self.inserted else "")
        out += f"第{to_chinese(self.paragraph)}款" if self.paragraph else ""
        return out + (f"第（{to_chinese(self.item)}）项" if self.item else "")


def article_code(number: int, inserted: int = 0) -> str:
    """`133之1`."""
    return f"{number}之{inserted}" if inserted else str(number)


def parse_code(code: str) -> tuple[int, int]:
    """`133之1` or `第一百三十三条之一` → (133, 1); ValueError when it is no article."""
    found = re.fullmatch(rf"第?({NUMERAL}+)(?:条)?(?:[之-]({NUMERAL}+)(?:条)?)?", _SPACE.sub("", code))
    number = parse_int(found[1]) if found else None
    inserted = parse_int(found[2]) if found and found[2] else 0
    if number is None or inserted is None:
        raise ValueError(f"不是条号 / not an article number: {code}")
    return number, inserted


def short_title(title: str) -> str:
    """A law's title without 《》, 中华人民共和国 and its issuing bodies; the great codes by their short names.

    Brackets inside a title become single ones: 关于适用〈刑事诉讼法〉的解释.
    """
    name = _SPACE.sub("", title).strip("《》〈〉").replace("中华人民共和国", "").translate(_INNER)
    name = re.sub(r"[（(](?:19|20)\d{2}年?(?:修正|修订)[）)]$", "", name)
    name = _ISSUER.sub("", name).strip("《》〈〉") if not name.startswith("全国人民代表大会组织法") else name
    return _SHORT.get(name, name)


def parse_articles(text: str, law: str | None = None) -> list[Article]:
    """Articles cited in `text`, in order, each once per place.

    `law` is the law meant by articles before any title (and by 本法). Articles before any title without it are left
    out. A range (`第六十九条至第七十一条`) gives every article in it. Stray spaces inside 第…条 do not matter.
    """
    reader = _Reader(law)
    squeezed, places = _squeeze(text)
    for token in _TOKEN.finditer(squeezed):
        reader.read(token, squeezed, (places[token.start()], places[token.end() - 1] + 1))
    return reader.done()


def _squeeze(text: str) -> tuple[str, list[int]]:
    places = [at for at, c in enumerate(text) if not c.isspace()]
    return "".join(text[at] for at in places), places


class _Reader:
    """Carries law, article and paragraph along the list."""

    def __init__(self, law: str | None) -> None:
        self.law = self.home = short_title(law) if law else None
        self.found: list[Article] = []
        self.open: Article | None = None  # read, but its paragraph or item may follow
        self.range_from: Article | None = None
        self.last_end = -1

    def read(self, token: re.Match[str], text: str, span: tuple[int, int]) -> None:
        gap = text[self.last_end : token.start()] if self.last_end >= 0 else ""
        self.last_end = token.end()
        if token["title"] is not None or token["bare"]:
            self._close()
            self.law = short_title(token["title"] if token["title"] is not None else token["bare"])
        elif token["same"]:
            self._close()
            if token["same"] == "本法" and self.home:
                self.law = self.home
        elif token["join"]:
            self.range_from = self.open
        elif token["article"]:
            self._article(token, span)
        elif self.open is not None and re.fullmatch(r"[、，,和及与或]*(?:以及)?", gap):
            self._part(token, span)

    def _article(self, token: re.Match[str], span: tuple[int, int]) -> None:
        self._close()
        number, inserted = parse_int(token["article"]), parse_int(token["inserted"] or "零")
        if self.law is None or not number or number > 3000:
            return
        if self.range_from is not None and not inserted and 0 < number - self.range_from.number <= _LONG_RANGE:
            self.found += [Article(self.law, n, span=span) for n in range(self.range_from.number + 1, number)]
        self.range_from = None
        self.open = Article(self.law, number, inserted or 0, span=span)

    def _part(self, token: re.Match[str], span: tuple[int, int]) -> None:
        assert self.open is not None
        numbers = [n for n in map(parse_int, re.findall(f"{NUMERAL}+", token["paragraph"] or token["item"])) if n]
        if not numbers:
            return
        now, span = self.open, (self.open.span[0], span[1])
        if token["paragraph"]:
            if now.paragraph or now.item:
                self.found.append(now)
            parts = [Article(now.law, now.number, now.inserted, n, 0, span) for n in numbers]
        else:
            if now.item:
                self.found.append(now)
            parts = [Article(now.law, now.number, now.inserted, now.paragraph, n, span) for n in numbers]
        self.found += parts[:-1]
        self.open = parts[-1]

    def _close(self) -> None:
        if self.open is not None:
            self.found.append(self.open)
        self.open = None

    def done(self) -> list[Article]:
        self._close()
        return self.found
