"""A06 Land rulings not enforced (违法用地裁而不执). Clue: the case.

Law: 土地管理法77, 83; 审理期限规定5: what the court allows is carried out within three months, six with leave.
"""

from __future__ import annotations

import numpy as np

from mingjian.province.background import forced, ground, land, patches
from mingjian.province.background.taxes import lead
from mingjian.province.chance import Rng, between
from mingjian.province.clock import AS_OF, Ints, add_months
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days
from mingjian.province.world import World

KEY = "document"


class _Site:
    """Buildings on land illegally used, penalised and, as the court allowed, to be torn down."""

    def __init__(
        self, world: World, rng: Rng, n: int, *, firm: bool = False, decided: Ints | None = None,
        other: bool = False, **given: object,
    ) -> None:  # fmt: skip
        self.world, self.rng, self.n = world, rng, n
        self.who, company = lead(world, rng, n) if firm else (world.pick(rng, n, world.adults(26, 64)), None)
        self.county = world.people.home[self.who] if company is None else world.companies.county[company]
        on = days(rng, "2018-06-01", "2023-06-01", n) if decided is None else decided
        self.at = ground.spot(world, self.county)
        penalty, number = land.penalise(
            world, rng, land.BUILDING, between(rng, 100, 4000, n), on, self.county, at=self.at, company=company,
            who=None if firm else self.who,
        )  # fmt: skip
        applied = on + between(rng, 35, 60, n)
        self.accepted = (applied + 2).astype(np.int32)
        party = world.pick(rng, n, world.adults(26, 64)) if other else self.who
        ruling, self.cases = forced.ask(
            world, rng, party, on, orders=forced.TEAR_DOWN, number=number, urged=on + 20, applied=applied,
            accepted=self.accepted, company=company, place=self.county, **given,  # type: ignore[arg-type]
        )  # fmt: skip
        key = "uscc" if firm else "id_number"
        self.needs = [
            Need("administrative_penalty", penalty, (key, "decided_on")),
            Need("non_litigation_enforcement", ruling, (key, "accepted_on", "executed_on")),
        ]
        self.due = add_months(self.accepted, 6)

    def image(
        self, change: int = patches.STANDING, on: Ints | None = None, at: ground.Place | None = None, **given: object
    ) -> None:
        """A patch on the land, after the limit unless another day is given."""
        last = np.minimum(self.due + 900, AS_OF - 10)
        seen = between(self.rng, self.due + 5, last, self.n) if on is None else on
        record, _ = patches.photograph(
            self.world, self.rng, self.county, change, self.at if at is None else at, seen, **given  # type: ignore[arg-type]
        )  # fmt: skip
        self.needs.append(Need("change_patch", record, ("observed_on",)))

    def sown(self) -> Sown:
        """Stories about the cases."""
        return Sown(self.who, self.needs, document=self.cases)


@violation("A06", "standing", "逾期未执行，影像显示建筑物仍在", "not carried out, and an image shows the building")
def standing(world: World, rng: Rng, n: int) -> Sown:
    site = _Site(world, rng, n)
    site.image(system=ground.WGS84)
    return site.sown()


@violation("A06", "company", "单位占地，图斑为火星坐标", "a company's land, the patch in GCJ-02")
def company(world: World, rng: Rng, n: int) -> Sown:
    site = _Site(world, rng, n, firm=True)
    site.image(system=ground.GCJ02)
    return site.sown()


@violation("A06", "partly", "部分准予执行，图斑为百度坐标", "allowed in part, the patch in BD-09")
def partly(world: World, rng: Rng, n: int) -> Sown:
    site = _Site(world, rng, n, outcome=forced.PARTLY)
    site.image(on=(site.due - 100).astype(np.int32))
    site.image(system=ground.BD09)
    return site.sown()


@trap("A06", "approved", "已补办用地手续", "approved afterwards")
def approved(world: World, rng: Rng, n: int) -> Sown:
    site = _Site(world, rng, n)
    site.image()
    patches.approve(world, rng, site.county, patches.CONSTRUCTION, site.at, site.due, add_months(site.due, 600))
    return site.sown()


@trap("A06", "old_image", "影像时相在执行期限之前", "the image is older than the limit")
def old_image(world: World, rng: Rng, n: int) -> Sown:
    site = _Site(world, rng, n)
    site.image(on=between(rng, site.due - 170, site.due, n))
    return site.sown()


@trap("A06", "removed", "其后影像显示已拆除复垦", "a later image shows it gone")
def removed(world: World, rng: Rng, n: int) -> Sown:
    site = _Site(world, rng, n, decided=days(rng, "2018-06-01", "2022-06-01", n))
    seen = (site.due + between(rng, 10, 100, n)).astype(np.int32)
    site.image(on=seen)
    site.image(patches.REMOVED, on=(seen + between(rng, 60, 300, n)).astype(np.int32))
    return site.sown()


@trap("A06", "same_name", "同名地块，图斑在三百米外", "another plot of the same name, three hundred metres off")
def same_name(world: World, rng: Rng, n: int) -> Sown:
    site = _Site(world, rng, n)
    site.image(at=(site.at[0], site.at[1] + 0.0027))
    return site.sown()


@trap("A06", "systems", "火星坐标的数值与地块相同，实际在别处", "the numbers of the site in GCJ-02, another place")
def systems(world: World, rng: Rng, n: int) -> Sown:
    site = _Site(world, rng, n)
    site.image(system=ground.GCJ02, as_written=True)
    return site.sown()


@trap("A06", "executed", "已执行完毕，影像是此前的", "carried out; the image shows the time before")
def executed(world: World, rng: Rng, n: int) -> Sown:
    on = days(rng, "2018-06-01", "2022-06-01", n)
    site = _Site(world, rng, n, decided=on, executed=on + 420)
    site.image(on=between(rng, site.due + 5, on + 410, n))
    return site.sown()


@trap("A06", "refused", "裁定不准予执行", "the court refused")
def refused(world: World, rng: Rng, n: int) -> Sown:
    site = _Site(world, rng, n, outcome=forced.REFUSED)
    site.image()
    return site.sown()


@trap("A06", "not_yet_due", "执行期限未满", "the time is not over")
def not_yet_due(world: World, rng: Rng, n: int) -> Sown:
    site = _Site(world, rng, n, decided=between(rng, AS_OF - 200, AS_OF - 120, n))
    site.image(on=between(rng, site.accepted + 20, AS_OF - 2, n))
    return site.sown()


@trap("A06", "other_party", "裁定的文号录错，当事人不同", "the number of another party's penalty")
def other_party(world: World, rng: Rng, n: int) -> Sown:
    site = _Site(world, rng, n, other=True)
    site.image()
    return site.sown()
