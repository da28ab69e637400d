"""Tokens: nobody's until allowed, never more than the user, traced by name, gone when revoked."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from desk_parts import PASSWORD
from django.conf import settings as django_settings
from django.test import Client

from mingjian.desk.clues.models import Clue
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import ADMINISTRATORS, RIGHTS, Right, Role
from mingjian.desk.tokens.models import Token
from mingjian.desk.tokens.services import MACHINE
from mingjian.desk.traces.models import Trace

pytestmark = pytest.mark.usefixtures("clues")
ASKED = {"name": "案管同步", "why": "每日同步线索", "rights": ["see_clues"], "password": PASSWORD}


def post(client, path, body):
    return client.post(path, json.dumps(body), content_type="application/json")


@pytest.fixture
def zhang(user):
    return user("zhang", Role.PROSECUTOR, office="340100")


@pytest.fixture
def admin(user, client_of):
    return client_of(user("admin", Role.SECURITY_ADMIN, office="340000"))


def bearer(secret):
    return Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {secret}"})


@pytest.fixture
def made(zhang, client_of, admin):
    """Make a token that is allowed: its client and its number."""

    def make(**more):
        answer = post(client_of(zhang), "/api/tokens", {**ASKED, **more})
        assert answer.status_code == 200, answer.content
        number = answer.json()["token"]["id"]
        assert post(admin, f"/api/tokens/{number}/act", {"action": "allow"}).status_code == 200
        return bearer(answer.json()["secret"]), number

    return make


def test_it_opens_nothing_until_the_security_administrator_allows_it(zhang, client_of, admin):
    own = client_of(zhang)
    answer = post(own, "/api/tokens", ASKED).json()
    number, client = answer["token"]["id"], bearer(answer["secret"])
    assert (answer["token"]["state"]["code"], client.get("/api/clues").status_code) == ("asked", 401)
    assert post(own, f"/api/tokens/{number}/act", {"action": "allow"}).status_code == 404, "not by himself"
    assert answer["secret"] not in admin.get("/api/tokens").content.decode()
    assert post(admin, f"/api/tokens/{number}/act", {"action": "allow"}).json()["state"]["code"] == "active"
    assert client.get("/api/clues").json()["total"] == own.get("/api/clues").json()["total"] > 0
    assert post(admin, f"/api/tokens/{number}/act", {"action": "allow"}).status_code == 409
    told = Trace.objects.get(action="token.allow")
    assert (told.actor, told.detail["user"], told.detail["rights"]) == ("admin", "zhang", ["see_clues"])
    kept = json.dumps(list(Token.objects.values()), default=str) + str(list(Trace.objects.values_list("detail")))
    assert answer["secret"][9:] not in kept


def test_it_needs_the_password_and_wrong_ones_lock_out(zhang, client_of):
    own = client_of(zhang)
    for _ in range(django_settings.DESK.lockout_failures):
        assert post(own, "/api/tokens", {**ASKED, "password": "x"}).status_code == 400
    assert post(own, "/api/tokens", ASKED).status_code == 400
    assert not Token.objects.exists()


@pytest.mark.parametrize("right", sorted(set(Right) - MACHINE))
def test_what_a_person_decides_is_in_no_token(user, client_of, right):
    person = user("p", Role.CHIEF, Role.HEAD, *sorted(ADMINISTRATORS))
    assert post(client_of(person), "/api/tokens", {**ASKED, "rights": [right]}).status_code == 400


def test_no_more_than_its_user_has(user, client_of):
    person = client_of(user("p", Role.ASSISTANT))
    assert post(person, "/api/tokens", {**ASKED, "rights": ["see_clues", "export"]}).status_code == 400
    assert post(person, "/api/tokens", {**ASKED, "rights": ["manage_users"]}).status_code == 400
    listed = [one["code"] for one in person.get("/api/tokens").json()["rights"]]
    assert listed == ["handle", "see_clues", "see_models"]
    assert set(RIGHTS) == set(Right)


def test_its_scope_cuts_its_users_rights_and_reading_is_reading(made, zhang):
    client, _ = made(rights=["see_models"], reads=False)
    assert client.get("/api/models").status_code == 200
    assert client.get("/api/clues").json()["total"] == 0
    clue = Clue.objects.filter(office__path__startswith=zhang.office.path)[0]
    assert client.get(f"/api/clues/{clue.pk}").status_code == 404
    reader, _ = made(rights=["see_clues", "handle"])
    assert reader.get(f"/api/clues/{clue.pk}").status_code == 200
    refused = post(reader, f"/api/clues/{clue.pk}/act", {"action": "claim", "version": clue.version})
    assert refused.status_code == 403
    assert all(refused.json()[lang] for lang in ("zh", "en"))
    assert post(reader, f"/api/clues/{clue.pk}/unmask", {"why": "x"}).status_code == 403
    writer, _ = made(rights=["see_clues", "handle"], reads=False)
    assert post(writer, f"/api/clues/{clue.pk}/unmask", {"why": "核实情况"}).status_code == 404
    assert post(writer, "/api/tokens", ASKED).status_code == 403, "no token asks for tokens"


def test_what_the_user_loses_the_token_loses(made, zhang, client_of, admin):
    client, _ = made()
    assert client.get("/api/clues").json()["total"] > 0
    zhang.roles.all().delete()
    assert client.get("/api/clues").json()["total"] == 0
    for change in ({"is_active": False}, {"locked": True}, {"must_change": True}):
        User.objects.filter(pk=zhang.pk).update(is_active=True, locked=False, must_change=False)
        assert client.get("/api/me").status_code == 200
        User.objects.filter(pk=zhang.pk).update(**change)
        assert client.get("/api/me").status_code == 401, change


def test_it_ends_when_revoked_and_when_its_time_is_over(made, zhang, client_of, admin):
    client, number = made(days=1)
    Token.objects.filter(pk=number).update(expires=now() - timedelta(seconds=1))
    assert client.get("/api/me").status_code == 401
    assert admin.get("/api/tokens").json()["items"][0]["state"]["code"] == "expired"
    client, number = made()
    assert post(client_of(zhang), f"/api/tokens/{number}/act", {"action": "revoke", "why": "不用了"}).status_code == 200
    assert client.get("/api/me").status_code == 401
    assert post(admin, f"/api/tokens/{number}/act", {"action": "revoke"}).status_code == 409
    assert Trace.objects.get(action="token.revoke").detail["because"] == "不用了"


def test_traces_say_its_name_and_the_next_request_of_the_thread_does_not(made, zhang, client_of):
    client, _ = made()
    clue = Clue.objects.filter(office__path__startswith=zhang.office.path)[0]
    client.get(f"/api/clues/{clue.pk}/evidence")
    client_of(zhang).get(f"/api/clues/{clue.pk}/evidence")
    by_token, by_hand = Trace.objects.filter(action="clue.read").order_by("id")
    assert (by_token.actor, by_token.detail["token"]) == ("zhang", "案管同步")
    assert (by_hand.actor, "token" in by_hand.detail) == ("zhang", False)


def test_it_needs_no_form_token_and_leaves_no_session(made, zhang):
    client, _ = made(rights=["see_clues", "handle"], reads=False)
    clue = Clue.objects.filter(office__path__startswith=zhang.office.path, state="new")[0]
    answer = post(client, f"/api/clues/{clue.pk}/act", {"action": "claim", "version": clue.version})
    assert answer.status_code in (200, 400)
    assert "mingjian" not in client.cookies


@pytest.mark.parametrize("header", ["Bearer x", "Bearer ", "Bearer mj_\x00", "bearer é", "Bearer " + "x" * 5000])
def test_a_wrong_token_opens_nothing_also_beside_a_log_in(zhang, client_of, header):
    client = client_of(zhang)
    assert client.get("/api/me", headers={"Authorization": header}).status_code == 401
    assert client.get("/api/me", headers={"Authorization": "Basic eDp5"}).status_code == 200


def test_others_do_not_know_of_it(made, user, client_of):
    _, number = made()
    for person in (user("q", Role.CHIEF, office="340000"), user("sys", Role.SYSTEM_ADMIN, office="340000"),
                   user("below", Role.SECURITY_ADMIN, office="340102")):  # fmt: skip
        client = client_of(person)
        assert client.get("/api/tokens").json()["items"] == []
        assert post(client, f"/api/tokens/{number}/act", {"action": "revoke"}).status_code == 404


def test_its_last_use_is_noted(made, admin):
    client, _ = made()
    assert admin.get("/api/tokens").json()["items"][0]["used"] is None
    client.get("/api/me")
    row = admin.get("/api/tokens").json()["items"][0]
    assert row["used"]
    assert row["used_from"] == "127.0.0.1"


def test_the_pace_is_that_of_the_user(made, monkeypatch, tmp_path):
    client, _ = made()
    desk = django_settings.DESK.model_copy(update={"api_per_second": 3, "api_per_minute": 50})
    monkeypatch.setattr("django.conf.settings.DESK", desk)
    codes = [client.get("/api/me").status_code for _ in range(30)]
    assert 429 in codes


def test_the_description_is_for_those_who_are_known(made, zhang, client_of):
    assert Client().get("/api/openapi.json").status_code == 401
    client, _ = made()
    told = client.get("/api/openapi.json").json()
    assert told["paths"]["/api/clues"]
    assert told == client_of(zhang).get("/api/openapi.json").json()
    assert {"ByToken", "BySession"} == set(told["components"]["securitySchemes"])
