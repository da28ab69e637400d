"""Assignment: its rules hold in every proposal, and where they cannot, it says which work lacks how many judges."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.contest.assigning import assign, extra
from mingjian.contest.errors import ContestError
from mingjian.contest.results import Review, ReviewTable
from mingjian.contest.seats import JudgeSeat, WorkSeat


def works(number: int, **more) -> list[WorkSeat]:
    return [WorkSeat(f"w{n:02}", **more) for n in range(number)]


def judges(number: int, **more) -> list[JudgeSeat]:
    return [JudgeSeat(f"j{n:02}", **more) for n in range(number)]


def by_judge(proposal) -> dict[str, list[str]]:
    found = defaultdict(list)
    for pair in sorted(proposal.pairs, key=lambda one: one.place):
        found[pair.judge].append(pair.work)
    return found


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(6, 20), st.integers(5, 9), st.integers(2, 4))
def test_every_rule_holds(seed, number, pool, reviews):
    rng = np.random.default_rng(seed)
    asked, sitting = works(number), judges(pool)
    barred = {(w.id, j.id) for w in asked for j in sitting if rng.random() < 0.1}
    found = assign(asked, sitting, barred, reviews=reviews, seed=seed)
    pairs = [(one.work, one.judge) for one in found.pairs]
    assert not set(pairs) & barred
    assert len(set(pairs)) == len(pairs)
    has, short = Counter(work for work, _ in pairs), {one.work: one for one in found.shortages}
    for work in asked:
        free = sum((work.id, one.id) not in barred for one in sitting)
        assert has[work.id] == min(reviews, free)
        assert (work.id in short) == (free < reviews)
    loads = [found.loads[one.id] for one in sitting]
    assert max(loads) - min(loads) <= 1 or any(one.kind == "loads" for one in found.notices)
    assert found.connected == ReviewTable.of([Review(w, j, 0) for w, j in pairs]).connected


def test_the_draw_is_by_seed():
    first, again, other = (assign(works(20), judges(8), set(), seed=seed) for seed in (1, 1, 2))
    assert first == again
    assert set(first.pairs) != set(other.pairs)


def test_expertise_decides_where_it_can():
    asked = [WorkSeat(f"w{n}", frozenset({"civil" if n < 6 else "minors"})) for n in range(12)]
    sitting = [JudgeSeat(f"j{n}", frozenset({"civil" if n < 4 else "minors"})) for n in range(8)]
    found = assign(asked, sitting, set(), reviews=3)
    topic = {one.id: one.topics for one in [*asked, *sitting]}
    fitting = sum(topic[one.work] == topic[one.judge] for one in found.pairs)
    assert found.connected  # by expertise alone the two lines would fall apart
    assert 36 - 4 <= fitting < 36


def test_a_work_that_lacks_judges_is_named_with_how_many():
    sitting = judges(6)
    barred = {("w00", one.id) for one in sitting[2:]}
    found = assign(works(10), sitting, barred, reviews=4)
    (short,) = found.shortages
    assert (short.work, short.wanted, short.has, short.free, short.below) == ("w00", 4, 2, 2, True)
    assert "作品w00缺 2 名评委" in short.zh
    assert "低于最少 3 名" in short.zh
    assert "too few are free of conflict" in short.en
    assert not found.whole
    assert all(number == 4 for work, number in Counter(one.work for one in found.pairs).items() if work != "w00")


def test_full_judges_are_told_from_conflicted_ones():
    found = assign(works(6), judges(4, most=3), set(), reviews=3)
    assert sum(one.wanted - one.has for one in found.shortages) == 18 - 12
    assert all("full" in one.en and "已满" in one.zh for one in found.shortages)
    assert max(found.loads.values()) == 3


def test_works_without_a_blind_package_are_never_assigned_and_cannot_be_forced():
    asked = [*works(5), WorkSeat("raw", ready=False), WorkSeat("raw-anchor", ready=False, anchor=True)]
    found = assign(asked, judges(6), set(), reviews=3)
    assert not {"raw", "raw-anchor"} & {one.work for one in found.pairs}
    (notice,) = [one for one in found.notices if one.kind == "unready"]
    assert notice.about == ("raw", "raw-anchor")
    with pytest.raises(ContestError, match="no finished blind package"):
        assign(asked, judges(6), set(), kept=[("raw", "j00")])
    with pytest.raises(ContestError, match="no finished blind package"):
        extra(asked, judges(6), set(), [("raw", "j00")], {"w00": 1})


def test_the_unconfirmed_and_the_conflicted_cannot_be_forced_either():
    sitting = [*judges(5), JudgeSeat("who", confirmed=False)]
    found = assign(works(5), sitting, set(), reviews=3)
    assert "who" not in {one.judge for one in found.pairs}
    assert any(one.kind == "unconfirmed" and one.about == ("who",) for one in found.notices)
    for kept, match in (("who", "not confirmed"), ("j00", "has a conflict"), ("nobody", "no such")):
        with pytest.raises(ContestError, match=match):
            assign(works(5), sitting, {("w00", "j00")}, kept=[("w00", kept)])


def test_anchors_come_first_to_every_judge_and_are_no_load():
    asked = [*works(12), WorkSeat("anchor1", anchor=True), WorkSeat("anchor2", anchor=True)]
    found = assign(asked, judges(6), {("anchor2", "j03")}, reviews=3)
    for judge, read in by_judge(found).items():
        expected = ["anchor1"] if judge == "j03" else ["anchor1", "anchor2"]
        assert read[: len(expected)] == expected
        assert not set(read[len(expected) :]) & {"anchor1", "anchor2"}
        assert len(read) == len(expected) + found.loads[judge]
    assert sum(found.loads.values()) == 36
    alone = assign(asked, judges(6), {("anchor1", "j03"), ("anchor2", "j03")}, reviews=3)
    assert [one.about for one in alone.notices if one.kind == "no_anchor"] == [("j03",)]


def test_further_reviews_are_an_increment():
    asked, sitting = works(12), judges(8)
    first = assign(asked, sitting, set(), reviews=3)
    kept = {(one.work, one.judge) for one in first.pairs}
    barred = {("w00", "j00")} - kept
    found = extra(asked, sitting, barred, kept, {"w00": 2, "w05": 1}, seed=2)
    after = {(one.work, one.judge) for one in found.pairs}
    assert kept <= after
    assert Counter(work for work, _ in after - kept) == {"w00": 2, "w05": 1}
    assert {(one.work, one.judge) for one in found.pairs if one.new} == after - kept
    assert not after & barred


def test_fixed_panels_stay_apart_and_are_warned_of():
    asked = [WorkSeat(f"w{n}", panel="ab"[n % 2]) for n in range(10)]
    sitting = [JudgeSeat(f"j{n}", panel="ab"[n % 2]) for n in range(8)]
    found = assign(asked, sitting, set(), reviews=3)
    panel = {one.id: one.panel for one in [*asked, *sitting]}
    assert all(panel[one.work] == panel[one.judge] for one in found.pairs)
    assert found.whole
    assert not found.connected
    (notice,) = found.notices
    assert notice.kind == "panels"
    assert "不作校正" in notice.zh


def test_nothing_to_assign():
    assert assign([], judges(3), set()).pairs == ()
    empty = assign(works(2), [], set(), reviews=3)
    assert [one.free for one in empty.shortages] == [0, 0]
