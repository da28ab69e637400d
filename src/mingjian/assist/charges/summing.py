"""The sum of an act's amounts, told as a sum: which amounts count, which do not and why, where a stated total differs.

What counts is what was taken and what taken things are worth, each act once; a total the text states stands for the
parts it is the sum of. Sales, shares, what was given back or found, and earlier convictions never count beside them
(what a thief got for a thing is not what it was worth); where nothing else is told they are all there is, and the sum
says so. What was only attempted is a sum of its own: attempt and completed act are set against the tiers each for
itself (法释〔2011〕7号 art. 6, 法释〔2013〕8号 art. 12). Foreign money is not converted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from mingjian.assist.charges.amounts import Amount, Part, amounts, foreign_money

__all__ = ["Sum", "add_up"]

_SUMMING_UP = re.compile(
    r"综上|以上|上述|累计|总|先后|多次|[\d一二三四五六七八九十两]起|被[盗骗抢]|所[盗骗抢]|赃物|涉案|物品|财物"
)
_SEVERAL = re.compile(r"(?:[两二三四五六七八九十\d]|多)[次起][^。；]{0,20}(?:盗|骗|抢|窃|侵占|敲诈|财物)|综上")
_SEVERAL_TOLD = re.compile(r"多次|先后|分别|[两二三四五六七八九十\d]{1,3}[起次宗名]|多[名人]|等人|以上")
_IN_DETAIL = re.compile(r"其中|具体|分别|如下|分述|详列|详情")
_COUNTED = (Part.TAKEN, Part.WORTH)
_INSTEAD = (Part.ATTEMPTED, Part.SOLD, Part.SHARE, Part.SEIZED, Part.OTHER)
_LOOK = 60
_AND_MORE = Decimal("1.1")  # what `1,100余元` may be the sum of


Doubts = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Sum:
    """`yuan` is null when no amount was found: nobody can tell. `counted` add up to it, without `less` (what a lender
    in a scheme of sham debts really paid out); `left` did not count. `attempted`: the sum of what was attempted beside.

    `doubts`: words in both languages on what makes the sum uncertain.
    """

    yuan: Decimal | None
    counted: tuple[Amount, ...]
    left: tuple[Amount, ...]
    doubts: tuple[tuple[str, str], ...]
    less: tuple[Amount, ...] = ()
    attempted: Decimal = Decimal(0)


def add_up(text: str) -> Sum:
    """The amounts of the act that a text tells, added up."""
    found = amounts(text)
    counted, doubts = _whole_first(text, _totalled(text, [one for one in found if one.part in _COUNTED]))
    if not counted:
        counted, doubts = _instead(found)
    less = [one for one in found if one.part is Part.LENT] if counted else []
    yuan = _sum(counted) - _sum(less) if counted else None
    if yuan is not None and yuan < 0:
        yuan, less = _sum(counted), []
    tried = [one for one in found if one.part is Part.ATTEMPTED and one not in counted]
    doubts += [*_of_lending(less), *_of_attempt(tried), *_of_writing(counted), *_of_foreign(text)]
    left = tuple(one for one in found if one not in counted and one not in less)
    return Sum(yuan, tuple(counted), left, tuple(doubts), tuple(less), _sum(tried))


def _sum(some: Sequence[Amount]) -> Decimal:
    return sum((one.whole for one in some), Decimal(0))


def _of_lending(less: Sequence[Amount]) -> Doubts:
    if not less:
        return []
    zh = f"涉及虚高债务：已减去实际出借的{_sum(less)}元（法发〔2019〕11号第6条，未与原文核对）"
    en = f"sham debts: {_sum(less)} really lent is taken off (opinions of 2019, item 6; not checked with their text)"
    return [(zh, en)]


def _of_attempt(tried: Sequence[Amount]) -> Doubts:
    if not tried:
        return []
    zh = f"另有未遂{_sum(tried)}元未计入，须与既遂分别确定量刑幅度"
    return [(zh, f"{_sum(tried)} attempted is not counted; the tiers of attempt and act are found each for itself")]


def _of_writing(counted: Sequence[Amount]) -> Doubts:
    doubts = []
    if any(one.over for one in counted):
        doubts.append(("有“余”“多”的金额按整数计", "amounts told as 'and more' are counted as they stand"))
    if any(one.piece and one.times == 1 for one in counted):
        doubts.append(
            ("有单价未写明数量，按一份计", "the price of a piece is counted once: no number of pieces is told")
        )
    return doubts


def _of_foreign(text: str) -> Doubts:
    untold = [text[slice(*one.span)] for one in foreign_money(text) if not one.told]
    if not untold:
        return []
    named = "、".join(dict.fromkeys(untold))
    return [
        (f"外币未写明折合人民币，未计入：{named}", f"foreign money without its worth in yuan is not counted: {named}")
    ]


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
    if same and not bracketed and _sum(same) <= total.yuan and not _SEVERAL.search(before):
        return [*others, total]
    if _SEVERAL.search(before) and total.yuan >= max(one.whole for one in kept) and not bracketed:
        return [total]
    run = Decimal(0)
    for at in range(len(kept) - 1, -1, -1):
        run += kept[at].whole
        if run == total.yuan or (total.over and total.yuan <= run <= total.yuan * _AND_MORE):
            return [*kept[:at], total]
    if bracketed or (total.part is Part.WORTH and not any(one.part is Part.WORTH for one in kept)):
        return [*kept, total]  # of the things; money before it needs no valuer
    return [total] if _SUMMING_UP.search(before) and total.yuan >= run else [*kept, total]


def _whole_first(text: str, kept: list[Amount]) -> tuple[list[Amount], Doubts]:
    """A total told first stands for the acts told after it, in sentences of their own, when these are no more than it.
    One amount alone behind it is another, unless details are announced."""
    if len(kept) < 2 or not kept[0].total:
        return kept, []
    before = text[max(0, kept[0].span[0] - _LOOK) : kept[0].span[0]].split("。")[-1]
    whole, rest = kept[0], _sum(kept[1:])
    if rest == whole.yuan:
        return [whole], []
    announced = _IN_DETAIL.search(text, whole.span[1], whole.span[1] + _LOOK)
    alone = kept[1].sentence == whole.sentence or len(kept) == 2
    if rest > whole.yuan or not (announced or (_SEVERAL_TOLD.search(before) and not alone)):
        return kept, []
    zh = f"所述总额{whole.yuan}元与其后各笔之和{rest}元不一致，或有未列明金额的部分"
    en = f"the total told, {whole.yuan}, is not the sum of what follows, {rest}: some may be told without amounts"
    return [whole], [(zh, en)]


def _instead(found: Sequence[Amount]) -> tuple[list[Amount], Doubts]:
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
        rest = _sum(here[1:])
        kept += here[:1] if rest == here[0].whole else here
    return kept
