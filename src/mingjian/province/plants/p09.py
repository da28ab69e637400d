"""P09 Counterfeit extinguishers sold online (网售伪劣消防器材). Clue: the shop.

Law: 消防法24; 认证认可条例27; 产品质量法49, 50: extinguishers are sold only with a compulsory certificate, and not
under the name of a maker who did not make them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mingjian.province.background import goods
from mingjian.province.background.taxes import lead
from mingjian.province.chance import Rng, between
from mingjian.province.clock import AS_OF, Ints
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.world import World

KEY = "document"


class _Shop:
    """Shops of companies without another story."""

    def __init__(self, world: World, rng: Rng, n: int) -> None:
        self.world, self.rng, self.n = world, rng, n
        self.who, self.company = lead(world, rng, n)
        self.number = goods.numbers(world, n)
        self.needs: list[Need] = []

    def offer(self, maker: Ints | int, model: Ints | int = goods.FALSE_MODEL, *columns: str, **given: Any) -> None:
        """A listing of each shop; ``columns``: what must be readable besides the end of the offer."""
        models = np.broadcast_to(np.asarray(model, np.int32), (self.n,)).copy()
        record = goods.offer(
            self.world, self.rng, self.company, self.number, models, maker, who=self.who, **given
        )  # fmt: skip
        self.needs.append(Need("platform_goods", record, ("ended_on", *columns)))

    def sown(self) -> Sown:
        """Stories about the shops."""
        return Sown(self.who, self.needs, document=self.number)

    def some(self, *values: int) -> Ints:
        """One of a few for each shop."""
        return np.array(values, np.int32)[self.rng.integers(0, len(values), self.n)]

    def any_model(self) -> Ints:
        """A model for each shop."""
        return self.some(*range(len(goods.MODELS)))


@violation("P09", "known", "厂名型号已认定伪劣，没有认证，三条链接", "found bad before and uncertified, three listings")
def known(world: World, rng: Rng, n: int) -> Sown:
    shop = _Shop(world, rng, n)
    maker, model = shop.some(*goods.KNOWN), shop.any_model()
    for style in (0, 1, 3):
        shop.offer(maker, model, written=style)
    return shop.sown()


@violation("P09", "cheap", "没有认证，售价畸低", "uncertified and far too cheap")
def cheap(world: World, rng: Rng, n: int) -> Sown:
    shop = _Shop(world, rng, n)
    shop.offer(goods.UNKNOWN, goods.FALSE_MODEL, low=25, high=40)
    return shop.sown()


@violation("P09", "ended", "认证证书已到期或者注销", "the certificate ended or was cancelled")
def ended(world: World, rng: Rng, n: int) -> Sown:
    shop = _Shop(world, rng, n)
    maker, model = shop.some(goods.EXPIRED, goods.CANCELLED), shop.any_model()
    shop.offer(maker, model, low=95, written=2)
    certificate = np.where(maker == goods.EXPIRED, goods.certify(world)[maker, model], -1).astype(np.int32)
    shop.needs.append(Need("product_certificate", certificate, ("valid_to",)))
    return shop.sown()


@violation("P09", "imitation", "冒用有认证的厂名型号，售价畸低", "under a certified maker's name and far too cheap")
def imitation(world: World, rng: Rng, n: int) -> Sown:
    shop = _Shop(world, rng, n)
    shop.offer(shop.some(*goods.BRANDS), goods.FALSE_MODEL, "price", low=25, high=40)
    return shop.sown()


@trap("P09", "promotion", "平台活动价", "a price in a campaign of the platform")
def promotion(world: World, rng: Rng, n: int) -> Sown:
    shop = _Shop(world, rng, n)
    shop.offer(goods.BRANDS[0], goods.FALSE_MODEL, "list_price", low=110, before=np.ones(n, np.bool_))
    return shop.sown()


@trap("P09", "sale", "有认证、无伪劣认定的低价", "cheap, certified and never found bad")
def sale(world: World, rng: Rng, n: int) -> Sown:
    shop = _Shop(world, rng, n)
    shop.offer(shop.some(*goods.CERTIFIED), goods.FALSE_MODEL, low=40, high=55)
    return shop.sown()


@trap("P09", "bracket", "灭火器支架", "a bracket for extinguishers")
def bracket(world: World, rng: Rng, n: int) -> Sown:
    shop = _Shop(world, rng, n)
    shop.offer(goods.UNKNOWN, goods.FALSE_MODEL, low=8, high=15, title=goods.BRACKET)
    return shop.sown()


@trap("P09", "spelling", "型号书写变体", "the model written differently")
def spelling(world: World, rng: Rng, n: int) -> Sown:
    shop = _Shop(world, rng, n)
    shop.offer(shop.some(*goods.CERTIFIED), shop.any_model(), low=95, written=shop.some(1, 2, 3))
    return shop.sown()


@trap("P09", "genuine", "被冒用厂家的正品", "the real goods of a maker whose name was used falsely")
def genuine(world: World, rng: Rng, n: int) -> Sown:
    shop = _Shop(world, rng, n)
    shop.offer(shop.some(*goods.BRANDS), goods.FALSE_MODEL, low=112, high=150)
    return shop.sown()


@trap("P09", "other_model", "同厂其他型号被认定不合格，售价低", "another model of the maker was found bad; cheap")
def other_model(world: World, rng: Rng, n: int) -> Sown:
    shop = _Shop(world, rng, n)
    shop.offer(goods.BRANDS[1], 4, low=40, high=55)
    return shop.sown()


@trap("P09", "taken_down", "已下架", "taken down")
def taken_down(world: World, rng: Rng, n: int) -> Sown:
    shop = _Shop(world, rng, n)
    shop.offer(shop.some(*goods.KNOWN), shop.any_model(), ended=between(rng, AS_OF - 20, AS_OF - 1, n))
    return shop.sown()
