"""Comparisons: each tells what does not agree with both places, and is silent on its borders."""

from __future__ import annotations

import pytest
from evidence_parts import ACT, case, found, table

from mingjian.assist.evidence.contradictions.places import places_differ

CASES = table("contradiction_cases.yaml")


@pytest.mark.parametrize("name", CASES)
def test_what_contradicts_is_told_with_its_places_and_what_is_like_it_is_not(name: str) -> None:
    rule, wrong, near = CASES[name]["rule"], CASES[name]["wrong"], CASES[name]["near"]
    told = found(rule, **wrong)
    assert told
    for one in told:
        assert one.places
        assert one.sources
        assert "{" not in one.says.zh + one.says.en, "every word is filled in"
    assert found(rule, **near) == []


def test_a_confession_of_one_act_is_told_though_another_act_has_evidence() -> None:
    acts = [ACT, {**ACT, "id": "a2"}]
    documents = [
        {"id": "d1", "kind": "interrogation", "of": ["p1"], "acts": ["a1", "a2"]},
        {"id": "d2", "kind": "scene_video", "acts": ["a1"]},
    ]
    told = found("confession_only", acts=acts, documents=documents)
    assert [one.places[0].record for one in told] == ["a2"]


def test_copies_and_several_records_of_one_person_are_one_source() -> None:
    whole = case(documents=[
        {"id": "d1", "kind": "bank_flow"}, {"id": "d2", "kind": "bank_flow", "copy_of": "d1"},
        {"id": "d3", "kind": "victim_statement", "of": ["v1"]},
        {"id": "d4", "kind": "victim_statement", "speaker": "v1"},
    ])  # fmt: skip
    assert len({whole.origin(one) for one in whole.file.documents}) == 2


@pytest.mark.parametrize(
    ("a", "b", "differ"),
    [
        ("安徽省合肥市瑶海区", "合肥市瑶海区长江路12号", False),
        ("合肥市瑶海区长江路12号", "合肥市瑶海区长江路14号", True),
        ("合肥市瑶海区", "合肥市庐阳区", True),
        ("某小区3栋", "某网吧", False),
        (None, "合肥市", False),
    ],
)
def test_places_differ_only_where_both_name_a_level(a: str | None, b: str | None, differ: bool) -> None:
    assert places_differ(a, b) is differ
