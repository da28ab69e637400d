"""Two organisers, secretaries or signers in two sessions at the same moment: one does it, the other is told, nothing is
lost and nothing is done twice. A contest is walked from its announcement to an appeal, each step by two."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from contest_parts import Clock, Desk, new_contest, new_person
from django.db import connection
from road_parts import Road

from mingjian.desk.contests.chain import broken_links
from mingjian.desk.contests.models import Assigned, Contest, FormRow, Link, Residual, Signature, Work
from mingjian.desk.jobs.models import Job
from mingjian.desk.offices.roles import Role

SIZES = {"works": 5, "judges": 3, "late": 0, "incomplete": 0, "conflicts": 0, "doubts": 1}


def at_once(desk: Desk, *acts: tuple[str, str, dict[str, Any]]) -> list[int]:
    """What is answered to acts (who, path, body) that are sent at the same moment, in their order."""
    barrier, told = threading.Barrier(len(acts)), dict[int, int]()

    def send(place: int) -> None:
        who, path, body = acts[place]
        barrier.wait()
        try:
            told[place] = desk.ask(who, "post", path, body).status_code
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(place,)) for place in range(len(acts))]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return [told[place] for place in range(len(acts))]


def once(desk: Desk, who: str, path: str, refused: int = 409, /, **body: Any) -> None:
    """Of two who send the same at the same moment one is refused."""
    assert sorted(at_once(desk, *[(who, path, body)] * 2)) == [200, refused]


def stepped(desk: Desk, to: str, why: str = "") -> None:
    once(desk, "organiser", "/step", to=to, why=why, version=desk.get("organiser")["version"])
    assert Link.objects.filter(what="phase", data__to=to).count() == 1


def jobs(task: str) -> int:
    return Job.objects.filter(argument__task=task).count()


@pytest.mark.django_db(transaction=True)
def test_every_step_by_two_at_once(offices: None, clock: Clock, shared_lake: Any) -> None:
    road = Road(None, **SIZES)  # type: ignore[arg-type]  # its desk is made below, once its people are there
    road.people()
    new_person("deputy", "340000", Role.HEAD)
    desk = road.desk = new_contest(clock, "two", reviews=2, least=1)
    once(desk, "organiser", "/seats", 400, username="deputy", kind="secretary")
    stepped(desk, "announced")
    clock.to("03-02 09:00")
    stepped(desk, "open")
    road.take_in()
    desk.work_off()
    clock.to("03-10 18:00")
    stepped(desk, "closed")
    assert Link.objects.filter(what="root").count() == 1
    decided(desk, road)
    packaged(desk)
    assigned(desk, road)
    clock.to("03-12 09:00")
    stepped(desk, "judging")
    road.score()
    settled(desk, road)
    signed(desk)
    clock.to("04-01 09:00")
    stepped(desk, "published")
    appealed(desk, road)
    assert broken_links(Contest.objects.get()) == []


def decided(desk: Desk, road: Road) -> None:
    """One admits what the other refuses: the work is what the quicker said."""
    for one in desk.entries():
        admit = {"action": "admit", "why": "", "version": one["version"]}
        refuse = {**admit, "action": "refuse", "why": "材料不全"}
        path = f"/entries/{one['id']}/act"
        told = at_once(desk, ("secretary", path, admit), ("deputy", path, refuse))
        assert sorted(told) == [200, 409]
        state = desk.entry(one["title"])["state"]["code"]
        assert state == ("admitted" if told[0] == 200 else "refused")
        if state == "refused":
            desk.decide(desk.entry(one["title"]), "admit")
    desk.decide(desk.entry("作品005"), "anchor")
    road.titles = {one["number"]: one["title"] for one in desk.entries()}
    stepped(desk, "checked")


def packaged(desk: Desk) -> None:
    """One job for two who press; a place that one hides is not kept by the other who did not see it."""
    assert at_once(desk, ("secretary", "/blind", {}), ("deputy", "/blind", {})) == [200, 200]
    assert jobs("blind") == 1
    desk.work_off()
    places = Residual.objects.select_related("package__work")
    assert places
    for one in places:
        path = f"/blind/{one.package.work.number}/{one.pk}"
        told = at_once(
            desk,
            ("secretary", path, {"decision": "hide", "was": ""}),
            ("deputy", path, {"decision": "keep", "was": ""}),
        )
        assert sorted(told) in ([200, 409], [200, 400])  # what cannot be blinded cannot be kept
        desk.post("secretary", path, decision="hide")
        desk.refused("deputy", path, 409, decision="keep", was="")
    desk.work_off()
    assert {one["state"]["code"] for one in desk.get("secretary", "/blind")["items"]} == {"ready"}


def assigned(desk: Desk, road: Road) -> None:
    for n in range(1, road.judges + 1):
        once(
            desk, "secretary", "/seats", 400, username=f"judge{n:02}", kind="judge", types=["creative"], confirmed=True
        )
    ask = ("secretary", "/assignment", {"type": "creative"})
    assert at_once(desk, ask, ask) == [200, 200]
    assert jobs("assign") == 1
    desk.work_off()
    row = desk.get("secretary", "/assignment")["items"][0]
    told = at_once(
        desk, ("secretary", f"/assignment/{row['id']}", {"action": "apply"}),
        ("deputy", f"/assignment/{row['id']}", {"action": "drop", "why": "重做"}),
    )  # fmt: skip
    assert sorted(told) == [200, 409]
    assert Assigned.objects.exists() == (told[0] == 200)
    if told[0] != 200:
        desk.post(*ask[:2], **ask[2])
        desk.work_off()
        desk.post("secretary", f"/assignment/{desk.get('secretary', '/assignment')['items'][0]['id']}", action="apply")
    assert len(Assigned.objects.values_list("work", "judge").distinct()) == Assigned.objects.count()


def settled(desk: Desk, road: Road) -> None:
    stepped(desk, "settling")
    assert jobs("settle") == 1
    desk.work_off()
    for one in desk.get("secretary", "/far")["items"]:
        once(desk, "secretary", f"/far/{one['id']}", action="close", why="已核", version=one["version"])
    road.more_reviews()
    road.ask_far()
    stepped(desk, "frozen", "试验：不再答辩")
    assert jobs("freeze") == 1
    desk.work_off()
    both = at_once(desk, ("organiser", "/results/again", {}), ("secretary", "/results/again", {}))
    assert both == [200, 200]
    assert jobs("freeze") == 2  # the one of the step, and one for both
    desk.work_off()


def signed(desk: Desk) -> None:
    """Both sign at the same moment, one of them in two sessions."""
    digest = {"digest": desk.get("signer1", "/results")["digest"]}
    told = at_once(desk, *[(who, "/sign", digest) for who in ("signer1", "signer1", "signer2")])
    assert sorted(told[:2]) in ([200, 409], [200, 404])
    if told[2] != 200:
        desk.post("signer2", "/sign", **digest)
    assert Signature.objects.count() == 2
    assert Link.objects.filter(what="phase", data__to="signed").count() == 1


def appealed(desk: Desk, road: Road) -> None:
    """One appeal, heard by those whom the quicker named; each votes once."""
    rank = {one["work"]: one["rank"] for one in desk.get("organiser", "/results")["types"][0]["works"]}
    number = next(one for one in rank if rank[one])
    title = road.titles[number]
    who = f"entrant{title[-3:]}"
    once(desk, who, f"/works/{road.ids[title]}/appeal", reason="评分理由不明")
    for n in range(1, 4):
        desk.post("organiser", "/seats", username=f"appeal{n}", kind="appeal", confirmed=True)
    row = desk.get("organiser", "/appeals")["items"][0]
    codes = [one["code"] for one in desk.get("organiser", "/seats")["items"] if one["kind"]["code"] == "appeal"]
    once(desk, "organiser", f"/appeals/{row['id']}/judges", judges=codes, version=row["version"])
    vote = {"word": "rejected", "why": "评分有据"}
    told = at_once(desk, *[(f"appeal{n}", f"/hearings/{row['id']}", vote) for n in (1, 2, 3, 3)])
    assert sorted(told) == [200, 200, 200, 409]
    assert desk.get("organiser", "/appeals")["items"][0]["state"]["code"] == "rejected"
    assert Link.objects.filter(what="appeal_ended").count() == 1
    assert Work.objects.count() == road.works
    assert len(set(FormRow.objects.values_list("number", flat=True))) == FormRow.objects.count()
