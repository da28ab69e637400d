"""Where the parts of a civil document stand: heading, parties, body, findings, opinion, orders, tail."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from mingjian.documents.sections import basis_of
from mingjian.documents.text import Clean

Span = tuple[int, int]

_NUMBER = re.compile(
    r"[（〔][0-9〇零一二三四五六七八九Oo]{4}[）〕][^（）〔〕。，：]{1,24}?号(?:之[一二三四五六七八九十])?"
)
_PARTY = re.compile(
    r"原告|被告|上诉人|被上诉人|再审申请人|申请再审人|申请执行人|被执行人|申请复议人|复议申请人|申请人|被申请人|申诉人|异议人|起诉人|案外人|利害关系人|债权人|债务人|第三人"
)
_BODY = re.compile(
    r"一案|诉称|诉讼请求|请求判令|诉至|诉来|向(?:本|我)院|(?:本|我)院(?:于|在|受理|立案|依法|经|根据|作出|执行)|提起(?:上诉|诉讼)"
    r"|申请再审称|不服[^。；]{0,60}?(?:判决|裁定|调解|决定)|辩称|要求(?:被告|判令|判决)|查明|纠纷，|申请执行(?!人)|审理终结|经审查|提出(?:异议|复议)"
)
_ORDERS = re.compile(
    r"(?:判决|裁定|决定)(?:主文)?如下[：，。；]?|(?:裁定|判决)[：](?=一、|准|驳|维|撤|终|对|按|本)"
    r"|(?:自愿)?达成(?:了)?(?:如下|以下)(?:调解)?协议[：，。；]?|(?:协议|调解)(?:内容)?如下[：，。；]?"
)
_CLOSE = re.compile(
    r"如(?:果)?(?:当事人)?不服(?:从)?本|不服本(?:判决|裁定)|本(?:判决|裁定|决定)(?:书)?(?:为|系|是)?(?:终审|一经|送达|立即|自|即|不准)"
    r"|上述协议|以上协议|本(?:调解书|调解协议)(?:经|自)|(?:代理|助理|执行)?审判[长员](?=[\u4e00-\u9fff·]{2,5}(?:(?:代理|助理|人民)?(?:审判|陪审)|二[〇零O]|[0-9]{4}年))"
)
_OPINION = re.compile(r"(?:本院|合议庭)(?:综合|经)?(?:审查|审理|评议|二审|再审)?后?认为[，：]?")
_FINDINGS = re.compile(
    r"(?:经|本院)(?:开庭|公开|依法|再审|二审|庭审)?(?:审理|审查)?(?:后)?(?:查明|认定)(?!书|为|的)|审理查明|查明(?:以下|如下)(?:事实)?|认定(?:以下|如下)事实|事实(?:作)?如下认定|(?:本院|法院)(?:对[^。；]{0,20})?(?:作[出如]?)?(?:认定|确认)(?:本案)?[^。；，]{0,10}(?:事实)?如下|确认本案法律事实|认定如下(?:事实)?|认定事实"
)
_APPENDIX = re.compile(r"附[：]|附(?=相关|法律|本案|有关|判决|本判决|录)|本案(?:适用|引用|所依据)的?(?:相关)?法律")
_LIMIT = 2_000_000  # characters of parties: fifty thousand plaintiffs


@dataclass(frozen=True, slots=True)
class CivilParts:
    """Clean spans; a part that is missing is empty."""

    number: Span
    heading: Span
    parties: Span
    body: Span  # from how the case came to the court to the opinion
    findings: Span  # what the court found, inside the body
    opinion: Span
    basis: Span
    orders: Span
    tail: Span
    word: str  # what introduces the orders


def split(clean: Clean) -> CivilParts:
    """Find the parts; never fails, whatever the text."""
    text = clean.text
    number = _number(text)
    start = number[1]
    first = _PARTY.search(text, start, start + 1500)
    begin = first.start() if first else start
    body = _body(clean, begin)
    marks = list(_ORDERS.finditer(text, body))
    close = _closing(text, marks[-1].end() if marks else len(text))
    own = marks[-1] if marks else None
    end = own.start() if own else len(text)
    opinions = list(_OPINION.finditer(text, body, end))
    opinion = opinions[-1].start() if opinions else end
    basis = basis_of(text, opinion if opinions else body, end) if own else end
    opinion = min(opinion, basis)
    found = _FINDINGS.search(text, body, opinion)
    return CivilParts(
        number=number,
        heading=(0, begin),
        parties=(begin, body),
        body=(body, opinion),
        findings=(found.end(), opinion) if found else (opinion, opinion),
        opinion=(opinion, basis),
        basis=(basis, end),
        orders=(own.end(), close) if own else (len(text), len(text)),
        tail=(close, _tail_end(text, close)),
        word=own[0] if own else "",
    )


def _number(text: str) -> Span:
    """The number of this document: the last one before the first full stop of the heading."""
    stop = text.find("。", 0, 500)
    best = (0, 0)
    for match in _NUMBER.finditer(text, 0, stop if stop >= 0 else 500):
        if _PARTY.search(text, 0, match.start()) and best[1]:
            break
        if re.search("不服|一案", text[: match.start()]):
            break
        best = match.span()
    return best


def _body(clean: Clean, start: int) -> int:
    """Start of the first sentence or line that tells of the case, not of a party."""
    text, at = clean.text, start
    stop = min(len(text), start + _LIMIT)
    cuts = [m.end() for m in re.compile("[。；]").finditer(text, start, stop)]
    cuts = sorted({start, *cuts, *_line_breaks(clean, start, stop)})
    for at, after in zip(cuts, [*cuts[1:], stop], strict=True):
        match = _BODY.search(text, at, after)
        if match:
            return at
    return start if not cuts or not _PARTY.search(text, start, stop) else stop


def _line_breaks(clean: Clean, start: int, stop: int) -> list[int]:
    """Clean positions at which a line begins; any white space where the text has come without line breaks."""
    breaks = clean.breaks[bisect_right(clean.breaks, start) : bisect_left(clean.breaks, stop)]
    if "\n" not in clean.raw[:2000]:
        return breaks
    return [at for at in breaks if "\n" in clean.raw[clean.span(at - 1, at)[1] : clean.span(at, at + 1)[0]]]


def _closing(text: str, start: int) -> int:
    ends = [m.start() for m in (_CLOSE.search(text, start), _APPENDIX.search(text, start)) if m]
    return min(ends, default=len(text))


def _tail_end(text: str, start: int) -> int:
    clerk = text.find("书记员", start)
    cut = _APPENDIX.search(text, clerk if clerk >= 0 else start)
    return cut.start() if cut else len(text)
