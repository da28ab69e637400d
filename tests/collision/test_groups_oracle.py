"""aggregate, count and ratio against groups made by hand; witnesses carried and recovered must be the same rows."""

import datetime as dt
import importlib
from collections import Counter, defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

execute = importlib.import_module("mingjian.collision.execute")
SETTINGS = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


def grouped(kit, table, by):
    groups, doubts = defaultdict(list), Counter()
    for i, one in enumerate(table):
        reason = kit.key_reason(one, by)
        if reason:
            doubts[reason, "a", "a", i] += 1
        else:
            groups[tuple(one[k] for k in by)].append((i, one))
    return groups, doubts


def could_be_theirs(kit, table, rows, by):
    """The rows without a usable key that could be those of a group."""
    return {j for j, two in enumerate(table) if kit.could_be_of([one for _, one in rows], two, by)}


def known(rows, column):
    return [one[column] for _, one in rows if one[column] is not None]


def three_valued(values, decisive):
    if decisive in values:
        return decisive
    return None if None in values else not decisive


TAKE = {
    "c": "count()", "cn": "count(n)", "ci": "count_if(n = 1)", "s": "sum(amount)", "lo": "min(day)",
    "hi": "max(amount)",
    "d": "distinct(region)", "f": "first(name, until)", "l": "last(n)", "an": "any(n = 1)", "al": "all(n = 1)",
    "w": "listed(region)", "m": "avg(n)",
}  # fmt: skip


def aggregates(rows):
    ones = [None if one["n"] is None else one["n"] == 1 for _, one in rows]
    firsts = sorted((one["until"], i, one["name"]) for i, one in rows if one["until"] and one["name"])
    lasts = sorted((one["day"], i, one["n"]) for i, one in rows if one["day"] and one["n"] is not None)
    amounts, numbers, regions = known(rows, "amount"), known(rows, "n"), known(rows, "region")
    return {
        "c": len(rows), "cn": len(numbers), "ci": ones.count(True), "s": float(sum(amounts)) if amounts else None,
        "lo": min(known(rows, "day"), default=None), "hi": float(max(amounts)) if amounts else None,
        "d": len(set(regions)), "f": firsts[0][2] if firsts else None, "l": lasts[-1][2] if lasts else None,
        "an": three_valued(ones, True), "al": three_valued(ones, False),
        "w": "、".join(sorted(set(regions))) or None, "m": sum(numbers) / len(numbers) if numbers else None,
    }  # fmt: skip


def test_aggregate(world, kit):
    @SETTINGS
    @given(kit.rows(10), st.sampled_from([["person"], ["person", "region"]]), st.sampled_from([None, "s > 1"]))
    def check(table, by, having):
        world.clear()
        scans = {"a": world.scan("a", table)}
        groups, doubts = grouped(kit, table, by)
        expected = Counter()
        for key, rows in groups.items():
            made = aggregates(rows)
            if having and made["s"] is None:
                doubts["null:s", "a", "a", rows[0][0]] += 1
            elif not having or made["s"] > 1:
                witnesses = tuple(i for i, _ in rows)
                expected[kit.frozen(dict(zip(by, key, strict=True)) | made | {"_w.a": witnesses})] += 1
        step = {"aggregate": "a", "by": by, "take": TAKE} | ({"having": having} if having else {})
        for lineage in ("carry", "recover"):
            rows, told, outcome = world.run(scans, {"s": step}, lineage=lineage)
            assert rows == expected
            assert told == doubts
            assert outcome.recovered == (lineage == "recover")

    check()


HAVINGS = {
    "c <= 2": (lambda made: made["c"] <= 2, "falls"),
    "not an": (lambda made: None if made["an"] is None else not made["an"], "falls"),
    "al and c >= 1": (lambda made: made["al"], "falls"),
    "lo > 2022-01-28": (lambda made: None if made["lo"] is None else made["lo"] > dt.date(2022, 1, 28), "falls"),
    "c = 1": (lambda made: made["c"] == 1, "turns"),
    "f = '张伟'": (lambda made: None if made["f"] is None else made["f"] == "张伟", "turns"),
    "c >= 2": (lambda made: made["c"] >= 2, "grows"),
}


@pytest.mark.parametrize("having", HAVINGS)
@pytest.mark.parametrize("by", [["person"], ["person", "region"]])
def test_having_that_more_rows_could_end(world, kit, having, by):
    """A group falls when it would no longer pass with all the damaged rows that could be its own."""
    passes, way = HAVINGS[having]

    @settings(SETTINGS, max_examples=10)
    @given(kit.rows(10))
    def check(table):
        world.clear()
        scans = {"a": world.scan("a", table)}
        groups, doubts = grouped(kit, table, by)
        expected, unplaced = Counter(), set()
        for key, rows in groups.items():
            made, possible = aggregates(rows), could_be_theirs(kit, table, rows, by)
            held = passes(made)
            more = sorted([*rows, *((j, table[j]) for j in possible)], key=lambda row: row[0])
            falls = {"falls": lambda more=more: passes(aggregates(more)) is not True, "turns": lambda: True}
            if held is None:
                doubts[f"null:{having.removeprefix('not ').split()[0]}", "a", "a", rows[0][0]] += 1
            elif held and possible and way in falls and falls[way]():
                doubts["possible_row", "a", "a", rows[0][0]] += 1
                unplaced |= possible
            elif held:
                witnesses = tuple(i for i, _ in rows)
                expected[kit.frozen(dict(zip(by, key, strict=True)) | made | {"_w.a": witnesses})] += 1
        doubts.update(("unplaced_row", "a", "a", j) for j in unplaced)
        step = {"aggregate": "a", "by": by, "take": TAKE, "having": having}
        for lineage in ("carry", "recover"):
            rows, told, _ = world.run(scans, {"s": step}, lineage=lineage)
            assert rows == expected
            assert told == doubts

    check()


@pytest.mark.parametrize("distinct", [None, ["day"], ["region"], ["region", "n"]])
@pytest.mark.parametrize("window", [None, "1 day", "5 days", "1 month"])
def test_count(world, kit, window, distinct):
    @settings(SETTINGS, max_examples=12)
    @given(kit.rows(12), st.sampled_from([(1, None), (2, None), (3, None), (1, 2), (2, 3)]))
    def check(table, bounds):
        world.clear()
        least, most = bounds
        scans = {"a": world.scan("a", table)}
        groups, doubts = grouped(kit, table, ["person"])
        expected, unplaced = Counter(), set()
        for (person,), rows in groups.items():
            skipped = [(i, one) for i, one in rows if (window and one["day"] is None) or missing(one, distinct)]
            counted = [(i, one) for i, one in rows if (i, one) not in skipped]
            for i, one in skipped:
                doubts[why(one, distinct, window), "a", "a", i] += 1
            found = fullest(counted, rows, window, distinct, least)
            if found is None:
                continue
            number, first, last, witnesses = found
            if number < least:
                continue
            if most is not None and number + len(skipped) > most:
                if number <= most:
                    doubts["uncounted_rows", "a", "a", witnesses[0]] += 1
                continue
            possible = could_be_theirs(kit, table, rows, ["person"])
            if most is not None and number + len(skipped) + len(possible) > most:
                doubts["possible_row", "a", "a", witnesses[0]] += 1
                unplaced |= possible
                continue
            made = {"person": person, "count": number, "first_day": first, "last_day": last, "_w.a": witnesses}
            expected[kit.frozen(made)] += 1
        doubts.update(("unplaced_row", "a", "a", j) for j in unplaced)
        step = {"count": "a", "by": "person", "day": "day", "at_least": least}
        step |= {"window": window} if window else {}
        step |= {"distinct": distinct} if distinct else {}
        step |= {"at_most": most} if most is not None else {}
        for lineage in ("carry", "recover"):
            rows, told, _ = world.run(scans, {"s": step}, lineage=lineage)
            assert rows == expected
            assert told == doubts
        bare, _, _ = world.run(scans, {"s": step}, lineage="none")
        assert Counter(tuple(p for p in r if p[0] != "_w.a") for r in expected.elements()) == bare

    check()


def missing(one, distinct):
    return any(one[k] is None for k in distinct or ())


def why(one, distinct, window):
    for column in distinct or ():
        if one[column] is None:
            return f"null:{column}"
    return "null:day"


def number_of(rows, distinct):
    return len({tuple(one[k] for k in distinct) for _, one in rows}) if distinct else len(rows)


def fullest(counted, every, window, distinct, least):
    """(count, first day, last day, witnesses) of the fullest window, or of the whole group without one."""
    if window is None:
        if not every:
            return None
        days = known(every, "day")
        witnesses = tuple(i for i, _ in every)
        return number_of(counted, distinct), min(days, default=None), max(days, default=None), witnesses
    best = None
    for _, one in counted:
        start = one["day"]
        end = start + {"1 day": dt.timedelta(0), "5 days": dt.timedelta(4)}.get(window, dt.timedelta(0))
        if window == "1 month":
            month = start.month % 12 + 1
            day = min(start.day, 28 if month == 2 else 31)
            end = dt.date(start.year, month, day) - dt.timedelta(1)
        inside = [(i, other) for i, other in counted if start <= other["day"] <= end]
        rank = (number_of(inside, distinct), -start.toordinal())
        if best is None or rank > best[0]:
            last = max(other["day"] for _, other in inside)
            best = (rank, (rank[0], start, last, tuple(i for i, _ in inside)))
    return best[1] if best else None


@pytest.mark.parametrize("bound", [{"at_least": 0.5}, {"above": 0.5}, {"at_most": 2}, {"below": 0.5}])
def test_ratio(world, kit, bound):
    @SETTINGS
    @given(kit.rows(10))
    def check(table):
        world.clear()
        scans = {"a": world.scan("a", table)}
        groups, doubts = grouped(kit, table, ["person"])
        expected, unplaced = Counter(), set()
        for (person,), rows in groups.items():
            amounts, bottom = known(rows, "amount"), sum(one["n"] == 1 for _, one in rows)
            top = sum(amounts) if amounts else None
            if top is None or bottom == 0:
                doubts["null:top" if top is None else "zero_bottom", "a", "a", rows[0][0]] += 1
                continue
            (option, limit), value = next(iter(bound.items())), top / bottom
            passes = {"at_least": value >= limit, "above": value > limit, "at_most": value <= limit,
                      "below": value < limit}[option]  # fmt: skip
            possible = could_be_theirs(kit, table, rows, ["person"]) if option in ("at_most", "below") else set()
            if passes and possible:
                doubts["possible_row", "a", "a", rows[0][0]] += 1
                unplaced |= possible
            elif passes:
                made = {"person": person, "top": float(top), "bottom": bottom, "ratio": value}
                expected[kit.frozen(made | {"_w.a": tuple(i for i, _ in rows)})] += 1
        doubts.update(("unplaced_row", "a", "a", j) for j in unplaced)
        step = {"ratio": "a", "by": "person", "top": "sum(amount)", "bottom": "count_if(n = 1)"} | bound
        for lineage in ("carry", "recover"):
            rows, told, _ = world.run(scans, {"s": step}, lineage=lineage)
            assert rows == expected
            assert told == doubts

    check()


def test_window_borders_are_closed(world, kit):
    """24 months from 15 January 2022 reach 14 January 2024, not the 15th."""
    base = dict.fromkeys(kit.VISIBLE) | {"person": 1, "id_number": kit.IDS[0], "id_number__state": 2, "_raw": None}
    step = {"count": "a", "by": "person", "day": "day", "window": "24 months", "at_least": 2}
    for last, hits in ((dt.date(2024, 1, 14), 1), (dt.date(2024, 1, 15), 0)):
        world.clear()
        scans = {"a": world.scan("a", [base | {"day": dt.date(2022, 1, 15)}, base | {"day": last}])}
        assert len(world.run(scans, {"s": step})[0]) == hits


@pytest.mark.parametrize("lineage", ["carry", "recover"])
def test_a_choice_that_several_steps_read_is_stored_and_changes_nothing(world, kit, monkeypatch, lineage):
    steps = {
        "some": {"filter": "a", "where": "n >= 1"},
        "sums": {"aggregate": "some", "by": "person", "take": {"s": "sum(n)"}},
        "paired": {"match": ["some", "sums"], "on": "person", "where": "sums.s > n"},
    }

    @settings(SETTINGS, max_examples=10)
    @given(kit.rows(10))
    def check(table):
        told = []
        for readers in (2, 99):
            monkeypatch.setattr(execute, "SHARED", readers)
            world.clear()
            rows, doubts, outcome = world.run({"a": world.scan("a", table)}, steps, lineage=lineage)
            told.append((rows, doubts, [(step.name, step.rows) for step in outcome.steps]))
        assert told[0] == told[1]

    check()
