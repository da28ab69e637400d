"""How the case ended: the outcome, what was asked, what was awarded, and the fee."""

from __future__ import annotations

import re
from decimal import Decimal

from mingjian.documents.civil.parts import CivilParts
from mingjian.documents.found import Found
from mingjian.documents.money import AMOUNT, parse_money
from mingjian.documents.text import Clean

_OUTCOMES = (
    ("withdrawn", re.compile(r"(?:准许|准予|同意|按)[^。；]{0,80}?(?:撤回|撤诉|自动撤回)")),
    ("sent_back", re.compile(r"发回[^。；]{0,40}?(?:重审|重新审理)|指令[^。；]{2,40}?(?:审理|立案)(?!。?本案由本院)")),
    ("retrial_ordered", re.compile(r"由本院(?:提审|再审)|指令[^。；]{2,40}?再审|本案(?:由[^。；]{2,30})?再审")),
    (
        "application_dismissed",
        re.compile(
            r"驳回[^。；]{0,120}?(?:再审申请|申诉|复议申请|异议|执行申请|申请(?!再审人|人))|维持[^。；]{0,60}?执行裁定"
        ),
    ),
    (
        "suit_dismissed",
        re.compile(r"驳回[^。；]{0,120}?(?:的)?起诉(?!状)|不予受理"),
    ),
    ("round_ended", re.compile(r"终结[^。；]{0,40}?本次执行|终结本次执行程序")),
    (
        "ended",
        re.compile(
            r"终结(?:本案)?(?:诉讼|执行|审理|审查|[^。；]{0,30}?(?:执行|诉讼|审查))|本案(?:终结|执行完毕)|执行完毕"
        ),
    ),
    ("jurisdiction", re.compile(r"移送[^。；]{0,40}?(?:处理|审理|管辖)|由[^。；]{2,30}?(?:法院)(?:审理|管辖|执行)")),
    ("preserved", re.compile(r"(?:查封|冻结|扣押|保全)[^。；]{0,80}?(?:财产|存款|房|价值|账户|股权|限额)")),
    ("confirmed", re.compile(r"(?:确认|裁定)[^。；]{0,80}?(?:调解协议|协议)有效|调解协议有效")),
    ("suspended", re.compile(r"中止(?:诉讼|审理|执行|[^。；]{0,20}?执行)")),
    ("corrected", re.compile(r"补正|更正为")),
)
_UPHELD = re.compile(
    r"驳回[^。；]{0,60}?(?:上诉|抗诉)[^。；]{0,30}?维持[^。；]{0,60}?(?:原判|原审|原裁|判决|裁定)|(?:^|[。；、：])(?:本院)?维持[^。；]{2,120}?(?:判决|裁定|调解)"
)
_CHANGED = re.compile(r"撤销|变更")
_DISMISSED = re.compile(r"驳回[^。；]{0,120}?(?:全部)?(?:诉讼请求|诉请|诉讼主张)|不予支持")
_OTHERS = re.compile(r"驳回[^。；]{0,120}?(?:其他|其它|其余|其他的|部分)[^。；]{0,12}?(?:诉讼请求|诉请|请求)")
_AWARDS = re.compile(
    r"支付|偿还|返还|给付|归还|赔偿|清偿|偿付|退还|履行|承担|解除|确认|准予|准许|继续|交付|停止|协助|腾"
)
_PAYS = re.compile(
    rf"(?:支付|偿还|返还|给付|归还|赔偿|清偿|偿付|退还|付给|付清|还)(?!(?:之日|完毕|日止))(?P<what>[^0-9。；]{{0,60}}?)(?P<sum>{AMOUNT})元"
)
_NOT_AWARD = re.compile(r"基数|受理费|保全费|诉讼费|公告费|鉴定费|为限|限额|不足|余额|自$")
_BASIS = re.compile(r"[^，。；]{0,6}(?:为(?:基数|本金|限)|计算|范围内)")
_FEE = re.compile(
    rf"(?:案件受理费|受理费|诉讼费(?:用)?)(?:人民币|各)?(?:为|共计|合计|计|收取)?(?P<sum>{AMOUNT})元(?P<half>[^。；]{{0,16}}?减半(?:受理费|[^0-9。；费]){{0,12}}(?P<less>{AMOUNT})元)?"
    rf"|(?:案件受理费|受理费|诉讼费)[^0-9。；]{{0,6}}减半(?:收取)?(?:计|为|即)?(?:人民币)?(?P<only>{AMOUNT})元"
)
_SECOND_FEE = re.compile(r"二审[^。；]{0,6}$")
_CLAIMS = re.compile(
    r"(?:提出(?:如下|以下)?)?诉讼请求(?:为|是|如下|：)*[：]|(?:诉讼|诉)?请求(?:法院|人民法院|依法|贵院)?(?:依法)?(?:判令|判决|判处|确认)[：]?|要求(?:判令|判决|被告)[：]?|诉请(?:判令)?[：]?"
)
_CLAIMS_END = re.compile(
    r"事实(?:和|与|及|、)理由|(?:被告|被上诉人)[^。；]{0,30}?(?:辩称|未作?答辩|答辩|未到庭|没有答辩|承认)|为(?:支持|证明)|经审理查明|。(?!\d|[一二三四五六七八九十]、|[0-9]{1,2}[、.])"
)
_CLAIM_SUM = re.compile(
    rf"(?:本金|借款|欠款|货款|款项|工资|报酬|赔偿|损失|费用|款)[^0-9。；]{{0,24}}?(?P<sum>{AMOUNT})元"
)


def outcome(clean: Clean, parts: CivilParts) -> Found[str]:
    """How the orders end the case; ``none`` where the text has no orders."""
    start, end = parts.orders
    if start >= end:
        return Found[str](value="none", sure=0.8)
    text = clean.text
    if "协议" in parts.word or "调解" in parts.word:
        return clean.found("mediated", *_back(text, start, parts.word))
    first = _first(text, start, end)
    if "判决" in parts.word:
        return _judged(clean, start, end)
    upheld = _UPHELD.search(text, start, end)
    if upheld:
        return clean.found("upheld", *upheld.span())
    if first:
        value, match = first
        return clean.found(value, *match.span())
    changed = _CHANGED.search(text, start, end)
    if changed:
        return clean.found("changed", *changed.span(), 0.8)
    return clean.found("other", start, end, 0.5)


def _back(text: str, start: int, word: str) -> tuple[int, int]:
    return start - len(word), start


def _first(text: str, start: int, end: int) -> tuple[str, re.Match[str]] | None:
    hits = [
        (m.start(), rank, value, m) for rank, (value, p) in enumerate(_OUTCOMES) if (m := p.search(text, start, end))
    ]
    if not hits:
        return None
    values = {value: m for _, _, value, m in hits}
    for strong in ("sent_back", "retrial_ordered", "withdrawn"):
        if strong in values:
            return strong, values[strong]
    _, _, value, match = min(hits)
    return value, match


def _judged(clean: Clean, start: int, end: int) -> Found[str]:
    text = clean.text
    upheld, changed = _UPHELD.search(text, start, end), _CHANGED.search(text, start, end)
    of_below = changed and re.compile(r"[^。；]{0,80}?(?:判决|裁定|法院)").match(text, changed.end(), end)
    if changed and (of_below or upheld):
        return clean.found("changed", *changed.span())
    if upheld:
        return clean.found("upheld", *upheld.span())
    dismissed = _DISMISSED.search(text, start, end)
    others = _OTHERS.search(text, start, end)
    awards = _AWARDS.search(text, start, (dismissed or others).start() if (dismissed or others) else end)  # type: ignore[union-attr]
    if dismissed and awards:
        return clean.found("partly_granted", *dismissed.span(), 1.0 if others else 0.8)
    if dismissed:
        return clean.found("claims_dismissed", *dismissed.span())
    if awards:
        return clean.found("granted", *awards.span(), 0.8)
    return clean.found("other", start, end, 0.5)


def awarded(clean: Clean, parts: CivilParts) -> Found[Decimal] | None:
    """The money the orders have paid: one sum (1.0), or the sum of several (0.6, a person should look)."""
    start, end = parts.orders
    if not ("判决" in parts.word or "协议" in parts.word or "调解" in parts.word):
        return None
    sums: list[tuple[Decimal, int, int]] = []
    fees = _FEE.search(clean.text, start, end)
    stop = fees.start() if fees else end
    for match in _PAYS.finditer(clean.text, start, stop):
        value = parse_money(match["sum"])
        if value is None or _NOT_AWARD.search(match["what"]) or _BASIS.match(clean.text, match.end(), stop):
            continue
        sums.append((value, match.start("sum"), match.end()))
    if not sums:
        return None
    total = sum((value for value, _, _ in sums), Decimal(0))
    return clean.found(total, sums[0][1], sums[-1][2], 1.0 if len(sums) == 1 else 0.6)


def fee(clean: Clean, parts: CivilParts) -> Found[Decimal] | None:
    """The acceptance fee of this instance as charged: halved where the document halves it."""
    start, end = parts.orders[0], max(parts.orders[1], min(parts.orders[1] + 400, len(clean.text)))
    best: Found[Decimal] | None = None
    for match in _FEE.finditer(clean.text, start, end):
        name = next(name for name in ("less", "only", "sum") if match[name])
        value = parse_money(match[name])
        if value is None:
            continue
        second = bool(_SECOND_FEE.search(clean.text, start, match.start()))
        if best is None or second:
            best = clean.found(value, *match.span(name), 1.0 if best is None or second else 0.7)
    return best


def claims(clean: Clean, parts: CivilParts, stage: Found[str] | None) -> tuple[int, int, float] | None:
    """Where the text says what the plaintiff asks (1,200 characters at most), and how sure."""
    of = stage.value if stage else "first"
    if of not in ("first", "second", "special"):
        return None
    start, stop = parts.body[0], parts.findings[0] if parts.findings[0] < parts.findings[1] else parts.body[1]
    lead = _CLAIMS.search(clean.text, start, stop)
    if lead is None:
        return None
    end = _CLAIMS_END.search(clean.text, lead.end(), min(stop, lead.end() + 1200))
    last = end.start() if end else min(stop, lead.end() + 1200)
    return (lead.end(), last, 1.0 if end and of == "first" else 0.6) if last > lead.end() else None
