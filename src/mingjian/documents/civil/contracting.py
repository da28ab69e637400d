"""What a court found about the contracting of works: 挂靠, 转包, 违法分包, with company, other side and project.

A finding is a clause of the court's own (what it found, its opinion) that says so: not what a party asserts, not what a
statute says, not what the court denies or leaves open. What parties assert is kept apart (``told_by`` ``party``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mingjian.documents import dates
from mingjian.documents.civil.model import Contracting, Party, Works
from mingjian.documents.civil.parties import short_names
from mingjian.documents.civil.parts import CivilParts, Span
from mingjian.documents.found import Found
from mingjian.documents.text import Clean

_WORDS = {
    "affiliation": re.compile(
        r"挂靠(?!费|管理费|协议约定)|(?:借用|出借|使用)[^，。；]{0,30}?资质|(?:无|没有|不具备)[^，。；]{0,20}资质[^。；]{0,30}?以[^，。；]{2,30}(?:的)?名义"
    ),
    "assignment": re.compile(r"转包(?!人|方)"),
    "subcontract": re.compile(
        r"(?:违法|非法)(?:进行)?(?:的)?(?:再)?分包(?!人|方)|分包给(?:了)?[^。；]{0,40}?(?:不具备|没有|无|未取得|缺乏)[^。；，]{0,16}资质"
    ),
}
_ANY = re.compile("挂靠|资质|转包|分包")
_WORKS = re.compile(r"建设工程|施工|承建|标段|项目部|工地|装修工程|安装工程")
_OTHER = re.compile(
    r"车辆|货车|挂车|客车|出租车|轿车|车牌|运输公司|道路运输|营运|土地承包经营|经营权|证书挂靠|职称|船舶|渔船"
)
_LAW = re.compile(r"(?:规定|解释|条例|办法|法)》?[^。“”]{0,40}?[：，]?“[^”]*”|《[^》]*》")
_PARTY_SAYS = re.compile(
    r"(?:诉称|辩称|述称|答辩称|上诉称|抗辩称?|主张|陈述称?|申请再审称|请求|声称|自称|提出(?:的)?|申辩|反诉称)"
    r"|(?<!法院)(?<!本院)(?<!一审)(?<!二审)(?<!原审)(?<!再审)(?<!判决)认为|(?<![简下])称(?!号|职)"
)
_TURN = re.compile(
    r"但是?|然而|故|因此|所以|由此|据此|实际|经审[理查]|经查|本院|应认定|应当认定|可以认定|足以认定|可认定|依法认定|对此"
)
_DENIES = re.compile(
    r"不(?:是|属于|属|构成|存在|能认定|足以认定|能证明|足以证明|成立|能据此|予认定|应认定|能成立|宜认定)|并非|并不|并未|非(?=转包|挂靠|违法)|未(?:予)?(?:确认|认定|采信|提供|举证|能)|否认|没有(?:充分|任何|其他|足够)?证据|无(?:充分)?证据|尚?无法认定|是否"
    r"|如果|如系|若(?!干)|即使|即便|假设|禁止|不得|严禁|应当避免|有无|以及|涉嫌|可能|疑似|不(?:存在|具有)|非主张"
)
_SUPPOSED = re.compile(r"如(?!下|上|此|实|期|约|数|前|何)|若(?!干)|假如|倘若")
_DENIED = re.compile(
    r"(?:不能成立|不成立|没有(?:事实|法律|任何)?[^，。；]{0,8}(?:依据|根据)|缺乏[^，。；]{0,12}(?:依据|证据)|证据不足|依据不足|不予(?:支持|采纳|采信|认定|确认)|未予(?:确认|认定|采信)|于法无据"
    r"|(?:认定|判决)[^，。；]{0,12}(?:错误|有误|不当)|与事实不符|无事实)"
)
_UPHELD = re.compile(r"并无不当|正确|予以(?:确认|采信|支持|认定)|依法有据")
_SENTENCE = re.compile(r"[^。；]+[。；]?")
_OWN_FACTS = re.compile(
    r"(?:本院|二审|再审)(?:经审理|经审查|二审|再审)?(?:另|还|又)?查明|经(?:本院)?(?:审理|再审|二审)(?:后)?(?:另)?查明"
)
_ARGUED = re.compile(
    r"(?:上诉|申请再审|再审申请)(?:称|请求)|辩称|答辩称|诉称|述称|事实(?:和|与|及)理由|(?:书面)?(?:答辩)?意见称"
)
_BELOW = re.compile(
    r"(?:一审|二审|原审|原一审|原二审|[\u4e00-\u9fff]{2,14}(?:高院|中院|人民法院))[^，。；]{0,24}?(?:查明|认为|判决|认定|审理)"
)
_OPINION = re.compile(r"(?:本院|合议庭)(?:综合|经)?(?:审查|审理|评议|二审|再审)?后?认为[，：]?")
_PROJECT = (
    re.compile(
        r"(?:将|把)(?:其|所)?(?:承包|承建|中标|承接|承揽|施工)*(?:的)?(?P<project>[^，。；：将把]{2,40}?(?:工程|项目|标段|小区|大楼|楼))"
    ),
    re.compile(
        r"(?:承包|承建|中标|承接|承揽|施工|开发|分包|名义)(?:了|建设|施工|承揽|承包|承建|承接|的)*(?P<project>[^，。；：的将把]{3,40}?(?:工程|项目|标段))"
    ),
)
_NO_PROJECT = re.compile(
    r"^(?:涉案|案涉|本案|诉争|该|上述|其|全部|部分|整个|所有|前述|此|中标的?全部|建设|建筑|总|专业|主体|劳务)+(?:的)?(?:工程|项目|标段)+$|^工程|合同|元|即|应得"
)
_DONE = re.compile(
    r"(?:竣工|完工|验收|交付使用|投入使用|撤场|退场|停工|施工完毕|交工|施工结束)(?!日期为准|结算|资料|图|报告书?的)"
)
_HARM = re.compile(
    r"坍塌|倒塌|安全事故|伤亡|致[^，。；]{0,8}(?:死亡|受伤)|(?:工程)?质量(?:不合格|存在(?:严重)?(?:问题|缺陷))|存在质量(?:问题|缺陷)|主体结构[^，。；]{0,10}(?:不合格|缺陷|裂缝)"
)
_NOT = re.compile(r"(?:未(?!按|依|经)|没有|无(?!为)|不存在|如果?|若)[^，。；]{0,4}$")


@dataclass(frozen=True, slots=True)
class _Names:
    """Names the text calls the parties by, as an alternation, and whose name each is."""

    of: dict[str, Party]
    some: str
    organised: str


def contracting(clean: Clean, parts: CivilParts, parties: list[Party], stage: Found[str] | None) -> list[Contracting]:
    """Findings of the court first, then assertions about which the court found nothing of the kind."""
    if not _ANY.search(clean.text) or not _WORKS.search(clean.text):
        return []
    names = _names(clean.text, parties)
    made: list[Contracting] = []
    for where, sure in _own(clean, parts, stage):
        for start, end in _sentences(clean.text, where):
            made += _read(clean, names, (start, end), sure)
    court = _once([one for one in made if one.told_by.value == "court"])
    own = _opinion(clean.text, parts)
    made += _retold(clean, names, (parts.body[0], own[0] if own[0] < own[1] else parts.body[1]), stage)
    known = {one.kind.value for one in court}
    told = [one for one in made if one.told_by.value != "court" and one.kind.value not in known]
    return court + [one for teller in _TELLERS for one in _once([o for o in told if o.told_by.value == teller])]


_TELLERS = ("lower_court", "party")


def _retold(clean: Clean, names: _Names, where: Span, stage: Found[str] | None) -> list[Contracting]:
    """What others say before the court does: the parties, and on appeal the court below."""
    made: list[Contracting] = []
    first = stage is None or stage.value == "first"
    teller = "party"
    for start, end in _sentences(clean.text, where):
        if _ARGUED.search(clean.text, start, end) or first:
            teller = "party"
        elif _BELOW.search(clean.text, start, end):
            teller = "lower_court"
        made += _read(clean, names, (start, end), 0.6, told_by=teller)
    return made


def works(clean: Clean, parts: CivilParts) -> Works | None:
    """When the works ended as the court tells, and whether harm to safety or quality is found."""
    if not _ANY.search(clean.text) or not _WORKS.search(clean.text):
        return None
    ended = harm = None
    for where in (parts.findings, _opinion(clean.text, parts)):
        for start, end in _sentences(clean.text, where):
            if _PARTY_SAYS.search(clean.text, start, end):
                continue
            ended = _ended(clean, start, end) or ended
            hit = _HARM.search(clean.text, start, end)
            if hit and not _NOT.search(clean.text, max(start, hit.start() - 12), hit.start()):
                harm = harm or clean.found(True, *hit.span(), 0.8)
    return Works(ended_on=ended, harm=harm) if ended or harm else None


def _own(clean: Clean, parts: CivilParts, stage: Found[str] | None) -> list[tuple[Span, float]]:
    """Where the court speaks for itself; an appeal retells the court below, which is not its own finding."""
    found: list[tuple[Span, float]] = []
    opinion = _opinion(clean.text, parts)
    if opinion[0] < opinion[1]:
        found.append((opinion, 1.0))
    if stage is not None and stage.value != "first":
        own = _OWN_FACTS.search(clean.text, *parts.body)
        if own and not _ARGUED.search(clean.text, own.end(), parts.body[1]):
            found.append(((own.end(), parts.body[1]), 0.8))
    elif parts.findings[0] < parts.findings[1]:
        found.append((parts.findings, 0.8))
    return found


def _opinion(text: str, parts: CivilParts) -> Span:
    """The opinion from where the court first gives it, after the last argument of a party."""
    start = parts.opinion[0]
    for match in _OPINION.finditer(text, parts.body[0], parts.opinion[0]):
        if not _ARGUED.search(text, match.end(), parts.opinion[0]):
            start = match.start()
            break
    return start, parts.opinion[1]


def _sentences(text: str, where: Span) -> list[Span]:
    return [match.span() for match in _SENTENCE.finditer(text, *where)]


def _names(text: str, parties: list[Party]) -> _Names:
    of = {name: party for name, party in short_names(text, parties).items() if len(name) > 1}
    longest = sorted(of, key=len, reverse=True)
    organised = [name for name in longest if of[name].organisation]
    never = r"(?!)"
    return _Names(
        of, "|".join(map(re.escape, longest)) or never, "|".join(map(re.escape, organised)) or never
    )  # fmt: skip


def _read(
    clean: Clean, names: _Names, where: Span, sure: float, told_by: str | None = None
) -> list[Contracting]:  # fmt: skip
    """What one sentence says; law quoted in it and titles of contracts are no statements."""
    start, end = where
    shown = clean.text[start:end]
    text = _LAW.sub(lambda match: "〇" * len(match[0]), shown)
    if _OTHER.search(shown):
        return []
    made: list[Contracting] = []
    for kind, pattern in _WORDS.items():
        for word in pattern.finditer(text):
            teller = told_by or _teller(text, word)
            if _denied(text, word):
                continue
            company, other = _sides(names, text, word, kind)
            other = other or _sole_person(names, text)
            made.append(
                Contracting(
                    kind=clean.found(kind, start + word.start(), start + word.end(), sure),
                    told_by=clean.found(teller, start, end, sure),
                    company=_party(clean, names, start, company, sure),
                    other=_party(clean, names, start, other, sure),
                    project=_project(clean, start, text, sure),
                    sentence=clean.found(shown, start, end, sure),
                )
            )
            break
    return made


def _teller(text: str, word: re.Match[str]) -> str:
    """``party`` where the last to speak before the word is a party, unless the court has turned to itself since."""
    said = [match.end() for match in _PARTY_SAYS.finditer(text, 0, word.start())]
    if not said or _TURN.search(text, said[-1], word.start()):
        return "court"
    return "party"


def _denied(text: str, word: re.Match[str]) -> bool:
    """Whether the clause denies the word or leaves it open, or the sentence rejects it behind."""
    clause = max(text.rfind("，", 0, word.start()), text.rfind("、", 0, max(word.start() - 12, 0)), -1) + 1
    before = text[clause : word.start()]
    if _DENIES.search(before) or _SUPPOSED.match(before):
        return True
    if re.match(r"[^，。；]{0,6}(?:与否|的问题|问题)", text[word.end() :]):
        return True
    if re.match(r"(?:的)?(?:规定|条款)", text[word.end() :]):
        return True
    behind = text[word.end() :]
    rejected = _DENIED.search(behind)
    if rejected is None:
        return False
    if _UPHELD.search(behind[: rejected.start()]):
        return False
    return bool(re.match(r"[^，；]{0,40}(?:，[^，；]{0,16})?$", behind[: rejected.start()])) and not re.search(
        r"无效|有效|管理费|应|故", behind[: rejected.start()]
    )


def _sides(names: _Names, text: str, word: re.Match[str], kind: str) -> tuple[Span | None, Span | None]:
    """Spans in the sentence of the company that broke the law and of the other side."""
    before, some, firms = text[: word.end() + 60], names.some, names.organised
    if kind == "affiliation":
        for pattern in (
            rf"(?P<other>{some})[^，。；]{{0,16}}?(?:挂靠|借用|使用)(?:于|在|到)?(?:被告|原告|第三人)?(?:具有[^，。；]{{0,15}}?的)?(?P<firm>{firms})",
            rf"(?:挂靠|借用|使用)(?:于|在|到)?(?:被告|原告|第三人)?(?:具有[^，。；]{{0,15}}?的)?(?P<firm>{firms})(?:[^。；]{{0,40}}?的实际施工人(?P<other>{some}))?",
            rf"(?P<firm>{firms})[^。；]{{0,30}}?(?:出借|允许|同意)[^。；]{{0,12}}?(?:给|由|将)?(?P<other>{some})?",
            rf"(?P<other>{some})[^。；]{{0,40}}?以(?:被告|原告|第三人)?(?P<firm>{firms})(?:的)?名义",
        ):
            hit = re.search(pattern, before)
            if hit:
                return hit.span("firm"), hit.span("other") if hit["other"] else None
    else:
        for pattern in (
            rf"(?P<firm>{some})[^。；]{{0,50}}?(?:将|把)[^。；]{{0,80}}?(?:转包|分包|交由|交给|转给|发包)(?:给|于|予)?(?:了)?(?:不具备[^，。；]{{0,20}}的|没有[^，。；]{{0,20}}的|无[^，。；]{{0,20}}的)?(?:被告|原告|第三人|个人)?(?P<other>{some})?",
            rf"(?P<firm>{firms})[^，。；]{{0,20}}?(?:转包|分包)(?:给|于|予)(?:了)?(?:被告|原告|第三人)?(?P<other>{some})?",
        ):
            hit = re.search(pattern, before)
            if hit:
                return hit.span("firm"), hit.span("other") if hit["other"] else None
    hits = list(re.finditer(some, before[: word.end() + 10]))
    told = {id(names.of[hit[0]]): hit for hit in hits}
    firm = [hit for hit in told.values() if names.of[hit[0]].organisation]
    rest = [hit for hit in told.values() if not names.of[hit[0]].organisation]
    if len(firm) == 1:
        return firm[0].span(), rest[-1].span() if rest else None
    return None, None


def _sole_person(names: _Names, text: str) -> Span | None:
    """The only natural person whom the sentence names."""
    hits = [hit for hit in re.finditer(names.some, text) if not names.of[hit[0]].organisation]
    return hits[0].span() if len({id(names.of[hit[0]]) for hit in hits}) == 1 else None


def _party(clean: Clean, names: _Names, start: int, where: Span | None, sure: float) -> Found[str] | None:
    if where is None:
        return None
    called = clean.text[start + where[0] : start + where[1]]
    return clean.found(names.of[called].name.value, start + where[0], start + where[1], sure)


def _project(clean: Clean, start: int, text: str, sure: float) -> Found[str] | None:
    for pattern in _PROJECT:
        for match in pattern.finditer(text):
            if "〇" not in match["project"] and not _NO_PROJECT.search(match["project"]):
                at = start + match.start("project")
                return clean.found(match["project"], at, at + len(match["project"]), min(sure, 0.8))
    return None


def _ended(clean: Clean, start: int, end: int) -> Found[str] | None:
    for day in dates.scan(clean.text, start, end):
        if len(day.value) == 10:
            done = _DONE.search(clean.text, day.end, min(end, day.end + 24))
            if done and not re.search(r"[0-9]{4}年|应|计划|约定|拟", clean.text[day.end : done.start()]):
                return clean.found(day.value, day.start, day.end, 0.8)
    return None


def _once(found: list[Contracting]) -> list[Contracting]:
    """One of a kind and company: the surest, and the first that names the company."""
    kept: dict[tuple[str, str | None], Contracting] = {}
    for one in sorted(found, key=lambda one: (one.company is None, -one.kind.sure)):
        company = one.company.value if one.company else None
        if company is None and any(kind == one.kind.value for kind, _ in kept):
            continue
        former = kept.setdefault((one.kind.value, company), one)
        if former is not one and former.project is None and one.project is not None:
            kept[one.kind.value, company] = former.model_copy(update={"project": one.project})
    return list(kept.values())
