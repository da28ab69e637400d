"""Somebody who works at the desk over HTTP: logs in, looks, searches, claims, verifies, files, writes, signs.

A thread each, asleep nearly all the time, with the standard library's HTTP client: the generator shares the machine
with what it measures.
"""

from __future__ import annotations

import http.client
import json
import queue
import random
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

__all__ = ["Asked", "Log", "Visitor"]

IDLE = 15.0
MODEL = "benefits-paid-to-the-dead"
SEARCHED = ("养老金", "死亡", "王伟", "张", "住院", "刑初33号", "pension", "ABC77", "340102", "虚假", "李 监狱", "申诉",
            "licence", "逾期", "一无所有", "刘英")  # fmt: skip
FILTERS = (
    {"level": "high"}, {"state": "new"}, {"line": "civil"}, {"line": "criminal,minors", "level": "high,medium"},
    {"owner": "me"}, {"owner": "none", "level": "high"}, {"due": "soon"}, {"touched": "true"}, {"found": "vanished"},
    {"sort": "-amount"}, {"sort": "day", "state": "open"}, {"model": "made-hospital"}, {"state": "closed"},
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """One request: of which kind, when, how long it took, how it was answered (0: not at all)."""

    kind: str
    at: float
    seconds: float
    status: int


@dataclass
class Log:
    """What all visitors saw. A list's append needs no lock."""

    asked: list[Asked] = field(default_factory=list)
    acts: list[tuple[str, str, str]] = field(default_factory=list)
    """Accepted steps: who, which clue, which step."""
    answers: list[tuple[str, str]] = field(default_factory=list)
    """Accepted answers of checklists: clue and question."""
    letters: list[tuple[str, int, str]] = field(default_factory=list)
    """Accepted steps of letters: who, which case, which step."""
    races: list[tuple[str, int, int]] = field(default_factory=list)
    """A clue two claimed at the same instant, and what each was answered."""
    errors: list[str] = field(default_factory=list)


class Visitor(threading.Thread):
    """Works until `until` (set when all are in), with pauses of `think` seconds on the average."""

    def __init__(self, port: int, name: str, password: str, role: str, think: float, seed: int, log: Log) -> None:
        super().__init__(name=name, daemon=True)
        self.port, self.username, self.password, self.role = port, name, password, role
        self.think, self.chance, self.log = think, random.Random(seed), log
        self.until = 0.0
        self.partner: Visitor | None = None
        self.calls: queue.Queue[tuple[dict[str, Any], float, queue.Queue[int]]] = queue.Queue()
        self.cookies: dict[str, str] = {}
        self.way = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.used, self.body = 0.0, b""
        self.held: list[str] = []
        self.turns: list[tuple[Callable[[], None], int]] = [
            (self.today, 10), (self.inbox, 18), (self.filters, 16), (self.pages, 10), (self.search, 12),
            (self.look, 16), (self.work, 14), (self.race, 3), (self.cases, 8),
        ]  # fmt: skip

    @property
    def decides(self) -> bool:
        """Whether he may file and write letters."""
        return self.role in ("prosecutor", "head")

    @property
    def handles(self) -> bool:
        """Whether he may claim."""
        return self.role in ("prosecutor", "head", "assistant")

    def log_in(self) -> None:
        """As a browser does it."""
        self.ask("log-in page", "GET", "/login")
        found = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', self.body)
        form = {"username": self.username, "password": self.password, "next": "/",
                "csrfmiddlewaretoken": found[1].decode() if found else ""}  # fmt: skip
        status = self.ask("log-in", "POST", "/login", urlencode(form).encode(), "application/x-www-form-urlencoded")
        if status != 302:
            raise RuntimeError(f"{self.username} cannot log in: {status}")
        self.get("me", "/api/me")

    def run(self) -> None:
        """Work, with pauses in which a colleague may call for a race."""
        doings, weights = zip(*self.turns, strict=True)
        self.pause(self.chance.random() * self.think)
        while time.perf_counter() < self.until:
            try:
                self.chance.choices(doings, weights)[0]()
            except Exception as error:
                self.log.errors.append(f"{self.username}: {type(error).__name__} {error}")
            self.pause(self.chance.expovariate(1 / self.think))
        self.way.close()

    def pause(self, seconds: float) -> None:
        """Think, or follow a colleague's call."""
        end = min(time.perf_counter() + seconds, self.until)
        while (left := end - time.perf_counter()) > 0:
            try:
                row, at, answer = self.calls.get(timeout=left)
            except queue.Empty:
                return
            answer.put(self.claim_at(row, at))

    # -- what he does ------------------------------------------------------------------------------------

    def today(self) -> None:
        self.get("home", "/api/home")

    def inbox(self) -> None:
        self.listed("inbox", state="open")

    def filters(self) -> None:
        self.listed("filters", **self.chance.choice(FILTERS))

    def pages(self) -> None:
        last = 400 if self.chance.random() < 0.15 else 8
        self.listed("next pages", state="open", page=str(self.chance.randint(2, last)))

    def search(self) -> None:
        self.listed("search", q=self.chance.choice(SEARCHED))

    def look(self) -> None:
        found = self.listed("filters", model=MODEL, page=str(self.chance.randint(1, 10)))
        if found:
            clue = self.chance.choice(found)["id"]
            self.get("clue", f"/api/clues/{clue}")
            self.get("evidence", f"/api/clues/{clue}/evidence")

    def work(self) -> None:
        """Take up a clue, or go on with one that is held; who signs, signs."""
        if self.role == "chief":
            self.sign()
        elif self.held and (len(self.held) > 3 or self.chance.random() < 0.7):
            self.go_on(self.held[0])
        elif (row := self.free()) is not None:
            self.claim(row)

    def race(self) -> None:
        """Claim a clue at the same instant as a colleague."""
        other = self.partner
        if other is None or not (self.handles and other.handles) or (row := self.free()) is None:
            return
        at, answer = time.perf_counter() + 0.2, queue.Queue[int]()
        other.calls.put((row, at, answer))
        mine = self.claim_at(row, at)
        try:
            self.log.races.append((row["id"], mine, answer.get(timeout=30)))
        except queue.Empty:
            return  # he was in the middle of something else

    def cases(self) -> None:
        found = self.get("cases", "/api/cases?" + urlencode({"page": self.chance.randint(1, 2)}))
        if found["items"]:
            self.get("case", f"/api/cases/{self.chance.choice(found['items'])['id']}")

    # -- steps -------------------------------------------------------------------------------------------

    def free(self) -> dict[str, Any] | None:
        """A clue nobody holds, somewhere on the first pages, so that others try for it too."""
        found = self.listed("filters", model=MODEL, state="new", page=str(self.chance.randint(1, 5)))
        return self.chance.choice(found) if found else None

    def claim_at(self, row: dict[str, Any], at: float) -> int:
        time.sleep(max(0.0, at - time.perf_counter()))
        return self.claim(row) if self.handles else 0

    def claim(self, row: dict[str, Any]) -> int:
        status = self.act(row["id"], "claim", row["version"])
        if status == 200:
            self.held.append(row["id"])
        return status

    def go_on(self, clue: str) -> None:
        """The next step of a clue that is held."""
        page = self.get("clue", f"/api/clues/{clue}")
        state, version = page["state"]["code"], page["version"]
        if state == "claimed":
            self.act(clue, "verify", version)
        elif state == "verifying" and (asked := [one["key"] for one in page["checks"] if one["answer"] == "open"]):
            for key in asked[:3]:
                given = {"answer": self.chance.choice(("yes", "no")), "note": ""}
                if self.send("checklist", "PUT", f"/api/clues/{clue}/checks/{key}", given) == 200:
                    self.log.answers.append((clue, key))
        elif state == "verifying" and self.decides and self.chance.random() < 0.7:
            if self.act(clue, "file", version, why="已核对原始材料") == 200:
                self.held.remove(clue)
                self.write(json.loads(self.body)["case"])
        elif state == "verifying":
            self.act(clue, "return", version, why="退回")
            self.held.remove(clue)
        else:
            self.held.remove(clue)

    def write(self, case: dict[str, Any] | None) -> None:
        """Draft a letter of a new case and submit it."""
        if case is None:
            return
        path = f"/api/cases/{case['id']}"
        page = self.get("case", path)
        kind = page["kinds"][0]["kind"]["code"]
        if self.send("letter", "POST", f"{path}/letters", {"kind": kind}) != 200:
            return
        self.log.letters.append((self.username, case["id"], "draft"))
        letter = json.loads(self.body)["letters"][-1]
        self.letter(case["id"], letter, "submit")

    def sign(self) -> None:
        """Sign a letter that waits."""
        found = self.get("cases", "/api/cases?state=reviewing")["items"]
        if not found:
            return
        case = self.chance.choice(found)["id"]
        for letter in self.get("case", f"/api/cases/{case}")["letters"]:
            if any(one["code"] == "sign" for one in letter["actions"]):
                self.letter(case, letter, "sign")

    def letter(self, case: int, letter: dict[str, Any], step: str) -> None:
        given = {"action": step, "version": letter["version"]}
        if self.send("letter", "POST", f"/api/letters/{letter['id']}/act", given) == 200:
            self.log.letters.append((self.username, case, step))

    def act(self, clue: str, action: str, version: int, **more: Any) -> int:
        kind = "claim" if action == "claim" else "step"
        status = self.send(kind, "POST", f"/api/clues/{clue}/act", {"action": action, "version": version, **more})
        if status in (200, 204):
            self.log.acts.append((self.username, clue, action))
        return status

    # -- requests ----------------------------------------------------------------------------------------

    def listed(self, kind: str, **asked: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.get(kind, "/api/clues?" + urlencode(asked))["items"]
        return found

    def get(self, kind: str, path: str) -> Any:
        status = self.ask(kind, "GET", path)
        if status != 200:
            raise RuntimeError(f"{path}: {status}")
        return json.loads(self.body)

    def send(self, kind: str, method: str, path: str, given: dict[str, Any]) -> int:
        status = self.ask(kind, method, path, json.dumps(given).encode(), "application/json")
        if status not in (200, 204, 409):
            told = self.body[:200].decode("utf-8", "replace")
            self.log.errors.append(f"{self.username} {method} {path}: {status} {told}")
        return status

    def ask(self, kind: str, method: str, path: str, data: bytes | None = None, type_: str = "") -> int:
        """One request, timed from before it is sent until its last byte is here."""
        headers = {"Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items())}
        if type_:
            headers["Content-Type"] = type_
        if token := self.cookies.get("csrftoken"):
            headers["X-CSRFToken"] = token
        if time.perf_counter() - self.used > IDLE:  # as browsers do: the server closes what is idle for half a minute
            self.way.close()
        begun, status = time.perf_counter(), 0
        try:
            self.way.request(method, path, data, headers)
            answer = self.way.getresponse()
            self.body, status = answer.read(), answer.status
            for one in answer.headers.get_all("Set-Cookie") or ():
                key, _, value = one.split(";")[0].partition("=")
                self.cookies[key] = value
        except (OSError, http.client.HTTPException) as error:
            self.way.close()
            self.log.errors.append(f"{self.username} {method} {path}: {type(error).__name__} {error}")
        self.used = time.perf_counter()
        self.log.asked.append(Asked(kind, begun, self.used - begun, status))
        return status
