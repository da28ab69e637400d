"""Circumstances the court itself finds in 本院认为, per defendant.

Each sentence is judged by whose voice it is (a party's argument counts only when the court adopts it), then each
mention by negation, and then given to the defendants the sentence is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mingjian.documents.verdict import _groups


@dataclass(frozen=True, slots=True)
class Mention:
    """A circumstance found by the court; ``who`` are indexes of defendants."""

    kind: str
    who: tuple[int, ...]
    start: int
    end: int
    sure: float


_KINDS = (
    ("drug_repeat", r"毒品(?:犯罪)?再犯|系再犯"),
    ("recidivist", r"累犯"),
    ("surrender", r"自首|(?:自动|主动|自行)(?:[^，。；]{0,12})?(?:投案|归案|到案)[^。；]{0,40}?(?:如实|主动)(?:供述|交代|交待|供认|陈述)"),
    ("confession", r"坦白|(?:如实|主动|全部)(?:地)?(?:[^，。；]{0,4})?(?:供述|交代|交待|供认|陈述)|供认不讳"),
    ("merit", r"立功"),
    ("principal", r"主犯"),
    ("coerced", r"胁从犯|胁从"),
    ("accessory", r"(?<!胁)从犯"),
    ("attempt", r"未遂|未得逞|未能得逞"),
    ("preparation", r"犯罪预备|预备犯"),
    ("abandonment", r"犯罪中止|中止犯|系中止"),
    ("minor", r"未成年(?!被害|少女|女|儿童|人犯罪的解释|子女)|(?:未满|不满)十八周?岁|(?:未满|不满)18周?岁|(?:已满|年满)(?:十四|14|十六|16)周?岁(?:不满|未满)(?:十八|18)周?岁"),
    ("elderly", r"(?:已|年)满(?:七十五|75)周?岁"),
    ("plea", r"认罪认罚|愿意接受处罚|(?:自愿|愿意)认罪[、，]?(?:并)?(?:自愿|愿意)?(?:接受处罚|认罚)"),
    (
        "returned",
        r"退[赔赃缴还出]|退出[^，。；]{0,12}(?:赃|所得|款)|(?:积极|主动|已|先行|自愿|全额|部分|全部|亲属|家属|代为)?(?:进行了?)?赔偿|退清|还清|清偿|缴纳[^，。；]{0,10}(?:违法所得|赃款|退赔)|(?:返还|归还|偿还|上缴|上交|交出|缴回)[^，。；]{0,16}(?:款|赃|所得|损失|财物|钱|元)|补缴|弥补[^，。；]{0,8}损失|达成[^，。；]{0,10}(?:赔偿|调解|和解)",
    ),
    ("forgiven", r"谅解|原谅|宽恕"),
)
_FINDERS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
_SENTENCE = re.compile(r"[^。]{1,6000}。?")
_ARGUED = re.compile(
    r"(?:辩护人|被告人|上诉人|诉讼代理人|原审被告人|公诉机关|检察机关|检察院|检察员|抗诉机关|公诉人|其|辩护|上诉)[^。；，]{0,60}?(?:提出|辩称|辩解|认为|所提|建议|请求|主张|关于|意见|辩护|理由|诉称)|关于[^。；]{0,80}(?:意见|理由|问题|辩解)|辩护意见|上诉理由|辩称"
)
_REJECTED = re.compile(r"不予采[纳信]|不[能应]?予?采[纳信]|不成立|不能成立|不予支持|不予认定|无事实|没有事实|与[^，。；]{0,20}不符|不符合|缺乏[^，。]{0,8}依据|无[^，。]{0,6}依据|不当")
_ADOPTED = re.compile(r"予以采[纳信]|予采[纳信]|应[予当]?以?采纳|予以支持|应予支持|予以认[定可]|予以确认|符合(?:法律|事实|本案|客观|查明|实际)|合法有据|成立|有事实|合理|可以采纳|酌情采纳|均?采纳|正确|属实|依法采纳|适当|予以考虑")
_RULED = re.compile(r"(?:经查|对此|上述|以上|该|其|本院|辩护|被告|与)[^。]{0,160}")
_NO_BEFORE = re.compile(
    r"(?:不属于?|不是|不构成|非|不具有|不具备|没有|未|不能认定[为]?|不予认定[为]?|不应认定[为]?|不符合|不成立|不宜认定[为]?|不认定[为]?|否认|拒不|无|不能|未能|未予|尚未|不够|不系|未有|不以)[^，。；、]{0,10}$"
)
_NO_AFTER = re.compile(r"^(?:[^，。；]{0,14})?(?:不成立|不能成立|不予认定|不予采|的条件不|不符|条件，?不)")
_LAW_TEXT = re.compile(r"(?:的，(?:是|应当|可以)|规定的?(?:自首|累犯|立功)|《[^》]*》)")
_MANY = re.compile(r"(?P<n>[二两三四五六七八九十]{1,2}|各|诸|上述|以上|所有|全体|均)(?:名)?(?:原审)?(?:被告人|上诉人|被告)|(?:被告人|上诉人)均")
_ANY_ONE = re.compile(r"(?:该)?(?:被告人|上诉人|原审被告人|其)")
_VICTIM = re.compile(r"被害人|受害人|同案|他人|证人|另案")
_FINISHED = re.compile(r"追回|发还|追缴|查获|缴获|收缴|公安机关|侦查机关|民警")


def circumstances(text: str, start: int, end: int, names: list[str], plea_basis: bool) -> list[Mention]:
    """What the court finds in ``[start, end)``; ``plea_basis`` says that the articles relied on are those of plea leniency."""
    found: list[Mention] = []
    everyone = tuple(range(len(names)))
    current = everyone
    for sentence in _SENTENCE.finditer(text, start, end):
        current = _sentence(text, sentence.start(), sentence.end(), names, everyone, current, plea_basis, found)
    return found


def _sentence(
    text: str,
    start: int,
    end: int,
    names: list[str],
    everyone: tuple[int, ...],
    current: tuple[int, ...],
    plea_basis: bool,
    found: list[Mention],
) -> tuple[int, ...]:
    whole = text[start:end]
    argued = _ARGUED.search(whole)
    if argued and _REJECTED.search(whole, argued.end()):
        return current
    if argued and not _ADOPTED.search(whole, argued.end()):
        follow = _RULED.match(text, end)
        adopted = follow is not None and _ADOPTED.search(follow[0]) and not _REJECTED.search(follow[0])
        if not adopted and re.search("辩护|辩称|辩解|上诉|理由|意见|提出", argued[0]):
            return current
    subjects = _subjects(text, start, end, names, everyone, current)
    for kind, finder in _FINDERS:
        for match in finder.finditer(text, start, end):
            before = text[max(start, match.start() - 14) : match.start()]
            if _NO_BEFORE.search(before) or _NO_AFTER.search(text[match.end() : min(end, match.end() + 20)]):
                continue
            if kind == "returned" and re.search(r"(?:未能|无力|没有能力)[^。；]{0,30}$", text[max(start, match.start() - 40) : match.start()]):
                continue
            if not _allowed(kind, text, match, start, end, plea_basis):
                continue
            who = _who(subjects, match.start(), everyone)
            found.append(Mention(kind, who, match.start(), match.end(), 0.8 if argued else 1.0))
    return subjects[-1][1] if subjects else current


def _allowed(kind: str, text: str, match: re.Match[str], start: int, end: int, plea_basis: bool) -> bool:
    clause_start = max(text.rfind("，", start, match.start()), text.rfind("、", start, match.start()), start - 1) + 1
    clause = text[clause_start : match.end() + 12]
    if kind == "minor":
        return not re.search(r"被害|受害|对未成年|利用|教唆|强迫|奸淫|与未|向未|吸引|组织|引诱|《", text[max(start, match.start() - 12) : match.start()])
    if kind == "plea" and "认罚" not in match[0]:
        return plea_basis
    if kind == "returned":
        if re.search(r"责令|应[当予]?[^，]{0,6}(?:退|赔)|继续|要求|请求|附带|判令|诉讼|愿意|未|不足|无力|经济困难|民事", text[max(start, match.start() - 8) : match.start()]):
            return False
        return not re.match(r"[^，。；]{0,4}(?:请求|责任|诉讼|义务|协议未)", text[match.end() : match.end() + 8])
    return bool(clause)


def _subjects(
    text: str, start: int, end: int, names: list[str], everyone: tuple[int, ...], current: tuple[int, ...]
) -> list[tuple[int, tuple[int, ...]]]:
    """Positions in the sentence from which it speaks of whom."""
    out: list[tuple[int, tuple[int, ...]]] = [(start, current)]
    if len(names) <= 1:
        return [(start, everyone)]
    index = {name: i for i, name in enumerate(names)}
    for at, _stop, group in _groups(text, start, end, sorted(names, key=len, reverse=True)):
        out.append((at, tuple(index[n] for n in group)))
    for match in _MANY.finditer(text, start, end):
        out.append((match.start(), everyone))
    out.sort(key=lambda item: item[0])
    return out


def _who(subjects: list[tuple[int, tuple[int, ...]]], position: int, everyone: tuple[int, ...]) -> tuple[int, ...]:
    chosen = everyone
    for at, who in subjects:
        if at > position:
            break
        chosen = who
    return chosen
