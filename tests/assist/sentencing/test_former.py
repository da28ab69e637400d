"""Former sentences (刑法70, 71), surveillance, terms that may be detention or fixed, what lies outside the months."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sentencing_parts import arithmetic, cases, computed, frozen, one, stated

from mingjian.assist.sentencing import SentencingError, Shelf
from mingjian.assist.sentencing.combining import Term, combine, ways
from mingjian.assist.sentencing.facts import Former
from mingjian.assist.sentencing.former import resumed
from mingjian.assist.sentencing.similar import Judged, like
from mingjian.models.problems import ModelErrors

FORMER = cases("former.yaml")
DAY = {"missed": "2024-09-01", "new": "2024-06-01"}
"""The act of the tests is of 2024-08-01: before the former sentence, or after it."""


def _former(kind: str, months: int | None, served: int, crime: str) -> dict[str, Any]:
    told = {"kind": kind, "months": months, "served": served, "crime": crime, "sentenced": DAY[crime]}
    return {key: value for key, value in told.items() if value is not None}


@pytest.mark.parametrize("case", FORMER, ids=[case["id"] for case in FORMER])
def test_a_former_sentence(case: dict[str, Any]) -> None:
    crimes = [
        one(charge, situation, start, increments=[{"what": "增加", "months": added}] if added else [])
        for charge, situation, start, added in case["new"]
    ]
    made = computed(stated(crimes, former=_former(*case["former"])))
    assert list(made.months) == case["months"] == [arithmetic(part) for part in case["work"].split(";")]
    assert made.left is not None
    assert list(made.left) == case["left"]
    assert made.result()["left"] == case["left"]
    assert made.tree.children[-1].id == "former"
    article = "第七十条" if case["former"][3] == "missed" else "第七十一条"
    assert any(article in note.zh for note in made.notes)


def test_the_term_decided_lies_in_the_range_and_leaves_the_rest() -> None:
    crime, former = one("盗窃罪", "huge", 40), _former("fixed", 60, 24, "missed")
    made = computed(stated([crime], former=former, together=72))
    assert (made.months, made.left) == ((72, 72), (48, 48))
    with pytest.raises(SentencingError, match="不在 60–100 个月内"):
        computed(stated([crime], former=former, together=101))


@pytest.mark.parametrize(
    ("former", "told"),
    [
        (_former("fixed", 36, 36, "new"), "已执行完毕"),
        (_former("fixed", None, 0, "new"), "无期徒刑不写 months"),
        (_former("detention", 13, 0, "new"), "最高 12 个月"),
        ({**_former("fixed", 36, 0, "missed"), "sentenced": "2024-07-01"}, "是新罪不是漏罪"),
        ({**_former("fixed", 36, 0, "new"), "sentenced": "2024-08-01"}, "是漏罪不是新罪"),
        ({**_former("fixed", 36, 0, "missed"), "sentenced": "2024-12-01"}, "须在前罪判决之后"),
    ],
)
def test_a_former_sentence_that_cannot_be(former: dict[str, Any], told: str) -> None:
    with pytest.raises(ModelErrors, match=told):
        stated([one("盗窃罪", "huge", 40)], former=former)


def test_life_and_surveillance_of_before_do_not_add_up() -> None:
    crime = [one("盗窃罪", "huge", 40)]
    life = computed(stated(crime, former=_former("life", None, 24, "new")))
    assert life.months == (40, 40)
    assert any("执行无期徒刑" in note.zh for note in life.notes)
    control = computed(stated(crime, former=_former("surveillance", 12, 4, "new")))
    assert control.months == (40, 40)
    assert any("管制还有 8 个月" in note.zh for note in control.notes)


def test_surveillance_chosen_is_served_after_any_other_term() -> None:
    """刑法69第二款; alone it is the penalty, and at most three years for several crimes."""
    light = one("盗窃罪", "large", 10, surveillance=12)
    alone = computed(stated([light]))
    assert (alone.months, alone.form.zh, alone.probation) == ((12, 12), "管制一年", [])
    both = computed(stated([light, one("故意伤害罪", "minor_injury", 12)]))
    assert (both.months, both.surveillance) == ((12, 12), (12, 12))
    assert any("另有管制" in note.zh for note in both.notes)
    two = [one("盗窃罪", "large", 10, surveillance=24), one("诈骗罪", "large", 10, surveillance=20)]
    several = computed(stated(two))
    assert several.surveillance == several.months == (24, 36)
    assert several.form.zh == "管制二年至三年"
    with pytest.raises(SentencingError, match="没有管制"):
        computed(stated([one("盗窃罪", "huge", 40, surveillance=12)]))
    mitigated = one("盗窃罪", "huge", 40, surveillance=12, circumstances={"merit": None})
    assert computed(stated([mitigated])).months == (12, 12)


def test_a_term_around_six_months_may_be_either() -> None:
    """Detention of up to six beside detention of five: eleven, which the fixed term alone would not reach."""
    book, day = Shelf(frozen()), stated([one("盗窃罪", "large", 10)]).convicted
    found = combine([ways((4, 8)), ways((5, 5))], book, day)
    assert (found.low, found.high) == (5, 11)


@pytest.mark.parametrize(
    ("circumstances", "told"),
    [
        ({}, "没有减轻处罚情节"), ({"surrender": None}, "自首：可以减轻处罚的，在下一档 36–120 个月内"),
        ({"excessive_defence": "50%"}, "应当减轻处罚：不在本档内判处"),
    ],
)  # fmt: skip
def test_life_and_death_are_told_outside_the_arithmetic(circumstances: dict[str, Any], told: str) -> None:
    made = computed(stated([one("故意伤害罪", "cruel", 130, circumstances=circumstances)]))
    node = next(each for each in made.tree.walk() if each.id == "outside")
    assert "120–180 个月、无期徒刑、死刑" in node.notes[0].zh
    assert told in node.notes[1].zh


_TERMS = st.integers(1, 180).flatmap(lambda low: st.tuples(st.just(low), st.integers(low, 180)))


@settings(max_examples=60)
@given(terms=st.lists(st.tuples(st.integers(1, 12), st.integers(0, 160)), min_size=1, max_size=7))
def test_two_ways_reach_as_far_as_all(terms: list[tuple[int, int]]) -> None:
    book, day = Shelf(frozen()), stated([one("盗窃罪", "large", 10)]).convicted
    may = [ways((low, low + more)) for low, more in terms]
    every = [combine([[one_] for one_ in way], book, day) for way in product(*may)]
    found = combine(may, book, day)
    assert (found.low, found.high) == (min(each.low for each in every), max(each.high for each in every))


def test_many_open_terms_are_combined_at_once() -> None:
    book, day = Shelf(frozen()), stated([one("盗窃罪", "large", 10)]).convicted
    found = combine([ways((4, 8))] * 60, book, day)
    assert (found.low, found.high) == (4, 300)


@settings(max_examples=60)
@given(terms=st.lists(_TERMS, min_size=1, max_size=4), seed=st.randoms())
def test_combined_terms_stay_within_the_law_in_any_order(terms: list[tuple[int, int]], seed: Any) -> None:
    book, day = Shelf(frozen()), stated([one("盗窃罪", "large", 10)]).convicted
    found = combine([ways(term) for term in terms], book, day)
    assert 1 <= found.low <= found.high <= 300
    assert found.low >= min(180, max(low for low, _ in terms))
    assert found.high <= max(sum(high for _, high in terms), 6)
    mixed = list(terms)
    seed.shuffle(mixed)
    again = combine([ways(term) for term in mixed], book, day)
    assert (again.low, again.high) == (found.low, found.high)


@settings(max_examples=60)
@given(months=st.integers(7, 240), served=st.integers(0, 239), new=_TERMS)
def test_a_new_crime_never_fares_better_than_a_missed_one(months: int, served: int, new: tuple[int, int]) -> None:
    """What remains after 71 is never less than after 70, and more of the new term never means less."""
    served = min(served, months - 1)
    book, day = Shelf(frozen()), stated([one("盗窃罪", "large", 10)]).convicted

    def rest(crime: str, term: tuple[int, int]) -> tuple[int, int]:
        told = {"crime": crime, "months": months, "served": served, "sentenced": "2024-01-01"}
        found = resumed(Former.model_validate(told), term, book, day)
        assert found is not None
        return found.left

    missed, again = rest("missed", new), rest("new", new)
    assert missed[0] <= again[0]
    assert missed[1] <= again[1]
    more = rest("new", (new[0], new[1] + 1))
    assert more[1] >= again[1]


def test_a_fixed_rest_under_six_months_stays_a_fixed_term() -> None:
    book, day = Shelf(frozen()), stated([one("盗窃罪", "large", 10)]).convicted
    found = combine([[Term(3, 3, "fixed")], ways((5, 5))], book, day)
    assert (found.low, found.high) == (3, 3)


def test_who_still_serves_is_no_recidivist_by_that_sentence() -> None:
    crime = one("盗窃罪", "huge", 40, circumstances={"recidivist": "10%"})
    made = computed(stated([crime], former=_former("fixed", 60, 24, "new")))
    assert any("不能作为累犯的前罪" in note.zh for note in made.notes)


def test_each_kind_has_its_own_test_period() -> None:
    """刑法73: two to twelve months for detention, one to five years for a fixed term, never under the term."""
    told = [note.zh for note in computed(stated([one("盗窃罪", "large")])).probation]
    assert told[1:] == [
        "拘役的考验期不少于原判刑期，2–12 个月（刑法第七十三条）",
        "有期徒刑的考验期不少于原判刑期，12–60 个月（刑法第七十三条）",
    ]
    longer = one("盗窃罪", "large", 10, increments=[{"what": "增加", "months": 14}])
    assert "24–60 个月" in computed(stated([longer])).probation[1].zh


def test_a_term_with_a_former_sentence_has_no_like_judgments() -> None:
    """It is not the term of one crime: others judged for the crime alone tell nothing of it."""
    crime = one("盗窃罪", "huge", 40)
    judged = [Judged("盗窃罪", Fraction(40), frozenset())] * 12
    assert like(judged, stated([crime]), frozen()) is not None
    assert like(judged, stated([crime], former=_former("fixed", 60, 24, "new")), frozen()) is None
    assert like(judged, stated([one("盗窃罪", "large", 10, surveillance=12)]), frozen()) is None
