"""The kernel of near: order, hubs, blocks, limits, and areas of every kind."""

import random

import numpy as np
import pyarrow as pa
import pytest

from mingjian.collision.kernels import inside, near
from mingjian.collision.kernels.inside import Inside, areas
from mingjian.collision.kernels.near import Neighbours
from mingjian.engines import Cancelled, EngineError
from mingjian.standards.coordinates import to_system


def kernel(
    points, *, order=None, at_most=100.0, cap=1000, directed=False, blocks=None, beat=None, systems=("wgs84",) * 2
):
    numbers = list(range(len(points))) if order is None else order
    table = pa.table({
        "_s": pa.array([0] * len(points), pa.int8()),
        "_n": pa.array(numbers, pa.int64()),
        "_k": pa.array([0 if blocks is None else blocks[n] for n in numbers], pa.int64()),
        "_x": pa.array([float(points[n][0]) for n in numbers], pa.float64()),
        "_y": pa.array([float(points[n][1]) for n in numbers], pa.float64()),
    })  # fmt: skip
    made = Neighbours(at_most, systems, True, directed, cap)(table, beat or (lambda percent: None))
    return sorted((tuple(row.values())[1:] for row in made.to_pylist()), key=repr)


def scattered(many, seed, spread=0.01):
    random_ = random.Random(seed)
    return [(117.2 + random_.random() * spread, 31.8 + random_.random() * spread) for _ in range(many)]


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("cap", [3, 1000])
def test_the_order_of_rows_changes_nothing(cap, directed):
    points = scattered(300, 1) + scattered(30, 1)
    blocks = [n % 3 for n in range(len(points))]
    expected = kernel(points, cap=cap, directed=directed, blocks=blocks)
    assert len(expected) > 100
    for seed in range(3):
        order = random.Random(seed).sample(range(len(points)), len(points))
        assert kernel(points, cap=cap, directed=directed, blocks=blocks, order=order) == expected


def test_both_directions_are_the_pairs_twice():
    points = scattered(200, 2)
    pairs = [row[:2] for row in kernel(points)]
    assert sorted(row[:2] for row in kernel(points, directed=True)) == sorted(pairs + [(b, a) for a, b in pairs])


def test_a_hundred_thousand_at_one_place_are_told_and_the_others_found():
    points = [(117.2, 31.8)] * 100_000 + [(118.2, 31.8), (118.2, 31.8001), (117.2, 31.8001)]
    made = kernel(points)
    assert [row for row in made if row[3] is None] == [(100_000, 100_001, pytest.approx(11.12, abs=0.01), None)]
    assert sum(row[3] == "many" for row in made) == 100_001


def test_a_crowd_of_different_places_is_told():
    points = scattered(3000, 3, spread=0.0001)
    assert {row[3] for row in kernel(points)} == {"many"}
    assert len(kernel(points)) == 3000


def test_more_pairs_than_can_be_listed_are_refused(monkeypatch):
    monkeypatch.setattr(near, "PAIRS", 10)
    with pytest.raises(EngineError, match="more than 10 pairs"):
        kernel(scattered(50, 4, spread=0.0005))


def test_it_can_be_stopped():
    def stop(percent):
        raise Cancelled("停", "stop")

    with pytest.raises(Cancelled):
        kernel(scattered(5, 5), beat=stop)


def test_wrong_numbers_are_told():
    wrong = [(np.nan, 31), (117, np.inf), (31.8, 117.2), (0, 0), (-0.0, 0.0), (200, 31)]
    assert kernel(wrong) == [(n, None, None, "coordinates") for n in range(6)]
    assert kernel([]) == []


def test_places_near_the_pole_and_across_the_date_line():
    assert [row[:2] for row in kernel([(0, 89.9999), (180, 89.9999), (90, 89.99)])] == [(0, 1)]
    assert [row[:2] for row in kernel([(179.9999, 10), (-179.9999, 10), (180, 10), (-180, 10)])] == [
        (0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3),
    ]  # fmt: skip


def test_one_place_in_two_systems_is_one_place():
    lon, lat = (np.array([value]) for value in (117.2272, 31.8206))
    table = pa.table({
        "_s": pa.array([0, 1], pa.int8()),
        "_n": pa.array([0, 0], pa.int64()),
        "_k": pa.array([0, 0], pa.int64()),
        "_x": np.concatenate([lon, to_system(lon, lat, "bd09")[0]]),
        "_y": np.concatenate([lat, to_system(lon, lat, "bd09")[1]]),
    })  # fmt: skip
    made = Neighbours(0.01, ("cgcs2000", "bd09"), False, False, 10)(table, lambda percent: None)
    assert made["_m"].to_pylist() == [pytest.approx(0, abs=0.001)]
    assert not len(Neighbours(100.0, ("wgs84", "wgs84"), False, False, 10)(table, lambda percent: None))


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("POLYGON ((117 31, 118 31, 118 32, 117 31))", True),
        ("polygon z ((117 31 5, 118 31 5, 118 32 5, 117 31 5))", True),
        ("MULTIPOLYGON (((117 31, 118 31, 118 32, 117 31)))", True),
        ("POLYGON ((117 31, 118 31, 118 32, 117 31), (117.5 31.2, 117.6 31.2, 117.6 31.3, 117.5 31.2))", True),
        (' {"type": "Polygon", "coordinates": [[[117, 31], [118, 31], [118, 32], [117, 31]]]}', True),
        ("POLYGON ((117 31, 118 32, 118 31, 117 32, 117 31))", False),
        ("POLYGON ((117 31, 118 31, 118 32))", False),
        ("POLYGON ((31 117, 31 118, 32 118, 31 117))", False),
        ("POLYGON ((0 0, 0 0, 0 0, 0 0))", False),
        ("LINESTRING (117 31, 118 32)", False),
        ("GEOMETRYCOLLECTION EMPTY", False),
        ('{"type": "Point", "coordinates": [117, 31]}', False),
        ('{"type": "Polygon", "coordinates": [[[117, null], [118, 31]]]}', False),
        ("{}", False),
        ("", False),
        ("地块", False),
    ],
)
def test_areas(text, sound):
    _, found = areas([text], "wgs84")
    assert found.tolist() == [sound]


def test_an_area_in_another_system_is_moved_with_its_points():
    corners = np.array([[117.2, 31.8], [117.21, 31.8], [117.21, 31.81], [117.2, 31.81]])
    lon, lat = to_system(corners[:, 0], corners[:, 1], "gcj02")
    ring = ", ".join(f"{float(lon[n])!r} {float(lat[n])!r}" for n in (0, 1, 2, 3, 0))
    table = pa.table({
        "_s": pa.array([0, 0, 1], pa.int8()),
        "_n": pa.array([0, 1, 0], pa.int64()),
        "_k": pa.array([0, 0, 0], pa.int64()),
        "_x": pa.array([117.2001, 117.1999, None], pa.float64()),
        "_y": pa.array([31.8001, 31.8001, None], pa.float64()),
        "_t": pa.array([None, None, f"POLYGON (({ring}))"], pa.string()),
    })  # fmt: skip
    made = Inside(("wgs84", "gcj02"))(table, lambda percent: None).to_pylist()
    assert [(row["_a"], row["_b"], row["_why"]) for row in made] == [(0, 0, None)]


def test_too_many_points_in_areas_are_refused(monkeypatch):
    monkeypatch.setattr(inside, "PAIRS", 1)
    table = pa.table({
        "_s": pa.array([0, 0, 1], pa.int8()),
        "_n": pa.array([0, 1, 0], pa.int64()),
        "_k": pa.array([0, 0, 0], pa.int64()),
        "_x": pa.array([117.1, 117.2, None], pa.float64()),
        "_y": pa.array([31.05, 31.05, None], pa.float64()),
        "_t": pa.array([None, None, "POLYGON ((117 31, 118 31, 118 32, 117 31))"], pa.string()),
    })  # fmt: skip
    with pytest.raises(EngineError, match="more than 1 points"):
        Inside(("wgs84", "wgs84"))(table, lambda percent: None)
