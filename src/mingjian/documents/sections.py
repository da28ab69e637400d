"""Where the parts of a judgment stand: heading, parties, body, opinion, operative part, tail; appendix cut off."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mingjian.documents.text import Clean

Span = tuple[int, int]

# "判决如下" and its kin introduce an operative part: this court's, or that of the court whose judgment is retold.
_MARK = re.compile(r"(判决|裁定|决定|判处)(?:结果|内容|主文)?如下[：，。；]?|(?:如下|以下)(判决|裁定)[：，。；]")
_WEAK_MARK = re.compile(r"规定[，]?(?:特|作出|现)?(判决|裁定|判处)[：，]?(?!认为)(?=一、|被告|准|驳|维|撤|终|对)")
# What closes a judgment beyond doubt; a retold operative part never has it.
_CLOSE = re.compile(
    r"如不服(?:从)?本|如对本判决不服|如不服[，]可|本(?:判决|裁定|决定)(?:书)?(?:为终审|系终审|是终审|一经|送达后|自送达|自即日|自宣告)"
)
_PANEL = re.compile(
    r"(?:代理|助理)?审判[长员](?:[^，。；、]{2,4}(?:代理|助理|人民)?(?:审判|陪审)|[^，。；、]{2,8}二[〇零Oo0])|(?<![自从至到于])二[〇零Oo0]{1,2}[〇零Oo0一二三四五六七八九]{1,2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日(?![起至止前后被因，])"
)
_SECOND_ORDER = re.compile(r"[^。；]{0,120}?(?:驳回|撤销|维持|准许|准予|发回|变更|终止|按[^。]{0,20}撤回|核准)")
_SECOND = re.compile(r"刑[^初号]{0,4}终|[^初号]终字|二审|上诉人（|原公诉机关|原审被告")
_OPINION = re.compile(r"(?:本院|合议庭|本庭)(?:综合|经)?(?:审理|评议|二审)?后?认为")
_GUILT = re.compile(r"构成|[已]?触犯|犯[^，。]{1,30}罪|罪名|免予|上诉|撤回|原判|原审|抗诉")
_LOWER_OPINION = re.compile(r"(?:原审|原判|一审|人民法院)(?:法院|判决|审判)?(?:审理)?(?:后)?认为")
_RETOLD = re.compile(
    r"刑事(?:附带民事)?判决(?:书)?[，]?(?:：|认定|判决|以(?!事实))|规定[，]?(?:遂|故|并)?(?:作出)?(?:判决|判处|判令|认定|分别|以|对)|规定[：，]|(?:判决|判处|判令)[：，]?(?=一、|被告|以|[^。，]{2,10}犯)"
)
_RETOLD_END = re.compile(
    r"宣判后|宣判送达|(?:一审|原审)?(?:判决)?宣[判告][后以]|判决宣告|不服|上诉(?:人[^。，]{1,20})?(?:及其辩护人)?(?:提出|称|认为|诉称|的?理由)|抗诉(?:认为|提出|称|机关)|本院(?:受理|依法|二审|审理)|经(?:二审|本院)?审理查明|二审"
)
_PUNISHES = re.compile(r"(?:判|处|刑)[^。；]{0,40}?(?:有期徒刑|拘役|管制|无期徒刑|死刑|罚金)|免[予于]刑事处[罚分]|无罪")
# A first verdict told in plain words: …法院认定被告人A犯…罪判处…, wherever it is not somebody's past.
_SENTENCED = re.compile(
    r"被告(?:人|单位)[^，。；：]{2,60}?(?<![因曾])犯[^，。；：]{2,40}?罪[，]?(?:分别|依法|均)?(?:判处|处以?|免[予于])"
    r"|(?:分别)?以[^，。；：]{2,40}?罪(?:名)?[，]?(?:分别|依法|均)?(?:判处|对)(?:原审)?被告"
)
_WHOLE = re.compile(r"[^。]{4,3000}。")
_PENALTY = re.compile(r"(?:判处|判决)[^。；]{0,40}?(?:有期徒刑|拘役|管制|无期徒刑|死刑)|单处罚金|免予刑事处罚")
_COURT_BELOW = re.compile(r"原审|原判|一审|人民法院")
_PAST_OR_WISH = re.compile(r"曾|前科|被[^。，；]{0,40}(?:法院|判)|建议|意见|请求|要求|上诉|抗诉|应当|以上|本院|二审")
_BASIS = re.compile(r"依照|依据|根据|按照|适用(?=《|刑法|中华)")
_CITES = re.compile(r"[^。]{0,80}?(?:《|刑法|刑诉法|第[^条。]{1,12}条)")
_BASIS_STOP = re.compile(r"。(?!依照|依据|根据)|处罚|本院(?:予以|不予)|追究|成立|认定")
_NUMBER = re.compile(r"[（〔][0-9〇零一二三四五六七八九Oo]{4}[）〕][^（）〔〕。，]{1,24}?号")
_FIRST_PARTY = re.compile(r"原?公诉(?:机关|关)|抗诉机关|自诉人|原审自诉人|(?:被告人|被告单位|上诉人|原审被告|申诉人)")
_ACCUSATION = re.compile(
    r"检察院(?:[^。，、]{1,14}分院)?(?:于[^。，]{2,14}[日，])?[，]?(?:以[^。；]{1,80}?(?:指控|起诉|控告|向本院|抗诉|号)|(?:起诉)?指控)"
    r"|被(?:指)?控[^。]{2,40}罪一案|检察院于[^。；]{4,20}(?:向本院提起公诉|以)"
    r"|法院(?:依法)?(?:适用[^。，]{0,14}程序)?(?:审理|受理)[^。；]{0,60}?(?:指控|起诉|自诉|犯|一案)"
    r"|自诉人[^。；]{2,60}?以[^。；]{2,80}?(?:提起|提出)(?:控诉|自诉|诉讼)"
    r"|(?:向本院(?:提起|提出)(?:公诉|自诉|控诉|诉讼))|公诉机关以[^。；]{1,60}指控"
    r"|本院(?:受理后|依法组成|依法适用|于[^。]{4,20}(?:受理|立案))|检察院?指控"
)
_HEADING_ENDS = re.compile(
    r"(?:看守所|拘留所|监狱|现?在家|律师|逮捕|取保候审|监视居住|刑事拘留)[，、]?(?=[^，。；、]{2,24}\Z)"
)
_APPENDIX = re.compile(
    r"附[：件页录表注]|附(?=相关|法律|本案|有关|适用|引用|判决|本判决|所?依据|刑法|《|与本案|参照)|本案(?:适用|所依据|相关|引用)的?(?:相关)?法律"
)


@dataclass(frozen=True, slots=True)
class Sections:
    """Clean spans of the parts; a part that is missing is empty."""

    number: Span  # the number in the heading
    heading: Span  # title, court, number: before the first party
    parties: Span
    body: Span  # procedure, accusation, arguments, facts
    opinion: Span  # 本院认为 of this instance, up to the operative part
    basis: Span  # from 依照 to the operative part
    orders: Span  # the operative part of this instance
    tail: Span  # appeal line, panel, date
    order_word: str  # 判决, 裁定 or ""
    second: bool
    lower_orders: Span  # the operative part of the first instance as the second retells it


def split(clean: Clean, second_hint: bool = False) -> Sections:
    """Find the parts of one judgment; never fails, whatever the text."""
    text = clean.text
    number = _heading_number(text)
    first = _FIRST_PARTY.search(text, number.end() if number else 0, 4000)
    head_end = first.start() if first else (number.end() if number else 0)
    own_number = number[0] if number else ""
    second = second_hint or ("初" not in own_number and bool(_SECOND.search(text, 0, min(len(text), head_end + 200))))
    accusation = _accusation(text, number.end() if number else 0)
    head_end = min(head_end, accusation)
    close = _CLOSE.search(text, accusation)
    marks = list(_MARK.finditer(text, accusation, close.start() if close else len(text)))
    if not marks and close:
        marks = list(_WEAK_MARK.finditer(text, accusation, close.start()))
    own = marks[-1] if marks else None
    if own and second and not close and not _is_own(text, own):
        own = None
    lower = next((m for m in reversed(marks) if m is not own), None) if second else None
    end = own.start() if own else len(text)
    lower_orders = _lower(text, lower, accusation, end) if second else (end, end)
    opinion = _opinion(text, max(accusation, lower_orders[1] if lower_orders[1] > lower_orders[0] else 0), end)
    basis = basis_of(text, opinion or accusation, end) if own else end
    opinion = min(opinion, basis) if opinion is not None else basis
    orders = (own.end(), _orders_end(text, own.end(), close)) if own else (len(text), len(text))
    return Sections(
        number=number.span() if number else (0, 0),
        heading=(0, head_end),
        parties=(head_end, accusation),
        body=(accusation, max(accusation, opinion)),
        opinion=(opinion, basis),
        basis=(basis, end),
        orders=orders,
        tail=(orders[1], _tail_end(text, orders[1])),
        order_word=(own[1] or own.group(own.lastindex or 0) or "") if own else "",
        second=second,
        lower_orders=lower_orders,
    )


def _is_own(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark in a text without an end is the second court's: its orders, and no appeal told after them."""
    return bool(_SECOND_ORDER.match(text, mark.end())) and not _RETOLD_END.search(
        text, mark.end(), _orders_end(text, mark.end(), None)
    )


def _heading_number(text: str) -> re.Match[str] | None:
    """The number of this judgment: in the heading, that is before any party and any full stop."""
    best = None
    for match in _NUMBER.finditer(text, 0, 400):
        if re.search("。|公诉机关|自诉人", text[: match.start()]):
            break
        if best is None or text[match.start() - 1] in "书）":
            best = match
    return best


def _accusation(text: str, start: int) -> int:
    """Start of the sentence that tells how the case came to the court: the end of the parties."""
    match = _ACCUSATION.search(text, start, start + 30000)
    if match is None:
        return start
    stop = max(text.rfind(c, start, match.start()) for c in "。；：〉>")
    if stop >= 0 and text[stop + 1] == "》":  # the bracket of a title, not a remnant of a page
        stop = max(text.rfind(c, start, stop) for c in "。；：")
    begin = stop + 1 if stop >= 0 else start
    run_on = list(_HEADING_ENDS.finditer(text, begin, match.start()))  # the stop before the sentence is lost
    return run_on[-1].end() if run_on else begin


def _orders_end(text: str, start: int, close: re.Match[str] | None) -> int:
    if close:
        return close.start()
    ends = [m.start() for m in (_PANEL.search(text, start), _APPENDIX.search(text, start)) if m]
    return min(ends, default=len(text))


def _tail_end(text: str, start: int) -> int:
    """End of the tail: where the appendix (laws quoted, lists) begins."""
    clerk = text.find("书记员", start)
    cut = _APPENDIX.search(text, clerk if clerk >= 0 else start)
    return cut.start() if cut else len(text)


def _opinion(text: str, start: int, end: int) -> int | None:
    """The first 本院认为 that speaks of guilt or of the judgment below (others weigh evidence)."""
    first = None
    for match in _OPINION.finditer(text, start, end):
        first = match.start() if first is None else first
        if _GUILT.search(text, match.end(), min(end, match.end() + 400)):
            return match.start()
    return first


def basis_of(text: str, start: int, end: int) -> int:
    """Start of the citation that ends in the operative mark: the first 依照 of the last unbroken chain of citations."""
    best = end
    for match in _BASIS.finditer(text, max(start, end - 4000), end):
        if _CITES.match(text, match.end(), end) and (best == end or _BASIS_STOP.search(text, best, match.start())):
            best = match.start()
    return best


def _lower(text: str, mark: re.Match[str] | None, start: int, end: int) -> Span:
    """The first-instance operative part as retold between ``start`` and ``end``."""
    if mark is not None:
        begin = mark.end()
    else:
        thinks = [m.end() for m in _LOWER_OPINION.finditer(text, start, end)]
        leads = [*_RETOLD.finditer(text, thinks[-1], end)] if thinks else []
        leads = [*leads, *_RETOLD.finditer(text, start, end)]
        punishing = (m for m in leads if _PUNISHES.search(text, m.start(), _retold_end(text, m.start(), end)))
        found = next(punishing, None) or _SENTENCED.search(text, start, end)
        found = found or _by_the_court_below(text, start, end) or next(iter(leads), None)
        if found is None:
            return end, end
        begin = found.start()
    return begin, _retold_end(text, begin, end)


def _by_the_court_below(text: str, start: int, end: int) -> re.Match[str] | None:
    """A sentence whose subject is the court below and whose verb punishes, and that tells nobody's past."""
    for sentence in _WHOLE.finditer(text, start, end):
        penalty = _PENALTY.search(text, *sentence.span())
        before = text[sentence.start() : penalty.start()] if penalty else ""
        if _COURT_BELOW.search(before) and not _PAST_OR_WISH.search(before):
            return sentence
    return None


def _retold_end(text: str, begin: int, end: int) -> int:
    stop = _RETOLD_END.search(text, begin, end)
    return stop.start() if stop else min(end, begin + 6000)
