"""Where plots of land lie: each on a spot of its own, in the open or inside a protected area of its county.

Every county has an ecological red line, a reserve and a public forest east of its open land; the counties of the
second city have a coast besides, which the real ones have not. Places are in CGCS2000, to six decimals.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mingjian.province.clock import Ints
from mingjian.province.tables import Coded
from mingjian.province.world import World
from mingjian.standards.coordinates import System, to_system

Degrees = npt.NDArray[np.float64]
Place = tuple[Degrees, Degrees]
SYSTEMS: tuple[System, ...] = ("cgcs2000", "wgs84", "gcj02", "bd09")
CGCS2000, WGS84, GCJ02, BD09 = range(len(SYSTEMS))
OPEN = -1
AREAS = ("redline", "reserve", "forest", "sea")
REDLINE, RESERVE, FOREST, SEA = range(len(AREAS))
COAST = 1
"""The city whose counties lie by the sea."""
_APART = 0.008
_WEST, _EAST, _HIGH = 0.16, 0.39, 0.10
_COLUMNS, _ROWS = (8, 26), (58, 11)


def corner(county: Ints) -> Place:
    """The south-western corner of each county."""
    return np.asarray(115.6 + county % 6 * 0.4, np.float64), np.asarray(30.6 + county // 6 * 0.5, np.float64)


def spot(world: World, county: Ints, area: int = OPEN) -> Place:
    """The next free spots, some 800 metres apart, in the open or in an area of each county."""
    k = world.serial(f"ground{area}", county, np.full(len(county), 2000, np.int32)) - 1
    lon, lat = corner(county)
    inside = int(area != OPEN)
    column, row = k % _COLUMNS[inside], k // _COLUMNS[inside] % _ROWS[inside]
    if area == OPEN:
        return lon + 0.09 + column * _APART, lat + 0.02 + row * _APART
    return lon + _WEST + 0.01 + column * _APART, lat + 0.03 + area * 0.12 + row * _APART


def boundary(county: Ints, area: int) -> npt.NDArray[np.object_]:
    """The edges of an area of each county."""
    lon, lat = corner(county)
    south = lat + 0.02 + area * 0.12
    return _rectangles((lon + _WEST, south), (lon + _EAST, south + _HIGH))


def west_of(county: Ints, area: int, row: Ints) -> Place:
    """Places 200 metres outside the western edge of an area."""
    lon, lat = corner(county)
    return lon + _WEST - 0.002, lat + 0.03 + area * 0.12 + row % _ROWS[1] * _APART


def around(at: Place, half: float = 0.0015) -> npt.NDArray[np.object_]:
    """Squares of 300 metres around places."""
    return _rectangles((at[0] - half, at[1] - half), (at[0] + half, at[1] + half))


def _rectangles(low: Place, high: Place) -> npt.NDArray[np.object_]:
    corners = zip(*(part.tolist() for part in (*low, *high)), strict=True)
    return np.array(
        [
            f"POLYGON (({w:.6f} {s:.6f}, {e:.6f} {s:.6f}, {e:.6f} {n:.6f}, {w:.6f} {n:.6f}, {w:.6f} {s:.6f}))"
            for w, s, e, n in corners
        ],
        object,
    )


def numbers_in(at: Place, system: Ints) -> Place:
    """What is written for places, each in a system of its own."""
    lon, lat = at[0].copy(), at[1].copy()
    for index, name in enumerate(SYSTEMS):
        here = system == index
        lon[here], lat[here] = to_system(at[0][here], at[1][here], name)
    return lon, lat


def written(degrees: Degrees) -> Coded:
    """Six decimals."""
    words, index = np.unique(np.round(degrees, 6), return_inverse=True)
    return Coded(index.astype(np.int32), tuple(f"{value:.6f}" for value in words.tolist()))
