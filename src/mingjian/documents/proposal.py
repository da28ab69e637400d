"""The prosecution's sentencing proposal as the judgment retells it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mingjian.documents.names import name_groups
from mingjian.documents.numbers import NUM
from mingjian.documents.terms import TERM, parse_term

Who = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """``kind`` and lowest/highest months; ``who`` are indexes of defendants."""

    kind: str
    low: int | None
    high: int | None
    who: Who
    start: int
    end: int
    sure: float


_LEAD = re.compile(
    r"(?:建议|量刑意见|提请(?:本院|法庭)(?=在[^。；]{4,40}(?:量刑|判处|处罚))|提请(?:本院|法庭|依法)?(?=对被告(?:人|单位)[^。，；]{2,40}(?:判处|处以|在))|提出(?![^。；]{0,140}?(?:上诉|辩护|辩解)(?:意见|理由))(?=[^。；]{4,140}(?:量刑)?(?:建议|意见)))[^。]{0,300}"
    r"(?:。[并另]?对被告(?:人|单位)[^。，；]{2,20}?(?:判处|处以|在)[^。]{0,120}){0,12}"  # one sentence a defendant
    r"|(?:公诉机关|检察院|检察机关|公诉人)[^。；，]{0,10}?提出(?=[^。]{0,60}?(?:判处|处以|处))(?![^。；]{0,60}抗诉)[^。]{4,400}?量刑(?:建议|意见)"
    r"|(?:公诉机关|检察院|检察机关|公诉人)(?:(?:关于|对)[^。；]{4,200}?|[^。；，]{0,10}?(?:提出|发表)?的?(?:判处)?(?:有期徒刑|拘役|管制)[^。；]{1,40}?)(?:量刑|建议)"
)
_COMBINED = re.compile(r"(?:决定|合并|总和|并罚)[，]?(?:合并)?执行")
# What tells that the figure is for another count.
_COUNT = re.compile(r"[以犯][^，。；]{2,24}罪|罪[，]?(?:判|处|在)")
_NO_TERM = (
    ("fine_only", re.compile(r"单处罚金|判处(?:被告人|被告单位)?[^，。；罪]{0,12}?罚金")),
    ("exempted", re.compile("免[予于]刑事处罚")),
)
_OR_ANOTHER = re.compile(r"[，]?(?:、|或者?)(?:有期徒刑|拘役|管制|[^，。；]{1,10}有期徒刑)")
_NOT_A_TERM = re.compile(r"(?:建议|提出)[^。，；]{0,12}(?:驳回|维持|二审|发回)")
_VOICE = re.compile(
    r"辩护人|辩护意见|被告人[^，。]{0,14}?(?:辩称|辩解|提出|请求|对(?:公诉|起诉|指控|上述))|代理人|司法局|社区|调查评估|上诉"
    r"|公诉机关|检察院|公诉人|检察机关|本院|原审(?!被告人)"
)
_OTHERS = ("辩护", "被告人", "司法", "社区", "代理", "调查", "上诉")
_KIND = {"有期徒刑": "fixed_term", "拘役": "detention", "管制": "surveillance", "无期徒刑": "life", "死刑": "death"}
_RANK = ("surveillance", "detention", "fixed_term", "life", "death")
_MAIN = r"(?P<kind>有期徒刑|拘役|管制|无期徒刑|死刑)"
# 一至二年, 六至八个月: the unit may stand only behind the second number
_LOW = rf"(?:{TERM}|{NUM}{{1,3}}(?=[至到-]{NUM}{{1,3}}(?:年|个月)))"
_RANGE = re.compile(
    rf"(?P<low>{_LOW})(?:以上|至|到|-|、|，|以上，)+(?P<high>{TERM})(?:以下|左右|以内)?(?:的)?(?:幅度内)?(?:判处)?{_MAIN}"
    rf"|(?P<low2>{TERM})(?:以上|左右)?(?:的)?{_MAIN.replace('kind', 'kind2')}(?P<below2>以下)?"
    rf"|(?P<only>{TERM})(?:以下|以内)(?:的)?{_MAIN.replace('kind', 'kind3')}"
    rf"|{_MAIN.replace('kind', 'kind4')}[，]?(?:刑期)?(?:为|在|：)?"
    rf"(?:(?P<low4>{_LOW})(?:以上)?(?:[至到、-]|以上，?|，)(?:{_MAIN.replace('kind', 'again')}[，]?)?)?"
    rf"(?P<high4>{TERM})?(?P<below>以下|以内)?"
)


def proposals(text: str, start: int, end: int, names: list[str]) -> list[Proposed]:
    """Proposals in the body ``[start, end)``, each with whom it is about (all when nobody is named)."""
    found: list[Proposed] = []
    everyone = tuple(range(len(names)))
    for lead in _LEAD.finditer(text, start, end):
        before = text[max(start, lead.start() - 400) : lead.start()]
        if _not_prosecution(before, lead[0]):
            continue
        groups = name_groups(text, lead.start(), lead.end(), names) if len(names) > 1 else []
        first = _RANGE.search(text, *lead.span())
        if first and groups and groups[0][0] > first.start():  # 赵甲系主犯，建议判处…；钱乙系从犯，建议判处…
            sentence = max(text.rfind(c, start, lead.start()) for c in "。；") + 1
            groups = [*name_groups(text, max(sentence, start), lead.start(), names)[-1:], *groups]
        here: dict[Who, Proposed] = {}
        last = lead.start()
        for match in _RANGE.finditer(text, *lead.span()):
            item = _one(match)
            if item and item[1:] == (None, None) and _OR_ANOTHER.match(text, match.end(), lead.end()):
                continue  # 拘役或有期徒刑一年以下: the alternative that has a length
            if item is None:
                continue
            who = everyone
            for at, _stop, group in groups:
                if at < match.start():
                    who = tuple(names.index(n) for n in group)
            proposed = Proposed(*item, who, match.start(), match.end(), 0.9)
            between, last = text[last : match.start()], match.end()
            if who in here and not _COMBINED.search(between):
                if not _COUNT.search(between) or _weight(proposed) <= _weight(here[who]):
                    continue  # of several counts without a total the heaviest
            elif who not in here and any(set(p.who) & set(who) for p in here.values()):
                continue
            here[who] = proposed
        found += [p for p in here.values() if not any(set(q.who) & set(p.who) for q in found)]
        if not found:
            found.extend(_without_term(text, lead, everyone))
    return found


def _weight(proposed: Proposed) -> tuple[int, int]:
    return _RANK.index(proposed.kind), proposed.high or proposed.low or 0


def _without_term(text: str, lead: re.Match[str], everyone: tuple[int, ...]) -> list[Proposed]:
    """A fine only or an exemption: a kind that has no term."""
    for kind, pattern in _NO_TERM:
        match = pattern.search(text, lead.start(), lead.end())
        if match:
            return [Proposed(kind, None, None, everyone, *match.span(), 0.8)]
    return []


def _not_prosecution(before: str, lead: str) -> bool:
    """Whether the words stand in the mouth of the defence or of a social report."""
    if _NOT_A_TERM.match(lead):
        return True
    for sentence in reversed((before + lead[:4]).split("。")):  # who speaks first in it speaks the whole sentence
        voice = _VOICE.search(sentence)
        if voice:
            return voice[0].startswith(_OTHERS)
    return False


def _one(match: re.Match[str]) -> tuple[str, int | None, int | None] | None:
    def months(name: str, above: str = "") -> int | None:
        text = match[name] or ""
        term = parse_term(text) if text else None
        if term is None and text and above and match[above]:
            term = parse_term(text + ("年" if match[above].endswith("年") else "个月"))
        return term.months if term else None

    if match["kind"]:
        return _KIND[match["kind"]], months("low", "high"), months("high")
    if match["kind3"]:
        return _KIND[match["kind3"]], None, months("only")
    if match["kind2"]:
        low = months("low2")
        return _KIND[match["kind2"]], None if match["below2"] else low, None if "以上" in match[0] else low
    kind = max(_KIND[match["kind4"]], _KIND[match["again"] or match["kind4"]], key=_RANK.index)  # 拘役…至有期徒刑…
    low, high = months("low4", "high4"), months("high4")
    if low is None and high is not None:
        return (kind, None, high) if match["below"] else (kind, high, high)
    if low is not None and high is None and "以上" not in match[0]:
        return (kind, None, low) if match["below"] else (kind, low, low)
    return kind, low, high
