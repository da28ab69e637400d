"""What a person says in questions and answers → claims: when, where, how much, with what, whether he did it.

Conservative: a value is a claim only where its sentence, or the question it answers, speaks of the act, and only where
it is the one value of its kind there. Hearsay (听说), doubt (记不清) and denials make none. What is left is for a
person who reads the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mingjian.assist.evidence.papers.moments import moments
from mingjian.assist.evidence.papers.page import Page
from mingjian.assist.evidence.papers.paper import Draft, Paper, Who
from mingjian.assist.evidence.papers.places import address
from mingjian.documents.found import Found
from mingjian.documents.money import MONEY, parse_money
from mingjian.documents.numbers import parse_int

__all__ = ["claims"]

_TURN = re.compile(r"(?P<who>问|答)：")
_DID = (
    r"(?:偷|盗|窃|抢|骗|捅|砍|殴打|打伤|打了|刺|贩|卖给|卖了|撬|拿走|拿了|作案|动手|撞|转走|转账|猥"
    r"亵|强奸|赌|收购|帮.{0,4}(?:转|卖|取)|驾驶|开车|被盗|被偷|被抢|被骗|被打|丢失|丢了|不见了|案发|"
    r"出事|事发|发生)"
)
_ACT = re.compile(_DID)
_DOUBT = re.compile(
    r"听说|听人|记不清|记不得|不记得|不清楚|不知道|忘了|好像不|说不准|没有|不是我|没去|如果|有人说|是不是"
)
_WHEN = re.compile(r"什么时候|何时|什么时间|哪天|几点|时间")
_WHERE = re.compile(r"什么地方|哪里|哪儿|何处|地点|在哪")
_MUCH = re.compile(r"多少钱|价值|数额|金额|多少(?:现金|元)|值多少|损失多少")
_BOUGHT = re.compile(r"买|工资|收入|月薪|借|还|房租|分到|分得|分了")
_TIMES = re.compile(r"几次|多少次|共.{0,6}次")
_WEIGHT = re.compile(r"多重|多少克|重量|多少(?:毒品|冰毒|海洛因|货)|几克")
_WITH = re.compile(r"工具|用什么|什么东西(?:撬|打|捅|砍)|凶器|拿什么")
_MONEY = re.compile(MONEY)
_GRAMS = re.compile(r"(?P<n>\d{1,6}(?:\.\d{1,3})?|[一二三四五六七八九十百两半]{1,4})(?P<u>克|毫克|千克|公斤)")
_COUNT = re.compile(r"(?:一共|总共|共|前后|先后)?[^，。]{0,10}?(?P<n>\d{1,3}|[一二三四五六七八九十两]{1,3})次")
_TOOL = re.compile(
    r"(?:用|拿|持|使用|掏出|拿出|拿起|抄起)(?:的是|了|着)?(?:一|1)?(?:把|根|支|块|个|只)?(?P<it>[\u4e00-\u9fff]{1,5}?(?:刀|棍|棒|锤|斧|钳|撬棍|螺丝刀|枪|砖|砖头|酒瓶|石头|剪刀|扳手|钥匙|锥))"
)
_BARE_TOOL = re.compile(
    r"(?:是)?(?:一|1)?(?:把|根|支|块|个|只)?(?P<it>[\u4e00-\u9fff]{1,5}(?:刀|棍|棒|锤|斧|钳|枪|砖|砖头|瓶|石头|扳手|锥))"
)
_ABOUT = re.compile(r"大概|大约|约|左右|差不多|好像|许|多(?=元|块|克)|来(?=块|元|克)|可能|应该")
_ADMITS = re.compile(
    r"我(?:承认|认罪|愿意认罪|供认)|是我(?:干|做|偷|抢|打|骗|捅|砍|卖)的|我如实(?:供述|交代)|我自愿认罪|我(?:就)?(?:偷|抢|骗|捅|砍)(?:了|走|东西)"
)
_DENIES = re.compile(
    r"我(?:不承认|不认罪|没有(?:偷|抢|骗|打|捅|卖|干|做|参与|去过|实施|伤)|没(?:偷|抢|骗|打|干|做))|不是我(?:干|做|偷|打|抢|骗|捅|卖)|以前(?:说|讲)的(?:不对|不是真的|不属实)|我(?:要)?翻供"
)
_SPEAKS_FOR: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("alibi", re.compile(
        r"(?:那天|当天|当时|那时|那晚|案发时)[^。]{0,12}我(?:一直)?(?:不在(?:现场|那里|那儿|场)|在"
        r"(?:家|外地|单位|医院|上班|老家)[^。]{0,12})"
    )),
    ("other_suspect", re.compile(
        r"(?:其实)?(?:是|都是)(?:另外一个人|别人|他|她|[\u4e00-\u9fff]{2,3})(?:干|做|偷|打|捅|抢|叫我"
        r"顶)的"
    )),
    ("defence", re.compile(r"他先(?:动手|打我|拿刀|冲)[^。]{0,20}|我是(?:正当防卫|自卫|为了自卫)[^。]{0,10}")),
    ("illegal_means", re.compile(
        r"(?:民警|警察|办案人员|他们|审讯的人)[^。，]{0,8}(?:打(?:了)?我|逼我|不让我(?:睡|吃|休息)|威"
        r"胁我|刑讯|骗我说|诱供)[^。]{0,16}"
    )),
    ("agent_lure", re.compile(
        r"(?:他|对方|那个人)(?:是)?(?:主动|一再|多次)(?:找|要求|让)我[^。]{0,12}(?:卖|弄|拿货)|"
        r"(?:特情|线人|卧底)[^。]{0,16}"
    )),
    ("unaware", re.compile(r"我(?:当时)?(?:真的|确实|根本|并)?不知道(?:这|那|是|他|里面|钱|东西)[^。]{0,24}")),
)  # fmt: skip


@dataclass(frozen=True)
class _Answer:
    question: str
    start: int
    end: int


def claims(page: Page, paper: Paper, statement: Draft, person: Who) -> None:
    """Claims of a record's answers, put to the paper; whether the person confesses, put to the statement."""
    for answer in _answers(page):
        days = {one.value[:10] for one in moments(page.clean, answer.start, answer.end)}
        for start, end in _sentences(page.text, answer.start, answer.end):
            for draft in _of_sentence(page, answer.question, start, end):
                draft.day = next(iter(days)) if len(days) == 1 else None
                draft.put("speaker", Found[Who].model_construct(value=person, span=person.name.span, sure=1.0))
                paper.drafts.append(draft)
        if person.role == "suspect":
            _for_him(page, paper, answer, person)
    if person.role == "suspect":
        statement.put("confesses", _confesses(page))


def _answers(page: Page) -> Iterator[_Answer]:
    turns = list(_TURN.finditer(page.text))
    question = ""
    for place, turn in enumerate(turns):
        end = turns[place + 1].start() if place + 1 < len(turns) else _close(page.text, turn.end())
        if turn["who"] == "问":
            question = page.text[turn.end() : end]
        else:
            yield _Answer(question, turn.end(), end)


def _close(text: str, start: int) -> int:
    close = re.compile(r"(?:以上|上述|这份)[^。]{0,4}(?:笔录|记录)|(?:被?讯问|被?询问)人[（签：]").search(text, start)
    return close.start() if close else len(text)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in re.compile(r"[^。！？；]+").finditer(text, start, end):
        yield match.start(), match.end()


def _of_sentence(page: Page, question: str, start: int, end: int) -> Iterator[Draft]:
    said = page.text[start:end]
    if _DOUBT.search(said):
        return
    acts, asked = bool(_ACT.search(said)), bool(_ACT.search(question))
    about = bool(_ABOUT.search(said))
    if acts or (asked and _WHEN.search(question)):
        days = [one for one in moments(page.clean, start, end) if len(one.value) >= 10]
        if len(days) == 1:
            yield _claim("time", "from", page.found(days[0].value, days[0].start, days[0].end), days[0].about)
    if acts or (asked and _WHERE.search(question)):
        where = address(page, start, end)
        if where is not None:
            yield _claim("place", "says", where)
    worth = bool(_MUCH.search(question)) and not _BOUGHT.search(question)
    if acts or worth:
        yield from _amount(page, start, end, about, worth)
    if acts or _WEIGHT.search(question):
        yield from _weight(page, start, end, about)
    if asked and _TIMES.search(question):
        yield from _count(page, start, end)
    if acts or _WITH.search(question):
        yield from _tool(page, start, end, bool(_WITH.search(question)))


def _claim(what: str, key: str, found: Found[Any], about: bool = False) -> Draft:
    said: dict[str, Found[Any]] = {"what": Found(value=what, span=found.span), key: found}
    if about:
        said["rounded"] = Found(value=True, span=found.span)
    return Draft("claims", said)


def _amount(page: Page, start: int, end: int, about: bool, asked: bool) -> Iterator[Draft]:
    found = list(_MONEY.finditer(page.text, start, end))
    spoken = asked or re.search(r"偷|盗|抢|骗|价值|损失|值|卖", page.text[start:end])
    value = parse_money(found[0][0]) if len(found) == 1 and spoken else None
    if value is None:
        return
    draft = _claim("amount", "value", page.found(str(value), found[0].start(), found[0].end()), about)
    draft.said["measure"] = page.found("元", found[0].end() - 1, found[0].end())
    yield draft


def _weight(page: Page, start: int, end: int, about: bool) -> Iterator[Draft]:
    found = list(_GRAMS.finditer(page.text, start, end))
    if len(found) != 1:
        return
    number = found[0]["n"]
    value = number if number[0].isdigit() else "0.5" if number == "半" else str(parse_int(number) or "")
    if value:
        draft = _claim("weight", "value", page.found(value, found[0].start(), found[0].end()), about)
        draft.said["measure"] = page.found(found[0]["u"], found[0].start("u"), found[0].end("u"))
        yield draft


def _count(page: Page, start: int, end: int) -> Iterator[Draft]:
    found = list(_COUNT.finditer(page.text, start, end))
    value = parse_int(found[0]["n"]) if len(found) == 1 else None
    if value:
        yield _claim("count", "value", page.found(str(value), found[0].start("n"), found[0].end()))


def _tool(page: Page, start: int, end: int, asked: bool) -> Iterator[Draft]:
    match = _TOOL.search(page.text, start, end) or (_BARE_TOOL.match(page.text, start, end) if asked else None)
    if match is not None:
        yield _claim("tool", "says", page.found(match["it"], match.start("it"), match.end("it")))


def _for_him(page: Page, paper: Paper, answer: _Answer, person: Who) -> None:
    """What he says for himself; it is about him, and to be looked into."""
    me = Found[Who].model_construct(value=person, span=person.name.span, sure=1.0)
    for what, words in _SPEAKS_FOR:
        match = words.search(page.text, answer.start, answer.end)
        if match is not None:
            draft = _claim(what, "says", page.found(match[0], match.start(), match.end(), 0.8))
            draft.said |= {"speaker": me, "about": me}
            paper.drafts.append(draft)


def _confesses(page: Page) -> Found[bool] | None:
    """Whether he admits it; None where the answers do both or neither."""
    yes = no = None
    for answer in _answers(page):
        yes = yes or _ADMITS.search(page.text, answer.start, answer.end)
        no = no or _DENIES.search(page.text, answer.start, answer.end)
    one = yes if no is None else no if yes is None else None
    return None if one is None else page.found(one is yes, one.start(), one.end())
