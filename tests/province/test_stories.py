"""What keeps stories apart: every firm has people, stories have rooms of their own, a story needs what it rests on."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from mingjian.province.background import hotels, insurance, lodging, premises
from mingjian.province.chance import stream
from mingjian.province.clock import age_on
from mingjian.province.plants import PLANTS
from mingjian.province.tables import Coded
from mingjian.province.world import World, found


@pytest.fixture(scope="module")
def world() -> World:
    return found(3_000, 11)


def sown(world: World, model: str, name: str, n: int) -> Any:
    (plant,) = [one for one in PLANTS if (one.model, one.name) == (model, name)]
    return plant.make(world, world.rng("plant", model, name), n)


def texts(column: object) -> list[str | None]:
    return [column.words[i] for i in column.index.tolist()] if isinstance(column, Coded) else list(column)  # type: ignore[call-overload]


@pytest.mark.parametrize("firms", [598, 600, 587 * 3, 23])
def test_every_firm_has_somebody_at_work(firms: int) -> None:
    """598 and 40503 are both divided by 23: the people of such a province worked for 26 firms."""
    made: Any = SimpleNamespace(companies=SimpleNamespace(employing=np.ones(firms, np.bool_)))
    assert len(np.unique(insurance.employer_of(made, np.arange(firms, dtype=np.int32)))) == firms


def test_nobody_of_the_background_is_given_the_room_of_a_story(world: World) -> None:
    rng = stream(1, "rooms")
    who = np.arange(2_000, dtype=np.int32)
    room = hotels.rows(world, rng, who, who, who)["room"]
    assert isinstance(room, Coded)
    of_stories = lodging.some_room(rng, 2_000)
    assert not np.isin(of_stories, room.index).any()
    assert (lodging.next_to(of_stories) != of_stories).all()
    assert lodging.next_to(of_stories).max() < len(hotels.ROOMS)


def test_no_guest_of_the_background_was_a_minor_on_the_day(world: World) -> None:
    """One who was, and by chance was given the room of a stranger on that day, is what a model looks for."""
    free: Any = SimpleNamespace(free=lambda who, first, last: np.ones(len(who), np.bool_))
    everybody = np.arange(len(world.people), dtype=np.int32)
    rows = hotels.background(world, free, everybody, stream(1, "guests"), hotels.HOTELS_FROM, hotels.HOTELS_FROM + 60)
    who, on = np.asarray(rows["_p"]), np.asarray(rows["checked_in"])
    assert len(who) > 300
    assert (age_on(world.people.birth[who], on) >= 18).all()


def test_a_shop_near_a_school_rests_on_the_row_of_its_gate(world: World) -> None:
    story = sown(world, "Y03", "internet", 3)
    gate = next(need.records for need in story.needs if need.dataset == "school_gate")
    premises.background(world, world.rng("premises"))
    gates, shops = world.tables.whole("school_gate"), world.tables.whole("premises_licence")
    at = [dict(zip(texts(key), zip(texts(t["longitude"]), texts(t["latitude"]), strict=True), strict=True))
          for key, t in ((gates["_r"], gates), (shops["licence_number"], shops))]  # fmt: skip
    for record, licence in zip(gate.tolist(), story.document, strict=True):
        (east, north), (shop_east, shop_north) = at[0][record], at[1][licence]
        assert east == shop_east
        assert 0 < float(north) - float(shop_north) < 0.0019


def test_a_disability_is_known_only_with_its_first_day(world: World) -> None:
    story = sown(world, "Y05", "disabled_and_in_prison", 2)
    (need,) = [need for need in story.needs if need.dataset == "disability_certificate"]
    assert "issued_on" in need.columns
