"""The private loan a suit is about: day, principal, way of delivery, rate as claimed and as found, IOU."""

from __future__ import annotations

import re
from decimal import Decimal

from mingjian.documents import dates
from mingjian.documents.civil.model import Loan
from mingjian.documents.civil.parts import CivilParts, Span
from mingjian.documents.civil.rates import rates
from mingjian.documents.found import Found
from mingjian.documents.money import AMOUNT, parse_money
from mingjian.documents.text import Clean

_ABOUT = re.compile(r"借贷|借款")
_LENT = (
    r"(?:借款|借到|借得|借取|借走|借用|借给|借支|出借|借现金|借人民币|借了|贷到"
    r"|借(?:原告|被告|某{2,4})?(?=[0-9一二三四五六七八九十壹贰叁肆伍陆柒捌玖]))"
)
_MONEY = (
    rf"(?:人民币|现金|本金|款项|借款|￥|¥|资金|共计|合计|总计|共|总额|的?金额|为|：|，|、|计){{0,4}}(?P<sum>{AMOUNT})元"
)
_PRINCIPAL = re.compile(
    rf"{_LENT}(?!利息|期限|合同|协议|到期|人(?!民币)|的?利率|后)(?P<gap>[^0-9，。；借还利息]{{0,16}}?){_MONEY}"
    rf"|借款(?:的)?(?:本金|金额|数额)[^0-9，。；]{{0,8}}?(?P<sum2>{AMOUNT})元|(?<![还付])本金(?:人民币)?(?P<sum3>{AMOUNT})元"
    rf"|将(?:现金|人民币|借款){{0,2}}(?P<sum5>{AMOUNT})元(?:现金)?(?:交付|交给|借给|出借|支付|转|汇)"
    rf"|(?:出借|提供|交付|支付|转账|转款|汇款|给付)[^0-9，。；还息]{{0,20}}?(?P<sum4>{AMOUNT})元(?:的)?(?:借款|给被告)?"
)
_TOTAL = re.compile(
    rf"(?:共计|合计|总计|累计|结算)[^。；]{{0,30}}?借[^0-9。；]{{0,16}}(?P<sum>{AMOUNT})元|借款[^0-9，。；]{{0,6}}(?:共计|合计|总计|累计)[^0-9，。；]{{0,6}}(?P<sum2>{AMOUNT})元"
)
_BACK = re.compile(r"归还|偿还|还款|返还|还给|还了|支付利息|付息|催要|催讨|到期|至今|请求|要求")
_LENDS = re.compile(rf"{_LENT}|转账|转款|汇款|汇入|签订|出具|交付|打入|转入")
_CASH = re.compile(r"现金(?!支票|流|收入)")
_TRANSFER = re.compile(
    r"转账|转帐|转款|汇款|汇入|打入|打款|网银|网上银行|手机银行|微信|支付宝|银行卡|存入|汇给|转给|划款|电汇|转入|银行[^，。；]{0,12}(?:交付|支付|付款)"
)
_REPAID = re.compile(r"(?<!未)(?<!没有)(?:归还|偿还|还款|返还|还给|还了|已还|付息|支付(?:了)?利息|偿付)")
_IOU = re.compile(r"借条|借据|欠条|欠据|借款单|借款凭证|借款凭据|收条")
_SENTENCE = re.compile(r"[^。；]+[。；]?")


def loan(
    clean: Clean, parts: CivilParts, cause: Found[str] | None, asked: Span | None, names: list[str]
) -> Loan | None:
    """The loan, where the cause (or, without one, the text) is about lending; null otherwise."""
    text = clean.text
    if cause is not None and not _ABOUT.search(cause.value):
        return None
    if cause is None and len(list(_ABOUT.finditer(text, *parts.body))) < 2 and not _IOU.search(text, *parts.body):
        return None
    if parts.word and "判决" not in parts.word and "协议" not in parts.word and "调解" not in parts.word:
        return None
    shadow = _hide(text, names)
    found = parts.findings if parts.findings[0] < parts.findings[1] else None
    told, sure = (found, 0.9) if found else (parts.body, 0.5)
    made = Loan(
        lent_on=_lent_on(clean, shadow, told, sure) or _lent_on(clean, shadow, parts.body, 0.5),
        principal=_principal(clean, shadow, told, sure) or _principal(clean, shadow, parts.body, 0.5),
        delivery=_delivery(clean, shadow, told, sure) or _delivery(clean, shadow, parts.body, 0.5),
        iou=_iou(clean, parts),
    )
    before = (parts.body[0], found[0] if found else parts.body[1])
    made.rate_claimed = _rate(clean, shadow, asked, 0.9) or _rate(clean, shadow, before, 0.6)
    made.rate_found = _rate(clean, shadow, found, 0.9)
    return made if any(getattr(made, name) is not None for name in Loan.model_fields) else None


def _hide(text: str, names: list[str]) -> str:
    """The text with parties' names blanked, so that the figure of 张某1 does not run into 10万元 behind it."""
    for name in names:
        if len(name) > 1:
            text = text.replace(name, "某" * len(name))
    return text


def _lent_on(clean: Clean, shadow: str, where: Span, sure: float) -> Found[str] | None:
    for sentence in _SENTENCE.finditer(shadow, *where):
        days = [d for d in dates.scan(shadow, *sentence.span()) if len(d.value) == 10]
        number = 0
        while number < len(days):
            day, last = days[number], number
            while last + 1 < len(days) and shadow[days[last].end : days[last + 1].start] in ("、", "和", "及"):
                last += 1  # 分别于A日、B日、C日转账: the first is the day of the first loan
            stop = days[last + 1].start if last + 1 < len(days) else sentence.end()
            clause = shadow[days[last].end : min(stop, days[last].end + 80)]
            lends, back = _LENDS.search(clause), _BACK.search(clause)
            if lends and not (back and back.start() < lends.start()):
                return clean.found(day.value, day.start, day.end, sure if last == number else min(sure, 0.6))
            number = last + 1
    return None


def _principal(clean: Clean, shadow: str, where: Span, sure: float) -> Found[Decimal] | None:
    total = _TOTAL.search(shadow, *where)
    if total and not _BACK.search(total[0]):
        name = "sum" if total["sum"] else "sum2"
        value = parse_money(total[name])
        if value:
            return clean.found(value, *total.span(name), min(sure, 0.8))
    first: Found[Decimal] | None = None
    values: set[Decimal] = set()
    for match in _PRINCIPAL.finditer(shadow, *where):
        name = next(n for n in ("sum", "sum2", "sum3", "sum4", "sum5") if match[n])
        value = parse_money(match[name])
        sentence = shadow[max(where[0], match.start() - 30) : match.start()]
        if value is None or value < 100 or _REPAID.search(sentence.rsplit("，", 1)[-1]):
            continue
        values.add(value)
        first = first or clean.found(value, *match.span(name), sure)
    if first and len(values) > 1:
        first = first.model_copy(update={"sure": min(sure, 0.6)})
    return first


def _delivery(clean: Clean, shadow: str, where: Span, sure: float) -> Found[str] | None:
    cash = _ways(shadow, where, _CASH)
    transfer = _ways(shadow, where, _TRANSFER)
    if cash and transfer:
        return clean.found("both", min(cash[0], transfer[0]), max(cash[1], transfer[1]), min(sure, 0.8))
    hit = cash or transfer
    return clean.found("cash" if cash else "transfer", *hit, sure) if hit else None


def _ways(shadow: str, where: Span, pattern: re.Pattern[str]) -> Span | None:
    """The first mention of a way of paying that is not of paying back."""
    for match in pattern.finditer(shadow, *where):
        begin = max(shadow.rfind(c, where[0], match.start()) for c in "。；") + 1
        clause = shadow[max(begin, match.start() - 60) : min(match.end() + 40, where[1])]
        if not _REPAID.search(clause.split("。")[0]):
            return match.span()
    return None


def _iou(clean: Clean, parts: CivilParts) -> Found[bool] | None:
    for where, sure in ((parts.findings, 1.0), (parts.body, 0.8)):
        match = _IOU.search(clean.text, *where)
        if match:
            return clean.found(True, *match.span(), sure)
    return None


def _rate(clean: Clean, shadow: str, where: Span | None, sure: float) -> Found[Decimal] | None:
    first = next(rates(shadow, *where), None) if where else None
    return clean.found(first.percent, first.start, first.end, sure * first.sure) if first else None
