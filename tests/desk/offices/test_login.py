"""The log-in page and sessions: what is refused, in which words, for how long, and when a session ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from desk_parts import PASSWORD
from django.conf import settings as django_settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from mingjian.desk import now as clock
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace

pytestmark = pytest.mark.usefixtures("offices")


@pytest.fixture
def later(monkeypatch):
    """Let time pass: `later(minutes=5)`. Every reader of the desk's clock goes along."""
    passed = timedelta(0)
    real = clock.timezone.now

    def pass_(**much):
        nonlocal passed
        passed += timedelta(**much)

    for place in ("offices.login", "offices.sessions", "offices.staff", "limits.services", "entry"):
        monkeypatch.setattr(f"mingjian.desk.{place}.now", lambda: real() + passed)
    return pass_


def enter(client, username="p", password=PASSWORD, **more):
    return client.post("/login", {"username": username, "password": password, **more})


def told(answer):
    """What the page says is wrong."""
    return answer.content.decode().split('role="alert">')[1].split("<")[0]


def test_the_right_password_opens_the_desk_and_is_traced(user):
    user("p", Role.PROSECUTOR)
    client = Client()
    answer = enter(client)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert client.get("/api/me").json()["username"] == "p"
    assert Trace.objects.get(action="login").object == "p"


def test_a_wrong_password_is_refused_and_traced_without_it(user):
    user("p", Role.PROSECUTOR)
    client = Client()
    answer = enter(client, password="Wrong-Pass-1")
    assert answer.status_code == 401
    assert client.get("/api/me").status_code == 401
    failed = Trace.objects.get(action="login.failed")
    assert (failed.object, failed.detail) == ("p", {"address": "127.0.0.1"})
    assert b"Wrong-Pass-1" not in answer.content


def test_too_many_failures_lock_out_and_the_lock_out_ends(user, later):
    user("p", Role.PROSECUTOR)
    limit, minutes = django_settings.DESK.lockout_failures, django_settings.DESK.lockout_minutes
    for _ in range(limit - 1):
        enter(Client(), password="wrong")
    assert enter(Client()).status_code == 302, "one failure fewer locks nobody out"
    for _ in range(limit):
        enter(Client(), password="wrong")
    assert enter(Client()).status_code == 401
    later(minutes=minutes - 1)
    assert enter(Client(), password="wrong").status_code == 401
    assert enter(Client()).status_code == 401, "failures during a lock-out do not lengthen it, nor end it"
    later(minutes=1, seconds=1)
    assert enter(Client()).status_code == 302
    assert User.objects.get(username="p").failures == 0


def test_an_unknown_name_a_locked_and_an_inactive_user_get_the_same_answer(user):
    for name in ("p", "locked", "off", "out"):
        user(name, Role.PROSECUTOR)
    User.objects.filter(username="locked").update(locked=True)
    User.objects.filter(username="off").update(is_active=False)
    for _ in range(django_settings.DESK.lockout_failures):
        enter(Client(), "out", "wrong")
    said = {
        name: (answer.status_code, told(answer))
        for name, password in [("p", "wrong"), ("nobody", PASSWORD), ("locked", PASSWORD), ("off", PASSWORD),
                               ("out", PASSWORD), ("out", "wrong")]
        for answer in [enter(Client(), name, password)]
    }  # fmt: skip
    assert set(said.values()) == {said["p"]}
    assert said["p"][0] == 401


def test_an_unknown_name_costs_the_same_work(user, monkeypatch):
    """As many passwords are hashed, with the same hasher, whether the name exists or not."""
    user("p", Role.PROSECUTOR)
    hashed = []
    real = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *given: hashed.append(1) or real(*given))
    enter(Client(), password="wrong")
    known = len(hashed)
    enter(Client(), "nobody", "wrong")
    assert (known, len(hashed)) == (1, 2)


@pytest.mark.parametrize(
    "where", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "evil.example",
              "/login?next=/", "http:/evil", "\\\\evil.example", "///evil.example"],
)  # fmt: skip
def test_the_log_in_leads_nowhere_else(user, where):
    user("p", Role.PROSECUTOR)
    client = Client()
    assert enter(client, next=where).headers["Location"] == "/"
    assert client.get("/login", {"next": where}).headers["Location"] == "/"


def test_it_leads_on_to_the_page_that_was_asked_for(user):
    user("p", Role.PROSECUTOR)
    client = Client()
    assert client.get("/clues?state=new").headers["Location"].startswith("/login?next=/clues")
    assert enter(client, next="/clues?state=new").headers["Location"] == "/clues?state=new"


def test_who_must_change_his_password_does_nothing_before(user, client_of):
    somebody = user("p", Role.PROSECUTOR)
    User.objects.filter(pk=somebody.pk).update(must_change=True)
    client = Client()
    enter(client)
    for page in ("/", "/clues", "/cases/1", "/metrics", "/nothing"):
        assert client.get(page).headers["Location"] == "/password", page
    for path in ("/api/me", "/api/clues", "/api/home"):
        assert client.get(path).status_code == 401, path
    assert client.get("/password").status_code == 200
    given = {"old": PASSWORD, "new": "Fresh-Pass-77", "again": "Fresh-Pass-77"}
    assert client.post("/password", {**given, "again": "x"}).status_code == 400
    assert client.post("/password", {**given, "old": "x"}).status_code == 400
    assert client.post("/password", {**given, "new": "weak", "again": "weak"}).status_code == 400
    assert client.get("/api/me").status_code == 401
    assert client.post("/password", given).headers["Location"] == "/"
    assert client.get("/api/me").status_code == 200, "who changed it stays logged in"
    assert enter(Client(), password=PASSWORD).status_code == 401


def test_changing_the_password_ends_the_other_sessions(user, client_of):
    somebody = user("p", Role.PROSECUTOR)
    other, own = client_of(somebody), client_of(somebody)
    own.post("/password", {"old": PASSWORD, "new": "Fresh-Pass-77", "again": "Fresh-Pass-77"})
    assert (own.get("/api/me").status_code, other.get("/api/me").status_code) == (200, 401)


def test_what_comes_without_its_token_is_refused(user):
    user("p", Role.PROSECUTOR)
    client = Client(enforce_csrf_checks=True)
    assert enter(client).status_code == 403
    token = client.get("/login").cookies["csrftoken"].value
    assert enter(client, csrfmiddlewaretoken=token).status_code == 302
    assert client.put("/api/me", '{"language": "en"}', content_type="application/json").status_code == 403
    token = client.cookies["csrftoken"].value
    sent = {"content_type": "application/json", "headers": {"X-CSRFToken": token}}
    assert client.put("/api/me", '{"language": "en"}', **sent).status_code == 200
    assert client.post("/api/logout").status_code == 403


def test_log_out_ends_the_session(user, client_of):
    client = client_of(user("p", Role.PROSECUTOR))
    key = client.cookies["mingjian"].value
    assert client.post("/api/logout").status_code == 204
    client.cookies["mingjian"] = key
    assert client.get("/api/me").status_code == 401, "the old cookie opens nothing"
    assert Trace.objects.get(action="logout").object == "p"


def test_a_session_ends_when_it_is_not_used_and_goes_on_when_it_is(user, later):
    user("p", Role.PROSECUTOR)
    client, minutes = Client(), django_settings.DESK.session_minutes
    enter(client)
    for _ in range(3):
        later(minutes=minutes - 1)
        assert client.get("/api/me").status_code == 200
    later(minutes=minutes)
    assert client.get("/api/me").status_code == 401
    assert client.get("/clues").status_code == 302


def test_the_setting_is_what_ends_it(user, later, monkeypatch):
    user("p", Role.PROSECUTOR)
    monkeypatch.setattr("django.conf.settings.DESK", django_settings.DESK.model_copy(update={"session_minutes": 3}))
    client = Client()
    enter(client)
    later(minutes=2)
    assert client.get("/api/me").status_code == 200
    later(minutes=3)
    assert client.get("/api/me").status_code == 401
