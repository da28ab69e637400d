"""Facts made by a grammar, with sums that are known: what a reader of amounts has to get right.

Each fact is one to four acts of one kind of crime, each told in one of many forms, then what often follows: a total,
restitution, seizure, shares, an earlier sentence. The words are ours, of how such facts are told; names are letters.
What counts: what was taken and what taken things are worth, once; of things with a price a piece, their number times
it; of pay by the month, months times it. What does not: promised, attempted beside what was taken, sold for, shared,
given back. Foreign money is no yuan: it counts where the fact tells what it comes to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

__all__ = ["Fact", "said", "seeded"]

_MANY = 200
_DIGITS, _CAPITALS = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
_UNITS, _CAPITAL_UNITS = ("", "十", "百", "千"), ("", "拾", "佰", "仟")
_WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")


@dataclass(frozen=True, slots=True)
class Fact:
    """`form`: the forms of its acts, for tables of what fails."""

    text: str
    yuan: Decimal
    form: str


Act = tuple[str, int | Decimal]


def seeded(seed: int, many: int = _MANY) -> Iterator[Fact]:
    """Facts of a seed."""
    random = Random(seed)
    for _ in range(many):
        yield _fact(random)


def said(yuan: int, random: Random) -> str:
    """An amount as papers write it, with its unit."""
    forms: list[Callable[[], str]] = [lambda: f"{yuan}元", lambda: f"人民币{yuan}元", lambda: f"{yuan:,}元",
             lambda: f"{yuan:,}元".replace(",", "，"), lambda: f"{str(yuan).translate(_WIDE)}元"]  # fmt: skip
    if yuan % 1000 == 0:
        forms += [
            lambda: f"{_chinese(yuan, _DIGITS, _UNITS)}元",
            lambda: f"{_chinese(yuan, _CAPITALS, _CAPITAL_UNITS)}元整",
        ]
    if yuan >= 10_000 and yuan % 100 == 0:
        forms += [lambda: f"{Decimal(yuan) / 10_000:f}万元", lambda: f"人民币{Decimal(yuan) / 10_000:f}万元"]
        if yuan % 1000 == 0 and yuan % 10_000:
            forms.append(lambda: f"{yuan // 10_000}万{yuan % 10_000 // 1000}千元")
    return random.choice(forms)()


def _chinese(value: int, digits: str, units: tuple[str, ...]) -> str:
    if value >= 10_000:
        rest = value % 10_000
        gap = digits[0] if rest and rest < 1000 else ""
        return _chinese(value // 10_000, digits, units) + "万" + (gap + _chinese(rest, digits, units) if rest else "")
    out, skipped = "", False
    for place in (3, 2, 1, 0):
        one = value // 10**place % 10
        if one:
            out += (digits[0] if skipped and out else "") + digits[one] + units[place]
        skipped = bool(out) and not one
    return out


def _round(random: Random) -> int:
    return random.choice((random.randrange(3, 100) * 100, random.randrange(2, 60) * 1000, random.randrange(80, 9000)))


def _day(random: Random) -> str:
    return f"20{random.randrange(14, 24)}年{random.randrange(1, 13)}月{random.randrange(1, 29)}日"


def _who(random: Random) -> str:
    return f"{random.choice('赵钱孙李周吴郑王')}某{random.choice(('', '甲', '乙', '某'))}"


# Theft and robbery -----------------------------------------------------------------------------------------------


def _cash(r: Random) -> Act:
    a = _round(r)
    verb = r.choice(("盗走", "窃得", "偷走", "窃取", "秘密窃取"))
    return f"{verb}被害人{_who(r)}{r.choice(('现金', '放在抽屉内的现金', '钱包内'))}{said(a, r)}。", a


def _thing(r: Random) -> Act:
    a = _round(r)
    told = r.choice(
        (
            f"（价值{said(a, r)}）",
            f"，经鉴定，价值{said(a, r)}",
            f"，经价格认证中心认定，该物价格为{said(a, r)}",
            f"。经鉴定，被盗物品价值人民币{a}元",
        )
    )
    return f"将{_who(r)}的{r.choice(('手机一部', '电动车一辆', '笔记本电脑一台'))}盗走{told}。", a


def _thing_and_cash(r: Random) -> Act:
    a, b = _round(r), _round(r)
    return f"窃得{_who(r)}的手提包一只，内有现金{said(a, r)}、手机一部（经鉴定价值{said(b, r)}）。", a + b


def _list(r: Random) -> Act:
    worths = [_round(r) for _ in range(r.randrange(2, 5))]
    if len(set(worths)) < len(worths):
        return _list(r)
    things = r.sample(["金项链一条", "手表一块", "照相机一台", "香烟两条", "白酒四瓶"], len(worths))
    if r.random() < 0.5:
        each = "、".join(f"{thing}（价值{said(a, r)}）" for thing, a in zip(things, worths, strict=True))
        return f"入户盗走{_who(r)}家中的{each}。", sum(worths)
    return f"盗走{'、'.join(things)}，经鉴定价值分别为{'、'.join(f'{a}元' for a in worths)}。", sum(worths)


def _by_piece(r: Random) -> Act:
    many, price = r.randrange(3, 60), r.randrange(5, 300) * 10
    unit, thing = r.choice(
        (("袋", "化肥"), ("箱", "白酒"), ("米", "电缆"), ("吨", "废钢"), ("只", "羊"), ("条", "香烟"))
    )
    told = r.choice((f"每{unit}价值{said(price, r)}", f"单价为每{unit}{price}元", f"按每{unit}{said(price, r)}计算"))
    return f"窃得{_who(r)}存放在仓库内的{thing}{many}{unit}，经鉴定，{told}。", many * price


def _piece_with_total(r: Random) -> Act:
    many, price = r.randrange(3, 60), r.randrange(5, 300) * 10
    return f"盗走大米{many}袋。经鉴定，每袋价值{said(price, r)}，共计价值人民币{many * price}元。", many * price


def _sold_for_less(r: Random) -> Act:
    a = _round(r) + 500
    sold = said(a // 4, r)
    return f"盗走{_who(r)}停放在楼下的摩托车一辆，后以{sold}的价格卖给他人。经鉴定，该车价值{said(a, r)}。", a


def _attempted(r: Random) -> Act:
    a = _round(r)
    return f"潜入{_who(r)}的商店，正欲拿走收银台内的现金{said(a, r)}时被店主当场发现，未能得逞。", 0


def _foreign_told(r: Random) -> Act:
    a, b = r.randrange(1, 20) * 100, _round(r)
    return f"窃得{_who(r)}的{a}{r.choice(('美元', '欧元', '港元'))}（折合人民币{b}元）。", b


def _foreign(r: Random) -> Act:
    a, b = r.randrange(1, 20) * 100, _round(r)
    return f"窃得{_who(r)}的现金{said(b, r)}及{a}{r.choice(('美元', '欧元', '日元', '英镑'))}。", b


def _pot(r: Random) -> Act:
    part = r.randrange(2, 40) * 100
    return f"伙同{_who(r)}、陈某某进入工地盗走现金{said(part * 3, r)}，三人各分得{said(part, r)}。", part * 3


def _pickpocketed(r: Random) -> Act:
    a = _round(r)
    return f"扒窃{_who(r)}上衣口袋内现金{a}元，得手后逃离。", a


def _per_stroke(r: Random) -> Act:
    many, price = r.randrange(20, 300), r.randrange(8, 60)
    return f"盗割{_who(r)}工地上的电缆线{many}米，经价格认定为{price}元/米。", many * price


def _coins(r: Random) -> Act:
    a = _round(r)
    return f"盗走功德箱内零钱共计{a}元5角。", Decimal(a) + Decimal("0.5")


def _several_things(r: Random) -> Act:
    a, many = r.randrange(3, 40) * 100, r.randrange(2, 6)
    return f"从{_who(r)}经营的店内盗走手机{many}部，每部价值均为{said(a, r)}。", a * many


def _act_total(r: Random) -> Act:
    a, b = _round(r), _round(r) + 7
    return f"盗走{_who(r)}的平板电脑一台（价值{a}元）及现金{b}元，财物共计价值{a + b}元。", a + b


def _loot_spent(r: Random) -> Act:
    a = _round(r) + 13
    return f"趁店员不备，从柜台抽屉内拿走现金{said(a, r)}，上述{a}元已被其花用。", a


def _found_on_him(r: Random) -> Act:
    a = _round(r) + 17
    return f"将{_who(r)}的背包盗走，包内有现金{a}元。民警当场从其身上缴获被盗现金{a}元并发还。", a


# Fraud -----------------------------------------------------------------------------------------------------------


def _transfer(r: Random) -> Act:
    a = _round(r)
    what, how = r.choice(("贷款", "入学", "驾驶证")), r.choice(("通过微信转账", "向指定账户汇款", "交付现金"))
    return f"虚构能够代办{what}的事实，骗得{_who(r)}信任后，让其{how}{said(a, r)}。", a


def _transfers(r: Random) -> Act:
    parts = r.sample(range(5, 90), 3)
    a, b, c = (one * 100 for one in parts)
    return f"以投资为名，先后三次骗取{_who(r)}{said(a, r)}、{said(b, r)}和{said(c, r)}。", a + b + c


def _used_after(r: Random) -> Act:
    a = _round(r) + 11
    use = r.choice(("用于偿还个人债务", "全部挥霍", "转入他人账户"))
    return f"谎称有工程可以转包，骗取{_who(r)}保证金{said(a, r)}。得款后，将该{a}元{use}。", a


def _promised(r: Random) -> Act:
    a, who = _round(r), _who(r)
    return f"冒充房产中介，与{who}约定支付定金{said(a * 3, r)}，{who}实际向其支付{said(a, r)}，其余未付。", a


def _monthly(r: Random) -> Act:
    many, a = r.randrange(3, 24), r.randrange(3, 60) * 100
    return f"冒充房东，骗取租客{_who(r)}每月租金{said(a, r)}，共骗取{many}个月。", many * a


def _part_of(r: Random) -> Act:
    a = r.randrange(20, 90) * 100
    return (
        f"以办理资质为名骗取{_who(r)}{said(a, r)}，其中现金{said(a - 1500, r)}、微信转账{said(1500, r)}。",
        a,
    )


def _victims(r: Random) -> Act:
    a, b, c = (one * 100 for one in r.sample(range(5, 300), 3))
    first, second, third = "赵某甲", "钱某乙", "孙某丙"
    return f"谎称代购手机，分别骗取{first}、{second}、{third}{said(a, r)}、{said(b, r)}、{said(c, r)}。", a + b + c


def _in_parts(r: Random) -> Act:
    a, b, who = _round(r), _round(r) + 3, _who(r)
    return (
        f"编造投资项目，{who}于当日通过银行转账给其{said(a, r)}，次日又以现金方式交给其{said(b, r)}，"
        f"其收款后失去联系。",
        a + b,
    )


def _some_back(r: Random) -> Act:
    a = r.randrange(30, 200) * 100
    return f"以合伙经营为名骗得{_who(r)}投资款{said(a, r)}，后经多次催要，仅返还{said(a // 5, r)}。", a


# Bribery ---------------------------------------------------------------------------------------------------------


def _bribe(r: Random) -> Act:
    a = r.randrange(1, 90) * 1000
    took = r.choice(("收受", "非法收受", "在办公室收取"))
    return f"利用职务上的便利，为{_who(r)}承揽工程提供帮助，{took}{_who(r)}{said(a, r)}。", a


def _bribe_promised(r: Random) -> Act:
    a = r.randrange(2, 30) * 10_000
    promised, giver = said(a * 2, r), _who(r)
    return f"为{giver}谋取利益，{giver}承诺事成后给予{promised}，后实际送给其现金{said(a, r)}，被告人予以收受。", a


def _bribe_yearly(r: Random) -> Act:
    many, a = r.randrange(3, 9), r.randrange(2, 30) * 1000
    return f"每年春节前收受{_who(r)}所送现金{said(a, r)}，先后{many}年。", many * a


def _bribe_card(r: Random) -> Act:
    a, many = r.choice((500, 1000, 2000)), r.randrange(2, 12)
    return f"先后收受{_who(r)}所送面值{a}元的购物卡{many}张。", a * many


def _bribe_two(r: Random) -> Act:
    a, b = r.randrange(1, 50) * 1000, r.randrange(51, 90) * 1000
    return f"在其办公室内两次收受{_who(r)}给予的好处费，第一次{said(a, r)}，第二次{said(b, r)}。", a + b


# Lending -----------------------------------------------------------------------------------------------------------


def _lending(r: Random) -> Act:
    lent, back, who = r.randrange(2, 9) * 10_000, r.randrange(10, 20) * 10_000, _who(r)
    note = f"以“套路贷”方式，诱骗{who}签订金额为{said(lent * 2, r)}的虚高借条"
    return f"{note}，扣除“砍头息”后{who}实际到手{said(lent, r)}，后{who}被迫先后还款共计{said(back, r)}。", back - lent


_KINDS: dict[str, tuple[Callable[[Random], Act], ...]] = {
    "盗窃": (_cash, _thing, _thing_and_cash, _list, _by_piece, _piece_with_total, _sold_for_less, _attempted,
           _foreign_told, _foreign, _pot, _pickpocketed, _per_stroke, _coins, _several_things, _act_total, _loot_spent,
           _found_on_him),
    "诈骗": (_transfer, _transfers, _used_after, _promised, _monthly, _part_of, _transfer, _victims, _in_parts,
           _some_back),
    "受贿": (_bribe, _bribe_promised, _bribe_yearly, _bribe_card, _bribe_two),
    "套路贷": (_lending,),
}  # fmt: skip
_WEIGHTS = (9, 6, 3, 2)


def _fact(r: Random) -> Fact:
    kind = r.choices(list(_KINDS), _WEIGHTS)[0]
    makers = [r.choice(_KINDS[kind]) for _ in range(r.choice((1, 1, 2, 3, 4)) if kind != "套路贷" else 1)]
    if all(maker is _attempted for maker in makers):
        makers.append(_cash)
    acts = [maker(r) for maker in makers]
    total = sum((Decimal(yuan) for _, yuan in acts), Decimal(0))
    marks = [f"{number}、" if len(acts) > 1 and r.random() < 0.8 else "" for number in range(1, len(acts) + 1)]
    told = [f"{mark}{_day(r)}，被告人{_who(r)}{text}" for mark, (text, _) in zip(marks, acts, strict=True)]
    return Fact("\n".join(told) + "".join(_tail(r, total, len(acts))), total, "+".join(m.__name__ for m in makers))


def _tail(r: Random, total: Decimal, acts: int) -> Iterator[str]:
    """What follows: each now and then."""
    if acts > 1 and r.random() < 0.3:
        yield f"\n综上，被告人先后作案{acts}起，涉案金额共计{total}元。"
    if r.random() < 0.3:
        yield r.choice((
            f"\n案发后，被告人的家属代为退赔被害人{said(max(int(total) // 2, 100), r)}，并取得谅解。",
            f"\n案发后，被告人退缴违法所得{said(max(int(total) // 2, 100), r)}。",
            f"\n归案后，被告人已赔偿被害人经济损失{said(int(total) or 100, r)}。",
        ))  # fmt: skip
    if r.random() < 0.15:
        yield f"\n民警抓获被告人时，从其身上查获现金{said(_round(r), r)}。"
    if r.random() < 0.15:
        yield f"\n另查明，被告人曾因犯盗窃罪被判处有期徒刑八个月，并处罚金{said(2000, r)}。"
