"""Invented questions with the particulars of invented people, from a seed, and what of them must not be left.

Names by the surnames and given names of the synthetic province, numbers with right check digits (one in ten with a
wrong one), addresses over the regions of GB/T 2260, in the ways people write them: full width, in groups, with dots.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mingjian.province.names import invent
from mingjian.standards.identifiers.person_id import check_digit
from mingjian.standards.identifiers.plate import PROVINCES
from mingjian.standards.regions import region_list

__all__ = ["Item", "items"]


@dataclass(frozen=True)
class Item:
    """A text, and what must be gone from it: kind and words."""

    text: str
    planted: tuple[tuple[str, str], ...]


_TEXTS = (
    "被告人{a}，男，{id}，住{addr}。{a}伙同{b}盗窃电动车三辆，价值6800元，是否认定为共同犯罪？",
    "犯罪嫌疑人{a}驾驶{plate}号小型轿车，与{b}驾驶的电动车相撞，致{b}轻伤，{a}弃车离开现场，能否认定逃逸？",
    "我院办理的{case}一案中，被害人{a}向{b}转账12万元，收款账户为{card}，如何认定诈骗数额？",
    "证人{a}（联系电话{phone}）称，{b}曾于2023年5月在{addr}殴打他人，该证言能否采信？",
    "{a}与{b}签订借款合同，约定月利率3%，{b}到期未还，{a}诉至法院，虚假诉讼如何识别？",
    "{co}法定代表人{a}拒不支付劳动报酬，经责令后仍未支付，单位与个人责任如何区分？",
    "申诉人{a}不服{case}判决，认为其与{co}之间系买卖关系，请问是否符合抗诉条件？",
    "未成年人{a}，身份证号{id}，就读期间被同学{b}殴打，其母{c}报案，电话{phone}，应如何救助？",
    "罪犯{a}在缓刑考验期内未经批准离开{addr}，社区矫正机构建议收监，检察机关如何监督？",
    "{a}先生反映，其车辆{plate}被{b}抵押给{co}，卡号{card}收到20万元，如何定性？",
    "村民{a}、{b}和{c}共同承包鱼塘，{co}排污致鱼死亡，联系人{a}，手机{phone}，可否提起公益诉讼？",
    "被执行人{a}将名下位于{addr}的房屋转移给{b}，涉嫌拒不执行判决，何时起算？",
    "问：{a}（公民身份号码{id}）冒领其父{b}养老金，银行账号{card}，数额如何计算？",
    "{a}说他不知道{b}贩卖的是毒品，{c}也这样讲，主观明知如何证明？邮箱{mail}。",
    "经查，{a}系{co}会计，微信号{wechat}，将公款转入{card}，能否认定挪用？",
    "2024年3月8日晚，{a}酒后驾车行至路口，被民警查获，血液酒精含量为156mg/100ml，车牌{plate}，是否一律起诉？",
    "关于{a}涉嫌非法吸收公众存款案，投资人{b}等二十余人报称被骗，资金流入{co}账户{card}，退赔比例如何把握？",
    "请示：{a}（身份证{id}）与{b}系夫妻，{b}将{a}打成轻伤后取得谅解，能否作相对不起诉？",
    "{b}受{a}雇请，在{addr}开设赌场，抽头渔利8万元。{b}是否属于从犯？",
    "我市某区居民{a}来电（{phone}）询问：其子{b}被判缓刑后能否外出务工？",
    "案号{case}，原审认定{a}犯盗窃罪，{a}以量刑过重为由提出上诉，检察机关应否提出抗诉？",
    "{co}拖欠{a}、{b}等人工资共计32万元，负责人{c}逃匿，行政机关未移送，如何监督立案？",
    "嫌疑人{a}使用他人身份证（{id}）办理银行卡{card}后出售给{b}，帮助信息网络犯罪活动罪的情节严重怎么算？",
    "快递员{a}在{addr}盗走{b}的包裹，物品价值不足两千元，但{a}两年内曾受过行政处罚，如何处理？",
    "被害人{a}今年十三岁，自述多次遭{b}猥亵，{b}系其辅导老师，如何审查言词证据？",
    "{a}借用{b}的{plate}车辆发生事故致一人死亡，{b}对此是否承担责任？联系方式：{mail}",
    "经鉴定，{a}作案时为限制刑事责任能力，其父{b}愿意赔偿，监管措施怎样衔接？",
    "刘姓女子举报{a}以恋爱为名骗走其30万元，款项汇至{card}，微信：{wechat}，是民事纠纷还是诈骗？",
    "强制医疗执行监督中发现，{a}已符合解除条件，{b}作为近亲属未提出申请，检察院可否建议？电话{phone}。",
)
"""The latter half was looked at only after a first exam (docs/answers.md)."""
_HELD_OUT = (
    "甲县公安局提请批准逮捕{a}。{a}供认曾三次替{b}望风，赃款打入{card}。望风者的数额以全案还是参与部分计？",
    "{a}（{phone}）系独居老人，儿媳{b}长期克扣其低保，钱款转入{card}，支持起诉需要哪些材料？",
    "某镇卫生院护士{a}擅自将{b}的病历拍照外传，{b}向我院反映，是否属于侵犯公民个人信息？证件：{id}",
    "货车{plate}超载，{a}当班，坐副驾的{b}为实际车主，重大责任事故中两人责任怎样划分？",
    "{co}中标后把工程交给没有资质的{a}，{a}又喊来{b}干活，{b}坠亡，追究谁？",
    "经审查，认定{a}有罪的证据仅有{b}、{c}二人的言词，且互相矛盾，退补两次后怎么办？",
    "我院对{a}作出不起诉决定（{case}），{b}不服来信，来信地址：{addr}，复查期限多长？",
    "昨天{a}的姐姐打{phone}来问，{a}在押期间生病，羁押必要性审查要不要启动？",
    "{a}、{b}、{c}三人到{co}门口拉横幅讨薪，{a}被行政拘留，该处罚是否适当？",
    "快手用户（微信：{wechat}）发视频称{a}贪污，{a}报警，邮箱{mail}收到过威胁，诽谤能否公诉？",
    "离婚后{a}没有探望过孩子，抚养费分文未付，{b}独自带孩子住在{addr}，能否追究遗弃？",
    "执行法官{a}将拍卖款错发给{b}，多发的部分{b}已经花完，检察监督从哪里入手？",
)
"""Other tellings, an exam twice; known since."""
_THIRD = (
    "收到群众反映，{a}承包的石料厂夜间生产，{b}作为厂长多次被约谈，厂址在{addr}，噪声谁来管？",
    "审计组在核对{co}往来账时查出{a}名下账户{card}有三笔不明进账，{b}解释是劳务费，是否移送监委？",
    "庭审中{a}当庭翻供，{b}的律师要求播放录像，{c}出示了新的通话清单（{phone}），怎样质证？",
    "房子登记在{a}一人名下，{b}出资装修，分割时{c}能否主张份额？坐落：{addr}",
    "我们接到{a}的邻居打来的{phone}，反映{b}把老母亲锁在屋里，{b}平时开{plate}的面包车",
    "驾校教练{a}收取{b}三千元保过费，转账账户{card}，是诈骗还是受贿？",
    "{a}今年六十二岁，{b}今年十九岁，祖孙二人一起进山挖兰草，怎样区别对待？证件{id}",
    "合同上签的是{a}，实际出力的是{b}，{co}只认{a}，工钱该向谁要？",
    "网格员{a}上门登记时被{b}泼了开水，{b}称自己当时喝多了，{a}伤情未定。",
    "对{a}的精神状况应当委托鉴定，{b}、{c}均证实其长期服药，案号{case}",
    "{a}欠{b}的钱，{b}又欠{c}的钱，{c}直接起诉{a}，法院支持了，是否该监督？",
    "据{a}回忆，当天{b}并不在工地，考勤表是{co}的{c}补的，邮箱{mail}里有原件。",
)
"""Tellings of after the names nothing tells were worked on: for the exam alone."""
_ROADS = ("长江", "人民", "建设", "解放", "望江", "金寨", "淮海", "太湖", "黄山", "芜湖", "东风", "和平")
_ESTATES = ("阳光花园", "锦绣家园", "翠竹小区", "金色公寓", "绿城苑", "书香大厦")
_TOWNS = ("双墩", "肥东", "石塘", "三河", "山南", "高刘", "小庙", "南岗")
_TRADES = ("蓝天商贸", "鼎盛建筑工程", "瑞丰食品", "华信物流", "宏远机械制造", "金诚投资咨询", "新希望养殖")
_FORMS = ("有限公司", "有限责任公司", "股份有限公司", "合作社", "商行", "超市")
_FULL = str.maketrans("0123456789", "０１２３４５６７８９")


def items(seed: int, many: int, held_out: bool = False) -> list[Item]:
    """So many texts; `held_out`: in tellings of the exam, else in those known."""
    chance = random.Random(seed)
    names = _Names(seed)
    return [_item(chance, names, _THIRD if held_out else (*_TEXTS, *_HELD_OUT)) for _ in range(many)]


class _Names:
    """Names that the synthetic province would give, in order."""

    def __init__(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        index, distinct = invent(rng, rng.integers(0, 2, 20_000).astype(np.int32))
        self._names = [distinct[one] for one in index]
        self._at = 0

    def next(self) -> str:
        self._at += 1
        return str(self._names[self._at % len(self._names)])


def _item(chance: random.Random, names: _Names, texts: tuple[str, ...]) -> Item:
    text = chance.choice(texts)
    made: dict[str, tuple[str, str]] = {}
    makers: dict[str, tuple[str, Callable[[random.Random], str]]] = {
        "id": ("person_id", _id), "phone": ("phone", _phone), "card": ("card", _card), "plate": ("plate", _plate),
        "addr": ("address", _address), "co": ("company", _company), "case": ("case_number", _case),
        "mail": ("contact", _mail), "wechat": ("contact", _wechat),
    }  # fmt: skip
    for name in ("a", "b", "c"):
        made[name] = ("person", names.next())
    for name, (kind, maker) in makers.items():
        made[name] = (kind, maker(chance))
    used = {name: one for name, one in made.items() if "{" + name + "}" in text}
    return Item(text.format(**{name: value for name, (_, value) in made.items()}), tuple(used.values()))


def _digits(chance: random.Random, many: int) -> str:
    return "".join(chance.choice("0123456789") for _ in range(many))


def _id(chance: random.Random) -> str:
    region = chance.choice([one for one in region_list() if not one.endswith("00")])
    day = f"{chance.randint(1940, 2015)}{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}"
    if chance.random() < 0.08:
        return f"{region}{day[2:]}{_digits(chance, 3)}"
    body = region + day + _digits(chance, 3)
    last = check_digit(body) if chance.random() < 0.9 else chance.choice("0123456789X")
    whole = body + (last.lower() if chance.random() < 0.3 else last)
    style = chance.random()
    if style < 0.1:
        return f"{whole[:6]} {whole[6:14]} {whole[14:]}"
    return whole.translate(_FULL) if style < 0.2 else whole


def _phone(chance: random.Random) -> str:
    style = chance.random()
    number = "1" + chance.choice("3456789") + _digits(chance, 9)
    if style < 0.15:
        return f"{number[:3]}-{number[3:7]}-{number[7:]}"
    if style < 0.3:
        return f"{number[:3]} {number[3:7]} {number[7:]}"
    if style < 0.4:
        return f"+86{number}"
    if style < 0.55:
        return f"0551-6{_digits(chance, 7)}"
    if style < 0.6:
        return f"（0551）6{_digits(chance, 7)}"
    return number.translate(_FULL) if style < 0.7 else number


def _card(chance: random.Random) -> str:
    number = chance.choice(("62", "45", "95588")) + _digits(chance, chance.choice((13, 14, 17)))
    style = chance.random()
    if style < 0.4:
        return " ".join(number[at : at + 4] for at in range(0, len(number), 4))
    return number.translate(_FULL) if style < 0.5 else number


def _plate(chance: random.Random) -> str:
    tail = "".join(chance.choice("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789") for _ in range(5))
    if chance.random() < 0.25:
        tail = chance.choice("DF") + _digits(chance, 5)
    dot = chance.choice(("", "", "·", "•", "-", " "))
    return chance.choice(PROVINCES) + chance.choice("ABCDEFGHJKL") + dot + tail


def _address(chance: random.Random) -> str:
    codes = region_list()
    name = codes.label(chance.choice([one for one in codes if not one.endswith("00")]))
    style = chance.random()
    number, room = chance.randint(1, 900), chance.randint(101, 2604)
    if style < 0.3:
        return f"{name}{chance.choice(_ROADS)}路{number}号"
    if style < 0.55:
        estate = chance.choice(_ESTATES)
        door = f"{chance.randint(1, 30)}栋{chance.randint(1, 4)}单元{room}室"
        return f"{name}{chance.choice(_ROADS)}路{number}号{estate}{door}"
    if style < 0.75:
        village = chance.choice(("大圩", "新塘", "李", "王大"))
        return f"{name}{chance.choice(_TOWNS)}镇{village}村{chance.choice('一二三四五六')}组{number}号"
    if style < 0.9:
        return f"{chance.choice(_ESTATES)}{chance.randint(1, 30)}号楼{room}室"
    return f"{chance.choice(_ROADS)}路{number}号"


def _company(chance: random.Random) -> str:
    city = chance.choice(("合肥", "芜湖市", "安徽", "上海", "深圳市", ""))
    return f"{city}{chance.choice(_TRADES)}{chance.choice(_FORMS)}"


def _case(chance: random.Random) -> str:
    year, court = chance.randint(2016, 2025), chance.choice(("皖0102", "皖01", "苏0505", "京02", "川0114"))
    brackets = chance.choice(("（）", "()", "〔〕"))
    kind = chance.choice(("刑初", "民初", "刑终", "民终", "行初", "执"))
    return f"{brackets[0]}{year}{brackets[1]}{court}{kind}{chance.randint(1, 2400)}号"


def _mail(chance: random.Random) -> str:
    return f"{chance.choice(('zhang', 'li', 'user'))}{_digits(chance, 4)}@{chance.choice(('163', 'qq', 'example'))}.com"


def _wechat(chance: random.Random) -> str:
    return f"wx_{_digits(chance, 6)}"
