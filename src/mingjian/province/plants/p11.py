"""P11 Licence gaps of delivery shops (外卖商家证照违规). Clue: the shop.

Law: 食品安全法35, 62, 122: food businesses need a licence, sell what it allows at the premises it names, and platforms
look at it; farm produce and prepackaged food need none.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mingjian.province.background import food, offices, shops
from mingjian.province.chance import Rng, between
from mingjian.province.clock import AS_OF, Bools, Ints, add_months, day
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.world import World

KEY = "document"
_HOT = 0
"""The scope of plain hot meals."""


class _Shop:
    """Food businesses of nobody else's story, licensed unless told otherwise, and their shops."""

    def __init__(
        self, world: World, rng: Rng, n: int, *, licensed: bool = True, status: int = 0, issued: Ints | None = None,
    ) -> None:  # fmt: skip
        self.world, self.rng, self.n = world, rng, n
        self.who = world.pick(rng, n, world.adults(28, 60))
        self.company = operators(world, rng, n)
        world.company_muted[self.company] = True
        offices.appoint(
            world, self.who, self.company, np.zeros(n, np.int32), between(rng, day("2014-01-01"), day("2019-06-01"), n)
        )
        self.needs: list[Need] = []
        if licensed:
            record = food.grant(world, rng, self.company, person=self.who, status=status, issued=issued)
            self.needs.append(Need("food_licence", record, ("valid_to",)))

    def online(self, category: Ints | int = shops.MEALS, company: Ints | None = None, **given: Any) -> list[str]:
        """A shop for each; answers the shop numbers."""
        given.setdefault("who", self.who)
        record, number = shops.list_shop(
            self.world, self.rng, self.company if company is None else company, category, **given
        )  # fmt: skip
        self.needs.append(Need("platform_shop", record, ("uscc", "opened_on", "closed_on")))
        return number

    def far(self) -> dict[str, Any]:
        """Another address, kilometres away."""
        place = self.world.companies.county[self.company]
        other = (self.company + 1361).astype(np.int32)
        address = [food.premises(c, p) for c, p in zip(other.tolist(), place.tolist(), strict=True)]
        return {"address": np.array(address, object), "at": shops.near_premises(self.rng, other, place)}

    def sown(self, number: list[str]) -> Sown:
        """Stories about the shops."""
        return Sown(self.who, self.needs, document=number)


def operators(world: World, rng: Rng, n: int) -> Ints:
    """Food businesses without a story whose licence allows hot meals only."""
    fits: Bools = food.businesses(world) & ~world.company_muted
    return world.pick_company(rng, n, fits & (np.arange(len(fits)) % len(food.SCOPES) == _HOT))


def _numbers(company: Ints, first: str) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    return np.array([f"{first}{c:08d}" for c in company.tolist()], object)


@violation("P11", "none", "没有公示许可证号", "shows no licence number")
def none(world: World, rng: Rng, n: int) -> Sown:
    shop = _Shop(world, rng, n, licensed=False)
    return shop.sown(shop.online(licence=False))


@violation("P11", "unknown", "公示的证号不在登记库", "a number that is not in the register")
def unknown(world: World, rng: Rng, n: int) -> Sown:
    shop = _Shop(world, rng, n, licensed=False)
    return shop.sown(shop.online(number=_numbers(shop.company, "JY1349999")))


@violation("P11", "expired", "许可证已过期或者注销", "the licence has ended or was cancelled")
def expired(world: World, rng: Rng, n: int) -> Sown:
    issued = add_months(between(rng, AS_OF - 700, AS_OF - 60, n), -60)
    shop = _Shop(world, rng, n, status=food.STATES.index("expired"), issued=issued)
    return shop.sown(shop.online())


@violation("P11", "beyond", "经营凉菜、裱花、生食，许可只有热食", "cold or raw food or cakes, a licence for hot meals")
def beyond(world: World, rng: Rng, n: int) -> Sown:
    shop = _Shop(world, rng, n)
    category = np.array([shops.COLD, shops.DECORATED, shops.RAW], np.int32)[rng.integers(0, 3, n)]
    return shop.sown(shop.online(category))


@violation("P11", "elsewhere", "不在许可的经营场所", "cooks elsewhere than licensed")
def elsewhere(world: World, rng: Rng, n: int) -> Sown:
    shop = _Shop(world, rng, n)
    return shop.sown(shop.online(**shop.far()))


@violation("P11", "shared", "借用他店许可证", "the licence of another's shop")
def shared(world: World, rng: Rng, n: int) -> Sown:
    shop = _Shop(world, rng, n)
    shop.online()
    borrower = operators(world, rng, n)
    world.company_muted[borrower] = True
    given = {**shop.far(), "number": food.numbers(world, shop.company), "text": shops.shown(world, shop.company)}
    return shop.sown(shop.online(company=borrower, platform=1, **given))


@violation("P11", "copied", "套用他店证照图，只改证号", "another shop's picture with another number")
def copied(world: World, rng: Rng, n: int) -> Sown:
    first = _Shop(world, rng, n)
    first.online(opened=between(rng, day("2021-01-01"), day("2022-01-01"), n))
    shop = _Shop(world, rng, n)
    text = shops.shown(world, first.company, food.numbers(world, shop.company))
    number = shop.online(text=text, opened=between(rng, day("2022-06-01"), AS_OF - 30, n))
    shop.needs += first.needs
    return shop.sown(number)


@trap("P11", "house_number", "门牌写法不同，定位偏差一百五十米", "the number written otherwise, the map 150 metres off")
def house_number(world: World, rng: Rng, n: int) -> Sown:
    shop = _Shop(world, rng, n)
    place = world.companies.county[shop.company]
    full = str.maketrans("0123456789", "０１２３４５６７８９")
    words = [
        food.premises(c, p).translate(full) + "一楼" for c, p in zip(shop.company.tolist(), place.tolist(), strict=True)
    ]
    lon, lat = food.place_of(shop.company, place)
    return shop.sown(shop.online(address=np.array(words, object), at=(lon, lat + 0.00135)))


@trap(
    "P11",
    "kitchen",
    "共享厨房：一处多店各有许可，同一主体两个店名",
    "a shared kitchen: licences and names at one address",
)
def kitchen(world: World, rng: Rng, n: int) -> Sown:
    shop = _Shop(world, rng, n)
    shop.online()
    return shop.sown(shop.online())


@trap("P11", "renewing", "已过期，延续申请受理中", "ended, the renewal pending")
def renewing(world: World, rng: Rng, n: int) -> Sown:
    issued = add_months(between(rng, AS_OF - 200, AS_OF - 60, n), -60)
    shop = _Shop(world, rng, n, status=food.STATES.index("renewing"), issued=issued)
    return shop.sown(shop.online())


@trap("P11", "just_ended", "刚到期，新证录入在途", "just ended, the new licence on its way to the register")
def just_ended(world: World, rng: Rng, n: int) -> Sown:
    shop = _Shop(world, rng, n, issued=add_months(between(rng, AS_OF - 20, AS_OF - 5, n), -60))
    return shop.sown(shop.online())


@trap("P11", "packed", "仅销售预包装食品", "prepackaged food only")
def packed(world: World, rng: Rng, n: int) -> Sown:
    shop = _Shop(world, rng, n, licensed=False)
    return shop.sown(shop.online(shops.PACKED, licence=False))


@trap("P11", "offline", "已下线", "offline")
def offline(world: World, rng: Rng, n: int) -> Sown:
    shop = _Shop(world, rng, n, licensed=False)
    opened = between(rng, day("2021-01-01"), day("2022-01-01"), n)
    return shop.sown(shop.online(licence=False, opened=opened, closed=opened + between(rng, 200, 900, n)))


@trap("P11", "platforms", "同一门店在两个平台", "one shop on two platforms")
def platforms(world: World, rng: Rng, n: int) -> Sown:
    shop = _Shop(world, rng, n)
    shop.online()
    return shop.sown(shop.online(platform=1))
