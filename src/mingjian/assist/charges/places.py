"""Places in the telling of an act, with their spans: from a province down to a house, a room, a shop.

A place begins behind a word that leads to one (在, 到, 位于 …) and runs to the last noun of a place before a verb. What
only stands near it (附近, 处) and what points back (该房间) is left out.
"""

from __future__ import annotations

import re

__all__ = ["places"]

Span = tuple[int, int]

_SIGN = r"[一-鿿A-Za-z0-9〇×＊*\-－—“”\"&#·（）()]"
_VERB = (
    "向|以人|以[0-9]|将|与|贩卖|出售|抓获|容留|吸食|吸毒|交易|被|多次|查获|缴获|分别|进行|购买|一起|等人|被告人|民警|公安|干警|先后|携带|驾驶"
    "|找到|为了|从事|实施|盗窃|因涉|涉嫌|登记|开设|收取|毒品|约定|期间|准备|帮助|时许|所得|的行为|闲逛|编号|牌号|搜查|见面|打牌|使用"
    "|附近|等地|一名|一个|窃得|骗取|认识|工作|上班|强行|殴打|发生|赌博|签订|购得|取得"
)
_DIVISION = "省|自治区|自治州|市|区|县|旗|镇|乡|街道|社区|村委会|村|屯|寨|组"
_ROAD = "大道|公路|高速|国道|省道|路口|路段|十字路口|交叉口|交叉路口|路|街|巷道|巷|弄|胡同|桥|小路|人行道"
_HOUSE = (
    "号楼下|号楼|号|栋|幢|座|单元|层|楼下|楼上|楼梯间|楼道|楼|室内|室|房间|房子|房屋|民房|门面房|门面|商铺|店铺|卧室|客厅|大厅|屋|房|户|门市|门口|院内|院子|院"
    "|小区|花园|花苑|家园|名苑|苑|公寓|大厦|广场|中心|新村|宿舍|家属院|别墅|工业园|工业区|开发区|园区"
)
_NAMED = (
    "宾馆|大酒店|酒店|旅馆|旅社|招待所|饭店|饭馆|餐馆|餐厅|酒吧|会所|KTV|ktv|网吧|网咖|包厢|茶楼|浴室|浴场|洗浴中心|超市|商场|商店|市场|店"
    "|公司|厂区|工厂|厂|工地|仓库|银行|支行|医院|卫生院|门诊部|学校|大学|学院|中学|小学|幼儿园|公园|火车站|客运站|汽车站|地铁站|车站|码头|机场"
    "|停车场|车库|加油站|收费站|服务区|菜场|农贸市场|果园|鱼塘|大堤"
)
_HOME = "家中|家里|家|住处|住所|住宅|暂住处|暂住地|出租屋|出租房|租住房|租房|租住处"
_NOUNS = sorted({*f"{_DIVISION}|{_ROAD}|{_HOUSE}|{_NAMED}|{_HOME}".split("|")}, key=lambda noun: (-len(noun), noun))
_END = re.compile(rf"(?:{'|'.join(_NOUNS)})(?:[“\"][^“”\"]{{1,10}}[”\"])?(?:内(?![^，。；、]))?")
_LEAD = (
    "在其位于|其位于|位于|坐落于|来到|去到|窜至|行至|行驶至|驶至|送至|送到|带到|带至|返回|前往|途经|进入|潜入|到达|抵达|入住|租住于|租住在|租住的"
    "|租用的|藏匿于|投宿的|约定在|至|到|往|在|于|从"
)
_FURTHER = re.compile(r".*(?:位于|行至|驶至|送至|来到|租住的|租用的|租住在|藏匿于|乘车到|带到|投宿的)(?:本市)?")
_START = re.compile(rf"(?:{_LEAD})(?:了)?(?:其)?(?:本市|我市|该市)?")
_RUN = re.compile(rf"(?:(?!{_VERB}){_SIGN}){{2,44}}")
_TELLING = re.compile(rf"(?:{_DIVISION}|{_ROAD}|{_NAMED}|小区|花园|苑|公寓|大厦|广场|新村|号)")
_POINTING = re.compile(
    r"该|此|上述|其|自己|本院|当日|以前|之前|下列|一|同|场|逃|案|押|家|某(?![省市县区旗镇乡村路街小])"
)


def places(text: str) -> list[Span]:
    """Every place that is told by a division, a road or a name, in order."""
    found: list[Span] = []
    at = 0
    for lead in _START.finditer(text):
        run = _RUN.match(text, lead.end()) if lead.start() >= at else None
        span = _place(text, *run.span()) if run else None
        if span:
            found.append(span)
            at = span[1]
    return found


def _place(text: str, start: int, end: int) -> Span | None:
    """The place in a stretch that starts where one may."""
    further = _FURTHER.match(text, start, end)
    start = further.end() if further else start
    ends = [one.end() for one in _END.finditer(text, start, end)]
    if not ends or _POINTING.match(text, start) or not _TELLING.search(text, start, ends[-1]):
        return None
    return start, ends[-1]
