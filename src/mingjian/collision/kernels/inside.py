"""The kernel of ``near … inside``: points in areas, borders included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import shapely

from mingjian.collision.kernels.expand import Ints
from mingjian.collision.kernels.found import Found, told
from mingjian.collision.kernels.near import PAIRS, places
from mingjian.collision.kernels.units import Flags
from mingjian.engines import Beat, EngineError
from mingjian.standards.coordinates import System, to_wgs84

__all__ = ["Inside"]

Shapes = npt.NDArray[np.object_]
_AT_ONCE = 200
_FLAT = (3, 6)  # shapely's numbers of polygons and multipolygons


@dataclass(frozen=True)
class Inside:
    """Rows ``_s`` (0: points, 1: areas), ``_n``, ``_k`` (block), ``_x``, ``_y``, ``_t`` (area) → ``found.GIVES``."""

    systems: tuple[System, System]

    def __call__(self, table: pa.Table, beat: Beat) -> pa.Table:
        beat(0)
        side, number, block = (table[name].to_numpy() for name in ("_s", "_n", "_k"))
        lon, lat, good = places(table, side, self.systems)
        at, of = side == 0, side == 1
        wrong = Found.why(side[at & ~good], number[at & ~good], "coordinates")
        point, place = at & good, (lon[at & good], lat[at & good])
        shapes, sound = areas(_texts(table, of), self.systems[1])
        broken = number[of][~sound]
        unsound = Found.why(np.ones(len(broken), np.int8), broken, "area")
        which, where = _within(shapes[sound], shapely.points(*place), beat)
        one, other = number[point][where], number[of][sound][which]
        same = block[point][where] == block[of][sound][which]
        return told([wrong, unsound, Found.pairs(one[same], other[same], np.zeros(int(same.sum())))])


def _texts(table: pa.Table, of: Flags) -> list[Any]:
    return table["_t"].filter(pa.array(of)).to_pylist()


def areas(texts: list[str], system: System) -> tuple[Shapes, Flags]:
    """Areas in WGS-84 of WKT or GeoJSON, and which of them are sound: of one or more surfaces, no border crossing
    itself, within the range of coordinates."""
    json = np.array([text.lstrip()[:1] == "{" for text in texts], bool)
    given = np.array(texts, object)
    shapes = np.full(len(texts), None, object)
    shapes[json] = shapely.from_geojson(given[json], on_invalid="ignore")
    shapes[~json] = shapely.from_wkt(given[~json], on_invalid="ignore")
    sound = np.isin(shapely.get_type_id(shapes), _FLAT) & ~shapely.is_empty(shapes) & shapely.is_valid(shapes)
    west, south, east, north = shapely.bounds(shapes).T
    with np.errstate(invalid="ignore"):
        sound &= (west >= -180) & (east <= 180) & (south >= -90) & (north <= 90)
    shapes[~sound] = None
    moved = shapely.transform(
        shapely.force_2d(shapes), lambda at: np.stack(to_wgs84(at[:, 0], at[:, 1], system), axis=1)
    )
    return moved, sound


def _within(shapes: Shapes, points: Shapes, beat: Beat) -> tuple[Ints, Ints]:
    """Places in ``shapes`` and in ``points`` of every area with a point in it or on its border."""
    tree = shapely.STRtree(points)
    found: list[Any] = [np.empty((2, 0), np.int64)]
    total = 0
    for start in range(0, len(shapes), _AT_ONCE):
        beat(100 * start / len(shapes))
        met = tree.query(shapes[start : start + _AT_ONCE], predicate="covers")
        total += met.shape[1]
        if total > PAIRS:
            raise EngineError(
                f"区域内的点超过 {PAIRS:,} 个，无法在内存中列出；请用 on 或 filter 缩小范围",
                f"there are more than {PAIRS:,} points in the areas, too many to list in memory: narrow them by on or"
                " filter",
            )
        found.append(met + np.array([[start], [0]]))
    which, where = np.concatenate(found, axis=1)
    return which, where
