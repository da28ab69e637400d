"""Data minimisation: no column is asked for that nothing reads or shows; no absence rests on an optional need."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.collision import Plan as CollisionPlan
from mingjian.models.definition import Clue
from mingjian.models.problems import Problem
from mingjian.models.relations import need_standard
from mingjian.models.sentences import placeholders
from mingjian.models.shape import Draft
from mingjian.models.steps import words_of

__all__ = ["check_absent", "check_columns", "clue_columns"]


def clue_columns(clue: Clue, available: frozenset[str]) -> frozenset[str]:
    """The columns of the final step that the clue section reads."""
    wanted = {clue.about, clue.place, *clue.key}
    wanted |= {name for name in (clue.day, clue.amount) if name is not None}
    for text in (clue.says, *clue.rules.values()):
        wanted |= {found.name for template in (text.zh, text.en) for found in placeholders(template)}
    for name, risk in clue.risk.items():
        wanted |= {name} if risk.bands is not None else words_of(risk.when or "")
    return frozenset(wanted | {"rule"}) & available


def check_columns(draft: Draft, plan: CollisionPlan) -> Iterator[Problem]:
    """Columns of the allow-list that no step, no clue and no evidence uses."""
    if draft.clue is None:
        return
    relation = plan.relation(draft.clue.from_)
    wanted = clue_columns(draft.clue, frozenset(field.name for field in relation.visible))
    read = plan.needs(draft.clue.from_, wanted, lineage=False)
    for alias, need in draft.needs.items():
        standard = need_standard(need)
        if standard is None or alias not in read:
            continue
        fields = set(need.show or need.columns or ())
        used = set(read[alias]) | fields
        for name, subject in standard.subjects.items():
            if name in read[alias]:
                used |= {subject.key, *subject.weak}
        for index, name in enumerate(need.columns or []):
            if name not in used:
                yield draft.source.problem(
                    ("needs", alias, "columns", index),
                    f"列“{name}”没有用到，也不作佐证展示",
                    f"the column '{name}' is neither used nor shown as evidence",
                    expected=(
                        "删去该列（最小必要），或写入 show",
                        "to leave it out or put it in show",
                    ),
                )


def check_absent(draft: Draft) -> Iterator[Problem]:
    """The list whose silence is taken as absence is a need, whole, and not an optional one.

    A step before it would have dropped rows it could not decide, and their silence would be no absence.
    """
    for name, body in draft.steps.items():
        inputs = body.get("absent")
        if not isinstance(inputs, list) or len(inputs) < 2:
            continue
        listed = next(iter(inputs[1].values())) if isinstance(inputs[1], dict) else inputs[1]
        need = draft.needs.get(str(listed))
        if str(listed) in draft.steps:
            yield draft.source.problem(
                ("steps", name, "absent", 1),
                f"缺失只能对照数据需求本身认定，“{listed}”是步骤",
                f"absence is told against a need itself, '{listed}' is a step",
                expected=("数据需求；条件写入 where", "a need; put conditions in where"),
            )
        if need is not None and need.optional:
            yield draft.source.problem(
                ("steps", name, "absent", 1),
                f"“{listed}”可缺省，不能用来认定缺失",
                f"'{listed}' is optional: its silence proves nothing",
            )
