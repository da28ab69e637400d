"""How a Chinese name reads and which family it is of: what is left when a character was mistyped or written otherwise.

Readings are without tones, character by character, so that 张昇 and 张升 read alike. Family names that read otherwise
than the character usually does have their own table, for they stand first in every name.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import pyarrow as pa

__all__ = ["DOUBLE", "FAMILY", "family", "reading", "spelled"]

FAMILY = {
    "单": "shan", "仇": "qiu", "解": "xie", "曾": "zeng", "查": "zha", "盖": "ge", "区": "ou", "任": "ren",
    "华": "hua", "燕": "yan", "纪": "ji", "洗": "xian", "冼": "xian", "乐": "yue", "覃": "qin", "种": "chong",
    "员": "yun", "朴": "piao", "尉": "wei", "缪": "miao", "晁": "chao", "翟": "zhai", "祭": "zhai", "折": "she",
    "黑": "he", "秘": "bi", "繁": "po", "逄": "pang", "召": "shao", "谌": "chen", "宓": "mi", "那": "na",
    "长": "zhang", "万": "wan", "令": "ling", "宁": "ning", "石": "shi", "柏": "bai", "应": "ying", "过": "guo",
    "哈": "ha", "葛": "ge", "隗": "wei", "车": "che", "占": "zhan",
}  # fmt: skip
"""Family names of one character with several readings."""

DOUBLE = frozenset(
    [
        "欧阳",
        "太史",
        "端木",
        "上官",
        "司马",
        "东方",
        "独孤",
        "南宫",
        "万俟",
        "闻人",
        "夏侯",
        "诸葛",
        "尉迟",
        "公羊",
        "赫连",
        "澹台",
        "皇甫",
        "宗政",
        "濮阳",
        "公冶",
        "太叔",
        "申屠",
        "公孙",
        "慕容",
        "仲孙",
        "钟离",
        "长孙",
        "宇文",
        "司徒",
        "鲜于",
        "司空",
        "闾丘",
        "子车",
        "亓官",
        "司寇",
        "巫马",
        "公西",
        "颛孙",
        "壤驷",
        "公良",
        "漆雕",
        "乐正",
        "宰父",
        "谷梁",
        "拓跋",
        "夹谷",
        "轩辕",
        "令狐",
        "段干",
        "百里",
        "呼延",
        "东郭",
        "南门",
        "羊舌",
        "微生",
        "梁丘",
        "左丘",
        "东门",
        "西门",
    ]
)
"""Family names of two characters."""


def family(name: str) -> str:
    """The family name of a Chinese name; of a name with a dot (阿不都·热西提) its first part."""
    if "·" in name:
        return name.partition("·")[0]
    return name[:2] if len(name) > 2 and name[:2] in DOUBLE else name[:1]


def reading(name: str) -> str:
    """The name's reading without tones; other signs as they stand, in lower case."""
    first = FAMILY.get(name[:1], _sound(name[:1])) if name[:2] not in DOUBLE else _sound(name[:1])
    return " ".join([first, *map(_sound, name[1:])]).strip()


@lru_cache(maxsize=30_000)
def _sound(character: str) -> str:
    from pypinyin import Style, pinyin  # here: its dictionary takes a quarter of a second to read

    found = pinyin(character, style=Style.NORMAL, errors="default") if character else []
    return found[0][0].lower() if found else ""


def spelled(names: Iterable[str]) -> pa.Table:
    """Distinct names with ``reading`` and ``family``: one look at each, to be joined to the rows that bear them."""
    listed = list(names)
    return pa.table({
        "name": pa.array(listed, pa.string()),
        "reading": pa.array([reading(one) for one in listed], pa.string()),
        "family": pa.array([family(one) for one in listed], pa.string()),
    })  # fmt: skip
