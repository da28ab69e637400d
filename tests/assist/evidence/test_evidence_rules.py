"""Rules of form, procedure and term: each fires on what it is for, not at its border, and asks what is not told."""

from __future__ import annotations

import pytest
from evidence_parts import PERSONS, case, found, statement, table

from mingjian.assist.evidence import check, shipped_rules
from mingjian.assist.evidence.contradictions import COMPARISONS
from mingjian.assist.evidence.rule import check_rules
from mingjian.assist.evidence.views import VIEWS

RULES, PERSONAL = table("rule_cases.yaml"), table("person_cases.yaml")
OWN = """\
version: 1.0.0
rules:
  {name}:
    {{kind: form, each: {each}, when: {when}, holds: {holds}, severity: mend, ref: [{ref}],
     says: {{zh: 甲, en: a}}, mend: {{zh: 乙, en: b}}}}
"""


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_fires_on_what_it_is_for_and_not_on_its_border(rule: str) -> None:
    one = RULES[rule]
    name, whole = one["list"], one["whole"]
    assert found(rule, **{name: [whole]}) == []
    assert found(rule, **{name: [{**whole, **one["border"]}]}) == []
    (told,) = found(rule, **{name: [{**whole, **one["wrong"]}]})
    assert told.places[0].record == whole["id"]
    assert told.sources
    assert told.says.zh != told.says.en


@pytest.mark.parametrize("rule", PERSONAL)
def test_a_rule_about_a_person_fires_for_that_person_only(rule: str) -> None:
    said = PERSONAL[rule]
    assert len(found(rule, **said)) == 1
    men = [{**one, "sex": "male"} for one in PERSONS]
    assert found(rule, **{**said, "persons": men, "facts": {"life_or_death": False}, "measures": []}) == []


def test_every_rule_with_a_condition_has_a_case_here_and_every_comparison_a_rule() -> None:
    conditional = {name for name, rule in shipped_rules().items() if rule.holds is not None}
    assert conditional == set(RULES) | set(PERSONAL)
    assert len(conditional) >= 25
    assert {rule.file.compares for rule in shipped_rules().values()} - {None} == set(COMPARISONS)
    assert len(COMPARISONS) >= 15


def test_what_the_file_does_not_record_is_asked_for_and_is_no_finding() -> None:
    report = check(case(statements=[statement(officers=None, checked=None)]))
    assert not [one for one in report.findings if one.rule in ("two_interrogators", "interrogation_checked")]
    asked = {one.rule: one.asks for one in report.unknowns}
    assert asked["two_interrogators"] == ("officers",)
    assert asked["interrogation_checked"] == ("checked",)


def test_sex_is_asked_only_where_an_article_asks_and_ethnicity_and_household_are_nowhere() -> None:
    for view in VIEWS.values():
        assert not set(view.columns) & {"sex", "ethnicity", "nation", "household", "hukou", "religion"}
    text = OWN.format(name="biased", each="statement", when="woman", holds="checked", ref="刑诉法122")
    rules, problems = check_rules(text, "own.yaml")
    assert rules == {}
    assert problems[0].path == "rules.biased.when"
    assert "刑诉法132-3" in problems[0].expected_zh
    assert check_rules(text.replace("刑诉法122", "刑诉法281-3"), "own.yaml")[1] == []


def test_an_office_adds_rules_and_writes_over_none() -> None:
    text = OWN.format(name="officers_signed", each="statment", when="signed", holds="checkd", ref="刑诉法122")
    _, problems = check_rules(text, "own.yaml", shipped_rules())
    assert [one.path for one in problems] == ["rules.officers_signed", "rules.officers_signed.each"]
    assert problems[1].nearest == ("statement",)
