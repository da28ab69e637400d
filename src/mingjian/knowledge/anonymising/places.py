"""Where somebody lives, down to road, village or door; a county or city alone is no address.

The regions of GB/T 2260 tell where an address begins. Without one in front only what cannot be anything else counts: a
road with a number, an estate with a building, a village with a town or group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mingjian.standards.regions import region_list

__all__ = ["addresses"]

_HAN = "\u4e00-\u9fff"
_N = "[0-9一二三四五六七八九十百零〇]"
_NOT = "住在到至往从系址为是的将与由被向对由称其，于"
_S = f"[^\\W0-9A-Za-z_{_NOT}]"
_TOWN = rf"{_S}{{1,6}}?(?:街道办事处|街道|镇|乡|苏木)"
_VILLAGE = rf"{_S}{{1,6}}?(?:村民委员会|村委会|行政村|自然村|社区居委会|居委会|新村|村|社区|嘎查|屯|庄)"
_GROUP = rf"{_N}{{1,4}}(?:村民)?(?:小组|组|队|社)"
_ROAD = rf"(?:{_S}|{_N}){{1,8}}?(?:大道|大街|公路|胡同|路|街|巷|弄)(?:[东南西北中]段|[东南西北])?"
_NUMBER = rf"(?:附?{_N}{{1,5}}(?:-{_N}{{1,4}})?号(?:院|楼)?(?:附{_N}{{1,3}}号)?)"
_ESTATE = (
    rf"{_S}{{2,8}}?(?:小区|花园|家园|公寓|花苑|佳苑|苑|大厦|广场|名城|新城|豪庭|华府|公馆|雅居|宿舍)(?:[A-Z]区|{_N}期)?"
)
_BUILDING = rf"(?:[A-Za-z甲乙丙丁]|[A-Z]?{_N}{{1,4}}[A-Z]?)(?:号楼|号栋|号幢|栋|幢|座|楼)"
_UNIT = rf"{_N}{{1,3}}(?:单元|门)"
_ROOM = rf"(?:{_N}{{1,3}}(?:层|楼))?[A-Z]?{_N}{{1,5}}[A-Z]?(?:室|号房|房|户|号)|{_N}{{1,3}}-{_N}{{1,3}}-{_N}{{2,5}}"
_INDOORS = rf"(?:{_BUILDING})?(?:{_UNIT})?(?:{_ROOM})?"
_REST = re.compile(
    rf"(?:{_TOWN})?(?:{_VILLAGE})?(?:{_GROUP})?(?:{_ROAD})?(?:{_NUMBER})?(?:{_ESTATE}(?=[A-Z甲乙丙丁]?{_N}|$|[^{_HAN}]))?{_INDOORS}"
)
_ALONE = re.compile(
    rf"{_S}{{2,6}}?(?:大道|大街|公路|胡同|路|街|巷|弄)(?:[东南西北中]段)?{_NUMBER}(?:{_ESTATE}(?=[A-Z]?{_N}))?{_INDOORS}"
    rf"|{_S}{{2,8}}?(?:小区|花园|家园|公寓|花苑|佳苑|新村|苑|大厦|名城|豪庭|华府|公馆)(?:[A-Z]区|{_N}期)?{_BUILDING}(?:{_UNIT})?(?:{_ROOM})?"
    rf"|{_S}{{1,4}}?(?:镇|乡){_S}{{1,5}}?(?:村|社区)(?:{_GROUP})?(?:{_NUMBER})?"
    rf"|{_S}{{1,4}}?村(?:民委员会)?{_GROUP}(?:{_NUMBER})?"
)
_REGION_END = re.compile("[省市区县旗州盟]")
_LONGEST = 14
_LEAST = 3
"""Signs of the rest behind a region from which it is an address."""
_PUBLIC = re.compile(
    "^(?:人民(?:法院|检察|政府|医院|银行|调解|武装|代表)|公安|司法|检察|法院|派出所|监察|市场监督|税务|自然资源|生态|政府|委员会)"
)


def addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of every address in a text in half width."""
    taken = 0
    for start, end in _regions(text):
        if start < taken:
            continue
        rest = _REST.match(text, end)
        if rest is not None and len(rest[0]) >= _LEAST and not _PUBLIC.match(text[end : end + 6]):
            taken = rest.end()
            yield start, taken, "address"
    for found in _ALONE.finditer(text):
        yield *found.span(), "address"


def _regions(text: str) -> list[tuple[int, int]]:
    """Names of regions, those that stand side by side as one."""
    found: list[tuple[int, int]] = []
    names = _names()
    for end in _REGION_END.finditer(text):
        at = end.end()
        start = next((one for one in range(max(0, at - _LONGEST), at - 1) if text[one:at] in names), None)
        if start is None:
            continue
        if found and found[-1][1] >= start:
            start = min(start, found.pop()[0])
        found.append((start, at))
    return found


@cache
def _names() -> frozenset[str]:
    """Names of regions as they are written, full and short."""
    codes = region_list()
    words = {word for one in codes.values() for word in (one.label.zh, *one.words, str(one.attributes["name"]))}
    return frozenset(word for word in words if len(word) > 1 and _REGION_END.match(word[-1]))
