"""Choosing under a capacity: the order of input changes nothing, and what the random few tell is right on average."""

from __future__ import annotations

import random
from statistics import mean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st
from runs_parts import hand_run

from mingjian.clues.ledger import ClueLedger
from mingjian.lake import Lake
from mingjian.measure.capacity import WEIGHT, Candidate, Chances, choose, estimate
from mingjian.measure.waiting import codes_now, waiting

GROUPS = [("a", "1.0.0", level) for level in ("high", "medium", "low")] + [
    ("b", "1.0.0", "high"),
    ("b", "2.0.0", "low"),
]
DECIDED = st.dictionaries(st.sampled_from(GROUPS), st.tuples(st.integers(0, 30), st.integers(0, 30)))
LISTED = st.lists(
    st.tuples(st.integers(0, 10**6), st.sampled_from(GROUPS), st.integers(0, 99)), unique_by=lambda t: t[0]
)


def candidates(given: list[tuple[int, tuple[str, str, str], int]]) -> list[Candidate]:
    return [Candidate(str(number), group, place) for number, group, place in given]


@given(LISTED, DECIDED, st.integers(1, 30), st.integers(0, 2**32), st.floats(0, 1), st.randoms())
def test_the_order_of_input_changes_nothing(listed, decided, capacity, seed, share, shuffle):  # type: ignore[no-untyped-def]
    first = choose(candidates(listed), Chances(decided), capacity, seed, share)
    shuffle.shuffle(listed)
    again = choose(candidates(listed), Chances(dict(reversed(decided.items()))), capacity, seed, share)
    assert first == again
    assert len(first.picks) == len({one.clue for one in first.picks}) == min(capacity, len(listed))
    assert first.rest == len(listed) - sum(one.how == "yield" for one in first.picks)
    for one in first.drawn:
        assert one.inclusion == len(first.drawn) / first.rest


@given(LISTED, DECIDED, st.integers(1, 30), st.integers(0, 9))
def test_nothing_left_out_is_better_than_what_is_chosen(listed, decided, capacity, seed):  # type: ignore[no-untyped-def]
    chances = Chances(decided)
    plan = choose(candidates(listed), chances, capacity, seed)
    chosen = {one.clue for one in plan.picks if one.how == "yield"}
    left = [chances.of(group) for number, group, _ in listed if str(number) not in chosen]
    assert max(left, default=0) <= min((one.chance for one in plan.picks if one.how == "yield"), default=1) + 1e-12


def test_chances_by_hand() -> None:
    chances = Chances({("a", "1.0.0", "high"): (8, 2), ("a", "1.0.0", "low"): (1, 9)})
    whole = (9 + 1) / (20 + 2)
    model = (9 + WEIGHT * whole) / (20 + WEIGHT)
    version = (9 + WEIGHT * model) / (20 + WEIGHT)
    assert chances.of(("a", "1.0.0", "high")) == pytest.approx((8 + WEIGHT * version) / (10 + WEIGHT))
    assert chances.of(("a", "1.0.0", "high")) > version > chances.of(("a", "1.0.0", "low"))
    assert chances.of(("a", "2.0.0", "high")) == pytest.approx(model)  # a version nobody checked is like its model
    assert chances.of(("c", "1.0.0", "high")) == pytest.approx(whole)  # a model nobody checked is like all
    assert Chances({}).of(("c", "1.0.0", "high")) == 0.5
    zh, en = chances.why(("a", "1.0.0", "high"))
    assert "已判 10 条、成立 8 条" in zh
    assert "of 10 decided clues of high risk in this version 8 were confirmed" in en


def test_where_all_can_be_checked_none_is_drawn_and_one_place_is_for_the_best() -> None:
    listed = [Candidate(str(n), GROUPS[0], n) for n in range(5)]
    assert choose(listed, Chances({}), 5, 1).drawn == []
    assert choose(listed, Chances({}), 1, 1).drawn == []
    assert len(choose(listed, Chances({}), 4, 1, 0.01).drawn) == 1
    assert [one.clue for one in choose(listed, Chances({}), 2, 1, 0).picks] == ["0", "1"]
    with pytest.raises(ValueError, match="capacity"):
        choose(listed, Chances({}), 0, 1)


def test_the_estimate_is_unbiased_over_seeds_and_its_interval_holds() -> None:
    """Invented clues, a third of which are true, more of them among the grave ones: estimate against what is so."""
    lots = random.Random(7)
    listed = [Candidate(f"c{n}", GROUPS[n % 3], n) for n in range(300)]
    true = {one.clue for one in listed if lots.random() < {"high": 0.6, "medium": 0.3, "low": 0.1}[one.group[2]]}
    chances = Chances({GROUPS[0]: (30, 20), GROUPS[1]: (15, 35), GROUPS[2]: (5, 45)})
    told, held, truth = [], 0, None
    for seed in range(1500):
        plan = choose(listed, chances, 40, seed, 0.25)
        chosen = {one.clue for one in plan.picks if one.how == "yield"}
        truth = len(true - chosen)  # the same for every seed: what is chosen by yield does not hang on it
        codes = ["confirmed" if one.clue in true else "lawful" for one in plan.drawn]
        found = estimate(plan.rest, codes)
        assert found.total is not None
        assert found.low is not None
        assert found.high is not None
        told.append(found.total)
        held += found.low <= truth <= found.high
    assert mean(told) == pytest.approx(truth, abs=4 * stdev(told) / len(told) ** 0.5)
    assert held / len(told) >= 0.95


def test_every_clue_of_the_rest_is_drawn_as_often_as_is_said() -> None:
    listed = [Candidate(str(n), GROUPS[0], n) for n in range(20)]
    plans = [choose(listed, Chances({}), 8, seed, 0.25) for seed in range(3000)]
    drawn = [one for plan in plans for one in plan.drawn]
    for number in range(6, 20):
        share = sum(one.clue == str(number) for one in drawn) / len(plans)
        assert share == pytest.approx(2 / 14, abs=0.03)


def test_an_estimate_of_nothing_and_of_a_part() -> None:
    assert estimate(50, [None, None]).total is None
    part = estimate(50, ["confirmed", "known", None])
    assert (part.drawn, part.decided, part.confirmed, part.total) == (3, 2, 1, 25.0)
    assert part.low == 1
    whole = estimate(3, ["confirmed", "lawful", "confirmed"])
    assert (whole.total, whole.low, whole.high) == (2.0, 2, 2)


def test_clues_of_a_lake_wait_with_the_level_their_run_gave(lake: Lake) -> None:
    run = hand_run(lake, [{"key": {"person": str(n)}, "level": "high" if n < 2 else "low"} for n in range(6)])
    ids = dict(zip(run.clues.column("clue_id").to_pylist(), run.clues.column("level").to_pylist(), strict=True))
    ledger = ClueLedger(lake)
    ledger.update()
    high = [clue for clue, level in ids.items() if level == "high"]
    low = [clue for clue, level in ids.items() if level == "low"]
    ledger.record_verdict("a-model", high[0], "confirmed", "x", run.record.as_of)
    ledger.record_verdict("a-model", low[0], "known", "x", run.record.as_of)
    listed, chances, shown = waiting(lake)
    assert {one.clue for one in listed} == set(ids) - {high[0], low[0]} == set(shown)
    assert chances.decided(("a-model", "1.0.0", "high")) == (1, 0)
    assert chances.decided(()) == (1, 0)
    (grave,) = [one for one in listed if one.group[2] == "high"]
    assert grave.place == 1
    assert choose(listed, chances, 1, 0).picks[0].clue == high[1]
    assert waiting(lake, "nothing")[0] == []
    assert codes_now(lake, [high[0], high[1], "x"]) == {high[0]: "confirmed", high[1]: None, "x": None}
