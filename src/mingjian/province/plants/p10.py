"""P10 Forged special-operation certificates at work (特种作业假证上岗). Clue: the person.

Law: 安全生产法30, 97: special operations only with training and a certificate.
"""

from __future__ import annotations

import numpy as np

from mingjian.province.background import trades
from mingjian.province.chance import Rng, between
from mingjian.province.clock import AS_OF, Ints
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days
from mingjian.province.world import OTHER_PROVINCE, World

KEY = "person"


class _Buyers:
    """People who bought forged certificates."""

    def __init__(
        self, world: World, rng: Rng, n: int, *, sold: Ints | None = None, trade: Ints | None = None,
        printed: Ints | None = None, site: str = "yingji",
    ) -> None:  # fmt: skip
        self.who = world.pick(rng, n, world.adults(22, 56))
        self.trade = rng.integers(0, trades.PLAIN, n).astype(np.int32) if trade is None else trade
        self.sold = days(rng, "2022-06-01", "2025-03-01", n) if sold is None else sold
        self.record = trades.forge(world, self.who, self.trade, self.sold, printed=printed, site=site)

    def sown(self) -> Sown:
        """Stories about the buyers."""
        need = Need("forged_certificate", self.record, ("id_number", "sold_on"))
        return Sown(self.who, [need], lists=("operation_certificate",))


@violation("P10", "at_work", "持假证在工地从事特种作业", "at work on a site with a forged certificate")
def at_work(world: World, rng: Rng, n: int) -> Sown:
    buyers = _Buyers(world, rng, n)
    trades.employ(world, rng, buyers.who, buyers.trade, np.minimum(buyers.sold + 10, AS_OF - 5))
    return buyers.sown()


@violation("P10", "bought", "购买假证，没有官方证书", "bought, without an official certificate")
def bought(world: World, rng: Rng, n: int) -> Sown:
    return _Buyers(world, rng, n, site="zhengshu").sown()


@violation("P10", "other_trade", "只有另一类别的官方证书", "an official certificate of another kind only")
def other_trade(world: World, rng: Rng, n: int) -> Sown:
    buyers = _Buyers(world, rng, n)
    other = ((buyers.trade + 1) % trades.PLAIN).astype(np.int32)
    trades.certify(world, buyers.who, other, buyers.sold - 400)
    return buyers.sown()


@trap("P10", "lag", "官方平台更新滞后", "the platform lags behind")
def lag(world: World, rng: Rng, n: int) -> Sown:
    return _Buyers(world, rng, n, sold=between(rng, AS_OF - 58, AS_OF - 3, n)).sown()


@trap("P10", "certified", "本人另有同类别真证", "has a true certificate of the same kind")
def certified(world: World, rng: Rng, n: int) -> Sown:
    buyers = _Buyers(world, rng, n)
    trades.certify(world, buyers.who, buyers.trade, np.minimum(buyers.sold + 90, AS_OF - 10))
    return buyers.sown()


@trap("P10", "other_province", "证载发证地在外省", "said to be of another province")
def other_province(world: World, rng: Rng, n: int) -> Sown:
    return _Buyers(world, rng, n, printed=np.full(n, OTHER_PROVINCE, np.int32)).sown()


@trap("P10", "plain_work", "普通工种", "plain work needs no certificate")
def plain_work(world: World, rng: Rng, n: int) -> Sown:
    return _Buyers(world, rng, n, trade=np.full(n, trades.PLAIN, np.int32)).sown()


@trap("P10", "namesake", "同名另一人在岗且有证", "another of the same name, certified and at work")
def namesake(world: World, rng: Rng, n: int) -> Sown:
    buyers = _Buyers(world, rng, n, sold=between(rng, AS_OF - 50, AS_OF - 3, n))
    other = world.pick(rng, n, world.adults(24, 56))
    world.homonym(other, buyers.who)
    trades.certify(world, other, buyers.trade, buyers.sold - 500)
    trades.employ(world, rng, other, buyers.trade, buyers.sold - 100)
    return Sown(other)
