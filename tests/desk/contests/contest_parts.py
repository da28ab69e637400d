"""A contest for the tests, driven through the API; the desk's clock stands where the test puts it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from mingjian.desk.jobs.worker import Worker
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.roles import Role
from mingjian.models.enumerations import Line

START = datetime(2027, 3, 1, 1, 0, tzinfo=UTC)
TEXT = """\
# 试验竞赛 · a contest of the tests
contest: {slug}
title: {{zh: 模型竞赛, en: contest of models}}
organiser: {{zh: 省院, en: the province}}
zone: Asia/Shanghai
phases: # 时间 · times
  announced: 2027-03-01 09:00
  open: 2027-03-02 09:00
  closed: 2027-03-10 18:00   # 截止 · the deadline
  judging: 2027-03-12 09:00
  published: 2027-04-01 09:00
  final: 2027-04-10 09:00
public: false
types:
  creative:
    materials:
      overview: {{title: {{zh: 模型概述, en: overview}}, kinds: [md], least: 10}}
      basis: {{title: {{zh: 监督依据, en: legal basis}}, kinds: [md], least: 5}}
    criteria:
      novelty: {{title: {{zh: 创新性, en: novelty}}, weight: 40}}
      rules: {{title: {{zh: 规则, en: rules}}, weight: 60}}
    ties: [novelty]
    reviews: {reviews}
    least: {least}
    anchors: 1
    reason: 5
    awards:
      - {{title: {{zh: 一等奖, en: first prize}}, number: 1}}
      - {{title: {{zh: 二等奖, en: second prize}}, number: 2}}
conflicts: {{years: 3, not_above: [340000/]}}
seats: {{secretary: [secretary], signers: [signer1, signer2]}}
"""


class Clock:
    """The desk's clock in the hands of a test."""

    def __init__(self, monkeypatch: Any, at: datetime = START) -> None:
        self.at = at
        monkeypatch.setattr("mingjian.desk.now.timezone", SimpleNamespace(now=lambda: self.at, localdate=_day))

    def to(self, day: str) -> None:
        """To a time in Shanghai of the same year, as `03-10 18:00`."""
        self.at = datetime.strptime(f"{self.at.year}-{day} +0800", "%Y-%m-%d %H:%M %z").astimezone(UTC)

    def on(self, **some: float) -> None:
        self.at += timedelta(**some)


def _day(at: datetime) -> date:
    return timezone.localdate(at)


class Desk:
    """The API as several people use it: `desk.get("secretary", "/entries")`. Errors of the desk itself are errors."""

    def __init__(self, slug: str, clock: Clock) -> None:
        self.slug, self.clock = slug, clock

    def ask(self, who: str, method: str, path: str, body: Any = None, **files: Any) -> Any:
        client = Client()
        client.force_login(User.objects.get(username=who), backend="mingjian.desk.offices.login.Backend")
        url = f"/api/contests/{self.slug}{path}" if path.startswith("/") or not path else f"/api/{path}"
        if method == "get":
            answer = client.get(url)
        elif files:
            answer = client.post(url, files)
        else:
            answer = getattr(client, method)(url, json.dumps(body or {}), content_type="application/json")
        assert answer.status_code < 500, (method, url, answer.content[:500])
        return answer

    def get(self, who: str, path: str = "") -> Any:
        return right(self.ask(who, "get", path))

    def post(self, who: str, path: str, /, **body: Any) -> Any:
        return right(self.ask(who, "post", path, body))

    def refused(self, who: str, path: str, status: int = 400, /, **body: Any) -> dict[str, Any]:
        """What is answered to something that is not done: words in both languages."""
        answer = self.ask(who, "post", path, body)
        assert answer.status_code == status, (answer.status_code, answer.content[:500])
        told = answer.json()
        assert told["zh"]
        assert told["en"]
        return dict(told)

    def work_off(self) -> None:
        """Every job that waits is done."""
        work_off()

    def name_of(self, who: str) -> str:
        """What somebody is called."""
        return User.objects.get(username=who).name

    def final(self) -> int:
        """Every pair that waits is answered: the smaller number is the better. How many there were."""
        answered = 0
        seats = self.get("organiser", "/seats")["items"]
        for seat in [one for one in seats if one["kind"]["code"] in ("judge", "defence")]:
            who = seat["person"]["username"]
            for one in self.get(who, "/pairs")["items"]:
                if not one["may_answer"]:
                    continue
                better = min(one["first"]["number"], one["second"]["number"])
                self.post(who, f"/pairs/{one['number']}", better=better, reason="规则更完整")
                answered += 1
        return answered

    def step(self, to: str, why: str = "") -> Any:
        return self.post("organiser", "/step", to=to, version=self.get("organiser")["version"], why=why)

    def enter(
        self, who: str, title: str, *authors: str, kind: str = "creative", named: Sequence[str] = (), **more: Any
    ) -> str:
        """`named`: authors without a log-in."""
        made = [{"name": self.name_of(one), "username": one} for one in authors or (who,)]
        made += [{"name": one} for one in named]
        return str(self.post(who, "/works", type=kind, title=title, authors=made, **more)["id"])

    def submit(self, who: str, work: str, data: bytes) -> Any:
        return right(self.ask(who, "post", f"/works/{work}/versions", file=SimpleUploadedFile("作品.zip", data)))

    def entry(self, title: str) -> Any:
        """A work as the secretary sees it."""
        return next(one for one in self.entries() if one["title"] == title)

    def entries(self) -> list[Any]:
        found: list[Any] = []
        while True:
            page = self.get("secretary", f"/entries?size=200&page={len(found) // 200 + 1}")
            found += page["items"]
            if len(found) >= page["total"]:
                return found

    def decide(self, entry: Any, action: str, why: str = "") -> Any:
        return self.post("secretary", f"/entries/{entry['id']}/act", action=action, why=why, version=entry["version"])


def right(answer: Any) -> Any:
    assert answer.status_code == 200, (answer.status_code, answer.content.decode()[:800])
    return answer.json() if answer.headers["Content-Type"].startswith("application/json") else answer.content


def work_off() -> int:
    """Do all jobs that wait, as a worker does; answers how many there were."""
    worker, done = Worker(beat=60), 0
    while worker.one():
        done += 1
    return done


def zipped(**files: str) -> bytes:
    return zipped_files({f"{name}.md": text for name, text in files.items()})


def zipped_files(files: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in files.items():
            made.writestr(zipfile.ZipInfo(name, (2027, 1, 1, 0, 0, 0)), text)
    return out.getvalue()


def whole(words: str = "") -> bytes:
    """A work that lacks nothing."""
    return zipped(overview=f"比对死亡登记与待遇发放，找出死后仍发放的人员。{words}", basis="依照社会保险法办理。")


def people(judges: int, entrants: int) -> None:
    """Organiser, secretary, signers at the province; judges in one city, entrants in the counties of the other."""
    for name in ("organiser", "secretary", "signer1", "signer2"):
        new_person(name, "340000", Role.HEAD)
    for number in range(1, judges + 1):
        new_person(f"judge{number:02}", "340100", Role.PROSECUTOR)
    for number in range(1, entrants + 1):
        new_person(f"entrant{number:02}", "340202" if number % 2 else "340200", Role.PROSECUTOR)


def new_person(name: str, office: str, *roles: Role) -> User:
    """Somebody with a log-in; who is there from another contest of the same desk is the same."""
    there = User.objects.filter(username=name).first()
    return there or User.objects.create_user(
        name, "", Office.objects.get(code=office), f"姓{name}", roles, tuple(Line), hashed="!"
    )


def text_of(slug: str, reviews: int = 3, least: int = 2) -> str:
    return TEXT.format(slug=slug, reviews=reviews, least=least)


def new_contest(clock: Clock, slug: str = "trial", reviews: int = 3, least: int = 2) -> Desk:
    """A contest that is being drafted; its people are there."""
    desk = Desk(slug, clock)
    right(desk.ask("organiser", "post", "contests", {"text": text_of(slug, reviews, least)}))
    return desk
