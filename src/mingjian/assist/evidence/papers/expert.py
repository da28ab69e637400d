"""鉴定意见, 检验报告, 价格认定结论书 and 鉴定意见通知书 (刑诉法146 to 148; 公安规定248 to 257)."""

from __future__ import annotations

import re
from typing import Any

from mingjian.assist.evidence.papers.filing import dated
from mingjian.assist.evidence.papers.moments import moments
from mingjian.assist.evidence.papers.page import Page
from mingjian.assist.evidence.papers.paper import Draft, Paper, Thing
from mingjian.assist.evidence.papers.people import SIGNED, everybody, names, signed_below, who
from mingjian.documents.found import Found
from mingjian.documents.money import MONEY, parse_money

__all__ = ["expert", "notice", "price"]

_KINDS: tuple[tuple[str, str, str], ...] = (
    ("injury", "injury_opinion", "损伤程度|人体损伤|伤情"),
    ("death", "death_opinion", "死亡原因|死因|尸体"),
    ("alcohol", "alcohol_opinion", "血液酒精|乙醇|血醇"),
    ("content", "content_opinion", "毒品含量|含量鉴定"),
    ("drug", "drug_opinion", "毒品|甲基苯丙胺|海洛因|氯胺酮|理化"),
    ("dna", "dna_opinion", "DNA|STR|生物检材|法医物证"),
    ("psychiatric", "psychiatric_opinion", "精神病|精神疾病|刑事责任能力"),
    ("data", "data_opinion", "电子数据|电子物证|手机检验"),
    ("vehicle", "vehicle_opinion", "车辆技术|车辆性能|车速"),
    ("price", "price_opinion", "价格|价值"),
    ("audit", "audit_opinion", "司法会计|审计"),
)
_GRADE = re.compile(
    r"(?:构成|属|评定为|鉴定为|达到|为)(?P<it>轻微伤|轻伤|重伤)(?:[一二]级)?|(?P<no>不构成轻微伤|未达轻微伤)|(?P<dead>死亡原因|系[^。，]{2,30}死亡)"
)
_GRADES = {"轻微伤": "slight", "轻伤": "light", "重伤": "grave"}
_WEIGHT = re.compile(r"(?:净重|重量|重)(?:为|是|[：_])*(?P<n>\d{1,9}(?:\.\d{1,4})?)(?P<u>毫克|克|千克)")
_ALCOHOL = re.compile(
    r"(?:乙醇|酒精)[^。，]{0,14}?(?:为|是|：)(?P<n>\d{1,3}(?:\.\d{1,3})?)(?P<u>mg/100m[lL]|mg/m[lL]|毫克/100毫升|毫克/毫升)"
)
_PRICE = re.compile(rf"(?:价格|价值|认定)[^。]{{0,24}}?(?P<it>{MONEY})")
_SAMPLES = re.compile(
    r"(?:检材|样本|样品|送检材料|血样)[^。；：]{0,8}?(?:编号|序号)(?:为|是|[：_])*(?P<it>[A-Za-z0-9][A-Za-z0-9-]{2,24}号?)"
)
_DRUG = re.compile(r"甲基苯丙胺|海洛因|氯胺酮|大麻|可卡因|吗啡|麻古")
_HASH = re.compile(
    r"(?:MD5|SHA-?1|SHA-?256|完整性校验值|哈希值|校验值)(?:值|（[^）]{1,12}）)?(?:为|是|[：_])*(?P<it>[0-9A-Fa-f]{32,64})"
)
_MEDIUM = re.compile(
    r"(?:检材|送检(?:物品|材料|设备))(?:名称)?[：_为]+(?P<it>[\u4e00-\u9fffA-Za-z]{2,12}?)(?=\d+(?:部|台|个)|[一1](?:部|台|个)|[，。；（]|$)"
)
_EXPERTS = "(?<!被)鉴定人(?:员)?|检验人(?:员)?|价格认定人员|检验鉴定人"
_LICENSED = r"(?:执业证号|资格证号|鉴定人执业证|资格证书)[：_号]*[A-Za-z0-9]{4,24}"
_INSTITUTION = r"(?:许可证号|资质证书|资格证书编号|鉴定许可证|机构资质)[：_号]*[A-Za-z0-9（）]{4,24}"
_NO_LICENCE = r"(?:鉴定人|检验人)[^。]{0,12}(?:无|未取得|不具备)[^。]{0,8}(?:资格|资质|执业)"
_UNFIT = r"(?:鉴定机构|本机构|该机构)[^。]{0,12}(?:无|未取得|不具备|超出)[^。]{0,10}(?:资质|资格|业务范围)"


def expert(page: Page, paper: Paper) -> None:
    """An opinion; its kind is told by its title, else by what it concludes."""
    kind, material = _kind(paper.title) or _kind(page.text) or ("other", "other_writing")
    paper.kind = material
    _opinion(page, paper, kind)


def price(page: Page, paper: Paper) -> None:
    """价格认定结论书."""
    paper.kind = "price_opinion"
    draft = _opinion(page, paper, "price")
    draft.put("base_day", page.when("(?:价格|认定|鉴定)?基准日(?:期)?"))


def notice(page: Page, paper: Paper) -> None:
    """鉴定意见通知书: to whom, of what, when. Stands as an opinion's notice, which `joining` ties to its opinion."""
    paper.on = dated(page)
    read = _kind(page.text)
    draft = Draft("opinions")
    if read is not None:
        draft.said["kind"] = page.found(read[0], 0, 0)
    received = next((one for one in _received(page) if one), None) or paper.on
    for labels, role, key in (
        ("(?:犯罪)?嫌疑人(?:姓名)?", "suspect", "told_suspect"), ((
            "(?:被害人|受害人)(?:或其[\u4e00-\u9fff]{2,6})?(?:姓名)?"
        ), "victim", "told_victim"),
    ):  # fmt: skip
        told = who(page, labels, role) or next(iter(everybody(page, labels, role)), None)
        if told is not None:
            paper.people.append(told)
            draft.put(key, received)
    if "told_suspect" in draft.said or "told_victim" in draft.said:
        paper.drafts.append(draft)


def _received(page: Page) -> list[Found[str] | None]:
    found = [page.when("(?:告知|通知|签收|收到|送达)(?:时间|日期)")]
    match = re.search("(?:本通知(?:书)?(?:已)?收到|被(?:通知|告知)人)", page.text)
    if match is not None:
        days = moments(page.clean, match.end(), min(len(page.text), match.end() + 60))
        found += [page.at(one) for one in days]
    return found


def _kind(text: str) -> tuple[str, str] | None:
    return next(((kind, paper) for kind, paper, words in _KINDS if re.search(words, text)), None)


def _opinion(page: Page, paper: Paper, kind: str) -> Draft:
    draft = Draft("opinions", {"kind": page.found(kind, 0, 0)})
    draft.put("on", page.when("(?:出具|签发|鉴定|认定|报告)(?:日期|时间)") or dated(page))
    draft.put("commissioned", page.when("(?:委托|受理|送检|受托)(?:日期|时间)"))
    draft.put("examiners", page.value(f"(?:{_EXPERTS}){SIGNED}?", names))
    draft.put("examiners_fit", page.told(_LICENSED, _NO_LICENCE))
    draft.put("institution_fit", page.told(_INSTITUTION, _UNFIT))
    draft.put("signed", signed_below(page, _EXPERTS))
    samples = [page.found(m["it"], m.start("it"), m.end("it")) for m in _SAMPLES.finditer(page.text)]
    numbers = list(dict.fromkeys(one.value for one in samples))
    if numbers:
        draft.put("samples", Found[Any].model_construct(value=numbers, span=samples[0].span, sure=1.0))
    _of(page, paper, kind, draft)
    _result(page, kind, draft)
    paper.on = draft.said.get("on")
    paper.drafts.append(draft)
    return draft


def _of(page: Page, paper: Paper, kind: str, draft: Draft) -> None:
    """Whom or what was examined."""
    if kind in ("drug", "content"):
        thing = _DRUG.search(page.text)
        if thing is not None:
            draft.put("of", page.found(Thing(thing[0]), thing.start(), thing.end(), 0.9))
        return
    if kind == "data":
        medium = _MEDIUM.search(page.text)
        if medium is not None:
            draft.put("of", page.found(Thing(medium["it"]), medium.start("it"), medium.end("it")))
        return
    role = "suspect" if kind in ("alcohol", "psychiatric") else "victim"
    person = who(page, "被鉴定人(?:姓名)?|被检(?:验|查)人|(?:犯罪)?嫌疑人|送检血样(?:所属人|人员)?|死者", role)
    if person is not None:
        paper.people.append(person)
        draft.put("of", Found[Any].model_construct(value=person, span=person.name.span, sure=1.0))


def _result(page: Page, kind: str, draft: Draft) -> None:
    pattern = {"drug": _WEIGHT, "alcohol": _ALCOHOL}.get(kind)
    stated = list(pattern.finditer(page.text)) if pattern else []
    if stated:
        match = stated[-1]  # the conclusion's
        draft.put("value", page.found(match["n"], match.start("n"), match.end("n")))
        draft.put("measure", page.found(match["u"].replace("L", "l"), match.start("u"), match.end("u")))
    if kind == "price":
        said = list(_PRICE.finditer(page.text))
        value = parse_money(said[-1]["it"]) if said else None
        if value is not None:
            draft.put("value", page.found(str(value), said[-1].start("it"), said[-1].end("it")))
            draft.put("measure", page.found("元", said[-1].end("it") - 1, said[-1].end("it")))
    if kind in ("injury", "death"):
        grades = list(_GRADE.finditer(page.text))
        if grades:
            last = grades[-1]
            grade = "death" if last["dead"] else "none" if last["no"] else _GRADES[last["it"]]
            draft.put("grade", page.found(grade, last.start(), last.end()))
    if kind == "data":
        digest = _HASH.search(page.text)
        if digest is not None:
            draft.put("hash", page.found(digest["it"], digest.start("it"), digest.end("it")))
