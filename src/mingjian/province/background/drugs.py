"""People under measures against addiction, whose driving licences were cancelled when the measure was ordered."""

from __future__ import annotations

import numpy as np

from mingjian.province.background import penalties, traffic
from mingjian.province.chance import Rng, between, chosen, happens
from mingjian.province.clock import AS_OF, JUSTICE_FROM, NONE, Bools, Ints, add_months
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

MEASURES = ("community", "isolation", "recovery")
COMMUNITY, ISOLATION, RECOVERY = 0, 1, 2
_YEARS = np.array([3, 2, 3], np.int32)
_SERIES = ("社戒决字", "强戒决字", "社康决字")


def order(
    world: World, rng: Rng, who: Ints, measure: Ints, decided: Ints, *, lifted: Ints | None = None,
    driving: bool | Bools = False, penalty: bool = True,
) -> Ints:  # fmt: skip
    """Measures for their lawful term (禁毒法33, 47, 48), after a penalty for the use; answers their record numbers."""
    n = len(who)
    home = world.people.home[who]
    decided = decided.astype(np.int32)
    begun = np.where(measure == ISOLATION, decided, decided + between(rng, 3, 14, n)).astype(np.int32)
    ends = (add_months(begun, _YEARS[measure] * 12) - 1).astype(np.int32)
    over = np.where(ends < AS_OF, ends, NONE) if lifted is None else lifted
    if penalty:
        penalties.penalise(world, rng, who, "吸食毒品", decided - between(rng, 1, 3, n), decided)
    numbers = np.full(n, None, object)
    for kind, series in enumerate(_SERIES):
        rows = np.flatnonzero(measure == kind)
        numbers[rows] = penalties.letters(world, home[rows], decided[rows], series)
    return world.tables.add(
        "drug_measure", who, decision_number=numbers, measure=Coded(measure.astype(np.int32), MEASURES),
        decided_on=decided, from_on=begun, to_on=ends, lifted_on=np.asarray(over, np.int32),
        driving=np.broadcast_to(np.asarray(driving), (n,)).astype(np.int8),
        office=world.place_words("{full}禁毒办", home), region=region_codes(home),
    )  # fmt: skip


def background(world: World, rng: Rng) -> None:
    """About fifteen in ten thousand, half of whom drove; three years after a measure some have a licence again."""
    n = round(len(world.people) * 0.0015)
    who = world.pick(rng, n, world.adults(20, 58))
    measure = chosen(rng, [50, 30, 20], n)
    decided = between(rng, JUSTICE_FROM, AS_OF - 5, n)
    drove = happens(rng, 0.5, n)
    order(world, rng, who, measure, decided, driving=drove & happens(rng, 0.15, n))
    traffic.no_licence(world, who[~drove])
    free_from = add_months(decided, 75)
    again = drove & (free_from < AS_OF - 60) & happens(rng, 0.5, n)
    kept = drove & ~again
    traffic.licence(
        world, rng, who[kept], status="cancelled", status_on=decided[kept] + between(rng, 2, 25, int(kept.sum())),
        issued=decided[kept] - between(rng, 400, 3000, int(kept.sum())),
    )  # fmt: skip
    traffic.licence(world, rng, who[again], issued=between(rng, free_from[again], AS_OF - 20, int(again.sum())))
