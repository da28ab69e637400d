"""How the case ran: stage, cause, procedure, filing day, service by public notice, who did not come."""

from __future__ import annotations

import re

from mingjian.documents import dates
from mingjian.documents.civil.model import Party
from mingjian.documents.civil.parties import ANSWERING, short_names
from mingjian.documents.civil.parts import CivilParts
from mingjian.documents.found import Found
from mingjian.documents.names import name_groups
from mingjian.documents.text import Clean

_STAGES = (
    ("retrial_application", r"民[^号]{0,3}(?:申|监)|申字"),
    ("retrial", r"民[^号]{0,4}(?:再|提|抗)|再终|再初"),
    ("enforcement", r"执"),
    ("bankruptcy", r"破|清算|清申|强清"),
    ("preservation", r"财保|诉前|证保|行保"),
    ("special", r"民[^号]{0,2}(?:特|催|督|撤字)"),
    ("second", r"终"),
    ("first", r"初|民撤|民[^号]{0,6}字"),
)
_BY_ROLE = {
    "appellant": "second", "retrial_applicant": "retrial_application", "creditor": "enforcement", "plaintiff": "first",
}  # fmt: skip
_CAUSE_END = re.compile(r"(?P<cause>[\u4e00-\u9fff、（）/]{2,40}?)(?:上诉|申请再审|再审)?(?:一案|(?=，|。))")
_CAUSE_AT = re.compile(
    r"(?:纠纷|争议|之诉|异议|确认|赔偿|保险|撤销|执行|继承|抚养|扶养|赡养|离婚|担保|责任|保护|合同)(?=(?:申请再审|再审|上诉|申诉)?一案)|(?<!引起)(?<!发生)(?<!产生)(?<!此)(?<!成)纠纷(?=[，。一]|为(?:案)?由)"
)
_CAUSE_LEAD = re.compile(r"^(?:(?:之间)?的?|诉讼|等人?|因|为|关于|就|其|及|之间|公司|发生|向|与|有关)+")
_CAUSE_BREAK = re.compile(
    r"）|，|。|；|、被(?:告|上诉人|申请人)|[\u4e00-\u9fff]{2}公司|一案|之间|[一二三四五六七八九]人|等(?!级)|某[0-9甲乙丙丁]?|诉(?!讼)|因(?!素)|以|（[^（）]{2,40}"
)
_PROCEDURES = (
    ("small_claims", re.compile(r"小额(?:诉讼)?(?:案件)?程序|小额诉讼")),
    ("summary", re.compile(r"简易程序")),
    ("ordinary", re.compile(r"普通程序|依法组成(?:由[^。]{2,60})?合议庭(?!进行了?审查|对本案进行了?审查)")),
    ("special", re.compile(r"特别程序")),
)
_NOT_USED = re.compile(r"(?:不宜|不适用|不符合|异议|要求|申请|不应)(?:适用)?[^，。]{0,8}$|由$|不再适用$")
_RECEIVED = re.compile(r"[^，。；]{0,4}(?:依法)?(?:审查)?(?:立案|受理)")
_BROUGHT = re.compile(r"[^。；]{0,6}(?:向(?:本|我)院|诉至|具状|起诉|诉来|提起)(?![^。；]{0,8}撤)")
_NOTICE = re.compile(
    r"公告(?:方式)?(?:向[^。；，]{2,30})?(?:送达|传唤)|(?:以|通过|采取|采用|依法)公告(?:的)?(?:方式|形式|送达)|公告送达"
)
_NOTICE_OTHER = re.compile(r"(?:债权|转让|拍卖|催收|公示|招标)[^。；]{0,12}$")
_MISSED = re.compile(
    r"(?:无正当理由|未到庭|(?:拒不|未|没有|均未|亦未)(?:按时|按期|准时|依法)?(?:到庭|到院|出庭|参加(?:本案)?(?:诉讼|庭审|审理)|应诉)|缺席)"
)
_ABSENT = re.compile(
    r"(?:经(?:本院|我院|法院)?|受(?:本院)?)?(?:[^。；，]{0,14}传[唤票])?[^。；，]{0,16}?[，]?(?:无正当理由)?(?:拒不|未|没有|均未|亦未)"
    r"(?:按时|按期|准时|依法)?(?:到庭|到院|出庭|参加(?:本案)?(?:诉讼|庭审|审理|开庭)|应诉)"
)
_BY_DEFAULT = re.compile(r"缺席(?:判决|审理|裁判|进行了?审理)|视为放弃(?:答辩|质证|抗辩|诉讼)")
_CAME = re.compile(r"[^。；]{0,30}代理人[^。；]{0,20}(?:到庭|出庭)")
_RETOLD = re.compile(r"(?:一审|原审|原告|二审)(?:法院)?[^。；]{0,10}$")


def stage(clean: Clean, number: Found[str] | None, found: list[Party]) -> Found[str] | None:
    """Stage of the case: the number says it, else the roles."""
    if number:
        word = number.value.split("）", 1)[-1]
        for value, pattern in _STAGES:
            if re.search(pattern, word):
                return Found[str](value=value, span=number.span, sure=1.0)
    for party in found:
        if party.role.value in _BY_ROLE:
            return Found[str](value=_BY_ROLE[party.role.value], span=party.role.span, sure=0.8)
    return None


def cause(clean: Clean, parts: CivilParts, names: list[str]) -> Found[str] | None:
    """The cause of action as the sentence that brings the case to the court prints it, or the title."""
    for start, stop, sure in (
        (parts.body[0], min(parts.body[0] + 900, len(clean.text)), 1.0),
        (0, parts.number[0], 0.9),
    ):
        match = _CAUSE_AT.search(clean.text, start, stop)
        if match is None:
            continue
        begin = max(start, match.end() - 40)
        for name in names:
            at = clean.text.rfind(name, begin, match.start())
            begin = max(begin, at + len(name)) if at >= 0 else begin
        for piece in _CAUSE_BREAK.finditer(clean.text, begin, match.start()):
            begin = piece.end()
        lead = _CAUSE_LEAD.match(clean.text[begin : match.end()])
        begin += lead.end() if lead else 0
        value = clean.text[begin : match.end()]
        if 2 < len(value) <= 30:
            return clean.found(value, begin, match.end(), sure)
    return None


def procedure(clean: Clean, parts: CivilParts, of: Found[str] | None) -> Found[str] | None:
    """``small_claims``, ``summary``, ``ordinary`` or ``special`` as used in the end; null when nothing is said."""
    start, best = parts.body[0], None
    stop = min(start + 1500, parts.body[1]) if parts.body[1] > start else start + 1500
    if of is None or of.value not in ("first", "special"):
        return None
    for value, pattern in _PROCEDURES:
        for match in pattern.finditer(clean.text, start, stop):
            if _NOT_USED.search(clean.text, max(start, match.start() - 14), match.start()):
                continue
            found = clean.found(value, *match.span(), 1.0 if match[0].endswith("程序") else 0.8)
            if best is None or (best.span and found.span and _beats(best, found)):
                best = found
    return best


def _beats(best: Found[str], found: Found[str]) -> bool:
    """The later word counts, but a bench of three said after the procedure named does not replace it."""
    later = bool(best.span and found.span and found.span[0] > best.span[0])
    if {best.value, found.value} == {"small_claims", "summary"}:
        return found.value == "small_claims"
    return later or found.sure > best.sure


def filed_on(clean: Clean, parts: CivilParts) -> Found[str] | None:
    """The day the court took the case up; the day it was brought to it (0.7) where only that is told."""
    start, stop = parts.body[0], min(parts.body[0] + 700, len(clean.text))
    brought = None
    for day in dates.scan(clean.text, start, stop):
        if len(day.value) != 10 or not day.plain:
            continue
        before = clean.text[max(start, day.start - 30) : day.start]
        if re.search("(?<!本院)(?<!我院)法院[^，。；]{0,8}$", before.rsplit("。", 1)[-1]):
            continue  # another court's day
        if _RECEIVED.match(clean.text, day.end, stop):
            return clean.found(day.value, day.start, day.end)
        if brought is None and _BROUGHT.match(clean.text, day.end, stop):
            brought = clean.found(day.value, day.start, day.end, 0.7)
    return brought


def judged_on(clean: Clean, parts: CivilParts) -> Found[str] | None:
    """The date line under the document."""
    best = None
    for day in dates.scan(clean.text, *parts.tail):
        if len(day.value) == 10 and day.plain:
            best = best or clean.found(day.value, day.start, day.end)
    return best


def public_notice(clean: Clean, parts: CivilParts) -> Found[bool] | None:
    """Service by public notice in this trial; surer in the sentences about the course of the case."""
    for match in _NOTICE.finditer(clean.text, parts.body[0], parts.orders[0]):
        if _NOTICE_OTHER.search(clean.text, max(0, match.start() - 16), match.start()):
            continue
        near = match.start() < parts.body[0] + 1500
        return clean.found(True, *match.span(), 1.0 if near else 0.6)
    return None


def absences(clean: Clean, parts: CivilParts, found: list[Party]) -> Found[bool] | None:
    """Mark the parties who did not come; whether one who answers was among them."""
    text = clean.text
    called = short_names(text, found)
    answered: Found[bool] | None = None
    for match in _ABSENT.finditer(text, parts.body[0], min(parts.opinion[1], parts.body[0] + 12_000)):
        begin = max(text.rfind(c, parts.body[0], match.start()) for c in "。；") + 1
        if begin <= 0:
            begin = parts.body[0]
        if _CAME.match(text, match.end()) or re.search("证人|鉴定人", text[match.start() - 8 : match.end()]):
            continue
        who = _who(text, begin, match, found, called)
        sure = 1.0 if "传" in match[0] or match.start() < parts.body[0] + 1500 else 0.8
        for party in who:
            party.absent = party.absent or clean.found(True, *match.span(), sure)
            if party.role.value in ANSWERING and answered is None:
                answered = clean.found(True, *match.span(), sure)
    if answered is None:
        said = _BY_DEFAULT.search(text, parts.body[0], parts.orders[0])
        if said:
            answered = clean.found(True, *said.span(), 0.8 if said[0].startswith("缺席") else 0.6)
    return answered


_ALL = re.compile(
    r"(?:(?P<n>[二两三四五六七八九])|各|上述|以上)?(?:名)?(?P<role>被告|原告|被上诉人|上诉人|被申请人|第三人|被执行人)(?P<all>均|都|皆)?"
)
_GROUP = {
    "被告": "defendant", "原告": "plaintiff", "被上诉人": "appellee", "上诉人": "appellant",
    "被申请人": "respondent", "第三人": "third_party", "被执行人": "debtor",
}  # fmt: skip


def _who(text: str, begin: int, match: re.Match[str], found: list[Party], called: dict[str, Party]) -> list[Party]:
    """The parties named last before 未到庭; a bare 被告 is all who stand in that role."""
    groups = name_groups(text, begin, match.end(), list(called))
    roles = list(_ALL.finditer(text, begin, match.end()))
    if groups and (not roles or groups[-1][1] >= roles[-1].start()):
        return [called[name] for name in groups[-1][2]]
    if roles:
        role = _GROUP[roles[-1]["role"]]
        row = [party for party in found if party.role.value == role]
        return row if len(row) == 1 or roles[-1]["n"] or roles[-1]["all"] or not groups else []
    return []
