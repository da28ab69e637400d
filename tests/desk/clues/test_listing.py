"""Lists: facets against a recount, search over what may be read only, order, paging."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingjian.desk.clues.listing import list_clues
from mingjian.desk.clues.models import Clue
from mingjian.desk.clues.schemas import ClueQuery
from mingjian.desk.clues.states import State
from mingjian.desk.offices.roles import Role
from mingjian.models.enumerations import Line

pytestmark = pytest.mark.usefixtures("clues")


def listed(user, **asked):
    return list_clues(user, ClueQuery(**{"size": 200, **asked}))


@pytest.fixture
def mixed(user):
    """Clues in several lines, states and hands."""
    holder = user("holder", Role.PROSECUTOR)
    lines = ["public_interest", "criminal", "minors", "civil"]
    for number, one in enumerate(Clue.objects.order_by("id")):
        state = list(State)[number % len(State)].value
        Clue.objects.filter(pk=one.pk).update(
            line=lines[number % 4], state=state, owner=holder if number % 3 == 0 else None,
            deadline=dt.date.today() + dt.timedelta(days=number - 3) if number % 2 else None,
        )  # fmt: skip
    return user("chief", Role.CHIEF, office="340000")


FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "state": st.sampled_from([*(one.value for one in State), "open", "closed", "new,filed", "nothing"]),
        "level": st.sampled_from(["high", "low,medium", "none"]),
        "line": st.sampled_from(["criminal", "minors,civil"]),
        "owner": st.sampled_from(["me", "none", "holder", "nobody"]),
        "due": st.sampled_from(["soon", "overdue"]),
    },
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(FILTERS)
def test_facets_are_a_recount_with_the_other_filters(mixed, asked):
    answer = listed(mixed, **asked)
    assert answer.total == len(answer.items)
    for name in ("state", "level", "line", "model"):
        others = {key: value for key, value in asked.items() if key != name}
        rows = listed(mixed, **others).items
        recount = Counter(row.model if name == "model" else getattr(row, name).code for row in rows)
        assert {one.code: one.count for one in getattr(answer.facets, name)} == recount


def test_search_finds_only_what_the_searcher_may_read(user):
    plain, masked = user("c", Role.CHIEF, office="340000"), user("d", Role.DIGITAL, office="340000")
    one = listed(plain).items[0]
    whole = Clue.objects.get(pk=one.id).texts.get(clearance=4)
    name = whole.zh.split("于")[0]
    assert one.id in [row.id for row in listed(plain, q=name).items]
    assert listed(masked, q=name).total == 0
    assert listed(masked, q=whole.subject).total == 0
    assert listed(plain, q=whole.subject).total == 1
    assert [row.id for row in listed(masked, q=one.id[:9]).items] == [one.id]


@pytest.mark.parametrize("words", ["%", "_", "'; drop table clues_clue; --", "甲 乙 丙 丁", "\\"])
def test_a_search_for_anything_is_only_a_search(user, words):
    assert listed(user("c", Role.CHIEF, office="340000"), q=words).total == 0


@pytest.mark.parametrize(
    ("sort", "key", "backwards"),
    [("amount", "amount", False), ("-amount", "amount", True), ("day", "day", False), ("-day", "day", True)],
)
def test_sorting(user, sort, key, backwards):
    values = [getattr(row, key) for row in listed(user("c", Role.CHIEF, office="340000"), sort=sort).items]
    assert values == sorted(values, reverse=backwards)


def test_pages_do_not_overlap_and_miss_nothing(user):
    chief = user("c", Role.CHIEF, office="340000")
    pages = [list_clues(chief, ClueQuery(page=number, size=5)).items for number in (1, 2, 3, 4)]
    ids = [row.id for page in pages for row in page]
    assert [len(page) for page in pages] == [5, 5, 2, 0]
    assert ids == [row.id for row in listed(chief).items]


def test_an_office_sees_its_own_and_what_is_below_in_its_lines(user):
    everybody = {
        ("340000", tuple(Line)): 12, ("340100", tuple(Line)): 8, ("340200", tuple(Line)): 4, ("340102", tuple(Line)): 4,
        ("340100", (Line.CRIMINAL,)): 0, ("340100", ()): 0,
    }  # fmt: skip
    for number, ((office, lines), count) in enumerate(everybody.items()):
        one = user(f"u{number}", Role.PROSECUTOR, office=office, lines=lines)
        answer = listed(one)
        assert answer.total == count
        assert sum(facet.count for facet in answer.facets.state) == count
    for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.DATA_OFFICER, Role.MODELLER):
        assert listed(user(role.value, role, office="340000")).total == 0
