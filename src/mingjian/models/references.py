"""Checks between the parts of a model: everything named exists, everything declared is used."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.models.definition import HANDLED_OUTSIDE
from mingjian.models.problems import Problem, nearest
from mingjian.models.relations import subject_names
from mingjian.models.shape import Draft
from mingjian.models.steps import Parsed, words_of
from mingjian.standards import UnknownName, code_list_ids, codes, standards

__all__ = ["check_needs", "check_traps", "check_used", "used_steps"]


def check_needs(draft: Draft) -> Iterator[Problem]:
    """Standards, code lists and columns exist; evidence columns are allowed ones."""
    source = draft.source
    for alias, need in draft.needs.items():
        path = ("needs", alias)
        if need.codes is not None:
            if need.codes not in code_list_ids():
                known = list(code_list_ids())
                yield source.problem(
                    (*path, "codes"),
                    f"没有代码表“{need.codes}”",
                    f"there is no code list '{need.codes}'",
                    nearest=nearest(need.codes, known),
                )
                continue
            rows = codes(need.codes).rows()
            columns = list(rows[0]) if rows else ["code"]
            what = (f"代码表 {need.codes}", f"code list {need.codes}")
        else:
            try:
                standard = standards()[need.standard or ""]
            except UnknownName:
                known = list(standards())
                yield source.problem(
                    (*path, "standard"),
                    f"没有数据标准“{need.standard}”",
                    f"there is no standard '{need.standard}'",
                    nearest=nearest(need.standard or "", known),
                )
                continue
            columns = [*standard.columns, *subject_names(standard)]
            what = (f"标准 {need.standard}", f"standard {need.standard}")
        for index, name in enumerate(need.columns or []):
            if name not in columns:
                yield source.problem(
                    (*path, "columns", index),
                    f"{what[0]}没有列“{name}”",
                    f"{what[1]} has no column '{name}'",
                    nearest=nearest(name, columns),
                )
        allowed = need.columns or columns
        for index, name in enumerate(need.damaged or []):
            if name not in allowed:
                yield source.problem(
                    (*path, "damaged", index),
                    f"“{name}”不在 columns 允许的列中",
                    f"'{name}' is not among the allowed columns",
                    nearest=nearest(name, allowed),
                )
        for index, name in enumerate(need.show or []):
            if name not in allowed:
                yield source.problem(
                    (*path, "show", index),
                    f"佐证列“{name}”不在 columns 允许的列中",
                    f"the evidence column '{name}' is not among the allowed columns",
                    nearest=nearest(name, allowed),
                )


def check_traps(draft: Draft) -> Iterator[Problem]:
    """Every trap is handled by something that exists; ids are different."""
    source = draft.source
    known = [*draft.steps, *draft.parameters, *draft.needs, *HANDLED_OUTSIDE]
    seen: dict[str, int] = {}
    for index, trap in draft.traps.items():
        if trap.id in seen:
            yield source.problem(("traps", index, "id"), f"重复的误报编号“{trap.id}”", f"duplicate trap id '{trap.id}'")
        seen[trap.id] = index
        for position, name in enumerate(trap.handlers):
            path = (
                ("traps", index, "handled", position) if isinstance(trap.handled, list) else ("traps", index, "handled")
            )
            if name not in known:
                yield source.problem(
                    path,
                    f"处理此误报的“{name}”不是步骤、参数、数据需求或机制",
                    f"'{name}', said to handle this trap, is no step, parameter, need or mechanism",
                    expected=("、".join(known), ", ".join(known)),
                    nearest=nearest(name, known),
                )


def used_steps(inputs: dict[str, tuple[str, ...]], final: str) -> set[str]:
    """The steps and needs that ``final`` depends on, itself included."""
    wanted, open_ = {final}, [final]
    while open_:
        for name in inputs.get(open_.pop(), ()):
            if name not in wanted:
                wanted.add(name)
                open_.append(name)
    return wanted


def check_used(draft: Draft, parsed: Parsed) -> Iterator[Problem]:
    """No step, need or parameter that nothing uses."""
    source = draft.source
    if draft.clue is None:
        return
    final = draft.clue.from_
    if final not in draft.steps:
        if final not in (source.data.get("steps") or {}):
            known = list(draft.steps)
            yield source.problem(
                ("clue", "from"),
                f"没有步骤“{final}”",
                f"there is no step '{final}'",
                expected=("、".join(known), ", ".join(known)),
                nearest=nearest(final, known),
            )
        return
    used = used_steps(parsed.inputs, final)
    for name in draft.steps:
        if name not in used:
            yield source.problem(
                ("steps", name),
                f"步骤“{name}”没有用到",
                f"the step '{name}' is not used",
                expected=("被后面的步骤或 clue.from 使用", "to be used by a later step or clue.from"),
                key=True,
            )
    for name in draft.needs:
        if name not in used and all(name not in inputs for inputs in parsed.inputs.values()):
            yield source.problem(
                ("needs", name), f"数据需求“{name}”没有用到", f"the need '{name}' is not used", key=True
            )
    words = set().union(*(words_of(body) for body in draft.steps.values()), _risk_words(draft))
    for name in draft.parameters:
        if name not in words:
            yield source.problem(
                ("parameters", name), f"参数“{name}”没有用到", f"the parameter '{name}' is not used", key=True
            )


def _risk_words(draft: Draft) -> set[str]:
    if draft.clue is None:
        return set()
    return set().union(*(words_of(risk.when or "") for risk in draft.clue.risk.values()), set())
