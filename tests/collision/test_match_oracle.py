"""match against every pair of rows: nulls, unusable keys, duplicates, both ways to keep, every lineage mode."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

WHERES = [
    None,
    "a.day <= b.day",
    "a.amount >= 1 and b.n = 1",
    "a.day < b.until or b.word is null",
    "not (a.region = b.region)",
    "a.amount > b.n and a.n = 1 and a.name != b.name",
]


def brute(kit, scans, left, right, on, where, keep):
    oracle = kit.Oracle(scans, [("a", "a"), ("b", "b")], on)
    rows, doubts = Counter(), Counter()
    for alias, table in (("a", left), ("b", right)):
        for number, one in enumerate(table):
            reason = kit.key_reason(one, on)
            if reason and own_holds(oracle, where, alias, one):
                doubts[reason, alias, alias, number] += 1
    for i, one in enumerate(left):
        held, open_ = [], []
        for j, two in enumerate(right):
            if any(one[k] is None or one[k] != two[k] for k in on):
                continue
            value = True if where is None else oracle.value(where, one, two)
            (held if value else open_ if value is None else []).append(j)
        if keep == "left":
            if held:
                rows[output(kit, one, i, held[0])] += 1
            elif open_:
                doubts[null_reason(where, one, [right[j] for j in open_]), "a", "a", i] += 1
        else:
            for j in held:
                rows[pair(kit, one, i, right[j], j, on)] += 1
            for j in open_:
                doubts[null_reason(where, one, [right[j]]), "a", "a", i] += 1
    return rows, doubts


def own_holds(oracle, where, alias, one):
    """Whether conjuncts over this input alone leave the row open."""
    if where is None or " or " in where or "not (" in where:
        return True
    other = "b." if alias == "a" else "a."
    parts = [part for part in where.split(" and ") if f"{alias}." in part and other not in part]
    return all(oracle.value(part, one, one) is not False for part in parts)


def null_reason(where, one, others):
    """The first missing column in order of appearance; the least over several partners."""
    names = [w for w in where.replace("(", " ").replace(")", " ").split() if w[:2] in ("a.", "b.")]
    found = []
    for two in others:
        for name in dict.fromkeys(names):
            if (one if name[0] == "a" else two)[name[2:]] is None:
                found.append((list(dict.fromkeys(names)).index(name), f"null:{name}"))
                break
    return min(found)[1]


def pair(kit, one, i, two, j, on):
    record = {f"a.{k}": one[k] for k in kit.VISIBLE if k not in on}
    record |= {f"b.{k}": two[k] for k in kit.VISIBLE if k not in on} | {k: one[k] for k in on}
    return kit.frozen(record | {"_w.a": i, "_w.b": j})


def output(kit, one, i, j):
    return kit.frozen({k: one[k] for k in kit.VISIBLE} | {"_w.a": i, "_w.b": j})


@pytest.mark.parametrize("keep", ["pairs", "left"])
def test_match_is_brute_force(world, kit, keep):
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(kit.rows(), kit.rows(), st.sampled_from([["person"], ["person", "region"]]), st.sampled_from(WHERES))
    def check(left, right, on, where):
        world.clear()
        scans = {"a": world.scan("a", left), "b": world.scan("b", right)}
        step = {"match": ["a", "b"], "on": on, "keep": keep} | ({"where": where} if where else {})
        expected, doubts = brute(kit, scans, left, right, on, where, keep)
        for lineage in ("carry", "recover"):
            rows, told, _ = world.run(scans, {"s": step}, lineage=lineage)
            assert rows == expected
            assert told == doubts
        bare, told, _ = world.run(scans, {"s": step}, lineage="none")
        assert sum(bare.values()) == sum(expected.values())
        # an input that is no table is read once only, by another query
        through = {"match": [{"a": "v"}, "b"], "on": on, "keep": keep} | ({"where": where} if where else {})
        rows, told, _ = world.run(scans, {"v": {"filter": "a", "where": "true"}, "s": through})
        assert rows == expected
        assert told == doubts

    check()


def test_partner_is_the_lowest_row(world, kit):
    base = dict.fromkeys(kit.VISIBLE) | {"person": 1, "id_number": kit.IDS[0], "id_number__state": 2, "_raw": None}
    scans = {"a": world.scan("a", [base]), "b": world.scan("b", [base | {"n": 0}, base | {"n": 1}, base | {"n": 1}])}
    rows, _, _ = world.run(scans, {"s": {"match": ["a", "b"], "on": "person", "where": "b.n = 1", "keep": "left"}})
    assert [dict(r)["_w.b"] for r in rows] == [1]
