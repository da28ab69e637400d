"""The first page: its numbers are a recount of what the user sees."""

from __future__ import annotations

from typing import Any

import pytest

from mingjian.desk.cases.filing import filed
from mingjian.desk.clues.models import Clue, Verdict
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Role
from mingjian.lake import Lake
from mingjian.models.enumerations import Line


@pytest.fixture
def mixed(clues: Lake, user: Any) -> list[Clue]:
    """Clues in several states, one vanished, one of a line that is not everybody's, one with two verdicts."""
    del clues
    found = list(Clue.objects.order_by("id"))
    for number, state in enumerate(("triaged", "filed", "not_established")):
        Clue.objects.filter(pk=found[number].pk).update(state=state)
    Clue.objects.filter(pk=found[3].pk).update(found="vanished")
    Clue.objects.filter(pk=found[4].pk).update(line="criminal")
    for episode in (1, 2):
        Verdict.objects.create(
            clue=found[2], by=user("v", Role.PROSECUTOR) if episode == 1 else User.objects.get(username="v"),
            code="confirmed", episode=episode, at=now(),
        )  # fmt: skip
    return list(Clue.objects.select_related("office").order_by("id"))


@pytest.mark.parametrize("office", ["340000", "340100", "340102"])
@pytest.mark.parametrize("lines", [tuple(Line), (Line.PUBLIC_INTEREST,)])
def test_numbers_are_a_recount(
    mixed: list[Clue], office: str, lines: tuple[Line, ...], user: Any, client_of: Any
) -> None:
    person = user("me", Role.PROSECUTOR, office=office, lines=lines)
    seen = [one for one in mixed if one.office.path.startswith(person.office.path) and Line.of(one.line) in lines]
    home = client_of(person).get("/api/home").json()
    assert home["funnel"]["found"] == len(seen)
    assert home["funnel"]["handled"] == sum(one.state != "new" for one in seen)
    assert home["funnel"]["verified"] == sum(one.pk == mixed[2].pk for one in seen)
    assert home["counts"]["new"] == sum((one.state, one.found) == ("new", "present") for one in seen)


def test_what_somebody_holds_who_left_is_told_to_those_who_give_it_to_others(
    mixed: list[Clue], user: Any, client_of: Any
) -> None:
    gone = user("gone", Role.PROSECUTOR, office="340102")
    mine = [one for one in mixed if one.office.code == "340102"][:2]
    for one, state in zip(mine, ("claimed", "filed"), strict=True):
        Clue.objects.filter(pk=one.pk).update(owner=gone, state=state)
    filed(clue=mine[1], user=gone, why="x")
    head, own = client_of(user("head", Role.HEAD)), client_of(user("p", Role.PROSECUTOR))
    elsewhere = client_of(user("h2", Role.HEAD, office="340200"))

    def told(client: Any) -> tuple[int, int]:
        counts = client.get("/api/home").json()["counts"]
        return counts["left_clues"], counts["left_cases"]

    assert told(head) == (0, 0)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    assert (told(head), told(own), told(elsewhere)) == ((1, 1), (0, 0), (0, 0))
    listed = head.get("/api/clues?state=open&owner=gone").json()
    assert [one["id"] for one in listed["items"]] == [mine[0].pk]
    assert [one["clues"] for one in head.get("/api/cases?owner=gone").json()["items"]] == [1]
    assert elsewhere.get("/api/cases?owner=gone").json()["total"] == 0
