"""讯问笔录, 询问笔录 (公安规定206, 210): who asked whom, when, where, in what form."""

from __future__ import annotations

import re

from mingjian.assist.evidence.papers.filing import charges_of
from mingjian.assist.evidence.papers.moments import moment
from mingjian.assist.evidence.papers.page import Page
from mingjian.assist.evidence.papers.paper import Draft, Paper, Who
from mingjian.assist.evidence.papers.people import SIGNED, name, names, signed, who
from mingjian.assist.evidence.papers.places import kind_of_place, place
from mingjian.assist.evidence.papers.spoken import claims
from mingjian.documents.found import Found
from mingjian.documents.numbers import parse_int

__all__ = ["inquiry", "interrogation"]

_OFFICERS = "(?<!被)(?:讯问|询问)(?:人员?|民警)|侦查(?:员|人员)|办案(?:人|人员|民警)|(?<!被)谈话人"
_PERSON = "被(?:讯问|询问|谈话)人(?:姓名)?|犯罪嫌疑人(?:姓名)?|(?:证人|被害人|受害人)(?:姓名)?|(?<![人者])姓名"
_SIGNER = "被(?:讯问|询问|谈话)人|(?:犯罪)?嫌疑人|证人|被害人|陈述人|本人"
_NUMBER = re.compile(r"第[_]?(?P<n>[0-9一二三四五六七八九十]{1,3})[_]?次(?:讯问|询问|谈话)?")
_READ = (
    r"(?:以上|上述|这份|该份|此)?(?:的)?(?:笔录|记录)(?:我|本人|已|都)*[^。；]{0,12}?(?:看过|读过|阅读|看了|宣读|念|核对|阅)[^。；]{0,16}?"
    r"(?:相符|一样|一致|属实|无误|没有出入|正确|没错)"
)
_RIGHTS = (
    r"(?:权利义务告知书|诉讼权利|权利和义务|权利义务|法律责任)[^。]{0,30}?(?:告知|送达|宣读|交给|阅"
    r"读|看|收到|念|讲)|(?:告知|送达|宣读|交给|出示)[^。]{0,30}?(?:权利义务告知书|诉讼权利|权利和义"
    r"务|权利义务|法律责任)"
)
_NO_RIGHTS = r"(?:未|没有|没)[^。，]{0,4}告知[^。，]{0,12}权利"
_FILMED = r"(?:全程|同步|进行了?|已|予以)[^。，]{0,6}录音录像|录音录像[：_]*是"
_NOT_FILMED = r"(?:未|没有|没|不)[^。，：]{0,6}录音录像|录音录像[：_]*(?:否|无)"
_WHOLE = (
    r"(?:全程|全过程|不间断|未中断|无间断|完整)[^。，]{0,8}录音录像|录音录像[^。，]{0,12}(?:不间断|未中断|无间断|完整)"
)
_BROKEN = r"录音录像[^。]{0,12}(?<![未不无])(?:中断|间断|不完整)"
_ROLES = (("victim", "被害人|受害人|失主"), ("witness", "证人|知情人"))


def interrogation(page: Page, paper: Paper) -> None:
    """讯问笔录."""
    person = who(page, _PERSON, "suspect")
    paper.charges = charges_of(page, "涉嫌")
    _statement(page, paper, "interrogation", person)


def inquiry(page: Page, paper: Paper) -> None:
    """询问笔录; whether of a victim or of a witness is told by the form or by the rights that were explained."""
    person = who(page, _PERSON, "other")
    role = _role(page)
    if role == "victim":
        paper.kind = "victim_statement"
    _statement(page, paper, "inquiry", person.as_role(role) if person and role else person)


def _statement(page: Page, paper: Paper, kind: str, person: Who | None) -> None:
    draft = Draft("statements", {"kind": page.found(kind, 0, 0)})
    begin, end = _times(page)
    draft.put("from", begin)
    draft.put("to", end)
    where = page.value("(?:讯问|询问|谈话)?地点|(?:讯问|询问)场所", place)
    draft.put("place", where)
    draft.put("place_kind", kind_of_place(where))
    asked = page.value(_OFFICERS + SIGNED + "?", names)
    draft.put("officers", asked)
    draft.put("number", _number(page))
    tail = _tail(page)
    draft.put("officers_signed", _both_signed(page, asked, tail))
    draft.put("checked", _checked(page, tail))
    draft.put("rights_told", page.told(_RIGHTS, _NO_RIGHTS))
    draft.put("recorded", page.told(_FILMED, _NOT_FILMED))
    draft.put("whole", page.told(_WHOLE, _BROKEN))
    draft.put(
        "alone", page.told("(?:个别|单独|分别)(?:进行|询问|讯问)", "(?:未|没有)(?:个别|单独|分别)(?:进行|询问|讯问)")
    )
    draft.put("guardian", _attended(page, "法定代理人|合适成年人|监护人"))
    draft.put("interpreter", _attended(page, "翻译(?:人员|人)?|手语翻译(?:人员)?"))
    draft.put("by_woman", _attended(page, "女(?:工作人员|民警|侦查员|警察)"))
    body = _body(page, tail)
    if body is not None:
        draft.put("text", body)
    if person is not None:
        draft.put("person", Found[Who].model_construct(value=person, span=person.name.span, sure=person.name.sure))
        paper.people.append(person)
        claims(page, paper, draft, person)
    paper.on = begin
    paper.drafts.append(draft)


def _times(page: Page) -> tuple[Found[str] | None, Found[str] | None]:
    begin, end = page.period("(?:讯问|询问|谈话)?(?:起止)?时间")
    begin = begin or page.when("(?:讯问|询问|谈话)?开始时间|开始于")
    if end is None and begin is not None:
        day = begin.value[:10]
        end = page.value("(?:讯问|询问|谈话)?(?:结束|终止)时间|结束于", lambda p, at: p.at(moment(p.clean, at, day)))
    return (begin if begin and len(begin.value) > 10 else None), (end if end and len(end.value) > 10 else None)


def _number(page: Page) -> Found[int] | None:
    match = _NUMBER.search(page.text, 0, 400)
    value = parse_int(match["n"]) if match else None
    return page.found(value, match.start(), match.end()) if match and value else None


def _role(page: Page) -> str | None:
    """Whom the head of the form calls the person, else whose rights were explained."""
    for part in (page.text[:260], *(m[0] for m in re.finditer(r"(?:证人|被害人)(?:诉讼)?权利义务告知书", page.text))):
        told = [role for role, words in _ROLES if re.search(rf"(?:{words})(?:姓名|诉讼权利|权利|）|：)", part)]
        if len(told) == 1:
            return told[0]
    return None


def _tail(page: Page) -> int:
    """Where the record's close begins: behind the last question or answer that stands in it."""
    last = max(
        (m.start() for m in re.finditer(r"(?:以上|上述|这份|该份)[^。]{0,4}(?:笔录|记录)", page.text)), default=-1
    )
    return last if last >= 0 else max(0, len(page.text) - 220)


def _checked(page: Page, tail: int) -> Found[bool] | None:
    """True where the person wrote that he read it and signed; False where the place of his signature is blank."""
    read = page.has(_READ)
    sign = signed(page, _SIGNER, tail)
    if sign is not None and not sign.value:
        return sign
    return read


def _both_signed(page: Page, asked: Found[list[str]] | None, tail: int) -> Found[bool] | None:
    """True where those who asked signed, in the head or at the end; False where their place is blank."""
    label = "(?:(?<!被)(?:讯问|询问|谈话)(?:人员?|民警)|侦查(?:员|人员)|办案(?:人|人员|民警)|记录人)"
    sign = signed(page, label, tail)
    if sign is not None:
        return sign
    below = _named_below(page, asked, tail)
    return below or signed(page, label)


def _named_below(page: Page, asked: Found[list[str]] | None, tail: int) -> Found[bool] | None:
    for one in asked.value if asked else ():
        at = page.text.find(one.partition("（")[0], tail)
        if at >= 0:
            return page.found(True, at, at + len(one.partition("（")[0]))
    return None


def _attended(page: Page, labels: str) -> Found[bool] | None:
    """Whether somebody took part: a name behind the label, or that he did not come."""
    absent = page.has(rf"(?:{labels})[^。，：]{{0,6}}(?:未|没有|不)(?:能)?(?:到场|在场|参加)")
    if absent is not None:
        return Found(value=False, span=absent.span, sure=absent.sure)
    for at, colon in page.behind(labels):
        if name(page, at) is not None:
            return page.found(True, at, at + 2)
        if colon and re.compile("无(?![^。；]{2})|未到场|未通知").match(page.text, at):
            return page.found(False, at, at + 1)
    came = re.compile(rf"(?:{labels})(?P<n>[\u4e00-\u9fff]{{2,4}}?)(?:在场|到场|参加|陪同)").search(page.text)
    return page.found(True, came.start(), came.end(), 0.8) if came else None


def _body(page: Page, tail: int) -> Found[str] | None:
    """Questions and answers as they were written, blanks and all."""
    first = re.search(r"问[：]", page.text)
    if first is None:
        return None
    end = tail if tail > first.start() + 20 else len(page.text)
    start, stop = page.clean.span(first.start(), end)
    return Found[str].model_construct(value=page.clean.raw[start:stop], span=(start, stop), sure=1.0)
