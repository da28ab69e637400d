"""similar against every pair of texts compared as sets of pieces: borders, short and missing texts, caps, groups."""

import re
import unicodedata
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingjian.collision import Context, Field, StepErrors, bind_plan, parse_step
from mingjian.engines import Kind

SETTINGS = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))

FIELDS = [
    Field("court", Kind.TEXT),
    Field("text", Kind.TEXT),
    Field("day", Kind.INTEGER),
]
BASE = "被告人张三于二零二一年五月在本市盗窃电动自行车一辆价值人民币三千元"
TEXTS = [
    None,
    "",
    "太短",
    BASE,
    BASE.replace("张三", "李四"),
    BASE + "，并退赔",
    f"{BASE[:10]}，　{BASE[10:]}。",
    BASE[:20],
    BASE[5:],
    BASE.replace("电动自行车", "手机"),
    "啊" * 30,
    "啊" * 50,
    "ＡＢＣ－ｄｅｆ" * 4,
    "abcdef" * 4,
    "abcdef" * 5 + "😀𠀀",
]


@st.composite
def rows(draw, most=7):
    one = st.fixed_dictionaries({
        "court": st.sampled_from(["甲", "甲", "乙", None]),
        "text": st.sampled_from(TEXTS),
        "day": st.sampled_from([1, 2, None]),
    })  # fmt: skip
    return draw(st.lists(one, max_size=most))


def pieces(text):
    text = unicodedata.normalize("NFKC", text).lower()
    text = "".join(sign for sign in text if unicodedata.category(sign)[0] in "LN")
    return len(text), {text[at : at + 3] for at in range(len(text) - 2)}


def jaccard(one, other):
    return Fraction(len(one & other), len(one | other))


def reason(row, by):
    if by and row["court"] is None:
        return "null:court"
    if row["text"] is None:
        return "null:text"
    return "short" if pieces(row["text"])[0] < 5 else None


def usable(table, by, need):
    """The rows that can be compared, and the doubts of the others."""
    found, doubts = [], Counter()
    for number, row in enumerate(table):
        why = reason(row, by)
        if why:
            doubts[why, need, need, number] += 1
        else:
            found.append((number, row, pieces(row["text"])[1]))
    return found, doubts


def similar(one, other, least, by):
    measure = jaccard(one[2], other[2])
    return measure if measure >= least and (not by or one[1]["court"] == other[1]["court"]) else None


LEAST = {"0.8": Fraction(4, 5), "0.5": Fraction(1, 2), "1": Fraction(1), "0.642857": Fraction(642857, 1000000)}


@pytest.mark.parametrize("by", [False, True])
def test_pairs_within_one_input(world, kit, by):
    @SETTINGS
    @given(rows(), st.sampled_from(list(LEAST)), st.sampled_from([1, 2, 100]), st.booleans())
    def check(table, least, cap, where):
        world.clear()
        scans = {"a": world.scan("a", table, FIELDS)}
        ones, doubts = usable(table, by, "a")
        found = {(x[0], y[0]): similar(x, y, LEAST[least], by) for x in ones for y in ones if x[0] != y[0]}
        found = {pair: measure for pair, measure in found.items() if measure is not None}
        many = {n for n, count in Counter(one for one, _ in found).items() if count > cap}
        for number in many:
            doubts["many", "a", "a", number] += 1
        expected = Counter()
        for (i, j), measure in found.items():
            if i > j or (i in many and j in many):
                continue
            one, other = table[i], table[j]
            if where and None in (one["day"], other["day"]):
                doubts["null:one.day" if one["day"] is None else "null:other.day", "a", "a", i] += 1
            elif not where or one["day"] < other["day"]:
                record = {f"one.{k}": v for k, v in one.items()} | {f"other.{k}": v for k, v in other.items()}
                if by:
                    record |= {"court": one["court"]}
                    del record["one.court"], record["other.court"]
                record |= {"similarity": float(measure), "_w.one": i, "_w.other": j}
                expected[kit.frozen(record)] += 1
        step = {"similar": "a", "text": "text", "at_least": least, "least_length": 5, "cap": cap}
        step |= {"by": "court"} if by else {}
        step |= {"where": "one.day < other.day"} if where else {}
        for lineage in ("carry", "recover", "auto"):
            result, told, _ = world.run(scans, {"s": step}, lineage=lineage)
            assert result == expected
            assert told == doubts
        bare, _, _ = world.run(scans, {"s": step}, lineage="none")
        assert sum(bare.values()) == sum(expected.values())

    check()


def test_pairs_of_two_inputs(world, kit):
    @SETTINGS
    @given(rows(), rows(), st.sampled_from(list(LEAST)), st.sampled_from([1, 2, 100]))
    def check(left, right, least, cap):
        world.clear()
        scans = {"a": world.scan("a", left, FIELDS), "b": world.scan("b", right, FIELDS)}
        (ones, doubts), (others, more) = usable(left, True, "a"), usable(right, True, "b")
        doubts += more
        expected = Counter()
        for x in ones:
            found = {y[0]: similar(x, y, LEAST[least], True) for y in others}
            found = {number: measure for number, measure in found.items() if measure is not None}
            if len(found) > cap:
                doubts["many", "a", "a", x[0]] += 1
                continue
            for number, measure in found.items():
                record = {"court": x[1]["court"], "similarity": float(measure), "_w.a": x[0], "_w.b": number}
                record |= {f"a.{k}": x[1][k] for k in ("text", "day")}
                record |= {f"b.{k}": right[number][k] for k in ("text", "day")}
                expected[kit.frozen(record)] += 1
        step = {"similar": ["a", "b"], "text": {"a": "text", "b": "text"}, "by": "court", "at_least": least, "cap": cap}
        result, told, _ = world.run(scans, {"s": step | {"least_length": 5}})
        assert result == expected
        assert told == doubts

    check()


def test_groups(world, kit):
    @SETTINGS
    @given(rows(), st.sampled_from(list(LEAST)))
    def check(table, least):
        world.clear()
        scans = {"a": world.scan("a", table, FIELDS)}
        ones, doubts = usable(table, False, "a")
        group = {one[0]: one[0] for one in ones}
        for _ in ones:
            for x in ones:
                for y in ones:
                    if similar(x, y, LEAST[least], False) is not None:
                        group[x[0]] = group[y[0]] = min(group[x[0]], group[y[0]])
        sizes, sets = Counter(group.values()), {one[0]: one[2] for one in ones}
        expected = Counter()
        for number, first in group.items():
            if sizes[first] > 1:
                record = table[number] | {"group": first, "size": sizes[first], "_w.a": number, "_w.a.first": first}
                record["similarity"] = float(jaccard(sets[number], sets[first]))
                expected[kit.frozen(record)] += 1
        step = {"similar": "a", "text": "text", "at_least": least, "least_length": 5, "keep": "groups"}
        for lineage in ("carry", "recover", "auto"):
            result, told, _ = world.run(scans, {"s": step}, lineage=lineage)
            assert result == expected
            assert told == doubts

    check()


@pytest.mark.parametrize(
    ("options", "where", "words"),
    [
        ({"text": "txet"}, ("text",), "no column"),
        ({"text": "day"}, ("text",), "no text"),
        ({"text": {"a": "text"}}, ("text",), "write one 'text'"),
        ({"at_least": "0.3"}, ("at_least",), "0.4 to 1"),
        ({"at_least": "0.1234567"}, ("at_least",), "six decimals"),
        ({"at_least": "1.1"}, ("at_least",), "0.4 to 1"),
        ({"by": "cort"}, ("by",), "no column"),
        ({"least_length": 2}, ("least_length",), "from 3"),
        ({"cap": 0}, ("cap",), "from 1"),
        ({"keep": "groups", "where": "one.day > 1"}, ("where",), "takes no"),
        ({"keep": "groups", "cap": 5}, ("cap",), "takes no"),
        ({"where": "one.dya > 1"}, ("where",), "dya"),
    ],
)
def test_wrong_options_are_told_at_their_place(world, options, where, words):
    scans = {"a": world.scan("a", [], FIELDS)}
    with pytest.raises(StepErrors) as caught:
        bind_plan(scans, [parse_step("s", {"similar": "a", "text": "text"} | options)], Context())
    problem = caught.value.problems[0]
    assert problem.path[-len(where) :] == where
    assert re.search(words, problem.en)
    assert problem.zh


def test_every_wrong_option_is_told_at_once(world):
    scans = {"a": world.scan("a", [], FIELDS)}
    step = {"similar": "a", "text": "txet", "at_least": 2, "by": "cort", "cap": 0}
    with pytest.raises(StepErrors) as caught:
        bind_plan(scans, [parse_step("s", step)], Context())
    assert {problem.path[-1] for problem in caught.value.problems} == {"text", "at_least", "by", "cap"}
