"""A07 Building sites without wage protection (工程建设农民工工资制度缺位). Clue: the permit of the site.

Law: 保障农民工工资支付条例24, 26, 28, 29, 32: wage account, register of workers, deposit or guarantee, payment
guarantee of the owner, labour cost transferred in full.
"""

from __future__ import annotations

import numpy as np

from mingjian.province.background import sites
from mingjian.province.background.sites import ACCOUNT, DEPOSIT, GUARANTEE, REGISTER
from mingjian.province.background.taxes import lead
from mingjian.province.chance import Rng, between
from mingjian.province.clock import AS_OF, Ints
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.world import World

KEY = "document"

_ALL = (ACCOUNT, DEPOSIT, GUARANTEE, REGISTER)


class _Site:
    """Sites with some of the safeguards; ``percent``: of the labour cost transferred."""

    def __init__(
        self, world: World, rng: Rng, n: int, kept: tuple[int, ...], *, percent: tuple[int, int] = (92, 100),
        **given: object,
    ) -> None:  # fmt: skip
        self.who, self.company = lead(world, rng, n)
        self.record, self.number = sites.permit(world, rng, self.company, who=self.who, **given)  # type: ignore[arg-type]
        self.started: Ints = np.asarray(world.tables.whole("construction_permit")["started_on"])[self.record]
        for kind in kept:
            sites.keep(world, self.company, self.number, kind, self.started + 6)
        self.transfers = sites.transfer(world, self.company, self.number, between(rng, *percent, n))

    def sown(self, *more: Need) -> Sown:
        """Stories about the permits."""
        need = Need("construction_permit", self.record, ("uscc", "started_on", "contract_amount"))
        return Sown(self.who, [need, *more], document=self.number)


def _without(missing: int) -> tuple[int, ...]:
    return tuple(kind for kind in _ALL if kind != missing)


@violation("A07", "no_account", "没有工资专户，有欠薪投诉", "no wage account, and complaints")
def no_account(world: World, rng: Rng, n: int) -> Sown:
    site = _Site(world, rng, n, _without(ACCOUNT))
    workers = world.pick(rng, n, world.adults(24, 58))
    sites.complain(world, rng, workers, site.company, site.number)
    return site.sown()


@violation("A07", "no_deposit", "没有工资保证金和保函", "no wage deposit and no guarantee")
def no_deposit(world: World, rng: Rng, n: int) -> Sown:
    return _Site(world, rng, n, _without(DEPOSIT)).sown()


@violation("A07", "no_guarantee", "没有工程款支付担保", "no payment guarantee")
def no_guarantee(world: World, rng: Rng, n: int) -> Sown:
    return _Site(world, rng, n, _without(GUARANTEE)).sown()


@violation("A07", "no_register", "没有实名制管理", "no register of workers")
def no_register(world: World, rng: Rng, n: int) -> Sown:
    return _Site(world, rng, n, _without(REGISTER)).sown()


@violation("A07", "labour_cost", "人工费用拨付不足", "labour cost transferred short")
def labour_cost(world: World, rng: Rng, n: int) -> Sown:
    site = _Site(world, rng, n, _ALL, percent=(20, 70))
    return site.sown(Need("wage_transfer", site.transfers, ("month", "agreed", "transferred"), enough=1))


@trap("A07", "small_works", "小额工程", "small works")
def small_works(world: World, rng: Rng, n: int) -> Sown:
    return _Site(world, rng, n, (), millions=between(rng, 1, 2, n)).sown()


@trap("A07", "whole_company", "单位统一保函", "one guarantee for all sites of the company")
def whole_company(world: World, rng: Rng, n: int) -> Sown:
    site = _Site(world, rng, n, _without(DEPOSIT))
    sites.keep(world, site.company, None, DEPOSIT, site.started - 100)
    return site.sown()


@trap("A07", "stopped", "停工", "stopped")
def stopped(world: World, rng: Rng, n: int) -> Sown:
    return _Site(world, rng, n, (), status=sites.STOPPED).sown()


@trap("A07", "done", "已竣工销户", "completed, the account closed")
def done(world: World, rng: Rng, n: int) -> Sown:
    return _Site(world, rng, n, (), status=sites.DONE).sown()


@trap("A07", "just_begun", "刚开工", "just begun")
def just_begun(world: World, rng: Rng, n: int) -> Sown:
    return _Site(world, rng, n, (), started=between(rng, AS_OF - 29, AS_OF - 1, n)).sown()


@trap("A07", "nearly_full", "人工费用略有差额", "labour cost nearly in full")
def nearly_full(world: World, rng: Rng, n: int) -> Sown:
    return _Site(world, rng, n, _ALL, percent=(82, 90)).sown()
