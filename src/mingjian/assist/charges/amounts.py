"""Amounts of money in the telling of an act, each with what it is: taken, the worth of a thing, paid back, sold for …

Only the words beside an amount and the sentence before are looked at, so a part can be wrong; every amount is told with
its place and its part, so that whoever reads can see what was taken for what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from mingjian.assist.charges.told import told
from mingjian.documents.money import AMOUNT, parse_money

__all__ = ["Amount", "Part", "amounts"]


class Part(StrEnum):
    """What an amount is in the telling of an act."""

    TAKEN = "taken"
    """Money that was taken, or that a sum of takings is told as."""
    WORTH = "worth"
    """What a thing is worth."""
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
    Part.TAKEN: "取得", Part.WORTH: "价值", Part.SHARE: "分赃或报酬", Part.SOLD: "销赃", Part.BACK: "退赔或缴纳",
    Part.SEIZED: "查获", Part.PAST: "前科", Part.AGAIN: "已计入", Part.OTHER: "其他",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """Yuan at `span` of the text. `total`: told as a sum (共计). `over`: told as *and more* (余, 多). `sentence`: the
    number of the sentence it stands in."""

    yuan: Decimal
    span: tuple[int, int]
    part: Part
    total: bool = False
    over: bool = False
    sentence: int = 0


_MONEY = re.compile(
    rf"(?P<of>{AMOUNT})(?P<more>[多余])?(?P<unit>万元|元|圆|块钱|(?<=[0-9多余])块)(?P<also>[多余])?(?![区县村乡镇路街桥里])"
)
_SENTENCE, _CLAUSE = re.compile(r"[。；;！!\n]"), re.compile(r"[，。；;！!\n：:（）()]")
_CASH = re.compile(r"(?:现金|人民币|现款|硬币|纸币)[^，]{0,4}$")
_FRAUD = re.compile(r"骗|谎称|虚构|冒充|假冒|隐瞒真相")
_GIVEN = re.compile(
    r"转账|转帐|转款|汇款|汇了|汇给|打款|存入|刷卡|支付给|转给|交给|给付|付给|转了|付了|付款|转入|汇入|消费"
)
_EACH = re.compile(r"每[^，价值]{1,3}(?:价值|约)?(?:人民币)?$")
_LISTED = re.compile(r"[、，和及与]{1,2}(?:人民币)?")
_TOOK = re.compile(
    r"盗|窃|偷|骗|抢|夺|侵占|挪用|敲诈|勒索|贪污|受贿|收受|索取|索要|收取|取走|转走|拿走|取现|取款|截留|据为己有"
)
_REST = re.compile(r"(?:其中|收受的|所得的|上述)[^，]{0,3}$|其中[^。]{0,40}$")
_PAST = re.compile(r"曾因|因犯|前科|被判处|判处有期徒刑|并处罚金|劳动教养|行政拘留|强制隔离")
_TOTAL = re.compile(
    r"(?:共计|合计|总计|总价值|总价|累计|总额|总金额|共价值|总共|总值|共(?=盗|骗|窃|抢|获|得|价|人民|计|$)"
    r"|先后.{0,6}次.{0,14}(?:财物|现金|钱款|人民币|款项|款))"
)
_BACK = re.compile(
    r"退赔|赔偿|退还|归还|返还|发还|退缴|退出|退回|退赃|缴纳|补偿|谅解|罚金|罚款|偿还|还款|保证金|退款|还给|还了|挽回|冻结"
)
_WORTH = re.compile(
    r"价值|鉴定|估价|折价|计款|核价|认定价|价格认定|认定为|评估|折合|作价|价格(?:为|是|共)|值(?:人民币)?$"
)
_LOOT = re.compile(r"所得(?:的)?(?:款|现金|赃款|钱款)?(?:人民币)?$|所[盗骗抢](?:得)?(?:的)?(?:现金|款|钱)?(?:人民币)?$")
_SHARE = re.compile(r"分得|分给|各分|均分|平分|分赃|分到|获利|好处费|报酬|提成")
_SOLD = re.compile(r"销赃|变卖|出售|卖给|卖得|卖掉|卖了|售予|低价|转卖|典当|抵押|的价格(?!为|是|共)|赃款|卖")
_SEIZED = re.compile(r"扣押|查获|缴获|搜出|起获|追回|收缴|追缴|提取到|搜缴|没收|剩余")
_LOOK_BACK, _LOOK_ON = 40, 14


def amounts(text: str) -> list[Amount]:
    """The amounts in the telling of an act, in order. Those in lists of evidence and opinions are left out."""
    found: list[Amount] = []
    fraud, took = bool(_FRAUD.search(text)), False
    for number, (start, end) in enumerate(_sentences(text)):
        took_here = bool(_TOOK.search(text, start, end))
        found += _Sentence(text, start, end, took_here, took, fraud).amounts(number)
        took = took_here
    return found


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for start, end in told(text):
        at = start
        for stop in _SENTENCE.finditer(text, start, end):
            yield at, stop.start()
            at = stop.end()
        yield at, end


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence, whether it or the one before it tells of taking, and whether the text tells of deceit."""

    text: str
    start: int
    end: int
    took: bool
    took_before: bool
    fraud: bool

    def amounts(self, number: int) -> Iterator[Amount]:
        """Its amounts; one of a list is what the first of the list is."""
        last: Amount | None = None
        here: set[Decimal] = set()
        past = bool(_PAST.search(self.text, self.start, self.end))
        for found in _MONEY.finditer(self.text, self.start, self.end):
            yuan = parse_money(found["of"])
            if not yuan:
                continue
            if found["unit"] == "万元":
                yuan *= 10_000
            before = self.text[max(self.start, found.start() - _LOOK_BACK) : found.start()]
            after = _CLAUSE.split(self.text[found.end() : min(self.end, found.end() + _LOOK_ON)])[0]
            listed = last is not None and _LISTED.fullmatch(self.text, last.span[1], found.start())
            part = (
                Part.PAST
                if past
                else last.part
                if last and listed
                else self._part(before, after, self.text[found.end() : self.end])
            )
            over = bool(found["more"] or found["also"]) or found["of"].endswith(("余", "多"))
            if part is Part.TAKEN and yuan in here and not listed:
                part = Part.AGAIN  # 骗取其租房款11050元，并让其将租房款11050元打入…
            here.add(yuan)
            total = _TOTAL.search(_clause(before)[-16:]) is not None
            last = Amount(yuan, found.span(), part, total, over, number)
            yield last

    def _part(self, before: str, after: str, rest: str) -> Part:
        clause = _clause(before)
        near = f"{clause}#{after}"
        if after.startswith(("中的", "用于")) or _REST.search(before) or re.search(r"元中的$", clause):
            return Part.AGAIN
        if _EACH.search(clause) and _TOTAL.search(rest):
            return Part.AGAIN
        if _BACK.search(near):
            return Part.BACK
        if _LOOT.search(clause):
            return Part.TAKEN
        if _WORTH.search(clause[-14:]):
            return Part.WORTH
        for pattern, part in ((_SHARE, Part.SHARE), (_SOLD, Part.SOLD), (_SEIZED, Part.SEIZED)):
            if pattern.search(near):
                return part
        if _BACK.search("，".join(_CLAUSE.split(before)[-2:])) and not _TOOK.search(clause):
            return Part.BACK
        if self.took or (self.fraud and _GIVEN.search(near)):
            return Part.TAKEN
        worth = "价值" in self.text[self.start : self.end]
        return Part.TAKEN if (self.took_before or worth) and _CASH.search(clause) else Part.OTHER


def _clause(before: str) -> str:
    """What stands before an amount in its clause; a bracket that opens right before it belongs to what it explains."""
    return before if before.endswith(("（", "(")) else _CLAUSE.split(before)[-1]
