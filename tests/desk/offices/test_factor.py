"""The second factor: asked after the password, used once, locked like a password, set up and taken away by whom."""

from __future__ import annotations

import base64
import json
import re
from datetime import timedelta

import pytest
from desk_parts import PASSWORD
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.test import Client

from mingjian.desk import now as clock
from mingjian.desk.offices.factor import CODES, enrol
from mingjian.desk.offices.models import Factor, RecoveryCode, User
from mingjian.desk.offices.roles import Role
from mingjian.desk.offices.totp import code_of, step_of
from mingjian.desk.traces.models import Trace

pytestmark = pytest.mark.usefixtures("offices")
SECRET = b"12345678901234567890"


@pytest.fixture(autouse=True)
def rule(monkeypatch):
    """The setting; `rule("required")` changes it."""

    def set_(second_factor, **more):
        desk = django_settings.DESK.model_copy(update={"second_factor": second_factor, **more})
        monkeypatch.setattr("django.conf.settings.DESK", desk)

    set_("optional")
    return set_


@pytest.fixture
def later(monkeypatch):
    passed, real = timedelta(0), clock.timezone.now

    def pass_(**much):
        nonlocal passed
        passed += timedelta(**much)

    for place in ("offices.login", "offices.sessions", "offices.factor", "limits.services", "entry"):
        monkeypatch.setattr(f"mingjian.desk.{place}.now", lambda: real() + passed)
    pass_.now = lambda: real() + passed
    return pass_


def code(later, ahead=0):
    return code_of(SECRET, step_of(later.now()) + ahead)


@pytest.fixture
def zhang(user, later):
    """Somebody with a second factor, and his recovery codes."""
    made = user("p", Role.PROSECUTOR)
    codes = enrol(made, SECRET, code(later))
    later(seconds=60)
    return codes


def password(client, given=PASSWORD, **more):
    return client.post("/login", {"username": "p", "password": given, **more})


def enter(client, given, **more):
    assert password(client, **more).headers["Location"].startswith("/second")
    return client.post("/second", {"code": given, **more})


def test_the_password_alone_opens_nothing(zhang, later):
    client = Client()
    assert password(client, next="/clues?state=new").headers["Location"] == "/second?next=%2Fclues%3Fstate%3Dnew"
    assert client.get("/second").status_code == 200
    assert client.get("/api/me").status_code == 401
    assert client.get("/factor").status_code == 302
    assert not Trace.objects.filter(action="login").exists()
    answer = client.post("/second", {"code": code(later), "next": "/clues?state=new"})
    assert answer.headers["Location"] == "/clues?state=new"
    assert client.get("/api/me").json()["username"] == "p"
    assert Trace.objects.get(action="login").detail["factor"] == "code"


def test_a_code_without_a_password_opens_nothing(zhang, later):
    client = Client()
    answer = client.post("/second", {"code": code(later)})
    assert answer.headers["Location"].startswith("/login")
    assert client.get("/api/me").status_code == 401


def test_the_wait_between_password_and_code_is_short_and_ends_with_a_new_password(zhang, later):
    client = Client()
    password(client)
    later(minutes=6)
    assert client.post("/second", {"code": code(later)}).headers["Location"].startswith("/login")
    password(client)
    one = User.objects.get()
    one.set_password("Other-Pass-77")
    one.save()
    assert client.post("/second", {"code": code(later)}).headers["Location"].startswith("/login")


def test_a_code_is_taken_once_and_none_before_it(zhang, later):
    assert enter(Client(), code(later)).status_code == 302
    again = Client()
    assert enter(again, code(later)).status_code == 401, "the same code"
    assert again.post("/second", {"code": code(later, -1)}).status_code == 401, "the one before"
    assert again.get("/api/me").status_code == 401
    later(seconds=30)
    assert enter(Client(), code(later)).status_code == 302


def test_a_code_far_off_is_wrong(zhang, later):
    client = Client()
    assert enter(client, code(later, 3)).status_code == 401
    assert client.post("/second", {"code": code(later, -3)}).status_code == 401
    for typed in ("", "000000 0", "\x00", "一二三四五六", "x" * 500):
        assert client.post("/second", {"code": typed}).status_code in (302, 401)


def test_wrong_codes_lock_out_and_a_right_password_between_does_not_help(zhang, later):
    limit = django_settings.DESK.lockout_failures
    for _ in range(limit):
        client = Client()
        assert enter(client, "000000").status_code == 401
    last = Client()
    assert password(last).status_code == 401, "locked: not even asked for a code"
    later(minutes=django_settings.DESK.lockout_minutes, seconds=1)
    assert enter(Client(), code(later)).status_code == 302
    assert Trace.objects.filter(action="login.failed", detail__factor="code").count() == limit


def test_a_code_during_the_lock_out_opens_nothing(zhang, later):
    client = Client()
    password(client)
    for _ in range(django_settings.DESK.lockout_failures):
        client.post("/second", {"code": "000000"})
    assert client.post("/second", {"code": code(later)}).status_code == 401
    assert client.get("/api/me").status_code == 401
    later(minutes=1)
    assert Factor.objects.get().last_step < step_of(later.now()) - 1, "a code that was refused was not used up"


def test_recovery_codes_open_once_each(zhang, later):
    assert len(set(zhang)) == CODES
    assert enter(Client(), zhang[0].lower().replace("-", " ")).status_code == 302
    assert enter(Client(), zhang[0]).status_code == 401
    assert enter(Client(), zhang[1]).status_code == 302
    assert RecoveryCode.objects.filter(used=None).count() == CODES - 2
    assert [one.detail["factor"] for one in Trace.objects.filter(action="login")] == ["recovery", "recovery"]


def test_of_one_user_nothing_opens_for_another(zhang, user, later):
    other = user("q", Role.PROSECUTOR)
    mine = enrol(other, b"x" * 20, code_of(b"x" * 20, step_of(later.now())))
    assert enter(Client(), mine[0]).status_code == 401
    Factor.objects.filter(user=other).update(secret=Factor.objects.get(user__username="p").secret)
    client = Client()
    client.post("/login", {"username": "q", "password": PASSWORD})
    later(minutes=1)
    assert client.post("/second", {"code": code(later)}).status_code == 401, "a secret moved to another row is none"


def test_secret_and_codes_are_not_kept_as_they_are(zhang):
    kept = Factor.objects.get().secret + "".join(RecoveryCode.objects.values_list("hashed", flat=True))
    raw = base64.b64decode(Factor.objects.get().secret)
    assert SECRET not in raw
    assert not any(one.replace("-", "").lower() in kept.lower() for one in zhang)
    assert not any(one.replace("-", "") in json.dumps(list(Trace.objects.values_list("detail", flat=True)))
                   for one in zhang)  # fmt: skip


def shown(answer):
    """The secret on the page that sets it up."""
    key = re.search(r"<code>([A-Z2-7 ]{30,})</code>", answer.content.decode())
    return base64.b32decode(key[1].replace(" ", ""))


def test_setting_it_up_takes_code_and_password_and_ends_the_other_sessions(user, client_of, later):
    somebody = user("p", Role.PROSECUTOR)
    own, other = Client(), client_of(somebody)
    password(own)
    page = own.get("/factor")
    secret = shown(page)
    assert "data:image/svg+xml;base64," in page.content.decode()
    assert shown(own.get("/factor")) == secret, "the same until it is confirmed"
    given = {"code": code_of(secret, step_of(later.now())), "password": PASSWORD}
    assert own.post("/factor", {**given, "password": "x"}).status_code == 400
    assert own.post("/factor", {**given, "code": "000000"}).status_code == 400
    assert not Factor.objects.exists()
    done = own.post("/factor", given)
    assert len(re.findall(r"<li><code>", done.content.decode())) == CODES
    assert own.get("/api/me").status_code == 200
    assert other.get("/api/me").status_code == 401
    assert own.post("/factor", given).status_code == 400, "not over the one there is"
    assert Trace.objects.filter(action="user.factor").count() == 1
    stored = [str(one.get_decoded()) for one in Session.objects.all()]
    assert not any(base64.b32encode(secret).decode() in one or repr(secret) in one for one in stored)


def test_new_codes_end_the_old_ones_and_ending_it_takes_the_password(zhang, later):
    client = Client()
    enter(client, code(later))
    assert client.post("/factor", {"action": "codes", "password": "x"}).status_code == 400
    page = client.post("/factor", {"action": "codes", "password": PASSWORD})
    fresh = re.findall(r"<li><code>([^<]+)", page.content.decode())
    assert enter(Client(), zhang[0]).status_code == 401
    assert enter(Client(), fresh[0]).status_code == 302
    assert client.post("/factor", {"action": "drop", "password": "x"}).status_code == 400
    assert client.post("/factor", {"action": "drop", "password": PASSWORD}).status_code == 302
    assert client.get("/api/me").status_code == 200
    assert password(Client()).headers["Location"] == "/"


def test_wrong_passwords_on_its_page_lock_like_those_of_the_log_in(zhang, later):
    client = Client()
    enter(client, code(later))
    for _ in range(django_settings.DESK.lockout_failures):
        client.post("/factor", {"action": "drop", "password": "x"})
    assert client.post("/factor", {"action": "drop", "password": PASSWORD}).status_code == 400
    assert Factor.objects.exists()


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN])
def test_administrators_must_have_one_even_where_it_is_optional(user, later, rule, role):
    user("p", role)
    client = Client()
    assert password(client).headers["Location"] == "/"
    for page in ("/", "/users", "/metrics"):
        assert client.get(page).headers["Location"] == "/factor", page
    assert client.get("/api/me").status_code == 401
    secret = shown(client.get("/factor"))
    given = {"code": code_of(secret, step_of(later.now())), "password": PASSWORD}
    assert client.post("/factor", given).status_code == 200
    assert client.get("/api/me").status_code == 200
    assert client.post("/factor", {"action": "drop", "password": PASSWORD}).status_code == 400
    assert Factor.objects.exists()


def test_who_it_is_required_of(user, rule):
    user("p", Role.PROSECUTOR)
    plain = Client()
    password(plain)
    assert plain.get("/api/me").status_code == 200
    rule("required")
    assert plain.get("/api/me").status_code == 401, "also of who is logged in when the setting changes"
    assert plain.get("/clues").headers["Location"] == "/factor"
    rule("required", demo=True)
    assert plain.get("/api/me").status_code == 200


def test_off_asks_nobody(zhang, rule):
    rule("off")
    client = Client()
    assert password(client).headers["Location"] == "/"
    assert client.get("/factor").status_code == 404
    rule("required")
    assert client.get("/clues").headers["Location"] == "/login", "he has one, so he logs in again with it"


def test_the_security_administrator_resets_it_and_nobody_else(zhang, user, client_of, later, rule):
    rule("off")  # this test is about who may
    person = User.objects.get(username="p")
    session = client_of(person)
    path, given = f"/api/users/{person.pk}/act", {"action": "reset_factor", "version": person.version, "why": "丢失"}
    for role in (Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN, Role.CHIEF):
        other = client_of(user(role.value, role))
        assert other.post(path, json.dumps(given), content_type="application/json").status_code == 404
    admin = client_of(user("admin", Role.SECURITY_ADMIN))
    assert [one["factor"] for one in admin.get("/api/users?q=p").json()["items"] if one["username"] == "p"] == [True]
    done = admin.post(path, json.dumps(given), content_type="application/json")
    assert done.json()["user"]["factor"] is False
    assert not Factor.objects.exists()
    assert not RecoveryCode.objects.exists()
    assert session.get("/api/me").status_code == 401
    told = Trace.objects.get(action="user.reset_factor")
    assert (told.actor, told.object, told.detail["why"]) == ("admin", "p", "丢失")
    assert (told.detail["before"]["factor"], told.detail["after"]["factor"]) == (True, False)
    again = {**given, "version": done.json()["user"]["version"]}
    assert admin.post(path, json.dumps(again), content_type="application/json").status_code == 400


def test_a_form_without_its_token_is_refused(zhang, later):
    client = Client(enforce_csrf_checks=True)
    assert client.post("/second", {"code": code(later)}).status_code == 403
