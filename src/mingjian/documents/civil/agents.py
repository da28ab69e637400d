"""Agents of a party: name, kind, and the firm they belong to."""

from __future__ import annotations

import re

from mingjian.documents.civil.model import Agent
from mingjian.documents.text import Clean

_NAME = re.compile(r"[\u4e00-\u9fff·A-Za-z×某]{2,15}?[0-9]{0,2}(?=[、，。；（]|\Z|[男女][，。])")
_FIRM = re.compile(
    r"(?:均|皆|都)?(?:系|为|是)?(?P<firm>[\u4e00-\u9fff（）]{2,30}?(?:律师事务所|法律服务所|法律援助中心|法律服务中心))"
)
_BARE_NAME = re.compile(r"(?P<name>[\u4e00-\u9fff·]{2,4})(?=[\u4e00-\u9fff]{2,24}(?:律师事务所|法律服务所))")
_LAWYER = re.compile(r"律师(?!事务所的?(?:职员|工作人员|行政))")
_WORKER = re.compile(r"法律服务所|法律工作者|法律服务工作者|基层法律")
_STAFF = re.compile(
    r"(?:职员|职工|员工|法务|工作人员|经理|主任|干部|科长|处长|董事|股东|公司律师|顾问|主管|专员|会计|副?总裁|客户|行员|科员|负责人|助理)"
)
_RELATIVE = re.compile(
    r"(?:系|是|之|的|与)[^。；]{0,16}?(?:妻|夫|父|母|儿|女|兄|弟|姐|妹|侄|亲属|配偶|孙|婿|媳|叔|舅|姨)"
)
_JOIN = re.compile(r"[、，]|和|及")


def read_agents(clean: Clean, start: int, end: int) -> list[Agent]:
    """Agents of the entry ``[start, end)``: one, or several joined by 、 who share what follows."""
    text = clean.text
    stop = text.find("。", start, end)
    stop = stop if stop >= 0 else end
    found: list[Agent] = []
    at = start
    first = _NAME.match(text, at, stop) if not _BARE_NAME.match(text, at, stop) else None
    while match := (first or _NAME.match(text, at, stop)):
        first = None
        if found and _about(match[0]):
            break
        found.append(Agent(name=clean.found(match[0], *match.span())))
        at = match.end()
        if not text.startswith("、", at):
            break
        at += 1
    if not found:
        bare = _BARE_NAME.match(text, start, stop)  # 张三北京某律师事务所律师: the comma is lost
        if bare is None:
            return []
        surname = 3 if len(bare["name"]) >= 3 else 2
        name = bare["name"][:surname]
        found.append(Agent(name=clean.found(name, start, start + surname, 0.5)))
        at = start + surname
    _describe(clean, found, at, stop)
    return found


def _about(text: str) -> bool:
    """Whether a piece behind a name says what the agent is."""
    return bool(re.search("律师|事务所|法律|公司|职员|员工|代理|授权", text)) or len(text) > 6


def _describe(clean: Clean, found: list[Agent], start: int, stop: int) -> None:
    text = clean.text
    firm = _FIRM.search(text, start, stop)
    kind = None
    for value, pattern in (
        ("legal_worker", _WORKER), ("lawyer", _LAWYER), ("relative", _RELATIVE), ("staff", _STAFF),
    ):  # fmt: skip
        match = pattern.search(text, start, stop)
        if match:
            kind = clean.found(value, *match.span(), 0.8 if value in ("staff", "relative") else 1.0)
            break
    for agent in found:
        agent.kind = kind
        if firm and not (kind and kind.value == "staff"):
            agent.firm = clean.found(firm["firm"], *firm.span("firm"))
