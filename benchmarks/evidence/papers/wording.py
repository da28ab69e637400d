"""How offices write: two sets of forms, wordings and ways to write times. The reader was tuned on `TUNING`; `EXAM` was
written beside it, is used by no tuning run, and was looked at once."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime

__all__ = ["EXAM", "TUNING", "Wording", "spoken_day", "written"]

_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True)
class Wording:
    """Variants by what they say; ``times``: how moments are written; ``dirt``: what scanning does."""

    says: dict[str, tuple[str, ...]]
    times: tuple[str, ...]
    dirt: tuple[str, ...]

    def say(self, key: str, chance: random.Random, **values: object) -> str:
        """One variant, filled in."""
        return chance.choice(self.says[key]).format(**values)


def written(text: str, way: str) -> str:
    """A day or moment of a case file (`2024-05-04 10:30`) as a paper has it."""
    timed = len(text) > 10
    at = datetime.strptime(text, "%Y-%m-%d %H:%M" if timed else "%Y-%m-%d")
    day = {
        "chinese": f"{''.join(_DIGITS[int(d)] for d in str(at.year))}年{_number(at.month)}月{_number(at.day)}日",
        "dots": f"{at.year}.{at.month}.{at.day} " if timed else f"{at.year}.{at.month}.{at.day}",
        "dashes": f"{at:%Y-%m-%d} " if timed else f"{at:%Y-%m-%d}",
        "padded": f"{at:%Y年%m月%d日}",
    }.get(way, f"{at.year}年{at.month}月{at.day}日")
    if not timed:
        return day
    if way == "chinese":
        return day + f"{_number(at.hour)}时{_number(at.minute)}分"
    if way in ("dashes", "dots"):
        return day + f"{at:%H:%M}"
    if way == "points":
        return day + f"{at.hour}点{at.minute:02d}分"
    if way == "halves":
        part = "凌晨" if at.hour < 6 else "上午" if at.hour < 12 else "下午" if at.hour < 18 else "晚上"
        hour = at.hour - 12 if at.hour > 12 else at.hour
        return day + f"{part}{hour}时" + ("" if at.minute == 0 else "半" if at.minute == 30 else f"{at.minute}分")
    return day + f"{at.hour}时{at.minute:02d}分"


def spoken_day(text: str) -> str:
    """A day or moment as people say it."""
    return written(text, "plain" if len(text) == 10 else "halves")


def _number(value: int) -> str:
    if value == 0:
        return "零"
    ten, one = divmod(value, 10)
    return ("" if ten == 0 else "十" if ten == 1 else _DIGITS[ten] + "十") + (_DIGITS[one] if one else "")


TUNING = Wording(
    {
        "period": ("{what}时间：{from_}至{to}", "{what}时间 {from_} 至 {to}", (
            "{what}开始时间：{from_}\n{what}结束时间：{to}"
        )),
        "when": ("{what}时间：{at}", "{what}时间 {at}"),
        "place": ("{what}地点：{place}", "地点：{place}"),
        "officers": ("{what}人（签名）：{names}", "{what}人：{names}"),
        "police": ("办案民警（签名）：{names}", "侦查人员：{names}"),
        "person": (
            "{role}：{name}  性别：{sex}  出生日期：{born}\n身份证件号码：{number}",
            "姓名 {name} 性别 {sex} 出生日期 {born} 公民身份号码 {number}",
        ),
        "suspect": ("犯罪嫌疑人{name}，{sex}，{born}出生，公民身份号码{number}。",),
        "number": ("第{n}次讯问", "（第{n}次）"),
        "rights": ((
            "问：现将《{who}诉讼权利义务告知书》送达给你，你是否清楚？\n答：清楚了。"
        ), "问：现在告知你的诉讼权利义务，你听清了吗？\n答：听清了。"),
        "filmed": ("问：本次{what}全程同步录音录像，你是否明白？\n答：明白。",),
        "alone": ("（本次询问个别进行）",),
        "guardian": ("法定代理人：{name}", "合适成年人（签名）：{name}"),
        "guilt": ("问：你因何事到案？\n答：我承认我做的事，我认罪。",),
        "time": ("问：案发是什么时候？\n答：是{at}的事，事发我记得。", (
            "问：讲一下经过。\n答：{at}，我在那边，就是那天作案的。"
        )),
        "where": ("问：案发在什么地方？\n答：在{place}。",),
        "both": ((
            "问：讲一下作案的时间、地点。\n答：{at}，在{place}作案的。"
        ), "问：案发经过？\n答：{at}在{place}出事的。"),
        "amount": ("问：案发时财物价值多少？\n答：价值{value}。", "问：损失金额是多少？\n答：{value}。"),
        "several": ("问：说一下这次的情况。\n答：{at}在{place}作案，价值{value}。",),
        "tool": ("问：作案用什么工具？\n答：用一把{tool}。",),
        "count": ("问：你一共作案几次？\n答：一共{n}次。",),
        "talk": ("问：还有什么要说的？\n答：{talk}",),
        "read": ((
            "以上笔录我看过，和我说的相符。\n{signer}（签名捺指印）：{name}"
        ), "以上笔录已向我宣读，与我说的一致。\n{signer}：{name}"),
        "signed": ("{what}人：{names}",),
        "holder": ("持有人（签名）：{name}",),
        "witness": ("见证人（签名）：{name}", "见证人：{name}"),
        "filmed_work": ("本次{what}全程录像。",),
        "suspect_there": ("犯罪嫌疑人{name}在场见证。",),
        "sealed": ("当场封装。", "已当场密封封装。"),
        "list_head": ("编号 名称 数量 特征 备注", "序号 物品名称 数量 备注"),
        "row": ("{n} {name} {quantity}{unit}",),
        "warrant": ("侦查人员出示了搜查证，对下列场所进行搜查。",),
        "lineup": ((
            "辨认人：{name}\n将{shown}张不同男性正面免冠照片编号后，辨认前没有让辨认人见到辨认对象，"
            "个别进行辨认，侦查人员没有给任何暗示。"
        ),),
        "weighed": ("对查获的{name}进行称量，净重{quantity}{unit}。",),
        "sample": ("对{name}取样，检材编号：{number}，分别装入两份。",),
        "hash": ("检材：{name}1部\n对原始介质封存，制作提取清单，MD5值：{hash}",),
        "commissioned": ("委托日期：{at}", "受理日期：{at}"),
        "issued": ("鉴定日期：{at}", "出具日期：{at}"),
        "experts": ("鉴定人（签名）：{names}\n执业证号：{n}\n鉴定机构许可证号：{n}",),
        "material": ("检材编号：{number}", "送检材料编号为{number}"),
        "weight": ("从送检的{name}中检出该成分，净重{value}{unit}。",),
        "alcohol": ("送检血样中乙醇含量为{value}{unit}。",),
        "grade": ("{name}的损伤程度构成{grade}。",),
        "data": ("检材：{name}1部\nMD5值：{hash}",),
        "base": ("价格认定基准日：{at}",),
        "told": ("告知时间：{at}",),
        "detained": ((
            "兹决定对犯罪嫌疑人{name}因涉嫌{charge}执行拘留。\n本证已于{at}向我宣布。\n{custody}送看"
            "守所羁押。"
        ),),
        "detained_notice": ("你的家属{name}因涉嫌{charge}，已于{at}被刑事拘留。\n家属签收时间：{told}",),
        "arrested": ("兹决定对犯罪嫌疑人{name}因涉嫌{charge}执行逮捕。\n本证已于{at}向我宣布。",),
        "arrested_notice": ("你的家属{name}因涉嫌{charge}，已于{at}被执行逮捕。\n家属签收时间：{told}",),
        "delivered": ("于{at}将其",),
        "charged": ("经依法侦查查明：",),
        "act": ("{at}，犯罪嫌疑人{names}在{place}作案，价值{value}元。", (
            "{at}，犯罪嫌疑人{names}在{place}实施上述行为，共计{value}元。"
        )),
        "act_bare": ("{at}，犯罪嫌疑人{names}在{place}作案。",),
        "harm": ("致被害人{name}{grade}。",),
        "filed": ("决定对{name}{case}案立案侦查。",),
        "received": ("受案时间：{at}", "报案时间：{at}"),
    },
    ("plain", "dashes", "points"),
    ("none", "full_width", "no_colons", "blanks"),
)  # fmt: skip

EXAM = Wording(
    TUNING.says
    | {
        "period": ("{what}起止时间：自{from_}起至{to}止", "时间：{from_}－{to}", "{what}时间：{from_}开始，{to}结束"),
        "when": ("时间：{at}", "{what}日期：{at}"),
        "place": ("{what}场所：{place}", "{what}地点 {place}"),
        "officers": ("{what}人员：{names}", "侦查员（签字）：{names}"),
        "police": ("办案人：{names}", "侦查员签名：{names}"),
        "person": (
            "被{act}人{name}，{sex}，{born}出生，居民身份证号码{number}",
            "被{act}人姓名：{name}（{sex}）\n出生年月日：{born}\n证件号码：{number}",
        ),
        "suspect": ("犯罪嫌疑人：{name}，性别{sex}，出生于{born}，身份证号{number}。",),
        "number": ("（第 {n} 次讯问笔录）", "第{n}次"),
        "rights": ((
            "问：根据法律规定，我们把《{who}权利义务告知书》交给你阅读，看完了吗？\n答：看完了，知道"
            "了。"
        ), "问：你有以下诉讼权利和义务……已经向你宣读，是否理解？\n答：理解。"),
        "filmed": ("（{what}过程同步录音录像）",),
        "guardian": ("在场的法定代理人{name}在场",),
        "guilt": ("问：是不是你做的？\n答：是我做的，我愿意认罪。",),
        "time": ("问：什么时间发生的？\n答：{at}发生的。", "问：请讲。\n答：事情发生在{at}。"),
        "where": ("问：事发地点？\n答：事发在{place}。",),
        "both": ("问：具体讲讲？\n答：{at}的时候，就在{place}那里出的事，案发以后我就走了。",),
        "amount": ("问：被害人的东西值多少钱？\n答：值{value}。", "问：涉案金额？\n答：涉案金额{value}。"),
        "several": ("问：再讲一次。\n答：{at}，就是在{place}案发那次，损失{value}。",),
        "tool": ("问：拿什么东西作案？\n答：我当时拿着{tool}。",),
        "count": ("问：前后作案多少次？\n答：前后{n}次。",),
        "read": ("上述笔录本人已阅读核对，内容属实。\n{signer}签名：{name}", (
            "这份笔录念给我听了，跟我讲的一样。\n{signer}（签字）：{name}"
        )),
        "signed": ("{what}人签名：{names}", "{what}人员（签名）：{names}"),
        "holder": ("物品持有人签字：{name}", "被扣押人：{name}"),
        "witness": ("见证人签名：{name}",),
        "filmed_work": ("{what}过程已同步录音录像。",),
        "suspect_there": ("在犯罪嫌疑人{name}面前进行。",),
        "sealed": ("予以封存。",),
        "list_head": ("编号 物品名称 数量 单位 持有人", "序号 名称 数量 特征 备注"),
        "row": ("{n}、{name} {quantity} {unit}",),
        "warrant": ("持搜查证依法搜查。",),
        "lineup": ((
            "辨认人姓名：{name}\n民警将包含嫌疑人在内的{shown}张照片混杂排列，均为男子，辨认单独进行"
            "，辨认前未与辨认对象见面，未作提示。"
        ),),
        "weighed": ("经称量，{name}净重为{quantity}{unit}。",),
        "sample": ("从{name}中提取样品，样品编号为{number}，一式两份。",),
        "hash": ("提取对象：{name}1部\n介质已封装，详见清单。完整性校验值（MD5）：{hash}",),
        "commissioned": ("送检日期：{at}", "委托时间：{at}"),
        "issued": ("报告日期：{at}", "签发日期：{at}"),
        "experts": ("检验人：{names}\n资格证号：{n}\n资质证书编号：{n}",),
        "material": ("样本编号{number}",),
        "weight": ("送检{name}，重量为{value}{unit}，检出该成分。",),
        "alcohol": ("经检验，血液中酒精含量是{value}{unit}。",),
        "grade": ("{name}所受损伤评定为{grade}二级。",),
        "data": ("送检设备：{name}1部\n校验值（MD5）为{hash}",),
        "base": ("基准日期：{at}",),
        "told": ("送达时间：{at}",),
        "detained": ("现对涉嫌{charge}的犯罪嫌疑人{name}执行拘留。\n执行时间：{at}\n收押时间：{custody_at}",),
        "detained_notice": ("{name}因涉嫌{charge}，于{at}被我局刑事拘留。\n被通知人：（签名）{told}",),
        "arrested": ("经批准，将犯罪嫌疑人{name}（涉嫌{charge}）逮捕。\n宣布时间：{at}",),
        "act": ("{at}许，犯罪嫌疑人{names}在{place}作案，财物合计人民币{value}元。",),
        "harm": ("造成被害人{name}{grade}的后果。",),
        "filed": ("现决定对{name}涉嫌{charge}立案侦查。",),
        "received": ("接报时间：{at}", "登记日期：{at}"),
    },
    ("chinese", "dots", "halves", "padded"),
    ("none", "ocr_blanks", "broken_lines", "full_width", "no_colons"),
)  # fmt: skip
