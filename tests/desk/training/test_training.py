"""Training on the desk: a draft of one's own, hints, checks by a job, a certificate; who sees what of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.worker import Worker
from mingjian.desk.offices.roles import Role
from mingjian.desk.training.models import Attempt, Course
from mingjian.desk.workshop import editing
from mingjian.desk.workshop.models import Draft
from mingjian.desk.workshop.schemas import NewText
from mingjian.models.enumerations import Line
from mingjian.training import exercises

pytestmark = pytest.mark.django_db(transaction=True)

NAME = "12-the-sentence"
PATH = f"/api/training/exercises/{NAME}"
SOLUTION = Path(__file__).parents[2] / "training" / "solutions" / NAME / "model.yaml"


def post(client: Any, what: str, expected: int = 200, **body: Any) -> Any:
    answer = client.post(f"{PATH}/{what}", json.dumps(body), content_type="application/json")
    assert answer.status_code == expected, answer.content
    return answer.json()


def solved(person: Any, draft: int) -> int:
    """The sample solution as the draft's text; the draft's version then."""
    text = SOLUTION.read_text(encoding="utf-8")
    version = Draft.objects.get(pk=draft).version
    editing.edit_text(person, draft, NewText(name="model.yaml", text=text, version=version))
    return version + 1


def test_from_the_list_to_a_certificate(user: Any, client_of: Any, clues: Any) -> None:
    person = user("learner", Role.PROSECUTOR)
    client = client_of(person)
    listed = client.get("/api/training").json()
    assert (len(listed["items"]), listed["may_train"], listed["trainer"]) == (12, True, False)
    assert {one["state"] for one in listed["items"]} == {"new"}
    assert client.get("/api/training/certificate").status_code == 400
    page = post(client, "begin")
    draft = page["draft"]
    assert Draft.objects.get(pk=draft).source == {"exercise": NAME}
    assert Draft.objects.get(pk=draft).owner == person
    assert post(client, "begin")["draft"] == draft, "begun once"
    assert page["hints"] == []
    assert len(post(client, "hint")["hints"]) == 1
    page = post(client, "hand-in", check=True, version=1)
    assert page["job"]["state"]["code"] == "queued"
    post(client, "hand-in", 409, check=True, version=1)
    assert Worker().one()
    page = client.get(PATH).json()
    assert (page["job"], page["last"]["passed"], page["state"]) == (None, False, "begun")
    first = page["last"]["findings"][0]
    assert not first["ok"]
    assert first["why"]["zh"]
    version = solved(person, draft)
    post(client, "hand-in", 409, check=True, version=1)
    post(client, "hand-in", check=True, version=version)
    assert Worker().one()
    page = client.get(PATH).json()
    assert (page["last"]["passed"], page["state"], page["attempts"]) == (True, "passed", 2)
    paper = client.get("/api/training/certificate?lang=en")
    assert paper.status_code == 200
    assert paper.content.startswith(b"%PDF")
    assert Attempt.objects.filter(passed=True).get().handed_digest


def test_nobody_else_sees_attempts_and_a_trainer_only_what_was_passed(
    user: Any, client_of: Any, clues: Any
) -> None:  # fmt: skip
    learner, colleague = user("learner", Role.PROSECUTOR), user("colleague", Role.PROSECUTOR)
    other, trainer = user("other", Role.PROSECUTOR, office="340200"), user("trainer", Role.HEAD)
    for person in (learner, other):
        client = client_of(person)
        version = solved(person, post(client, "begin")["draft"])
        post(client, "hand-in", check=True, version=1, expected=409)
        post(client, "hand-in", check=True, version=version)
        assert Worker().one()
    post(client_of(colleague), "begin")
    page = client_of(colleague).get(PATH).json()
    assert (page["state"], page["last"], page["attempts"]) == ("begun", None, 0)
    jobs = client_of(colleague).get("/api/jobs?kind=train").json()["items"]
    assert all(one["result"] is None for one in jobs), "what came of it is the learner's own"
    own = client_of(learner).get("/api/jobs?kind=train").json()["items"]
    assert [one["result"]["said"]["zh"] for one in own] == ["通过"]
    assert client_of(colleague).get("/api/training/people").status_code == 404
    seen = client_of(trainer).get("/api/training/people").json()
    assert [one["person"]["username"] for one in seen["items"]] == ["colleague", "learner"]
    assert [list(one["passed"]) for one in seen["items"]] == [[], [NAME]]
    assert not {"score", "rank", "attempts", "failed"} & set(seen["items"][0])
    assert client_of(user("reviewer", Role.REVIEWER, office="340000")).get("/api/training/people").json()["items"]


def test_who_may_not_build_reads_and_does_not_begin(user: Any, client_of: Any, clues: Any) -> None:
    reader = client_of(user("reader", Role.REVIEWER))
    assert reader.get(PATH).json()["may_train"] is False
    post(reader, "begin", 404)
    post(reader, "hand-in", 404, check=True, version=1)
    assert not Course.objects.exists()
    assert client_of(user("system", Role.SYSTEM_ADMIN)).get("/api/training").status_code == 404
    assert client_of(user("builder", Role.MODELLER)).get("/api/training/exercises/99-none").status_code == 404
    post(client_of(user("other", Role.MODELLER)), "hint", 404)


def test_every_exercise_begins_in_a_line_of_the_learner(user: Any, client_of: Any, clues: Any) -> None:
    client = client_of(user("minors", Role.PROSECUTOR, lines=(Line.MINORS,)))
    for name in exercises():
        answer = client.post(f"/api/training/exercises/{name}/begin", "{}", content_type="application/json")
        assert answer.status_code == 200, answer.content
        assert Draft.objects.get(pk=answer.json()["draft"]).line == "minors"


def test_a_closed_draft_is_begun_anew_and_a_cancelled_job_leaves_room(
    user: Any, client_of: Any, clues: Any
) -> None:  # fmt: skip
    client = client_of(user("learner", Role.PROSECUTOR))
    draft = post(client, "begin")["draft"]
    Draft.objects.filter(pk=draft).update(open=False)
    again = post(client, "begin")["draft"]
    assert again != draft
    post(client, "hand-in", check=True, version=1)
    job = Job.objects.get(kind="train")
    assert client.post(f"/api/jobs/{job.pk}/cancel", "{}", content_type="application/json").status_code == 200
    assert client.get(PATH).json()["job"]["state"]["code"] == "cancelled"
    post(client, "hand-in", check=True, version=1)
    assert Worker().one()
    assert client.get(PATH).json()["last"]["passed"] is False


def test_a_trial_shows_steps_and_clues(user: Any, client_of: Any, clues: Any, tmp_path: Path, monkeypatch: Any) -> None:
    from mingjian.training import Grounds

    monkeypatch.setattr("mingjian.desk.training.work.grounds", lambda: Grounds(tmp_path))
    person = user("learner", Role.PROSECUTOR)
    client = client_of(person)
    post(client, "begin")
    for _ in range(4):
        post(client, "hand-in", check=False, version=1, answers={"none": "3"})
        assert Worker().one()
    page = client.get(PATH).json()
    assert page["trial"]["clues"] == 1
    assert "冒领" in page["trial"]["says"][0]["zh"]
    assert [one["name"] for one in page["trial"]["steps"]][:2] == ["deaths", "pensions"]
    assert page["attempts"] == 0
    assert Attempt.objects.count() == 2, "old trials go"
    assert Course.objects.get().answers == {}
