"""What an amount is in the telling of an act, by the words beside it: taken, worth, promised, attempted, paid back …"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from mingjian.assist.charges.pieces import piece_of

__all__ = ["Part", "Sentence", "clause_before"]


class Part(StrEnum):
    """What an amount is in the telling of an act."""

    TAKEN = "taken"
    """Money that was taken, or that a sum of takings is told as."""
    WORTH = "worth"
    """What a thing is worth."""
    ATTEMPTED = "attempted"
    """What somebody set out to take and did not get."""
    PROMISED = "promised"
    """Agreed on or promised, and not paid; the face of a note that was never lent in full."""
    LENT = "lent"
    """What a lender in a scheme of sham debts really paid out."""
    SHARE = "share"
    """Somebody's share of what was taken, or his pay."""
    SOLD = "sold"
    """What taken things were sold for."""
    BACK = "back"
    """Given back, paid in, fined."""
    SEIZED = "seized"
    """Found or secured by the police."""
    PAST = "past"
    """Of an earlier conviction."""
    AGAIN = "again"
    """A part of, or another word for, an amount told before."""
    OTHER = "other"

    @property
    def zh(self) -> str:
        """Chinese."""
        return _ZH[self]


_ZH = {
    Part.TAKEN: "取得", Part.WORTH: "价值", Part.ATTEMPTED: "未遂", Part.PROMISED: "约定未付", Part.LENT: "实际出借",
    Part.SHARE: "分赃或报酬", Part.SOLD: "销赃", Part.BACK: "退赔或缴纳", Part.SEIZED: "查获", Part.PAST: "前科",
    Part.AGAIN: "已计入", Part.OTHER: "其他",
}  # fmt: skip

_CLAUSE = re.compile(r"[，。；;！!\n：:（）()]")
_CASH = re.compile(r"(?:现金|人民币|现款|硬币|纸币)[^，]{0,4}$")
_GIVEN = re.compile(
    r"转账|转帐|转款|汇款|汇了|汇给|打款|存入|刷卡|支付给|转给|交给|给付|付给|转了|付了|付款|转入|汇入|消费|交付|交纳"
    r"|(?:向|给)(?:其|被告人|[一-鿿]某)[^，]{0,10}支付|实际支付|给了(?:他|其)"
)
_TOOK = re.compile(
    r"盗|窃|偷|骗|抢|劫|夺|侵占|挪用|敲诈|勒索|贪污|受贿|收受|索取|索要|收取|取走|转走|拿走|取现|取款|截留|据为己有|套取|虚报"
)
_TOOK_HERE = re.compile(
    r"(?:骗取|骗得|骗走|盗走|盗窃|盗取|窃得|窃取|偷走|抢走|抢得|劫得|劫取|劫走|抢劫|抢夺|收受|索取|索要|敲诈|侵占|挪用|贪污|诈骗|套取)"
    r"(?P<gap>[^，。；元]{0,24})$"
)
_REST = re.compile(r"(?:其中|收受的|所得的|上述)[^，]{0,3}$|其中[^。]{0,40}$")
_SAME = re.compile(
    r"(?:将|把|用)(?:该|上述|前述|骗得的|所得的|这|此)[^，]{0,6}$|(?:该|上述|前述)(?:笔)?(?:人民币|现金|款)?$"
)
_PAST = re.compile(r"曾因|因犯|前科|被判处|判处有期徒刑|并处罚金|劳动教养|行政拘留|强制隔离")
_TOTAL = re.compile(
    r"(?:共计|合计|总计|总价值|总价|累计|总额|总金额|共价值|总共|总值|共(?=盗|骗|窃|抢|获|得|价|人民|计|$)"
    r"|先后.{0,6}次.{0,14}(?:财物|现金|钱款|人民币|款项|款))"
)
_IN_ALL = re.compile(r"综上[^。；元]{0,40}共(?!同)[^，。；元]{0,24}$")
_TOTAL_BEHIND = re.compile(_TOTAL.pattern + r"[^，。；]{0,14}?[0-9一二三四五六七八九十百千万]+[^，。；]{0,3}元")
_WHOLE = re.compile(r"(?:涉案|作案|犯罪)[^，。；]{0,12}(?:金额|数额|价值)|作案[^。；]{0,12}[起次]")
_BACK = re.compile(
    r"退赔|赔偿|退还|归还|返还|发还|退缴|退出|退回|退赃|缴纳|(?<!征地|拆迁|征收|土地|青苗|安置)补偿|谅解|罚金|罚款|偿还|还款|保证金|退款|还给|还了|挽回|冻结"
)
_WORTH = re.compile(
    r"价值|鉴定|估价|折价|计款|核价|认定价|价格认定|认定为|评估|折合|约合|合人民币|作价|价格(?:为|是|共)|值(?:人民币)?$"
)
_LOOT = re.compile(r"所得(?:的)?(?:款|现金|赃款|钱款)?(?:人民币)?$|所[盗骗抢](?:得)?(?:的)?(?:现金|款|钱)?(?:人民币)?$")
_SHARE = re.compile(r"分得|个人实得|分给|各分|均分|平分|分赃|分到|获利|好处费|报酬|提成")
_FEE, _BRIBED = re.compile(r"好处费|感谢费|贿赂|贿款"), re.compile(r"收受|受贿|索取|索要|收取")
_SOLD = re.compile(r"销赃|变卖|出售|卖给|卖得|卖掉|卖了|售予|低价|转卖|典当|抵押|的价格(?!为|是|共)|赃款|卖")
_SEIZED = re.compile(r"扣押|查获|缴获|搜出|起获|追回|收缴|追缴|提取到|搜缴|没收|剩余")
_AGREED = re.compile(r"(?:约定|承诺|许诺|商定|谈好|议定|答应|允诺|口头|拟)[^，。；]{0,16}$")
_NOT_ALL = re.compile(r"实际|未付|未支付|没有支付|尚未|后(?:来)?(?:送给|支付|给予|仅)|只(?:支付|给)|未兑现|未果")
_UNPAID = re.compile(r"^(?![^。；]{0,3}(?:其余|余款|剩余))[^。；]{0,8}(?:未付|未支付|未给|未兑现|尚未支付)")
_FAILED = re.compile(r"未遂|未得逞|未能得逞|未能得手|未得手|未能成功|未骗得|未能骗得|未能盗走|没有得逞|意志以外")
_VALUED = re.compile(r"\s*(?:经|据|涉案|被[盗骗抢]|该|上述)[^。；]{0,40}(?:鉴定|价值|认定|估价)")
_FACE = re.compile(r"价税合计|票面(?:金额|价值|额)|注册资本|借款本金")
_ANOTHER = re.compile(r"(?:又|再|另|后)[^。；]{0,40}(?:盗|窃|偷|骗|抢)")
_ABOUT_TO = re.compile(r"(?:正?欲|企图|试图|准备|意图|正要)[^，。；]{0,20}$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a plain text: whether it or the one before tells of taking or of an attempt, and whether the text
    tells of deceit."""

    text: str
    start: int
    end: int
    took_before: bool
    failed_before: bool
    deceit: bool

    @property
    def took(self) -> bool:
        """Whether it tells of taking."""
        return _TOOK.search(self.text, self.start, self.end) is not None

    @property
    def failed(self) -> bool:
        """Whether it tells of an attempt, or values what was attempted in the sentence before."""
        if _FAILED.search(self.text, self.start, self.end):
            return True
        return self.failed_before and _VALUED.match(self.text, self.start, self.end) is not None

    @property
    def past(self) -> bool:
        """Whether it tells of an earlier conviction."""
        return _PAST.search(self.text, self.start, self.end) is not None

    def part(self, before: str, after: str, rest: str) -> Part:
        """What an amount is that stands between `before` and `after`, with the `rest` of its sentence."""
        clause = clause_before(before)
        if after.startswith(("中的", "用于")) or _REST.search(before) or re.search(r"元中的$", clause):
            return Part.AGAIN
        if _SAME.search(clause) or (piece_of(clause) and _TOTAL_BEHIND.search(rest)):
            return Part.AGAIN
        if _UNPAID.search(rest) or (_AGREED.search(clause) and _NOT_ALL.search(rest)):
            return Part.PROMISED
        found = self._gained(before, clause, after)
        counts = found in (Part.TAKEN, Part.WORTH, Part.OTHER)
        if counts and self.failed and (_ABOUT_TO.search(clause) or not (_told_before(before) or _another_failed(rest))):
            return Part.ATTEMPTED
        return found

    def _gained(self, before: str, clause: str, after: str) -> Part:
        near = f"{clause}#{after}"
        here = _TOOK_HERE.search(clause)
        gap = here["gap"].replace("保证金", "") if here else ""
        if here and not any(pattern.search(f"{gap}#{after}") for pattern in (_BACK, _WORTH, _SHARE, _SOLD)):
            return Part.TAKEN
        if _FACE.search(clause):
            return Part.OTHER
        if _WHOLE.search(clause) and _TOTAL.search(clause):
            return Part.TAKEN
        if _BACK.search(near):
            return Part.BACK
        if _LOOT.search(clause):
            return Part.TAKEN
        if _WORTH.search(clause[-14:]):
            return Part.WORTH
        if _FEE.search(near) and _BRIBED.search(before):
            return Part.TAKEN
        for pattern, part in ((_SHARE, Part.SHARE), (_SOLD, Part.SOLD), (_SEIZED, Part.SEIZED)):
            if pattern.search(near):
                return part
        if _BACK.search("，".join(_CLAUSE.split(before)[-2:])) and not _TOOK.search(clause):
            return Part.BACK
        if self.took or (self.deceit and _GIVEN.search(near)):
            return Part.TAKEN
        worth = "价值" in self.text[self.start : self.end]
        return Part.TAKEN if (self.took_before or worth) and _CASH.search(clause) else Part.OTHER

    def total(self, before: str) -> bool:
        """Whether the amount behind `before` is told as a sum."""
        return _TOTAL.search(clause_before(before)[-16:]) is not None or _IN_ALL.search(before) is not None


def clause_before(before: str) -> str:
    """What stands before an amount in its clause; a bracket that opens right before it belongs to what it explains."""
    return before if before.endswith(("（", "(")) else _CLAUSE.split(before)[-1]


def _another_failed(rest: str) -> bool:
    """Whether the attempt that is told behind an amount is one of another act."""
    found = _FAILED.search(rest)
    return found is not None and _ANOTHER.search(rest, 0, found.start()) is not None


def _told_before(before: str) -> bool:
    """Whether the attempt is told before the amount, which is then what was got after all."""
    found = _FAILED.search(before)
    return found is not None and _TOOK.search(before, found.end()) is not None
