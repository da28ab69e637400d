"""What a judgment retells of the prosecution: its charge, its facts, its reasons, its proposal."""

from __future__ import annotations

import re

from mingjian.documents import proposal
from mingjian.documents.found import Found
from mingjian.documents.indictment.charged import charged
from mingjian.documents.indictment.reasons import asserted
from mingjian.documents.model import Asserted
from mingjian.documents.sections import Sections, Span
from mingjian.documents.text import Clean

_OFFICE = r"(?:公诉机关|检察院|检察机关|公诉人|起诉书)"
_ACCUSED = re.compile(r"(?:起诉|公诉|移送|审理|受理|一案)")
_SAYS = re.compile(
    rf"{_OFFICE}(?:[^。；，：]{{0,20}}?(?<!对))?(?:指控|认定)(?!的|被告(?:人|单位)[^。；]{{2,80}}?犯[^。；，]{{2,40}}罪[，]?(?:的?(?:罪名|事实|犯罪|证据)|一案|成立|于|向|并|依法|事实|提起|。))[，：]?"
)
_FOUND_TOO = re.compile(
    r"(?:[，]?(?:并|且|及)?经?(?:本院)?(?:依法)?(?:开庭)?(?:审理|庭审)?查明|[，]?与本院[^。；，]{0,8}查明[^。；，]{0,8}一致)"
)
STOP = re.compile(  # somebody else speaks: the court, the defendant, the defence
    r"(?:上述|以上)(?:指控的?)?(?:犯罪)?事实[，]?(?:有|被告|经|清楚|，)|(?:经|现经|本院经)(?:法庭|本院|开庭|依法|公开)*(?:审理|庭审|开庭|审判)?(?:审理)?查明|本院(?:依法)?查明"
    r"|被告(?:人|单位)[^。；]{0,80}?(?:对[^。；]{0,60}?(?:(?:无|没有|未提|不持|均无|提出)(?:出)?(?:任何)?(?:异议|意见)|供认|予以)|辩称|辩解|当庭(?:自愿|表示|供|对)|在(?:开庭|庭审|法庭|审理)[^。；]{0,12}(?:亦|均|无|对)|表示)"
    r"|辩护人[^。；，]{2,30}?(?:提出|认为|辩称|辩护|的辩护)|(?:其|被告人)?辩护人(?:对|的)|辩护意见|(?<!为)本院认为|附带民事诉讼原告人[^。；]{0,30}诉称"
)
_THINKS = re.compile(
    rf"(?:{_OFFICE}[^。；，：]{{0,14}}?|(?:[，]|。)?(?:并|据此|遂|因此|故|进而)(?:据此)?|[。，](?=认为被告))(?<!本院)认为[，：]?"
    rf"|{_OFFICE}[^。；，：]{{0,14}}?(?:认定|指控)(?=被告人[^。；]{{1,30}}?(?:的)?行为[^。；]{{0,10}}(?:触犯|构成))"
)
# The prosecution turns from what was done to what proves it.
_PROVES = re.compile(
    r"(?:为证实|为证明|为支持|针对上述|就上述|对上述|对于上述)[^。；]{0,20}(?:指控|事实)|公诉(?:机关|人)[^。；，]{0,10}(?:提供|提交|出示|宣读|举示)了?"
    r"|(?:认定|证明|证实)(?:上述|以上)[^。；，]{0,10}事实的证据"
)
_BY_CHARGE = re.compile(
    r"(?:变更|追加|补充)(?:了)?(?:起诉|指控)|(?:变更|追加|补充)起诉决定书|撤回(?:对[^。；]{2,40})?(?:部分)?(?:起诉|指控)|当庭(?:变更|追加|更正|补充)"
)
_HEARD = re.compile(
    r"(?:听取|征求)(?:了)?(?:控辩(?:双|各)方|公诉机关[^。；]{2,30}(?:被告人|辩护人)[^。；]{0,20}?|各方)(?:的|对[^。；]{0,30})?[^。；]{0,10}意见"
    r"|(?:就|围绕|针对)[^。；]{0,24}罪名[^。；]{0,30}(?:再次|重新|恢复)(?:开庭|法庭)|(?:再次|重新)开庭[^。；]{0,40}(?:罪名|定性)"
)
_CHARGES = re.compile(r"[^。]{0,200}(?:追究|构成|触犯)")
_CASE = re.compile(r"(?:[^。]{0,900}。?){1,2}")


def retold(clean: Clean, parts: Sections, names: list[str], units: tuple[int, ...],
           proposals: list[proposal.Proposed]) -> list[Asserted]:  # fmt: skip
    """What the prosecution asserted of each of ``names``, as far as the judgment tells it."""
    text = clean.text
    facts, reasons = spans(text, parts)
    if not names or parts.second:
        return [Asserted() for _ in names]
    opening = _CASE.match(text, parts.body[0], min(parts.body[0] + 1500, parts.body[1]))
    charges = charged(text, parts.body[0], _brought(text, parts.body[0], opening.end() if opening else 0), names)
    if not charges and reasons:
        charges = charged(text, *reasons[0], names)
    return asserted(clean, facts, reasons, names, units, charges, proposals)


def _brought(text: str, start: int, end: int) -> int:
    mark = re.compile(r"向(?:本院|我院|法院)?提[起出]公诉|提起公诉|向本院移送").search(text, start, end)
    return mark.start() if mark else end


def spans(text: str, parts: Sections) -> tuple[Span, list[Span]]:
    """The facts as the prosecution tells them, and its reasons; empty where they are not retold."""
    start, end = parts.body[0], parts.opinion[0] if parts.opinion[0] > parts.body[0] else parts.body[1]
    says = _SAYS.search(text, start, end)
    if says is None:
        return (start, start), _thinks(text, start, end, start)
    begin = says.end()
    too = _FOUND_TOO.match(text, begin, end)
    begin = too.end() if too else begin
    stop = STOP.search(text, begin, end)
    finish = stop.start() if stop else end
    reasons = _thinks(text, begin, end, finish)
    proves = _PROVES.search(text, begin, finish)
    facts_end = min([finish, proves.start() if proves else finish, *(a for a, _ in reasons if a > begin)])
    return (begin, facts_end), reasons


def _thinks(text: str, start: int, end: int, finish: int) -> list[Span]:
    found = []
    for match in _THINKS.finditer(text, start, end):
        own = match[0].startswith(("公诉", "检察", "起诉"))
        if not own and match.start() >= finish:
            continue
        if match.start() >= finish and not re.match(
            r"[^。]{0,200}(?:追究|构成|触犯)", text[match.end() : match.end() + 260]
        ):
            continue
        stop = STOP.search(text, match.end(), end)
        found.append((match.end(), stop.start() if stop else end))
        break
    return found


def shared_facts(text: str, parts: Sections) -> bool:
    """Whether the court tells its facts and the prosecution's in one (指控并经审理查明)."""
    says = _SAYS.search(text, *parts.body)
    return bool(says and _FOUND_TOO.match(text, says.end()))


def amended(clean: Clean, parts: Sections) -> Found[bool] | None:
    """Whether the prosecution changed, added to or took back part of its charge before this court."""
    match = _BY_CHARGE.search(clean.text, parts.body[0], parts.basis[0])
    return clean.found(True, *match.span(), 0.9) if match else None


def charge_heard(clean: Clean, parts: Sections) -> Found[bool] | None:
    """Whether the parties were heard on a charge other than the one prosecuted."""
    match = _HEARD.search(clean.text, parts.body[0], parts.basis[0])
    return clean.found(True, *match.span(), 0.8) if match else None
