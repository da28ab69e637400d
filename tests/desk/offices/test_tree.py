"""The tree of offices: who sees how much of it, adding below, changing names and contacts."""

from __future__ import annotations

import pytest

from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.offices.models import Office
from mingjian.desk.offices.roles import Role
from mingjian.desk.offices.schemas import NewOffice, OfficeChange
from mingjian.desk.offices.tree import add_below, change_office, tree
from mingjian.desk.traces.models import Trace

pytestmark = pytest.mark.usefixtures("offices")


@pytest.fixture
def admin(user):
    """The security administrator of city A."""
    return user("sec", Role.SECURITY_ADMIN, office="340100")


def test_his_own_and_below_in_the_order_of_the_tree(admin, user):
    user("p", Role.PROSECUTOR, office="340102")
    made = tree(admin).items
    assert [(one.code, one.parent, one.people) for one in made] == [
        ("340100", None, 1), ("340102", "340100", 1), ("340103", "340100", 0),
    ]  # fmt: skip
    assert made[0].level.code == "city"


def test_add_below_and_nowhere_else(admin):
    given = {"code": "340104", "zh": "丙县院", "level": "county", "parent": "340100", "region": "340104"}
    made = add_below(admin, NewOffice(**given)).items
    assert ("340104", "丙县院", "丙县院") in [(one.code, one.zh, one.en) for one in made]
    assert Office.objects.get(code="340104").path == "340000/340100/340104/"
    assert Trace.objects.filter(actor="sec", action="office.add", object="340104").exists()
    for changed, field in (({}, "code"), ({"code": "X1", "parent": "340200"}, "parent"), ({"code": "X1", "region": "9"},
                           "region")):  # fmt: skip
        with pytest.raises(BadRequest) as told:
            add_below(admin, NewOffice(**{**given, **changed}))
        assert told.value.field == field


def test_change_is_traced_and_refused_when_it_was_changed_meanwhile(admin):
    change_office(admin, "340102", OfficeChange(zh="新名", en="New", short="新", contact="办公室 5", version=1))
    told = Trace.objects.get(action="office.change")
    assert told.detail["before"] == {"zh": "340102院", "en": "County 340102", "short": "", "contact": "县 4"}
    assert told.detail["after"] == {"zh": "新名", "en": "New", "short": "新", "contact": "办公室 5"}
    with pytest.raises(Conflict, match="sec"):
        change_office(admin, "340102", OfficeChange(zh="又改", version=1))
    assert Office.objects.get(code="340102").zh == "新名"
    for code in ("340200", "340000", "nowhere"):
        with pytest.raises(NotFound):
            change_office(admin, code, OfficeChange(zh="又改", version=1))
