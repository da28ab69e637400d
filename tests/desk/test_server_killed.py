"""`kill -9` of a real server, all its processes, in the middle of requests: every act is whole or was never there."""

from __future__ import annotations

import json
import os
import re
import signal
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password

from benchmarks.desk.served import Served, family, free_port, serve_desk
from benchmarks.desk.visitor import Log, Visitor
from mingjian.desk.cases.models import Case, CaseStep, Letter, Member
from mingjian.desk.cases.models import Counter as Numbers
from mingjian.desk.clues.models import Check, Clue, Step, Verdict
from mingjian.desk.clues.projection import project
from mingjian.desk.config import FILE
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace
from mingjian.lake import Lake
from mingjian.models.enumerations import Line
from mingjian.runs import audit_log

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "Killed-Test-2025"


class Hands(threading.Thread):
    """Somebody without pauses: claims what nobody holds, takes what he holds up to a letter, the chief signs it."""

    def __init__(self, visitor: Visitor, up: threading.Event, done: threading.Event, clues: int) -> None:
        super().__init__(daemon=True)
        self.visitor, self.up, self.done, self.clues = visitor, up, done, clues
        self.unknown: list[tuple[str, str, str]] = []
        """Steps that were asked for and never answered."""
        self.refused: list[int] = []

    def run(self) -> None:
        while not self.done.is_set():
            self.up.wait(timeout=1)
            with suppress(RuntimeError):  # nobody answers: the server was killed
                self.sign() if self.visitor.role == "chief" else self.work()
            time.sleep(0.05)

    def work(self) -> None:
        for row in self.visitor.listed("list", size="50"):
            if row["state"]["code"] == "new":
                self.act(row["id"], "claim", row["version"])
            elif row["owner"] and row["owner"]["username"] == self.visitor.username:
                self.go_on(row["id"])

    def go_on(self, clue: str) -> None:
        page = self.visitor.get("clue", f"/api/clues/{clue}")
        state, version = page["state"]["code"], page["version"]
        if state == "claimed":
            self.act(clue, "verify", version)
        elif state == "verifying":
            for one in page["checks"]:
                if one["answer"] == "open":
                    given = {"answer": "yes", "note": ""}
                    self.told(self.visitor.send("check", "PUT", f"/api/clues/{clue}/checks/{one['key']}", given))
            self.act(clue, "file", version, why="情况属实")
        elif state == "filed":
            self.write(page["case"]["id"])

    def write(self, case: int) -> None:
        page = self.visitor.get("case", f"/api/cases/{case}")
        if not page["letters"]:
            kind = page["kinds"][0]["kind"]["code"]
            self.told(self.visitor.send("letter", "POST", f"/api/cases/{case}/letters", {"kind": kind}))
        elif page["letters"][0]["state"]["code"] == "draft":
            self.letter(page["letters"][0], "submit")

    def sign(self) -> None:
        found = self.visitor.get("cases", "/api/cases?size=50")["items"]
        for case in found:
            if case["state"]["code"] == "reviewing":
                for letter in self.visitor.get("case", f"/api/cases/{case['id']}")["letters"]:
                    if letter["state"]["code"] == "review":
                        self.letter(letter, "sign")
        if len(found) == self.clues and all(one["state"]["code"] == "signed" for one in found):
            self.done.set()

    def letter(self, letter: dict[str, Any], step: str) -> None:
        given = {"action": step, "version": letter["version"]}
        self.told(self.visitor.send("letter", "POST", f"/api/letters/{letter['id']}/act", given))

    def act(self, clue: str, action: str, version: int, **more: Any) -> None:
        status = self.visitor.act(clue, action, version, **more)
        if status == 0:
            self.unknown.append((self.visitor.username, clue, action))
        self.told(status)

    def told(self, status: int) -> None:
        if status not in (0, 200, 409):
            self.refused.append(status)


@pytest.mark.parametrize(
    ("workers", "moments"),
    [pytest.param(2, (9,), marks=pytest.mark.slow), pytest.param(1, (5, 22, 41, 60, 83), marks=pytest.mark.slow),
     pytest.param(2, (7, 15, 33, 52, 71, 90), marks=pytest.mark.slow)],
)  # fmt: skip
def test_no_act_is_half_done(
    workers: int, moments: tuple[int, ...], own_lake: Lake, offices: None, settings: Any, tmp_path: Path
) -> None:
    from jobs.jobs_parts import desk_beside

    project(own_lake)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]  # as the server has them
    hashed, office = make_password(PASSWORD), Office.objects.get(code="340000")
    roles = {"one": Role.PROSECUTOR, "two": Role.PROSECUTOR, "three": Role.HEAD, "four": Role.HEAD, "chief": Role.CHIEF}
    for name, role in roles.items():
        User.objects.create_user(name, "", office, name, [role], tuple(Line), hashed=hashed)
    folder, port, log = desk_beside(tmp_path / "beside", own_lake), free_port(), Log()
    with (folder / FILE).open("a", encoding="utf-8") as file:
        file.write(f"\nworkers = {workers}\njobs = 0\napi_per_second = 0\napi_per_minute = 0\n")
    up, done, clues = threading.Event(), threading.Event(), Clue.objects.count()
    server = serve_desk(folder, port)
    try:
        visitors = [Visitor(port, name, PASSWORD, role.value, 0, 1, log) for name, role in roles.items()]
        for one in visitors:
            one.log_in()
        hands = [Hands(one, up, done, clues) for one in visitors]
        up.set()
        for one in hands:
            one.start()
        for moment in moments:
            wait_for(lambda at=moment: Trace.objects.filter(actor__in=roles).exclude(action="login").count() >= at)
            up.clear()
            server.kill()
            server = serve_desk(folder, port)
            up.set()
        wait_for(done.is_set)
        for one in hands:
            one.join(timeout=60)
        assert server.stop() == 0
    finally:
        done.set()
        server.kill()
    assert [one.refused for one in hands] == [[]] * len(hands)
    assert_whole(log, [act for one in hands for act in one.unknown], clues)
    assert_sealed(own_lake)


def assert_whole(log: Log, unknown: list[tuple[str, str, str]], clues: int) -> None:
    """State, step, trace, verdict, case and number of each act are all there, or none of them."""
    steps = Counter(Step.objects.values_list("by__username", "clue_id", "action"))
    traces = Counter(
        (actor, clue, action.removeprefix("clue."))
        for actor, clue, action in Trace.objects.values_list("actor", "object", "action")
        if action in ("clue.claim", "clue.verify", "clue.file")
    )
    accepted = Counter(log.acts)
    assert steps == traces
    assert not accepted - steps, "an act that was accepted is lost"
    assert not (steps - accepted) - Counter(unknown), "a step nobody asked for"
    assert set(steps.values()) == {1}
    for clue in Clue.objects.select_related("owner"):
        done = list(clue.steps.values_list("action", "by__username"))
        assert [action for action, _ in done] == ["claim", "verify", "file"]
        assert {by for _, by in done} == {clue.owner.username}
        assert (clue.state, clue.version) == ("filed", 4)
    assert Verdict.objects.filter(code="confirmed").count() == Case.objects.count() == Member.objects.count() == clues
    answers = Trace.objects.filter(action="clue.check").values_list("object", "detail__key").distinct().count()
    assert Check.objects.count() == answers
    for letter in Letter.objects.select_related("case"):
        told = CaseStep.objects.filter(letter=letter).values_list("action", flat=True)
        assert sorted(told) == ["draft", "sign", "submit"]
        traced = Trace.objects.filter(action__startswith="letter.", object=letter.case.number)
        assert sorted(one.removeprefix("letter.") for one in traced.values_list("action", flat=True)) == sorted(told)
    numbers = [int(re.findall(r"\d+", one)[-1]) for one in Case.objects.values_list("number", flat=True)]
    assert sorted(numbers) == list(range(1, clues + 1))
    signed = [int(re.findall(r"\d+", one)[-1]) for one in Letter.objects.values_list("number", flat=True)]
    assert sorted(signed) == list(range(1, clues + 1))
    assert set(Numbers.objects.values_list("last", flat=True)) == {clues}


def assert_sealed(lake: Lake) -> None:
    """Every trace is in the audit log, which verifies; a batch cut between log and table is there twice and says so."""
    log = audit_log(lake)
    assert log.verify() == []
    assert not Trace.objects.filter(sealed=0).exists()
    written = Counter(
        detail["desk"]
        for line in (lake.path / "audit" / "log.jsonl").read_text(encoding="utf-8").splitlines()
        if isinstance(detail := json.loads(line).get("detail"), dict) and "desk" in detail
    )
    traces = set(Trace.objects.values_list("pk", flat=True))
    assert {number for number in written if number >= min(traces)} == traces  # before them: those of other tests


def wait_for(true: Any, seconds: float = 240) -> None:
    """Until it is true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.002)


def test_one_killed_worker_of_two_is_replaced(own_lake: Lake, user: Any, tmp_path: Path) -> None:
    """Who asks meanwhile may wait; nobody is told of an error by the desk, and it goes on with two."""
    user("somebody", Role.PROSECUTOR)  # a desk without people would be set up first
    from jobs.jobs_parts import desk_beside

    folder = desk_beside(tmp_path / "beside", own_lake)
    with (folder / FILE).open("a", encoding="utf-8") as file:
        file.write("\nworkers = 2\njobs = 0\n")
    server: Served = serve_desk(folder)
    try:
        wait_for(lambda: len(answering(server)) == 2, 90)  # one may answer before the other is there
        before = answering(server)
        os.kill(before[0], signal.SIGKILL)
        wait_for(lambda: before[0] not in (now := answering(server)) and len(now) == 2, 90)
        visitor = Visitor(server.port, "nobody", "", "", 0, 1, Log())
        assert {visitor.ask("page", "GET", "/login") for _ in range(8)} == {200}
        assert server.stop() == 0
    finally:
        server.kill()


def answering(server: Served) -> list[int]:
    """The processes of the server that listen: each has a socket of its own (one that is still loading has none)."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
    listen, at = "0A", f":{server.port:04X}"  # state and port as proc_net_tcp(5) writes them
    sockets = {f"socket:[{row[9]}]" for row in rows if row[3] == listen and row[1].endswith(at)}
    return [one for one in family(server.process.pid) if sockets & open_files(one)]


def open_files(process: int) -> set[str]:
    """What a process has open; nothing when it has ended."""
    found = set()
    with suppress(OSError):
        for one in Path(f"/proc/{process}/fd").iterdir():
            with suppress(OSError):
                found.add(os.readlink(one))
    return found
