"""A run over personal data: refused without an approval, which is asked for, decided by another, and binds the run."""

from __future__ import annotations

import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
from desk_parts import AS_OF, load, write_files

from mingjian.desk.approvals.models import Request
from mingjian.desk.jobs import runs as job_runs
from mingjian.desk.jobs.worker import Worker
from mingjian.desk.now import today
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace
from mingjian.models.enumerations import Line
from mingjian.runs import RunStore, signers
from mingjian.trust.approvals import Approval

pytestmark = pytest.mark.django_db(transaction=True)
MODEL = "benefits-paid-to-the-dead"
PURPOSE = "专项〔2025〕1号"
ASSESSMENT = {
    "necessity": "仅比对死亡与发放记录，别无他法", "legal_basis": "个人信息保护法第三十四条",
    "people": "领取待遇的参保人", "risks": "死亡信息外泄", "measures": "脱敏、留痕、专人办理",
    "retention": "办结后一年删除",
}  # fmt: skip


def post(client, path, body):
    return client.post(path, json.dumps(body), content_type="application/json")


@pytest.fixture
def people(real_lake, user, client_of):
    """Who asks, who decides, and others."""
    made = {
        "zhang": user("zhang", Role.PROSECUTOR), "chief": user("chief", Role.CHIEF), "head": user("head", Role.HEAD),
        "county": user("county", Role.CHIEF, office="340102"), "top": user("top", Role.CHIEF, office="340000"),
        "other": user("other", Role.CHIEF, office="340200"), "colleague": user("colleague", Role.PROSECUTOR),
        "criminal": user("criminal", Role.CHIEF, lines=(Line.CRIMINAL,)),
    }  # fmt: skip
    return SimpleNamespace(lake=real_lake, **{name: client_of(one) for name, one in made.items()})


def ask(client, **more):
    body = {"model": MODEL, "purpose": PURPOSE, "until": str(today() + timedelta(days=30)), "assessment": ASSESSMENT}
    return post(client, "/api/approvals", {**body, **more})


def act(client, one, action, **more):
    return post(client, f"/api/approvals/{one['id']}/act", {"action": action, "version": one["version"], **more})


def start(client, **more):
    return post(client, f"/api/models/{MODEL}/run", {"as_of": str(AS_OF), "purpose": PURPOSE, **more})


def approved(people, **more):
    one = ask(people.zhang, **more).json()
    done = act(people.chief, one, "approve")
    assert done.status_code == 200, done.content
    return done.json()


def test_from_the_request_to_the_run_that_carries_it(people):
    need = people.zhang.get(f"/api/models/{MODEL}/approval").json()
    assert (need["needed"], need["usable"], need["problems"]) == (True, [], [])
    refused = start(people.zhang)
    assert (refused.status_code, refused.json()["field"]) == (400, "approval")
    one = ask(people.zhang).json()
    assert (one["state"]["code"], one["assessment"], one["can"]) == ("asked", ASSESSMENT, ["withdraw"])
    assert one["datasets"] == need["datasets"]
    assert start(people.zhang, approval=one["id"]).status_code == 400, "not before it is decided"
    assert people.chief.get("/api/home").json()["counts"]["approvals"] == 1
    assert [row["id"] for row in people.chief.get("/api/approvals?view=decide").json()["items"]] == [one["id"]]
    done = act(people.chief, one, "approve", why="同意").json()
    assert (done["state"]["code"], done["decided_by"]["username"]) == ("approved", "chief")
    assert people.chief.get("/api/home").json()["counts"]["approvals"] == 0
    assert people.zhang.get("/api/home").json()["counts"]["answered"] == 1
    usable = people.colleague.get(f"/api/models/{MODEL}/approval").json()["usable"]
    assert [row["number"] for row in usable] == [one["number"]]
    job = start(people.colleague, approval=one["id"]).json()
    assert job["approval"] == one["id"]
    assert Worker().one()
    told = people.colleague.get(f"/api/jobs/{job['id']}").json()
    assert (told["state"]["code"], told["errors"]) == ("done", [])
    [run] = RunStore(people.lake).ids()
    [kept] = RunStore(people.lake).get(run).record.approvals
    assert kept.signer == done["signer"]
    assert kept.signer in signers(people.lake)
    assert (kept.purpose, set(kept.datasets)) == (PURPOSE, set(one["datasets"].values()))
    traces = {one.action: one for one in Trace.objects.filter(action__startswith="approval.")}
    assert traces["approval.ask"].detail["assessment"] == ASSESSMENT
    assert (traces["approval.approve"].actor, traces["approval.approve"].detail["by"]) == ("chief", "zhang")


def test_nobody_decides_what_he_asked_for_and_only_who_may_decides(people):
    own = ask(people.chief).json()
    assert own["can"] == ["withdraw"]
    assert act(people.chief, own, "approve").status_code == 400
    assert own["id"] not in [one["id"] for one in people.chief.get("/api/approvals?view=decide").json()["items"]]
    for name, status in (("head", 400), ("zhang", 400), ("county", 404), ("other", 404), ("criminal", 404)):
        assert act(getattr(people, name), own, "approve").status_code == status, name
        assert people.zhang.get(f"/api/approvals/{own['id']}").json()["state"]["code"] == "asked"
    assert act(people.top, own, "approve").status_code == 200, "the office above"


def test_a_decision_is_made_once_and_over_what_was_seen(people):
    one = ask(people.zhang).json()
    assert act(people.chief, one, "refuse").status_code == 400, "a refusal says why"
    assert act(people.chief, one, "refuse", why="必要性不足").json()["state"]["code"] == "refused"
    late = act(people.top, one, "approve")
    assert (late.status_code, "人chief" in late.json()["zh"]) == (409, True)
    assert start(people.zhang, approval=one["id"]).status_code == 400
    assert people.zhang.get(f"/api/approvals/{one['id']}").json()["why"] == "必要性不足"


@pytest.mark.parametrize("who", ["zhang", "chief"])
def test_what_is_withdrawn_stops_runs_that_did_not_begin(people, who):
    one = approved(people)
    job = start(people.zhang, approval=one["id"]).json()
    assert act(people.colleague, one, "withdraw", why="x").status_code == 400
    assert act(getattr(people, who), one, "withdraw", why="专项结束").status_code == 200
    assert Worker().one()
    told = people.zhang.get(f"/api/jobs/{job['id']}").json()
    assert told["state"]["code"] == "failed"
    assert "已撤回" in told["errors"][0]["zh"]
    assert RunStore(people.lake).ids() == []
    assert start(people.zhang, approval=one["id"]).status_code == 400


def test_what_is_withdrawn_while_a_run_goes_on_keeps_it_from_being_published(people, monkeypatch):
    one = approved(people)
    job = start(people.zhang, approval=one["id"]).json()
    real = job_runs.run_model

    def slow(*given, **more):
        assert act(people.chief, one, "withdraw", why="专项结束").status_code == 200
        return real(*given, **more)

    monkeypatch.setattr(job_runs, "run_model", slow)
    assert Worker().one()
    assert people.zhang.get(f"/api/jobs/{job['id']}").json()["state"]["code"] == "failed"
    assert RunStore(people.lake).ids() == []


def test_it_ends_with_its_day(people, monkeypatch):
    one = approved(people, until=str(today() + timedelta(days=1)))
    job = start(people.zhang, approval=one["id"]).json()
    for place in ("services", "permits"):
        monkeypatch.setattr(f"mingjian.desk.approvals.{place}.today", lambda: today() + timedelta(days=2))
    assert people.zhang.get(f"/api/approvals/{one['id']}").json()["state"]["code"] == "expired"
    assert people.zhang.get(f"/api/models/{MODEL}/approval").json()["usable"] == []
    assert start(people.zhang, approval=one["id"]).status_code == 400
    assert Worker().one()
    assert "到期" in people.zhang.get(f"/api/jobs/{job['id']}").json()["errors"][0]["zh"]


def test_a_run_is_of_what_was_approved_and_nothing_else(people, client_of, user):
    one = approved(people, parameters={"grace": "2 months"})
    assert start(people.zhang, approval=one["id"], purpose="别的").status_code == 400
    assert start(people.zhang, approval=one["id"]).status_code == 400, "other parameters"
    assert start(people.top, approval=one["id"], parameters={"grace": "2 months"}).status_code == 400, "another office"
    assert start(people.zhang, approval=one["id"], parameters={"grace": "2 months"}).status_code == 200
    assert start(people.zhang, approval=10**9).status_code == 400
    assert start(people.zhang, approval=-1).status_code == 400


def test_newer_data_do_not_slip_under_an_older_approval(people, tmp_path):
    one = approved(people)
    write_files(tmp_path / "more", months=2)
    load(people.lake, tmp_path / "more", synthetic=False)
    job = start(people.zhang, approval=one["id"]).json()
    assert Worker().one()
    assert people.zhang.get(f"/api/jobs/{job['id']}").json()["state"]["code"] == "done"
    [run] = RunStore(people.lake).ids()
    record = RunStore(people.lake).get(run).record
    assert all(f"{use.dataset}@{use.version}".startswith(one["datasets"][use.need]) for use in record.datasets)
    assert people.zhang.get(f"/api/models/{MODEL}/approval").json()["datasets"] != one["datasets"]


def test_a_row_that_somebody_wrote_or_changed_is_no_approval(people):
    one = approved(people)
    row = Request.objects.get(pk=one["id"])
    signed = Approval.model_validate_json(row.signed)
    for forged in (signed.model_copy(update={"signer": "nobody"}), signed.model_copy(update={"signature": "00"}),
                   signed.model_copy(update={"datasets": ()})):  # fmt: skip
        Request.objects.filter(pk=row.pk).update(signed=forged.model_dump_json())
        job = start(people.zhang, approval=one["id"]).json()
        assert Worker().one()
        assert people.zhang.get(f"/api/jobs/{job['id']}").json()["errors"][0]["kind"] == "approval"
    assert RunStore(people.lake).ids() == []


@pytest.mark.parametrize(
    ("more", "status"),
    [({"until": "2020-01-01"}, 400), ({"until": "9999-12-31"}, 400), ({"parameters": {"nothing": "1"}}, 400),
     ({"purpose": "  "}, 422), ({"assessment": {**ASSESSMENT, "risks": " "}}, 422), ({"model": "nothing"}, 404),
     ({"assessment": {}}, 422)],
)  # fmt: skip
def test_what_cannot_be_asked_for(people, more, status):
    assert ask(people.zhang, **more).status_code == status
    assert not Request.objects.exists()


def test_synthetic_data_need_none(clues, user, client_of):
    client = client_of(user("p", Role.PROSECUTOR))
    assert client.get(f"/api/models/{MODEL}/approval").json()["needed"] is False
    assert ask(client).status_code == 400
    assert start(client).status_code == 200


def test_who_sees_them(people, user, client_of):
    one = ask(people.zhang).json()
    for name, seen in (("colleague", True), ("head", True), ("top", True), ("county", False), ("other", False)):
        listed = [row["id"] for row in getattr(people, name).get("/api/approvals").json()["items"]]
        assert (one["id"] in listed) == seen, name
    for role in (Role.ASSISTANT, Role.MODELLER, Role.DATA_OFFICER, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN):
        client = client_of(user(role.value, role, office="340000"))
        assert client.get("/api/approvals").status_code == 404
        assert client.get(f"/api/approvals/{one['id']}").status_code == 404
