"""Shops on delivery platforms: each with the licence, the premises and the food of its operator."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mingjian.province import regions
from mingjian.province.background import food, ground
from mingjian.province.chance import Rng, between, chosen, happens
from mingjian.province.clock import AS_OF, NONE, Ints, day, iso
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

PLATFORMS = ("饱了么", "美食团")
CATEGORIES = (
    "快餐便当、饮品",
    "预包装食品",
    "蛋糕甜品",
    "快餐便当、凉菜",
    "裱花蛋糕",
    "刺身寿司、生食海鲜",
    "食用农产品",
)
MEALS, PACKED, CAKES, COLD, DECORATED, RAW, PRODUCE = range(len(CATEGORIES))
Texts = npt.NDArray[np.object_]
_TEXT = (
    "食品经营许可证 经营者名称{name} 统一社会信用代码{uscc} 住所{address} 经营场所{address} 主体业态食品经营者 "
    "经营项目{scope} 许可证编号{number} 发证机关{place}市场监督管理局 发证日期{since} 有效期限五年"
)


def shown(world: World, company: Ints, number: Texts | None = None) -> Texts:
    """What the picture of each company's licence says; ``number``: other numbers on the same picture."""
    numbers = food.numbers(world, company) if number is None else number
    codes = world.companies.code_texts(company)
    place = world.companies.county[company].tolist()
    return np.array(
        [
            _TEXT.format(
                name=world.companies.names[c], uscc=code, address=food.premises(c, p), scope=food.scope(c), number=text,
                place=regions.FULL_NAMES[p], since=iso(AS_OF - c % 1500),
            )
            for c, p, code, text in zip(company.tolist(), place, codes, numbers, strict=True)
        ],
        object,
    )  # fmt: skip


def near_premises(rng: Rng, company: Ints, county: Ints, metres: int = 40) -> ground.Place:
    """Places at most so many metres from the premises, as a platform's map has them."""
    lon, lat = food.place_of(company, county)
    return lon + rng.uniform(-1, 1, len(lon)) * metres / 150_000, lat + rng.uniform(-1, 1, len(lon)) * metres / 200_000


def list_shop(
    world: World, rng: Rng, company: Ints, category: Ints | int, *, platform: Ints | int = 0,
    number: Texts | None = None, licence: bool = True, address: Texts | None = None, at: ground.Place | None = None,
    text: Texts | None = None, opened: Ints | None = None, closed: Ints | None = None, who: Ints | None = None,
) -> tuple[Ints, list[str]]:  # fmt: skip
    """Shops online, at the licensed premises unless told otherwise; answers their record and shop numbers."""
    n = len(company)
    place = world.companies.county[company]
    lon, lat = near_premises(rng, company, place) if at is None else at
    start = world.tables.counts.get("platform_shop", 0)
    shop = [f"WM{start + k:08d}" for k in range(n)]
    where = [food.premises(c, p) for c, p in zip(company.tolist(), place.tolist(), strict=True)]
    written = np.array(where, object) if address is None else address
    numbers = food.numbers(world, company) if number is None else number
    record = world.tables.add(
        "platform_shop", np.full(n, -1, np.int32) if who is None else who, company,
        platform=Coded(np.broadcast_to(np.asarray(platform, np.int32), (n,)).copy(), PLATFORMS),
        shop_number=np.array(shop, object),
        shop_name=np.array([f"{world.companies.names[c]}（外卖）" for c in company.tolist()], object),
        address=written, longitude=ground.written(lon), latitude=ground.written(lat),
        licence_number=numbers if licence else None,
        licence_text=(shown(world, company, numbers) if text is None else text) if licence else None,
        categories=Coded(np.broadcast_to(np.asarray(category, np.int32), (n,)).copy(), CATEGORIES),
        opened_on=between(rng, day("2021-01-01"), AS_OF - 20, n) if opened is None else opened.astype(np.int32),
        closed_on=np.full(n, NONE, np.int32) if closed is None else closed.astype(np.int32),
        region=region_codes(place),
    )  # fmt: skip
    return record, shop


def background(world: World, rng: Rng) -> None:
    """Half of the licensed food businesses are online, some on two platforms, and a few shops of farm produce."""
    whole = world.tables.whole("food_licence")
    company, first = np.unique(np.asarray(whole["_c"]), return_index=True)
    status = whole["status"]
    assert isinstance(status, Coded)
    fine = np.isin(status.index[first], [status.words.index(word) for word in food.STATES[:2] if word in status.words])
    free = (company >= 0) & ~world.company_used[np.maximum(company, 0)]
    listed = company[fine & free & happens(rng, 0.5, len(company))].astype(np.int32)
    fitting = np.array([MEALS, PACKED, CAKES, COLD], np.int32)[listed % len(food.SCOPES)]
    platform = chosen(rng, [60, 40], len(listed))
    list_shop(world, rng, listed, fitting, platform=platform)
    twice = happens(rng, 0.3, len(listed))
    list_shop(world, rng, listed[twice], fitting[twice], platform=1 - platform[twice])
    others = np.flatnonzero(world.companies.individual & ~food.businesses(world) & ~world.company_used)
    n = min(len(others), max(8, len(world.people) // 4000))
    list_shop(world, rng, rng.choice(others, n, replace=False).astype(np.int32), PRODUCE, licence=False)
