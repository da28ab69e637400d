"""A renewed result is the result: rows, witnesses, undetermined rows and counts are those of a run over all."""

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingjian.collision import Context, Covered, Scan, bind_plan, execute, parse_step, scan_relation
from mingjian.collision.partial import Part
from mingjian.collision.renewing import Changed, Former, NotRenewed, renew
from mingjian.collision.ways import find_way
from mingjian.engines import Engine, dialect

EVER = (Covered("33", dt.date(2000, 1, 1), dt.date(2030, 1, 1)),)
ABSENT = {"covered": {"region": "region", "from": "day", "to": "day"}, "on": "person"}
LATE = {"filter": "a", "where": "day >= 2022-01-28"}
PER_PERSON = {"by": "person", "take": {"rows": "count()", "sum": "sum(amount)", "last": "max(day)"}}

PLANS = {
    "rows": {"s": LATE, "t": {"derive": "s", "take": {"twice": "amount * 2"}}},
    "checked": {"s": {"check": "a", "rules": [{"id": "r", "expect": "day <= until"}, {"id": "n", "expect": "n < 2"}]}},
    "pairs": {"s": LATE, "t": {"match": ["s", "b"], "on": "person", "where": "s.day <= b.until"}},
    "sums of pairs": {
        "s": LATE,
        "t": {"match": ["s", "b"], "on": "person", "where": "s.day <= b.until"},
        "u": {"aggregate": "t", "by": "person", "take": {"rows": "count()", "sum": "sum(s.amount)"}},
    },
    "by another key": {
        "t": {"match": ["a", "b"], "on": "person"},
        "u": {"aggregate": "t", "by": "b.n", "take": {"rows": "count()"}},
    },
    "partners": {"t": {"match": ["a", "b"], "on": "person", "keep": "left"}, "u": {"aggregate": "t", **PER_PERSON}},
    "with itself": {"s": LATE, "t": {"match": [{"x": "s"}, {"y": "s"}], "on": "person", "where": "x.day < y.day"}},
    "absent": {"s": LATE, "t": {"absent": ["s", "b"], **ABSENT}},
    "absent twice": {
        "t": {"absent": ["a", "b"], **ABSENT},
        "u": {"absent": ["t", "c"], **ABSENT, "where": "c.day >= t.day"},
        "v": {"aggregate": "u", **PER_PERSON},
    },
    "absent on two": {"t": {"absent": ["a", "b"], **ABSENT, "on": ["person", "n"]}},
    "newest": {
        "s": LATE,
        "t": {"latest": "s", "by": "person", "order": "day"},
        "u": {"match": ["t", "b"], "on": "person"},
    },
    "newest of pairs": {
        "t": {"match": ["a", "b"], "on": "person"},
        "u": {"latest": "t", "by": "person", "order": "a.day", "weak": "none"},
    },
    "in time": {"t": {"within": ["a", "b"], "on": "person", "from": "a.day", "to": "b.day", "most": "5 days"}},
    "first in time": {
        "t": {"within": ["a", "b"], "on": "person", "from": "a.day", "to": "b.day", "most": "5 days", "keep": "first"}
    },
    "overlaps": {
        "t": {"overlap": ["a", "b"], "on": "person", "spans": {"a": ["day", "until"], "b": ["day", "until"]}},
        "u": {"aggregate": "t", "by": "person", "take": {"rows": "count()"}},
    },
    "counted": {"t": {"count": "a", "by": "person", "day": "day", "window": "5 days", "at_least": 2}},
    "counted, at most": {"t": {"count": "a", "by": "person", "at_most": 2}},
    "united": {
        "s": {"filter": "b", "where": "n > 0"},
        "t": {"union": ["a", "s"], "take": {"person": ["person", "person"], "day": ["day", "until"]}},
        "u": {"aggregate": "t", "by": "person", "take": {"rows": "count()", "last": "max(day)"}},
    },
    "connected": {"t": {"network": "a", "link": {"of": "person", "shared": ["word"]}, "find": {"components": {}}}},
    "peers": {"t": {"outlier": "a", "of": "amount", "peers": "region", "percentile": 60, "min_peers": 3}},
}  # fmt: skip


@pytest.fixture
def engines():
    with Engine(memory_limit="512MiB", threads=1) as one, Engine(memory_limit="512MiB", threads=1) as other:
        yield one, other


def kept(row):
    """Rows that stay, go, or come."""
    return st.lists(st.tuples(row, st.sampled_from(["stays", "stays", "stays", "goes", "comes"])), max_size=9)


def bag(engine, table, kit):
    return Counter(kit.frozen(one) for one in engine.arrow(f"SELECT * FROM {dialect.name(table)}").to_pylist())


def doubts_of(engine, outcome, kit):
    found = {}
    for name, table in outcome.doubts.items():
        counted = bag(engine, table, kit)
        if counted:
            found[name] = counted
    return found


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("sort", ["early", "late", "kept"])
def test_taking_a_change_is_making_all_again(name, sort, kit, world, monkeypatch):
    """By key from the needs, by rows as far as can be, and so with the rows of every step kept."""

    def best(renewal):
        return find_way(renewal.plan, renewal.final, renewal.changed, late=sort != "early")

    monkeypatch.setattr("mingjian.collision.renewing._Renewal._best", best)
    taken = []

    @given(st.fixed_dictionaries({need: kept(kit.row()) for need in "abc"}), st.sets(st.sampled_from("abc")))
    @settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def check(tables, moving):
        taken.append(one_change(name, tables, moving, kit, world, sort == "kept"))

    check()
    assert any(taken)


def one_change(name, tables, moving, kit, world, keeping):
    """Whether it could be taken; when it was, that nothing else came out."""
    world.clear()
    numbers = {
        need: {
            state: [n for n, (_, said) in enumerate(rows) if said in states]
            for state, states in {
                "before": ("stays", "goes"), "now": ("stays", "comes"), "lost": ("goes",), "got": ("comes",)
            }.items()
        }
        for need, rows in tables.items()
    }  # fmt: skip
    stored = {need: world.table([row for row, _ in rows]) for need, rows in tables.items()}

    def scan(need, state):
        rows = ", ".join(map(str, numbers[need][state])) or "NULL"
        relation = scan_relation(need, kit.FIELDS)
        return Scan(relation, f"SELECT * FROM {stored[need]} WHERE _row IN ({rows})", covered=EVER)

    before = {need: scan(need, "before") for need in tables}
    now = {need: scan(need, "now") if need in moving else before[need] for need in tables}
    steps = [parse_step(step, raw) for step, raw in PLANS[name].items()]
    context = Context({}, kit.AS_OF, dict.fromkeys(tables, EVER))
    plan = bind_plan(now, steps, context)
    final = steps[-1].name
    columns = [one.name for one in plan.relation(final).visible]
    engine = world.engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Part.__base__, "_drop_read", lambda *_: None)  # all steps are to be kept
        first = execute(replace(plan, scans=before), engine, final, columns)
    rows, doubts = engine.arrow(f"SELECT * FROM {dialect.name(first.table)}"), _doubts(engine, first)
    inner = [one.name for one in plan.steps if one.name != final] if keeping else []
    inner += [f"{one.name}{stage}" for one in plan.steps for stage in one.bound.stages] if keeping else []
    step_rows = {step: engine.arrow(f"SELECT * FROM {dialect.name(step)}") for step in inner}
    world.clear(keep=True)
    whole = execute(plan, engine, final, columns)
    wanted = bag(engine, whole.table, kit), doubts_of(engine, whole, kit)
    world.clear(keep=True)
    engine.register("former", rows)
    engine.register("formerdoubts", doubts)
    changed = {need: Changed(before[need], scan(need, "lost"), scan(need, "got")) for need in moving}
    for step, table in step_rows.items():
        engine.register(f"former {step}", table)
    kept_rows = {step: f"former {step}" for step in step_rows}
    former = Former("former", "formerdoubts", {one.name: one for one in first.steps}, kept_rows)
    try:
        made = renew(plan, engine, final, columns, changed, former)
    except NotRenewed:
        return False
    assert (bag(engine, made.table, kit), doubts_of(engine, made, kit)) == wanted
    told = [(one.name, one.rows, one.undetermined) for one in made.steps]
    assert told == [(one.name, one.rows, one.undetermined) for one in whole.steps]
    return True


def _doubts(engine, outcome):
    parts = [
        f"SELECT '{step}' AS step, reason, alias, source, _row FROM {dialect.name(table)}"
        for step, table in outcome.doubts.items()
    ]
    none = "SELECT '' AS step, '' AS reason, '' AS alias, '' AS source, 0::BIGINT AS _row WHERE false"
    return engine.arrow(" UNION ALL ".join(parts) or none)


def way(name, kit, changed, late=False):
    scans = {need: Scan(scan_relation(need, kit.FIELDS), "", covered=EVER) for need in "abc"}
    steps = [parse_step(step, raw) for step, raw in PLANS[name].items()]
    plan = bind_plan(scans, steps, Context({}, kit.AS_OF, dict.fromkeys("abc", EVER)))
    return find_way(plan, steps[-1].name, changed, late=late)


def test_ways(kit):
    early, late = (way("sums of pairs", kit, "a", late) for late in (False, True))
    assert (early.by_rows, early.by_key, early.column) == ((), ("s", "t", "u"), "person")
    assert (late.by_rows, late.by_key, late.column) == (("s", "t"), ("u",), "person")
    assert "t" not in way("with itself", kit, "a", late=True).by_rows
    assert way("newest", kit, "a").whole == ("t",)
    assert way("connected", kit, "a").whole == ("t",)
    assert way("connected", kit, "b") == way("peers", kit, "c")


def test_a_list_delivered_anew_is_made_again(kit):
    """Before a row is read: what came and went is most of it."""

    class Sized(Scan):
        def size(self):
            return 1_000_000

    scans = {need: Sized(scan_relation(need, kit.FIELDS), "", covered=EVER) for need in "abc"}
    steps = [parse_step(step, raw) for step, raw in PLANS["pairs"].items()]
    plan = bind_plan(scans, steps, Context({}, kit.AS_OF, dict.fromkeys("abc", EVER)))
    with pytest.raises(NotRenewed, match="1000000 rows of b were lost"):
        renew(plan, None, "t", ["person"], {"b": Changed(scans["b"], scans["b"], scans["b"])}, Former("", "", {}))
