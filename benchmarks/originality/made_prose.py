"""Texts of works made up: what nobody wrote, with the usage of what people wrote.

Sentences follow sign by sign what the shipped models say of problems, rules and traps, so that set phrases come as
often as there and whole sentences are new. Each work has places, firms and figures of its own; headings and the
statement of the entrants are everybody's.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

from benchmarks.originality.models import originals
from mingjian.standards import codes

__all__ = ["basis", "body", "overview"]

_RUN = re.compile(r"[\u4e00-\u9fff，、；。：]{8,}")
_HEADINGS = (
    "一、基本情况", "二、问题由来", "三、数据来源与治理", "四、监督规则", "五、核查与办理", "六、成效与治理",
    "七、推广价值",
)  # fmt: skip
_STATEMENT = (
    "本单位承诺：所报作品系本单位自主研发，不存在知识产权争议；所用数据均依法取得，已作脱敏处理；"
    "作品内容真实，同意主办方在检察系统内展示、推广。\n\n"
)
_FIRMS = (
    "运输公司", "置业公司", "医院", "加油站", "建材厂", "养老院", "合作社", "科技公司", "药房", "物流园", "职业学校",
)  # fmt: skip
_LEAST, _MOST = 12, 70


class _Chain:
    """Which sign follows which two."""

    def __init__(self) -> None:
        self.next: dict[str, list[str]] = defaultdict(list)
        self.heads: list[str] = []
        self.names: list[str] = []
        for text in _said(list(originals().values())):
            for run in _RUN.findall(text):
                for sentence in run.split("。"):
                    if len(sentence) >= _LEAST:
                        self.heads.append(sentence[:2])
                        for at in range(len(sentence) - 2):
                            self.next[sentence[at : at + 2]].append(sentence[at + 2])
                        self.next[sentence[-2:]].append("。")
        self.names = [one.label.zh for one in codes("regions").values()]

    def sentence(self, chance: random.Random) -> str:
        """Without the stop behind it."""
        while True:
            signs = chance.choice(self.heads)
            while len(signs) < _MOST:
                follows = self.next.get(signs[-2:])
                sign = chance.choice(follows) if follows else "。"
                if sign == "。":
                    break
                signs += sign
            if len(signs) >= _LEAST:
                return signs.rstrip("，、；：")


def _said(data: Any) -> Iterator[str]:
    """Whatever is said in Chinese."""
    if isinstance(data, dict):
        if isinstance(data.get("zh"), str):
            yield data["zh"]
        yield from _said(list(data.values()))
    elif isinstance(data, list):
        for one in data:
            yield from _said(one)


@cache
def _chain() -> _Chain:
    return _Chain()


class _Own:
    """Places, firms and figures of one work."""

    def __init__(self, chance: random.Random) -> None:
        names = _chain().names
        self.chance = chance
        self.places = chance.sample(names, 4)
        self.firms = [
            chance.choice(names).rstrip("省市县区") + "".join(chance.sample("宏达恒瑞兴隆华安泰康信诚", 2)) + one
            for one in chance.sample(_FIRMS, 4)
        ]

    def in_front(self) -> str:
        year, month = self.chance.randint(2019, 2026), self.chance.randint(1, 12)
        return self.chance.choice(
            (
                f"{year}年{month}月，", f"在{self.chance.choice(self.places)}，", f"{self.chance.choice(self.firms)}",
                f"以{self.chance.choice(self.firms)}为例，",
            )
        )  # fmt: skip

    def behind(self) -> str:
        many, sum_ = self.chance.randint(3, 900), self.chance.randint(2, 4000) / 10
        return self.chance.choice(
            (f"，共{many}人、{sum_}万元", f"，涉及{many}条记录", f"，占{many % 97}%", f"，追回{sum_}万元")
        )


def body(chance: random.Random) -> str:
    """What an entrant writes in his own words, forty to eighty sentences."""
    own, chain = _Own(chance), _chain()
    out = []
    for _ in range(chance.randint(40, 80)):
        front = own.in_front() if chance.random() < 0.3 else ""
        out.append(front + chain.sentence(chance) + (own.behind() if chance.random() < 0.25 else "") + "。")
    return "".join(out)


def overview(words: str, lists: list[str]) -> str:
    """The words under the headings of the form, with a table of the lists."""
    size = -(-len(words) // len(_HEADINGS)) or 1
    table = "| 序号 | 数据 |\n|---|---|\n" + "".join(f"| {n} | {one} |\n" for n, one in enumerate(lists, 1))
    parts = [
        f"## {heading}\n\n{words[at * size : (at + 1) * size]}\n\n" + (table + "\n" if at == 2 and lists else "")
        for at, heading in enumerate(_HEADINGS)
    ]
    return _STATEMENT + "".join(parts)


def basis(articles: list[str], words: str) -> str:
    """The legal basis: articles as everybody cites them, and some words."""
    return "".join(f"- {one}\n" for one in articles) + "\n" + words + "\n"
