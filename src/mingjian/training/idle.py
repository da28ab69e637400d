"""Sensitive columns that a model asks for and no step and no sentence reads.

Shown to a reader or not, they are more than the purpose needs. Source: Personal Information Protection Law of the PRC
arts. 6 (the least that is needed) and 28 (sensitive data only where strictly needed).
"""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.models.minimal import clue_columns
from mingjian.models.relations import need_standard
from mingjian.models.sketch import Sketch
from mingjian.runs import Caution

__all__ = ["IDLE", "idle_columns"]

IDLE = "idle_sensitive"
SENSITIVE = 4
"""Level of sensitive personal data in the standards."""


def idle_columns(sketch: Sketch) -> Iterator[Caution]:
    """A warning for each need that asks for such columns."""
    if sketch.clue is None or sketch.plan is None:
        return
    available = frozenset(field.name for field in sketch.plan.relation(sketch.clue.from_).visible)
    read = sketch.plan.needs(sketch.clue.from_, clue_columns(sketch.clue, available), lineage=False)
    for alias, need in sketch.model.needs.items():
        standard = need_standard(need)
        used = set(read.get(alias, ()))
        idle = [
            name
            for name in need.columns or ()
            if standard is not None and name in standard.columns and name not in used
            if standard.columns[name].level >= SENSITIVE
        ]
        if idle:
            yield Caution(
                IDLE, alias, f"“{alias}”要了敏感个人信息 {'、'.join(idle)}，却没有步骤和线索文字用到",
                f"'{alias}' asks for sensitive personal data ({', '.join(idle)}) that no step and no sentence uses",
            )  # fmt: skip
