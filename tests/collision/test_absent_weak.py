"""What absent tells persons by: carried through the steps before where that is true, refused where it is lost."""

import pytest

from mingjian.collision import Context, Field, Scan, StepErrors, bind_plan, parse_step, scan_relation
from mingjian.engines import Kind

COVERED = {"region": "region", "from": "day", "to": "day"}


def need(name, *, person="person", called="name", shown=True, weak=True):
    fields = [
        Field(
            person,
            Kind.SUBJECT,
            identifier="id_number",
            state="id_number__state",
            weak=(called, "birth") if weak else (),
        ),
        Field("id_number", Kind.IDENTIFIER, state="id_number__state", weak=(called, "birth") if weak else ()),
        Field(called, Kind.TEXT, hidden=not shown),
        Field("birth", Kind.DATE, hidden=not shown),
        Field("region", Kind.CODE),
        Field("day", Kind.DATE),
        Field("id_number__state", Kind.INTEGER, nullable=False, hidden=True),
        Field("_raw", Kind.TEXT, hidden=True),
    ]
    return Scan(scan_relation(name, fields))


SCANS = {
    "a": need("a"),
    "b": need("b"),
    "quiet": need("quiet", shown=False),
    "other": need("other", person="who", called="full_name"),
    "nameless": need("nameless", weak=False),
}
WHO = {"person": ["person", "who"]}
PLACE = {"region": ["region", "region"], "day": ["day", "day"]}
GROUPED = {"region": "last(region)", "day": "max(day)"}
PICKED = {"person": "first(person)", "day": "max(day)"}
JOINED = {"region": "a.region", "from": "a.day", "to": "a.day"}


def bound(before, probe="p", listed="b", **options):
    raw = {"absent": [probe, listed], "on": "person", "covered": COVERED} | options
    steps = [parse_step(name, body) for name, body in {**before, "gone": raw}.items()]
    return bind_plan(SCANS, steps, Context()).steps[-1].bound


def told_by(made):
    return {right.name: left.name for left, right in made.possible.weak}


CARRIED = {
    "the need itself": ({"p": {"filter": "a", "where": "day > 2022-01-01"}}, {"name": "name", "birth": "birth"}),
    "an identifier as key": (
        {"p": {"filter": "a", "where": "day > 2022-01-01"}}, {"name": "name", "birth": "birth"}, {"on": "id_number"}
    ),
    "a union of common columns": ({"p": {"union": ["a", "quiet"]}}, {"name": "name", "birth": "birth"}),
    "a union that takes the name": (
        {"p": {"union": ["a", "other"], "take": {**WHO, "called": ["name", "full_name"], **PLACE}}},
        {"name": "called", "birth": "person~birth"},
    ),
    "a union that takes only the person": (
        {"p": {"union": ["quiet", "other"], "take": {"person": ["person", "who"], **PLACE}}},
        {"name": "person~name", "birth": "person~birth"},
    ),
    "a union whose name column is another's": (
        {"p": {"union": ["a", "b"], "take": {"person": ["person"] * 2, "name": ["'x'", "'y'"], **PLACE}}},
        {"name": "person~name", "birth": "person~birth"},
    ),
    "a union of unions": (
        {
            "u": {"union": ["a", "other"], "take": {"person": ["person", "who"], **PLACE}},
            "v": {"union": ["quiet", "b"], "take": {"person": ["person"] * 2, **PLACE}},
            "p": {"union": ["u", "v"]},
        },
        {"name": "person~name", "birth": "person~birth"},
    ),
    "a copy": (
        {"p": {"derive": "other", "take": {"person": "who", "name": "'x'"}}}, {"name": "full_name", "birth": "birth"}
    ),
    "a match": (
        {"p": {"match": ["a", "b"], "on": "person"}}, {"name": "a.name", "birth": "a.birth"}, {"covered": JOINED}
    ),
    "a match that brings the name back": (
        {
            "c": {"count": "a", "by": "person", "at_least": 2},
            "p": {"match": ["c", "b"], "on": "person"},
        },
        {"name": "name", "birth": "birth"},
    ),
    "a group by the name": (
        {"p": {"aggregate": "a", "by": ["person", "name"], "take": GROUPED}}, {"name": "name"}
    ),
    "a group that takes the name": (
        {"p": {"aggregate": "a", "by": "person", "take": {**GROUPED, "called": "first(name)", "born": "max(birth)"}}},
        {"name": "called", "birth": "born"},
    ),
    "the latest": ({"p": {"latest": "a", "by": "person", "order": "day"}}, {"name": "name", "birth": "birth"}),
}  # fmt: skip


@pytest.mark.parametrize("case", CARRIED.values(), ids=CARRIED)
def test_the_name_comes_along(case):
    before, expected, *options = case
    assert told_by(bound(before, **(options[0] if options else {}))) == expected


LOST = {
    "a group without the name": {"p": {"aggregate": "a", "by": "person", "take": GROUPED}},
    "a group with all names": {"p": {"aggregate": "a", "by": "person", "take": {**GROUPED, "name": "listed(name)"}}},
    "a group with another text": {"p": {"aggregate": "a", "by": "person", "take": {**GROUPED, "name": "last(region)"}}},
    "a person taken from a group": {
        "p": {"aggregate": "a", "by": "region", "take": {**PICKED, "name": "first(name)"}}
    },
    "a birth date alone": {"p": {"aggregate": "a", "by": ["person", "birth"], "take": GROUPED}},
    "a count": {
        "c": {"count": "a", "by": ["person", "region"], "day": "day", "at_least": 2},
        "p": {"derive": "c", "take": {"day": "last_day"}},
    },
    "a ratio": {
        "r": {"ratio": "a", "by": ["person", "region", "day"], "top": "count()", "bottom": "count()", "above": 0},
        "p": {"filter": "r", "where": "true"},
    },
    "a person computed": {"p": {"derive": "other", "take": {"person": "coalesce(who, who)"}}},
    "a union of a computed person": {
        "p": {"union": ["a", "other"], "take": {"person": ["person", "coalesce(who, who)"], **PLACE}}
    },
    "a union with a branch that lost it": {
        "g": {"aggregate": "a", "by": "person", "take": GROUPED},
        "p": {"union": ["b", "g"]},
    },
    "a union with a branch that never had it": {
        "p": {"union": ["b", "nameless"], "take": {"person": ["person"] * 2, **PLACE}}
    },
    "a match that keeps the left only": {
        "g": {"aggregate": "a", "by": "person", "take": GROUPED},
        "p": {"match": ["g", "b"], "on": "person", "keep": "left"},
    },
}  # fmt: skip


@pytest.mark.parametrize("before", LOST.values(), ids=LOST)
def test_a_lost_name_is_refused(before):
    with pytest.raises(StepErrors) as caught:
        bound(before)
    (problem,) = caught.value.problems
    assert problem.path == ("gone", "on")
    assert "p的“person”" in problem.zh
    assert "（name）" in problem.zh
    assert "'person' has lost" in problem.en
    assert "(name)" in problem.en
    for way in ("take", "by", "weak: {", "weak: none"):
        assert way in problem.expected_zh
        assert way in problem.expected_en


@pytest.mark.parametrize("before", LOST.values(), ids=LOST)
def test_giving_it_up_is_written(before):
    assert bound(before, weak="none").possible.weak == ()


def test_a_lost_name_can_be_written():
    before = {
        "p": {
            "aggregate": "a",
            "by": "region",
            "take": {"person": "first(person)", "x": "first(name)", "day": "max(day)"},
        }
    }
    assert told_by(bound(before, weak={"x": "name"})) == {"name": "x"}


def test_a_list_without_names_is_refused():
    with pytest.raises(StepErrors) as caught:
        bound({"p": {"filter": "a", "where": "true"}}, listed="nameless")
    assert caught.value.problems[0].en.startswith("nameless: 'person' has lost")
    with pytest.raises(StepErrors) as caught:
        bound({"p": {"filter": "nameless", "where": "true"}}, listed="nameless")
    assert caught.value.problems[0].en.startswith("p and nameless: 'person' has lost")


def test_keys_that_are_no_identifiers_need_no_names():
    before = {"p": {"aggregate": "a", "by": ["region", "day"], "take": {"n": "count()"}}}
    assert bound(before, on="region").possible.weak == ()


@pytest.mark.parametrize("weak", [{}, "nil", ["name"], {"name": 1}, True], ids=str)
def test_what_weak_may_be(weak):
    with pytest.raises(StepErrors) as caught:
        bound({"p": {"filter": "a", "where": "true"}}, weak=weak)
    assert all(
        problem.path[:2] == ("gone", "weak") or problem.path[:1] == ("weak",) for problem in caught.value.problems
    )
