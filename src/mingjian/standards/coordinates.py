"""Places on the earth in the systems that Chinese maps use, as arrays of degrees: longitude and latitude.

* WGS-84: satellites. CGCS2000, the national system, differs from it by centimetres and is taken for it.
* GCJ-02: maps published in China (Amap, Tencent): WGS-84 moved by up to some 700 m. The formula was never published by
  its makers; it has been known since 2010 from an implementation (``EvilTransform``) and is what every open converter
  uses (eviltransform, coordtransform, PROJ's wiki on it), with the ellipsoid of Krasovsky (1940).
* BD-09: Baidu's maps, GCJ-02 moved once more; the same sources.

Both movements are undone by iteration, to 1e-9 degrees. Outside a box around China (72.004–137.8347° E, 0.8293–55.8271°
N) nothing is moved. The box is that of the public implementations; within a kilometre of its edge a place may be taken
for one on the other side.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
import numpy.typing as npt

__all__ = ["METRES", "Degrees", "System", "distance", "to_system", "to_wgs84", "usable"]

Degrees = npt.NDArray[np.float64]
System = Literal["wgs84", "cgcs2000", "gcj02", "bd09"]
Place = tuple[Degrees, Degrees]

METRES = 6_371_008.8
"""Mean radius of the earth (IUGG): distances on this sphere are within 0.6 % of those on the ellipsoid."""

_AXIS, _ECCENTRICITY = 6_378_245.0, 0.00669342162296594323
_TURN = np.pi * 3000.0 / 180.0
_ROUNDS = 12


def usable(lon: Degrees, lat: Degrees) -> npt.NDArray[np.bool_]:
    """Numbers that can be a place: in range, and not 0, 0, which is what is written where there is none."""
    with np.errstate(invalid="ignore"):
        found: npt.NDArray[np.bool_] = (np.abs(lon) <= 180) & (np.abs(lat) <= 90) & ~((lon == 0) & (lat == 0))
    return found


def to_wgs84(lon: Degrees, lat: Degrees, system: System) -> Place:
    """Places given in a system, in WGS-84."""
    if system == "bd09":
        lon, lat = _undone(_to_baidu, lon, lat)
    if system in ("bd09", "gcj02"):
        lon, lat = _undone(_to_mars, lon, lat)
    return lon, lat


def to_system(lon: Degrees, lat: Degrees, system: System) -> Place:
    """Places given in WGS-84, in another system."""
    if system in ("bd09", "gcj02"):
        lon, lat = _to_mars(lon, lat)
    if system == "bd09":
        lon, lat = _to_baidu(lon, lat)
    return lon, lat


def distance(one: Place, other: Place) -> Degrees:
    """Metres between places, by the haversine formula on the mean sphere."""
    (lon, lat), (lon2, lat2) = (tuple(np.radians(part) for part in place) for place in (one, other))
    half = np.sin((lat2 - lat) / 2) ** 2 + np.cos(lat) * np.cos(lat2) * np.sin((lon2 - lon) / 2) ** 2
    found: Degrees = 2 * METRES * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    return found


def _in_china(lon: Degrees, lat: Degrees) -> npt.NDArray[np.bool_]:
    return (lon >= 72.004) & (lon <= 137.8347) & (lat >= 0.8293) & (lat <= 55.8271)


def _to_mars(lon: Degrees, lat: Degrees) -> Place:
    """WGS-84 to GCJ-02."""
    x, y = lon - 105.0, lat - 35.0
    root = np.sqrt(np.abs(x))
    wave = 20.0 * np.sin(6.0 * np.pi * x) + 20.0 * np.sin(2.0 * np.pi * x)
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north += (wave + 20.0 * np.sin(np.pi * y) + 40.0 * np.sin(np.pi * y / 3.0)) * 2.0 / 3.0
    north += (160.0 * np.sin(np.pi * y / 12.0) + 320.0 * np.sin(np.pi * y / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east += (wave + 20.0 * np.sin(np.pi * x) + 40.0 * np.sin(np.pi * x / 3.0)) * 2.0 / 3.0
    east += (150.0 * np.sin(np.pi * x / 12.0) + 300.0 * np.sin(np.pi * x / 30.0)) * 2.0 / 3.0
    angle = np.radians(lat)
    magic = 1.0 - _ECCENTRICITY * np.sin(angle) ** 2
    north = np.degrees(north * magic * np.sqrt(magic) / (_AXIS * (1.0 - _ECCENTRICITY)))
    east = np.degrees(east * np.sqrt(magic) / (_AXIS * np.cos(angle)))
    inside = _in_china(lon, lat)
    return np.where(inside, lon + east, lon), np.where(inside, lat + north, lat)


def _to_baidu(lon: Degrees, lat: Degrees) -> Place:
    """GCJ-02 to BD-09."""
    far = np.sqrt(lon * lon + lat * lat) + 0.00002 * np.sin(lat * _TURN)
    angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * _TURN)
    inside = _in_china(lon, lat)
    return np.where(inside, far * np.cos(angle) + 0.0065, lon), np.where(inside, far * np.sin(angle) + 0.006, lat)


def _undone(move: Callable[[Degrees, Degrees], Place], lon: Degrees, lat: Degrees) -> Place:
    """The place that is moved to the one given; nearby the movement hardly changes, so that guesses close in."""
    guess_lon, guess_lat = lon, lat
    for _ in range(_ROUNDS):
        moved_lon, moved_lat = move(guess_lon, guess_lat)
        guess_lon, guess_lat = guess_lon + (lon - moved_lon), guess_lat + (lat - moved_lat)
    inside = _in_china(lon, lat)
    return np.where(inside, guess_lon, lon), np.where(inside, guess_lat, lat)
