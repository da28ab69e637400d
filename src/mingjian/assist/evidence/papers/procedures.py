"""Records of search, seizure, weighing, sampling, identification, scene and extraction: what they have in common, and
what each has of its own (公安规定194, 223 to 230, 259 to 262; 刑诉法138 to 142)."""

from __future__ import annotations

import re
from typing import Any

from mingjian.assist.evidence.papers.filing import dated
from mingjian.assist.evidence.papers.goods import kind_of_thing, listed
from mingjian.assist.evidence.papers.page import Page
from mingjian.assist.evidence.papers.paper import Draft, Paper, Thing
from mingjian.assist.evidence.papers.people import SIGNED, names, signed, signed_below, who
from mingjian.assist.evidence.papers.places import place
from mingjian.documents.found import Found
from mingjian.documents.numbers import parse_int

__all__ = [
    "blood", "extraction", "lineup", "sampling", "scene", "search", "seizure", (
        "seizure_decision"
    ), "warrant", "weighing",
]  # fmt: skip

_OFFICERS = (
    "(?:主持人?|主办)?侦查(?:员|人员)|办案(?:人|人员|民警)|(?:搜查|扣押|称量|取样|提取|勘验|勘查|检"
    "查|检验)(?:人|人员|民警)|主持人|指挥人|执行人员?"
)
_HOLDER = "(?:物品)?持有人|被(?:搜查|扣押)人(?:或其家属)?|(?:物品、?文件)?(?:所有|保管)人|被提取人|(?:犯罪)?嫌疑人"
_WITNESS = "见证人"
_UNFIT = (
    r"见证人[^。：]{0,20}(?:系|为|是)[^。：]{0,12}(?:辅警|协警|民警|保安队员|实习|未成年|利害关系|本"
    r"案侦查)|(?:辅警|协警)[^。]{0,12}(?:担任|作为)见证人"
)
_FILMED = r"(?:全程|同步|进行了?|已|予以|同时)[^。，]{0,6}(?:录音录像|录像|摄像)|(?:录音录像|录像)[：_]*是"
_NOT_FILMED = r"(?:未|没有|没)[^。，：]{0,6}(?:录音录像|录像)|(?:录音录像|录像)[：_]*(?:否|无)"
_HASH = re.compile(
    r"(?:MD5|SHA-?1|SHA-?256|完整性校验值|哈希值|校验值)(?:值|（[^）]{1,12}）)?(?:为|是|[：_])*(?P<it>[0-9A-Fa-f]{32,64})"
)
_SAMPLE = re.compile(
    r"(?:检材|样本|样品|取样|封装|血样)?(?:编号|序号)(?:为|是|[：_])*(?P<it>[A-Za-z0-9][A-Za-z0-9-]{2,24})"
)
_WEIGHT = re.compile(
    r"(?:净重|称量结果|重量|共重|重)(?:共计|合计|共)?(?:为|是|[：_])*(?P<n>\d{1,9}(?:\.\d{1,4})?)(?P<u>毫克|克|千克|公斤)"
)
_DRUG = re.compile(r"甲基苯丙胺|海洛因|氯胺酮|大麻|可卡因|吗啡|麻古|冰毒")
_SHOWN = re.compile(
    r"(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})(?:张|名|个|件|幅|组)(?:[^。，]{0,10})(?P<what>照片|男性|女性|人员|男子|女子|物品|刀具|手机|车辆)"
)


def search(page: Page, paper: Paper) -> None:
    """搜查笔录."""
    body = "人身" in paper.title or bool(page.has("对其人身(?:进行)?搜查|人身搜查"))
    draft = _common(page, paper, "body_search" if body else "search")
    draft.put(
        "warrant",
        page.told(
            "(?:出示|持|凭)[^。，]{0,8}(?:搜查证|检查证)|搜查证[^。，]{0,10}号",
            "(?:未|没有|无)[^。，]{0,6}(?:搜查证|检查证)",
        ),
    )
    draft.put("urgent", page.told("(?:遇有|情况|因)紧急情况|情况紧急", "(?:并非|不属于)紧急"))
    draft.put(
        "by_woman",
        page.told(
            "(?:由)?女(?:工作人员|民警|侦查员|警察)[^。，]{0,12}(?:进行|搜查)",
            "男(?:民警|侦查员)[^。，]{0,8}对[^。，]{0,6}(?:妇女|女)",
        ),
    )
    _items(page, paper, draft)


def seizure(page: Page, paper: Paper) -> None:
    """扣押清单、扣押笔录: a record of its own with the things; a list is a list."""
    draft = _common(page, paper, "seizure")
    if "清单" in paper.title:
        draft.put("listed", page.found(True, 0, len(paper.title)))
    else:
        draft.put("listed", page.told("(?:开列|制作|填写|附)[^。，]{0,10}清单", "(?:未|没有)[^。，]{0,6}清单"))
    things = _items(page, paper, draft)
    draft.put(
        "sealed",
        page.told("(?:当场|现场|予以|已)[^。，]{0,6}(?:封装|封存|密封)", "(?:未|没有)[^。，]{0,4}(?:封装|封存|密封)"),
    )
    if len(things) == 1:
        draft.put("quantity", things[0].said.get("quantity"))
        draft.put("measure", things[0].said.get("measure"))


def weighing(page: Page, paper: Paper) -> None:
    """称量笔录 of drugs (毒品程序规定12 to 19)."""
    draft = _common(page, paper, "weighing")
    draft.put("suspect_present", _suspect(page))
    drug, weight = _DRUG.search(page.text), _WEIGHT.search(page.text)
    if drug is not None:
        _thing(page, draft, drug)
    if weight is not None:
        draft.put("quantity", page.found(weight["n"], weight.start("n"), weight.end("n")))
        draft.put("measure", page.found(weight["u"], weight.start("u"), weight.end("u")))


def sampling(page: Page, paper: Paper) -> None:
    """取样笔录 of drugs: the procedure, and the sample with its number."""
    draft = _common(page, paper, "sampling")
    draft.put("suspect_present", _suspect(page))
    draft.put(
        "sealed",
        page.told(
            "(?:当场|现场|予以|已|分别)[^。，]{0,6}(?:封装|封存|密封)", "(?:未|没有)[^。，]{0,4}(?:封装|封存|密封)"
        ),
    )
    drug = _DRUG.search(page.text)
    if drug is not None:
        _thing(page, draft, drug)
    _sample(page, paper, "drug", draft, page.found(Thing(drug[0]), drug.start(), drug.end()) if drug else None)


def blood(page: Page, paper: Paper) -> None:
    """血样提取登记表: the sample; whose it is."""
    draft = _common(page, paper, None)
    person = who(page, "(?:当事人|被提取人|驾驶人|犯罪嫌疑人)(?:姓名)?|姓名", "suspect")
    if person is not None:
        paper.people.append(person)
    of = Found[Any].model_construct(value=person, span=person.name.span, sure=1.0) if person else None
    _sample(page, paper, "blood", draft, of)


def lineup(page: Page, paper: Paper) -> None:
    """辨认笔录: who identified, what was shown and how many."""
    draft = _common(page, paper, "identification")
    seer = who(page, "辨认人(?:姓名)?", "other")
    if seer is not None:
        paper.people.append(seer)
        draft.put("person", Found[Any].model_construct(value=seer, span=seer.name.span, sure=1.0))
    shown = _SHOWN.search(page.text)
    if shown is not None:
        number = shown["n"] if shown["n"].isdigit() else str(parse_int(shown["n"]) or "")
        if number:
            draft.put("shown", page.found(int(number), shown.start("n"), shown.end("n")))
        photo, person = "照片" in page.text, re.search("男性|女性|男子|女子|人员|人像|正面免冠", page.text)
        kind = ("person" if person else "thing") + ("_photo" if photo else "")
        draft.put("shows", page.found(kind, shown.start(), shown.end(), 0.8))
    draft.put(
        "alone",
        page.told("(?:个别|单独|分别)(?:进行|辨认)", "(?:未|没有)(?:个别|单独|分别)(?:进行|辨认)|共同辨认|一起辨认"),
    )
    draft.put(
        "seen_before",
        page.told(
            "辨认前[^。，]{0,10}(?:见过|看到|见到)(?:了)?辨认对象",
            "(?:未|没有|不)[^。，]{0,10}(?:见过|见到|看到|接触)[^。，]{0,6}辨认对象|辨认前(?:未|没有)[^。]{0,12}(?:见|接触)",
        ),
    )
    draft.put(
        "hinted",
        page.told("(?:给予|作了|进行了)[^。，]{0,4}(?:暗示|提示)", "(?:未|没有|不)[^。，]{0,8}(?:暗示|提示|诱导)"),
    )


def scene(page: Page, paper: Paper) -> None:
    """现场勘验笔录."""
    _common(page, paper, "scene")


def extraction(page: Page, paper: Paper) -> None:
    """电子数据提取笔录: hash, seal, medium."""
    draft = _common(page, paper, "extraction")
    draft.put("listed", page.told("(?:附|制作|详见)[^。，]{0,10}清单", "(?:未|没有)[^。，]{0,6}清单"))
    draft.put("sealed", page.told("(?:封存|封装|密封)", "(?:未|没有|无法)[^。，]{0,4}(?:封存|封装|密封)"))
    digest = _HASH.search(page.text)
    if digest is not None:
        draft.put("hash", page.found(digest["it"], digest.start("it"), digest.end("it")))
    medium = page.value("(?:原始)?(?:存储)?介质(?:名称)?|提取对象|检查对象|检材", _medium)
    if medium is not None:
        draft.put("items", Found[Any].model_construct(value=[Thing(medium.value)], span=medium.span, sure=1.0))
        paper.drafts.append(_item(page, medium))


def seizure_decision(page: Page, paper: Paper) -> None:
    """扣押决定书, 调取证据通知书: a paper with its day."""
    paper.on = dated(page)


def warrant(page: Page, paper: Paper) -> None:
    """搜查证: a paper with its day."""
    paper.on = dated(page)


# -- within ----------------------------------------------------------------------------------------------


def _common(page: Page, paper: Paper, kind: str | None) -> Draft:
    """Time, place, officers, witnesses, signatures, film. Without a kind the draft is only looked at."""
    draft = Draft("procedures")
    begin, end = page.period("(?:起止|搜查|扣押|称量|取样|提取|辨认|勘验|勘查|检查|查获|封存|抽血|采血)?(?:起止)?时间")
    begin = begin or page.when("(?:辨认|勘验|提取|称量|搜查|扣押)?(?:开始时间|日期)") or page.when("日期")
    draft.put("at", begin or dated(page))
    draft.put("to", end)
    draft.put("place", page.value("(?:搜查|扣押|称量|取样|提取|辨认|勘验|勘查|检查|封存|现场)?地点", place))
    draft.put("officers", page.value(f"(?:{_OFFICERS}){SIGNED}?", names))
    draft.put("officers_signed", signed_below(page, _OFFICERS))
    draft.put("holder_signed", _holder(page))
    draft.put("witnesses", _witnesses(page))
    fit = page.has(_UNFIT)
    if fit is not None:
        draft.put("witness_fit", Found(value=False, span=fit.span, sure=0.8))
    draft.put("recorded", page.told(_FILMED, _NOT_FILMED))
    paper.on = draft.said.get("at")
    if kind is not None:
        draft.said["kind"] = page.found(kind, 0, 0)
        paper.drafts.append(draft)
        if kind in ("search", "body_search", "seizure"):
            holder = who(page, _HOLDER, "other")
            if holder is not None:
                paper.people.append(holder)
                draft.put("person", Found[Any].model_construct(value=holder, span=holder.name.span, sure=0.9))
    return draft


def _holder(page: Page) -> Found[bool] | None:
    noted = page.has("(?:持有人|被搜查人|被扣押人)[^。]{0,10}(?:拒绝签名|拒不签名|不在场|无法)[^。]{0,12}")
    return signed(page, _HOLDER) or noted


def _witnesses(page: Page) -> Found[int] | None:
    """How many witnesses the paper names; 0 where it says that there was none or left their place blank."""
    none = page.has("(?:无|没有|未有)(?:符合条件的)?见证人|见证人[：_]+(?:无|/)")
    best: Found[int] | None = None
    for at, colon in page.behind(_WITNESS + SIGNED + "?"):
        read = names(page, at)
        if read is not None and (best is None or len(read.value) > best.value):
            best = Found(value=len(read.value), span=read.span, sure=1.0)
        elif best is None and colon and page.blank(at):
            best = page.found(0, at - 1, at)
    if best is not None and best.value:
        return best
    return Found(value=0, span=none.span, sure=1.0) if none is not None else best


def _suspect(page: Page) -> Found[bool] | None:
    absent = page.has("(?:犯罪)?嫌疑人[^。，：]{0,10}(?:未|没有|不)(?:能)?(?:到场|在场)")
    if absent is not None:
        return Found(value=False, span=absent.span, sure=1.0)
    return page.has(
        "嫌疑人[^。：]{0,10}(?:在场|到场|面前)|在[^。，]{0,14}(?:嫌疑人)[^。，]{0,8}(?:见证|在场|面前)"
    ) or signed(page, "(?:犯罪)?嫌疑人")


def _items(page: Page, paper: Paper, draft: Draft) -> list[Draft]:
    things: list[Draft] = []
    for one in listed(page):
        item = _item(page, one.name)
        item.said |= {"quantity": one.quantity, "measure": one.measure}
        things.append(item)
    if things:
        spans = [one.said["name"].span for one in things]
        value = [Thing(one.said["name"].value) for one in things]
        draft.put("items", Found[Any].model_construct(value=value, span=spans[0], sure=1.0))
    paper.drafts += things
    return things


def _item(page: Page, called: Found[str]) -> Draft:
    del page
    kind = Found[Any](value=kind_of_thing(called.value), span=called.span, sure=0.8)
    return Draft("items", {"name": called, "kind": kind})


def _thing(page: Page, draft: Draft, match: re.Match[str]) -> None:
    draft.put("items", page.found([Thing(match[0])], match.start(), match.end()))


def _medium(page: Page, at: int) -> Found[str] | None:
    match = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,16}?(?=\d+(?:部|台|个)|[一1](?:部|台|个)|[，。；、（]|$)").match(
        page.text, at
    )
    return page.found(match[0], match.start(), match.end()) if match else None


def _sample(page: Page, paper: Paper, kind: str, draft: Draft, of: Found[Any] | None) -> None:
    number = _SAMPLE.search(page.text)
    sample = Draft("samples", {"kind": page.found(kind, 0, 0)})
    if number is not None:
        sample.put("number", page.found(number["it"], number.start("it"), number.end("it")))
    sample.put("of", of)
    sample.put("taken_at", draft.said.get("at"))
    sample.put("takers", draft.said.get("officers"))
    sample.put("recorded", draft.said.get("recorded"))
    sealed = page.told(
        "(?:当场|现场|予以|已|分别)[^。，]{0,6}(?:封装|封存|密封)", "(?:未|没有)[^。，]{0,4}(?:封装|封存|密封)"
    )
    sample.put("sealed", sealed)
    sample.put("doubled", page.told("(?:两份|二份|两管|2管|2份|两支)", "(?:仅|只)(?:提取)?(?:一份|一管|1管|1份)"))
    sample.put(
        "alcohol_wiped",
        page.told("(?<!非)(?<!不含)(?:酒精|醇类)[^。，]{0,6}消毒", "(?:非醇类|不含醇|未使用(?:酒精|醇类)|未用醇)"),
    )
    sample.put("signed", signed(page, "被提取人|当事人|(?:犯罪)?嫌疑人|见证人"))
    sample.put("sent_at", page.when("送检(?:时间|日期)"))
    sample.put("stopped_at", page.when("查获时间"))
    paper.drafts.append(sample)
