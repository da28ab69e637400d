"""A tree of offices as a CSV file: read, checked as a whole with every fault at its line, in an order to make it in.

Columns, by their Chinese or English names: 代码 code, 名称 name, 英文名 english, 级别 level, 上级 above, 区划 region,
简称 short, 联系 contact. Code, name and level are needed; one office, the top one, has nothing above it.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from mingjian.desk.offices.models import Level
from mingjian.standards import codes

__all__ = ["Fault", "OfficeLine", "check_offices", "read_tree"]

MOST = 5000
LARGEST = 2 * 1024 * 1024
_COLUMNS = {
    "代码": "code", "单位代码": "code", "code": "code", "名称": "zh", "单位名称": "zh", "name": "zh", "英文名": "en",
    "english": "en", "级别": "level", "level": "level", "上级": "above", "上级代码": "above", "above": "above",
    "parent": "above", "区划": "region", "行政区划": "region", "region": "region", "简称": "short", "short": "short",
    "联系": "contact", "联系方式": "contact", "contact": "contact",
}  # fmt: skip
_LENGTHS = {"code": 12, "zh": 80, "en": 120, "short": 8, "contact": 80}


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """One office as it is to be made."""

    line: int
    code: str
    zh: str
    level: str
    en: str = ""
    above: str = ""
    region: str = ""
    short: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, in both languages."""

    zh: str
    en: str


def read_tree(data: bytes) -> tuple[list[OfficeLine], list[Fault]]:
    """The offices of a file, each after the one above it, or everything that is wrong with it."""
    if len(data) > LARGEST:
        return [], [Fault("文件过大（上限 2 MB）", "the file is too large (2 MB at most)")]
    text = _decoded(data)
    if text is None:
        return [], [Fault("文件须为 UTF-8 或 GB18030 编码的 CSV", "the file must be CSV in UTF-8 or GB18030")]
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        return [], [Fault(f"CSV 无法读取：{error}", f"the CSV cannot be read: {error}")]
    if not rows:
        return [], [Fault("文件是空的", "the file is empty")]
    names = [_COLUMNS.get(one.strip().lower(), "") for one in rows[0]]
    missing = [(zh, en) for zh, en in (("代码", "code"), ("名称", "name"), ("级别", "level"))
               if _COLUMNS[zh] not in names]  # fmt: skip
    if missing:
        zh, en = "、".join(one[0] for one in missing), ", ".join(one[1] for one in missing)
        return [], [Fault(f"缺少列：{zh}", f"columns are missing: {en}")]
    offices = [
        OfficeLine(number, **_cells(names, row)) for number, row in enumerate(rows[1:], 2) if any(map(str.strip, row))
    ]
    faults = check_offices(offices)
    return ([], faults) if faults else (_ordered(offices), [])


def check_offices(offices: list[OfficeLine]) -> list[Fault]:
    """All that is wrong with offices that are to be one tree."""
    faults: list[Fault] = []
    if not offices:
        faults.append(Fault("没有检察院", "there is no office"))
    if len(offices) > MOST:
        return [Fault(f"检察院过多（上限{MOST}）", f"too many offices ({MOST} at most)")]
    known: dict[str, OfficeLine] = {}
    for one in offices:
        faults += _wrong(one)
        if one.code and one.code in known:
            faults.append(_at(one, f"代码“{one.code}”重复", f"the code '{one.code}' is there twice"))
        known.setdefault(one.code, one)
    for one in offices:
        if one.above and one.above not in known:
            faults.append(_at(one, f"没有上级院“{one.above}”", f"there is no office '{one.above}' above it"))
    tops = [one for one in offices if not one.above]
    if offices and len(tops) != 1:
        zh, en = "、".join(one.code for one in tops) or "无", ", ".join(one.code for one in tops) or "none"
        faults.append(Fault(f"须恰有一个最上级院（现有：{zh}）", f"one office must be the top one (there are: {en})"))
    if not faults and len(_ordered(offices)) != len(offices):
        faults.append(Fault("上级关系成环", "offices are above each other in a circle"))
    return faults


def _wrong(one: OfficeLine) -> list[Fault]:
    found = []
    if not one.code or not one.code.isalnum() or not one.code.isascii():
        found.append(_at(one, "代码须为字母和数字", "a code has letters and digits only"))
    if not one.zh:
        found.append(_at(one, "缺少名称", "the name is missing"))
    if one.level not in {level.value for level in Level}:
        levels = "、".join(f"{level.value}（{level.zh}）" for level in Level)
        english = ", ".join(level.value for level in Level)
        found.append(
            _at(one, f"没有级别“{one.level}”，可用：{levels}", f"no level '{one.level}', there are: {english}")
        )
    if (one.region or one.code) not in codes("regions"):
        place = one.region or one.code
        found.append(_at(one, f"没有行政区划代码“{place}”", f"there is no region '{place}'"))
    for name, most in _LENGTHS.items():
        if len(getattr(one, name)) > most:
            found.append(_at(one, f"“{name}”超过{most}字", f"'{name}' is longer than {most}"))
    return found


def _at(one: OfficeLine, zh: str, en: str) -> Fault:
    return Fault(f"第{one.line}行：{zh}", f"line {one.line}: {en}") if one.line else Fault(zh, en)


def _cells(names: list[str], row: list[str]) -> dict[str, str]:
    cells = {"code": "", "zh": "", "level": ""}
    cells |= {name: value.strip() for name, value in zip(names, row, strict=False) if name}
    by_zh = {level.zh: level.value for level in Level}
    cells["level"] = by_zh.get(cells["level"], cells["level"])
    return cells


def _ordered(offices: list[OfficeLine]) -> list[OfficeLine]:
    """Each after the one above it; those in a circle are left out."""
    below: dict[str, list[OfficeLine]] = {}
    for one in offices:
        below.setdefault(one.above, []).append(one)
    made: list[OfficeLine] = []
    waiting = list(below.get("", ()))
    while waiting:
        one = waiting.pop(0)
        made.append(one)
        waiting += below.get(one.code, ())
    return made


def _decoded(data: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text else text
    return None
