"""What the codes of packs, checks and relations are called, and what a check does and does not say."""

from __future__ import annotations

from mingjian.assist.evidence.computed import COMPUTED
from mingjian.assist.evidence.rule import Rule
from mingjian.assist.evidence.views import VIEWS
from mingjian.desk.words import Coded, Text

__all__ = ["ALL_THERE", "EACH", "NOT_ALL_THERE", "TIES", "asked", "named"]

EACH: dict[str, tuple[str, str]] = {
    "suspect": ("每名嫌疑人", "each suspect"),
    "natural_suspect": ("每名自然人嫌疑人", "each suspect who is no unit"),
    "unit_suspect": ("每个单位嫌疑人", "each suspected unit"),
    "victim": ("每名被害人", "each victim"),
    "act": ("每起事实", "each act"),
    "minor_suspect": ("每名未成年嫌疑人", "each suspect under 18"),
}
TIES: dict[str, tuple[str, str]] = {
    "of": ("涉及", "of"),
    "person": ("何人", "person"),
    "suspect": ("嫌疑人", "suspect"),
    "victim": ("被害人", "victim"),
    "act": ("事实", "act"),
    "item": ("物品", "item"),
    "document": ("所在材料", "document"),
    "speaker": ("陈述人", "speaker"),
    "about": ("关于", "about"),
    "copy_of": ("复制自", "copy of"),
    "after": ("应晚于", "after"),
}
ALL_THERE = Text(
    zh="这一阶段要求的材料齐备。材料齐备不等于事实清楚。",
    en="The materials asked for at this stage are complete. Complete materials are not clear facts.",
)
NOT_ALL_THERE = Text(
    zh="这一阶段要求的材料尚未齐备，或有条件待填。补齐后也不等于事实清楚。",
    en="Materials asked for at this stage are missing, or conditions are not stated. Complete materials are not "
    "clear facts.",
)
_OF = Text(zh="写明涉及的人或事实", en="whom or which act it is about")


def named(code: str, table: dict[str, tuple[str, str]]) -> Coded:
    """A code with its name from a table."""
    zh, en = table[code]
    return Coded(code=code, zh=zh, en=en)


def asked(name: str, facts: dict[str, Text], rule: Rule | None) -> Text:
    """What a name means that a rule or a condition asks for: a column, a fact of the packs, a computed fact."""
    view = VIEWS[rule.file.each] if rule is not None and rule.file.each is not None else None
    if view is not None and name in view.columns:
        return Text(zh=view.columns[name].zh, en=view.columns[name].en)
    if name in facts:
        return facts[name]
    if name in COMPUTED:
        return Text(zh=COMPUTED[name].zh, en=COMPUTED[name].en)
    return _OF if name == "of" else Text(zh=name, en=name)
