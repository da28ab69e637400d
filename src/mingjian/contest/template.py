"""A new contest file, with the parts offices hand in and a sheet of criteria: ours, and meant to be changed.

Parts: the table of contents of a published model document (overview, basis, points and rules, sources and approach,
flow, cases, effect, replicability). Criteria: what published contests scored, weighed by us.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from mingjian.models.editing.writing import scalar
from mingjian.models.enumerations import Work

__all__ = ["new_contest"]

_HEAD = """\
# 竞赛文件：改好后用 mingjian contest check 检查 · a contest; check it with: mingjian contest check
contest: {id}
title: {{zh: {title}, en: {id}}}
organiser: {{zh: 主办单位, en: organiser}}
zone: Asia/Shanghai
phases: # 各阶段开始时间，截止时间以系统时间为准 · when each phase begins; the deadline is by the server's clock
  announced: {announced} 09:00
  open: {open} 09:00
  closed: {closed} 18:00
  judging: {judging} 09:00
  frozen: {frozen} 18:00
  published: {published} 09:00
public: false
types:
"""
_PARTS = (
    ("overview", "模型概述", "overview", "设计起源、解决什么问题", "where it comes from, which problem it meets", 300),
    ("basis", "监督依据", "legal basis", "法律、司法解释及条款", "laws and articles", 100),
    ("rules", "监督点、研判规则和数据要素", "points, rules and data elements", "逐条写明", "each by itself", 300),
    (
        "sources",
        "数据来源和建模思路",
        "sources and approach",
        "数据从何而来，分几步碰撞",
        "whence the data, which steps",
        300,
    ),
    ("flow", "模型流程", "flow", "流程图或分步说明", "a drawing or the steps", 0),
    ("cases", "案件办理情况", "cases", "已办案件", "cases that came of it", 100),
    ("effect", "类案监督和社会治理效果", "effect", "类案与治理效果", "like cases and governance", 100),
    ("spread", "推广价值", "replicability", "其他地区能否使用", "whether others can use it", 100),
)
_WITHOUT = {Work.APPLICATION: (), Work.PROTOTYPE: ("cases", "effect"), Work.CREATIVE: ("flow", "cases", "effect")}
_CRITERIA = (
    ("novelty", "创新性", "novelty", 20),
    ("basis", "法律依据和监督点准确", "basis and points are right", 15),
    ("data", "数据可得与合规", "data can be had, lawfully", 15),
    ("rules", "规则科学、线索准确", "rules are sound, clues true", 20),
    ("effect", "办案与治理成效", "effect on cases and governance", 20),
    ("spread", "可复制推广", "others can use it", 10),
)
_OTHER: Mapping[Work, tuple[tuple[str, str, str, int], ...]] = {
    Work.CREATIVE: (("effect", "预期成效", "effect to be expected", 5), ("feasible", "可行性", "feasibility", 15))
}


def new_contest(id: str, title: str, today: date, types: tuple[Work, ...] = tuple(Work)) -> str:
    """The text of a contest of some types that begins in two weeks."""
    days = {"announced": 14, "open": 28, "closed": 89, "judging": 103, "frozen": 131, "published": 145}
    when = {name: (today + timedelta(days=number)).isoformat() for name, number in days.items()}
    text = _HEAD.format(id=id, title=scalar(title), **when)
    for one in types:
        text += f"  {one.value}: # {one.zh}\n    materials:\n" + "".join(_parts(one)) + "    criteria:\n"
        text += "".join(
            f"      {name}: {{title: {{zh: {zh}, en: {en!r}}}, weight: {weight}}}\n"
            for name, zh, en, weight in _sheet(one)
        )
        text += "    ties: [novelty, rules]\n    reviews: 5\n    least: 3\n    anchors: 2\n    awards:\n"
        for zh, en, number in (
            ("一等奖", "first prize", 1),
            ("二等奖", "second prize", 3),
            ("三等奖", "third prize", 5),
        ):
            text += f"      - {{title: {{zh: {zh}, en: {en}}}, number: {number}}}\n"
    return text + "conflicts: {years: 3}\n"


def _parts(kind: Work) -> list[str]:
    lines = [
        f"      {name}: {{title: {{zh: {zh}, en: {en!r}}}, asks: {{zh: {asks}, en: {asks_en!r}}}, "
        f"kinds: [docx, pdf, md], least: {least}}}\n"
        for name, zh, en, asks, asks_en, least in _PARTS if name not in _WITHOUT[kind]
    ]  # fmt: skip
    if kind is Work.CREATIVE:
        return [*lines, "      idea: {title: {zh: 数据碰撞设想, en: idea}, kinds: [yaml]}\n"]
    return [*lines, "      model: {title: {zh: 模型文件, en: model folder}, kinds: [model]}\n"]


def _sheet(kind: Work) -> list[tuple[str, str, str, int]]:
    other = _OTHER.get(kind, ())
    kept = [one for one in _CRITERIA if not (other and one[0] == "effect")]
    return [*kept[:4], *other, *kept[4:]] if other else kept
