"""Systems of coordinates: known places, there and back, borders, and distance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.standards.coordinates import distance, to_system, to_wgs84, usable

CHINA = st.tuples(st.floats(73.6, 135.1), st.floats(3.8, 53.6))
ANYWHERE = st.tuples(st.floats(-180, 180), st.floats(-89.9, 89.9))


def place(lon, lat):
    return np.array([lon], float), np.array([lat], float)


@pytest.mark.parametrize(
    ("given_", "gcj02"),
    [  # the cases that the open implementation eviltransform tests itself with
        ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
        ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
        ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
    ],
)
def test_known_places(given_, gcj02):
    assert np.ravel(to_system(*place(*given_), "gcj02")) == pytest.approx(gcj02, abs=1e-9)


@pytest.mark.parametrize("system", ["wgs84", "cgcs2000", "gcj02", "bd09"])
@given(CHINA)
def test_there_and_back(system, at):
    lon, lat = to_wgs84(*to_system(*place(*at), system), system)
    assert (lon[0], lat[0]) == pytest.approx(at, abs=1e-9)


@pytest.mark.parametrize("system", ["gcj02", "bd09"])
@given(CHINA)
def test_back_and_there(system, at):
    lon, lat = to_system(*to_wgs84(*place(*at), system), system)
    assert (lon[0], lat[0]) == pytest.approx(at, abs=1e-9)


@pytest.mark.parametrize("system", ["gcj02", "bd09"])
@given(CHINA)
def test_a_place_is_moved_by_hundreds_of_metres(system, at):
    moved = to_system(*place(*at), system)
    assert 1 < distance(place(*at), moved)[0] < 3000


@pytest.mark.parametrize("system", ["gcj02", "bd09"])
@pytest.mark.parametrize(
    "at", [(-73.9857, 40.7484), (0.1, 51.5), (72.0, 30.0), (137.9, 30.0), (100.0, 0.5), (100.0, 56.0)]
)
def test_outside_nothing_is_moved(system, at):
    for move in (to_system, to_wgs84):
        lon, lat = move(*place(*at), system)
        assert (lon[0], lat[0]) == at


@given(ANYWHERE, ANYWHERE)
def test_distance_is_the_same_both_ways_and_nothing_at_home(one, other):
    there, back = distance(place(*one), place(*other))[0], distance(place(*other), place(*one))[0]
    assert there == back
    assert 0 <= there <= np.pi * 6_371_008.8 * (1 + 1e-12)
    assert distance(place(*one), place(*one))[0] == 0


def test_known_distances():
    assert distance(place(0, 0), place(0, 90))[0] == pytest.approx(np.pi / 2 * 6_371_008.8)
    assert distance(place(179.9, 0), place(-179.9, 0))[0] == pytest.approx(np.radians(0.2) * 6_371_008.8)
    assert distance(place(0, 0), place(180, 0))[0] == pytest.approx(np.pi * 6_371_008.8)


def test_numbers_that_are_no_place():
    lon = np.array([117.0, 181, 31, 0, 0, np.nan, np.inf, -180, 180])
    lat = np.array([31.0, 0, 117, 0, 1, 31, 31, -90, 90])
    assert usable(lon, lat).tolist() == [True, False, False, False, True, False, False, True, True]
