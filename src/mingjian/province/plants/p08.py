"""P08 Garages without hazardous waste manifests (汽修危废无转移记录). Clue: the garage.

Law: 固体废物污染环境防治法78-80, 82: waste oil goes with a manifest to somebody with a permit.
"""

from __future__ import annotations

import numpy as np

from mingjian.province.background import repairs
from mingjian.province.background.taxes import lead
from mingjian.province.chance import Rng, between
from mingjian.province.clock import AS_OF, Ints
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.world import World

KEY = "company"


class _Garage:
    """Garages in business that change oil all year."""

    def __init__(self, world: World, rng: Rng, n: int, *, oil: bool = True, **given: object) -> None:
        self.world, self.rng = world, rng
        self.who, self.company = lead(world, rng, n)
        self.record = repairs.put_on_record(world, rng, self.company, who=self.who, **given)  # type: ignore[arg-type]
        self.needs = [Need("repair_shop", self.record, ("uscc", "filed_on"))]
        if oil:
            work, self.litres = repairs.change_oil(world, rng, self.company, repairs.owners(world))
            self.needs.append(Need("vehicle_repair", work, ("uscc", "repaired_on"), enough=24))

    def hand_over(self, low: int = 60, high: int = 105, **given: object) -> Ints:
        """Waste oil, as so many per cent of the oil used; answers the manifests of each garage."""
        kilograms = repairs.waste_of(self.rng, self.litres, low, high)
        return repairs.hand_over(self.world, self.rng, self.company, kilograms, **given)  # type: ignore[arg-type]

    def sown(self, *more: Need) -> Sown:
        """Stories about the garages."""
        return Sown(self.who, [*self.needs, *more], company=self.company)


@violation("P08", "silent", "更换机油而没有转移联单", "oil is changed and there is no manifest")
def silent(world: World, rng: Rng, n: int) -> Sown:
    return _Garage(world, rng, n).sown()


@violation("P08", "little", "转移量远低于用油量", "far less handed over than was used")
def little(world: World, rng: Rng, n: int) -> Sown:
    garage = _Garage(world, rng, n)
    papers = garage.hand_over(4, 18)
    return garage.sown(Need("waste_manifest", papers, ("uscc", "transferred_on", "tons")))


@violation("P08", "unlicensed", "交给没有许可证的回收站", "handed to somebody without a permit")
def unlicensed(world: World, rng: Rng, n: int) -> Sown:
    garage = _Garage(world, rng, n)
    papers = garage.hand_over(receiver=repairs.UNKNOWN)
    permits = np.full((n, 1), -1, np.int32)
    return garage.sown(
        Need("waste_manifest", papers, ("uscc", "transferred_on"), enough=1), Need("waste_permit", permits, ())
    )


@trap("P08", "wash", "仅洗车美容", "a wash only")
def wash(world: World, rng: Rng, n: int) -> Sown:
    return _Garage(world, rng, n, oil=False, service=repairs.WASH).sown()


@trap("P08", "head_office", "连锁总部统一转移", "the head office hands over for its branches")
def head_office(world: World, rng: Rng, n: int) -> Sown:
    _, chain = lead(world, rng, n)
    garage = _Garage(world, rng, n, chain=chain)
    repairs.hand_over(world, rng, chain, np.full(n, 3000, np.int32))
    return garage.sown()


@trap("P08", "closed", "已终止经营", "closed")
def closed(world: World, rng: Rng, n: int) -> Sown:
    return _Garage(world, rng, n, status=2).sown()


@trap("P08", "just_opened", "备案未满一年", "on record for less than a year")
def just_opened(world: World, rng: Rng, n: int) -> Sown:
    return _Garage(world, rng, n, since=between(rng, AS_OF - 350, AS_OF - 200, n)).sown()


@trap("P08", "other_province", "经批准转移到外省持证单位", "handed to a firm with a permit in another province")
def other_province(world: World, rng: Rng, n: int) -> Sown:
    garage = _Garage(world, rng, n)
    garage.hand_over(receiver=repairs.OUTSIDE)
    return garage.sown()


@trap("P08", "fair", "转移量偏少但仍合理", "less than most and yet fair")
def fair(world: World, rng: Rng, n: int) -> Sown:
    garage = _Garage(world, rng, n)
    garage.hand_over(45, 55)
    return garage.sown()


@trap("P08", "one_receipt", "一年一次转移", "handed over once in the year")
def one_receipt(world: World, rng: Rng, n: int) -> Sown:
    garage = _Garage(world, rng, n)
    garage.hand_over(papers=1)
    return garage.sown()
