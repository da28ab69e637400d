"""受案登记表, 立案决定书, 起诉意见书, 提请批准逮捕书: when, of what, against whom, and the act as they tell it."""

from __future__ import annotations

import re

from mingjian.assist.evidence.papers.moments import last_day, moment, moments
from mingjian.assist.evidence.papers.page import Page
from mingjian.assist.evidence.papers.paper import Draft, Paper, Who
from mingjian.assist.evidence.papers.people import everybody
from mingjian.assist.evidence.papers.places import address
from mingjian.documents.found import Found
from mingjian.documents.money import MONEY, parse_money
from mingjian.law import full_charge

__all__ = ["accusing", "charges_of", "dated", "filing", "register"]

_CHARGE = re.compile(r"(?:涉嫌|构成|犯有?|立)?(?P<it>[\u4e00-\u9fff、]{2,24}?罪)(?!嫌疑|所得|行为|事实|记录|经过)")
_CASE = re.compile(r"(?:被|涉嫌|对|将|：)(?P<it>[\u4e00-\u9fff、]{2,20}?)(?:一?案)(?:立案|进行|[，。]|$)")
_FACTS = re.compile(r"经(?:依法)?(?:侦查|审查|审理)查明：?|(?:简要)?案情[：_]|主要案情[：_]|违法犯罪事实[：_]")
_NUMBERED = re.compile(
    r"(?<![\d.])(?P<n>[1-9]\d?)[、.](?=20\d\d年|[12]9\d\d年|犯罪嫌疑人)|（?[一二三四五六七八九]）?、(?=20\d\d年|二)"
)
_END = re.compile(r"认定上述(?:犯罪)?事实的证据|上述犯罪事实清楚|综上所述|证据如下|此致|受案意见|处理意见")
_INJURIES = (("death", "死亡"), ("grave", "重伤"), ("light", "轻伤(?!害?风险)"), ("slight", "轻微伤"))
_VALUE = re.compile(
    rf"(?:价值|共计|合计|损失|金额|数额|骗取|骗得|窃得|盗得|盗窃|抢得|抢走|获利|现金)[^。，；]{{0,12}}?(?P<it>{MONEY})"
)
_VICTIM = re.compile(
    r"(?:被害人|受害人|失主)(?P<it>[\u4e00-\u9fff×]{2,4}?)(?=[的，。、（遭报被家在与停放至向于等受轻重死])"
)


def register(page: Page, paper: Paper) -> None:
    """受案登记表: the report. The act it tells stands there until a later paper tells it."""
    paper.on = page.when("(?:受案|报案|接报|接警|登记|受理)时间|(?:受案|报案|接报|登记)日期") or dated(page)
    paper.charges = charges_of(page)
    paper.people += everybody(page, "犯罪嫌疑人|违法嫌疑人|嫌疑人", "suspect")
    paper.people += everybody(page, "报案人|被害人|受害人", "victim")
    _acts(page, paper)


def filing(page: Page, paper: Paper) -> None:
    """立案决定书."""
    paper.on = dated(page)
    paper.charges = charges_of(page)


def accusing(page: Page, paper: Paper) -> None:
    """起诉意见书、提请批准逮捕书: suspects with particulars, the acts as found."""
    paper.on = dated(page)
    paper.charges = charges_of(page)
    if "提请" in paper.title:
        paper.kind = "other_paper"
    paper.people += everybody(page, "犯罪嫌疑人", "suspect")
    _acts(page, paper)


def dated(page: Page) -> Found[str] | None:
    """The day at the end of a paper."""
    return page.at(last_day(page.clean))


def charges_of(page: Page, behind: str = "") -> list[Found[str]]:
    """The charges a paper names, in order and once (`盗窃案` too); with ``behind`` those right behind its words."""
    found: dict[str, Found[str]] = {}
    for pattern in (_CHARGE, _CASE):
        for match in pattern.finditer(page.text):
            read = _charge(match["it"])
            if read is not None and match[0].startswith(behind):
                full, written = read
                end = match.end("it")
                found.setdefault(full, page.found(full, end - len(written), end))
    return list(found.values())


def _charge(words: str) -> tuple[str, str] | None:
    """The longest end of the words that is a charge."""
    for begin in range(len(words) - 1):
        part = words[begin:]
        if part[0] not in "、罪":
            named = full_charge(part if part.endswith("罪") else part + "罪")
            if named is not None:
                return named.name, part
    return None


def _acts(page: Page, paper: Paper) -> None:
    head = _FACTS.search(page.text)
    if head is None:
        return
    end = _END.search(page.text, head.end())
    stop = end.start() if end else len(page.text)
    starts = [m.start() for m in _NUMBERED.finditer(page.text, head.end(), stop)] or [head.end()]
    suspects = [one for one in paper.people if one.role == "suspect"]
    for begin, finish in zip(starts, [*starts[1:], stop], strict=True):
        _act(page, paper, begin, finish, suspects)


def _act(page: Page, paper: Paper, begin: int, end: int, suspects: list[Who]) -> None:
    draft = Draft("acts")
    days = moments(page.clean, begin, end)
    if not days:
        return
    draft.put("from", page.at(days[0]))
    joined = re.compile("(?:许|左右)?(?:至|到|-)").match(page.text, days[0].end)
    if joined:
        draft.put("to", page.at(moment(page.clean, joined.end(), days[0].value[:10])))
    draft.put("place", address(page, days[0].end, end))
    amount = _VALUE.search(page.text, begin, end)
    value = parse_money(amount["it"]) if amount else None
    if amount and value is not None:
        draft.put("amount", page.found(str(value), amount.start("it"), amount.end("it")))
    for grade, words in _INJURIES:
        match = re.compile(words).search(page.text, begin, end)
        if match is not None:
            draft.put("injury", page.found(grade, match.start(), match.end()))
            break
    named = [one for one in suspects if one.name.value in page.text[begin:end]] or suspects
    if named:
        draft.put("suspects", Found[list[Who]].model_construct(value=named, span=named[0].name.span, sure=1.0))
    victims: list[Who] = []
    for match in _VICTIM.finditer(page.text, begin, end):
        one = Who(page.found(match["it"], match.start("it"), match.end("it")), "victim")
        if one.name.value not in [v.name.value for v in victims]:
            victims.append(one)
    if victims:
        draft.put("victims", Found[list[Who]].model_construct(value=victims, span=victims[0].name.span, sure=0.8))
    if len(paper.charges) == 1:
        draft.put("charge", paper.charges[0])
    paper.drafts.append(draft)
