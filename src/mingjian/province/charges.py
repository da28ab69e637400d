"""The charges of the invented cases, with the sentences that are lawful for their basic tier.

A small selection of 刑法 whose rules did not change for the crimes of the province (all committed after the amendment
named). The lawful background only uses values inside these borders; ``tests/province`` holds them against the tables of
``mingjian.law``.
"""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.province.clock import day

AMENDMENT_XI = day("2021-03-01")
"""刑法修正案（十一）: the fine of 职务侵占 is compulsory for crimes from this day."""


@dataclass(frozen=True)
class Charge:
    """One charge: months of fixed term for its basic tier, fine in yuan (None: the article knows no fine).

    ``detention``: the article allows 拘役; ``gain``: there is money to recover; ``weight``: how often it is judged.
    ``disqualifies``: it bars from company office (公司法178); ``drug``: 1 founds and
    2 only receives 毒品再犯 (刑法356);
    ``sexual``: it bars from schools (未成年人保护法62); ``held``: share of the accused in
    custody until judgment; ``plain``: used for ordinary background cases; ``since``: first crime day for
    which the values hold.
    """

    name: str
    article: int
    months: tuple[int, int]
    fine: tuple[int, int] | None
    detention: bool = True
    gain: bool = False
    weight: int = 10
    intentional: bool = True
    disqualifies: bool = False
    drug: int = 0
    sexual: bool = False
    held: float = 0.7
    plain: bool = True
    fine_alone: bool = False
    since: int = 0


THEFT = "盗窃罪"
FRAUD = "诈骗罪"
DRUNK = "危险驾驶罪"
TRAFFIC = "交通肇事罪"
INJURY = "故意伤害罪"
RAPE = "强奸罪"
MOLEST = "猥亵儿童罪"
SELL_DRUGS = "贩卖毒品罪"
HOST_DRUGS = "容留他人吸毒罪"
HOLD_DRUGS = "非法持有毒品罪"
EMBEZZLE = "职务侵占罪"
BRIBED = "受贿罪"
CONTRACT = "合同诈骗罪"
DEPOSITS = "非法吸收公众存款罪"
INVOICES = "虚开增值税专用发票罪"
MISUSE = "挪用资金罪"
CONCEAL = "掩饰、隐瞒犯罪所得罪"
HELP_NET = "帮助信息网络犯罪活动罪"
QUARREL = "寻衅滋事罪"
CASINO = "开设赌场罪"
ROBBERY = "抢劫罪"
MURDER = "故意杀人罪"
UNSAFE_FOOD = "生产、销售不符合安全标准的食品罪"
TOXIC_FOOD = "生产、销售有毒、有害食品罪"

CHARGES: tuple[Charge, ...] = (
    Charge(THEFT, 264, (6, 30), (1000, 20000), gain=True, weight=170, fine_alone=True),
    Charge(FRAUD, 266, (8, 34), (2000, 50000), gain=True, weight=90, fine_alone=True),
    Charge(DRUNK, 133, (0, 0), (1000, 10000), weight=260, held=0.0, plain=False),
    Charge(TRAFFIC, 133, (8, 34), None, weight=60, intentional=False, held=0.2),
    Charge(INJURY, 234, (6, 32), None, weight=80),
    Charge(QUARREL, 293, (8, 40), None, weight=50),
    Charge(CASINO, 303, (8, 34), (3000, 80000), gain=True, weight=50),
    Charge(HELP_NET, 287, (7, 30), (2000, 30000), gain=True, weight=70, fine_alone=True),
    Charge(CONCEAL, 312, (6, 30), (1000, 20000), gain=True, weight=40, fine_alone=True),
    Charge(SELL_DRUGS, 347, (7, 34), (1000, 20000), weight=40, drug=1),
    Charge(HOST_DRUGS, 354, (6, 24), (1000, 10000), weight=25, drug=2),
    Charge(HOLD_DRUGS, 348, (8, 30), (2000, 20000), weight=10, drug=1),
    Charge(RAPE, 236, (38, 84), None, detention=False, weight=20, sexual=True, held=1.0),
    Charge(MOLEST, 237, (10, 50), None, detention=False, weight=12, sexual=True, held=1.0),
    Charge(ROBBERY, 263, (38, 90), (2000, 20000), detention=False, gain=True, weight=20, held=1.0),
    Charge(EMBEZZLE, 271, (8, 34), (10000, 80000), gain=True, weight=14, disqualifies=True, since=AMENDMENT_XI),
    Charge(MISUSE, 272, (8, 34), None, weight=8, disqualifies=True),
    Charge(CONTRACT, 224, (8, 34), (5000, 60000), gain=True, weight=12, disqualifies=True, fine_alone=True),
    Charge(DEPOSITS, 176, (10, 34), (20000, 150000), gain=True, weight=12, disqualifies=True, fine_alone=True),
    Charge(INVOICES, 205, (8, 34), (20000, 180000), weight=12, disqualifies=True),
    Charge(BRIBED, 385, (10, 34), (100000, 300000), gain=True, weight=8, disqualifies=True),
    Charge(MURDER, 232, (130, 178), None, detention=False, weight=4, held=1.0, plain=False),
    Charge(UNSAFE_FOOD, 143, (6, 30), (5000, 60000), plain=False),
    Charge(TOXIC_FOOD, 144, (8, 40), (10000, 90000), detention=False, plain=False),
)
INDEX: dict[str, int] = {charge.name: i for i, charge in enumerate(CHARGES)}
NAMES: tuple[str, ...] = tuple(charge.name for charge in CHARGES)


def charge(name: str) -> Charge:
    """A charge by its name."""
    return CHARGES[INDEX[name]]
