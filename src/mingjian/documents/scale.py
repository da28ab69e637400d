"""How many acts a narration of facts tells, and the money it adds them up to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from mingjian.documents.money import AMOUNT, parse_money
from mingjian.documents.numbers import NUM, parse_int

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Scale:
    """``acts`` and ``amount`` with place and how sure; null where the text does not tell."""

    acts: tuple[int, int, int, float] | None = None
    amount: tuple[Decimal, int, int, float] | None = None


_DEED = (
    r"盗窃|诈骗|抢劫|抢夺|敲诈勒索|敲诈|作案|贩卖[^，。；]{0,10}?|贩毒|容留[^，。；]{0,24}?|行窃|扒窃|骗取[^，。；]{0,12}?|窃取[^，。；]{0,12}?|受贿|行贿|贪污|挪用[^，。；]{0,6}?"
    r"|收受[^，。；]{0,16}?|实施[^，。；]{0,10}?|职务侵占|参与[^，。；]{0,10}?|犯罪(?:事实)?"
)
_TIMES = re.compile(
    rf"(?:(?:{_DEED})(?:犯罪|活动|他人财物|财物|毒品|行为)?(?:，)?(?:先后|共计|共|累计|合计|分别|各)?|(?:先后|共计|累计|合计|共|分别)(?=[^，。；]{{1,6}}(?:次|起|笔)[^，。；]{{0,30}}(?:{_DEED}))|(?:先后|共|共计|累计)[^，。；0-9一二三四五六七八九十]{{1,10}})"
    rf"(?P<n>{NUM}{{1,4}})(?P<more>余|多|几)?(?:次|起|笔|宗)(?!以上|用|拨)"
)
_ITEM = re.compile(
    r"(?:(?P<a>[0-9]{1,3})[、.．]|[（〔](?P<c>[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）〕]|(?P<b>[一二三四五六七八九十]{1,3})、|第(?P<d>[一二三四五六七八九十]{1,3}|[0-9]{1,2})[起次节][，：:])"
)
_TOTAL = re.compile(
    rf"(?:共计|合计|总计|累计|总价值|总金额|总额|总共|(?<![公一])共(?=价值|骗|盗|窃|得|非法|获|人民币|造成)|涉案(?:金额|价值|数额|财物)|(?:诈骗|犯罪|盗窃|受贿|贪污|挪用|销售|经营)(?:金额|数额|总额))"
    rf"[^，。；0-9]{{0,24}}?(?:人民币)?(?P<sum>{AMOUNT})(?:余|多)?元"
)
_WORTH = re.compile(
    rf"(?:价值|骗取|骗得|骗走|窃得|盗得|盗走|窃取|窃走|盗取|抢走|劫得|抢得|获利|非法获取|收受|侵吞|占为己有|转账|现金|被盗|损失)"
    rf"[^，。；0-9]{{0,24}}?(?P<sum>{AMOUNT})(?:余|多)?元"
)
_ANY = re.compile(rf"(?P<sum>{AMOUNT})(?:余|多)?元")
_PAID_BACK = re.compile(
    r"赔偿|退赔|退赃|退缴|退还|返还|归还|谅解|罚金|医疗费|缴纳|上缴|发还|追回|保证金|工资|月薪|尚欠|支付给|分得|分赃|"
    r"标准|以上不满|判处|罚款|面额"
)
_STEP = re.compile(r"[^。；]{0,400}")


def scale(text: str, start: int, end: int, names: list[str], person: str) -> Scale:
    """Acts and money told of ``person`` among the defendants ``names`` in the facts ``[start, end)``."""
    items = _items(text, start, end)
    if len(names) == 1:
        return Scale(_acts(text, start, end, items), _amount(text, start, end, items))
    own = _of_one(text, start, items[0][0] if items else end, names, person)
    return own if own.acts else Scale(_named_items(text, items, names, person), own.amount)


def _items(text: str, start: int, end: int) -> list[Place]:
    """Spans of the numbered items; of several levels the innermost one."""
    for kind in ("a", "d", "c", "b"):
        marks = [m for m in _ITEM.finditer(text, start, end) if m[kind] and _opens(text, m.start(), start)]
        kept: list[re.Match[str]] = []
        last = 0
        for mark in marks:
            number = parse_int(mark[kind]) or 0
            if number == last + 1 or (number == 1 and last > 1):
                kept.append(mark)
                last = number
        if len(kept) >= 2:
            stops = [m.start() for m in kept[1:]] + [end]
            return [(m.end(), stop) for m, stop in zip(kept, stops, strict=True)]
    return []


def _opens(text: str, at: int, start: int) -> bool:
    return at == start or text[at - 1] in "。；：罪实下"


def _acts(text: str, start: int, end: int, items: list[Place]) -> tuple[int, int, int, float] | None:
    told = None
    for match in _TIMES.finditer(text, start, items[0][0] if items else end):
        number = parse_int(match["n"])
        if number and not match["more"] and number < 1000:
            told = (number, *match.span(), 0.9)
            break
    if not items:
        return told
    counted = (len(items), items[0][0], items[-1][0], 0.8)
    if told is None or told[0] == len(items):
        return told or counted
    return (*told[:3], 0.5)


def _sums(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[tuple[Decimal, int, int]]:
    """Sums told exactly (not 十万余元) of what was taken, not of what was given back."""
    found = []
    for match in pattern.finditer(text, start, end):
        value = parse_money(match["sum"])
        clause = max(text.rfind(c, start, match.start()) for c in "。；，")
        lead = text[max(clause + 1, start) : match.end()]
        if value and not _PAID_BACK.search(lead) and not text.startswith("以上", match.end()):
            found.append((value, *match.span("sum")))
    return found


def _amount(text: str, start: int, end: int, items: list[Place]) -> tuple[Decimal, int, int, float] | None:
    """The printed total that no other sum exceeds, the sum of the items, or the one sum told."""
    every = _sums(_ANY, text, start, end)
    if any(re.search("[余多几]", text[a : b + 1]) for _, a, b in every):
        return None
    totals = _sums(_TOTAL, text, start, end)
    if totals:
        best = max(totals)
        others = {value for value, *_ in every} - {best[0]}
        if sum(others, Decimal(0)) <= best[0]:
            return (*best, 0.9)
    if items:
        return _added([_sums(_WORTH, text, a, b) or _sums(_TOTAL, text, a, b) for a, b in items])
    worth = _sums(_WORTH, text, start, end)
    return (*worth[0], 0.8) if worth and len({value for value, *_ in every}) == 1 else None


def _added(each: list[list[tuple[Decimal, int, int]]]) -> tuple[Decimal, int, int, float] | None:
    """The sum of the items where every one tells one sum."""
    if any(len({s[0] for s in sums}) != 1 for sums in each):
        return None
    return sum((sums[0][0] for sums in each), Decimal(0)), each[0][0][1], each[-1][0][2], 0.6


def _of_one(text: str, start: int, end: int, names: list[str], person: str) -> Scale:
    """What the text adds up for one of several (被告人A参与盗窃3次，价值共计…元), outside numbered acts."""
    acts: tuple[int, int, int, float] | None = None
    amount: tuple[Decimal, int, int, float] | None = None
    others = [n for n in names if n != person]
    for match in re.compile(re.escape(person)).finditer(text, start, end):
        clause = _STEP.match(text, match.end(), end)
        told = clause[0] if clause else ""
        stop = match.end() + min((told.find(n) for n in others if n in told), default=len(told))
        if text[match.start() - 1] in "、和与及" or text.startswith(("、", "和", "与", "及"), match.end()):
            continue  # together with others
        times = _TIMES.search(text, match.end(), stop)
        number = parse_int(times["n"]) if times and not times["more"] else None
        acts = acts or ((number, *times.span(), 0.8) if times and number else None)
        sums = _sums(_TOTAL, text, match.end(), stop)
        amount = amount or ((*sums[0], 0.8) if sums else None)
    return Scale(acts, amount)


def _named_items(text: str, items: list[Place], names: list[str], person: str) -> tuple[int, int, int, float] | None:
    """How many items name the person; null where one of them names nobody."""
    if not items or any(not any(text.find(n, a, b) >= 0 for n in names) for a, b in items):
        return None
    if any(longer != person and person in longer for longer in names):
        return None
    own = [item for item in items if text.find(person, *item) >= 0]
    return (len(own), own[0][0], own[-1][0], 0.6) if own else None
