"""Names of people and companies in a running text, without a roster and without a dictionary.

A name is taken for one because of what stands before it (被告人, 证人, 与 …) or behind it (说, 驾驶, 先生 …), and then
wherever it stands again in the text. What begins a common word (方法, 时间, 高度) is none. A name that nothing tells
apart from a word is missed; who knows the people hands their names over (`known`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mingjian.knowledge.anonymising.wordlists import sections
from mingjian.standards.surnames import COMPOUND, SURNAMES

__all__ = ["companies", "people"]

_HAN = "\u4e00-\u9fff"
_WORDS = sections("names.txt")
_ROLES, _TITLES, _TAKING, _DOING = (_WORDS[one] for one in ("roles", "titles", "taking", "doing"))
_COMMON, _STRONG = frozenset(_WORDS["common"]), frozenset("".join(_WORDS["strong"]))
_SURE, _TYPICAL = frozenset("".join(_WORDS["sure"])), frozenset("".join(_WORDS["given"]))
_ALSO = frozenset("于易常文")
"""Surnames that are words too, which two signs of a given name behind them tell apart."""
_NAMELY, _SOUNDS = frozenset("".join(_WORDS["namely"])), "".join(_WORDS["dotted"])
_ENDING = tuple(_WORDS["not_before"])
_BEFORE = '与和同向对由被让给叫是为找把替跟及或、，。；：:（(“"《 \n\t？！?!从将令系称告问'
_AFTER = (
    "在于与和因以为将等从到驾伙经的至被未明及多容贩向携用自持就让给让电接共通再随归处家住供交乘来是对系案使购并把跟同又还也都已曾正便仍"
    "系应可能会要想说称述讲问答借欠骗偷抢打杀伤害死逃抓捕判服刑诉告签收付转汇卖买开办骑骂威胁找见得知认有没无不则却先后前时之或名下所其此该即"
    "涉参伪虚隐冒取拒拖转取骑撞肇酒醉指教纠组提委雇招介名下作犯实入出"
)
_NAMEABLE = "向明成来同和开正先会想知认公家为立从海名将"
"""Of these, signs that given names end with too."""
_NEVER = "的了是不在有和与及或等其该此被把将对向从由以于因并也都就又还很更最这那哪谁么吗呢吧啊地得着过姓某，。罪"
"""Signs that no given name holds."""
_GIVEN = rf"[{_HAN}]"
_NAME = rf"(?:(?:{'|'.join(COMPOUND)}){_GIVEN}{{1,2}}|[{SURNAMES}]{_GIVEN}{{1,2}})"
_ROLE = "|".join(sorted(_ROLES, key=len, reverse=True))
_DOES = re.compile("|".join(_DOING))
_BEHIND_ROLE = re.compile(
    rf"(?:{_ROLE})(?:（[^（）]{{1,12}}）|\([^()]{{1,12}}\))?[:：为是系叫名、“\"\s]{{0,2}}(?={_NAME})"
)
_LISTED = re.compile(rf"[、和与及](?={_NAME})")
_CALLED = re.compile(rf"(?={_NAME})")
_TITLE = "|".join(_TITLES)
_NICKNAMED = re.compile(
    rf"(?:{'|'.join(_WORDS['nicknames'])})[:：为叫是]{{0,2}}"
    rf"(?:[“\"「『‘']([^”\"」』’'。，]{{1,8}})[”\"」』’']|(?<=[:：为叫是])([{_HAN}]{{2,4}})(?=[，。；、）)：:]|$))"
)
_DOTTED = re.compile(
    rf"[{_HAN}]{{2,12}}[·•・](?:[{_SOUNDS}]{{2,8}}(?=[{_AFTER}的]|[^{_HAN}]|$)|[{_HAN}]{{2,6}}(?=[^{_HAN}]|$)|[{_HAN}]{{2,8}}?(?=[{_AFTER}]|[^{_HAN}]|$))"
)
_BEGINS = re.compile(rf"^.*(?:{_ROLE}|[与和对向由被是叫找让给将])(?=[{_HAN}]{{2,}}[·•・])")
_ALREADY = re.compile(r"某|[XxＸｘ×*＊]")
_FORM = "|".join(_WORDS["forms"])
_COMPANY = re.compile(rf"(?:[{_HAN}A-Za-z0-9（）()]{{2,24}}?)(?:{_FORM})")
_LEADS = "与和向对由在到从被是为的给将及系叫住把替经即让至"
_CUT = re.compile(rf".*(?:{_ROLE}|被告单位|被害单位|上诉单位|公司名称|[{_LEADS}])(?=[{_HAN}A-Za-z0-9（(]{{2,}})")
_OWN = re.compile(f"^(?:{'|'.join(_WORDS['own'])})")


def people(text: str, known: Iterable[str] = ()) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of every naming of a person; `known`: names to be found whatever stands about them."""
    names = {one for one in known if len(one) > 1} | _settled(text, set(_names(text)))
    for name in names:
        for found in re.finditer(re.escape(name), text):
            yield *found.span(), "person"


def companies(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of every company, shop and the like by its name; nothing of public bodies."""
    for found in _COMPANY.finditer(text):
        cut = _CUT.match(found[0])
        start = found.start() + (cut.end() if cut else 0)
        name = text[start : found.end()]
        if len(name) > 4 and not _OWN.match(name) and not _ALREADY.search(name):
            yield start, found.end(), "company"


def _settled(text: str, names: set[str]) -> set[str]:
    """What was read once with a sign too few is put right by the other places where the name stands."""
    found = set()
    for name in names:
        behind = {text[one.end() : one.end() + 1] for one in re.finditer(re.escape(name), text)}
        sign = next(iter(behind)) if len(behind) == 1 and text.count(name) > 1 else ""
        longer = len(name) == 2 and name[0] in SURNAMES and sign in _TYPICAL and sign not in _NEVER
        found.add(name + sign if longer and sign else name)
    return found


def _names(text: str) -> Iterator[str]:
    for called in _NICKNAMED.finditer(text):
        yield called[1] or called[2]
    for dotted in _DOTTED.finditer(text):
        yield _BEGINS.sub("", dotted[0])
    starts: set[int] = set()
    for role in _BEHIND_ROLE.finditer(text):
        name = _read(text, role.end(), weak=True)
        if name:
            yield name
            starts.add(role.end() + len(name))
    while starts:  # 被告人甲乙、丙丁和戊己
        at = starts.pop()
        listed = _LISTED.match(text, at)
        if listed is not None and (name := _read(text, listed.end(), weak=True)):
            yield name
            starts.add(listed.end() + len(name))
    for found in _CALLED.finditer(text):
        at = found.start()
        if text[at - 1 : at + 1] in COMPOUND and at > 0:
            continue
        if text[at : at + 2] in COMPOUND and text[at + 2 : at + 3] in _TYPICAL and (name := _read(text, at, weak=True)):
            yield name
            continue
        if at == 0 or text[at - 1] in _BEFORE or text[at - 2 : at] in _TAKING or not _han(text[at - 1]):
            name = _read(text, at, weak=False)
            if name:
                yield name
                continue
        if name := (_alone(text, at) if text[at] in _SURE else "") or _again(text, at):
            yield name


def _read(text: str, at: int, weak: bool) -> str:
    """The name that begins at a place, or nothing. `weak`: what stands before it says that a name follows."""
    compound = text[at : at + 2] in COMPOUND
    head = 2 if compound else 1
    if not compound and text[at : at + 2] in _COMMON:
        named = weak and text[at + 2 : at + 3] in _TYPICAL and _given(text[at + 2]) and _ends(text, at + 3)
        return text[at : at + 3] if named else ""
    does = _DOES.match(text, at + head)
    if does is not None and len(does[0]) > 1:
        return ""
    longer, shorter = text[at : at + head + 2], text[at : at + head + 1]
    options = [one for one in (longer, shorter) if len(one) > head and _given(one[head:])]
    if not options:
        return ""
    ends = {one: _ends(text, at + len(one)) for one in options}
    best = options[0]
    if len(options) == 2:
        last = longer[-1]
        goes_on = (last in _AFTER or _DOES.match(text, at + head + 1)) and not (last in _NAMEABLE and ends[longer])
        titled = ends[shorter] == 2 and ends[longer] == 0
        best = shorter if goes_on or titled else longer
    if weak:
        return best
    if not compound and text[at] not in _STRONG:
        name_like = best[-1] in _NAMELY and ends[best] and (len(best) == 2 or best[1] in _TYPICAL)
        return best if name_like or (len(best) == 3 and _told(text, at, at + 3)) else ""
    return best if ends[best] or (at > 0 and text[at - 1] in "与被由让叫给跟找替") else ""


def _alone(text: str, at: int) -> str:
    """A name that begins with a sign that is hardly anything else, and goes on with signs of given names."""
    if text[max(0, at - 3) : at + 1].endswith(_ENDING) or text[at : at + 2] in _COMMON:
        return ""
    first, last = text[at + 1 : at + 2], text[at + 2 : at + 3]
    if (first == "为" and last not in _NAMELY) or first not in _TYPICAL or first in _NEVER:
        return ""
    two_end = not last or not _han(last) or last in _AFTER or _DOES.match(text, at + 2) is not None
    if last and last in _TYPICAL and last not in _NEVER and not (two_end and (last not in _NAMEABLE)):
        return text[at : at + 3]
    return text[at : at + 2] if two_end else ""


def _again(text: str, at: int) -> str:
    """A surname and two signs of given names that stand together more than once: 于可香 … 于可香."""
    name = text[at : at + 3]
    if len(name) < 3 or name[0] not in _STRONG | _ALSO or name[:2] in _COMMON or text[at - 1 : at + 1] in _COMMON:
        return ""
    if not set(name[1:]) <= _TYPICAL or not _given(name[1:]) or text[max(0, at - 3) : at + 1].endswith(_ENDING):
        return ""
    return name if text.count(name) > 1 or (name[2] in _NAMELY and _ends(text, at + 3)) else ""


def _given(name: str) -> bool:
    return all(map(_han, name)) and not any(sign in _NEVER for sign in name) and name[-1] != "为"


def _han(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"


def _ends(text: str, at: int) -> int:
    """2: nothing Chinese follows, or a title; 1: a sign that often stands behind a name; 0: anything else."""
    following = text[at : at + 1]
    if not following or not _han(following) or re.match(_TITLE, text[at : at + 3]):
        return 2
    return 1 if following in _AFTER or _DOES.match(text, at) else 0


def _told(text: str, start: int, end: int) -> bool:
    """Whether what stands about it is said of a person, for surnames that are words too."""
    if re.match(_TITLE, text[end : end + 3]):
        return True
    if start == 0 or not _han(text[start - 1]):
        return text[end : end + 1] in tuple("与说称系（(")
    return text[start - 1] in "与被叫给跟替" and (not _han(text[end : end + 1]) or bool(_DOES.match(text, end)))
