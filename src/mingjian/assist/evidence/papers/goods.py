"""Lists of things in police papers: rows of a table (编号、名称、数量、单位) and things named in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mingjian.assist.evidence.papers.page import Page
from mingjian.documents.found import Found
from mingjian.documents.numbers import parse_int

__all__ = ["Listed", "kind_of_thing", "listed"]

_UNITS = "部|台|个|把|根|件|辆|张|本|条|只|枚|包|袋|瓶|支|块|套|份|元|克|毫克|千克|公斤|粒|颗|副|串|枝|箱|盒|双"
_NUMBER = r"[0-9]{1,3}(?:[，,][0-9]{3})+(?:\.\d{1,3})?|[0-9]{1,9}(?:\.[0-9]{1,4})?|[一二三四五六七八九十两百]{1,4}"
_NAME = r"[\u4e00-\u9fffA-Za-z“”〈〉（）()《》-]{1,30}?"
_ROW = re.compile(rf"(?:^|(?<=[。；：]))(?P<no>\d{{1,2}})(?P<name>{_NAME})(?P<n>{_NUMBER})(?P<u>{_UNITS})(?!\d*号)")
_NAMED = re.compile(
    rf"(?:扣押|查获|提取|起获|缴获|搜出|发现(?:并扣押)?|收缴)(?:了)?(?:其)?(?:物品|财物|下列物品|如下)?[：]?(?P<name>{_NAME})(?P<n>{_NUMBER})(?P<u>{_UNITS})"
)
_MORE = re.compile(rf"[、，和及](?P<name>{_NAME})(?P<n>{_NUMBER})(?P<u>{_UNITS})")
_HEAD = re.compile(
    r"(?:编号|序号)[\u4e00-\u9fff（）/、|]{2,50}?(?:备注|特征|单位|数量|持有人)(?:[\u4e00-\u9fff]{0,4}备注)?"
)
_KINDS: tuple[tuple[str, str], ...] = (
    ("drug", "甲基苯丙胺|海洛因|冰毒|氯胺酮|大麻|毒品|麻古|摇头丸|可卡因|吗啡"),
    ("money", "现金|人民币|钱款|赃款|毒资"),
    ("weapon", "刀|棍|枪|斧|锤|凶器|撬|砖"),
    ("device", "手机|电脑|U盘|硬盘|平板|存储卡|电话"),
)
_MASS = ("克", "毫克", "千克", "公斤")


@dataclass(frozen=True)
class Listed:
    """A thing of a list: its name, quantity and unit, each where it stands."""

    name: Found[str]
    quantity: Found[str]
    measure: Found[str]


def listed(page: Page) -> list[Listed]:
    """Every thing of a paper's list, else those named in its sentences; each name once."""
    rows = _rows(page) or _sentence(page)
    return list({one.name.value: one for one in rows}.values())


def kind_of_thing(name: str) -> str:
    """The kind of a thing by its name; `other` where it does not tell."""
    return next((kind for kind, words in _KINDS if re.search(words, name)), "other")


def _rows(page: Page) -> list[Listed]:
    head = _HEAD.search(page.text)
    if head is None:
        return []
    found: list[Listed] = []
    at, number = head.end(), 1
    while (begin := _row(page, at, number)) is not None:
        found.append(begin[0])
        at, number = begin[1], number + 1
    return found


def _row(page: Page, at: int, number: int) -> tuple[Listed, int] | None:
    """The row of a number: behind the row before, where the number, a name and a quantity follow on each other."""
    row = re.compile(rf"{number}[、.|]?(?P<name>{_NAME})[|]?(?P<n>{_NUMBER})[|]?(?P<u>{_UNITS})[|]?")
    for match in row.finditer(page.text, at, min(len(page.text), at + 160)):
        if page.clean.broken(match.start()) or match.start() == at or page.text[match.start() - 1] in "|。；":
            return _thing(page, match), match.end()
    return None


def _sentence(page: Page) -> list[Listed]:
    found: list[Listed] = []
    for match in _NAMED.finditer(page.text):
        found.append(_thing(page, match))
        more = _MORE.match(page.text, match.end())
        while more is not None:
            found.append(_thing(page, more))
            more = _MORE.match(page.text, more.end())
    return found


def _thing(page: Page, match: re.Match[str]) -> Listed:
    name = match["name"].strip("“”|")
    number = re.sub("[，,]", "", match["n"])
    value = number if number[0].isdigit() else str(parse_int(number) or number)
    start = match.start("name") + match["name"].index(name)
    return Listed(
        page.found(name, start, start + len(name)),
        page.found(value, match.start("n"), match.end("n")),
        page.found(match["u"], match.start("u"), match.end("u")),
    )
