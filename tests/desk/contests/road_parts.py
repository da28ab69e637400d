"""A contest driven through the API from announcement to award: made-up works, judges with a strictness of their own."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import zipfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from contest_parts import Clock, Desk, new_contest, new_person, whole, zipped_files

from benchmarks.originality.works import copy_of, made_work
from mingjian.desk.offices.models import Level, Office
from mingjian.desk.offices.roles import Role
from mingjian.desk.offices.services import add_office

SCRIPT = Path(__file__).parents[3] / "scripts" / "recompute_contest.py"


@dataclass
class Road:
    """What is made: so many works, judges, copies, late and incomplete ones, conflicts; of `doubts` works the text may
    tell an author, or nothing at all."""

    desk: Desk
    works: int
    judges: int
    late: int
    incomplete: int
    conflicts: int
    copies: int = 0
    doubts: int = 0
    seed: int = 4
    ids: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.quality = {f"作品{n:03}": self.random.gauss(60, 12) for n in range(1, self.works + 1)}
        self.copied = dict[str, str]()
        self.disguises = dict[str, Mapping[str, str]]()
        self.files = self._files()
        self.lenient = {f"J{n:02}": self.random.gauss(0, 6) for n in range(1, self.judges + 1)}

    def _files(self) -> dict[str, dict[str, str]]:
        """Files of each work's own; of the last complete ones some are disguised copies of the first."""
        made = {title: made_work(self.random) for title in self.quality}
        titles = list(self.quality)[self.incomplete : self.works - self.late]
        for n in range(self.copies):
            source, title = titles[n], titles[-1 - n]
            made[title] = copy_of(made[source], self.random)
            self.copied[title] = source
            self.disguises[title] = made[title].disguise
        return {title: one.files() for title, one in made.items()}

    def people(self) -> None:
        """One entrant a work, of two cities; judges of a third; those with a conflict leave one telephone."""
        for name in ("organiser", "secretary", "signer1", "signer2"):
            new_person(name, "340000", Role.HEAD)
        if not Office.objects.filter(code="340300").exists():
            add_office("340300", "丙市院", "City C", Level.CITY, parent="340000", short="丙", contact="丙")
        for n in range(1, self.judges + 1):
            new_person(f"judge{n:02}", "340300", Role.PROSECUTOR)
        for n in range(1, 4):
            new_person(f"appeal{n}", "340300", Role.PROSECUTOR)
        for n in range(1, self.works + 1):
            new_person(f"entrant{n:03}", "340202" if n % 2 else "340102", Role.PROSECUTOR)

    def collect(self) -> None:
        """Announce, open, take works in, close."""
        desk = self.desk
        desk.step("announced")
        desk.clock.to("03-02 09:00")
        desk.step("open")
        self.take_in()
        desk.work_off()
        desk.clock.to("03-10 18:00")
        self.take_late()
        desk.step("closed")

    def take_in(self, but: Collection[str] = ()) -> None:
        """Everybody enters his work, and all that are not late are handed in; but for some titles, which are left."""
        for n, title in enumerate(self.quality, 1):
            if title in but:
                continue
            who = f"entrant{n:03}"
            named = ["程明"] if self._doubtful(n) else []
            contacts = [f"139{n:08}"] if self._clashes(n) else []
            self.ids[title] = self.desk.enter(who, title, named=named, contacts=contacts)
            if n <= self.works - self.late:
                self.desk.submit(who, self.ids[title], self.archive(title))

    def archive(self, title: str) -> bytes:
        """A work as it is handed in: with all it needs, or with next to nothing."""
        n = list(self.quality).index(title) + 1
        files = dict(self.files[title])
        if self._doubtful(n):
            files["overview.md"] += "办案过程明确，由程主任牵头。"
        return zipped_files({"overview.md": "短"} if n <= self.incomplete else files)

    def take_late(self, but: Collection[str] = ()) -> None:
        """What comes after the deadline has a receipt that says so."""
        for n in range(self.works - self.late + 1, self.works + 1):
            title = f"作品{n:03}"
            if title not in but:
                told = self.desk.submit(f"entrant{n:03}", self.ids[title], whole("迟到"))
                assert told["versions"][-1]["receipt"]["late"]

    def _clashes(self, n: int) -> bool:
        """Whether the work and one of the judges leave the same telephone."""
        return self.incomplete < n <= self.incomplete + self.conflicts

    def _doubtful(self, n: int) -> bool:
        return self.incomplete < n <= self.incomplete + self.doubts

    def seeded(self) -> set[tuple[str, str]]:
        """Pairs of title and judge that may not be."""
        return {(title, f"J{n % self.judges + 1:02}") for n, title in enumerate(self.quality, 1) if self._clashes(n)}

    def check(self) -> None:
        """The secretary refuses what is incomplete, admits the rest, names an anchor."""
        for one in self.desk.entries():
            if one["state"]["code"] == "submitted":
                if one["whole"]:
                    self.desk.decide(one, "admit")
                else:
                    self.desk.decide(one, "refuse", "材料不全")
        plain = [one for one in self.desk.entries() if one["state"]["code"] == "admitted" and not one["contacts"]]
        self.desk.decide(plain[-1], "anchor")
        self.titles = {one["number"]: one["title"] for one in self.desk.entries() if one["number"]}
        self.desk.step("checked")

    def assign(self) -> None:
        """Judges are seated, packages made and decided, a proposal applied."""
        desk = self.desk
        self.seat_judges()
        found = self.barred()
        desk.post("secretary", "/blind")
        desk.work_off()
        self.decide_residuals()
        desk.post("secretary", "/assignment", type="creative")
        desk.work_off()
        row = desk.get("secretary", "/assignment")["items"][0]
        assert row["shortages"] == []
        assert not {(one["judge"], one["work"]) for one in row["pairs"]} & found
        desk.post("secretary", f"/assignment/{row['id']}", action="apply")
        desk.clock.to("03-12 09:00")
        desk.step("judging")

    def seat_judges(self, first: int = 1) -> None:
        """Seats for the judges from a number on, with the telephones they share with entrants."""
        for n in range(first, self.judges + 1):
            body = {"kind": "judge", "types": ["creative"], "confirmed": True, "contacts": self.reached(n)}
            self.desk.post("secretary", "/seats", username=f"judge{n:02}", **body)

    def reached(self, n: int) -> list[str]:
        """Telephones of a judge."""
        theirs = [m for m in range(1, self.works + 1) if self._clashes(m) and m % self.judges + 1 == n]
        return [f"+86 139{m:08}" for m in theirs]

    def barred(self) -> set[tuple[str, str]]:
        """Pairs of judge and work that may not be: those that were seeded, and no others."""
        found = {(one["judge"], one["work"]) for one in self.desk.get("secretary", "/conflicts")["items"]}
        numbers = {title: number for number, title in self.titles.items()}
        assert found == {(judge, numbers[title]) for title, judge in self.seeded()}
        return found

    def decide_residuals(self) -> None:
        for one in self.desk.get("secretary", "/blind")["items"]:
            if one["state"]["code"] == "residual":
                for place in self.desk.get("secretary", f"/blind/{one['work']}")["items"]:
                    self.desk.post("secretary", f"/blind/{one['work']}/{place['id']}", decision="hide")
        self.desk.work_off()
        assert all(one["state"]["code"] == "ready" for one in self.desk.get("secretary", "/blind")["items"])

    def score(self, but: Collection[str] = ()) -> None:
        """Every judge but some scores what waits for him; one form is entered by the secretary, from paper."""
        for n in range(1, self.judges + 1):
            who, code = f"judge{n:02}", f"J{n:02}"
            if who in but:
                continue
            for one in self.desk.get(who, "/assigned")["items"]:
                if one["form"] is not None:
                    continue
                body = self.form(one["number"], code)
                if (n, one["place"]) == (1, 2):
                    self.desk.post("secretary", "/forms/entered", judge=code, paper="纸质评分表 7 号", **body)
                else:
                    self.desk.post(who, "/forms", **body)

    def form(self, work: str, code: str, off: float = 0) -> dict[str, Any]:
        total = self.quality[self.titles[work]] + self.lenient[code] + self.random.gauss(0, 5) + off
        scores = {
            name: float(min(9, max(1, round(total / 10 + self.random.gauss(0, 0.6))))) for name in ("novelty", "rules")
        }
        return {"key": f"{code}-{work}-{self.random.randrange(10**9)}", "work": work, "scores": scores}

    def settle(self) -> None:
        """Forms far off are asked about and closed; further reviews, where they are proposed, are made."""
        self.desk.step("settling")
        self.desk.work_off()
        self.more_reviews()
        self.ask_far()

    def more_reviews(self) -> None:
        """What is proposed for works judges do not agree on is made, and agreement looked at again."""
        desk = self.desk
        for row in desk.get("secretary", "/assignment")["items"]:
            if row["state"] == "open":
                desk.post("secretary", f"/assignment/{row['id']}", action="apply")
        self.score()
        desk.post("secretary", "/agreement")
        desk.work_off()

    def ask_far(self) -> None:
        """Who gave a form far from the others is asked, and answers."""
        desk = self.desk
        for one in desk.get("secretary", "/far")["items"]:
            if one["state"] != "open":
                continue
            asked = desk.post("secretary", f"/far/{one['id']}", action="ask", version=one["version"])
            desk.post(f"judge{one['judge'][1:]}", f"/questions/{one['id']}", answer="维持原评分")
            again = desk.post(
                "secretary", f"/far/{one['id']}", action="close", why="评委已说明", version=asked["version"] + 1
            )
            assert again["state"] == "closed"

    def freeze(self) -> str:
        self.desk.step("frozen", "试验：不再答辩")
        self.desk.work_off()
        return str(self.desk.get("organiser", "/results")["digest"])

    def sign(self) -> None:
        for who in ("signer1", "signer2"):
            self.desk.post(who, "/sign", digest=self.desk.get(who, "/results")["digest"])

    def publish(self) -> None:
        self.desk.clock.to("04-01 09:00")
        self.desk.step("published")


def exported(road: Road, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(road.desk.get("organiser", "/results/export"))) as archive:
        archive.extractall(folder)
    return folder


def counted_again(folder: Path) -> int:
    return subprocess.run([sys.executable, "-I", str(SCRIPT), str(folder)], check=False).returncode


def walked(clock: Clock, **sizes: Any) -> Road:
    road = Road(None, **sizes)  # type: ignore[arg-type]
    road.people()
    road.desk = new_contest(clock, "road", reviews=3, least=2)
    road.collect()
    road.check()
    road.assign()
    road.score()
    road.settle()
    return road
