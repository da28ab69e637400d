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
_IDLE_TRADES = ("网络科技", "企业管理", "供应链管理", "文化传媒", "信息咨询", "新能源科技")


@dataclass
class Companies:
    """Columns of the register; ``kind`` 0 limited company, 1 company limited by shares, 2 individual business.

    The first ``working`` are in business; behind them stand companies nobody works for, each of a name of its own,
    for stories and dormant companies: the background gives them neither people nor trade.
    """

    county: Ints
    kind: Ints
    names: list[str]
    codes: numbers.Bytes
    working: int

    def __len__(self) -> int:
        return len(self.county)

    @property
    def individual(self) -> Bools:
        """Individual businesses (个体工商户)."""
        return np.asarray(self.kind == 2)

    @property
    def idle(self) -> Bools:
        """Companies nobody works for."""
        return np.arange(len(self.county)) >= self.working

    @property
    def employing(self) -> Bools:
        """Companies with employees: neither idle nor individual businesses."""
        return np.asarray(~self.individual & ~self.idle)

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
    more, more_texts = _idle(people, seed)
    codes = np.array([int(c) for c in regions.REGION_CODES], np.int32)
    more_serial = serial[-1] + 17 * (1 + np.arange(len(more), dtype=np.int64))
    more_serial += more_serial % 10 == 0
    return Companies(
        np.concatenate([county, more]), np.concatenate([kind, np.zeros(len(more), np.int32)]), texts + more_texts,
        np.concatenate([
            numbers.uscc(code, serial, kind == 2),
            numbers.uscc(codes[more], more_serial, np.zeros(len(more), np.bool_)),
        ]), count,
    )  # fmt: skip


def _idle(people: int, seed: int) -> tuple[Ints, list[str]]:
    """Counties and names of the companies nobody works for, about one in ten; no two have one name."""
    rng = stream(seed, "companies", "idle")
    count = max(220, people * 6 // 1000)
    county = chosen(rng, [c.weight for c in regions.COUNTIES], count)
    brand = rng.permutation(len(_FIRST) * len(_SECOND) * len(_FIRST))[:count].tolist()
    texts = []
    for i, k in enumerate(brand):
        first, rest = divmod(k, len(_SECOND) * len(_FIRST))
        word = _FIRST[first] + _SECOND[rest % len(_SECOND)] + _FIRST[rest // len(_SECOND)]
        texts.append(f"{regions.COUNTIES[county[i]].name[:2]}{word}{_IDLE_TRADES[i % len(_IDLE_TRADES)]}有限公司")
    return county, texts
