"""Health without a log-in, figures for whom they are meant, settings without secrets, the keeper's rounds."""

from __future__ import annotations

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings as django_settings
from django.test import Client

from mingjian.desk import keeper
from mingjian.desk.config import DeskConfig
from mingjian.desk.now import now
from mingjian.desk.offices.roles import Role
from mingjian.desk.operate.api import shown_settings
from mingjian.desk.operate.models import Round
from mingjian.desk.operate.rounds import record_round
from mingjian.desk.schedules.lease import Holder
from mingjian.desk.schedules.models import Schedule

pytestmark = pytest.mark.usefixtures("offices", "shared_lake")
TOKEN = "token-for-prometheus"
SAMPLE = re.compile(r'^mingjian_[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.e+-]+$')


def set_to(monkeypatch, **changed):
    monkeypatch.setattr("django.conf.settings.DESK", django_settings.DESK.model_copy(update=changed))


@pytest.fixture
def operator(user, client_of):
    return client_of(user("sys", Role.SYSTEM_ADMIN))


def check(answer, name):
    return next(one for one in answer["checks"] if one["code"] == name)


def test_it_is_well(operator):
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert operator.get("/api/operate").json()["well"] is True


def test_a_lake_that_is_gone_is_503_without_details_and_told_to_the_administrator(operator, monkeypatch, tmp_path):
    set_to(monkeypatch, lake=tmp_path / "gone")
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"unavailable\n")
    told = operator.get("/api/operate").json()
    assert (told["well"], check(told, "lake")["ok"]) == (False, False)
    assert str(tmp_path / "gone") in check(told, "lake")["problem"]["zh"]


def test_a_full_disk_is_503(operator, monkeypatch):
    set_to(monkeypatch, disk_megabytes=10**9)
    assert Client().get("/healthz").status_code == 503
    assert "MB" in check(operator.get("/api/operate").json(), "disk")["problem"]["en"]


def test_a_database_that_is_away_is_503(monkeypatch):
    def away(*given):
        raise OSError("away")

    monkeypatch.setattr("mingjian.desk.operate.health.connection", SimpleNamespace(cursor=away))
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"unavailable\n")


def test_figures_are_measured(operator, shared_lake):
    told = operator.get("/api/operate").json()
    assert told["runs"] == 1
    assert told["datasets"] == 3
    assert told["lake_bytes"] >= sum(one.stat().st_size for one in (shared_lake.path / "datasets").rglob("*.parquet"))
    assert told["database"] in ("sqlite", "postgresql")
    assert told["database_bytes"] > 10_000
    assert told["sessions"] == 1
    assert {one["folder"] for one in told["free"]} == {"lake", "desk"}
    assert re.match(r"\d+\.\d+", told["version"])


def test_metrics_for_the_token_and_for_the_administrator_only(operator, user, client_of, monkeypatch):
    assert Client().get("/metrics").status_code == 401
    assert Client(headers={"Authorization": "Bearer "}).get("/metrics").status_code == 401, "no token is no password"
    set_to(monkeypatch, metrics_token=TOKEN)
    text = Client(headers={"Authorization": f"Bearer {TOKEN}"}).get("/metrics")
    assert text.status_code == 200
    assert text.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    for wrong in (f"Bearer {TOKEN}x", f"Basic {TOKEN}", TOKEN, "Bearer é"):
        assert Client(headers={"Authorization": wrong}).get("/metrics").status_code == 401
    assert operator.get("/metrics").status_code == 200
    for role in Role:
        if role != Role.SYSTEM_ADMIN:
            assert client_of(user(f"x{role}", role)).get("/metrics").status_code == 401


def test_metrics_are_well_formed(operator):
    record_round(0.5, None)
    lines = operator.get("/metrics").content.decode().splitlines()
    samples = [one for one in lines if not one.startswith("#")]
    assert all(SAMPLE.match(one) for one in samples), samples
    named = {re.split(r"[ {]", one)[0] for one in samples}
    assert named == {one.split()[2] for one in lines if one.startswith("# TYPE")}
    assert "mingjian_up 1" in samples
    assert "mingjian_runs 1" in samples


def test_settings_are_shown_and_secrets_hidden():
    desk = DeskConfig(metrics_token=TOKEN, database="postgresql://desk:hush-hush@db/mingjian?password=hush2", port=9000)
    shown = {one.name: one for one in shown_settings(desk)}
    assert shown["port"].value == "9000"
    assert shown["port"].default == "8000"
    assert shown["database"].value == '"postgresql://desk:••••••@db/mingjian?••••••"'
    assert shown["metrics_token"].secret
    text = repr(shown)
    assert TOKEN not in text
    assert "hush" not in text


def test_a_token_that_is_not_set_is_seen_as_such():
    assert {one.name: one for one in shown_settings(DeskConfig())}["metrics_token"].value == '""'


def test_rounds_are_written_down_with_their_failures(operator):
    assert check(operator.get("/api/operate").json(), "keeper")["ok"] is False
    record_round(0.1, None)
    assert check(operator.get("/api/operate").json(), "keeper")["ok"] is True
    record_round(0.1, ValueError("broken\x00"))
    record_round(0.1, ValueError("broken"))
    told = operator.get("/api/operate").json()
    assert (told["rounds"][0]["failed"], told["rounds"][0]["error"]) == (2, "ValueError: broken")
    assert "ValueError" in check(told, "keeper")["problem"]["en"]
    assert told["well"] is True, "the desk still answers"
    record_round(0.1, None)
    told = operator.get("/api/operate").json()
    assert (check(told, "keeper")["ok"], told["rounds"][0]["failed"]) == (True, 0)
    assert told["rounds"][0]["error"] == "ValueError: broken"


def test_a_keeper_that_stopped_is_told(operator):
    record_round(0.1, None)
    Round.objects.update(at=now() - timedelta(minutes=5))
    assert check(operator.get("/api/operate").json(), "keeper")["ok"] is False


def test_schedules_that_nobody_looks_after_are_told(operator, user):
    def told():
        return check(operator.get("/api/operate").json(), "schedules")

    assert told()["ok"] is True, "there is nothing to look after"
    one = user("officer", Role.DATA_OFFICER)
    Schedule.objects.create(name="每日", kind="folder", office=one.office, by=one, made=now())
    assert "mingjian watch" in told()["problem"]["zh"]
    holder = Holder()
    holder.take()
    assert told()["ok"] is True
    holder.tell("OSError: gone")
    assert "OSError" in told()["problem"]["en"]


@pytest.mark.django_db(transaction=True)
def test_the_keeper_itself_writes_them(monkeypatch):
    def broken(lake):
        raise RuntimeError("the lake is on fire")

    monkeypatch.setattr(keeper, "tell_verdicts", broken)
    one = keeper.Keeper(seconds=0.05)
    one.start()
    for _ in range(100):
        if Round.objects.exists():
            break
        one.join(0.1)
    one.stop()
    assert Round.objects.get().error == "RuntimeError: the lake is on fire"


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SYSTEM_ADMIN])
def test_nobody_else_sees_it(user, client_of, role):
    assert client_of(user("x", role)).get("/api/operate").status_code == 404
