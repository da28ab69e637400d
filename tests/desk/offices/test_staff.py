"""What the security administrator may do with people, what nobody may, and that acts are traced and end sessions."""

from __future__ import annotations

import json
import threading

import pytest
from django.contrib.auth import authenticate
from django.db import connection

from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import ADMINISTRATORS, Role
from mingjian.desk.offices.schemas import NewUser, UserAct, UserChange, UserQuery, UserState
from mingjian.desk.offices.staff import act_on_user, add, change, first_password, list_users
from mingjian.desk.traces.models import Trace
from mingjian.models.enumerations import Line

pytestmark = pytest.mark.usefixtures("offices")


@pytest.fixture
def admin(user):
    """The security administrator of city A."""
    return user("sec", Role.SECURITY_ADMIN, office="340100")


def wanted(one, **other):
    """A change of somebody that changes nothing but `other`."""
    one = User.objects.get(pk=one.pk)
    given = {
        "name": one.name, "office": one.office.code, "roles": sorted(one.role_set), "lines": sorted(one.line_set),
        "phone": one.phone, "version": one.version,
    }  # fmt: skip
    return UserChange(**{**given, **other})


def step(admin, one, action, **more):
    return act_on_user(admin, one.pk, UserAct(action=action, version=User.objects.get(pk=one.pk).version, **more))


def names(admin, **query):
    return [one.username for one in list_users(admin, UserQuery(**query)).items]


def test_he_sees_his_offices_people_and_nobody_else(admin, user):
    user("below", Role.PROSECUTOR, office="340102")
    user("beside", Role.PROSECUTOR, office="340200")
    user("above", Role.CHIEF, office="340000")
    assert names(admin) == ["sec", "below"]
    found = list_users(admin, UserQuery())
    assert (found.total, {one.code: one.count for one in found.roles if one.count}) == (
        2,
        {"security_admin": 1, "prosecutor": 1},
    )


def test_search_role_office_state_and_pages(admin, user):
    people = [user(f"p{n}", Role.PROSECUTOR if n % 2 else Role.HEAD, office="340102") for n in range(5)]
    step(admin, people[0], "lock")
    step(admin, people[1], "deactivate")
    assert names(admin, q="P3") == ["p3"]
    assert names(admin, q="人p 340102院") == [f"p{n}" for n in range(5)]
    assert names(admin, role=Role.HEAD) == ["p0", "p2", "p4"]
    assert names(admin, office="340100") == ["sec"]
    assert names(admin, state=UserState.LOCKED) == ["p0"]
    assert names(admin, state=UserState.INACTIVE) == ["p1"]
    assert names(admin, state=UserState.ACTIVE, q="p") == ["p2", "p3", "p4"]
    assert [names(admin, page=page, size=4) for page in (1, 2, 3)] == [["sec", "p0", "p1", "p2"], ["p3", "p4"], []]


def test_a_first_password_is_told_once_and_must_be_changed(admin, client_of):
    done = add(admin, NewUser(username="new", name="新人", office="340102", roles=["prosecutor"], lines=["civil"]))
    made = User.objects.get(username="new")
    assert authenticate(username="new", password=done.password) == made
    assert (made.must_change, made.role_set, made.line_set) == (True, {Role.PROSECUTOR}, {Line.CIVIL})
    told = Trace.objects.get(action="user.add")
    assert (told.actor, told.object, told.detail["roles"], told.detail["lines"]) == (
        "sec", "new", ["prosecutor"], ["civil"],
    )  # fmt: skip
    assert done.password not in json.dumps(list(Trace.objects.values_list("detail", flat=True)))
    assert client_of(made).get("/clues").headers["Location"] == "/password"


def test_first_passwords_are_strong_and_differ():
    made = {first_password("x", "y") for _ in range(50)}
    assert len(made) == 50
    for one in made:
        assert len(one) >= 12
        assert not set(one) & set("0O1lI")


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"office": "340200"}, "office"), ({"office": "nowhere"}, "office"), ({"roles": []}, "roles"),
     ({"roles": ["audit_admin", "prosecutor"]}, "roles"), ({"roles": ["audit_admin", "system_admin"]}, "roles"),
     ({"username": "sec"}, "username")],
)  # fmt: skip
def test_what_cannot_be_added_is_told_by_its_field(admin, changed, field):
    given = {"username": "new", "name": "新", "office": "340102", "roles": ["prosecutor"], **changed}
    with pytest.raises(BadRequest) as told:
        add(admin, NewUser(**given))
    assert told.value.field == field
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("one", "other"), [(one, other) for one in sorted(ADMINISTRATORS) for other in Role if other != one]
)
def test_administrators_have_no_other_role_by_a_change_either(admin, user, one, other):
    somebody = user("x", one)
    with pytest.raises(BadRequest) as told:
        change(admin, somebody.pk, wanted(somebody, roles=[one, other]))
    assert told.value.field == "roles"
    assert User.objects.get(pk=somebody.pk).role_set == {one}


def test_a_change_is_traced_with_before_and_after(admin, user):
    somebody = user("x", Role.ASSISTANT, lines=(Line.CIVIL,))
    done = change(admin, somebody.pk, wanted(somebody, name="改名", roles=["prosecutor"], office="340102", phone="1"))
    assert (done.user.name, [one.code for one in done.user.roles], done.user.version) == ("改名", ["prosecutor"], 2)
    told = Trace.objects.get(action="user.change")
    assert (told.actor, told.object) == ("sec", "x")
    assert told.detail == {
        "before": {"name": "人x", "office": "340100", "roles": ["assistant"], "phone": ""},
        "after": {"name": "改名", "office": "340102", "roles": ["prosecutor"], "phone": "1"},
    }


def test_nobody_changes_his_own_rights_and_nobody_shuts_himself_out(admin, user):
    user("other", Role.SECURITY_ADMIN)
    for changed in ({"roles": ["chief"]}, {"office": "340102"}, {"lines": []}):
        with pytest.raises(BadRequest, match="his own"):
            change(admin, admin.pk, wanted(admin, **changed))
    for action in ("deactivate", "lock", "reset", "activate", "unlock"):
        with pytest.raises(BadRequest, match="himself"):
            step(admin, admin, action)
    assert change(admin, admin.pk, wanted(admin, phone="123")).user.phone == "123"


def test_other_offices_people_are_not_there(admin, user):
    outside = user("beside", Role.PROSECUTOR, office="340200")
    above = user("above", Role.SECURITY_ADMIN, office="340000")
    for one in (outside, above):
        with pytest.raises(NotFound):
            step(admin, one, "deactivate")
        with pytest.raises(NotFound):
            change(admin, one.pk, wanted(one, office="340100"))
    inside = user("inside", Role.PROSECUTOR, office="340102")
    with pytest.raises(BadRequest):
        change(admin, inside.pk, wanted(inside, office="340200"))


def test_a_version_that_was_not_seen_is_told_who_was_quicker(admin, user):
    somebody, second = user("x", Role.PROSECUTOR), user("sec2", Role.SECURITY_ADMIN)
    stale = wanted(somebody, name="旧")
    step(second, somebody, "lock")
    with pytest.raises(Conflict, match="sec2"):
        change(admin, somebody.pk, stale)
    assert User.objects.get(pk=somebody.pk).name == "人x"


@pytest.mark.parametrize("how", ["deactivate", "lock", "reset", "roles", "office"])
def test_sessions_end_at_once(admin, user, client_of, how):
    somebody = user("x", Role.PROSECUTOR)
    client, untouched = client_of(somebody), client_of(user("y", Role.PROSECUTOR))
    assert client.get("/api/me").status_code == 200
    if how == "roles":
        change(admin, somebody.pk, wanted(somebody, roles=["assistant"]))
    elif how == "office":
        change(admin, somebody.pk, wanted(somebody, office="340102"))
    else:
        step(admin, somebody, how)
    assert client.get("/api/me").status_code == 401
    assert untouched.get("/api/me").status_code == 200


def test_a_new_name_ends_no_session(admin, user, client_of):
    somebody = user("x", Role.PROSECUTOR)
    client = client_of(somebody)
    change(admin, somebody.pk, wanted(somebody, name="新名"))
    assert client.get("/api/me").json()["name"] == "新名"


def test_lock_unlock_reset_and_back_again(admin, user):
    somebody = user("x", Role.PROSECUTOR)
    somebody.set_password("Own-Pass-2025")
    somebody.save()
    step(admin, somebody, "lock", why="离岗")
    assert authenticate(username="x", password="Own-Pass-2025") is None
    assert Trace.objects.get(action="user.lock").detail == {
        "before": {"locked": False}, "after": {"locked": True}, "why": "离岗",
    }  # fmt: skip
    step(admin, somebody, "unlock")
    assert authenticate(username="x", password="Own-Pass-2025") == somebody
    done = step(admin, somebody, "reset")
    assert authenticate(username="x", password="Own-Pass-2025") is None
    assert authenticate(username="x", password=done.password).must_change
    step(admin, somebody, "deactivate")
    assert authenticate(username="x", password=done.password) is None
    step(admin, somebody, "activate")
    assert authenticate(username="x", password=done.password) == somebody


def test_of_two_administrators_who_deactivate_each_other_one_stays(admin, user):
    second = user("sec2", Role.SECURITY_ADMIN)
    step(admin, second, "deactivate")
    with pytest.raises(NotFound):
        step(second, admin, "deactivate")


@pytest.mark.django_db(transaction=True)
def test_also_at_the_same_instant(user):
    """Both requests have begun, each by an administrator who was active then."""
    both = [user("a", Role.SECURITY_ADMIN), user("b", Role.SECURITY_ADMIN)]
    start, told = threading.Barrier(2), []

    def run(by, one):
        start.wait()
        try:
            act_on_user(by, one.pk, UserAct(action="deactivate", version=1))
            told.append("done")
        except NotFound:
            told.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in (both, both[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["done", "refused"]
    assert User.objects.filter(is_active=True).count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SECURITY_ADMIN])
def test_nobody_else_has_any_of_it(user, role):
    somebody, other = user("x", role), user("y", Role.PROSECUTOR)
    for ask in (
        lambda: list_users(somebody, UserQuery()),
        lambda: add(somebody, NewUser(username="new", name="新", office="340100", roles=["prosecutor"])),
        lambda: step(somebody, other, "lock"),
        lambda: change(somebody, other.pk, wanted(other, name="z")),
    ):
        with pytest.raises(NotFound):
            ask()
    assert Trace.objects.filter(actor="x").count() == 0
