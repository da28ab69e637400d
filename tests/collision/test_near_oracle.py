"""near against every pair of rows by plain mathematics: borders, wrong coordinates, equal places, caps, ties."""

import itertools
import math
import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingjian.collision import Context, Field, StepErrors, bind_plan, parse_step
from mingjian.engines import Kind

SETTINGS = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
FIELDS = [
    Field("town", Kind.TEXT),
    Field("lon", Kind.DECIMAL),
    Field("lat", Kind.DECIMAL),
    Field("day", Kind.INTEGER),
    Field("area", Kind.TEXT),
    Field("address", Kind.TEXT),
]
LON = [117.2, 117.2, 117.2005, 117.201, 117.21, 0.0, 31.8, None, 180.0, -180.0, 181.0]
LAT = [31.8, 31.8, 31.8003, 31.801, 31.82, 0.0, 117.2, None, -31.8, 90.0, -90.0]
SQUARE = "POLYGON ((117.2 31.8, 117.201 31.8, 117.201 31.801, 117.2 31.801, 117.2 31.8))"
AREAS = [
    SQUARE,
    "MULTIPOLYGON (((117.2 31.8, 117.21 31.8, 117.21 31.82, 117.2 31.8)), ((0 0, 1 0, 1 1, 0 0)))",
    '{"type": "Polygon", "coordinates": [[[117.2004, 31.8], [117.3, 31.8], [117.3, 31.9], [117.2004, 31.8]]]}',
    "POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))",
    "POLYGON EMPTY",
    "POINT (117.2 31.8)",
    "POLYGON ((31.8 117.2, 31.8 117.3, 31.9 117.2, 31.8 117.2))",
    "不是区域",
    '{"type": "Polygon"',
    "",
    None,
]
ADDRESSES = [
    "合肥市瑶海区长江东路12号3栋501室",
    "安徽省合肥市瑶海区长江东路１２号３幢501",
    "合肥市瑶海区长江东路12号",
    "合肥市包河区长江东路12号",
    "长江东路12号",
    None,
]


@st.composite
def rows(draw, most=7):
    one = st.fixed_dictionaries({
        "town": st.sampled_from(["甲", "甲", "乙", None]),
        "lon": st.sampled_from(LON),
        "lat": st.sampled_from(LAT),
        "day": st.sampled_from([1, 2, None]),
        "area": st.sampled_from(AREAS),
        "address": st.sampled_from(ADDRESSES),
    })  # fmt: skip
    return draw(st.lists(one, max_size=most))


def metres(one, other):
    """The angle between two directions, by cross and dot product."""

    def direction(row):
        lon, lat = math.radians(row["lon"]), math.radians(row["lat"])
        return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)

    a, b = direction(one), direction(other)
    cross = (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
    return 6_371_008.8 * math.atan2(math.hypot(*cross), sum(x * y for x, y in zip(a, b, strict=True)))


def reason(row, by):
    if by and row["town"] is None:
        return "null:town"
    if row["lon"] is None or row["lat"] is None:
        return "null:lon" if row["lon"] is None else "null:lat"
    wrong = abs(row["lon"]) > 180 or abs(row["lat"]) > 90 or row["lon"] == row["lat"] == 0
    return "coordinates" if wrong else None


def split(table, by, need):
    """The numbers of rows with a place, and the doubts of the others."""
    whys = [reason(row, by) for row in table]
    doubts = Counter((why, need, need, number) for number, why in enumerate(whys) if why)
    return [number for number, why in enumerate(whys) if why is None], doubts


def measured(found):
    """Rows without their metres, and the metres beside them."""
    bare = Counter()
    far = {}
    for row, many in found.items():
        record = dict(row)
        far[tuple(sorted((k, v) for k, v in record.items() if k.startswith("_w.")))] = record.pop("metres")
        bare[tuple(sorted(record.items()))] += many
    return bare, far


def agree(result, expected):
    (rows_, far), (wanted, right) = measured(result), measured(expected)
    assert rows_ == wanted
    assert far == pytest.approx(right, rel=1e-6, abs=1e-3)


@pytest.mark.parametrize("by", [False, True])
@pytest.mark.parametrize("keep", ["pairs", "nearest"])
def test_places_within_one_input(world, kit, by, keep):
    @SETTINGS
    @given(rows(), st.sampled_from([0.01, 60, 150, 3000]), st.sampled_from([1, 2, 100]), st.booleans())
    def check(table, at_most, cap, where):
        world.clear()
        scans = {"a": world.scan("a", table, FIELDS)}
        good, doubts = split(table, by, "a")
        near = {
            (i, j): metres(table[i], table[j])
            for i in good
            for j in good
            if i != j and (not by or table[i]["town"] == table[j]["town"])
        }
        near = {pair: far for pair, far in near.items() if far <= at_most + 1e-4}
        many = {number for number, count in Counter(i for i, _ in near).items() if count > cap}
        for number in many:
            doubts["many", "a", "a", number] += 1
        if keep == "pairs":
            near = {(i, j): far for (i, j), far in near.items() if i < j and not {i, j} <= many}
        else:
            near = {(i, j): far for (i, j), far in near.items() if i not in many}

        def holds(i, j):
            one, other = table[i], table[j]
            return True if not where else None if None in (one["day"], other["day"]) else one["day"] < other["day"]

        kept = [(i, j) for i, j in near if holds(i, j) is not False]
        if keep == "nearest":
            order = {i: min((round(near[i, j], 3), holds(i, j) is None, j) for k, j in kept if k == i) for i, _ in kept}
            kept = [(i, j) for i, (_, _, j) in order.items()]
        expected = Counter()
        for i, j in kept:
            one, other = table[i], table[j]
            if holds(i, j) is None:
                doubts["null:one.day" if one["day"] is None else "null:other.day", "a", "a", i] += 1
                continue
            record = {f"one.{k}": v for k, v in one.items()} | {f"other.{k}": v for k, v in other.items()}
            if by:
                record |= {"town": one["town"]}
                del record["one.town"], record["other.town"]
            expected[kit.frozen(record | {"metres": near[i, j], "_w.one": i, "_w.other": j})] += 1
        step = {"near": "a", "at": ["lon", "lat"], "at_most": at_most, "cap": cap, "keep": keep}
        step |= {"on": "town"} if by else {}
        step |= {"where": "one.day < other.day"} if where else {}
        for lineage in ("carry", "recover", "auto"):
            result, told, _ = world.run(scans, {"s": step}, lineage=lineage)
            agree(result, expected)
            assert told == doubts
        bare, _, _ = world.run(scans, {"s": step}, lineage="none")
        assert sum(bare.values()) == sum(expected.values())

    check()


@pytest.mark.parametrize("keep", ["pairs", "nearest"])
def test_places_of_two_inputs(world, kit, keep):
    @SETTINGS
    @given(rows(), rows(), st.sampled_from([0.01, 60, 150, 3000]), st.sampled_from([1, 2, 100]))
    def check(left, right, at_most, cap):
        world.clear()
        scans = {"a": world.scan("a", left, FIELDS), "b": world.scan("b", right, FIELDS)}
        (good, doubts), (others, more) = split(left, False, "a"), split(right, False, "b")
        doubts += more
        expected = Counter()
        for i in good:
            near = sorted((round(metres(left[i], right[j]), 3), j) for j in others)
            near = [(far, j) for far, j in near if far <= at_most + 1e-4]
            if len(near) > cap:
                doubts["many", "a", "a", i] += 1
                continue
            for far, j in near[: 1 if keep == "nearest" else None]:
                record = {f"a.{k}": v for k, v in left[i].items()} | {f"b.{k}": v for k, v in right[j].items()}
                expected[kit.frozen(record | {"metres": far, "_w.a": i, "_w.b": j})] += 1
        at = {"a": ["lon", "lat"], "b": ["lon", "lat"]}
        step = {"near": ["a", "b"], "at": at, "at_most": at_most, "cap": cap, "keep": keep}
        for lineage in ("carry", "recover", "auto"):
            result, told, _ = world.run(scans, {"s": step}, lineage=lineage)
            agree(result, expected)
            assert told == doubts

    check()


def corners(text):
    """Rings of the sound areas above as lists of corners; None for the others."""
    if text is None or AREAS.index(text) > 2:
        return None
    numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", text)]
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    rings = []
    while points:
        end = points.index(points[0], 1) + 1
        rings.append(points[:end])
        points = points[end:]
    return rings


def inside(x, y, ring):
    """Whether a point is in a ring or on it: on an edge, or an odd number of edges to its right."""
    odd = False
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        turn = (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)
        if abs(turn) < 1e-15 and min(x1, x2) <= x <= max(x1, x2) and min(y1, y2) <= y <= max(y1, y2):
            return True
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            odd = not odd
    return odd


@pytest.mark.parametrize("by", [False, True])
def test_points_in_areas(world, kit, by):
    @SETTINGS
    @given(rows(), rows())
    def check(left, right):
        world.clear()
        scans = {"a": world.scan("a", left, FIELDS), "b": world.scan("b", right, FIELDS)}
        good, doubts = split(left, by, "a")
        expected = Counter()
        areas = []
        for j, row in enumerate(right):
            rings = corners(row["area"])
            if by and row["town"] is None:
                doubts["null:town", "b", "b", j] += 1
            elif row["area"] is None or rings is None:
                doubts["null:area" if row["area"] is None else "area", "b", "b", j] += 1
            else:
                areas.append((j, rings))
        for i in good:
            for j, rings in areas:
                one, other = left[i], right[j]
                if any(inside(one["lon"], one["lat"], ring) for ring in rings):
                    if by and one["town"] != other["town"]:
                        continue
                    record = {f"a.{k}": v for k, v in one.items()} | {f"b.{k}": v for k, v in other.items()}
                    if by:
                        record |= {"town": one["town"]}
                        del record["a.town"], record["b.town"]
                    expected[kit.frozen(record | {"_w.a": i, "_w.b": j})] += 1
        step = {"near": ["a", "b"], "inside": {"point": ["lon", "lat"], "area": "area"}} | (
            {"on": "town"} if by else {}
        )
        for lineage in ("carry", "recover", "auto"):
            result, told, _ = world.run(scans, {"s": step}, lineage=lineage)
            assert result == expected
            assert told == doubts

    check()


SAID = {"number": [0, 0, 0, 1], "room": [0, 0, None, None], "district": [0, 0, 0, 1]}


@pytest.mark.parametrize("level", list(SAID))
def test_addresses(world, kit, level):
    said = dict(zip(ADDRESSES, [*SAID[level], None, None], strict=True))

    @SETTINGS
    @given(rows(), rows(), st.sampled_from([1, 2, 100]))
    def check(left, right, cap):
        world.clear()
        scans = {"a": world.scan("a", left, FIELDS), "b": world.scan("b", right, FIELDS)}
        doubts, expected = Counter(), Counter()
        for need, table in (("a", left), ("b", right)):
            for number, row in enumerate(table):
                if said[row["address"]] is None:
                    doubts["null:address" if row["address"] is None else "address", need, need, number] += 1
        for i, one in enumerate(left):
            same = [j for j, other in enumerate(right) if said[one["address"]] is not None]
            same = [j for j in same if said[right[j]["address"]] == said[one["address"]]]
            if len(same) > cap:
                doubts["many", "a", "a", i] += 1
                continue
            for j in same:
                record = {f"a.{k}": v for k, v in one.items()} | {f"b.{k}": v for k, v in right[j].items()}
                expected[kit.frozen(record | {"_w.a": i, "_w.b": j})] += 1
        step = {"near": ["a", "b"], "address": "address", "to": level, "cap": cap}
        result, told, _ = world.run(scans, {"s": step})
        assert result == expected
        assert told == doubts

    check()


AT = {"at": ["lon", "lat"], "at_most": 100}


@pytest.mark.parametrize(
    ("options", "where", "words"),
    [
        ({}, (), "one of 'at'"),
        (AT | {"address": "address"}, ("address",), "one of 'at'"),
        ({"at": ["lon", "lat"]}, ("at",), "needs 'at_most'"),
        ({"address": "address"}, ("address",), "needs 'to'"),
        (AT | {"to": "room"}, ("to",), "does not go"),
        ({"address": "address", "to": "room", "keep": "nearest"}, ("keep",), "does not go"),
        ({"address": "address", "to": "room", "system": "gcj02"}, ("system",), "does not go"),
        (AT | {"at": ["lon", "address"]}, ("at", 1), ""),
        (AT | {"at": ["lom", "lat"]}, ("at", 0), "lom"),
        (AT | {"at_most": -1}, ("at_most",), "from 0"),
        (AT | {"cap": 0}, ("cap",), "from 1"),
        (AT | {"system": {"a": "gcj02"}}, ("system",), "write one"),
        (AT | {"on": "twon"}, ("on",), "no column"),
        ({"inside": {"point": ["lon", "lat"], "area": "area"}}, ("inside",), "two inputs"),
        ({"address": "lon", "to": "room"}, ("address",), "no text"),
    ],
)
def test_wrong_options_are_told_at_their_place(world, options, where, words):
    scans = {"a": world.scan("a", [], FIELDS)}
    with pytest.raises(StepErrors) as caught:
        bind_plan(scans, [parse_step("s", {"near": "a"} | options)], Context())
    problem = caught.value.problems[0]
    assert where == () or problem.path[-len(where) :] == where
    assert words in problem.en
    assert problem.zh


@pytest.mark.parametrize("options", [AT | {"system": "wgs-84"}, {"address": "address", "to": "door"}, {"at": ["lon"]}])
def test_what_cannot_be_meant_is_refused_when_the_step_is_read(options):
    with pytest.raises(StepErrors) as caught:
        parse_step("s", {"near": "a"} | options)
    assert all(problem.zh and problem.en for problem in caught.value.problems)
