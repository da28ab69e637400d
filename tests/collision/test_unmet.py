"""Deliveries one after another, each from what the last one kept: silence goes on from rows that nothing met."""

import datetime as dt
import os
from collections import Counter

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mingjian.collision import Context, Covered, Scan, bind_plan, execute, parse_step, scan_relation
from mingjian.collision.partial import Part
from mingjian.collision.renewing import Changed, Former, NotRenewed, renew
from mingjian.collision.unmet import Unmet
from mingjian.engines import dialect

EVER = (Covered("33", dt.date(2000, 1, 1), dt.date(2030, 1, 1)),)
ABSENT = {"covered": {"region": "region", "from": "day", "to": "day"}, "on": "person"}
PER_PERSON = {"by": "person", "take": {"rows": "count()", "last": "max(day)"}}

EXAMPLES = int(os.environ.get("MINGJIAN_TEST_WALKS", "6"))

PLANS = {
    "at all": {"t": {"absent": ["a", "b"], **ABSENT}},
    "in time": {"t": {"absent": ["a", "b"], **ABSENT, "where": "b.day >= a.day and b.until <= a.until"}},
    "by one alone": {"t": {"absent": ["a", "b"], **ABSENT, "where": "a.n > 1"}},
    "told by nothing": {"t": {"absent": ["a", "b"], **ABSENT, "where": "b.day >= a.day", "weak": "none"}},
    "then counted": {
        "s": {"filter": "b", "where": "n > 0"},
        "t": {"absent": ["a", "s"], **ABSENT, "where": "s.day >= a.day"},
        "u": {"aggregate": "t", **PER_PERSON},
    },
    "of the newest": {
        "s": {"latest": "a", "by": "person", "order": "day"},
        "t": {"absent": ["s", "b"], **ABSENT, "where": "b.day >= s.day"},
    },
    "by two": {"t": {"absent": ["a", "b"], **ABSENT, "on": ["person", "n"], "where": "b.day >= a.day"}},
    "of another key": {
        "t": {"absent": ["a", "b"], **ABSENT, "where": "b.day >= a.day"},
        "u": {"aggregate": "t", "by": "word", "take": {"rows": "count()"}},
    },
    "twice": {
        "t": {"absent": ["a", "b"], **ABSENT, "where": "b.until >= a.day"},
        "u": {"absent": ["t", "c"], **ABSENT, "where": "c.day >= t.day"},
    },
    "of itself": {"t": {"absent": [{"x": "a"}, {"y": "a"}], **ABSENT, "where": "y.day > x.day"}},
}  # fmt: skip


ROW = {
    "person": 1, "id_number": "330106199001010018", "name": "张伟", "birth": dt.date(1990, 1, 1), "region": "330106",
    "day": dt.date(2022, 1, 25), "until": dt.date(2022, 2, 5), "amount": 1, "n": 2, "word": "刑期6个月",
    "id_number__state": 2, "_raw": None,
}  # fmt: skip
"""Somebody who is on no list, and then is."""


def deliveries(row):
    """What comes and how many of those there go, of one or more needs."""
    one = st.tuples(st.lists(row, max_size=3), st.sampled_from([0, 0, 0, 0, 1]))
    need = st.sampled_from(["b", "b", "b", "a", "c"])
    return st.lists(st.dictionaries(need, one, min_size=1, max_size=2), min_size=2, max_size=4)


@pytest.mark.parametrize("name", PLANS)
def test_each_delivery_gives_what_a_run_over_all_gives(name, kit, world, monkeypatch):
    grown = []
    cut = Unmet.cut

    def counted(unmet, step, *more):
        grown.append(step.name)
        return cut(unmet, step, *more)

    monkeypatch.setattr(Unmet, "cut", counted)

    @given(st.fixed_dictionaries({need: st.lists(kit.row(), max_size=6) for need in "abc"}), deliveries(kit.row()))
    @example({"a": [ROW], "b": [], "c": []}, [{"b": ([ROW], 0)}])
    @settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def check(first, changes):
        _Walk(name, first, changes, kit, world).go()

    check()
    assert bool(grown) == (name != "of itself")


class _Walk:
    """``first`` rows of the needs, and what comes and goes of them after."""

    def __init__(self, name, first, changes, kit, world):
        self.kit, self.world, self.engine, self.changes = kit, world, world.engine, changes
        world.clear()
        self.rows = {need: list(rows) for need, rows in first.items()}
        self.states = [{need: list(range(len(rows))) for need, rows in first.items()}]
        for change in changes:
            now = dict(self.states[-1])
            for need, (come, go) in change.items():
                self.rows[need] += come
                now[need] = [*now[need][go:], *range(len(self.rows[need]) - len(come), len(self.rows[need]))]
            self.states.append(now)
        self.stored = {need: world.table(rows) for need, rows in self.rows.items()}
        self.steps = [parse_step(step, raw) for step, raw in PLANS[name].items()]

    def scan(self, need, rows):
        listed = ", ".join(map(str, sorted(rows))) or "NULL"
        sql = f"SELECT * FROM {self.stored[need]} WHERE _row IN ({listed})"
        return Scan(scan_relation(need, self.kit.FIELDS), sql, covered=EVER)

    def plan(self, state):
        scans = {need: self.scan(need, rows) for need, rows in state.items()}
        return bind_plan(scans, self.steps, Context({}, self.kit.AS_OF, dict.fromkeys("abc", EVER)))

    def whole(self, state):
        """What a run over all gives, with everything it made."""
        self.world.clear(keep=True)
        plan = self.plan(state)
        final = plan.steps[-1].name
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Part.__base__, "_drop_read", lambda *_: None)
            made = execute(plan, self.engine, final, [one.name for one in plan.relation(final).visible])
        names = [one.name for one in plan.steps if one.name != final]
        names += [f"{one.name}{stage}" for one in plan.steps for stage in one.bound.stages]
        return made, {name: (name,) for name in names}

    def read(self, made, kept):
        """Out of the engine, so that nothing of one run is there in the next."""
        tables = {
            name: " UNION ALL BY NAME ".join(f"FROM {dialect.name(one)}" for one in all_) for name, all_ in kept.items()
        }
        doubts = [
            f"SELECT '{step}' AS step, reason, alias, source, _row FROM {dialect.name(table)}"
            for step, table in made.doubts.items()
        ]
        none = "SELECT '' AS step, '' AS reason, '' AS alias, '' AS source, 0::BIGINT AS _row WHERE false"
        return {
            "rows": self.engine.arrow(f"SELECT * FROM {dialect.name(made.table)}"),
            "doubts": self.engine.arrow(" UNION ALL ".join(doubts) or none),
            "steps": {name: self.engine.arrow(sql) for name, sql in tables.items()},
            "reports": {one.name: one for one in made.steps},
        }

    def told(self, left):
        bags = [Counter(self.kit.frozen(row) for row in left[end].to_pylist()) for end in ("rows", "doubts")]
        return bags, [(one.name, one.rows, one.undetermined) for one in left["reports"].values()]

    def go(self):
        left = self.read(*self.whole(self.states[0]))
        for n, state in enumerate(self.states[1:]):
            wanted = self.read(*self.whole(state))
            try:
                left = self.renewed(left, self.states[n], state)
            except NotRenewed:
                left = wanted
            assert self.told(left) == self.told(wanted)

    def renewed(self, left, before, now):
        self.world.clear(keep=True)
        for name, table in (("former", left["rows"]), ("formerdoubts", left["doubts"]), *left["steps"].items()):
            self.engine.register(f"old {name}", table)
        changed = {
            need: Changed(
                self.scan(need, before[need]),
                self.scan(need, set(before[need]) - set(now[need])),
                self.scan(need, set(now[need]) - set(before[need])),
            )
            for need in now
            if before[need] != now[need]
        }
        plan = self.plan(now)
        final = plan.steps[-1].name
        kept = {name: f"old {name}" for name in left["steps"]}
        former = Former("old former", "old formerdoubts", left["reports"], kept)
        made = renew(plan, self.engine, final, [one.name for one in plan.relation(final).visible], changed, former)
        return self.read(made, made.kept)
