"""Counting acts and requests: over processes, back to nothing in time, told with when to come back."""

from __future__ import annotations

import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
from desk_parts import PASSWORD
from django.conf import settings as django_settings
from django.test import Client

from mingjian.desk import now as clock
from mingjian.desk.clues.models import Clue
from mingjian.desk.errors import TooMany
from mingjian.desk.limits.models import Tally
from mingjian.desk.limits.pace import Pace
from mingjian.desk.limits.services import add, count, prune, spend
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Role

PLACES = ("limits.services", "limits.pace", "offices.login", "offices.staff", "offices.sessions")


@pytest.fixture
def later(monkeypatch):
    passed, real = timedelta(0), clock.timezone.now

    def pass_(**much):
        nonlocal passed
        passed += timedelta(**much)

    for place in PLACES:
        monkeypatch.setattr(f"mingjian.desk.{place}.now", lambda: real() + passed)
    return pass_


@pytest.fixture
def desk(monkeypatch):
    def set_(**changed):
        monkeypatch.setattr("django.conf.settings.DESK", django_settings.DESK.model_copy(update=changed))

    return set_


def test_a_tally_counts_and_begins_anew(db, later):
    assert [add("x", timedelta(minutes=5)) for _ in range(3)] == [1, 2, 3]
    assert count("y") == (0, None)
    later(minutes=5, seconds=1)
    assert count("x")[0] == 0
    assert add("x", timedelta(minutes=5)) == 1
    prune()
    assert Tally.objects.count() == 1
    later(days=2)
    prune()
    assert not Tally.objects.exists()


def test_acts_of_a_day(db):
    for _ in range(3):
        spend(1, "export", 3, "导出", "exports")
    with pytest.raises(TooMany) as told:
        spend(1, "export", 3, "导出", "exports")
    assert ("3" in told.value.zh, "3 exports" in told.value.en, told.value.retry > 0) == (True, True, True)
    spend(2, "export", 3, "导出", "exports")
    for _ in range(5):
        spend(1, "other", 0, "", "")


def test_the_buckets_fill_again_with_time(tmp_path, later):
    pace = Pace(tmp_path / "pace")
    assert [pace.take(7, 3, 100) for _ in range(3)] == [0, 0, 0]
    assert 0 < pace.take(7, 3, 100) <= 1
    assert pace.take(8, 3, 100) == 0, "another user"
    later(seconds=1)
    assert [pace.take(7, 3, 100) for _ in range(3)] == [0, 0, 0]
    minute = Pace(tmp_path / "other")
    for _ in range(10):
        assert minute.take(1, 0, 10) == 0
    assert 5 < minute.take(1, 0, 10) <= 6
    later(seconds=6)
    assert minute.take(1, 0, 10) == 0


def test_processes_share_the_buckets_and_nonsense_in_the_file_locks_nobody_out(tmp_path, later):
    file = tmp_path / "pace"
    one, other = Pace(file), Pace(file)
    assert one.take(7, 2, 100) == other.take(7, 2, 100) == 0
    assert one.take(7, 2, 100) > 0
    assert other.take(7, 2, 100) > 0
    file.write_bytes(b"\x7f\xff" * (file.stat().st_size // 2))
    broken = Pace(file)
    for _ in range(3):
        wait = broken.take(7, 2, 100)
        assert not wait > 60
        later(seconds=61)
    assert broken.take(7, 2, 100) == 0


def test_a_folder_that_cannot_be_written_counts_for_itself(tmp_path):
    pace = Pace(tmp_path / "missing" / "pace")
    assert pace.take(1, 1, 10) == 0
    assert pace.take(1, 1, 10) > 0


def test_who_asks_too_fast_is_told_when_to_come_back(user, client_of, desk, tmp_path):
    client = client_of(user("p", Role.PROSECUTOR))
    desk(api_per_second=5, api_per_minute=100, folder=tmp_path)
    answers = [client.get("/api/me") for _ in range(40)]
    refused = [one for one in answers if one.status_code == 429]
    assert answers[0].status_code == 200
    assert refused
    assert int(refused[0].headers["Retry-After"]) >= 1
    assert all(refused[0].json()[lang] for lang in ("zh", "en"))
    other = client_of(user("q", Role.PROSECUTOR))
    assert other.get("/api/me").status_code == 200


def test_unmasking_has_an_end_each_day(clues, user, client_of, desk):
    client = client_of(user("p", Role.PROSECUTOR, office="340000"))
    desk(unmaskings_per_day=2)
    path = f"/api/clues/{Clue.objects.all()[0].pk}/unmask"
    codes = [
        client.post(path, json.dumps({"why": "核实"}), content_type="application/json").status_code for _ in range(3)
    ]
    assert codes == [200, 200, 429]


def enter(name, password, address):
    return Client(REMOTE_ADDR=address).post("/login", {"username": name, "password": password})


def test_who_fails_for_another_locks_himself_out_and_not_him(user):
    user("p", Role.PROSECUTOR)
    for _ in range(django_settings.DESK.lockout_failures + 3):
        assert enter("p", "wrong", "10.0.0.9").status_code == 401
    assert enter("p", PASSWORD, "10.0.0.9").status_code == 401, "there even the right one is refused"
    assert enter("p", PASSWORD, "10.0.0.1").status_code == 302
    assert User.objects.get().locked_until is None


def test_many_addresses_together_lock_the_name_but_where_its_owner_was(user, later):
    user("p", Role.PROSECUTOR)
    desk = django_settings.DESK
    assert enter("p", PASSWORD, "10.0.0.1").status_code == 302
    for number in range(desk.lockout_name):
        enter("p", "wrong", f"10.1.{number // 200}.{number % 200}")
    assert enter("p", PASSWORD, "10.0.0.2").status_code == 401, "a new address"
    assert enter("p", PASSWORD, "10.0.0.1").status_code == 302, "the one he always comes from"
    assert User.objects.get().failures == 0
    for number in range(desk.lockout_name):
        enter("p", "wrong", f"10.2.{number // 200}.{number % 200}")
    later(minutes=desk.lockout_minutes, seconds=1)
    assert enter("p", PASSWORD, "10.0.0.2").status_code == 302, "it ends"


def test_one_address_alone_does_not_reach_the_limit_of_the_name(user):
    user("p", Role.PROSECUTOR)
    for _ in range(django_settings.DESK.lockout_name + 10):
        enter("p", "wrong", "10.0.0.9")
    assert User.objects.get().failures == django_settings.DESK.lockout_failures


def test_an_address_that_tries_many_names_has_to_wait(user, desk, later):
    user("p", Role.PROSECUTOR)
    desk(lockout_address=12)
    for number in range(12):
        assert enter(f"n{number}", "wrong", "10.0.0.9").status_code == 401
    refused = enter("p", PASSWORD, "10.0.0.9")
    assert refused.status_code == 429
    assert "稍后" in refused.content.decode()
    assert enter("p", PASSWORD, "10.0.0.1").status_code == 302
    later(minutes=django_settings.DESK.lockout_minutes, seconds=1)
    assert enter("p", PASSWORD, "10.0.0.9").status_code == 302


def test_the_security_administrator_sees_and_lifts_a_lock_at_one_address(user, client_of):
    person = user("p", Role.PROSECUTOR)
    admin = client_of(user("admin", Role.SECURITY_ADMIN))
    for _ in range(django_settings.DESK.lockout_failures):
        enter("p", "wrong", "10.0.0.1")
    assert [one["username"] for one in admin.get("/api/users?state=locked_out").json()["items"]] == ["p"]
    assert "p" not in [one["username"] for one in admin.get("/api/users?state=active").json()["items"]]
    body = json.dumps({"action": "unlock", "version": person.version})
    assert admin.post(f"/api/users/{person.pk}/act", body, content_type="application/json").status_code == 200
    assert enter("p", PASSWORD, "10.0.0.1").status_code == 302


@pytest.mark.parametrize(
    ("proxies", "passed", "found"),
    [(0, "1.1.1.1", "9.9.9.9"), (1, "1.1.1.1", "1.1.1.1"), (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),
     (2, "6.6.6.6, 1.1.1.1, 2.2.2.2", "1.1.1.1"), (1, "", "9.9.9.9"), (3, "1.1.1.1", "9.9.9.9")],
)  # fmt: skip
def test_what_a_client_writes_of_its_address_is_not_believed(desk, proxies, passed, found):
    from mingjian.desk.addresses import address_of

    desk(proxies=proxies)
    request = SimpleNamespace(META={"REMOTE_ADDR": "9.9.9.9"}, headers={"X-Forwarded-For": passed})
    assert address_of(request) == found
