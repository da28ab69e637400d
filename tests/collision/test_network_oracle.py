"""network against walks by hand: components, hubs, rings and paths on small dense graphs, hubs and nulls included."""

import datetime as dt
import itertools
from collections import Counter, defaultdict
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingjian.collision import Field, StepErrors
from mingjian.collision.expressions import Given
from mingjian.engines import Duration, EngineError, Kind

SETTINGS = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
FIELDS = [
    Field("payer", Kind.TEXT), Field("payee", Kind.TEXT), Field("day", Kind.DATE), Field("amount", Kind.MONEY),
    Field("phone", Kind.TEXT),
]  # fmt: skip
NAMES = st.sampled_from(["甲", "乙", "丙", "丁", "戊", None])
DAYS = st.one_of(st.none(), st.integers(0, 6).map(lambda n: dt.date(2024, 1, 1) + dt.timedelta(n)))
LINK = {"from": "payer", "to": "payee"}


@st.composite
def links(draw, most=12):
    made = st.fixed_dictionaries(
        {"payer": NAMES, "payee": NAMES, "day": DAYS, "amount": st.sampled_from([None, 1, 5, 8, 10]), "phone": NAMES}
    )
    return draw(st.lists(made, max_size=most))


def run(world, rows, find, link=None, lineage="carry", parameters=None, **options):
    world.clear()
    step = {"network": "a", "link": link or LINK, "find": find} | options
    return world.run({"a": world.scan("a", rows, FIELDS)}, {"s": step}, lineage=lineage, parameters=parameters)


def transfers(many, *pairs):
    return [
        {"payer": a, "payee": b, "day": dt.date(2024, 1, 1), "amount": 1, "phone": None}
        for a, b in pairs for _ in range(many)
    ]  # fmt: skip


def usable(rows, columns, doubts):
    """Numbered rows with all columns, of two nodes; those without are told by the first column that is missing."""
    kept = []
    for i, one in enumerate(rows):
        missing = [column for column in columns if one[column] is None]
        if missing:
            doubts[f"null:{missing[0]}", "a", "a", i] += 1
        elif one["payer"] != one["payee"]:
            kept.append((i, one))
    return kept


def neighbours(kept):
    found = defaultdict(set)
    for _, one in kept:
        if one["payer"] != one["payee"]:
            found[one["payer"]].add(one["payee"])
            found[one["payee"]].add(one["payer"])
    return found


def without_hubs(kept, cap, doubts):
    hubs = {node for node, others in neighbours(kept).items() if len(others) > cap}
    at = [(i, one) for i, one in kept if {one["payer"], one["payee"]} & hubs]
    doubts.update(("hub", "a", "a", i) for i, _ in at)
    return [pair for pair in kept if pair not in at]


def reached(node, edges):
    seen, new = {node}, [node]
    while new:
        new = [other for one in new for other in edges[one] if other not in seen]
        seen |= set(new)
        new = list(dict.fromkeys(new))
    return seen


@pytest.mark.parametrize("cap", [1000, pytest.param(2, marks=pytest.mark.slow)])
def test_components(world, kit, cap):
    @SETTINGS
    @given(links(), st.integers(2, 4), st.sampled_from([None, 4]))
    def check(rows, least, most):
        doubts, expected = Counter(), Counter()
        kept = without_hubs(usable(rows, ["payer", "payee"], doubts), cap, doubts)
        edges = neighbours(kept)
        for node in edges:
            group = reached(node, edges)
            if least <= len(group) <= (most or 99):
                own = [i for i, one in kept if node in (one["payer"], one["payee"])]
                walked = [one for _, one in kept if one["payer"] in group and one["payer"] != one["payee"]]
                made = {"node": node, "component": min(group), "size": len(group), "links": len(walked)}
                expected[kit.frozen(made | {"degree": len(edges[node]), "_w.a": tuple(own)})] += 1
        for lineage in ("carry", "recover"):
            found, told, _ = run(world, rows, {"components": {"least": least, "most": most}}, lineage=lineage, cap=cap)
            assert found == expected
            assert told == doubts

    check()


@pytest.mark.parametrize("cap", [1000, pytest.param(2, marks=pytest.mark.slow)])
def test_components_of_what_is_shared(world, kit, cap):
    @SETTINGS
    @given(links())
    def check(rows):
        doubts, holders = Counter(), defaultdict(set)
        kept = []
        for i, one in enumerate(rows):
            if one["payer"] is None or (one["payee"] is None and one["phone"] is None):
                doubts["null:payer" if one["payer"] is None else "null:payee", "a", "a", i] += 1
                continue
            kept.append((i, one))
            for column in ("payee", "phone"):
                if one[column] is not None:
                    holders[column, one[column]].add(one["payer"])
        hubs = {value for value, owners in holders.items() if len(owners) > cap}
        barred = {i for i, one in kept if any((column, one[column]) in hubs for column in ("payee", "phone"))}
        doubts.update(("hub", "a", "a", i) for i in barred)
        edges, degree = defaultdict(set), Counter()
        for value, owners in holders.items():
            if value not in hubs and len(owners) > 1:
                degree.update(owners)
                for one in owners:
                    edges[one] |= owners - {one}
        expected = {}
        for node in edges:
            group = reached(node, edges)
            expected[node] = (min(group), len(group), degree[node])
        find = {"components": {}}
        found, told, _ = run(world, rows, find, {"of": "payer", "shared": ["payee", "phone"]}, cap=cap)
        made = [dict(row) for row in found.elements()]
        assert {one["node"]: (one["component"], one["size"], one["degree"]) for one in made} == expected
        assert len(made) == len(expected)
        assert told == doubts

    check()


@pytest.mark.parametrize("side", ["in", "out", "any"])
def test_hubs(world, kit, side):
    @SETTINGS
    @given(links())
    def check(rows):
        doubts, expected = Counter(), Counter()
        kept = usable(rows, ["payer", "payee"], doubts)
        ways = [("payer", "payee")] * (side != "in") + [("payee", "payer")] * (side != "out")
        for node in {one[end] for _, one in kept for end in ("payer", "payee")}:
            mine = [(i, one[far]) for i, one in kept for near, far in ways if one[near] == node != one[far]]
            if len({other for _, other in mine}) >= 2:
                own = tuple(i for i, one in kept if node in (one["payer"], one["payee"]))
                made = {"node": node, "neighbours": len({other for _, other in mine}), "links": len(mine)}
                expected[kit.frozen(made | {"_w.a": own})] += 1
        found, told, _ = run(world, rows, {"hubs": {"least": 2, "side": side}})
        assert found == expected
        assert told == doubts

    check()


def rings_by_hand(kept, most, fits):
    """For each ring of nodes the earliest choice of rows: (first day, last day, rows)."""
    best = {}
    for length in range(2, most + 1):
        for rows in itertools.permutations(kept, length):
            nodes = [one["payer"] for _, one in rows]
            joined = all(rows[n][1]["payee"] == rows[(n + 1) % length][1]["payer"] for n in range(length))
            if not joined or len(set(nodes)) < length or not fits([one for _, one in rows]):
                continue
            turn = nodes.index(min(nodes))
            key = tuple(nodes[turn:] + nodes[:turn])
            rank = (rows[0][1]["day"], rows[-1][1]["day"], tuple(i for i, _ in rows))
            if key not in best or rank < best[key][0]:
                best[key] = (rank, nodes)
    return best


@pytest.mark.parametrize("within", [None, 0, 3])
@pytest.mark.parametrize("keeps", [None, 0.5])
def test_rings_in_time(world, kit, within, keeps):
    @settings(SETTINGS, max_examples=40)
    @given(links(8), st.sampled_from([1000, 2]))
    def check(rows, cap):
        doubts, expected = Counter(), Counter()
        needs = ["payer", "payee", "day", *(["amount"] if keeps else [])]
        kept = without_hubs(usable(rows, needs, doubts), cap, doubts)

        def fits(walk):
            days, amounts = [one["day"] for one in walk], [one["amount"] for one in walk]
            return (
                days == sorted(days)
                and (within is None or (days[-1] - days[0]).days <= within)
                and (not keeps or all(b >= a * keeps for a, b in itertools.pairwise(amounts)))
            )

        for (first, last, numbers), nodes in rings_by_hand(kept, 3, fits).values():
            made = {"start": nodes[0], "ring": " → ".join(nodes), "length": len(nodes), "first_day": first}
            expected[kit.frozen(made | {"last_day": last, "_w.a": tuple(sorted(numbers))})] += 1
        find = {"most": 3, "day": "day"} | ({} if within is None else {"within": f"{within} days"})
        find |= {"amount": "amount", "keeps": keeps} if keeps else {}
        found, told, _ = run(world, rows, {"rings": find}, cap=cap)
        assert found == expected
        assert told == doubts

    check()


def test_rings_of_any_time(world, kit):
    @SETTINGS
    @given(links())
    def check(rows):
        doubts = Counter()
        kept = usable(rows, ["payer", "payee"], doubts)
        edges = {(one["payer"], one["payee"]) for _, one in kept if one["payer"] != one["payee"]}
        nodes = sorted({node for edge in edges for node in edge})
        expected = {
            walk
            for length in (2, 3, 4)
            for walk in itertools.permutations(nodes, length)
            if walk[0] == min(walk) and all((walk[n], walk[(n + 1) % length]) in edges for n in range(length))
        }
        found, told, _ = run(world, rows, {"rings": {"most": 4}})
        assert sorted(dict(row)["ring"] for row in found.elements()) == sorted(" → ".join(walk) for walk in expected)
        assert told == doubts

    check()


@pytest.mark.parametrize("directed", [True, False])
def test_paths(world, kit, directed):
    @SETTINGS
    @given(links(), st.sampled_from([1000, 2]))
    def check(rows, cap):
        doubts = Counter()
        kept = usable(rows, ["payer", "payee", "amount"], doubts)
        kept = without_hubs(kept, cap, doubts)
        edges = {(one["payer"], one["payee"]) for _, one in kept}
        edges |= set() if directed else {(b, a) for a, b in edges}
        starts = {one["payer"] for _, one in kept if one["amount"] >= 8}
        ends = {one["payee"] for _, one in kept if one["amount"] <= 5}
        nodes = sorted({node for edge in edges for node in edge})
        expected = {}
        for length in (1, 2, 3):
            for walk in itertools.permutations(nodes, length + 1):
                if walk[0] in starts and walk[-1] in ends and all(edge in edges for edge in itertools.pairwise(walk)):
                    expected.setdefault((walk[0], walk[-1]), walk)
        find = {"paths": {"most": 3, "start": "amount >= 8", "end": "amount <= 5", "directed": directed}}
        found, told, _ = run(world, rows, find, cap=cap)
        made = [dict(row) for row in found.elements()]
        assert {(one["start"], one["end"]): one["path"] for one in made} == {
            ends: " → ".join(walk) for ends, walk in expected.items()
        }
        assert all(one["length"] == one["path"].count("→") == len(one["_w.a"]) for one in made)
        assert told == doubts

    check()


def test_too_many_walks_are_refused_in_words(world, kit, monkeypatch):
    monkeypatch.setattr("mingjian.collision.kernels.walks.MOST", 50)
    rows = [
        {"payer": f"{a}", "payee": f"{b}", "day": None, "amount": 1, "phone": None}
        for a in range(9) for b in range(9) if a != b
    ]  # fmt: skip
    with pytest.raises(EngineError, match="too dense"):
        run(world, rows, {"rings": {"most": 6}})
    with pytest.raises(EngineError, match="too dense"):
        run(world, rows, {"paths": {"start": "amount > 0", "end": "amount > 0"}})


def test_walks_are_refused_before_they_are_made(world, kit, monkeypatch):
    """Memory is never asked for what is refused; and rings that are closed count as walks too."""
    monkeypatch.setattr("mingjian.collision.kernels.walks.MOST", 50)

    with pytest.raises(EngineError, match="too dense"):
        run(world, transfers(8, ("甲", "乙"), ("乙", "甲")), {"rings": {"most": 2, "day": "day"}})
    monkeypatch.setattr("mingjian.collision.kernels.walks.Links.leaving", lambda *_: pytest.fail("made"))
    dense = transfers(1, *((f"{a}", f"{b}") for a in range(9) for b in range(9)))
    with pytest.raises(EngineError, match="too dense"):
        run(world, dense, {"paths": {"start": "amount > 0", "end": "amount > 0"}})


def test_wrong_options_are_told_together(world, kit):
    with pytest.raises(StepErrors, match="one of components, hubs, rings, paths"):
        run(world, [], {})
    with pytest.raises(StepErrors) as told:
        run(world, [], {"rings": {"day": "amount", "keeps": 0.5}}, {"from": "payerr", "to": "payee"})
    assert [problem.path[-1] for problem in told.value.problems] == ["from", "day", "keeps"]
    with pytest.raises(StepErrors, match="'shared' is for components"):
        run(world, [], {"hubs": {"least": 2}}, {"of": "payer", "shared": "phone"})
    with pytest.raises(StepErrors, match="differ in kind"):
        run(world, [], {"components": {}}, {"from": "payer", "to": "day"})


@pytest.mark.parametrize(
    ("find", "where", "words"),
    [
        ({"components": {"least": 1}}, "least", "2 or more"),
        ({"components": {"least": 4, "most": 3}}, "most", "less than"),
        ({"hubs": {"least": "payer"}}, "least", "payer"),
        ({"rings": {"most": 9}}, "most", "from 2 to 8"),
        ({"rings": {"most": "2.5"}}, "most", "integer"),
        ({"rings": {"day": "day", "within": 30}}, "within", "duration"),
        ({"rings": {"day": "day", "within": "1 months"}}, "within", "in days"),
        ({"rings": {"amount": "amount", "keeps": 0}}, "keeps", "at most 1"),
        ({"paths": {"most": 0, "start": "true", "end": "true"}}, "most", "from 1 to 8"),
    ],
)
def test_numbers_out_of_bounds_are_told(world, kit, find, where, words):
    with pytest.raises(StepErrors, match=words) as told:
        run(world, [], find)
    assert [problem.path[-1] for problem in told.value.problems] == [where]


def test_numbers_may_be_parameters(world, kit):
    rows = transfers(4, ("甲", "乙"), ("乙", "丙"), ("丙", "甲"), ("丁", "甲"))
    given = {
        "few": Given(Kind.INTEGER, 3), "span": Given(Kind.DURATION, Duration(0, 30)),
        "share": Given(Kind.DECIMAL, Decimal("0.9")),
    }  # fmt: skip
    rings = {"rings": {"most": "few", "day": "day", "within": "span", "amount": "amount", "keeps": "share"}}
    written = {"rings": {"most": 3, "day": "day", "within": "30 days", "amount": "amount", "keeps": 0.9}}
    assert run(world, rows, rings, parameters=given)[0] == run(world, rows, written)[0] != []
    sized = run(world, rows, {"components": {"least": "few + 1"}}, parameters=given, cap="few")[0]
    assert sized == run(world, rows, {"components": {"least": 4}}, cap=3)[0] != []


@pytest.mark.parametrize("lineage", ["carry", "recover", "auto"])
def test_links_that_stand_for_several_rows(world, kit, lineage):
    """Monthly sums as links: the ring's witnesses are the rows behind all of its sums."""
    made = [("甲", "乙"), ("甲", "乙"), ("乙", "丙"), ("丙", "甲"), ("丙", "丁")]
    rows = [
        {"payer": one, "payee": other, "day": dt.date(2024, 1, 1 + n), "amount": n, "phone": None}
        for n, (one, other) in enumerate(made)
    ]
    world.clear()
    steps = {
        "g": {"aggregate": "a", "by": ["payer", "payee"], "take": {"first_on": "min(day)"}},
        "s": {"network": "g", "link": LINK, "find": {"rings": {"most": 3, "day": "first_on"}}},
    }
    found, told, _ = world.run({"a": world.scan("a", rows, FIELDS)}, steps, lineage=lineage)
    (ring,) = (dict(row) for row in found.elements())
    assert (ring["ring"], ring["_w.a"]) == ("甲 → 乙 → 丙", (0, 1, 2, 3))
    assert not told
