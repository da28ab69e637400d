"""The road as data: every state is reached, none is left in a way nobody thought of."""

from __future__ import annotations

from itertools import pairwise

from mingjian.shelf import MOVES, State, move_named
from mingjian.shelf.states import ROAD, RUNNABLE, SENT_BACK, Need, Place


def test_the_road_goes_from_idea_to_retired_step_by_step() -> None:
    steps = [one for one in MOVES if one.code != "withdraw"]
    assert [(one.sources, one.target) for one in steps] == [((before,), after) for before, after in pairwise(ROAD)]
    assert {*ROAD, State.WITHDRAWN} == set(State)


def test_a_review_sends_back_to_where_it_came_from() -> None:
    for state, back in SENT_BACK.items():
        assert ROAD.index(back) == ROAD.index(state) - 1
    assert State.PUBLISHED not in SENT_BACK


def test_publishing_takes_two_who_are_not_of_the_author() -> None:
    endorse, publish = move_named("endorse"), move_named("publish")
    assert endorse is not None
    assert publish is not None
    assert (endorse.who, publish.who) == (Place.PROVINCE_REVIEWER, Place.PROVINCE_CHIEF)
    assert {Need.ORIGINALITY, Need.PLACES} <= set(endorse.needs)


def test_what_can_be_run_can_be_withdrawn() -> None:
    withdraw = move_named("withdraw")
    assert withdraw is not None
    assert set(RUNNABLE) < set(withdraw.sources)
    assert move_named("nothing") is None
