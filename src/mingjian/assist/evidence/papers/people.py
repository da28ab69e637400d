"""Persons in police papers: names behind labels, with day of birth, number and sex; lists of officers; signatures."""

from __future__ import annotations

import re

from mingjian.assist.evidence.papers.moments import moment
from mingjian.assist.evidence.papers.page import Page
from mingjian.assist.evidence.papers.paper import Who
from mingjian.documents.found import Found
from mingjian.documents.text import Clean

__all__ = ["SIGNED", "everybody", "name", "names", "signed", "signed_below", "who"]

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛范彭郎鲁韦马苗方俞任袁柳"
    "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝安常乐于傅皮卞齐康伍余元顾孟黄穆萧尹姚邵汪祁毛狄米贝戴宋庞熊纪舒屈项祝董梁杜阮"
    "席季麻贾路江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍万柯卢莫房解应丁宣邓洪包左石崔吉龚程裴陆翁荀惠曲封储靳段焦侯全班"
    "仇甘武刘景詹龙叶司黎白蒲赖卓蔺池乔谭劳冉雍桑桂牛边燕尚温柴瞿阎习容向古易廖终步耿匡寇东沙丰关查荆游竺盖岳肖欧付"
)
_MORE = "上官|欧阳|司马|诸葛|东方|尉迟|公孙|慕容|皇甫|令狐|司徒|夏侯|南宫"
_HAN = "\u4e00-\u9fff"
_NAME = re.compile(rf"(?:{_MORE}|[{_SURNAMES}])[{_HAN}×]{{1,3}}|[{_HAN}]{{2,8}}·[{_HAN}]{{2,8}}")
_STOP = re.compile(
    r"性别|年龄|出生|身份|证件|公民|曾用|绰号|外号|民族|文化|职业|户籍|现住|住址|工作|单位|联系|电话|记录|讯问|询问|侦查|办案|民警|见证|"
    r"持有|保管|签名|签字|盖章|捺印|警号|执业|资格|职称|鉴定|到场|在场|因|涉嫌|的|等|于|与|和|及|以|对|在|被|男|女|法定|翻译|日期|时间|地点|"
    r"犯罪|嫌疑|证人|被害|辨认|取样|称量|提取|勘验|勘查|搜查|扣押|主持|接收|送检|委托|处|说|称|是|有|将|向|从|到|年|执行|实施|进行|送|予"
)
_BADGE = re.compile(r"（[^（）]{1,24}）")
_ID = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15})(?![\dXx])")
_SEX = re.compile(r"性别[：_]?(?P<a>男|女)|[，、（](?P<b>男|女)(?:性)?[，、。）]")
_BIRTH = re.compile(r"出生(?:日期|年月日?|时间)?[：_]?|生于[：_]?")
_BORN_BEHIND = re.compile(r"(?:出生|生)(?=[，。；、）住]|$)|出生")
_ALIAS = re.compile(r"(?:曾用名|绰号|外号|别名)[：_“]*")
_ID_LABEL = "(?:公民身份号码|居民身份证号码|身份证件?号码?|身份证号?|证件号码|身份号码)"
_SEXES = {"男": "male", "女": "female"}
SIGNED = "(?:（?(?:签名捺指印|签名捺印|签名、捺印|签名或盖章|签名|签字|签章)）?)"
_WINDOW = 260
_FOOT = 160
"""Characters at the end of a paper."""


def name(page: Page, at: int) -> Found[str] | None:
    """A name that begins at a place: a surname with one to three signs, cut where a word of the form begins."""
    match = _NAME.match(page.text, at)
    if match is None:
        return None
    text = _cut(page.clean, match[0], at)
    return page.found(text, at, at + len(text)) if len(text) >= 2 else None


def names(page: Page, at: int) -> Found[list[str]] | None:
    """Names one behind the other, each with its number in brackets as it is written; None where there is none."""
    found: list[str] = []
    end = at
    while (one := name(page, at)) is not None:
        size = len(one.value)
        badge = _BADGE.match(page.text, at + size)
        end = badge.end() if badge else at + size
        if page.text[end : end + 1] == "：":  # the next label
            break
        written = one.value + (badge[0] if badge and re.search(r"\d", badge[0]) else "")
        found.append(written)
        parted = re.compile("[、，/；和及]{0,2}").match(page.text, end)
        at = parted.end() if parted else end
    if not found:
        return None
    return page.found(found, page_start(page, found[0], end), end)


def page_start(page: Page, first: str, end: int) -> int:
    """Where a run of names begins."""
    return page.text.rfind(first, 0, end)


def who(page: Page, labels: str, role: str, start: int = 0, end: int | None = None) -> Who | None:
    """The person behind a label with what is said of him up to the next person."""
    for at, _ in page.behind(labels, start, end):
        read = name(page, at)
        if read is not None:
            first = page.text.index(read.value, at)
            return Who(read, role, _about(page, first + len(read.value), labels, end))
    return None


def everybody(page: Page, labels: str, role: str) -> list[Who]:
    """Everybody behind a label whose particulars follow (，男， or a day of birth), each once."""
    found: dict[str, Who] = {}
    for match in re.finditer(rf"(?:{labels})(?:姓名)?[：]?", page.text):
        read = name(page, match.end())
        if read is None:
            continue
        said = _about(page, match.end() + len(read.value), labels, None)
        if read.value not in found or (said and not found[read.value].said):
            found[read.value] = Who(read, role, said)
    return list(found.values())


def signed_below(page: Page, labels: str) -> Found[bool] | None:
    """As `signed`; a name behind the bare label at the foot of the paper, where signatures stand, is one too."""
    told = signed(page, labels)
    if told is not None:
        return told
    below = page.value(labels, names, max(0, len(page.text) - _FOOT))
    return None if below is None else Found(value=True, span=below.span, sure=0.8)


def signed(page: Page, labels: str, start: int = 0) -> Found[bool] | None:
    """Whether a name stands at the place of a signature: True with one, False where the place is blank, else None."""
    empty: Found[bool] | None = None
    for match in re.finditer(rf"(?:{labels}){SIGNED}[：_]*", page.text[start:]):
        at = start + match.end()
        if name(page, at) is not None:
            return page.found(True, start + match.start(), at + 2)
        if page.blank(at):
            empty = page.found(False, start + match.start(), max(at, start + match.start() + 1))
    return empty


def _about(page: Page, at: int, labels: str, end: int | None) -> dict[str, Found[str]]:
    stop = min(at + _WINDOW, len(page.text) if end is None else end)
    following = re.compile(labels).search(page.text, at, stop)
    stop = following.start() if following else stop
    said: dict[str, Found[str]] = {}
    number = _ID.search(page.text, at, stop)
    if number is not None:
        said["id_number"] = page.found(number[0].upper(), number.start(), number.end())
    sex = _SEX.search(page.text, at, stop)
    if sex is not None:
        said["sex"] = page.found(_SEXES[sex["a"] or sex["b"]], sex.start(), sex.end())
    born = _born(page, at, stop)
    if born is not None:
        said["born"] = born
    alias = _ALIAS.search(page.text, at, stop)
    if alias is not None:
        called = re.compile(rf"[{_HAN}]{{2,4}}").match(page.text, alias.end())
        other = _cut(page.clean, called[0], alias.end()) if called else ""
        if len(other) >= 2:
            said["alias"] = page.found(other, alias.end(), alias.end() + len(other))
    return said


def _born(page: Page, at: int, stop: int) -> Found[str] | None:
    for label in _BIRTH.finditer(page.text, at, stop):
        day = moment(page.clean, label.end())
        if day is not None and not day.timed:
            return page.at(day)
    for place in range(at, stop):
        day = moment(page.clean, place) if page.text[place] in "12一二" else None
        if day is not None and not day.timed and _BORN_BEHIND.match(page.text, day.end):
            return page.at(day)
    return None


def _cut(clean: Clean, run: str, at: int) -> str:
    """A run of signs cut where a word of the form begins, or where behind a blank another name does."""
    for place in range(2, len(run) + 1):
        rest = clean.text[at + place : at + place + 3]
        if _STOP.match(rest) or (clean.broken(at + place) and _begins_name(clean, at + place)):
            return run[:place]
    stop = _STOP.search(run, 2)
    return run[: stop.start()] if stop else run


def _begins_name(clean: Clean, at: int) -> bool:
    return _NAME.match(clean.text, at) is not None
