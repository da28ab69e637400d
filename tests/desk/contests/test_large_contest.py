"""A contest of 700 works, 60 judges and 3,500 forms: the results page under a second, computing under five, by CPU
time. `pytest -s` shows the figures."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest
from contest_parts import Clock, new_contest, new_person, people

from mingjian.desk.contests.forms import forms_of
from mingjian.desk.contests.freezing import export_files, shadow_of
from mingjian.desk.contests.models import Assigned, Contest, FormRow, Seat, Work
from mingjian.desk.contests.outcomes import result_of
from mingjian.desk.contests.sealing import sealed_data
from mingjian.desk.contests.tasks import KIND
from mingjian.desk.jobs.models import Job
from mingjian.desk.now import now
from mingjian.desk.offices.roles import Role


def filled(contest: Contest) -> None:
    """Works, judges and forms as rows; judges differ in strictness."""
    draw = random.Random(44_001)
    for n in range(1, 61):
        new_person(f"expert{n:02}", "340100", Role.PROSECUTOR)
    from mingjian.desk.offices.models import User

    seats = [
        Seat(contest=contest, user=one, kind="judge", code=f"J{n:02}", types=["creative"], confirmed=True, made=now())
        for n, one in enumerate(User.objects.filter(username__startswith="expert"), 1)
    ]
    Seat.objects.bulk_create(seats)
    works = [
        Work(contest=contest, kind="creative", owner="", number=f"C{n:03}", state="admitted", about="")
        for n in range(1, 701)
    ]
    for one in works:
        said = {"title": one.number, "authors": [{"name": "作者", "username": "", "office": ""}], "contacts": []}
        one.about = sealed_data(f"work {one.pk}", said)
    Work.objects.bulk_create(works)
    lenient = {one.code: draw.gauss(0, 1) for one in seats}
    rows = []
    for place, work in enumerate(works):
        quality = draw.gauss(5.5, 1.2)
        for turn in range(5):
            judge = seats[(place * 7 + turn * 11) % 60]
            scores = {
                name: float(min(9, max(1, round(quality + lenient[judge.code] + draw.gauss(0, 0.8)))))
                for name in ("novelty", "rules")
            }
            rows.append(FormRow(contest=contest, number=len(rows) + 1, key=f"k{len(rows):08}", work=work, judge=judge,
                                scores=scores, at=now()))  # fmt: skip
    FormRow.objects.bulk_create(rows)
    Assigned.objects.bulk_create(Assigned(contest=contest, work=one.work, judge=one.judge, place=1) for one in rows)
    Contest.objects.filter(pk=contest.pk).update(phase="frozen", last_form=len(rows))


class _Watch:
    def tell(self, *_: Any) -> None: ...

    def check(self) -> None: ...


@pytest.mark.slow
def test_figures_of_a_large_contest(offices: None, clock: Clock) -> None:
    people(0, 0)
    desk = new_contest(clock, "large")
    filled(Contest.objects.get(slug="large"))
    contest = Contest.objects.get(slug="large")
    took: dict[str, tuple[float, float]] = {}

    def timed(what: str, do: Any) -> Any:
        cpu, clock_ = time.process_time(), time.perf_counter()
        made = do()
        took[what] = (time.process_time() - cpu, time.perf_counter() - clock_)
        return made

    forms = timed("forms read", lambda: forms_of(contest))
    assert len(forms) == 3500
    found = timed("computed", lambda: result_of(contest, "creative", forms))
    files = export_files(contest, forms, {"creative": found})
    shadow = timed("counted again, by its own process", lambda: shadow_of(files))
    assert shadow["ok"], shadow
    job = Job.objects.create(
        kind=KIND.code, subject="large", argument={"task": "freeze"}, office=contest.office, by=contest.by, purpose="x",
        sight="seat", created=now(),
    )  # fmt: skip
    timed("frozen: computed, exported, counted again", lambda: KIND.work(job, _Watch()))  # type: ignore[arg-type]
    page = timed("results page", lambda: desk.get("organiser", "/results"))
    assert len(page["types"][0]["works"]) == 700
    timed("progress", lambda: desk.get("secretary", "/progress"))
    for what, (cpu, clock_) in took.items():
        print(f"{what}: {cpu:.2f} s CPU, {clock_:.2f} s by the clock")
    assert took["results page"][0] < 1
    assert took["computed"][0] < 5
