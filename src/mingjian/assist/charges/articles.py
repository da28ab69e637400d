"""Articles of the Criminal Law for charges and facts: those of the charge, the special part's companions, and those of
the general part that the facts show.

An article of the general part stands only with what shows it: words, an earlier sentence with its days (65), a drug
that is contraband or loot that nobody gave back (64). Probation (72, 73), sparing of penalty and the like are the
court's choice and are never read from facts. Sources: Criminal Law, the article itself in each line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mingjian.assist.charges.earlier import again_within, drugs_before
from mingjian.assist.charges.folding import Folded, Span, fold
from mingjian.law.charges import Charge
from mingjian.law.penalties import penalties
from mingjian.law.selective import full_charge

__all__ = ["Article", "articles"]


@dataclass(frozen=True, slots=True)
class Article:
    """`number` as `133之1`, `paragraphs` of it where the law puts the charge there; why, in both languages. `spans`
    are the words that show it, empty for the charge's own."""

    number: str
    paragraphs: tuple[str, ...]
    zh: str
    en: str
    spans: tuple[Span, ...] = ()


_GENERAL: tuple[tuple[str, str, str, str], ...] = (
    ("17", r"未成年被告人|被告人[^，。]{0,12}(?:未成年|(?:未|不)满(?:十八|18)周?岁)", "未满十八周岁", "under eighteen"),
    ("18", r"限制刑事责任能力|不能完全辨认", "限制刑事责任能力", "diminished responsibility"),
    ("19", r"(?:被告人|系)[^，。]{0,10}(?:聋哑人|盲人)", "聋哑人、盲人", "deaf-mute or blind"),
    ("20", r"防卫过当|正当防卫", "防卫", "defence"),
    ("22", r"为(?:实施)?犯罪准备工具|犯罪预备", "预备", "preparation"),
    ("23", r"未遂|未得逞|意志以外的原因|未窃得|未能得手", "未遂", "attempt"),
    ("24", r"犯罪中止|自动放弃", "中止", "abandoned"),
    ("25", r"伙同|共同(?:犯罪|盗|抢|骗|殴|贩|实施|故意)|结伙|合伙|纠集|共谋|合谋|商量|商议|另案处理|(?:均|已)判刑|分工",
     "二人以上共同", "several acting together"),
    ("26", r"主犯|起(?:了)?主要作用|组织者|首要分子", "主犯", "principal"),
    ("27", r"从犯|起(?:了)?(?:次要|辅助)作用", "从犯", "accessory"),
    ("28", r"胁从|被胁迫参加", "胁从犯", "coerced"),
    ("67", r"投案|自首|如实供述|坦白|如实交代", "自首或者坦白", "surrender or confession"),
    ("67", r"(?:无|没有|不持|未提出)异议|供认不讳|自愿认罪|认罪认罚",
     "承认指控，是否到案后如实供述须核对", "admits the charge; whether he confessed truthfully is to be checked"),
    ("68", r"立功|协助(?:公安|抓)|检举揭发", "立功", "meritorious service"),
    ("69", r"数罪并罚", "数罪并罚", "several crimes"),
    ("70", r"漏罪|判决宣告以前还有其他罪", "判决宣告后发现漏罪", "crime found after judgment"),
    ("77", r"撤销缓刑|缓刑考验期", "缓刑考验期内再犯", "crime during probation"),
)  # fmt: skip
_CONTRABAND = re.compile(r"毒品|枪支|弹药|爆炸物|假币|淫秽|伪造|伪劣|假药|赌")
_PROPERTY = re.compile(r"盗窃|诈骗|抢劫|抢夺|侵占|挪用|敲诈勒索|贪污|受贿|集资")
_PROCEEDS = re.compile(r"违法所得|毒资|赌资|追缴|没收|责令[^，。]{0,6}退赔|随案移送|作案工具|扣押")
_GIVEN_BACK = re.compile(r"发还|返还|退还|退赔|退回|赔偿|追回|谅解|退赃|退出")
_CALLED_SO = re.compile(r"(?<!不)(?:系|是|构成|属于?)累犯")
_SPECIAL = 102
"""The first article of the special part."""
_UNIT = re.compile(r"被告单位|单位犯")
_BY_UNIT: tuple[tuple[frozenset[int], str], ...] = (
    (frozenset(range(140, 149)), "150"),
    (frozenset({194, 195}), "200"),
    (frozenset({201, 203, 204, 207, 208, 209}), "211"),
    (frozenset(range(213, 220)), "220"),
    (frozenset(range(221, 231)), "231"),
    (frozenset(range(338, 346)), "346"),
)
"""Articles on units, each with those it names."""
_OWN_PARAGRAPH = date(2021, 3, 1)
"""Since when art. 192 has a paragraph on units of its own and art. 200 names it no longer (刑法修正案（十一）)."""
_DRUGS_AGAIN = re.compile(
    r"(?:曾|前|因犯)[^。]{0,16}(?:走私|贩卖|运输|制造|非法持有)[^，。]{0,8}毒品罪?[^。]{0,30}(?:判|刑)|毒品(?:犯罪)?(?:的)?再犯"
)
_TURNED = re.compile(
    r"(?:盗|窃|偷|骗|抢夺)[^。]{0,160}?(?:窝藏|抗拒|逃|被[^。]{0,12}发现|抓捕)[^。]{0,120}?(?:打|刀|捅|咬|推|威胁|拖)"
)
_GRAVE = re.compile(r"死亡|身亡|重伤|重大损失|严重后果|倾覆|烧毁")
_PAIRS = {"114": "115", "116": "119", "117": "119", "118": "119"}
"""Endangering without grave result, and with it: arts. 114 and 115, 116–118 and 119."""
_TAKES = {"贪污罪": ("382", "383"), "受贿罪": ("385", "386", "383"), "行贿罪": ("389", "390"), "单位受贿罪": ("387",)}
"""Charges defined in one article and punished by another: 386 and 383 for 385, 390 for 389."""
_THROUGH = re.compile(r"通过(?:其他)?国家工作人员[^。]{0,20}职务|职权或者地位形成的便利")


def articles(names: Sequence[str], text: str, on: date | None = None) -> list[Article]:
    """The articles for charges (罪 may be left off) and a text. LookupError for a name that is no charge."""
    folded = fold(text)
    found: dict[str, Article] = {}
    known = [_known(name) for name in names]
    for one in known:
        for article in _special(one, folded, on):
            found.setdefault(article.number, article)
    fined = [one.name for one in known if _fined(one, on)]
    for number, pattern, zh, en in _GENERAL:
        spans = tuple(folded.back(hit.span()) for hit in re.finditer(pattern, folded.text))
        if spans:
            found.setdefault(number, Article(number, (), zh, en, spans))
    for article in (*_things(known, folded), *_again(folded)):
        found.setdefault(article.number, article)
    if len({one.now for one in known}) > 1:
        found.setdefault("69", Article("69", (), "数罪", "several crimes"))
    for number in ("52", "53") if fined else ():
        zh, en = f"{'、'.join(fined)}须并处罚金", f"a fine must be imposed for {', '.join(fined)}"
        found.setdefault(number, Article(number, (), zh, en))
    return sorted(found.values(), key=_order)


def _things(known: Sequence[Charge], folded: Folded) -> list[Article]:
    """Article 64: contraband, tools and proceeds told of, loot that was not given back."""
    back = _GIVEN_BACK.search(folded.text)
    spans = tuple(folded.back(hit.span()) for hit in _PROCEEDS.finditer(folded.text))
    if any(_CONTRABAND.search(one.name) for one in known):
        return [Article("64", (), "违禁品、供犯罪所用的财物", "contraband and tools", spans)]
    if spans and not back:
        return [Article("64", (), "违法所得、供犯罪所用的财物", "proceeds and tools", spans)]
    if any(_PROPERTY.search(one.name) for one in known) and not back:
        return [Article("64", (), "未见退赔、发还：追缴或者责令退赔", "nothing is told to be given back")]
    return []


def _again(folded: Folded) -> list[Article]:
    """Article 65: an earlier fixed term that ended within five years, or words that call him so."""
    ended = [folded.back(one.span) for one in again_within(folded.text)]
    said = [folded.back(hit.span()) for hit in _CALLED_SO.finditer(folded.text)]
    zh = "前罪刑满五年以内再犯；前后罪是否故意、犯罪时是否已满十八周岁须核对"
    en = "again within five years; whether both are by intent and of an adult is to be checked"
    return [Article("65", (), zh, en, (*ended, *said))] if ended or said else []


def _order(one: Article) -> tuple[bool, list[int]]:
    """The special part first, each part in the order of the law."""
    numbers = [int(part) for part in one.number.split("之")]
    return numbers[0] < _SPECIAL, numbers


def _known(name: str) -> Charge:
    found = full_charge(name)
    if found is None:
        raise LookupError(f"没有这个罪名：{name} / no such charge: {name}")
    return found


def _special(one: Charge, folded: Folded, on: date | None) -> list[Article]:
    """The charge's own articles and what goes with them in the special part."""
    text = folded.text
    zh, en = f"{one.name}的条文", f"the article of {one.name}"
    own = list(_TAKES.get(one.name, one.articles))
    if len(own) > 1 and own[0] in _PAIRS and _PAIRS[own[0]] in own:
        own = [_PAIRS[own[0]]] if _GRAVE.search(text) else own[:1]
    found = [Article(number, _paragraphs(one, number), zh, en) for number in own]
    if one.name == "抢劫罪" and _TURNED.search(text):
        found.append(Article("269", (), "盗窃、诈骗、抢夺后当场使用暴力", "force used on the spot after taking"))
    if one.name == "受贿罪" and _THROUGH.search(text):
        found.append(Article("388", (), "通过其他国家工作人员职务上的行为", "through the office of another"))
    if 347 <= int(own[0].split("之")[0]) <= 355:
        spans = [folded.back(each.span) for each in drugs_before(text)]
        spans += [folded.back(hit.span()) for hit in _DRUGS_AGAIN.finditer(text)]
        found += [Article("356", (), "毒品再犯", "a drug offender again", tuple(spans))] if spans else []
    if _UNIT.search(text):
        base = int(own[0].split("之")[0])
        units = [number for named, number in _BY_UNIT if base in named]
        units += ["200"] if base == 192 and on is not None and on < _OWN_PARAGRAPH else []
        found += [Article(number, (), "单位犯罪", "crime of a unit") for number in units]
    return found


def _paragraphs(one: Charge, number: str) -> tuple[str, ...]:
    return tuple(held.split("-")[1] for held in one.provisions if held.startswith(f"{number}-"))


def _fined(one: Charge, on: date | None) -> bool:
    """Whether the law in force on the day, or the newest, has a fine in every tier of the charge."""
    rows = [row for row in penalties() if row.charge == one.name]
    if on is not None:
        rows = [row for row in rows if row.start <= on and (row.end is None or on <= row.end)]
    return bool(rows) and rows[-1].fine_rule == "must"
