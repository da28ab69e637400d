"""The rules over a case file: findings with their places, and what cannot be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from mingjian.assist.evidence.case import Case
from mingjian.assist.evidence.contradictions import COMPARISONS, Context, Hit
from mingjian.assist.evidence.finding import Finding, Unknown
from mingjian.assist.evidence.rule import Rule
from mingjian.assist.evidence.views import VIEWS
from mingjian.models.problems import Lang
from mingjian.models.texts import Text

__all__ = ["findings"]


def findings(context: Context, rules: Mapping[str, Rule]) -> tuple[list[Finding], list[Unknown]]:
    """What does not hold, the gravest first, and what cannot be told because the file does not record it."""
    found: list[Finding] = []
    open_: list[Unknown] = []
    for rule in rules.values():
        if rule.file.compares is not None:
            found += [_finding(context.case, rule, hit) for hit in COMPARISONS[rule.file.compares](context)]
            continue
        for hit in _each(context.case, rule):
            if isinstance(hit, Hit):
                found.append(_finding(context.case, rule, hit))
            else:
                open_.append(hit)
    aside = {one.finding: one for one in context.case.file.overrides}
    unique = {one.key: replace(one, override=aside.get(one.key)) for one in found}
    return sorted(unique.values(), key=lambda one: -_GRAVITY.index(one.severity.value)), open_


_GRAVITY = ("mend", "exclude", "conviction")


def _each(case: Case, rule: Rule) -> Iterator[Hit | Unknown]:
    """A rule with a condition over every record of its kind."""
    assert rule.file.each is not None
    assert rule.holds is not None
    view = VIEWS[rule.file.each]
    for record in view.records(case):
        row = view.row(case, record)
        applies = True if rule.when is None else rule.when.holds(row)
        holds = None if applies is False else rule.holds.holds(row)
        if applies is False or holds:
            continue
        if applies and holds is False:
            yield Hit((record,))
        else:
            names = dict.fromkeys([*(rule.when.unknown(row) if rule.when else ()), *rule.holds.unknown(row)])
            yield Unknown(rule.id, rule.file.says, tuple(names), case.place(record))


def _finding(case: Case, rule: Rule, hit: Hit) -> Finding:
    says = Text(zh=_filled(rule.file.says.zh, hit, "zh"), en=_filled(rule.file.says.en, hit, "en"))
    said = rule.file
    return Finding(rule.id, said.kind, said.severity, says, said.mend, rule.sources, case.places(hit.records))


def _filled(text: str, hit: Hit, lang: Lang) -> str:
    """A sentence with its words; what the words say is never read as a form."""
    for name, word in hit.words.items():
        text = text.replace("{" + name + "}", word.of(lang) if isinstance(word, Text) else word)
    return text
