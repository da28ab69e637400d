"""Chinese addresses taken apart: district, town, village, road, number, building, unit, room.

Only what is written is read: nothing is looked up but the names of regions, so that two ways of naming one place
(a housing estate by its name, and by the number of its road) stay two. A district that is not written, not in the
table of regions, or ambiguous without its city, makes an address none.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, get_args

from mingjian.standards.regions import region_list

__all__ = ["ADDRESS_LEVELS", "Address", "AddressLevel", "parse_address"]

AddressLevel = Literal["district", "village", "road", "number", "building", "unit", "room"]
ADDRESS_LEVELS: tuple[AddressLevel, ...] = get_args(AddressLevel)

_HAN = r"[\u4e00-\u9fff]"
_NUMERALS = "零〇一二三四五六七八九十百"
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_NOISE = re.compile(r"[^\u3400-\u9fffA-Z0-9#〇-]+")
_NUMERAL = re.compile(f"[{_NUMERALS}]+(?=号|弄|幢|栋|单元|室|组|座|楼|期|层)")
_REGION_END = re.compile("[省市区县旗州盟]")
_OTHER_REGION = re.compile(rf"{_HAN}{{1,4}}?(?<![小社园发新厂校景片税])[区县市旗](?![路街巷道场政])")
_COMMITTEE = ((re.compile("村?村(?:民委员会|委会)"), "村"), (re.compile("(?:社区)?居(?:民委员会|委会)"), "社区"))
_TOWN = re.compile(rf"({_HAN}{{1,10}}?)(街道(?:办事处)?|镇(?![镇路街巷]|[东南西北中]路)|乡(?![路街巷])|苏木)")
_VILLAGE = re.compile(rf"({_HAN}{{1,8}}?)(行政村|自然村|(?<!新)村(?![路街巷道])|社区|嘎查)")
_GROUP = re.compile(r"(\d+)(?:村民)?(?:小组|组|队)")
_ROAD = re.compile(rf"((?:{_HAN}|\d){{1,12}}?(?:大道|大街|公路|胡同|路|街|巷|道(?!口))(?:[东南西北中]?\d*段)?)")
_LANE = re.compile(r"(\d+)(弄|巷|胡同|里|支路|支弄)")
_NUMBER = re.compile(r"([甲乙丙丁]?\d+(?:-\d+)?[A-Z]?)号(?![楼栋幢房])(?:附(\d+)号?)?(?:大?院内?)?")
_ESTATE = re.compile(rf"(?![甲乙丙丁][栋幢座])({_HAN}{{2,16}}?(?:\d+期)?)(?=[A-Z甲乙丙丁]?\d|[A-Z甲乙丙丁][栋幢座]|$)")
_BUILDING = re.compile(r"([甲乙丙丁]|[A-Z]?\d+[A-Z]?|[A-Z])(?:号楼|号栋|号幢|栋楼?|幢|座|#楼|#)")
_UNIT = re.compile(r"([A-Z甲乙丙丁]|\d+)(?:单元|门(?=\d))")
_FLOOR = re.compile(r"\d+(?:层|楼)")
_ROOM = re.compile(r"([A-Z]?\d{1,5}[A-Z]?)(?:室|号房|房|户|号?$)")
_DASHED = re.compile(r"(?:(\d+)-)?(\d+)-(\d{2,5}[A-Z]?)(?:室|房|户|号?$)")


@dataclass(frozen=True, slots=True)
class Address:
    """What an address says; a part that it does not say is empty. ``district`` is a region code."""

    district: str
    town: str = ""
    village: str = ""
    group: str = ""
    road: str = ""
    lane: str = ""
    number: str = ""
    estate: str = ""
    building: str = ""
    unit: str = ""
    room: str = ""

    def key(self, level: AddressLevel) -> tuple[str, ...] | None:
        """What two addresses must have in common to be one down to a level; None when it does not say that level."""
        if level == "district":
            return (self.district,)
        if level == "village":
            return (self.district, self.town, self.village) if self.town and self.village else None
        if level == "road":
            return (*self._street(), self.lane) if self.road else None
        if level == "number":
            return self._door()
        within = {"building": (self.building,), "unit": (self.building, self.unit)}
        parts = within.get(level, (self.building, self.unit, self.room))
        anchor = self._door() or ((self.district, self.estate) if self.estate else None)
        return (*anchor, *parts) if anchor and getattr(self, level) else None

    def _street(self) -> tuple[str, ...]:
        """A road; that of a town or township is told by it, for every town has its 人民路."""
        return self.district, "" if self.town.endswith("街道") else self.town, self.road

    def _door(self) -> tuple[str, ...] | None:
        """A number on a road, or in a village."""
        if self.road and (self.number or self.lane):
            return (*self._street(), self.lane, self.number) if self.number else None
        if self.village and self.town and self.number:
            return self.district, self.town, self.village, self.group, self.number
        return None


def parse_address(text: str) -> Address | None:
    """The parts of an address; None when it names no district."""
    written = _written(text)
    district, rest = _district(written)
    if district is None or _OTHER_REGION.match(rest):
        return None
    found: dict[str, str] = {"district": district}
    for name, pattern in (("town", _TOWN), ("village", _VILLAGE)):
        if match := pattern.match(rest):
            found[name] = _named(match[1], match[2])
            rest = rest[match.end() :]
    for name, pattern in (("group", _GROUP), ("road", _ROAD), ("lane", _LANE)):
        if match := pattern.match(rest):
            found[name] = "".join(part for part in match.groups() if part).lstrip("0")
            rest = rest[match.end() :]
    if match := _NUMBER.match(rest):
        attached = f"附{match[2].lstrip('0')}" if match[2] else ""
        found["number"] = match[1].lstrip("0") + attached
        rest = rest[match.end() :]
    if match := _ESTATE.match(rest):
        found["estate"] = match[1]
        rest = rest[match.end() :]
    return Address(**found, **_indoors(rest))


def _indoors(rest: str) -> dict[str, str]:
    """Building, unit and room, in signs or as numbers with dashes."""
    found: dict[str, str] = {}
    for name, pattern in (("building", _BUILDING), ("unit", _UNIT)):
        if match := pattern.match(rest):
            found[name] = match[1].lstrip("0")
            rest = rest[match.end() :].lstrip("-")
    if match := _FLOOR.match(rest):
        rest = rest[match.end() :].lstrip("-")
    if match := _DASHED.match(rest):
        first, second, room = match.groups()
        names = ["building", "unit"] if first else ["unit" if "building" in found else "building"]
        for name, value in zip(names, [part for part in (first, second) if part], strict=True):
            found.setdefault(name, value.lstrip("0"))
        found["room"] = room
    elif match := _ROOM.match(rest):
        found["room"] = match[1]
    return found


def _written(text: str) -> str:
    """One width and case, no asides, no signs but those that mean something, numerals before 号 and the like as digits.

    Names of committees are those of their villages.
    """
    plain = unicodedata.normalize("NFKC", text).upper().replace("—", "-").replace("–", "-").replace("\u2212", "-")
    plain = _NOISE.sub("", _ASIDE.sub("", plain))
    for pattern, name in _COMMITTEE:
        plain = pattern.sub(name, plain)
    return _NUMERAL.sub(lambda match: _digits(match[0]), plain)


def _digits(numeral: str) -> str:
    """``十二`` → 12, ``一百零三`` → 103, ``五〇一`` → 501."""
    values = [_NUMERALS.index(sign) for sign in numeral.replace("〇", "零")]
    digits = [value - 1 if value else 0 for value in values]
    if not set(numeral) & set("十百"):
        return "".join(map(str, digits))
    total = pending = 0
    for sign, digit in zip(numeral, digits, strict=True):
        if sign in "十百":
            total += (pending or 1) * (10 if sign == "十" else 100)
            pending = 0
        else:
            pending = digit
    return str(total + pending)


def _named(name: str, kind: str) -> str:
    """A town or village under one name: offices and kinds of villages are left out."""
    return name + {"街道办事处": "街道", "行政村": "村", "自然村": "村"}.get(kind, kind)


def _district(written: str) -> tuple[str | None, str]:
    """The code of the district that the text begins with, and the rest."""
    ends = [match.end() for match in _REGION_END.finditer(written[:30])]
    for end in reversed(ends):
        code = _one_region(written[:end])
        if code is not None and (not code.endswith("00") or code[:4] in _whole_cities()):
            return code, written[end:]
    return None, written


@lru_cache(maxsize=65536)
def _one_region(name: str) -> str | None:
    found = region_list().find(name)
    return found[0] if len(found) == 1 and not name.isdigit() else None


@cache
def _whole_cities() -> frozenset[str]:
    """The first four digits of cities that have no districts."""
    codes = list(region_list())
    divided = {code[:4] for code in codes if not code.endswith("00")}
    return frozenset(code[:4] for code in codes if code.endswith("00") and not code.endswith("0000")) - divided
