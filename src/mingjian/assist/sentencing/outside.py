"""What the arithmetic does not reach: life imprisonment, the death penalty and surveillance, told beside the months."""

from __future__ import annotations

from mingjian.assist.sentencing.bands import lower_of, span_of
from mingjian.assist.sentencing.sheet import Sheet
from mingjian.assist.sentencing.starting import Base
from mingjian.assist.sentencing.tree import Node, Said

__all__ = ["outside", "surveillance_possible"]


def outside(sheet: Sheet, base: Base) -> None:
    """Where the tier also has life or death: which, and what circumstances that permit mitigation do to it."""
    tier = base.tier
    if not (tier.life or tier.death):
        return
    graver = ("无期徒刑、死刑", "life and death") if tier.death else ("无期徒刑", "life")
    low, high = span_of(tier) or (0, 0)
    node = sheet.root.add(Node("outside", "计算之外的刑种", "Outside the arithmetic"))
    node.notes.append(
        Said(
            f"本档为有期徒刑 {low}–{high} 个月、{graver[0]}：此处只算有期徒刑，是否判处{graver[0]}由人判断",
            f"the tier is a fixed term of {low}–{high} months or {graver[1]}: only the fixed term is computed, "
            f"people judge whether {graver[1]} is imposed",
        )
    )
    node.notes.append(_effect(sheet, base))
    sheet.notes += node.notes


def surveillance_possible(sheet: Sheet, base: Base) -> bool:
    """Whether the tier has surveillance (管制), or the next lower one that a mitigating circumstance opens."""
    if base.tier.surveillance:
        return True
    lower = lower_of(base.tiers, base.tier) if sheet.allows("reduce") else None
    return lower is not None and lower.surveillance


def _effect(sheet: Sheet, base: Base) -> Said:
    """刑法62, 63: milder within the tier, or in the next lower one."""
    lower = lower_of(base.tiers, base.tier)
    ends = span_of(lower) if lower is not None else None
    where = (f"下一档 {ends[0]}–{ends[1]} 个月", f"the next lower tier, {ends[0]}–{ends[1]} months") if ends else (
        "法定最低刑以下", "below the minimum"
    )  # fmt: skip
    if any(entry["must_reduce"] for entry in sheet.entries.values()):
        return Said(
            f"应当减轻处罚：不在本档内判处，在{where[0]}内判处",
            f"must be mitigated: not within this tier but in {where[1]}",
        )
    names = [entry["title"] for entry in sheet.entries.values() if "reduce" in entry["allows"]]
    if names:
        zh, en = "、".join(one["zh"] for one in names), ", ".join(one["en"] for one in names)
        return Said(
            f"{zh}：可以减轻处罚的，在{where[0]}内判处；只从轻的，仍在本档内选择刑种（刑法第六十二条、第六十三条）",
            f"{en}: where mitigated, {where[1]}; where only milder, the kinds of this tier stay open (art. 62, 63)",
        )
    return Said(
        "没有减轻处罚情节：只能在本档内选择刑种和刑期（刑法第六十二条）",
        "no mitigating circumstance: kind and term lie within this tier (art. 62)",
    )
