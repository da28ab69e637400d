"""What a damaged row that could belong to a group does to it: told with a reason, refused where it cannot be asked."""

import datetime as dt

import pytest

from mingjian.collision import Context, Field, Scan, StepErrors, bind_plan, parse_step, scan_relation
from mingjian.runs.reasons import reason_text

LATEST = {"latest": "p", "by": "person", "order": "day"}
LOST = {
    "p": {"union": ["a", "nameless"], "take": {"person": ["person"] * 2, "day": ["day"] * 2, "n": ["n"] * 2}},
}


def need(kit, name, weak=("name", "birth")):
    pointed = ("person", "id_number")
    fields = [
        Field(f.name, f.kind, True, f.hidden, f.state, f.identifier, weak if f.name in pointed else (), f.raw)
        for f in kit.FIELDS
    ]
    return Scan(scan_relation(name, fields))


def bound(kit, before, step):
    scans = {"a": need(kit, "a"), "nameless": need(kit, "nameless", weak=())}
    steps = [parse_step(name, body) for name, body in {**before, "s": step}.items()]
    return bind_plan(scans, steps, Context()).steps[-1].bound


COUNT = {"count": "p", "by": "person", "at_most": 2}
RATIO = {"ratio": "p", "by": "person", "top": "count_if(n = 1)", "bottom": "count()", "below": 0.5}
HAVING = {"aggregate": "p", "by": "person", "take": {"c": "count()"}, "having": "c < 3"}
STEPS = [LATEST, COUNT, RATIO, HAVING]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: next(iter(step)))
def test_a_lost_name_is_refused(kit, step):
    with pytest.raises(StepErrors) as caught:
        bound(kit, LOST, step)
    (problem,) = caught.value.problems
    assert problem.path == ("s", "by")
    assert "p的“person”" in problem.zh
    assert "'person' has lost" in problem.en
    for way in ("take", "by", "weak: [", "weak: none"):
        assert way in problem.expected_zh
        assert way in problem.expected_en
    assert not bound(kit, LOST, step | {"weak": "none"}).members.asked
    assert bound(kit, LOST, step | {"weak": ["n"]}).members.asked


def test_a_key_that_is_always_there_asks_nothing(kit):
    grouped = {"p": {"aggregate": "a", "by": "person", "take": {"day": "max(day)"}}}
    made = bound(kit, grouped, LATEST)
    assert not made.members.asked
    assert made.push("person") == ("person",)
    assert bound(kit, {"p": {"filter": "a", "where": "true"}}, LATEST).push("person") == (None,)


@pytest.mark.parametrize(
    "step",
    [
        {"count": "p", "by": "person", "at_least": 2},
        RATIO | {"below": None, "above": 0.5},
        HAVING | {"having": "c >= 3"},
        HAVING | {"having": None},
    ],
    ids=str,
)
def test_what_more_rows_cannot_end_asks_nothing(kit, step):
    assert not bound(kit, LOST, step).members.asked


def test_what_weak_may_be(kit):
    for weak in ([], {"name": "name"}, 1, ["nobody"]):
        with pytest.raises(StepErrors):
            bound(kit, {"p": {"filter": "a", "where": "true"}}, LATEST | {"weak": weak})


BASE = {"region": "330106", "until": None, "amount": 1, "n": 1, "word": None}


def person(kit, number, name, day, **more):
    made = {"person": number, "id_number": kit.IDS[number - 1], "name": name, "birth": None, "day": day}
    return made | BASE | {"id_number__state": 2, "_raw": None} | more


def damaged(name, day, raw, **more):
    row = {"person": None, "id_number": None, "name": name, "birth": None, "day": day, "id_number__state": 1}
    return row | BASE | {"_raw": f'{{"id_number":"{raw}"}}'} | more


DAY = dt.date(2022, 2, 1)
OLDER, NEWER = DAY - dt.timedelta(1), DAY + dt.timedelta(1)


@pytest.mark.parametrize(
    ("row", "open_"),
    [
        (damaged("张 伟", NEWER, "3301**********0018"), True),
        (damaged("张伟", DAY, "3301**********0018"), True),
        (damaged("张伟", None, "3301**********0018"), True),
        (damaged("张伟", OLDER, "3301**********0018"), False),
        (damaged("李娜", NEWER, "3301**********0018"), False),
        (damaged("张伟", NEWER, "330106198002******"), False),
        (damaged("张伟", NEWER, "无", birth=dt.date(1980, 2, 29)), False),
        (damaged(None, NEWER, "330106199001******"), True),
    ],
)
def test_only_a_row_that_could_be_theirs_and_newer_keeps_latest_open(world, kit, row, open_):
    world.clear()
    scans = {"a": world.scan("a", [person(kit, 1, "张伟", DAY), row])}
    rows, told, _ = world.run(scans, {"s": {"latest": "a", "by": "person", "order": "day"}})
    expected = {("key_unusable", "a", "a", 1)}
    if open_:
        expected |= {("possible_row", "a", "a", 0), ("unplaced_row", "a", "a", 1)}
    assert set(told) == expected
    assert len(rows) == (0 if open_ else 1)


@pytest.mark.parametrize(("names", "open_"), [(("张伟", None), False), ((None, None), True), (("李娜", "张伟"), True)])
def test_what_a_subject_is_called_in_one_row_tells_its_nameless_rows(world, kit, names, open_):
    world.clear()
    known = [person(kit, 1, name, day) for name, day in zip(names, (OLDER, DAY), strict=True)]
    scans = {"a": world.scan("a", [*known, damaged("李娜", NEWER, "330106199001******")])}
    rows, _, _ = world.run(scans, {"s": {"latest": "a", "by": "person", "order": "day"}})
    assert len(rows) == (0 if open_ else 1)


@pytest.mark.parametrize("reason", ["possible_row", "unplaced_row"])
def test_the_reasons_have_words(reason):
    zh, en = reason_text(reason)
    assert reason not in (zh, en)
    assert "标识不可用" in zh
    assert "key" in en


def test_kinds_of_the_order_are_compared_as_they_are_sorted(world, kit):
    """A text or a number as order: the damaged row with the greater one keeps the row open."""
    for order, value in (("n", 2), ("word", "b")):
        world.clear()
        table = [person(kit, 1, "张伟", DAY, word="a"), damaged("张伟", DAY, "无", **{order: value})]
        for keep, rows in (("latest", 0), ("first", 1)):
            step = {"latest": "a", "by": "person", "order": order, "keep": keep}
            assert len(world.run({"a": world.scan("a", table)}, {"s": step})[0]) == rows
