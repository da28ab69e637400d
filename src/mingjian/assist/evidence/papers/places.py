"""Places as police papers write them, and which kind of place a statement was taken at."""

from __future__ import annotations

import re

from mingjian.assist.evidence.papers.page import Page
from mingjian.documents.found import Found

__all__ = ["ADDRESS", "address", "kind_of_place", "place"]

_HAN = r"(?:(?![在到从去于是的了我他她你们自和与往])[\u4e00-\u9fff])"
"""A sign of a name of a place: none of the words that lead to one."""
_LEVEL = (
    rf"(?:{_HAN}{{2,7}}?(?:省|自治区)|{_HAN}{{2,6}}?(?:市(?!场)|自治州|盟)|{_HAN}{{1,6}}?(?:区(?!域)|"
    rf"县|旗)|{_HAN}{{1,6}}?(?:街道|镇|乡))"
)
_ROAD = rf"(?:{_HAN}{{1,8}}?(?:大道|大街|路|街|巷|村|小区)(?:与{_HAN}{{1,8}}?(?:大道|路|街)(?:交口|交叉口))?)"
_REST = r"(?:\d{1,5}号(?:楼|院)?)?(?:\d{1,4}(?:栋|幢|单元|室|楼))*(?:附近|门口|路口|内)?"
ADDRESS = rf"(?:{_LEVEL}{{1,4}}(?:{_ROAD}{_REST})?|{_ROAD}\d{{1,5}}号{_REST})"
"""An address: levels down from province, town or district, or a road with a number."""
_ADDRESS = re.compile(ADDRESS)
_WORDS = re.compile(r"[^，。；：|_（）]{2,60}(?:（[^（）]{1,20}）[^，。；：|_]{0,20})?")
_NEXT = re.compile(
    r"(?:被?讯问人|被?询问人|侦查(?:员|人员)|办案(?:人|民警)|记录人|见证人|(?:物品)?持有人|主持|到场|在场|法定代理|合适成年|翻译|开始时间|结束时间|"
    r"辨认(?:人|对象|时间)|勘验(?:人|时间)|扣押(?:人|时间)|搜查(?:人|时间)|称量(?:人|时间)|取样(?:人|时间)|提取(?:人|时间)|天气|当事人|姓名|犯罪嫌疑人|"
    r"证人|被害人)[\u4e00-\u9fff]{0,4}(?:（[^（）]{0,14}）)?[：_]|(?<!被)(?:讯问|询问|记录|见证)人"
)
_KINDS: tuple[tuple[str, str], ...] = (
    ("detention_house", "看守所"),
    ("hospital", "医院|卫生院|病房"),
    ("procuratorate", "检察院"),
    ("police", "公安|派出所|分局|刑警|刑侦|执法办案|办案中心|办案区|支队|大队|警务"),
    ("home", "住处|家中|家里|住所|家$"),
    ("scene", "现场"),
    ("work", "单位|公司|学校|工厂|办公室"),
)


def place(page: Page, at: int) -> Found[str] | None:
    """The words of a place behind a label: to the next mark, label, or line that begins one."""
    match = _WORDS.match(page.text, at)
    if match is None:
        return None
    stop = _NEXT.search(page.text, at + 2, match.end() + 12)
    end = min(match.end(), stop.start()) if stop else match.end()
    text = page.text[at:end].rstrip("、")
    return page.found(text, at, at + len(text)) if len(text) >= 2 else None


def address(page: Page, start: int, end: int) -> Found[str] | None:
    """The first address of a stretch."""
    match = _ADDRESS.search(page.text, start, end)
    return None if match is None else page.found(match[0], match.start(), match.end())


def kind_of_place(said: Found[str] | None) -> Found[str] | None:
    """The kind of a place by its words; None where they do not tell."""
    if said is None:
        return None
    for kind, words in _KINDS:
        if re.search(words, said.value):
            return Found(value=kind, span=said.span, sure=0.9)
    return None
