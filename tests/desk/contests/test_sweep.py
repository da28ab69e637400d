"""Seat × phase × own and foreign: nobody learns an author, a score or the sealed seed before time, at any address.

The addresses are those of the API's own description; one that is in no table here fails. What each seat may see is
written down once more, from §5.2 of the plan, and looked for in the bytes of the answers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from contest_parts import Clock, Desk, new_contest, new_person, people, whole, work_off
from django.db import transaction
from django.test import Client

from mingjian.desk.api import openapi
from mingjian.desk.contests import sight, steps
from mingjian.desk.contests.models import Contest, Work
from mingjian.desk.contests.sealing import opened_data
from mingjian.desk.contests.sight import What
from mingjian.desk.contests.states import Phase
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Role

PREFIX = "/api/contests/{slug}"
PATHS = [
    (path, method) for path, methods in openapi()["paths"].items() for method in methods if path.startswith(PREFIX)
]
GETS = sorted(path for path, method in PATHS if method == "get")
ACTS: dict[tuple[str, str], tuple[What, ...]] = {
    ("/file", "put"): (What.STEER,), ("/edits", "post"): (What.STEER,), ("/step", "post"): (What.STEER,),
    ("/seats", "post"): (What.SEATS,), ("/seats/{seat}/act", "post"): (What.SEATS,),
    ("/jobs/{number}/stop", "post"): (What.TASKS,), ("/works/{work}", "put"): (What.ENTER,),
    ("/works/{work}/versions", "post"): (What.ENTER,), ("/works/{work}/withdraw", "post"): (What.OWN,),
    ("/entries/{work}/act", "post"): (What.ENTRIES,), ("/recheck", "post"): (What.ENTRIES,),
    ("/blind", "post"): (What.RESIDUAL,), ("/blind/{work}/{place}", "post"): (What.RESIDUAL,),
    ("/declarations", "post"): (What.CONFLICTS, What.SCORING, What.OWN), ("/apart", "post"): (What.CONFLICTS,),
    ("/assignment", "post"): (What.ASSIGNING,), ("/assignment/{number}", "post"): (What.ASSIGNING,),
    ("/forms", "post"): (What.SCORING,), ("/forms/entered", "post"): (What.ENTERING,),
    ("/forms/{number}/withdraw", "post"): (What.SCORING, What.ENTERING),
    ("/questions/{number}", "post"): (What.SCORING,),
    ("/far/{number}", "post"): (What.FARAWAY,), ("/agreement", "post"): (What.FARAWAY,),
    ("/results/again", "post"): (What.REJUDGING,), ("/sign", "post"): (What.SIGNING,),
    ("/rejudging", "post"): (What.REJUDGING,), ("/rejudging/{number}", "post"): (What.REJUDGING,),
    ("/works/{work}/appeal", "post"): (What.OWN,), ("/appeals/{number}/judges", "post"): (What.APPEALS,),
    ("/hearings/{number}", "post"): (What.HEARING,), ("/handovers/{work}", "post"): (What.HANDOVER,),
    ("/likeness", "post"): (What.LIKENESS,), ("/likeness/{number}", "post"): (What.LIKENESS,),
    ("/runs", "post"): (What.RUN_STATES,), ("/finals", "post"): (What.FINALS,),
    ("/pairs/{number}", "post"): (What.PAIRS,),
}  # fmt: skip
"""Acts and what each takes. Entering a work is open to all who have no seat."""
BODY: dict[str, dict[str, Any]] = {
    "/file": {"text": "x", "version": 1}, "/edits": {"kind": "take", "path": ["x"], "version": 1},
    "/step": {"to": "open", "version": 0}, "/seats": {"username": "x", "kind": "judge"},
    "/seats/{seat}/act": {"action": "confirm"}, "/works/{work}/withdraw": {"why": "x"},
    "/works/{work}": {"type": "creative", "title": "x", "authors": [{"name": "x"}]},
    "/entries/{work}/act": {"action": "admit", "version": 0}, "/blind/{work}/{place}": {"decision": "hide"},
    "/declarations": {"about": "x", "why": "x"}, "/apart": {"judge": "J99", "person": "x", "why": "x"},
    "/assignment": {"type": "none"}, "/assignment/{number}": {"action": "apply"},
    "/forms": {"key": "12345678", "work": "C009"}, "/forms/{number}/withdraw": {"why": "x"},
    "/forms/entered": {"key": "12345678", "work": "C009", "judge": "J99", "paper": "x"},
    "/questions/{number}": {"answer": "x"}, "/far/{number}": {"action": "ask", "version": 0},
    "/likeness/{number}": {"word": "common", "reason": "x"}, "/sign": {"digest": "0" * 64},
    "/rejudging": {"reason": "x"}, "/rejudging/{number}": {"action": "apply"},
    "/works/{work}/appeal": {"reason": "x"},
    "/appeals/{number}/judges": {"judges": ["R01", "R02", "R03"], "version": 0},
    "/hearings/{number}": {"word": "upheld", "why": "x"}, "/pairs/{number}": {"better": "C009", "reason": "x"},
}  # fmt: skip
SEATED = {
    "organiser": "organiser", "secretary": "secretary", "signer1": "signer", "judge01": "judge", "judge06": "judge",
    "defence1": "defence", "appeal1": "appeal", "entrant01": "entrant", "stranger": "",
}  # fmt: skip
"""Who asks, and the seat each has; `judge06` is assigned nothing."""


def phases(clock: Clock) -> Iterator[tuple[Desk, str]]:
    """A contest of three works and an anchor, stopped in every phase."""
    people(6, 4)
    new_person("stranger", "340103", Role.PROSECUTOR)
    new_person("appeal1", "340100", Role.PROSECUTOR)
    new_person("defence1", "340100", Role.PROSECUTOR)
    desk = new_contest(clock, "trial", reviews=2, least=1)
    for n in range(1, 6):
        desk.post("organiser", "/seats", username=f"judge{n:02}", kind="judge", types=["creative"], confirmed=True)
    desk.post("organiser", "/seats", username="judge06", kind="judge", types=["creative"])
    desk.post("organiser", "/seats", username="appeal1", kind="appeal")
    desk.post("organiser", "/seats", username="defence1", kind="defence", confirmed=True)
    yield desk, "draft"
    desk.step("announced")
    clock.to("03-02 09:00")
    desk.step("open")
    for n in range(1, 5):
        work = desk.enter(f"entrant{n:02}", f"暗题{n}", contacts=[f"1380000000{n}"])
        desk.submit(f"entrant{n:02}", work, whole(f"本作品由姓entrant{n:02}完成，第{n}件。"))
    work_off()
    yield desk, "open"
    clock.to("03-10 18:00")
    desk.step("closed")
    yield desk, "closed"
    for one in desk.entries():
        desk.decide(one, "admit")
    desk.decide(desk.entry("暗题4"), "anchor")
    desk.step("checked")
    desk.post("secretary", "/blind")
    work_off()
    for one in desk.get("secretary", "/blind")["items"]:
        for place in desk.get("secretary", f"/blind/{one['work']}")["items"]:
            desk.post("secretary", f"/blind/{one['work']}/{place['id']}", decision="hide")
    desk.post("secretary", "/assignment", type="creative")
    work_off()
    yield desk, "checked"
    row = desk.get("secretary", "/assignment")["items"][0]
    desk.post("secretary", f"/assignment/{row['id']}", action="apply")
    clock.to("03-12 09:00")
    desk.step("judging")
    for n in range(1, 6):
        for one in desk.get(f"judge{n:02}", "/assigned")["items"]:
            score(desk, n, one)
    yield desk, "judging"
    settle(desk)
    yield desk, "settling"
    desk.step("defence")
    work_off()
    yield desk, "defence"
    desk.final()
    desk.step("frozen")
    work_off()
    yield desk, "frozen"
    for who in ("signer1", "signer2"):
        desk.post(who, "/sign", digest=desk.get(who, "/results")["digest"])
    yield desk, "signed"
    clock.to("04-01 09:00")
    desk.step("published")
    yield desk, "published"


def settle(desk: Desk) -> None:
    desk.step("settling")
    work_off()
    for row in desk.get("secretary", "/assignment")["items"]:
        if row["state"] == "open":
            desk.post("secretary", f"/assignment/{row['id']}", action="drop", why="试验")
    for one in desk.get("secretary", "/far")["items"]:
        desk.post("secretary", f"/far/{one['id']}", action="close", why="已核", version=one["version"])


def score(desk: Desk, n: int, one: Any) -> None:
    number = int(one["number"][1:])
    body = {
        "key": f"form-{n}-{number}", "work": one["number"],
        "scores": {"novelty": (n + number) % 7 + 1, "rules": (2 * n + number) % 7 + 2},
        "reasons": {"novelty": f"秘评J{n:02}C{number:03}"},
    }  # fmt: skip
    if (n, one["place"]) == (2, 2):
        desk.post("secretary", "/forms/entered", judge="J02", paper="纸一", **body)
    else:
        desk.post(f"judge{n:02}", "/forms", **body)


def client_of(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name), backend="mingjian.desk.offices.login.Backend")
    return client


def addresses(desk: Desk, path: str) -> list[str]:
    """A path; for a work of `entrant01` and one of somebody else's, each by its key and by its number."""
    url = path.replace("{slug}", desk.slug).replace("{of}", "creative")
    for name in ("{seat}", "{number}", "{place}"):
        url = url.replace(name, "1")
    if path.endswith("/conflicts/of"):
        return [f"{url}?username=judge01"]
    if path.endswith("/part"):
        url += "?name=01.md"
    if "{work}" not in url:
        return [url]
    works = sorted(
        Work.objects.filter(contest__slug=desk.slug), key=lambda one: opened_data(f"work {one.pk}", one.about)["title"]
    )[:2]
    words = [one.pk.hex for one in works] + [one.number for one in works if one.number]
    return [url.replace("{work}", word) for word in words or ["0"]]


@pytest.mark.parametrize(
    "acted",
    [
        ("judging", "frozen"),
        pytest.param(("open", "judging", "defence", "frozen", "published"), marks=pytest.mark.slow),
    ],
)
def test_nobody_learns_or_does_anything_before_time(offices: None, clock: Clock, acted: tuple[str, ...]) -> None:
    """One walk through all phases: what is read in each, and in some of them what may not be done."""
    asked = {(path[len(PREFIX) :], method) for path, method in PATHS if method != "get"} - {("/works", "post")}
    assert asked == set(ACTS), "say in this table what each address takes"
    for desk, name in phases(clock):
        phase = Phase.of(name)
        seed = opened_data(f"province {desk.slug}", Contest.objects.get(slug=desk.slug).sealed) or {"seed": "none yet"}
        for who, kind in SEATED.items():
            client = client_of(who)
            for path in GETS:
                for url in addresses(desk, path):
                    answer = client.get(url)
                    assert answer.status_code in (200, 404), (who, name, url, answer.content[:300])
                    if answer.status_code == 200:
                        told = answer.content.decode("utf-8", "replace")
                        check(told, who, kind, phase, path[len(PREFIX) :], url, str(seed["seed"]))
            if name in acted:
                refused(desk, client, who, kind, phase)


def refused(desk: Desk, client: Client, who: str, kind: str, phase: Phase) -> None:
    """What a seat may not do is not there."""
    for (path, method), what in ACTS.items():
        first = [sight.TABLE[one].get(kind) for one in what]  # type: ignore[call-overload]
        may = any(one is not None and phase.reached(one) for one in first)
        if may or (path == "/declarations" and kind == "judge"):
            continue
        for url in addresses(desk, PREFIX + path):
            answer = send(client, url, path, method)
            assert answer.status_code == 404, (who, phase.value, method, url, answer.content[:300])


def check(told: str, who: str, kind: str, phase: Phase, path: str, url: str, seed: str) -> None:
    """What may stand in an answer: authors, scores, the seed."""
    where = (who, phase.value, url)
    out = phase.reached(Phase.PUBLISHED)
    assert out or seed not in told, where
    for n in range(1, 5):
        mine = who == f"entrant{n:02}" and path.startswith("/works")
        names = any(word in told for word in (f"entrant{n:02}", f"1380000000{n}"))
        titles = f"暗题{n}" in told
        signed = kind == "signer" and phase.reached(Phase.SIGNED)
        whose = kind == "secretary" or mine or out or signed
        listed = kind == "organiser" and path == "/authors" and phase.reached(Phase.CLOSED)
        assert whose or listed or not names, (*where, told[:400])
        assert whose or not titles, where
        if path in ("/assigned", "/packages/{work}", "/packages/{work}/part", "/hearings"):
            assert not names, where
            assert not titles, where
    for n in range(1, 6):
        for number in range(1, 5):
            if f"秘评J{n:02}C{number:03}" not in told:
                continue
            own = kind == "judge" and who == f"judge{n:02}" and path == "/assigned"
            runs = kind in ("organiser", "secretary", "signer") and phase.reached(Phase.FROZEN)
            entrants = kind == "entrant" and out and path == "/works/{work}/result"
            paper = kind == "secretary" and path == "/forms/entered" and set(re.findall("秘评(J..)C", told)) == {"J02"}
            assert own or runs or entrants or paper, where  # whoever typed a form in from paper has seen it


def send(client: Client, url: str, path: str, method: str) -> Any:
    if path.endswith("/versions"):
        from django.core.files.uploadedfile import SimpleUploadedFile

        return client.post(url, {"file": SimpleUploadedFile("a.zip", b"x")})
    return getattr(client, method)(url, json.dumps(BODY.get(path, {})), content_type="application/json")


class _Undo(Exception):
    pass


class _ByTitle:
    """In the place of the draw: the same number for the same title, whoever made it."""

    def shuffle(self, works: list[Work]) -> None:
        works.sort(key=lambda one: opened_data(f"work {one.pk}", one.about)["title"])


def judged(clock: Clock, names: tuple[str, str]) -> dict[str, bytes]:
    """All that judges and the organiser can ask while works are judged, compared and ranked; two works are made by
    these two, in order."""
    told: dict[str, bytes] = {}
    try:
        with transaction.atomic():
            people(6, 4)
            new_person("defence1", "340100", Role.PROSECUTOR)
            desk = new_contest(clock, "trial", reviews=2, least=1)
            desk.post("organiser", "/seats", username="defence1", kind="defence", confirmed=True)
            for n in range(1, 6):
                body = {"username": f"judge{n:02}", "kind": "judge", "types": ["creative"], "confirmed": True}
                desk.post("organiser", "/seats", **body)
            desk.step("announced")
            clock.to("03-02 09:00")
            desk.step("open")
            for n, who in enumerate((names[0], "entrant02", names[1], "entrant04"), 1):
                work = desk.enter(who, f"题目{n}")
                desk.submit(who, work, whole(f"本作品由姓{who}完成，第{n}件。"))
            work_off()
            clock.to("03-10 18:00")
            desk.step("closed")
            for one in desk.entries():
                desk.decide(one, "admit")
            desk.step("checked")
            desk.post("secretary", "/blind")
            work_off()
            for one in desk.get("secretary", "/blind")["items"]:
                for place in desk.get("secretary", f"/blind/{one['work']}")["items"]:
                    desk.post("secretary", f"/blind/{one['work']}/{place['id']}", decision="hide")
            desk.post("secretary", "/assignment", type="creative")
            work_off()
            row = desk.get("secretary", "/assignment")["items"][0]
            desk.post("secretary", f"/assignment/{row['id']}", action="apply")
            clock.to("03-12 09:00")
            desk.step("judging")
            told |= asked("judging", desk)
            for n in range(1, 6):
                for one in desk.get(f"judge{n:02}", "/assigned")["items"]:
                    score(desk, n, one)
            settle(desk)
            desk.step("defence")
            work_off()
            told |= asked("defence", desk)
            desk.final()
            desk.step("frozen", "试验")
            work_off()
            told |= asked("frozen", desk)
            raise _Undo
    except _Undo:
        return told


def asked(phase: str, desk: Desk) -> dict[str, bytes]:
    """What some seats are answered at every address."""
    told, numbers = dict[str, bytes](), sorted(Work.objects.values_list("number", flat=True))
    for who in ("judge01", "judge02", "defence1", "organiser"):
        client = client_of(who)
        for path in GETS:
            if path.endswith(("/jobs", "/authors", "/seats", "/chain")):
                continue  # numbers of rows; names without works, the same people; hashes over the root
            for word in numbers if "{work}" in path else [""]:
                url = path.replace("{slug}", desk.slug).replace("{work}", word).replace("{of}", "creative")
                url += "?username=judge03" if path.endswith("/of") else ""
                url += "?name=01.md" if path.endswith("/part") else ""
                answer = client.get(url)
                # the root is over all receipts, each with a key that is drawn: it never is the same twice
                body = answer.content.replace(Contest.objects.get().root.encode(), b"root")
                told[f"{phase} {who} {url}"] = str(answer.status_code).encode() + body
    return told


def test_authors_exchanged_a_judge_gets_the_same_bytes(
    offices: None, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mingjian.contest.confined import Sealed

    monkeypatch.setattr(steps, "draw", lambda: Sealed(7, "ab"))
    monkeypatch.setattr(steps.secrets, "SystemRandom", _ByTitle)
    began = clock.at
    one = judged(clock, ("entrant01", "entrant03"))
    clock.at = began
    other = judged(clock, ("entrant03", "entrant01"))
    assert one.keys() == other.keys()
    differ = [where for where in one if one[where] != other[where]]
    assert differ == []
    packages = [where for where, told in one.items() if "/packages/" in where and told[:3] == b"200"]
    assert len(packages) > 4
