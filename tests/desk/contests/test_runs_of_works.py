"""Works run on the open and the sealed province by a job: what it gave, who sees it, and what a wrong work gives."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from typing import Any

import pytest
from contest_parts import Clock, Desk, people, right, text_of, work_off
from django.conf import settings
from django.utils.encoding import force_str

from mingjian.desk.contests.models import Contest, RunRow
from mingjian.desk.contests.sealing import opened_data
from mingjian.lake import Lake
from mingjian.library import shipped

pytestmark = pytest.mark.django_db(transaction=True)
AS_OF = "2025-06-30"
P02 = "benefits-paid-to-the-dead"
TYPE = """\
  prototype:
    materials:
      model: {title: {zh: 模型文件, en: model folder}, kinds: [model]}
    criteria:
      rules: {title: {zh: 规则, en: rules}, weight: 100}
    ties: [rules]
    reviews: 3
    least: 2
    awards:
      - {title: {zh: 一等奖, en: first prize}, number: 1}
"""


def model_zip(change: tuple[str, str] = ("", "")) -> bytes:
    folder, out = shipped(P02), io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for file in [folder / "model.yaml", *sorted((folder / "examples").glob("*.yaml"))]:
            text = file.read_text(encoding="utf-8").replace(*change) if change[0] else file.read_text(encoding="utf-8")
            made.writestr(f"model/{file.relative_to(folder).as_posix()}", text)
    return out.getvalue()


def ground(lake: Lake, slug: str, name: str) -> None:
    """The lake of the tests as a province that was made already: nothing is known to be planted in it."""
    folder = settings.DESK.folder / "contests" / slug / ".provinces" / name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(lake.path, folder / "lake")
    (folder / "ground.json").write_text(json.dumps({"name": name, "as_of": AS_OF}), encoding="utf-8")


@pytest.fixture
def desk(offices: Any, shared_lake: Lake, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A contest with two models, one of them with a list that is not in the province, closed and looked at."""
    people(0, 2)
    clock = Clock(monkeypatch)
    made = Desk("running", clock)
    text = text_of("running").replace("conflicts:", TYPE + "provinces: {people: 1000, open_seed: 17}\nconflicts:", 1)
    right(made.ask("organiser", "post", "contests", {"text": text}))
    made.step("announced")
    clock.to("03-02 09:00")
    made.step("open")
    for who, title, data in (
        ("entrant01", "甲", model_zip()),
        ("entrant02", "乙", model_zip(("pension_payment@1", "pension_adjustment@1"))),
    ):
        made.submit(who, made.enter(who, title, kind="prototype"), data)
    work_off()
    clock.to("03-10 18:00")
    made.step("closed")
    for one in made.entries():
        made.decide(one, "admit", why="试验")
    for name in ("open", "sealed"):
        ground(shared_lake, "running", name)
    return made


def test_works_are_run_and_only_who_may_sees_what_came_of_it(desk: Desk) -> None:
    numbers = {one["title"]: one["number"] for one in desk.entries()}
    told = desk.post("organiser", "/runs")
    assert told["items"] == []
    assert isinstance(told["lacks"], list)
    work_off()
    rows = {(one["work"], one["province"]): one for one in desk.get("organiser", "/runs")["items"]}
    assert set(rows) == {(number, name) for number in numbers.values() for name in ("open", "sealed")}
    for name in ("open", "sealed"):
        good = rows[numbers["甲"], name]["figures"]
        assert (good["ending"], good["clues"], good["runs"]) == ("ran", 12, 3)
        assert rows[numbers["乙"], name]["figures"]["ending"] != "ran"
    assert all(one["figures"] is None for one in desk.get("secretary", "/runs")["items"])
    for who in ("entrant01", "signer1"):
        assert desk.ask(who, "get", "/runs").status_code == 404
    assert "clues" not in "".join(RunRow.objects.values_list("data", flat=True))
    before = list(RunRow.objects.order_by("pk").values_list("pk", "data"))
    desk.post("secretary", "/runs")  # nothing is run twice
    work_off()
    assert list(RunRow.objects.order_by("pk").values_list("pk", "data")) == before


def test_a_contest_without_provinces_says_so_and_no_answer_tells_the_seed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    contest = Contest.objects.get(slug="running")
    seed = opened_data("province running", contest.sealed)["seed"]
    for who in ("organiser", "secretary", "signer1", "entrant01"):
        for path in ("", "/runs", "/jobs"):
            assert str(seed) not in force_str(desk.ask(who, "get", path).content)
    text = contest.text.replace("provinces: {people: 1000, open_seed: 17}\n", "")
    Contest.objects.filter(pk=contest.pk).update(text=text)
    assert "provinces" in desk.refused("organiser", "/runs")["en"]
