"""Checks of the clue section against the columns of the step it is made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from mingjian.collision import Given, Relation, Scope, Side, StepErrors, compile_expression
from mingjian.engines.kinds import Kind
from mingjian.models.problems import Problem, nearest
from mingjian.models.risk import risk_expressions
from mingjian.models.sentences import placeholders, stray_braces
from mingjian.models.shape import Draft
from mingjian.models.source import Path

__all__ = ["check_clue", "rule_ids"]

_KEY_KINDS = frozenset({Kind.TEXT, Kind.IDENTIFIER, Kind.CODE, Kind.DATE, Kind.MONTH, Kind.INTEGER})
_PLACE_KINDS = frozenset({Kind.CODE, Kind.TEXT})


def rule_ids(draft: Draft) -> set[str]:
    """The ids of the rules of all check steps."""
    found: set[str] = set()
    for body in draft.steps.values():
        rules = body.get("rules") if "check" in body else None
        for rule in rules if isinstance(rules, list) else []:
            if isinstance(rule, Mapping) and isinstance(rule.get("id"), str):
                found.add(rule["id"])
    return found


def check_clue(draft: Draft, relation: Relation, parameters: Mapping[str, Given]) -> Iterator[Problem]:
    """Subject, key, place, day, amount, sentences and risk over the columns of the final step."""
    clue, source = draft.clue, draft.source
    if clue is None:
        return
    kinds = {field.name: field.kind for field in relation.visible}
    wanted: list[tuple[Path, str, frozenset[Kind], str, str]] = [
        (("clue", "about"), clue.about, frozenset({Kind.SUBJECT}), "主体列", "a subject column"),
        (("clue", "place"), clue.place, _PLACE_KINDS, "行政区划列", "a region column"),
    ]
    wanted += [(("clue", "key", i), name, _KEY_KINDS, "稳定的文本列", "a stable text column") for i, name in
               enumerate(clue.key)]  # fmt: skip
    if clue.day is not None:
        wanted.append((("clue", "day"), clue.day, frozenset({Kind.DATE, Kind.MONTH}), "日期列", "a date column"))
    if clue.amount is not None:
        amounts = frozenset({Kind.MONEY, Kind.INTEGER, Kind.DECIMAL})
        wanted.append((("clue", "amount"), clue.amount, amounts, "金额列", "an amount column"))
    for path, name, allowed, zh, en in wanted:
        if name not in kinds:
            yield _no_column(draft, path, name, clue.from_, kinds)
        elif kinds[name] not in allowed:
            yield source.problem(
                path,
                f"“{name}”是{kinds[name].zh}，这里应是{zh}",
                f"'{name}' is a {kinds[name]}, here {en} is wanted",
            )
    yield from _mixed(draft, relation)
    yield from _sentences(draft, kinds)
    yield from _risk(draft, relation, kinds, parameters)


def _mixed(draft: Draft, relation: Relation) -> Iterator[Problem]:
    """Persons and companies are numbered apart, so that a column of both cannot be told."""
    for field in relation.visible:
        if field.kind is Kind.SUBJECT and field.subject is None:
            yield draft.source.problem(
                ("clue", "from"),
                f"列“{field.name}”混有个人和单位，不能作为结果：请分成两列",
                f"the column '{field.name}' mixes persons and companies and cannot be told: make two columns of it",
            )


def _no_column(draft: Draft, path: Path, name: str, step: str, kinds: Mapping[str, Kind]) -> Problem:
    known = list(kinds)
    return draft.source.problem(
        path,
        f"步骤 {step} 的结果没有列“{name}”",
        f"the step {step} gives no column '{name}'",
        expected=("、".join(known), ", ".join(known)),
        nearest=nearest(name, known),
    )


def _sentences(draft: Draft, kinds: Mapping[str, Kind]) -> Iterator[Problem]:
    clue, source = draft.clue, draft.source
    assert clue is not None
    has_rules = bool(clue.rules or rule_ids(draft))
    texts: list[tuple[Path, str, bool]] = [
        (("clue", "says", lang), template, True) for lang, template in (("zh", clue.says.zh), ("en", clue.says.en))
    ]
    for rule, text in clue.rules.items():
        texts += [(("clue", "rules", rule, "zh"), text.zh, False), (("clue", "rules", rule, "en"), text.en, False)]
    for path, template, outer in texts:
        raw = source.raw(path) or ""
        shift = len(raw) - len(raw.lstrip())  # templates are stripped when read
        for offset in stray_braces(template):
            yield source.problem(path, "大括号不成对", "a brace without its partner", offset=offset + shift)
        for found in placeholders(template):
            if found.name == "rule" and outer and has_rules:
                if "rule" not in kinds:
                    yield source.problem(
                        path, "结果没有 rule 列，不能写 {rule}", "there is no column 'rule' for {rule}",
                        offset=found.offset + shift,
                    )  # fmt: skip
                continue
            if found.name not in kinds:
                known = list(kinds)
                yield source.problem(
                    path,
                    f"句子里的“{{{found.name}}}”不是结果中的列",
                    f"'{{{found.name}}}' in the sentence is no column of the result",
                    expected=("、".join(known), ", ".join(known)),
                    nearest=nearest(found.name, known),
                    offset=found.offset + shift,
                )
    if clue.rules and "rule" not in kinds:
        yield source.problem(
            ("clue", "rules"), "写了 rules 而结果没有 rule 列", "there are rules but the result has no column 'rule'",
            key=True,
        )  # fmt: skip


def _risk(
    draft: Draft, relation: Relation, kinds: Mapping[str, Kind], parameters: Mapping[str, Given]
) -> Iterator[Problem]:
    clue, source = draft.clue, draft.source
    assert clue is not None
    scope = Scope((Side(clue.from_, relation),), dict(parameters), dt.date(2000, 1, 1))
    for name, text in risk_expressions(clue).items():
        risk = clue.risk[name]
        if risk.bands is not None and name not in kinds:
            yield _no_column(draft, ("clue", "risk", name), name, clue.from_, kinds)
            continue
        if risk.bands is not None and kinds[name] is Kind.BOOLEAN:
            yield source.problem(("clue", "risk", name), f"“{name}”不能分档", f"'{name}' has no bands", key=True)
            continue
        expression = risk.when if risk.when is not None else text
        try:
            compile_expression(expression, scope, (Kind.BOOLEAN,) if risk.when is not None else ())
        except StepErrors as errors:
            path: Path = ("clue", "risk", name, "when") if risk.when is not None else ("clue", "risk", name)
            for problem in errors.problems:
                yield source.problem(
                    path, problem.zh, problem.en, expected=(problem.expected_zh, problem.expected_en),
                    nearest=problem.nearest, offset=problem.offset if risk.when is not None else None,
                )  # fmt: skip
