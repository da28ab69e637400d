"""Circumstances the court itself finds in 本院认为, per defendant.

Every mention is judged by whose voice it stands in (a party's argument counts only when the court adopts it), by
negation, and then given to the defendants the sentence is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mingjian.documents.payments import paid
from mingjian.documents.subjects import Subjects, Who


@dataclass(frozen=True, slots=True)
class Mention:
    """A circumstance found by the court; ``who`` are indexes of defendants."""

    kind: str
    who: tuple[int, ...]
    start: int
    end: int
    sure: float


_TELL = r"(?:供述|交代|交待|供认|陈述|坦白)"
_KINDS = (
    (
        "drug_repeat",
        r"毒品(?:犯罪)?[的]?再犯|(?:[系是属为]|构成)再犯(?![应有新罪])"
        r"|(?:因|曾)(?:犯)?(?:走私|贩卖|运输|制造|非法持有)[^，。；]{0,20}毒品罪?[，]?被?判(?:过|处)[^，。；]{1,8}[，]?(?:现|今|此次|本次|刑满释放后)?"
        r"[又再]次?(?:犯[^，。；]{0,14}(?:毒品?罪|本罪)|(?:走私|贩卖|运输|制造|非法持有)毒品(?=[^。；]{0,12}从重))",
    ),
    (
        "recidivist",  # or its elements with its consequence (刑法 art. 65)
        r"累犯|五年[以之]?内[^。；]{0,12}?犯应当?判处有期徒刑以上?的?(?:刑罚)?之?罪(?![^。；]{0,30}(?:不构成|累犯))[^。；]{0,16}从重处罚",
    ),
    (
        "surrender",
        rf"自首|(?:自动|主动|自行)(?:(?![退赔缴还且并又])[^，。；]){{0,12}}(?:投案|归案|到案)[^。；]{{0,40}}?(?:如实|主动){_TELL}"
        r"|(?:视为|视作|认定为|应属|属于)(?:自动|主动)(?:投案|归案)",
    ),
    (
        "confession",
        rf"坦白|供认不讳|如实自己的(?:犯罪|罪行)|如实(?:地)?(?:[^，。；]{{0,4}})?{_TELL}"
        # 能交代主要犯罪事实: telling what he did, with a word that says he did it of himself
        r"|(?:(?<=[能均已])|(?<=能够|主动|全部|基本|彻底|及时))(?:交代|交待|供述|供认)了?"
        r"(?:其|自己|本人|全部|主要|基本|部分|所犯|上述|本案|参与|实施|的)*(?:犯罪|罪行)",
    ),
    ("merit", r"立功"),
    (
        "principal",  # or its elements with its consequence (刑法 art. 26 para. 4)
        r"主犯|(?:主要作用|组织|策划|指挥|领导)(?:(?!主犯|不)[^。；]){0,30}?按照?其?(?:所|各自)*(?:参与|组织|指挥)[^。；]{0,12}?(?:全部|所有)(?:的?犯罪|罪行)[^。；]{0,6}?处罚",
    ),
    ("coerced", r"胁从犯"),
    ("accessory", r"(?<!主、)(?<![胁主])从犯"),
    ("attempt", r"未遂|未得逞|未能得逞"),
    ("preparation", r"犯罪预备|预备犯"),
    ("abandonment", r"犯罪中止|中止犯|系中止"),
    (
        "minor",
        r"(?:系|是|属|为|(?<!同)时|尚)[^，。；]{0,10}(?:未成年(?!被害)|(?:未满|不满)(?:十八|18)周?岁)|未成年人犯罪(?!的解释)|未成年被告人"
        r"|(?:已满|年满)(?:十四|14|十六|16)周?岁[，]?(?:不满|未满)(?:十八|18|十六|16)周?岁|(?<=[，、])(?:不满|未满)(?:十八|18)周?岁(?![的未])|(?:犯罪|作案|案发)时[^。；]{0,12}(?:未成年|(?:不满|未满)(?:十八|18))",
    ),
    ("elderly", r"(?:已|年)满(?:七十五|75)周?岁"),
    (
        "plea",
        r"认罪认罚|(?:愿意|自愿|同意|愿)接受(?:法律)?(?:处罚|惩罚)|(?:自愿|愿意)认罪[、，]?(?:并)?(?:自愿|愿意)?(?:接受处罚|认罚)|签[署字订]?[^，。；认]{0,6}具结",
    ),
    (
        "returned",
        r"退[赔赃缴还清]|退回[^，。；]{0,12}(?:赃|所得|款|物品|财物|钱)|清退|(?:所得|赃款|赃物|款物|税款)[^，。；]{0,8}(?:上缴|退出|缴出|交还)|退出[^，。；]{0,12}(?:赃|所得|款)|还清|清偿|代偿|偿付"
        r"|(?:积极|主动|已|先行|自愿|全额|部分|全部|亲属|家属|代为)?(?:进行了?)?赔偿|(?:积极|主动|已|代为|全部)赔付"
        r"|缴纳(?!罚金(?![及和、并与]))[^，。；]{0,10}(?:违法所得|赃款|退赔)"
        r"|(?:返还|归还|偿还|上缴|上交|交出|缴回)[^，。；]{0,16}(?:款|赃|所得|损失|财物|钱|元|本息|本金)|补缴|弥补[^，。；]{0,8}损失"
        r"|将[^，。；]{1,20}(?:归还|交还)|(?:调解|和解)[^。；]{0,12}(?:履行完毕|已(?:经)?履行)"
        r"|达成[^，。；]{0,10}赔偿"
        r"|(?:(?:已|全部|全额|足额|主动|积极|代为|先行)[^，。；]{0,8}?(?:支付|付清|结清|垫付)[^，。；]{0,12}|支付了?(?:被害人)?的?(?:全部|部分)?)"
        r"(?:报酬|工资|医疗费|医药费|丧葬费|抢救费|治疗费)",
    ),
    ("forgiven", r"谅解|原谅|宽恕"),
)
_FINDERS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
_ANY = re.compile("|".join(pattern for _, pattern in _KINDS))
_SENTENCE = re.compile(r"[^。]{1,2000}。?")
_PARTY = r"(?:辩护人|被告人|上诉人|诉讼代理人|公诉机关|检察机关|检察院|检察员|抗诉机关|公诉人|控辩双方|其|辩护|上诉)"
_LONGEST = 100_000  # no court reasons longer; what is longer is not reasoning
# An argument begins at its verb (…提出), or at 关于 when it is told as a noun (关于…的意见).
_ARGUED = re.compile(
    r"(?P<noun>(?:被告人|上诉人)(?=(?:(?!辩护人|处罚|[可应予])[^。；，]){2,24}?的(?:辩解|(?:辩护)?意见|上诉理由|主张)))|"
    rf"{_PARTY}[^。；，]{{0,40}}?(?P<verb>提出|辩称|辩解|认为|所提|请求|主张|诉称|上诉称|辩护称|建议|指控(?=[^，。；]{{1,14}}(?:系|有(?!期|罪)|属于|构成(?:自首|立功|累犯)))|以(?=[^。；]{{2,80}}为由))"
    r"|(?P<about>(?:关于|对于|针对|就)(?![^》《]{0,60}》))(?=[^。；]{0,90}?(?:意见|理由|问题|辩解|辩护|的指控|的主张))|(?P<bare>辩护意见|上诉理由|辩称)"
)
_COURT_VOICE = re.compile(r"经查|经审理|本院认为|本院查明|经审查")
_RULING = re.compile(
    r"(?P<no>不予采[纳信]|(?:未|无法|不能|没有)[^，。；]{0,4}(?:查证|查实|核实)|不[能应]?予?采[纳信]|不(?:能)?成立|不予支持|不予认定|(?:无|没有|缺乏)[^，。；]{0,8}(?:事实|依据|证据)|与[^，。；]{0,20}不符|不符合|不能认定|不宜(?:认定|区分)|不(?:区)?分主|不能以|不构成|不属于?|于法无据)"
    r"|(?P<yes>予以采[纳信]|予采[纳信]|[应可][予当]?以?采[纳信]|予以支持|应予支持|予以认[定可]|予以确认|(?<!不)符合(?:法律|事实|本案|客观|查明|实际|查证)|合法有据|(?<!的)成立|有事实|合理|有理|采纳|采信|正确|属实|相符|一致|适当|恰当|予以考虑|酌情)"
)
_FOLLOWS = re.compile(r"(?:经查|对此|上述|以上|该|其|本院|辩护|被告|与)[^。]{0,160}")
_NO_BEFORE = re.compile(
    r"(?:(?:不能|不予|不应|不宜|不|难以|无法|不足以)认定)[^，。；]{0,20}$"
    r"|(?:不属于?|不适用|不是|不构成|非(?!法)|不具有|不具备|没有|不符合|不成立|否认|拒不|不能以?|未能|未予|尚?未(?!掌握|被掌握|遂|成年|满|能?得逞)|不够|不系|不应?以|不应|不宜?区分|不宜)"
    r"[^，。；、系是且并又能其但却仍]{0,12}$|是否(?:构成|具有|属于|系|有)?$|(?<!有)无(?:任何|法定|法)?$"
)
# 没有自首、立功情节: what is denied may be a list.
_NO_LIST = re.compile(
    r"(?:没有|(?<!有)无|不具有|不具备|不构成|不存在|并非|不属于?)(?:任何|法定的?)?"
    r"(?:(?:自首|坦白|立功|累犯|再犯|主犯|从犯|胁从犯|未遂|中止|预备|退赃|谅解)(?:情节|表现|行为)?(?:、|和|或者?|以及|及)){1,4}(?:重大|一般)?$"
)
_NO_AFTER = re.compile(
    r"[^，。；]{0,14}(?:不成立|不能成立|不予认定|不予采|的条件不|不符|条件，?不)|(?:的|和立功)?[^，。；]{0,6}(?:有关|相关)?(?:规定|的解释|问题)"
    r"|[^，。；]{0,8}(?:(?<!无)不当|有误|错误|两个要件|两个条件)|的(?:成立|构成|认定)(?:须|需|应|必须)"
)
_NO_INSIDE = re.compile(r"未(?!遂|得逞|能得逞|满|成年)|没有|拒|否认|不(?!讳|满)")
_CONCEDED = re.compile(r"(?:虽|虽然|系|具有|有|构成|属|属于|认定为)[^，。；]{0,14}$")
_TAKEN_BACK = {
    "plea": re.compile(r"[^。；]{0,24}(?:反悔|撤回|翻供)"),
    "confession": re.compile(r"[^。；]{0,14}(?:但|却|又|后)[^。；]{0,8}(?:翻供|推翻)(?![^。；]{0,30}如实)"),
}
# Surrender that came to nothing (自首后又潜逃，不能认定为自首; 最高法院关于自首和立功的解释 1998, art. 1).
_NO_SURRENDER = re.compile(
    r"[^。；]{0,40}?(?:不(?:能|予|应|宜|得)?再?(?:以|认定|按)[^，。；]{0,6}自首|不(?:构成|属于?|成立|具有|具备|符合|是)[^，。；]{0,6}自首)"
    r"|(?:后|[^。；]{0,40}?[又再]次?)[又再]?(?:潜逃|逃跑|脱逃|逃匿)(?![^。；]{0,30}(?:归案|投案))"  # not 案发后潜逃
)


def circumstances(
    text: str,
    start: int,
    end: int,
    names: list[str],
    plea_basis: bool,
    units: tuple[int, ...] = (),
    recovered: bool = False,
) -> list[Mention]:
    """What the court finds in ``[start, end)``; ``plea_basis``: the articles relied on are those of plea leniency;
    ``recovered``: the facts tell that somebody else gave back the gains (``payments``)."""
    reader = _Reader(text, start, end, names, plea_basis, units, recovered)
    for sentence in _SENTENCE.finditer(text, start, min(end, start + _LONGEST)):
        reader.sentence(sentence.start(), sentence.end())
    return reader.found


class _Reader:
    def __init__(
        self,
        text: str,
        start: int,
        limit: int,
        names: list[str],
        plea_basis: bool,
        units: tuple[int, ...],
        recovered: bool,
    ) -> None:
        self.text, self.limit, self.plea_basis, self.recovered = text, limit, plea_basis, recovered
        self.subjects = Subjects(text, start, limit, names, units)
        self.found: list[Mention] = []

    def sentence(self, start: int, end: int) -> None:
        """Read one sentence."""
        subjects = self.subjects.read(start, end)
        if _ANY.search(self.text, start, end):
            argued = [m.start(m.lastgroup or 0) for m in _ARGUED.finditer(self.text, start, end)]
            for kind, finder in _FINDERS:
                for match in finder.finditer(self.text, start, end):
                    sure = self._counts(kind, match, start, end, argued)
                    who = self.subjects.at(subjects, match.start())
                    if sure and not (kind == "surrender" and self._undone(match, who, subjects, end, argued)):
                        self.found.append(Mention(kind, who, match.start(), match.end(), sure))

    def _undone(
        self, match: re.Match[str], who: Who, subjects: list[tuple[int, Who]], end: int, argued: list[int]
    ) -> bool:
        """Whether the sentence goes on to say, of the same person and in the court's voice, that it was none."""
        denied = _NO_SURRENDER.match(self.text, match.end(), end)
        if denied is None or any(match.end() <= at < denied.end() for at in argued):
            return False
        return self.subjects.at(subjects, denied.end()) == who

    def _counts(self, kind: str, match: re.Match[str], start: int, end: int, argued: list[int]) -> float:
        """How sure the court finds it here; 0 when it does not."""
        text = self.text
        before = text[max(start, match.start() - 26) : match.start()]
        if _NO_LIST.search(text, max(start, match.start() - 30), match.start()):
            return 0
        if _NO_BEFORE.search(before) or _NO_AFTER.match(text[match.end() : min(end, match.end() + 20)]):
            return 0
        if kind not in ("attempt", "minor") and _NO_INSIDE.search(match[0]):
            return 0
        if not self._means(kind, match, start) or self.subjects.are_others(match.start(), start):
            return 0
        if kind != "plea" and text.rfind("《", start, match.start()) > text.rfind("》", start, match.start()):
            return 0
        lead = [a for a in argued if a < match.start()]
        if not lead:
            return 1.0
        own = _COURT_VOICE.search(text, lead[-1], match.start())
        ruling = _RULING.search(text, match.end(), end)
        if own:
            return 0.8 if not (ruling and ruling["no"]) or kind == "confession" or _CONCEDED.search(before) else 0
        if ruling is None:
            follow = _FOLLOWS.match(text, end, self.limit)
            ruling = _RULING.search(follow[0]) if follow else None
            if ruling is None and not re.search("辩|意见|上诉|理由|提出", text[lead[-1] : match.end() + 30]):
                return 0.8
        return 0.8 if ruling and ruling["yes"] else 0

    def _means(self, kind: str, match: re.Match[str], start: int) -> bool:
        """Whether the word means the circumstance here (the offender's age, a payment that was made …)."""
        text = self.text
        near = text[max(start, match.start() - 12) : match.start()]
        if kind == "minor":
            return not re.search(
                r"(?:被害|受害)[^，。；]*$|对象|前罪|前科|前案|利用|教唆|强迫|奸淫|与$|向$|对$|组织|引诱|《|子女",
                near.rpartition("处罚")[2] + match[0][:3],
            )
        after = text[match.end() : match.end() + 30]
        if kind == "merit":
            return not re.match(
                r"[^。；]{0,24}(?:未(?:能|经|予)?查(?:证|实)|尚未(?:查|核)|无法(?:查|核)|没有查|待查|不予认定)", after
            )
        if kind == "surrender" and re.search(
            r"(?:规劝|劝说|劝导|动员|敦促)[^，。；]{0,14}$", text[max(start, match.start() - 18) : match.start()]
        ):
            return False  # somebody else's
        if kind == "forgiven":
            return not re.search(r"(?:不予|未予|不|拒绝|没有|尚未)$", near)
        if kind in ("plea", "confession") and _TAKEN_BACK[kind].match(text, match.end()):
            return False
        if kind == "plea" and re.search(r"(?:不|未|没有)(?:自愿)?$", near):
            return False
        if kind == "plea" and "认罚" not in match[0]:
            return self.plea_basis
        if kind == "returned":
            return paid(text, match, start, self.recovered)
        return True
