"""Regions: the six-digit codes of GB/T 2260, present ones from our table, abolished ones from python-stdnum.

Agencies deliver codes of six, nine or twelve digits, names of counties, or whole paths (`安徽省合肥市瑶海区`).
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from stdnum import numdb

from mingjian.standards.codes import Code, CodeList, fold
from mingjian.standards.standard import Text

_FILE = Path(__file__).parent / "data" / "regions.csv"
# Levels of the hierarchy that only say "directly under": they are no part of a region's name.
_HOLLOW = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
_LONG = re.compile(r"^(\d{6})(?:\d{3}|\d{6})$")
_SHORT = re.compile(r"^\d{2}(?:\d{2})?$")
_PERIOD = re.compile(r"\[[^\]]*\]")


@cache
def region_list() -> CodeList:
    """The code list `regions`; table columns: parent, level (1 province, 2 city, 3 county)."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        names = {row["code"]: row["name"] for row in csv.DictReader(file)}
    entries = []
    for code, name in names.items():
        full = full_name(code, names)
        words = {full, name} - _HOLLOW
        city = names.get(code[:4] + "00", "")
        if not code.endswith("00") and city not in _HOLLOW:
            words |= {city + name, names.get(code[:2] + "0000", "") + name}
        level = 1 if code.endswith("0000") else 2 if code.endswith("00") else 3
        attributes = {"name": name, "parent": parent(code), "level": level}
        entries.append(Code(code, Text(zh=full, en=full), tuple(sorted(words)), attributes))
    title = Text(zh="行政区划代码", en="Regions")
    return CodeList("regions", title, "GB/T 2260；民政部、国家统计局公布的行政区划代码", entries, spare=_other_forms)


def full_name(code: str, names: dict[str, str]) -> str:
    """Names of province, city and county in a row, without the hollow levels."""
    parts = [names.get(code[:2] + "0000", "")]
    if not code.endswith("0000"):
        parts.append(names.get(code[:4] + "00", "") if not code.endswith("00") else names[code])
    if not code.endswith("00"):
        parts.append(names[code])
    kept = [part for part in parts if part not in _HOLLOW]
    return "".join(dict.fromkeys(kept)) + ("（市本级）" if names.get(code) in _HOLLOW else "")


def parent(code: str) -> str | None:
    """The next region above: 340102 → 340100 → 340000 → null."""
    if code.endswith("0000"):
        return None
    return code[:2] + "0000" if code.endswith("00") else code[:4] + "00"


@cache
def abolished(code: str) -> str | None:
    """Last name of a code that once stood in GB/T 2260 and may be gone today; null when it never did."""
    if not re.fullmatch(r"[1-9]\d{5}", code):
        return None
    info = numdb.get("cn/loc").info(code)
    if len(info) < 2 or len(info[-1][0]) != 4 or "county" not in info[-1][1]:
        return None
    return _PERIOD.sub("", info[-1][1]["county"].split(",")[-1])


def _other_forms(text: str) -> list[str]:
    word = fold(text)
    if long := _LONG.match(word):
        return _six(long[1])
    if _SHORT.match(word):
        return _six(word.ljust(6, "0"))
    return _six(word)


def _six(code: str) -> list[str]:
    return [code] if code in region_list() or abolished(code) else []
