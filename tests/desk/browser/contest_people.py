"""The people of a seeded contest: in front of a browser, or asking the API of the served desk where that is quicker."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from browser_parts import Visitor, environment
from playwright.sync_api import Browser, Page

_TOKEN = "s" * 32
"""Of the double submit: the cookie and the header are the same."""
WAIT = 1200
"""Seconds a job may take: all works of a large contest, on a busy machine."""


class People:
    """Everybody of one contest, and what was made of it."""

    def __init__(self, desk: str, slug: str, told: dict[str, Any]) -> None:
        self.desk, self.slug = desk, slug
        self.sessions, self.ids, self.copied = told["sessions"], told["ids"], told["copied"]

    @classmethod
    def seeded(cls, desk: str, folder: Path, slug: str, *only: str, **sizes: int) -> People:
        """A contest whose works are in; with `people`, those alone who will be in it."""
        script = Path(__file__).parent / "contest_seed.py"
        words = [sys.executable, str(script), str(folder), slug, json.dumps(sizes), *only]
        done = subprocess.run(words, env=environment(), check=True, stdout=subprocess.PIPE, text=True)
        return cls(desk, slug, json.loads(done.stdout.splitlines()[-1]))

    def ask(self, who: str, path: str, body: Any = None, method: str = "", address: str = "") -> Any:
        """The API as somebody: of the contest, or of another address."""
        data = None if body is None else json.dumps(body).encode()
        status, answer, _ = self.send(who, path, data, method, address)
        assert status == 200, (who, method, path, status, answer[:500])
        return json.loads(answer or b"null")

    def send(
        self, who: str, path: str, data: bytes | None = None, method: str = "", address: str = "",
        kind: str = "application/json",
    ) -> tuple[int, bytes, str]:  # fmt: skip
        """As `ask`, whatever comes of it: the status, the bytes, what kind they are."""
        url = f"{self.desk}/api/{address or f'contests/{self.slug}'}{path}"
        headers = {"Cookie": f"mingjian={self.sessions[who]}; csrftoken={_TOKEN}", "X-CSRFToken": _TOKEN}
        if data is not None:
            headers["Content-Type"] = kind
        method = method or ("GET" if data is None else "POST")
        asked = urllib.request.Request(url, data=data, headers=headers, method=method)
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:
                return answer.status, answer.read(), answer.headers["Content-Type"]
        except urllib.error.HTTPError as error:
            return error.code, error.read(), error.headers["Content-Type"]

    def step(self, to: str) -> None:
        """On to a phase, as the organiser."""
        self.ask("organiser", "/step", {"to": to, "version": self.ask("organiser", "")["version"], "why": ""})

    def worked_off(self) -> None:
        """Wait until no job of the contest goes on."""
        for _ in range(WAIT * 10):
            jobs = self.ask("organiser", "/jobs")["items"]
            if not any(one["state"]["code"] in ("queued", "running") for one in jobs):
                failed = [one for one in jobs if one["state"]["code"] == "failed"]
                assert not failed, failed
                return
            time.sleep(0.1)
        raise AssertionError("the jobs of the contest do not end")

    def sit(self, browser: Browser, who: str, place: str = "", width: int = 1440) -> tuple[Visitor, Page]:
        """Somebody in front of a browser, logged in, on the contest's page or at another place of the desk."""
        visitor = Visitor(browser, self.desk, width)
        visitor.page.set_default_timeout(60_000)  # tables of two hundred works, on a busy machine
        visitor.context.add_cookies([{"name": "mingjian", "value": self.sessions[who], "url": self.desk}])
        if place:
            visitor.page.goto(f"{self.desk}{place}")
        else:
            self.go(visitor.page)
        return visitor, visitor.page

    def go(self, page: Page, tab: str = "") -> None:
        """To the contest, or to a tab of it."""
        page.goto(f"{self.desk}/contests/{self.slug}" + (f"?tab={tab}" if tab else ""))
        page.wait_for_selector(".contest .road")

    def tabs(self, page: Page) -> list[str]:
        """The tabs of somebody, those too that have no room."""
        found = page.locator(".ant-tabs-tab").evaluate_all("all => all.map(one => one.dataset.nodeKey)")
        return [str(one) for one in found]

    def scored(self, judge: str, seed: int = 1) -> None:
        """Everything that waits for a judge has a form."""
        draw = random.Random(f"{judge} {seed}")
        for one in self.ask(judge, "/assigned")["items"]:
            if one["form"] is None:
                scores = {name: float(draw.randint(4, 8)) for name in ("novelty", "rules")}
                body = {"key": f"{judge}-{one['number']}-{seed}", "work": one["number"], "scores": scores}
                self.ask(judge, "/forms", body)
