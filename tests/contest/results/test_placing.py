"""Which works go to a final, and the ranks that come of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mingjian.contest.results import (
    Comparison,
    Final,
    PairForm,
    RankInterval,
    Standing,
    finalists,
    finals_said,
    placed,
    places_of_awards,
    ranked,
)


def intervals(**some: tuple[int, int]) -> list[RankInterval]:
    return [RankInterval(work, *both) for work, both in some.items()]


def test_who_may_lie_on_either_side_of_an_award_is_compared():
    ranks = {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}
    sure = intervals(a=(1, 1), b=(2, 2), c=(3, 3), d=(4, 4), e=(5, 5))
    assert places_of_awards([1, 2]) == [1, 3]
    assert finalists([1, 3], ranks, sure) == []
    open_ = intervals(a=(1, 2), b=(1, 2), c=(3, 4), d=(3, 5), e=(5, 5))
    assert finalists([1, 3], ranks, open_) == [("a", "b"), ("c", "d")]
    # c lies between two that are compared; the two finals share b and are one
    assert finalists([1, 3], ranks, intervals(a=(1, 2), b=(1, 5), c=(3, 3), d=(2, 4), e=(5, 5))) == [tuple("abcd")]
    # the border behind the last work is none, and an anchor has no rank
    assert finalists([5], ranks, intervals(d=(4, 6), e=(4, 6), x=(1, 9))) == []


def test_works_that_share_a_rank_go_together():
    ranks = {"a": 1, "b": 2, "c": 2, "d": 4}
    found = finalists([1], ranks, intervals(a=(1, 2), b=(1, 3), c=(2, 3), d=(4, 4)))
    assert found == [("a", "b", "c")]


def said(*pairs: str) -> tuple[Comparison, ...]:
    return tuple(Comparison("j", one[0], one[1]) for one in pairs)


def test_works_of_a_final_share_out_their_ranks():
    scores = {"a": 90.0, "b": 80.0, "c": 80.0, "d": 70.0, "e": 60.0}
    first = ranked(scores, dict.fromkeys(scores, Standing.JUDGED) | {"f": Standing.FAILED})
    ranks, (told,) = placed(first, [Final(("b", "c", "d"), said("db", "dc", "cb"))])
    assert [(one.work, one.rank, one.first) for one in ranks] == [
        ("a", 1, None), ("d", 2, 4), ("c", 3, 2), ("b", 4, 2), ("e", 5, None), ("f", None, None),
    ]  # fmt: skip
    assert [(one.work, one.place, one.better, one.worse) for one in told.works] == [
        ("d", 1, 2, 0), ("c", 2, 1, 1), ("b", 3, 0, 2)
    ]  # fmt: skip
    assert {one.work: one.score for one in ranks} == {one.work: one.score for one in first}
    ranks, _ = placed(first, [Final(("b", "c"), ())])  # nobody said anything
    assert [one.rank for one in ranks] == [one.rank for one in first]


def test_a_work_that_went_out_takes_with_it_what_was_said_of_it():
    scores = {"a": 90.0, "b": 80.0, "c": 70.0}
    standings = {"a": Standing.WITHDRAWN, "b": Standing.JUDGED, "c": Standing.JUDGED}
    ranks, (told,) = placed(ranked(scores, standings), [Final(("a", "b", "c"), said("ca", "ab", "ab", "cb"))])
    assert [(one.work, one.rank) for one in ranks] == [("c", 1), ("b", 2), ("a", None)]
    assert told.comparisons == 1


@given(st.lists(st.integers(0, 4), min_size=2, max_size=9), st.integers(0, 2**20), st.integers(1, 8))
def test_ranks_are_those_there_were_and_others_stay(scores, drawn, size):
    named = {f"w{n}": float(score) for n, score in enumerate(scores)}
    first = ranked(named, dict.fromkeys(named, Standing.JUDGED))
    works = [one.work for one in first][:size]
    answers = [
        f"{one}{other}" for n, one in enumerate(works) for m, other in enumerate(works)
        if one != other and drawn >> (n * len(works) + m) % 20 & 1
    ]  # fmt: skip
    final = Final(tuple(works), tuple(Comparison("j", one[:2], one[2:]) for one in answers))
    ranks, _ = placed(first, [final])
    before, after = ({one.work: one.rank for one in some} for some in (first, ranks))
    assert {work: after[work] for work in before if work not in works} == {
        work: before[work] for work in before if work not in works
    }
    assert {after[work] for work in works} <= set(range(1, len(named) + 1))
    assert min(after.values()) == 1
    assert [one.rank for one in ranks] == sorted(one.rank for one in ranks)


def test_answers_count_where_one_of_the_two_was_chosen():
    pairs = [
        PairForm(1, "creative", 1, "D01", "a", "b", better="b", reason="x"),
        PairForm(2, "creative", 1, "D02", "a", "b", abstained="与作者熟识"),
        PairForm(3, "creative", 2, "D01", "c", "d"),
        PairForm(4, "prototype", 1, "D01", "a", "b", better="a", reason="x"),
    ]
    one, two = finals_said("creative", [["a", "b"], ["c", "d"]], pairs)
    assert one == Final(("a", "b"), (Comparison("D01", "b", "a"),))
    assert two.said == ()
