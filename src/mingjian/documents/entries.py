"""The parties' part cut into one entry a defendant, and what stands in the entry: sex, birth, id number, home."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mingjian.documents import dates, names
from mingjian.documents.found import Found
from mingjian.documents.sections import Sections
from mingjian.documents.text import Clean

_OTHER = (
    r"(?:原?公诉(?:机关|关)|抗诉机关|诉讼代表人|法定代(?:理|表)人|(?:指定|委托|共同)?辩护人|诉讼代理人|委托代理人|代理人"
    r"|(?:原审)?附带民事|被害人|(?:原审)?自诉人|翻译|合适成年人|被告人近亲属)"
)
_START = re.compile(rf"(?P<role>{names.ROLE})|(?P<other>{_OTHER})")
_SHARED = re.compile(
    r"(?:上述|以上|以上述|上列|前述|前列)[^。；，]{0,6}?(?:被告人|人员|[二两三四五六七八九十0-9]人)|(?:[二两三四五六七八九十]{1,3}|[0-9]{1,2})(?:名)?(?:上诉人|原审)?被告人|被告人[^。，；]{2,40}(?:均|分别)"
)
_SEX = re.compile(
    r"[男女](?=[，。、；性]|[0-9一二]|汉|[\u4e00-\u9fff]{0,3}族|生|出生|因|户|住|文|小|初|高|中|大|农|无|\Z)"
)
_SEX_NEXT = re.compile(r"[，]?[男女](?![某士])")
_BORN = re.compile(r"(?:[*×xX某]{1,2}月)?(?:[*×xX某]{1,2}日)?[，]?(?:[^，。]?出|）?)生")
_ID = re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])|(?<![0-9])[1-9][0-9]{14}(?![0-9])")
_HOME = re.compile(
    r"(?:户籍(?:所在)?地?|户口所在地|住所?地?|家住|现住|居住地|暂住)(?:在|为|是|：|于)?(?P<home>[\u4e00-\u9fff]{2,30}?(?:省|市|自治区|县|区|镇|乡|村)[^，。；]{0,30})"
)


@dataclass(slots=True)
class Entry:
    """One defendant's entry: clean spans of name and texts (own and shared sentences) that speak of him."""

    name: str
    name_at: tuple[int, int]
    unit: bool
    texts: list[tuple[int, int]] = field(default_factory=list)


def entries(clean: Clean, parts: Sections, known: list[str]) -> list[Entry]:
    """Entries of the heading in printed order; ``known`` are names read from accusation and operative part."""
    text = clean.text
    start, end = parts.parties
    found: list[Entry] = []
    starts = [m for m in _START.finditer(text, start, end) if _opens(clean, m.start(), start)]
    for i, match in enumerate(starts):
        stop = starts[i + 1].start() if i + 1 < len(starts) else end
        if match["other"]:
            continue
        name = _name(text, match.end(), stop, known)
        if name is None:
            if found and text.startswith("因", match.end()):  # 被告人因涉嫌…: the one just introduced
                found[-1].texts.append((match.start(), stop))
            continue
        begin = text.find(name, match.end())
        at = (begin, begin + len(name))
        unit = "单位" in match[0] or bool(names.UNIT_NAME.search(name) and len(name) > 5)
        named = {names.bare(n) for n in (name, *_more_names(text, at[1], known))}
        again = [e for e in found if e.name in named]
        if again:  # the heading speaks of the same persons again
            for entry in again:
                entry.texts.append((match.start(), stop))
        else:
            found.append(Entry(names.bare(name), at, unit, [(match.start(), stop)]))
    _share(text, start, end, found)
    return found


def _opens(clean: Clean, position: int, start: int) -> bool:
    before = clean.text[position - 1] if position else "。"
    return (
        position == start
        or before in "。；》〉>："
        or clean.broken(position)
        or clean.text[max(0, position - 3) : position] == "检察院"
    )


def _name(text: str, start: int, stop: int, known: list[str]) -> str | None:
    called = re.compile(r"(?:自报(?:姓名|名)?|自称|化名|：)").match(text, start)
    start = called.end() if called else start
    best = max((n for n in known if text.startswith(n, start)), key=len, default=None)
    if best is not None:
        return best
    if re.compile(r"[均因、及]|和(?![^，。；：（]{1,3}[，（])").match(text, start):
        return None
    match = re.compile(r"[：:]?(?P<name>[^，。；：（）]{1,40})").match(text, start, stop)
    if match is None:
        return None
    name = match["name"]
    sex = _SEX.search(name, 1)
    if sex:
        name = name[: sex.start()]
    elif len(name) > 4 and not names.UNIT_NAME.search(name):
        due = re.search(r"因|[0-9]|农民|无业|汉族|于", name)
        name = name[: due.start()] if due and due.start() > 1 else name[:3]
    return name if name and not re.search(r"均|等[二三四五六七八九十]人", name) else None


def _more_names(text: str, at: int, known: list[str]) -> list[str]:
    """Names listed behind the one that ends at ``at`` (被告人A、B因涉嫌…)."""
    more: list[str] = []
    while text[at : at + 1] in ("、", "和", "及", "与"):
        name = max((n for n in known if text.startswith(n, at + 1)), key=len, default=None)
        if name is None:
            break
        more.append(name)
        at += 1 + len(name)
    return more


def _share(text: str, start: int, end: int, found: list[Entry]) -> None:
    """A sentence about 上述三被告人 belongs to each of them."""
    for match in _SHARED.finditer(text, start, end):
        before = text[match.start() - 1] if match.start() else "。"
        if before not in "。；、":
            continue
        close = re.compile(r"。|\Z").search(text, match.end(), end)
        stop = close.end() if close else end
        named = [e for e in found if e.name in text[match.start() : match.end()]]
        for entry in named or found:
            if entry.name_at[0] < match.start() and not any(a <= match.start() < b for a, b in entry.texts):
                entry.texts.append((match.start(), stop))


def sex(clean: Clean, entry: Entry) -> Found[str] | None:
    """``male`` or ``female`` from the entry."""
    start, stop = entry.name_at[1], entry.texts[0][1]
    match = _SEX_NEXT.match(clean.text, start, stop) or _SEX.search(clean.text, start, min(stop, start + 60))
    return clean.found("male" if match[0][-1] == "男" else "female", *match.span()) if match else None


def birth(clean: Clean, entry: Entry) -> Found[str] | None:
    """Birth date, cut where no more is printed."""
    start, stop = entry.name_at[1], min(entry.texts[0][1], entry.name_at[1] + 200)
    for day in dates.scan(clean.text, start, stop):
        after = clean.text[day.end : day.end + 3]
        before = clean.text[max(start, day.start - 5) : day.start]
        lead = clean.text[start : day.start]
        if (
            _BORN.match(clean.text, day.end)
            or re.search(r"生于|出生|生日", before)
            or (len(lead) <= 6 and not re.search("[。；因于]", lead) and re.match(r"[，。]?[^因]", after))
        ):
            return clean.found(day.value, day.start, day.end)
        return None
    return None


def id_number(clean: Clean, entry: Entry) -> Found[str] | None:
    """A citizen id printed in the entry."""
    match = _ID.search(clean.text, entry.name_at[1], entry.texts[0][1])
    return clean.found(match[0].upper(), *match.span()) if match else None


def home(clean: Clean, entry: Entry) -> Found[str] | None:
    """Home or registered residence as printed."""
    match = _HOME.search(clean.text, entry.name_at[1], entry.texts[0][1])
    return clean.found(match["home"], *match.span("home")) if match else None
