"""Court, case number, kind of document, instance, prosecuting office, and how the case came to the court."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from mingjian.documents import dates
from mingjian.documents.found import Found
from mingjian.documents.places import names_a_region
from mingjian.documents.sections import Sections
from mingjian.documents.text import Clean

_COURT = re.compile(
    r"(?P<court>[\u4e00-\u9fff]{2,32}?法院(?:[\u4e00-\u9fff]{2,14}?分院)?)(?=[A-Za-z〈〉\"]{0,6}(?:刑事|民事|执行|复议|调解书|决定书|判决书|裁定书|〔|（|$))"
)
_TITLE_END = re.compile(r".*(?:书|稿|公布|号：?)")
_NUMBER = re.compile(
    r"[（〔](?P<y>[0-9〇零一二三四五六七八九Oo]{4})[）〕](?P<rest>[^（）〔〕。，：]{1,24}?号(?:之[一二三四五六七八九十])?)"
)
_NUMBER_BARE = re.compile(r"(?<=判决书|裁定书)(?P<rest>[\u4e00-\u9fff]{1,8}刑[^（）〔〕。，：书]{1,16}?号)")
_OFFICE = re.compile(
    r"(?:原审?)?(?:公诉(?:机关|关)|抗诉机关)(?:（[^）]{2,10}）)?(?:暨[^：。]{2,20})?[：，]?(?P<office>[\u4e00-\u9fff]{2,36}?(?:（[^（）]{2,20}）)?(?:人民)?检察院(?:[\u4e00-\u9fff]{1,14}?分院)?)"
)
_OFFICE_BODY = re.compile(
    r"(?P<office>[\u4e00-\u9fff]{2,36}?检察院(?:[\u4e00-\u9fff]{1,14}?分院)?)(?:于[^。，]{2,14}日)?[，]?(?:以|指控|提起公诉|起诉)"
)
_BEFORE_OFFICE = re.compile("(?:审理)?终结|审理")
_TO_COURT = re.compile(
    r"(?:向本院|向我院|向法院|依法)(?:提起|提出)(?:公诉|诉讼|控诉|自诉)|(?:向本院|向我院)移送(?:审查)?起诉|向[^，。；]{2,20}人民法院提[起出](?:控诉|自诉)|诉(?:至|到|来|于)(?:本|我)?院|向本院起诉|移送(?:至)?本院|提起公诉"
)
_TWO_SENTENCES = re.compile(r"(?:[^。]{0,900}。?){1,2}")
_INDICTMENT = re.compile(
    r"(?P<a>[\u4e00-\u9fffA-Za-z]{2,24})[（〔〈]?(?P<y>[0-9〇一二三四五六七八九]{4})[）〕〉](?P<b>[\u4e00-\u9fffA-Za-z]{0,6}?第?[0-9A-Za-z〇-]{1,14}号?)(?:之[一二三])?(?=(?:号)?[《”]?(?:起诉书|刑事起诉|刑事附带|简易|抗诉|起诉|公诉|量刑|变更|追加|补充|文书|指控|的|》|[，、]))"
)
_INDICTMENT_NAMED = re.compile(
    r"起诉书(?:文)?(?:编|字)?号?[：，]?(?P<a>[\u4e00-\u9fffA-Za-z]{2,16})[（〔〈]"
    r"(?P<y>[0-9]{4})[）〕〉](?P<b>[\u4e00-\u9fff]{0,4}第?[0-9A-Za-z-]{1,14}号)"
)
_BEFORE_NUMBER = re.compile("以|检察院|分院|机关|根据|依据|意见|作出|制作|出具|发出|提出")
_ONLY_ASKED = re.compile(
    r"(?:建议|违反|不应|不宜|不适用|不能|终止|不符合)(?:(?!转为|改为|改用|变更为)[^。，]){0,10}$|(?:同意|未)(?:法[庭院])?(?:适用)?$"
)
_USED = re.compile(r"(?<![应予宜同意])(?:适用|以|按照?|转为|改为|改用|转入|变更为)(?:了|刑事)?$")
_FAST = re.compile(r"速裁程序|速裁")
_SUMMARY = re.compile(r"简易程序(?!(?:审理)?(?:公诉|刑事)?(?:案件)?的?(?:若干|相关|有关)?(?:法律)?(?:意见|规定|解释))")
_BY_OPINION = re.compile(r"适用《[^《》]{0,50}简易程序[^《》]{0,20}》(?=[^。]{0,10}(?:审理|独任|开庭))")
_ORDINARY = re.compile(r"普通程序")
_RETRIAL = re.compile(r"刑[^号]{0,3}再|再审|审判监督|刑监|再终|再初|再字")
_REVIEW = re.compile(r"(?:报请|报送|呈报)本院(?:核准|复核)|复核终结|对本案进行了复核")
_APPROVES = re.compile(r"[^。]{0,30}?核准[^。]{0,400}?死刑")
_BY_SUPERVISION = re.compile(r"按照?审判监督程序[^。]{0,12}(?:向本院)?(?:提出|提起)抗诉")


def court(clean: Clean, parts: Sections) -> Found[str] | None:
    """The deciding court as printed above the number; null where the text has no heading."""
    return court_before(clean, parts.number[0] or min(parts.parties[0], 400))


def court_before(clean: Clean, until: int) -> Found[str] | None:
    """The last court printed before ``until`` that stands as a heading prints it."""
    best = None
    for match in _COURT.finditer(clean.text, 0, until):
        best = match
    if best is None:
        return None
    start, stop = best.span("court")
    title = _TITLE_END.match(clean.text, start, stop)
    if title:
        start = title.end()
    # A title line may stand before the name without anything but a line break; spaces may also be strewn in.
    within = clean.breaks[bisect_right(clean.breaks, start) : bisect_left(clean.breaks, stop)]
    spread = 2 * len(within) > stop - start  # 某 县 人 民 法 院: no space is a line break
    begins = [start, *([] if spread else (b for b in within if start + 2 <= b <= stop - 6))]
    named = [b for b in begins if names_a_region(clean.text[b:stop])]
    start = named[0] if named else begins[-1]
    return clean.found(clean.text[start:stop], start, stop, 1.0)


def case_number(clean: Clean, parts: Sections) -> Found[str] | None:
    """The number of this judgment, round brackets full width; printed without a year it is kept without."""
    match = _NUMBER.match(clean.text, *parts.number)
    if match:
        year = match["y"].translate(str.maketrans("〇零Oo一二三四五六七八九", "0000123456789"))
        return clean.found(f"（{year}）{match['rest']}", match.start(), match.end())
    match = _NUMBER_BARE.search(clean.text, 0, min(parts.heading[1] + 1, 500))
    return clean.found(match["rest"], *match.span("rest"), 0.8) if match else None


def document_type(clean: Clean, parts: Sections) -> Found[str]:
    """``judgment`` or ``ruling``: the heading says it, otherwise the word before the operative part."""
    for match in reversed(list(re.finditer("判决书|裁定书", clean.text[: parts.heading[1]]))):
        return clean.found("judgment" if match[0] == "判决书" else "ruling", *match.span())
    kind = "ruling" if parts.order_word == "裁定" else "judgment"
    return clean.found(kind, parts.orders[0], parts.orders[0], 0.9 if parts.order_word else 0.5)


def instance(clean: Clean, parts: Sections, number: Found[str] | None) -> Found[str]:
    """``first``, ``second``, ``retrial`` or ``review``: the number says it, or how the case came to the court.

    ``review`` is of a death sentence: the case was reported for approval, and the orders approve or do not.
    """
    if _APPROVES.match(clean.text, *parts.orders):
        review = _REVIEW.search(clean.text, parts.body[0], parts.orders[0])
        if review:
            return clean.found("review", *review.span())
    head = clean.text[: parts.parties[0] + 30]
    value = number.value if number else ""
    retrial = _RETRIAL.search(value) or re.search(r"再审|审判监督", head)
    if not retrial and not re.search("初|终", value):
        retrial = _BY_SUPERVISION.search(clean.text, parts.body[0], parts.body[0] + 2500)
    if retrial:
        return Found[str](value="retrial", span=number.span if number else None, sure=0.9)
    value = "second" if parts.second else "first"
    return Found[str](value=value, span=number.span if number else None, sure=1.0 if number else 0.8)


def office(clean: Clean, parts: Sections) -> Found[str] | None:
    """The prosecuting office as its line prints it; without that line, the office of the accusation."""
    start = parts.heading[1]
    match = _OFFICE.search(clean.text, max(0, start - 5), max(parts.parties[1], start) + 1)
    if match:
        return clean.found(re.sub("（[^（）]*）", "", match["office"]), *match.span("office"))
    match = _OFFICE.match(clean.text, parts.body[0])
    match = match or _OFFICE_BODY.search(clean.text, parts.body[0], parts.body[0] + 600)
    if match is None:
        return None
    begin, stop = match.span("office")
    led = list(_BEFORE_OFFICE.finditer(clean.text, begin, stop))
    begin = led[-1].end() if led else begin
    begin += clean.text.startswith(("由", "经"), begin)
    return clean.found(clean.text[begin:stop], begin, stop, 0.8)


def accused_on(clean: Clean, parts: Sections) -> Found[str] | None:
    """The day the prosecution was brought to this court; null at second instance or when the sentence has no day."""
    if parts.second:
        return None
    start = parts.body[0]
    stop = _TWO_SENTENCES.match(clean.text, start, start + 1500)
    end = stop.end() if stop else start
    mark = _TO_COURT.search(clean.text, start, end)
    earlier = [d.value for d in dates.scan(clean.text, *parts.parties) if len(d.value) == 10]
    found = dates.scan(clean.text, start, mark.start() if mark else end, earlier[-1] if earlier else None)
    days = [d for d in found if len(d.value) == 10]
    if mark is None:  # 检察院于某日以…起诉书指控, and nothing about bringing it to the court
        days = [d for d in days if clean.text[d.start - 1] == "于" and clean.text.startswith("以", d.end)]
    if not days:
        return None
    chosen = days[-1]
    for day in reversed(days[:-1]):  # 分别于A日、B日: the prosecution was brought on the first
        if clean.text[day.end : chosen.start] not in ("、", "和", "及"):
            break
        chosen = day
    return clean.found(chosen.value, chosen.start, chosen.end, 1.0 if mark else 0.7)


def indictment_number(clean: Clean, parts: Sections) -> Found[str] | None:
    """Number of the indictment (of the protest at second instance), year in 〔〕."""
    start = parts.body[0]
    end = min(start + (1500 if parts.second else 500), len(clean.text))
    for match in [
        *_INDICTMENT.finditer(clean.text, start, end),
        *_INDICTMENT_NAMED.finditer(clean.text, max(0, start - 20), end),
    ]:
        first = match["a"]
        if not re.search("[检诉公]", match["a"][-8:] + match["b"]):
            continue
        if parts.second and "抗诉" not in clean.text[match.end() : match.end() + 4]:
            continue  # the indictment retold is not a document of this instance
        at = match.start("a")
        cut = max((m.end() for m in _BEFORE_NUMBER.finditer(first)), default=0)
        at += cut
        prefix = first[cut:]
        rest = match["b"]
        year = match["y"].translate(str.maketrans("〇零一二三四五六七八九", "00123456789"))
        return clean.found(f"{prefix}〔{year}〕{rest}", at, match.end())
    return None


def procedure(clean: Clean, parts: Sections) -> Found[str] | None:
    """``fast``, ``summary`` or ``ordinary`` as used in the end; null when nothing is said."""
    start, near = parts.body[0], min(parts.body[0] + 1200, len(clean.text))
    end = max(near, parts.basis[0]) if parts.second else near  # the first trial may be retold with the reasons
    best: Found[str] | None = None
    for pattern, value in ((_FAST, "fast"), (_SUMMARY, "summary"), (_BY_OPINION, "summary"), (_ORDINARY, "ordinary")):
        for match in pattern.finditer(clean.text, start, end):
            if match.start() > near and not _USED.search(clean.text, match.start() - 8, match.start()):
                continue
            before = clean.text[max(start, match.start() - 16) : match.start()]
            if value != "ordinary" and _ONLY_ASKED.search(before) and "采纳" not in before:
                continue
            found = clean.found(value, *match.span())
            if best is None or (best.span and found.span and found.span[0] > best.span[0]):
                best = found
    return best


def judged_on(clean: Clean, parts: Sections) -> Found[str] | None:
    """The date line under the judgment."""
    for day in dates.scan(clean.text, *parts.tail):
        if len(day.value) == 10 and day.plain:
            return clean.found(day.value, day.start, day.end)
    return None
