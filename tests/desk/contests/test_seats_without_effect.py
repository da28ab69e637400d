"""Naming people for seats tells nobody who takes part: an entrant is given one like everybody else, without effect."""

from __future__ import annotations

from typing import Any

from contest_parts import Desk, whole, work_off

from mingjian.desk.contests.models import Contest
from mingjian.desk.contests.persons import judges_of
from mingjian.desk.contests.sight import seen
from mingjian.desk.contests.steps import _before_frozen
from mingjian.desk.offices.models import User

KINDS = ("judge", "defence", "appeal", "secretary", "organiser")


def named(desk: Desk, who: str, kind: str) -> Any:
    """What the organiser is answered, but for what differs between two people anyway."""
    types = ["creative"] if kind == "judge" else []
    told = desk.post("organiser", "/seats", username=who, kind=kind, types=types, confirmed=True)
    listed = next(one for one in desk.get("organiser", "/seats")["items"] if one["id"] == told["id"])
    assert listed == told
    return {name: value for name, value in told.items() if name not in ("id", "person", "office", "code")}


def test_the_organiser_is_answered_alike(opened: Desk) -> None:
    opened.enter("entrant01", "暗题")
    before = len(opened.get("organiser", "/seats")["items"])
    for kind in KINDS:
        assert named(opened, "entrant01", kind) == named(opened, "entrant02", kind)
        again = [
            opened.refused("organiser", "/seats", username=who, kind=kind, types=["creative"])["zh"].replace(who, "x")
            for who in ("entrant01", "entrant02")
        ]
        assert again[0] == again[1]
        for seat in opened.get("organiser", "/seats")["items"][before:]:
            opened.post("organiser", f"/seats/{seat['id']}/act", action="doubt")
            opened.post("organiser", f"/seats/{seat['id']}/act", action="leave")
    assert len(opened.get("organiser", "/seats")["items"]) == before
    assert opened.get("entrant01")["seat"]["code"] == "entrant"


def test_the_seat_is_without_effect_and_the_secretary_is_told(opened: Desk) -> None:
    work = opened.enter("entrant01", "暗题", "entrant01", "entrant03")
    opened.submit("entrant01", work, whole())
    work_off()
    for who in ("entrant01", "entrant02"):
        named(opened, who, "judge")
    assert opened.get("entrant01")["seat"]["code"] == "entrant"
    assert opened.get("entrant02")["seat"]["code"] == "judge"
    assert [one["title"] for one in opened.get("entrant01", "/works")["items"]] == ["暗题"]
    idle = {one["person"]["username"]: one["idle"] for one in opened.get("secretary", "/seats")["items"]}
    assert (idle["entrant01"], idle["entrant02"]) == (True, False)
    assert not any(one["idle"] for one in opened.get("organiser", "/seats")["items"])
    contest = Contest.objects.get(slug=opened.slug)
    assert [one.user.username for one in judges_of(contest)] == ["entrant02"]
    assert [one.user.username for one in judges_of(contest, idle=True)] == ["entrant01", "entrant02"]
    opened.refused("secretary", "/seats", username="entrant01", kind="defence")
    opened.refused("entrant02", "/works", type="creative", title="晚了", authors=[{"name": "某"}])

    opened.clock.to("03-10 18:00")
    opened.step("closed")
    known = {one["person"]["username"]: one["idle"] for one in opened.get("organiser", "/seats")["items"]}
    assert (known["entrant01"], known["entrant02"]) == (True, False), "the list of authors is the organiser's by now"


def test_a_signer_who_cannot_sign_is_missed_before_anything_is_frozen(opened: Desk) -> None:
    opened.enter("entrant01", "暗题")
    seats = opened.get("organiser", "/seats")["items"]
    seat = next(one for one in seats if one["person"]["username"] == "signer2")
    opened.post("organiser", f"/seats/{seat['id']}/act", action="leave")
    named(opened, "entrant01", "signer")
    at = seen(User.objects.get(username="organiser"), opened.slug)
    assert any("two signers" in en for _, en in _before_frozen(at, "because"))
