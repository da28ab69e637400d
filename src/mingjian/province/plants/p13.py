"""P13 Illegal use of coast, minerals and forest seen by satellite (遥感发现的违法占用). Clue: the patch.

Law: 海域使用管理法3, 42; 矿产资源法39; 森林法37, 38, 73; 土地管理法77: nothing is built, mined, felled or filled there
without approval, and who does it is penalised (行政处罚法60: within ninety days of filing).
"""

from __future__ import annotations

import numpy as np

from mingjian.province import regions
from mingjian.province.background import ground, land, patches
from mingjian.province.chance import Rng, between
from mingjian.province.clock import AS_OF, Ints, add_months
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days
from mingjian.province.world import World

KEY = "document"


class _Patch:
    """Changes at spots of their own inside a protected area; ``edge``: just outside its western edge."""

    def __init__(
        self, world: World, rng: Rng, n: int, change: int, area: int = ground.REDLINE, *, seen: Ints | None = None,
        edge: bool = False, **given: object,
    ) -> None:  # fmt: skip
        self.world, self.rng, self.n = world, rng, n
        coast = (regions.CITY_OF == ground.COAST)[world.people.home]
        self.who = world.pick(rng, n, world.adults(26, 64) & (coast if area == ground.SEA else True))
        self.county = world.people.home[self.who]
        row = np.arange(n, dtype=np.int32)
        self.at = ground.west_of(self.county, area, row) if edge else ground.spot(world, self.county, area)
        self.seen = days(rng, "2020-06-01", "2025-03-01", n) if seen is None else seen
        self.before = (self.seen - between(rng, 80, 100, n)).astype(np.int32)
        record, self.number = patches.photograph(
            world, rng, self.county, change, self.at, self.seen, before=self.before, who=self.who,
            **given,  # type: ignore[arg-type]
        )  # fmt: skip
        zone = patches.areas(world)[max(area, 0), self.county]
        self.needs = [
            Need("change_patch", record, ("before_on", "observed_on")),
            Need("protected_area", zone.astype(np.int32), ("since",)),
        ]

    def approve(self, kind: int, since: Ints, until: Ints, status: int = 0) -> None:
        """An approval for the place."""
        record = patches.approve(
            self.world, self.rng, self.county, kind, self.at, since.astype(np.int32), until.astype(np.int32),
            status=status, who=self.who,
        )  # fmt: skip
        self.needs.append(Need("resource_approval", record, ("valid_from", "valid_to")))

    def punish(self, cited: bool, at: ground.Place) -> None:
        """A penalty for the change."""
        decided = np.minimum(self.seen + between(self.rng, 20, 150, self.n), AS_OF - 1).astype(np.int32)
        land.penalise(
            self.world, self.rng, land.WASTE, between(self.rng, 200, 4000, self.n), decided, self.county,
            who=self.who, at=at, patch=self.number if cited else None,
        )  # fmt: skip

    def sown(self) -> Sown:
        """Stories about the patches."""
        return Sown(self.who, self.needs, document=self.number)


@violation("P13", "mining", "红线内采掘，采矿许可早已到期", "mining inside the red line, the licence long over")
def mining(world: World, rng: Rng, n: int) -> Sown:
    patch = _Patch(world, rng, n, patches.MINING, system=ground.WGS84)
    until = (patch.before - between(rng, 300, 900, n)).astype(np.int32)
    patch.approve(patches.MINE, add_months(until, -60), until)
    return patch.sown()


@violation("P13", "clearing", "自然保护区内毁林，图斑为火星坐标", "trees gone in a reserve, the patch in GCJ-02")
def clearing(world: World, rng: Rng, n: int) -> Sown:
    return _Patch(world, rng, n, patches.CLEARING, ground.RESERVE, system=ground.GCJ02).sown()


@violation(
    "P13", "building", "公益林内建设，图斑为百度坐标，只有采伐许可", "building in a forest, a felling permit only"
)
def building(world: World, rng: Rng, n: int) -> Sown:
    patch = _Patch(world, rng, n, patches.BUILDING, ground.FOREST, system=ground.BD09)
    patch.approve(patches.FELLING, patch.before - 200, patch.seen + 300)
    return patch.sown()


@violation("P13", "filling", "填海，没有海域使用权", "sea filled without the right to use it")
def filling(world: World, rng: Rng, n: int) -> Sown:
    return _Patch(world, rng, n, patches.FILLING, ground.SEA).sown()


@trap("P13", "phase", "审批比影像晚数日", "the approval came days after the image")
def phase(world: World, rng: Rng, n: int) -> Sown:
    patch = _Patch(world, rng, n, patches.BUILDING)
    since = patch.seen + between(rng, 3, 25, n)
    patch.approve(patches.CONSTRUCTION, since, since + 900)
    return patch.sown()


@trap("P13", "temporary", "临时用地在期内", "temporary use in its time")
def temporary(world: World, rng: Rng, n: int) -> Sown:
    patch = _Patch(world, rng, n, patches.BUILDING, ground.FOREST)
    patch.approve(patches.TEMPORARY, patch.before - 100, patch.seen + 200)
    return patch.sown()


@trap("P13", "restoring", "临时用地期满，在一年恢复期内", "temporary use is over, within the year to restore")
def restoring(world: World, rng: Rng, n: int) -> Sown:
    patch = _Patch(world, rng, n, patches.BUILDING, ground.FOREST)
    patch.approve(patches.USE_OF_FOREST, patch.before - 900, patch.before - between(rng, 60, 330, n))
    return patch.sown()


@trap(
    "P13", "systems", "火星坐标的数值在红线内，实际在红线外", "numbers inside the red line in GCJ-02, outside in fact"
)
def systems(world: World, rng: Rng, n: int) -> Sown:
    return _Patch(world, rng, n, patches.MINING, edge=True, system=ground.GCJ02).sown()


@trap("P13", "approved", "有采矿许可", "licensed to mine")
def approved(world: World, rng: Rng, n: int) -> Sown:
    patch = _Patch(world, rng, n, patches.MINING, system=ground.GCJ02)
    patch.approve(patches.MINE, patch.before - 900, patch.seen + 900)
    return patch.sown()


@trap("P13", "punished", "同一地点已处罚", "penalised at the place")
def punished(world: World, rng: Rng, n: int) -> Sown:
    patch = _Patch(world, rng, n, patches.BUILDING, system=ground.BD09)
    patch.punish(False, patch.at)
    return patch.sown()


@trap("P13", "cited", "处罚引用图斑编号，坐标为地块另一端", "a penalty cites the patch, from the other end of the land")
def cited(world: World, rng: Rng, n: int) -> Sown:
    patch = _Patch(world, rng, n, patches.CLEARING, ground.RESERVE)
    patch.punish(True, (patch.at[0] + 0.001, patch.at[1]))
    return patch.sown()


@trap("P13", "restored", "拆除复垦", "removed and restored")
def restored(world: World, rng: Rng, n: int) -> Sown:
    return _Patch(world, rng, n, patches.REMOVED).sown()


@trap("P13", "just_seen", "查处期限未满", "the time to pursue is not over")
def just_seen(world: World, rng: Rng, n: int) -> Sown:
    return _Patch(world, rng, n, patches.MINING, seen=between(rng, AS_OF - 88, AS_OF - 5, n)).sown()


@trap("P13", "outside", "在保护区域之外", "outside every protected area")
def outside(world: World, rng: Rng, n: int) -> Sown:
    return _Patch(world, rng, n, patches.CLEARING, ground.OPEN).sown()
