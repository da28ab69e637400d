"""The events a heading tells of a defendant's past: punishments, measures, and what must not be taken for them."""

from __future__ import annotations

import re

from mingjian.documents.charges import CHARGE
from mingjian.documents.terms import TERM

EVENT = re.compile(
    # what only speaks of a measure or a penalty: its end, its reduction, its refusal
    rf"(?P<mere>(?:解除|撤销)(?:对[^，。；]{{1,8}})?的?(?:强制隔离戒毒|强制戒毒|社区戒毒|劳动教养|收容教养|管制|行政拘留|拘留|监视居住|取保候审)"
    rf"|不(?:予)?(?:批准)?逮捕|(?:提请|报请|报捕)[^，。；]{{0,12}}逮捕|(?:违反|逃避|脱离)[^，。；]{{0,6}}(?:监视居住|取保候审)|(?:[无需]|没有|不符合)?逮捕(?:必要|条件)|减(?:去|为|刑)(?:有期徒刑|无期徒刑)(?:{TERM})?"
    rf"|(?:有期徒刑|拘役|管制|行政拘留|(?<!刑事)拘留|隔离戒毒|强制戒毒|劳动教养|刑罚|刑期)(?:执行)?(?:完毕|期满|届满|期间)|取保候审(?:期[间满限]|届满))"
    rf"|(?P<penalty>(?P<kind>[^无，。；]?期徒刑|拘役|管制(?![刀器物药枪类])|无期徒刑|死刑|死缓)(?P<delay>[，]?缓[期刑][^，。]{{0,4}}执行)?(?:[，]?(?:为|共|合计)?(?P<term>{TERM}))?)"
    rf"|(?P<exempt>免予刑事处[罚分]|免于刑事处[罚分]|免除刑事处罚|免予处罚|判处免刑)"
    rf"|(?P<unsaid>(?:被|处以|处|受过?|受到)(?:判刑|刑事处罚|刑罚处罚)|判刑|判处过?刑罚|判过刑)"
    rf"|(?P<onlyfine>(?:单处|判处|被处)罚金)"
    rf"|(?P<execute>决定(?:合并)?执行|合并执行|数罪并罚|并罚|减刑|予以减刑)"
    rf"|(?P<admin>行政(?:处罚)?拘留|治安(?:管理)?(?:处罚)?拘留|劳动教养|收容教养|收容教育|收容劳动教养|强制隔离戒毒|强制戒毒|社区戒毒|社区康复|自愿戒毒|戒毒|警告|行政处罚|治安处罚|治安管理处罚|行政罚款|罚款|收容审查|少年管教|处拘留|拘留(?=[0-9一二三四五六七八九十]{{1,3}}[日天])"
    rf"|行拘|强戒|(?:暂扣|吊销)[^，。；]{{0,8}}驾驶证)"
    rf"|(?P<carried>执行(?=[，。；（]|现|\Z))"
    rf"|(?P<detained>(?:刑事|刑)拘留|刑拘|(?<!政)(?<!安)(?<!法)拘留(?!所|证|室|期))"
    rf"|(?P<arrest>(?P<approve>(?:批准|批捕|决定)(?:并?由[^，。]{{0,20}}|对其|对[^，。；]{{2,12}}|并|后|，|执行|依法|予以){{0,3}})?(?P<exec>执行)?逮捕(?!证|决定|措施)|(?P<only>批捕))"
    rf"|(?P<bail>取保候审|取保(?!期))"
    rf"|(?P<residence>(?:指定居所)?监视居住)"
    rf"|(?P<freed>刑满释放|释放|刑释|假释|满释|解除|期满|刑满|出所|出狱|保外就医|暂予监外执行|执行完毕)"
    rf"|(?P<held>临时羁押(?=[在于])|(?:先行|临时)?(?<!现)(?<!现在)羁押(?!在|期|场所|地|必要)(?:(?<=[日号]羁押)|(?<=[日号]被羁押)|(?!于))|寄押|临时寄押)"
    rf"|(?P<silent>(?:民事|司法)(?:拘留|罚款)|[抓捉挡擒]获|抓捕|查获|投案|到案|归案|口头传唤|传唤|拘传|留置|收监|上网追逃|脱逃(?!罪)|逃跑|判决生效|生效|提起公诉|减去|[再又]次?犯|取消)"
    rf"|(?P<case>因本案|因涉嫌|涉嫌|现因|又因涉嫌)"
)
CRIME = re.compile(
    rf"(?:犯(?:有|了|下)?|以(?=[^，。；]{{2,30}}罪[，]?(?:依法)?(?:被?判|决定|免|单处|数罪|\Z))|因(?:涉嫌)?(?=[^，。；于被]{{2,20}}罪))(?P<charge>(?!因|发现|漏罪|新罪|数罪|前罪|余罪){CHARGE})(?P<more>(?:[、和][^，。；：（）、0-9于被犯]{{2,20}}罪(?!所得)){{0,4}})"
)
KINDS = {
    "有期徒刑": "fixed_term",
    "拘役": "detention",
    "管制": "surveillance",
    "无期徒刑": "life",
    "死刑": "death",
    "死缓": "suspended_death",
}


def kind_of(event: re.Match[str]) -> str:
    """What the event is: the outermost group that matched."""
    return "silent" if event["mere"] else next((k for k in _ORDER if event[k]), "")


_ORDER = (
    "penalty",
    "exempt",
    "unsaid",
    "onlyfine",
    "execute",
    "admin",
    "detained",
    "arrest",
    "bail",
    "residence",
    "freed",
    "held",
    "silent",
    "carried",
    "case",
)


def main_kind(kind: str | None) -> str | None:
    """The kind of main penalty; a misread 有 (.期徒刑) is mended."""
    return KINDS.get(kind) or ("fixed_term" if kind.endswith("期徒刑") else None) if kind else None
