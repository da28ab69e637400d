"""Decisions that agencies ask the court to enforce: urged, applied for, accepted and ruled on in time."""

from __future__ import annotations

import numpy as np

from mingjian.province import regions
from mingjian.province.chance import Rng, between, chosen
from mingjian.province.clock import AS_OF, NONE, Bools, Ints, add_months, day, year_of
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

ORDERS = ("罚款", "罚款、没收违法所得", "责令限期拆除违法建筑物，恢复土地原状", "责令退还土地")
FINE, FORFEIT, TEAR_DOWN, GIVE_BACK = range(len(ORDERS))
OUTCOMES = ("allowed", "partly", "refused", "not_accepted", "withdrawn", "pending")
ALLOWED, PARTLY, REFUSED, NOT_ACCEPTED, WITHDRAWN, PENDING = range(len(OUTCOMES))
_ACTS = ("未按规定取得许可从事经营", "销售不合格产品", "非法占用土地", "非法占用土地")
_AGENCIES = ("{full}市场监督管理局", "{full}城市管理局", "{full}自然资源和规划局", "{full}自然资源和规划局")


def last_day_to_sue(orders: Ints, served: Ints) -> Ints:
    """Six months after service, of an order to tear down on illegally used land fifteen days."""
    return np.where(orders == TEAR_DOWN, served + 15, add_months(served, 6)).astype(np.int32)


def ask(
    world: World, rng: Rng, who: Ints, decided: Ints, *, orders: Ints | int = FINE, number: list[str] | None = None,
    served: Ints | None = None, reviewed: Ints | None = None, urged: Ints | None = None, applied: Ints | None = None,
    excused: bool = False, accepted: Ints | None = None, heard: bool = False, ruled: Ints | None = None,
    outcome: Ints | int = ALLOWED, executed: Ints | None = None, company: Ints | None = None,
    place: Ints | None = None,
) -> tuple[Ints, list[str]]:  # fmt: skip
    """Applications, lawful where nothing else is given; answers their record numbers and case numbers."""
    n = len(who)
    home = world.people.home[who] if place is None else place
    kind = np.broadcast_to(np.asarray(orders, np.int32), (n,)).copy()
    sent = decided + 3 if served is None else served
    over = last_day_to_sue(kind, decided + 3) if reviewed is None else reviewed + 15
    pressed = over + between(rng, 1, 12, n) if urged is None else urged
    asked = np.maximum(pressed, over) + between(rng, 15, 40, n) if applied is None else applied
    taken = asked + between(rng, 0, 5, n) if accepted is None else accepted
    ruling = taken + between(rng, 1, 7, n) if ruled is None else ruled
    year = year_of(taken.astype(np.int32))
    serial = world.serial("行审", home, year)
    codes = [regions.REGION_CODES[i][2:] for i in home.tolist()]
    cases = [f"（{y}）皖{c}行审{s}号" for y, c, s in zip(year.tolist(), codes, serial.tolist(), strict=True)]
    result = np.broadcast_to(np.asarray(outcome, np.int32), (n,)).copy()
    shown = (
        [c.replace("（", "〔").replace("）", "〕").replace("行审", "罚字") for c in cases] if number is None else number
    )
    agency = np.array([_AGENCIES[k].format(full=regions.FULL_NAMES[h]) for k, h in zip(kind.tolist(), home.tolist(),
                                                                                   strict=True)], object)  # fmt: skip
    none = np.full(n, NONE, np.int32)
    record = world.tables.add(
        "non_litigation_enforcement", who, company, case_number=np.array(cases, object),
        court=world.place_words("{full}人民法院", home), agency=agency, penalty_number=np.array(shown, object),
        act=Coded(kind, _ACTS), orders=Coded(kind, ORDERS), decided_on=decided.astype(np.int32),
        served_on=sent.astype(np.int32), reviewed_on=none if reviewed is None else reviewed.astype(np.int32),
        urged_on=pressed.astype(np.int32), applied_on=asked.astype(np.int32), excused=np.full(n, excused),
        accepted_on=taken.astype(np.int32), heard=np.full(n, heard), ruled_on=ruling.astype(np.int32),
        outcome=Coded(result, OUTCOMES), executor=world.place_words("{full}人民政府", home),
        executed_on=none if executed is None else executed.astype(np.int32), region=region_codes(home),
    )  # fmt: skip
    return record, cases


def background(world: World, rng: Rng) -> None:
    """A fifth of a per cent of the people: most rulings allow, all are carried out within half a year."""
    n = max(30, len(world.people) // 500)
    who = world.pick(rng, n, world.adults(24, 66))
    decided = between(rng, day("2017-01-01"), AS_OF - 500, n)
    orders = chosen(rng, [60, 25, 10, 5], n)
    result = chosen(rng, [88, 4, 4, 0, 4, 0], n)
    done: Bools = np.isin(result, (ALLOWED, PARTLY))
    executed = np.where(done, decided + between(rng, 330, 480, n), NONE).astype(np.int32)
    ask(world, rng, who, decided, orders=orders, outcome=result, executed=executed)
