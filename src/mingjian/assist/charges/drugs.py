"""Drugs in the telling of an act: names and weights with their places, weights in grams summed by drug.

A weight belongs to the drug named nearest before it in its sentence, else right behind it (`5克海洛因`). A weight told
twice in one case (found, then weighed by the laboratory) is counted once where the same figure stands again; what was
not weighed is not guessed. Names of one drug are one: 冰毒 is 甲基苯丙胺, 麻古 its tablets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from mingjian.assist.charges.people import persons
from mingjian.documents.money import parse_money

__all__ = ["Drug", "Quantity", "Weight", "by_person", "drugs", "quantities", "weights"]

Span = tuple[int, int]

_DRUGS = {
    "甲基苯丙胺": "甲基苯丙胺片剂|甲基苯丙胺晶体|甲基苯丙胺|甲基安非他[明命]|甲基安菲他明|去氧麻黄碱|脱氧麻黄碱|冰毒",
    "甲基苯丙胺片剂": "麻[古果谷]|麻黄素片|神马",
    "海洛因": "海洛因|海咯因|海洛英|二乙酰吗啡|白粉|四号",
    "氯胺酮": "氯胺酮|[Kk]粉",
    "可卡因": "可卡因",
    "吗啡": "单乙酰吗啡|吗啡",
    "鸦片": "鸦片",
    "罂粟壳": "罂粟壳",
    "大麻叶": "大麻叶",
    "大麻脂": "大麻脂",
    "大麻": "四氢大麻酚|大麻二酚|大麻酚|大麻",
    "摇头丸": "摇头丸|亚甲二氧基甲基苯丙胺|亚甲二氧基苯丙胺|MDMA|mdma|MDA",
    "咖啡因": "咖啡因",
    "安钠咖": "安钠咖",
    "甲卡西酮": "甲卡西酮",
    "美沙酮": "美沙酮",
    "哌替啶": "哌替啶|杜冷丁|度冷丁",
    "曲马多": "盐酸曲马多|曲马多",
    "尼美西泮": "尼美西泮|硝甲西泮|一粒眠",
    "其他": "罂粟碱|乙酰可待因|可待因|芬纳西泮|神仙水|开心水|开心果|苯丙胺|三唑仑|氟硝西泮|硝西泮|地西泮|艾司唑仑"
    "|γ-羟丁酸|芬太尼|麻黄碱",
}
_NAMES = re.compile("|".join(f"(?P<d{at}>{words})" for at, words in enumerate(_DRUGS.values())))
_KINDS = tuple(_DRUGS)
_WEIGHT = re.compile(
    r"(?<![\d.第年月])(?P<of>\d{1,6}(?:[,，]\d{3})*(?:\.\d{1,4})?|[一二三四五六七八九十两半]{1,3})(?:余)?"
    r"(?P<unit>千克|公斤|毫克|克|[Kk][Gg]|mg|g(?![a-z]))(?![拉隆])"
)
_IN_GRAMS = {
    "千克": Decimal(1000),
    "公斤": Decimal(1000),
    "kg": Decimal(1000),
    "克": Decimal(1),
    "g": Decimal(1),
    "毫克": Decimal("0.001"),
    "mg": Decimal("0.001"),
}
_HAS = re.compile(r"(?:被告人|嫌疑人|上诉人|从|由)$")
_END = re.compile(r"[。；;\n]")
_PRICE = re.compile(r"(?:每|一|1)$|每[^，。]{0,3}$")
_TESTED = re.compile(r"[^。；]{0,60}?[。，]?[^。；]{0,60}?(?:检出|检测出|含有?)")
"""What was weighed is named behind the weight where the laboratory says what it found."""
_BETWEEN, _BEHIND = 60, 12


@dataclass(frozen=True, slots=True)
class Drug:
    """A drug named at `span`; `kind` is the name the law counts by."""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Weight:
    """`grams` told at `span`."""

    grams: Decimal
    span: Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """The weights of one kind of drug. `again`: weights told a second time, not counted. `kind` is empty where no drug
    stands beside the weight."""

    kind: str
    grams: Decimal
    counted: tuple[Weight, ...]
    again: tuple[Weight, ...]


def drugs(text: str) -> list[Drug]:
    """Every naming of a drug, in order."""
    return [Drug(_KINDS[int((found.lastgroup or "d0")[1:])], found.span()) for found in _NAMES.finditer(text)]


def weights(text: str) -> list[Weight]:
    """Every weight, in order; `每克` is a price."""
    found = []
    for one in _WEIGHT.finditer(text):
        value = _number(one["of"])
        if value is not None and not _PRICE.search(text, max(0, one.start() - 4), one.start()):
            found.append(Weight(value * _IN_GRAMS[one["unit"].lower()], one.span()))
    return found


def quantities(text: str) -> list[Quantity]:
    """Grams by kind of drug, in the order of the first weight of each."""
    named, by_kind = drugs(text), dict[str, list[Weight]]()
    for weight in weights(text):
        by_kind.setdefault(_kind_of(text, weight, named), []).append(weight)
    return [_quantity(kind, told) for kind, told in by_kind.items()]


def by_person(text: str) -> dict[str, list[Quantity]]:
    """Quantities under the person told as having or dealing them: behind 被告人 or 从 in the weight's sentence, the
    nearest before it; else the only one who is called the accused. Others stand under an empty name."""
    named = drugs(text)
    spans = persons(text)
    people = [(a, b) for a, b in spans if _HAS.search(text[max(0, a - 6) : a])]
    accused = {text[a:b] for a, b in spans if text[max(0, a - 3) : a] == "被告人"}
    sole = accused.pop() if len(accused) == 1 else ""
    found: dict[str, dict[str, list[Weight]]] = {}
    for weight in weights(text):
        before = [(a, b) for a, b in people if b <= weight.span[0] and not _END.search(text, b, weight.span[0])]
        name = text[before[-1][0] : before[-1][1]] if before else sole
        found.setdefault(name, {}).setdefault(_kind_of(text, weight, named), []).append(weight)
    return {name: [_quantity(kind, told) for kind, told in kinds.items()] for name, kinds in found.items()}


def _quantity(kind: str, told: Sequence[Weight]) -> Quantity:
    """A weight that is the sum of those before it stands for them; the same figure again is the same weight."""
    counted: list[Weight] = []
    again: list[Weight] = []
    for weight in told:
        if any(one.grams == weight.grams for one in counted) or (
            len(counted) > 1 and sum(one.grams for one in counted) == weight.grams
        ):
            again.append(weight)
        else:
            counted.append(weight)
    return Quantity(kind, sum((one.grams for one in counted), Decimal(0)), tuple(counted), tuple(again))


def _kind_of(text: str, weight: Weight, named: Sequence[Drug]) -> str:
    start, end = weight.span
    before = [one for one in named if one.span[1] <= start and start - one.span[1] <= _BETWEEN]
    if before and not _END.search(text, before[-1].span[1], start):
        return before[-1].kind
    behind = [one for one in named if end <= one.span[0] <= end + _BEHIND]
    if behind and not _END.search(text, end, behind[0].span[0]):
        return behind[0].kind
    tested = _TESTED.match(text, end)
    later = [one for one in named if tested and tested.end() <= one.span[0] <= tested.end() + _BEHIND]
    return later[0].kind if later else ""


def _number(text: str) -> Decimal | None:
    if text[0].isdigit():
        return Decimal(re.sub("[,，]", "", text))
    return Decimal("0.5") if text == "半" else parse_money(text)
