"""The sum of an act's amounts, told as a sum: which amounts count, which do not and why, where a stated total differs.

What counts is what was taken and what taken things are worth, each act once; a total the text states stands for the
parts it is the sum of. Sales, shares, what was given back or found, and earlier convictions never count beside them
(what a thief got for a thing is not what it was worth); where nothing else is told they are all there is, and the sum
says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from mingjian.assist.charges.amounts import Amount, Part, amounts

__all__ = ["Sum", "add_up"]

_SUMMING_UP = re.compile(
    r"综上|以上|上述|累计|总|先后|多次|[\d一二三四五六七八九十两]起|被[盗骗抢]|所[盗骗抢]|赃物|涉案|物品|财物"
)
_SEVERAL = re.compile(r"(?:[两二三四五六七八九十\d]|多)[次起][^。；]{0,20}(?:盗|骗|抢|窃|侵占|敲诈|财物)|综上")
_IN_DETAIL = re.compile(r"其中|具体|分别|如下|分述|详列|详情")
_COUNTED = (Part.TAKEN, Part.WORTH)
_INSTEAD = (Part.SOLD, Part.SHARE, Part.SEIZED, Part.OTHER)
_LOOK = 60
_AND_MORE = Decimal("1.1")  # what `1,100余元` may be the sum of


@dataclass(frozen=True, slots=True)
class Sum:
    """`yuan` is null when no amount was found: nobody can tell. `counted` add up to it; `left` did not count.

    `doubts`: words in both languages on what makes the sum uncertain.
    """

    yuan: Decimal | None
    counted: tuple[Amount, ...]
    left: tuple[Amount, ...]
    doubts: tuple[tuple[str, str], ...]


def add_up(text: str) -> Sum:
    """The amounts of the act that a text tells, added up."""
    found = amounts(text)
    counted, doubts = _whole_first(text, _totalled(text, [one for one in found if one.part in _COUNTED]))
    if not counted:
        counted, doubts = _instead(found)
    if any(one.over for one in counted):
        doubts.append(("有“余”“多”的金额按整数计", "amounts told as 'and more' are counted as they stand"))
    left = tuple(one for one in found if one not in counted)
    return Sum(sum((one.yuan for one in counted), Decimal(0)) if counted else None, tuple(counted), left, tuple(doubts))


def _totalled(text: str, found: Sequence[Amount]) -> list[Amount]:
    """Amounts in order, those that a total told after them stands for replaced by it."""
    kept: list[Amount] = []
    for one in found:
        kept = _with_total(text, kept, one) if one.total and kept else [*kept, one]
    return kept


def _with_total(text: str, kept: list[Amount], total: Amount) -> list[Amount]:
    """A total stands for what its sentence told before it, else for the last amounts it is the sum of, else for all
    that was told when its words say so (两次盗窃, 上述财物); otherwise it is an amount of its own."""
    same = [one for one in kept if one.sentence == total.sentence]
    others = [one for one in kept if one.sentence != total.sentence]
    before = text[max(total.span[0] - _LOOK, kept[-1].span[1]) : total.span[0]]
    bracketed = before.rfind("（") > before.rfind("）")
    if same and not bracketed and sum(one.yuan for one in same) <= total.yuan and not _SEVERAL.search(before):
        return [*others, total]
    if _SEVERAL.search(before) and total.yuan >= max(one.yuan for one in kept) and not bracketed:
        return [total]
    run = Decimal(0)
    for at in range(len(kept) - 1, -1, -1):
        run += kept[at].yuan
        if run == total.yuan or (total.over and total.yuan <= run <= total.yuan * _AND_MORE):
            return [*kept[:at], total]
    if bracketed or (total.part is Part.WORTH and not any(one.part is Part.WORTH for one in kept)):
        return [*kept, total]  # of the things; money before it needs no valuer
    return [total] if _SUMMING_UP.search(before) and total.yuan >= run else [*kept, total]


def _whole_first(text: str, kept: list[Amount]) -> tuple[list[Amount], list[tuple[str, str]]]:
    """A total told first stands for the acts told after it, in sentences of their own, when these are no more than it.
    One amount alone behind it is another, unless details are announced."""
    if len(kept) < 2 or not kept[0].total:
        return kept, []
    whole, rest = kept[0], sum((one.yuan for one in kept[1:]), Decimal(0))
    if rest == whole.yuan:
        return [whole], []
    announced = _IN_DETAIL.search(text, whole.span[1], whole.span[1] + _LOOK)
    alone = kept[1].sentence == whole.sentence or len(kept) == 2
    if rest > whole.yuan or (alone and not announced):
        return kept, []
    zh = f"所述总额{whole.yuan}元与其后各笔之和{rest}元不一致，或有未列明金额的部分"
    en = f"the total told, {whole.yuan}, is not the sum of what follows, {rest}: some may be told without amounts"
    return [whole], [(zh, en)]


def _instead(found: Sequence[Amount]) -> tuple[list[Amount], list[tuple[str, str]]]:
    """What there is where neither takings nor worth are told; of shares, the whole that was shared."""
    for part in _INSTEAD:
        here = [one for one in found if one.part is part]
        if here:
            told = (
                f"没有写明取得的金额或物品价值，按“{part.zh}”金额计算",
                f"neither what was taken nor its worth is told: counted is '{part.value}'",
            )
            return _shared(here) if part is Part.SHARE else here, [told]
    return [], []


def _shared(shares: list[Amount]) -> list[Amount]:
    """An amount that those after it in its sentence add up to is what they were shares of."""
    kept: list[Amount] = []
    for sentence in dict.fromkeys(one.sentence for one in shares):
        here = [one for one in shares if one.sentence == sentence]
        rest = sum((one.yuan for one in here[1:]), Decimal(0))
        kept += here[:1] if rest == here[0].yuan else here
    return kept
