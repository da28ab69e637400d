"""Is a title the title of a law? Contracts, games, forms and opinions stand between 《》 as well.

A title is a law's when the store or our table of titles knows it, when it ends as statutes and judicial interpretations
do, or when it ends as rules do (规定, 办法, 意见) and an article is cited behind it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from mingjian.law.articles import short_title
from mingjian.law.titles import known_titles

__all__ = ["Known", "bare_before", "is_contract", "is_law", "may_be_rule", "without_note"]

Known = Callable[[str], bool]
"""Whether a store holds a law of that title."""

_NOTE = re.compile(
    r"[（(](?:(?:19|20)\d{2}年?(?:第?[一二三四五六七八九十]次)?(?:修正|修订|修改|公布)?(?:本|版)?|试行|暂行)[）)]$"
)
_CONTRACTS = (
    *("合同", "协议", "章程", "守则", "公约", "约定", "承诺书", "方案", "计划", "保单", "条款", "公告", "遗嘱", "制度"),
    *("协议书", "合同书", "意向书", "备忘录", "计划书", "说明书", "通知书", "决定书", "裁定书", "判决书", "起诉书"),
    *("意见书", "报告", "报告书", "契约", "聘书", "规划", "手册", "须知", "清单", "建议书", "具结书", "鉴定书"),
)
_CONTRACT = re.compile(
    rf"(?:{'|'.join(sorted(_CONTRACTS, key=len, reverse=True))})(?:书|正本|文本|[（(][^（）()]*[）)])?$"
)
_NO_LAW = "办方书手做说想看用疗魔兵算语章拳剑无违合"  # 办法, 方法, 书法 …
_LAW = re.compile(rf"(?:(?<![{_NO_LAW}])法|法典|条例|宪法|刑法修正案(?:[（(].{{1,3}}[）)])?)$")
_JUDICIAL = re.compile(
    r"^(?:最高人民法院|最高人民检察院|国务院|全国人民代表大会|全国人大常委会|公安部|司法部|财政部|民政部|国家税务总局).*"
    r"(?:解释|规定|批复|决定|办法|规则|细则|答复|纪要|意见|通知|若干问题)$"
    r"|(?:适用法律|应用法律|适用|量刑).{0,12}(?:解释|规定|批复|意见|指导意见)$|刑事案件.{0,16}(?:解释|意见|规定)$"
    r"|案件.{0,20}问题的(?:解释|规定|意见|批复)$"
)
_RULES = (
    *("法", "条例", "解释", "规定", "办法", "细则", "规则", "意见", "批复", "决定", "通知", "标准", "纪要", "准则"),
    *("答复", "规程", "规范", "通则", "补充", "解答", "决议"),
)
_RULE = re.compile(rf"(?:{'|'.join(_RULES)})$")
_FORMULA = re.compile(
    r"(?:报案|调查|侦查|受理|起诉|量刑|辩护|代理|鉴定|价格认定|不起诉|处罚|处理|检察|审计).{0,4}(?:决定|意见|通知)$"
)
_ISSUERS = {"最高人民法院", "最高人民检察院", "最高人民法院、最高人民检察院", "公安部", "国务院"}
_BARE = re.compile(
    r"([一-龥〈〉（）()]{0,40}?(?:法|法典|条例|解释|规定|办法|细则|规则|意见|标准|通则|修正案（[一二三四五六七八九十]+）))"
    r"(?:[（(][^（）()]{1,20}[）)])?(?:的|中|之|里)?$"
)
_EDGE = re.compile(
    r"依照|依据|根据|按照|适用|违反|援引|参照|触犯|符合|属于|以及|应当|依|按|据|[，。；：、“”\"和与及或是即由对在从将为把的了被其有违]"
)
_NO_NAME = re.compile(
    r"(?:^|[本该同此上前其])(?:法|条例|解释|规定|办法|细则|规则|意见|标准|法律|司法解释|相关法律|法律规定|有关规定|相关规定)$"
    r"|(?:方法|办法|司法|合法|违法|执法|非法|法律规定|有关规定|相关规定|法定)$"
)


def without_note(title: str) -> str:
    """A title without the note of its version: (2018年修正), （试行）."""
    return _NOTE.sub("", title)


def is_contract(before: str) -> bool:
    """Whether what stands before an article is a contract or plan, whose articles are not law: 合同第五条."""
    return bool(_CONTRACT.search(re.sub(r"(?:的|中|之|里|约定的?|规定的?|载明的?)$", "", before)))


def may_be_rule(title: str) -> bool:
    """Whether a title ends as rules do, so that 该文件第五条 may mean it."""
    name = without_note(title)
    return bool(_RULE.search(name)) and not _FORMULA.search(name)


def is_law(title: str, cited: bool, known: Known) -> bool:
    """Whether a title is a law's; `cited`: an article is cited behind it."""
    if known(title) or short_title(title) in known_titles():
        return True
    name = without_note(re.sub(r"\s+", "", title)).strip("《》〈〉")
    if len(name) < 2 or _CONTRACT.search(name):
        return False
    if _LAW.search(name):
        return len(name) <= 40
    if _JUDICIAL.search(name) and not _FORMULA.search(name):
        return True
    return cited and (may_be_rule(name) or name in _ISSUERS)  # 《最高人民法院》第一条: a court lost the title


def bare_before(before: str, known: Known) -> tuple[str, int] | None:
    """The law named without 《》 right before an article, and where it begins: 违反道路交通安全法 → 道路交通安全法."""
    found = _BARE.search(before)
    if found is None:
        return None
    whole, start = found[1], found.start(1)
    edges = [0, *(edge.end() for edge in _EDGE.finditer(whole))]
    for at in edges:
        name = whole[at:]
        if len(name) > 2 and (known(name) or short_title(name) in known_titles()):
            return name, start + at
    about = whole.rfind("关于")
    at = about if about >= 0 else edges[-1]
    name = whole[at:]
    if len(name) < 3 and name not in {"刑法", "宪法", "民法"}:
        return None
    return None if _NO_NAME.search(name) else (name, start + at)
