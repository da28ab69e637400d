"""Articles as they are cited, told in one short form; titles of laws in short.

`刑法133之1-1-2` is 《中华人民共和国刑法》第一百三十三条之一第一款第（二）项. Reading them from text: `law.citing`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mingjian.law.numerals import NUMERAL, parse_int, to_chinese

_SPACE = re.compile(r"\s+")
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
_INNER = str.maketrans("《》", "〈〉")
_SHORT_FORM = re.compile(r"(?P<law>\D+?)(?P<article>\d+(?:之\d+)?)(?:-(?P<paragraph>\d*))?(?:-(?P<item>\d+))?")


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


def parse_short(code: str) -> Article:
    """The article of a short form (`Article.text`); ValueError when it is none."""
    found = _SHORT_FORM.fullmatch(_SPACE.sub("", code))
    if found is None:
        raise ValueError(f"不是条文 / not an article: {code}")
    number, inserted = parse_code(found["article"])
    return Article(found["law"], number, inserted, int(found["paragraph"] or 0), int(found["item"] or 0))


def short_title(title: str) -> str:
    """A law's title without 《》, 中华人民共和国 and its issuing bodies; the great codes by their short names.

    Brackets inside a title become single ones: 关于适用〈刑事诉讼法〉的解释.
    """
    name = _SPACE.sub("", title).strip("《》〈〉").replace("中华人民共和国", "").translate(_INNER)
    name = re.sub(r"[（(](?:19|20)\d{2}年?(?:修正|修订)[）)]$", "", name)
    name = _ISSUER.sub("", name).strip("《》〈〉") if not name.startswith("全国人民代表大会组织法") else name
    return _SHORT.get(name, name)
