"""filter, derive, union, latest, check and extract against a row at a time."""

import datetime as dt
import re
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SETTINGS = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
CONDITIONS = [
    "n = 1 or amount > 1",
    "day between 2022-01-26 and 2022-02-02",
    "not (until < day)",
    "case when n = 0 then amount when n = 1 then 5 end >= 2",
    "coalesce(n, 7) = 7 and region in ['330106', '330200']",
    "amount / n >= 1",
    "word matches '累犯$'",
    "day + 1 month <= as_of",
]


def visible(kit, one, **more):
    return kit.frozen({k: one[k] for k in kit.VISIBLE} | more)


def first_null(text, one, names):
    """The first column of the text that is missing, else plain ``null``."""
    found = [n for n in dict.fromkeys(re.findall(r"[a-z_]+", text)) if n in names]
    return next((f"null:{n}" for n in found if one[n] is None), "null")


def test_filter(world, kit):
    @SETTINGS
    @given(kit.rows(), st.sampled_from(CONDITIONS))
    def check(table, where):
        world.clear()
        scans = {"a": world.scan("a", table)}
        oracle = kit.Oracle(scans, [("a", "a")])
        expected, doubts = Counter(), Counter()
        for i, one in enumerate(table):
            value = oracle.value(where, one)
            if value:
                expected[visible(kit, one, **{"_w.a": i})] += 1
            elif value is None:
                doubts[first_null(where, one, kit.VISIBLE), "a", "a", i] += 1
        rows, told, _ = world.run(scans, {"s": {"filter": "a", "where": where}})
        assert rows == expected
        assert told == doubts

    check()


def test_derive_then_union(world, kit):
    @SETTINGS
    @given(kit.rows(4), kit.rows(4))
    def check(left, right):
        world.clear()
        scans = {"a": world.scan("a", left), "b": world.scan("b", right)}
        oracle = kit.Oracle(scans, [("a", "a")])
        take = {"x": ["half", "amount"], "k": ["age_then", "n"], "person": ["person"] * 2}
        half, age = "amount * 0.5", "age(birth, coalesce(day, as_of))"
        steps = {
            "d": {"derive": "a", "take": {"half": half, "age_then": age}},
            "u": {"union": ["d", "b"], "take": take},
        }
        expected = Counter()
        for i, one in enumerate(left):
            x, k = oracle.value(half, one), oracle.value(age, one)
            expected[kit.frozen({"x": x, "k": k, "person": one["person"], "_w.a": i, "_w.b": None})] += 1
        for j, two in enumerate(right):
            made = {"x": two["amount"], "k": two["n"], "person": two["person"], "_w.a": None, "_w.b": j}
            expected[kit.frozen({key: float(v) if key == "x" and v is not None else v for key, v in made.items()})] += 1
        rows, told, _ = world.run(scans, steps)
        assert rows == expected
        assert not told

    check()


def test_union_of_common_columns_keeps_key_states(world, kit):
    @SETTINGS
    @given(kit.rows(4), kit.rows(4))
    def check(left, right):
        world.clear()
        scans = {"a": world.scan("a", left), "b": world.scan("b", right)}
        steps = {"u": {"union": ["a", "b"]}, "g": {"aggregate": "u", "by": "person", "take": {"k": "count()"}}}
        rows, told, _ = world.run(scans, steps)
        doubts = Counter()
        for alias, table in (("a", left), ("b", right)):
            for i, one in enumerate(table):
                if one["person"] is None:
                    doubts[kit.key_reason(one, ["person"]), i if alias == "a" else None] += 1
        assert sum(told.values()) == sum(doubts.values())
        assert Counter(r[0] for r in told.elements()) == Counter(r[0] for r in doubts.elements())
        people = Counter(one["person"] for one in left + right if one["person"] is not None)
        assert {dict(r)["person"]: dict(r)["k"] for r in rows} == people

    check()


def test_latest(world, kit):
    @SETTINGS
    @given(kit.rows(9), st.sampled_from(["latest", "first"]))
    def check(table, keep):
        world.clear()
        scans = {"a": world.scan("a", table)}
        best = {}
        doubts = Counter()
        for i, one in enumerate(table):
            if one["person"] is None:
                doubts[kit.key_reason(one, ["person"]), "a", "a", i] += 1
                continue
            sign = 1 if keep == "latest" else -1
            day = one["day"]
            rank = (day is not None, sign * day.toordinal() if day else 0, sign * i)
            if one["person"] not in best or rank > best[one["person"]][0]:
                best[one["person"]] = (rank, i, one)
        expected = Counter(visible(kit, one, **{"_w.a": i}) for _, i, one in best.values())
        for lineage in ("carry", "recover"):
            step = {"latest": "a", "by": "person", "order": "day", "keep": keep}
            rows, told, _ = world.run(scans, {"s": step}, lineage=lineage)
            assert rows == expected
            assert told == doubts

    check()


def test_check(world, kit):
    rules = [
        {"id": "r1", "when": "n = 1", "expect": "amount >= 2"},
        {"id": "r2", "expect": "until >= day"},
        {"id": "r3", "when": "word is not null", "expect": "region = '330106' or n > 0"},
    ]

    @SETTINGS
    @given(kit.rows())
    def check(table):
        world.clear()
        scans = {"a": world.scan("a", table)}
        oracle = kit.Oracle(scans, [("a", "a")])
        expected, doubts = Counter(), Counter()
        for i, one in enumerate(table):
            for rule in rules:
                when, expect = oracle.value(rule.get("when", "true"), one), oracle.value(rule["expect"], one)
                if when and expect is False:
                    expected[visible(kit, one, rule=rule["id"], **{"_w.a": i})] += 1
                elif when is not False and expect is not True:
                    text = rule.get("when", "") + " " + rule["expect"]
                    doubts[first_null(text, one, kit.VISIBLE), "a", "a", i] += 1
        rows, told, _ = world.run(scans, {"s": {"check": "a", "rules": rules}})
        assert rows == expected
        assert told == doubts

    check()


def test_extract(world, kit):
    find = {
        "again": {"any": ["累犯", "再犯"], "unless": ["不构成累犯"]},
        "months": {"pattern": "刑期([0-9]+)个月", "type": "integer"},
        "paid": {"pattern": "罚([0-9,.]+)元", "type": "money"},
        "on": {"pattern": "[0-9]{4}年[0-9]+月[0-9]+日", "type": "date"},
        "dated": {"pattern": "年", "type": "boolean"},
    }

    def found(word):
        if word is None:
            return dict.fromkeys(find)
        months, paid = re.search("刑期([0-9]+)个月", word), re.search("罚([0-9,.]+)元", word)
        return {
            "again": any(w in word.replace("不构成累犯", "") for w in ("累犯", "再犯")),
            "months": int(months[1]) if months else None,
            "paid": float(paid[1].replace(",", "")) if paid else None,
            "on": dt.date(2022, 1, 5) if "2022年" in word else None,
            "dated": "年" in word,
        }

    @SETTINGS
    @given(kit.rows())
    def check(table):
        world.clear()
        scans = {"a": world.scan("a", table)}
        expected = Counter(visible(kit, one, **found(one["word"]), **{"_w.a": i}) for i, one in enumerate(table))
        rows, told, _ = world.run(scans, {"s": {"extract": "a", "text": "word", "find": find}})
        assert rows == expected
        assert not told

    check()
