"""within and overlap against every pair of rows: borders, open ends, unknown days, reversed spans, caps."""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SETTINGS = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


def key_doubts(kit, alias, source, table):
    found = Counter()
    for i, one in enumerate(table):
        if one["person"] is None:
            found[kit.key_reason(one, ["person"]), alias, source, i] += 1
    return found


def paired(kit, one, i, two, j, names=("a", "b"), **more):
    record = {f"{names[0]}.{k}": one[k] for k in kit.VISIBLE if k != "person"}
    record |= {f"{names[1]}.{k}": two[k] for k in kit.VISIBLE if k != "person"}
    return kit.frozen(record | {"person": one["person"], f"_w.{names[0]}": i, f"_w.{names[1]}": j} | more)


LEAST = {None: 0, "2 days": 2, "-1 days": -1}
MOST = {None: None, "3 days": 3, "0 days": 0}


@pytest.mark.parametrize("keep", ["pairs", "first"])
def test_within(world, kit, keep):
    @SETTINGS
    @given(kit.rows(), kit.rows(), st.sampled_from(list(LEAST)), st.sampled_from(list(MOST)))
    def check(left, right, least, most):
        world.clear()
        scans = {"a": world.scan("a", left), "b": world.scan("b", right)}
        doubts = key_doubts(kit, "a", "a", left) + key_doubts(kit, "b", "b", right)
        expected = Counter()
        for i, one in enumerate(left):
            held, open_ = [], []
            for j, two in enumerate(right):
                if one["person"] is None or one["person"] != two["person"]:
                    continue
                if one["day"] is None or two["until"] is None:
                    open_.append("null:b.until" if two["until"] is None else "null:a.day")
                    continue
                gap = (two["until"] - one["day"]).days
                if gap >= LEAST[least] and (MOST[most] is None or gap <= MOST[most]):
                    held.append((two["until"], j, gap))
            if keep == "first":
                held, open_ = sorted(held)[:1], [] if held else sorted(open_, reverse=True)[:1]
            for _, j, gap in held:
                expected[paired(kit, one, i, right[j], j, gap_days=gap)] += 1
            for reason in open_:
                doubts[reason, "a", "a", i] += 1
        step = {"within": ["a", "b"], "on": "person", "from": "a.day", "to": "b.until", "keep": keep}
        step |= {"least": least} if least else {}
        step |= {"most": most} if most else {}
        for lineage in ("carry", "recover"):
            rows, told, _ = world.run(scans, {"s": step}, lineage=lineage)
            assert rows == expected
            assert told == doubts
        bare, _, _ = world.run(scans, {"s": step}, lineage="none")
        assert sum(bare.values()) == sum(expected.values())

    check()


def usable(kit, one):
    return one["day"] is not None and (one["until"] is None or one["until"] >= one["day"])


def shared(kit, one, two):
    """First day, last day (None when both are open) and number of days two intervals share."""
    ends = [r["until"] or kit.AS_OF for r in (one, two)]
    first, last = max(one["day"], two["day"]), min(ends)
    both_open = one["until"] is None and two["until"] is None
    return first, None if both_open else last, (last - first).days + 1


def span_doubts(alias, source, table):
    found = Counter()
    for i, one in enumerate(table):
        if one["person"] is None:
            continue
        if one["day"] is None:
            found["null:day", alias, source, i] += 1
        elif one["until"] is not None and one["until"] < one["day"]:
            found["reversed_span", alias, source, i] += 1
    return found


@pytest.mark.parametrize("least", ["1 day", "3 days"])
def test_overlap_of_two(world, kit, least):
    days = int(least[0])

    @SETTINGS
    @given(kit.rows(), kit.rows(), st.sampled_from([None, "a.n = b.n"]))
    def check(left, right, where):
        world.clear()
        scans = {"a": world.scan("a", left), "b": world.scan("b", right)}
        doubts, expected = Counter(), Counter()
        for alias, table in (("a", left), ("b", right)):
            doubts += key_doubts(kit, alias, alias, table) + span_doubts(alias, alias, table)
        for i, one in enumerate(left):
            for j, two in enumerate(right):
                if one["person"] is None or one["person"] != two["person"]:
                    continue
                if not usable(kit, one) or not usable(kit, two):
                    continue
                first, last, length = shared(kit, one, two)
                if length < days:
                    continue
                if where and (one["n"] is None or two["n"] is None):
                    doubts["null:a.n" if one["n"] is None else "null:b.n", "a", "a", i] += 1
                elif not where or one["n"] == two["n"]:
                    more = {"overlap_from": first, "overlap_to": last, "overlap_days": length}
                    expected[paired(kit, one, i, two, j, **more)] += 1
        spans = {"a": ["day", "until"], "b": ["day", "until"]}
        step = {"overlap": ["a", "b"], "on": "person", "spans": spans, "at_least": least}
        step |= {"where": where} if where else {}
        for lineage in ("carry", "recover"):
            rows, told, _ = world.run(scans, {"s": step}, lineage=lineage)
            assert rows == expected
            assert told == doubts

    check()


@pytest.mark.parametrize("distinct", [None, ["region"], ["region", "n"]])
def test_overlap_with_itself(world, kit, distinct):
    @SETTINGS
    @given(kit.rows(9), st.sampled_from(["1 day", "4 days"]))
    def check(table, least):
        world.clear()
        scans = {"a": world.scan("a", table)}
        doubts = key_doubts(kit, "a", "a", table) + span_doubts("a", "a", table)
        expected = Counter()
        order = sorted(((one["day"], i) for i, one in enumerate(table) if usable(kit, one)))
        for at, (_, i) in enumerate(order):
            for _, j in order[at + 1 :]:
                one, two = table[i], table[j]
                if one["person"] is None or one["person"] != two["person"]:
                    continue
                first, last, length = shared(kit, one, two)
                if length < int(least[0]):
                    continue
                values = [(one[k], two[k]) for k in distinct or ()]
                differ = [None if None in pair else pair[0] != pair[1] for pair in values]
                if not distinct or True in differ:
                    more = {"overlap_from": first, "overlap_to": last, "overlap_days": length}
                    expected[paired(kit, one, i, two, j, ("earlier", "later"), **more)] += 1
                elif None in differ:
                    column = next(k for k, pair in zip(distinct, values, strict=True) if None in pair)
                    doubts[f"null:{column}", "a", "a", i] += 1
        step = {"overlap": "a", "on": "person", "spans": ["day", "until"], "at_least": least}
        step |= {"distinct": distinct} if distinct else {}
        for lineage in ("carry", "recover", "none"):
            rows, told, _ = world.run(scans, {"s": step}, lineage=lineage)
            assert told == doubts
            if lineage != "none":
                assert rows == expected
            else:
                assert sum(rows.values()) == sum(expected.values())

    check()


def sound(kit, **more):
    base = dict.fromkeys(kit.VISIBLE) | {"person": 1, "id_number": kit.IDS[0], "id_number__state": 2, "_raw": None}
    return base | more


@pytest.mark.parametrize(
    ("end", "begin", "least", "hits"),
    [
        (dt.date(2022, 5, 5), dt.date(2022, 5, 5), "1 day", 1),
        (dt.date(2022, 5, 5), dt.date(2022, 5, 6), "1 day", 0),
        (dt.date(2022, 5, 5), dt.date(2022, 5, 4), "2 days", 1),
        (dt.date(2022, 5, 5), dt.date(2022, 5, 4), "3 days", 0),
        (None, dt.date(2022, 2, 28), "2 days", 1),
        (None, dt.date(2022, 3, 1), "2 days", 0),
    ],
)
def test_overlap_borders(world, kit, end, begin, least, hits):
    """Both ends belong to a span; an open end lasts to the as-of day (1 March 2022)."""
    world.clear()
    first = sound(kit, day=dt.date(2022, 1, 1), until=end)
    second = sound(kit, day=begin, until=dt.date(2022, 6, 1))
    scans = {"a": world.scan("a", [first, second])}
    step = {"overlap": "a", "on": "person", "spans": ["day", "until"], "at_least": least}
    assert len(world.run(scans, {"s": step})[0]) == hits


def test_months_of_overlap_are_calendar_months(world, kit):
    """1 February to 28 February is a month, 2 February to 28 February is not."""
    for day, hits in ((1, 1), (2, 0)):
        world.clear()
        spans = [sound(kit, day=dt.date(2022, 2, day), until=dt.date(2022, 2, 28)) for _ in range(2)]
        step = {"overlap": "a", "on": "person", "spans": ["day", "until"], "at_least": "1 month"}
        assert len(world.run({"a": world.scan("a", spans)}, {"s": step})[0]) == hits


def test_a_collective_key_is_undetermined(world, kit):
    table = [sound(kit, day=dt.date(2022, 1, 1), until=dt.date(2022, 1, 9)) for _ in range(6)]
    world.clear()
    step = {"overlap": "a", "on": "person", "spans": ["day", "until"], "cap": 5}
    rows, told, _ = world.run({"a": world.scan("a", table)}, {"s": step})
    assert not rows
    assert told == Counter({("over_cap", "a", "a", i): 1 for i in range(6)})
