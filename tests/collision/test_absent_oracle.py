"""absent against every pair of rows: coverage, unusable keys, damaged ids, unknown conditions."""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingjian.collision import Covered, StepErrors, bind_plan, parse_step
from mingjian.collision.operators import Context
from mingjian.collision.operators.coverage import effective

SETTINGS = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
JAN, FEB = dt.date(2022, 1, 1), dt.date(2022, 2, 1)
COVERAGES = [
    (Covered("", dt.date(2021, 1, 1), dt.date(2023, 1, 1)),),
    (Covered("3301", JAN, dt.date(2022, 1, 31)), Covered("33", FEB, dt.date(2022, 2, 28))),
    (Covered("330106", JAN, dt.date(2022, 1, 31)), Covered("330106", FEB, dt.date(2022, 3, 1))),
    (),
]
WHERES = [None, "b.day >= a.day", "b.n = 1 and b.day >= a.day", "b.amount > a.n or b.n = 0"]
COVERED = {"region": "region", "from": "day", "to": "day + 3 days"}


def is_covered(declared, one):
    """Day by day, as the contract says."""
    if one["day"] is None:
        return None
    days = [one["day"] + dt.timedelta(n) for n in range(4)]
    inside = []
    for day in days:
        able = [c for c in declared if c.start <= day <= c.end]
        if one["region"] is None:
            inside.append(any(c.prefix == "" for c in able))
        else:
            inside.append(any(one["region"].startswith(c.prefix) for c in able))
    return all(inside)


def brute(kit, scans, probes, listed, where, declared):
    oracle = kit.Oracle(scans, [("a", "a"), ("b", "b")], ["person"])
    rows, doubts = Counter(), Counter()
    for alias, table in (("a", probes), ("b", listed)):
        for i, one in enumerate(table):
            reason = kit.key_reason(one, ["person"])
            own = [p for p in (where or "").split(" and ") if "b." in p and "a." not in p and " or " not in where]
            if reason and (alias == "a" or all(oracle.value(part, one, one) is not False for part in own)):
                doubts[reason, alias, alias, i] += 1
    for i, one in enumerate(probes):
        if one["person"] is None:
            continue
        values = [
            True if where is None else oracle.value(where, one, two) for two in listed if two["person"] == one["person"]
        ]
        if True in values:
            continue
        inside = is_covered(declared, one)
        if None in values:
            doubts["null:where", "a", "a", i] += 1
        elif not inside:
            reason = "outside_coverage"
            if one["region"] is None or one["day"] is None:
                reason = "null:region" if one["region"] is None else "null:day"
            doubts[reason, "a", "a", i] += 1
        elif any(
            two["person"] is None
            and (where is None or oracle.value(where, one, two) is not False)
            and kit.could_be(one, two)
            for two in listed
        ):
            doubts["possible_match", "a", "a", i] += 1
        else:
            rows[kit.frozen({k: one[k] for k in kit.VISIBLE} | {"_w.a": i})] += 1
    return rows, doubts


def test_absent_is_brute_force(world, kit):
    @SETTINGS
    @given(kit.rows(), kit.rows(), st.sampled_from(WHERES), st.sampled_from(COVERAGES))
    def check(probes, listed, where, declared):
        world.clear()
        scans = {"a": world.scan("a", probes), "b": world.scan("b", listed)}
        expected, doubts = brute(kit, scans, probes, listed, where, declared)
        step = {"absent": ["a", "b"], "on": "person", "covered": COVERED} | ({"where": where} if where else {})
        for lineage in ("carry", "recover"):
            rows, told, _ = world.run(scans, {"s": step}, covered={"b": declared}, lineage=lineage)
            told = Counter({key: n for key, n in told.items() if key[0] != "unidentifiable"})
            assert rows == expected
            assert told == doubts

    check()


TAKE = {
    "shown": {"person": ["person", "who"], "name": ["name", "called"]},
    "renamed": {"who": ["person", "who"], "called": ["name", "called"]},
    "hidden": {"person": ["person", "who"]},
}


@pytest.mark.parametrize("take", TAKE.values(), ids=TAKE)
def test_absent_behind_a_union_is_brute_force(world, kit, take):
    """A probe out of a union meets damaged rows of the list as it would alone: undetermined, never a hit."""

    @SETTINGS
    @given(kit.rows(4), kit.rows(4), kit.rows(), st.sampled_from(COVERAGES))
    def check(first, second, listed, declared):
        world.clear()
        scans = {"a": world.scan("a", first), "c": world.scan("c", second), "b": world.scan("b", listed)}
        rows, doubts = Counter(), Counter()
        for need, probes in (("a", first), ("c", second)):
            sure, unsure = brute(kit, scans | {"a": scans[need]}, probes, listed, None, declared)
            rows.update((need, dict(r)["_w.a"]) for r in sure.elements())
            doubts.update(reason for reason, alias, _, _ in unsure.elements() if alias == "a")
        union = {"union": ["a", "d"], "take": {**take, "region": ["region"] * 2, "day": ["day"] * 2}}
        on = "person" if "person" in take else {"who": "person"}
        steps = {
            "d": {"derive": "c", "take": {"who": "person", "called": "name"}},
            "u": union,
            "s": {"absent": ["u", "b"], "on": on, "covered": COVERED},
        }
        for lineage in ("carry", "recover"):
            found, told, _ = world.run(scans, steps, covered={"b": declared}, lineage=lineage)
            found = [dict(r) for r in found.elements()]
            assert Counter((n, r[f"_w.{n}"]) for r in found for n in "ac" if r[f"_w.{n}"] is not None) == rows
            assert Counter(reason for reason, alias, _, _ in told.elements() if alias == "u") == doubts

    check()


def test_recovered_absences_of_a_group(world, kit):
    """A second run restricted to what was found must not lose the unreadable rows that make others undetermined."""

    @SETTINGS
    @given(kit.rows(8), kit.rows(), st.sampled_from(COVERAGES))
    def check(probes, listed, declared):
        world.clear()
        scans = {"a": world.scan("a", probes), "b": world.scan("b", listed)}
        expected, _ = brute(kit, scans, probes, listed, None, declared)
        steps = {
            "s": {"absent": ["a", "b"], "on": "person", "covered": COVERED},
            "g": {"aggregate": "s", "by": "person", "take": {"c": "count()"}},
        }
        found = Counter(dict(r)["person"] for r in expected.elements())
        for lineage in ("carry", "recover"):
            rows, _, outcome = world.run(scans, steps, covered={"b": declared}, lineage=lineage)
            assert {dict(r)["person"]: dict(r)["c"] for r in rows} == found
            witnesses = sorted(n for r in rows for n in dict(r)["_w.a"])
            assert witnesses == sorted(dict(r)["_w.a"] for r in expected.elements())
            assert outcome.recovered == (lineage == "recover")

    check()


def test_many_declarations_are_looked_up(world, kit):
    """More spans than are written out go through a table, with the same answer."""
    declared = tuple(
        Covered(prefix, JAN + dt.timedelta(n * 2), JAN + dt.timedelta(n * 2 + (1 if n % 5 else 0)))
        for prefix in ("33", "3301", "330106", "1101")
        for n in range(24)
    )
    assert len(effective(declared)) > 0

    @settings(SETTINGS, max_examples=15)
    @given(kit.rows())
    def check(probes):
        world.clear()
        scans = {"a": world.scan("a", probes), "b": world.scan("b", [])}
        expected, doubts = brute(kit, scans, probes, [], None, declared)
        step = {"absent": ["a", "b"], "on": "person", "covered": COVERED}
        rows, told, _ = world.run(scans, {"s": step}, covered={"b": declared})
        assert rows == expected
        assert told == doubts

    check()


SPANS = st.tuples(st.sampled_from(["", "33", "3301", "3302"]), st.integers(0, 9), st.integers(0, 9))


@given(st.lists(SPANS, max_size=6))
def test_effective_coverage_is_day_by_day(spans):
    declared = [Covered(p, JAN + dt.timedelta(a), JAN + dt.timedelta(b)) for p, a, b in spans]
    merged = effective(declared)
    for region in ("", "33", "330106", "330200", "110101"):
        for start in range(10):
            for end in range(start, 10):
                days = [JAN + dt.timedelta(n) for n in range(start, end + 1)]
                daily = all(any(region.startswith(c.prefix) and c.start <= d <= c.end for c in declared) for d in days)
                whole = any(region.startswith(c.prefix) and c.start <= days[0] and days[-1] <= c.end for c in merged)
                assert whole == daily


def test_without_declared_coverage_it_refuses(kit, world):
    scans = {"a": world.scan("a", []), "b": world.scan("b", [])}
    step = parse_step("s", {"absent": ["a", "b"], "on": "person", "covered": COVERED})
    with pytest.raises(StepErrors) as caught:
        bind_plan(scans, [step], Context({}, kit.AS_OF, {"b": None}))
    assert "覆盖" in caught.value.problems[0].zh
    assert caught.value.problems[0].path == ("s", "covered")
    bind_plan(scans, [step], Context({}, kit.AS_OF, None))
