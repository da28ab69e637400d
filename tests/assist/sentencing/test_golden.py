"""Calculations worked by hand: a crime, several crimes, the law of two days. And what the cases must cover."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from sentencing_parts import arithmetic, cases, computed, frozen, one, stated

from mingjian.assist.sentencing import Span

GOLDEN, SEVERAL, LAWS = cases("golden.yaml"), cases("several.yaml"), cases("laws.yaml")


def _ends(value: Any) -> tuple[int, int]:
    return (value[0], value[1]) if isinstance(value, list) else (value, value)


def _span(text: str) -> Span:
    numbers = [arithmetic(part) for part in text.split(";")]
    return Span(numbers[0], numbers[-1])


@pytest.mark.parametrize("case", GOLDEN, ids=[case["id"] for case in GOLDEN])
def test_one_crime(case: dict[str, Any]) -> None:
    """The number before the law's limits, the one within them, and whole months."""
    added = [{"what": "增加", "months": months} for months in case.get("added", ())]
    facts = stated(
        [
            one(
                case["charge"], case["situation"], case.get("start"), increments=added,
                circumstances=case.get("with", {}), minor_offence=case.get("lighter", False),
            )
        ]
    )  # fmt: skip
    made = computed(facts)
    limits = next(node for node in made.tree.walk() if node.id == "limits")
    before = [node for node in made.tree.walk() if node.id in ("base", "general.tier_one", "tier_two")][-1]
    work = _span(case["work"])
    assert before.value == work
    assert limits.value == _span(case["limited"])
    assert made.months == _ends(case["months"])
    if "band" in case:
        assert made.band_months == _ends(case["band"])


@pytest.mark.parametrize("case", SEVERAL, ids=[case["id"] for case in SEVERAL])
def test_several_crimes(case: dict[str, Any]) -> None:
    crimes = [
        one(charge, situation, start, increments=[{"what": "增加", "months": added}] if added else [])
        for charge, situation, start, added in case["crimes"]
    ]
    made = computed(stated(crimes))
    assert made.months == _ends(case["months"])
    assert [Fraction(end) for end in made.months] == [arithmetic(part) for part in case["work"].split(";")]


@pytest.mark.parametrize("case", LAWS, ids=[case["id"] for case in LAWS])
def test_law_of_act_and_conviction(case: dict[str, Any]) -> None:
    crime = one(case["charge"], case["situation"], case["start"])
    made = computed(stated([crime], act=case["act"], convicted=case["convicted"]))
    outcome = made.crimes[0]
    assert made.months == _ends(case["months"])
    days = {"old": case["act"], "new": case["convicted"], "same": case["convicted"]}
    assert outcome.law_day == days[case["law"]]
    applied = outcome.chosen[0].tier
    assert [applied.min_months, applied.max_months] == case["old" if case["law"] == "old" else "new"]
    if case["law"] == "same":
        assert outcome.other_day is None
    else:
        other = outcome.other[0].tier
        assert [other.min_months, other.max_months] == case["new" if case["law"] == "old" else "old"]
        assert any(node.id == "law_compared" for node in made.tree.walk())


def test_cases_cover_everything() -> None:
    """At least 150 cases, three of each crime, every circumstance, and every pair that is not counted twice."""
    parameters = frozen()
    assert len(GOLDEN) + len(SEVERAL) + len(LAWS) >= 150
    for crime in parameters.crimes.values():
        assert sum(case["charge"] == crime.charge for case in GOLDEN) >= 3, crime.charge
    used = {name for case in GOLDEN for name in case.get("with", {})}
    everything = {*parameters.circumstances, *(n for c in parameters.crimes.values() for n in c.circumstances)}
    assert used == everything
    pairs = {(name, other) for name, one in parameters.circumstances.items() for other in one.yields_to}
    shown = {(a, b) for case in GOLDEN if len(case.get("with", {})) == 2 for a in case["with"] for b in case["with"]}
    assert pairs <= shown
