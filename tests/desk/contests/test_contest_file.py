"""A contest from a file: the same bytes out, edits that touch what they mean, phases by clock and person."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from contest_parts import Desk, new_person, right, text_of
from django.db import connection

from mingjian.desk.contests.chain import broken_links
from mingjian.desk.contests.making import put_file
from mingjian.desk.contests.models import Contest, Link, Seat
from mingjian.desk.contests.schemas import ContestFileText
from mingjian.desk.errors import Conflict
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace


def test_export_is_the_file(desk: Desk) -> None:
    assert desk.get("organiser", "/file") == text_of("trial").encode()
    page = desk.get("organiser")
    assert (page["seat"]["code"], page["phase"]["code"]) == ("organiser", "draft")
    assert {one["id"]: one["weight"] for one in page["types"][0]["criteria"]} == {"novelty": 40, "rules": 60}


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
def test_an_edit_leaves_every_other_byte(desk: Desk, ends: str) -> None:
    text = text_of("trial").replace("\n", ends)
    right(desk.ask("organiser", "put", "/file", {"text": text, "version": desk.get("organiser")["version"]}))
    assert desk.get("organiser", "/file") == text.encode()
    version = desk.get("organiser")["version"]
    desk.post("organiser", "/edits", kind="replace", path=["types", "creative", "reviews"], value=5, version=version)
    assert desk.get("organiser", "/file") == text.replace("reviews: 3", "reviews: 5").encode()
    desk.refused("organiser", "/edits", 409, kind="replace", path=["public"], value=True, version=version)


def test_every_mistake_is_told_at_once(desk: Desk) -> None:
    wrong = text_of("other").replace("weight: 40", "weight: 41").replace("closed:", "close:")
    told = desk.refused("organiser", "contests", text=wrong)
    assert "101" in told["en"]
    assert "close" in told["en"]
    found = right(desk.ask("organiser", "post", "contests/check", {"text": wrong}))["problems"]
    assert {one["line"] for one in found} == {7, 9, 19}
    assert not Contest.objects.filter(slug="other").exists()
    version = desk.get("organiser")["version"]
    body = {"kind": "replace", "path": ["types", "creative", "criteria", "novelty", "weight"], "value": 1}
    assert "61" in desk.refused("organiser", "/edits", **body, version=version)["en"]
    for path in (["nowhere"], ["types", 5], [], ["types", "creative", "awards", 99]):
        desk.refused("organiser", "/edits", kind="take", path=path, version=version)


def test_an_edit_of_a_place_the_file_has_not_names_the_nearest(desk: Desk) -> None:
    version = desk.get("organiser")["version"]
    told = desk.refused(
        "organiser", "/edits", kind="replace", path=["types", "creative", "review"], value=5, version=version
    )
    assert "types.creative.review" in told["zh"]
    assert "'reviews'" in told["en"]
    for kind, path in (("replace", ["types", "creative", "panels"]), ("add", ["types", "creatve"]),
                       ("take", ["phases", "close"]), ("put", ["types", "creatve", "reviews"])):  # fmt: skip
        said = desk.refused("organiser", "/edits", kind=kind, path=path, value=1, key="x", version=version)
        assert path[-1] in said["zh"] or path[1] in said["zh"]
    assert desk.get("organiser")["version"] == version


def test_a_key_that_has_its_default_is_put_into_the_file(desk: Desk) -> None:
    version = desk.get("organiser")["version"]
    path = ["types", "creative", "materials", "overview"]
    page = desk.post("organiser", "/edits", kind="put", path=[*path, "names"], value=["依据"], version=version)
    assert page["types"][0]["materials"][0]["names"] == ["依据"]
    page = desk.post("organiser", "/edits", kind="put", path=[*path, "least"], value=20, version=page["version"])
    assert page["types"][0]["materials"][0]["least"] == 20
    desk.refused("organiser", "/edits", kind="put", path=[*path, "lest"], value=20, version=page["version"])
    assert desk.get("organiser", "/file").decode().count("least: 20") == 1


def test_the_page_tells_the_server_s_time_and_its_zone(desk: Desk) -> None:
    page = desk.get("organiser")
    assert page["zone"] == "Asia/Shanghai"
    assert page["now"] == "2027-03-01T01:00:00Z"


def test_a_contest_from_nothing_is_one(desk: Desk) -> None:
    made = right(desk.ask("organiser", "post", "contests", {"slug": "ah-2027", "title": "安徽 2027：竞赛"}))
    assert made["slug"] == "ah-2027"
    assert [one["type"]["code"] for one in made["types"]] == ["application", "prototype", "creative"]
    assert desk.ask("organiser", "post", "contests", {"slug": "ah-2027", "title": "再来"}).status_code == 400


def test_who_is_nobody_here_sees_nothing_until_it_is_announced(desk: Desk) -> None:
    assert desk.ask("entrant01", "get", "").status_code == 404
    assert desk.get("entrant01", "contests")["items"] == []
    desk.step("announced")
    assert desk.get("entrant01")["phase"]["code"] == "announced"
    assert desk.ask("entrant01", "get", "/file").status_code == 404
    new_person("security", "340000", Role.SECURITY_ADMIN)
    assert desk.ask("security", "get", "").status_code == 404


def test_phases_wait_for_the_clock_and_for_somebody(desk: Desk) -> None:
    page = desk.step("announced")
    assert len(page["promise"]) == 64
    assert "seed" not in str(page)
    told = desk.refused("organiser", "/step", to="open", version=page["version"])
    assert "2027-03-02 09:00" in told["zh"]
    desk.clock.to("03-02 09:00")
    assert desk.get("organiser")["phase"]["code"] == "announced"
    desk.refused("organiser", "/step", to="closed", version=page["version"])
    assert desk.ask("secretary", "post", "/step", {"to": "open", "version": page["version"]}).status_code == 404
    assert desk.step("open")["phase"]["code"] == "open"


def test_what_may_change_once_works_come_in(opened: Desk) -> None:
    def put(old: str, new: str) -> int:
        body = {"text": text_of("trial").replace(old, new), "version": opened.get("organiser")["version"]}
        return int(opened.ask("organiser", "put", "/file", body).status_code)

    assert put("weight: 40", "weight: 40.0") == 200  # the same
    assert put("reviews: 3", "reviews: 4") == 400
    assert put("closed: 2027-03-10 18:00", "closed: 2027-03-09 18:00") == 400
    assert put("open: 2027-03-02 09:00", "open: 2027-03-01 10:00") == 400
    assert put("closed: 2027-03-10 18:00", "closed: 2027-03-11 18:00") == 200
    opened.clock.to("03-11 18:30")
    assert put("closed: 2027-03-10 18:00", "closed: 2027-03-11 23:00") == 400


def test_one_person_has_one_seat(desk: Desk) -> None:
    seat = desk.post("secretary", "/seats", username="judge01", kind="judge", types=["creative"], confirmed=True)
    assert seat["code"] == "J01"
    desk.refused("organiser", "/seats", username="judge01", kind="defence")
    desk.refused("organiser", "/seats", username="organiser", kind="signer")
    desk.refused("organiser", "/seats", username="judge02", kind="signer")
    desk.refused("secretary", "/seats", username="judge03", kind="secretary")
    desk.refused("organiser", "/seats", username="nobody", kind="appeal")
    desk.refused("organiser", "/seats", username="judge04", kind="judge", types=["prototype"])
    assert desk.ask("judge01", "get", "/seats").status_code == 404
    desk.post("organiser", f"/seats/{seat['id']}/act", action="leave")
    assert not Seat.objects.filter(user__username="judge01").exists()
    mine = next(one for one in desk.get("organiser", "/seats")["items"] if one["kind"]["code"] == "organiser")
    desk.refused("organiser", f"/seats/{mine['id']}/act", action="leave")


def test_every_act_is_traced_and_chained(opened: Desk) -> None:
    contest = Contest.objects.get()
    assert [one.what for one in Link.objects.order_by("seq")] == ["file", "promise", "phase", "phase"]
    assert broken_links(contest) == []
    assert {"contest.make", "contest.step"} <= set(Trace.objects.values_list("action", flat=True))
    Link.objects.filter(seq=2).update(data={"sha256": "0" * 64})
    assert broken_links(contest) == [2]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_edit_at_once_one_is_told(desk: Desk) -> None:
    told: list[str] = []
    barrier = threading.Barrier(2)
    version = Contest.objects.get().version

    def change(words: str) -> None:
        barrier.wait()
        try:
            text = text_of("trial").replace("模型竞赛", words)
            put_file(User.objects.get(username="organiser"), "trial", ContestFileText(text=text, version=version))
            told.append("done")
        except Conflict:
            told.append("quicker")
        finally:
            connection.close()

    threads = [threading.Thread(target=change, args=(f"竞赛{n}",)) for n in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(told) == ["done", "quicker"]
    assert broken_links(Contest.objects.get()) == []


def test_a_token_changes_nothing(opened: Desk, client_of: Any) -> None:
    from datetime import timedelta

    from django.test import Client

    from mingjian.desk.now import now
    from mingjian.desk.tokens.models import Token
    from mingjian.desk.tokens.services import hashed

    person = User.objects.get(username="organiser")
    Token.objects.create(
        user=person, name="other", hashed=hashed("mj_1"), beginning="mj_", rights=["see_models"], reads=False, why="x",
        asked=now(), allowed=now(), expires=now() + timedelta(days=1),
    )  # fmt: skip
    client = Client(headers={"Authorization": "Bearer mj_1"})
    assert client.get("/api/contests/trial").json()["next"] == []
    body = '{"to": "closed", "version": 99}'
    assert client.post("/api/contests/trial/step", body, content_type="application/json").status_code == 404
