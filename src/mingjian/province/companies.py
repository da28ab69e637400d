"""Companies and individual businesses with valid credit codes and invented names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mingjian.province import numbers, regions
from mingjian.province.arrow import Words, pa, words_of
from mingjian.province.chance import chosen, stream
from mingjian.province.clock import Bools, Ints

_FIRST = "华瑞鑫宏盛恒泰金宇天嘉安信诚万博远东创新众康德润隆昌顺达源亿中科联合凯丰正荣"
_SECOND = "达通源丰盛鼎晟泽宏昌利兴和顺泰安邦润创辉博锐航诚佳悦腾凌峰"
_TRADES = (
    "建材",
    "商贸",
    "电子科技",
    "物流",
    "食品",
    "装饰工程",
    "机械制造",
    "农业发展",
    "环保科技",
    "服饰",
    "医药",
    "汽车服务",
    "餐饮管理",
    "教育咨询",
    "信息技术",
    "劳务",
    "房地产经纪",
    "化工",
    "包装",
    "园林绿化",
)
_SHOPS = ("小吃店", "便利店", "理发店", "五金店", "服装店", "水果店", "修理部", "茶叶店")


@dataclass
class Companies:
    """Columns of the register; ``kind`` 0 limited company, 1 company limited by shares, 2 individual business."""

    county: Ints
    kind: Ints
    names: list[str]
    codes: numbers.Bytes

    def __len__(self) -> int:
        return len(self.county)

    @property
    def individual(self) -> Bools:
        """Individual businesses (个体工商户)."""
        return np.asarray(self.kind == 2)

    @cached_property
    def code_words(self) -> Words:
        """Credit codes as an Arrow binary array."""
        return words_of(self.codes)

    @cached_property
    def spelled(self) -> Words:
        """The names as UTF-8 words."""
        return pa.array([name.encode() for name in self.names], pa.binary())

    def code_texts(self, which: Ints) -> list[str]:
        """Credit codes of some companies."""
        return numbers.strings(self.codes[which])


def register(people: int, seed: int) -> Companies:
    """About six businesses for a hundred people, half of them individual; never so few that stories meet in one."""
    rng = stream(seed, "companies")
    count = max(900, people * 6 // 100)
    county = chosen(rng, [c.weight for c in regions.COUNTIES], count)
    kind = chosen(rng, [47, 3, 50], count)
    code = np.array([int(c) for c in regions.REGION_CODES], np.int32)[county]
    serial = np.arange(count, dtype=np.int64) * 17 + 10_000_007
    serial += serial % 10 == 0  # no code ends in 000, as if a spreadsheet had damaged it
    first = rng.integers(0, len(_FIRST), (count, 2))
    second = rng.integers(0, len(_SECOND), count)
    trade = rng.integers(0, len(_TRADES), count)
    shop = rng.integers(0, len(_SHOPS), count)
    texts = []
    for i in range(count):
        place = regions.COUNTIES[county[i]].name
        brand = _FIRST[first[i, 0]] + _SECOND[second[i]] + (_FIRST[first[i, 1]] if i % 3 == 0 else "")
        if kind[i] == 2:
            texts.append(f"{place}{brand}{_SHOPS[shop[i]]}")
        else:
            texts.append(f"{place[:2]}{brand}{_TRADES[trade[i]]}{'股份' if kind[i] == 1 else ''}有限公司")
    return Companies(county, kind, texts, numbers.uscc(code, serial, kind == 2))
