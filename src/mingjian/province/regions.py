"""The province's map: four cities, their counties, and the withdrawn codes that older resident ids still carry.

Codes are real six-digit codes (GB/T 2260) of one province; who lives there is invented. The region part of a resident
id is the code of first registration, so withdrawn codes and codes of other provinces are lawful there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class County:
    """A county-level place: code, name, its city's index, share of the population in per mille."""

    code: str
    name: str
    city: int
    weight: int


@dataclass(frozen=True)
class City:
    """A prefecture: code, name, short name in document numbers."""

    code: str
    name: str
    short: str


CITIES: tuple[City, ...] = (
    City("340100", "合肥市", "合"),
    City("340200", "芜湖市", "芜"),
    City("340800", "安庆市", "宜"),
    City("341200", "阜阳市", "阜"),
)

COUNTIES: tuple[County, ...] = (
    County("340102", "瑶海区", 0, 70), County("340103", "庐阳区", 0, 60), County("340104", "蜀山区", 0, 80),
    County("340111", "包河区", 0, 80), County("340122", "肥东县", 0, 60), County("340123", "肥西县", 0, 55),
    County("340124", "庐江县", 0, 50), County("340181", "巢湖市", 0, 45),
    County("340202", "镜湖区", 1, 35), County("340207", "鸠江区", 1, 40), County("340209", "弋江区", 1, 30),
    County("340210", "湾沚区", 1, 25), County("340223", "南陵县", 1, 25), County("340281", "无为市", 1, 45),
    County("340802", "迎江区", 2, 20), County("340803", "大观区", 2, 20), County("340825", "太湖县", 2, 30),
    County("340881", "桐城市", 2, 35), County("340882", "潜山市", 2, 25),
    County("341202", "颍州区", 3, 45), County("341203", "颍东区", 3, 30), County("341222", "太和县", 3, 55),
    County("341225", "阜南县", 3, 40), County("341282", "界首市", 3, 30),
)  # fmt: skip

WITHDRAWN: dict[str, tuple[str, ...]] = {
    "340124": ("342622", "341421"),
    "340181": ("342601", "341402"),
    "340281": ("342623", "341422", "340225"),
    "340210": ("340221",),
    "340882": ("340824",),
    "341222": ("342123",),
    "341202": ("342101",),
}
"""Codes once used for a county; of those registered while they were in force."""

ELSEWHERE: tuple[str, ...] = ("411522", "320925", "330724", "420116", "371321", "510824")
"""Counties of other provinces from which people moved in."""

PROVINCE_CODE = "340000"
OTHER_PROVINCE_CODES: tuple[str, ...] = ("320100", "330100", "410100")
"""Issuing places of licences and courts outside the province."""

CITY_OF: npt.NDArray[np.int32] = np.array([county.city for county in COUNTIES], np.int32)
REGION_CODES: tuple[str, ...] = tuple(county.code for county in COUNTIES)
"""Index → code; the province and places outside follow the counties."""

FULL_NAMES: tuple[str, ...] = tuple(CITIES[county.city].name + county.name for county in COUNTIES)


def counties_of(city: int) -> npt.NDArray[np.int32]:
    """Indexes of the counties of a city."""
    return np.flatnonzero(city == CITY_OF).astype(np.int32)
