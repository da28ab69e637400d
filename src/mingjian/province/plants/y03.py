"""Y03 Harmful premises near schools (校园周边烟酒、网吧、娱乐场所、彩票点). Clue: the licence.

Law: 未成年人保护法58, 59; 互联网上网服务营业场所管理条例9 (200 metres); 娱乐场所管理条例7. For tobacco and lottery the
provinces set distances, of fifty metres at least.
"""

from __future__ import annotations

import numpy as np

from mingjian.province.background import premises
from mingjian.province.background.premises import ENTERTAINMENT, INTERNET, LOTTERY, TOBACCO
from mingjian.province.chance import Rng, between
from mingjian.province.clock import Ints, day
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.world import World

KEY = "document"

_SCHOOLS = (premises.PRIMARY, premises.SECOND_PRIMARY, premises.KINDERGARTEN, premises.MIDDLE, premises.VOCATIONAL)


def _shops(
    world: World, rng: Rng, n: int, kind: Ints | int, metres: Ints, *, schools: tuple[int, ...] = _SCHOOLS,
    apart: float = 0.0, since: Ints | None = None, status: int = 0, nowhere: bool = False,
) -> Sown:  # fmt: skip
    """Shops so many metres south of the main gate of a school (of a gate ``apart`` degrees north of it)."""
    who = world.pick(rng, n, world.adults(28, 62))
    company = world.pick_company(rng, n, world.companies.individual)
    school = np.array(schools, np.int32)[rng.integers(0, len(schools), n)]
    lon, lat = premises.place(world.people.home[who], school)
    at = (lon * 0, lat * 0) if nowhere else (lon, lat + apart - metres / premises.METRES)
    record, numbers = premises.license_shop(world, rng, who, company, kind, at, since=since, status=status)
    licence = Need("premises_licence", record, ("uscc", "first_issued_on", "valid_to"))
    gate = Need("school_gate", premises.main_gate(world.people.home[who], school), ("opened_on", "closed_on"))
    return Sown(who, [licence, gate], document=numbers)


@violation("Y03", "tobacco", "校门五十米内的烟草、彩票销售点", "tobacco or lottery within fifty metres of a gate")
def tobacco(world: World, rng: Rng, n: int) -> Sown:
    kind = np.where(rng.random(n) < 0.7, TOBACCO, LOTTERY).astype(np.int32)
    return _shops(world, rng, n, kind, between(rng, 5, 49, n))


@violation("Y03", "internet", "校园二百米内的网吧", "an internet café within two hundred metres")
def internet(world: World, rng: Rng, n: int) -> Sown:
    return _shops(world, rng, n, INTERNET, between(rng, 60, 199, n))


@violation("Y03", "entertainment", "学校周围的娱乐场所", "a place of entertainment around a school")
def entertainment(world: World, rng: Rng, n: int) -> Sown:
    return _shops(world, rng, n, ENTERTAINMENT, between(rng, 60, 199, n))


@trap("Y03", "far_enough", "烟草零售点距校门五十米以上", "a tobacconist more than fifty metres away")
def far_enough(world: World, rng: Rng, n: int) -> Sown:
    return _shops(world, rng, n, TOBACCO, between(rng, 51, 150, n))


@trap("Y03", "beyond_two_hundred", "网吧、娱乐场所在二百米外", "an internet café beyond two hundred metres")
def beyond_two_hundred(world: World, rng: Rng, n: int) -> Sown:
    kind = np.where(rng.random(n) < 0.5, INTERNET, ENTERTAINMENT).astype(np.int32)
    return _shops(world, rng, n, kind, between(rng, 202, 300, n))


@trap("Y03", "licensed_before", "许可在设校之前", "licensed before the school was there")
def licensed_before(world: World, rng: Rng, n: int) -> Sown:
    since = between(rng, day("2010-01-01"), day("2019-08-01"), n)
    kind = rng.integers(0, 4, n).astype(np.int32)
    return _shops(world, rng, n, kind, between(rng, 5, 49, n), schools=(premises.NEW_MIDDLE,), since=since)


@trap("Y03", "gate_moved", "靠近的校门已经封闭改道", "the gate nearby was closed")
def gate_moved(world: World, rng: Rng, n: int) -> Sown:
    return _shops(world, rng, n, TOBACCO, between(rng, 5, 49, n), apart=-0.003)


@trap("Y03", "university", "高等学校周边", "around a university")
def university(world: World, rng: Rng, n: int) -> Sown:
    return _shops(world, rng, n, INTERNET, between(rng, 20, 150, n), schools=(premises.UNIVERSITY,))


@trap("Y03", "training_centre", "校外培训机构不是学校", "a training centre is no school")
def training_centre(world: World, rng: Rng, n: int) -> Sown:
    return _shops(world, rng, n, TOBACCO, between(rng, 5, 49, n), schools=(premises.TRAINING,))


@trap("Y03", "cancelled", "许可已注销", "the licence was cancelled")
def cancelled(world: World, rng: Rng, n: int) -> Sown:
    return _shops(world, rng, n, TOBACCO, between(rng, 5, 49, n), status=2)


@trap("Y03", "no_place", "坐标缺失填为零", "coordinates of zero")
def no_place(world: World, rng: Rng, n: int) -> Sown:
    return _shops(world, rng, n, TOBACCO, between(rng, 5, 49, n), nowhere=True)
