"""Police cases that never come before a court: withdrawn, suspended, or still being investigated."""

from __future__ import annotations

import numpy as np

from mingjian.province.background import penalties
from mingjian.province.chance import Rng, between, chosen
from mingjian.province.charges import CASINO, FRAUD, INJURY, QUARREL, THEFT
from mingjian.province.clock import AS_OF, NONE, Ints, add_months, day
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

CHARGES = (THEFT, INJURY, QUARREL, FRAUD, CASINO)
LAWFUL_GROUNDS = ("no_crime", "not_criminal", "not_suspect", "time_barred")
EXTENSIONS = ("roaming", "repeated", "gang")
SHARE = 6e-4
"""Withdrawn and suspended cases by head."""


def open_cases(
    world: World, rng: Rng, who: Ints, filed: Ints, *, charge: str | None = None, **given: object
) -> tuple[Ints, list[str]]:
    """Cases with the days and grounds given, all others empty; answers their record numbers and case numbers."""
    n = len(who)
    home = world.people.home[who]
    number = penalties.letters(world, home, filed, "立字")
    columns: dict[str, object] = {name: np.full(n, NONE, np.int32) for name in (
        "detained_on", "extended_to", "arrested_on", "bail_from", "bail_to", "residence_from", "residence_to",
        "transferred_on", "withdrawn_on",
    )}  # fmt: skip
    columns |= {"extension_ground": None, "suspended_ground": None, "withdrawal_ground": None, **given}
    charges = Coded(between(rng, 0, len(CHARGES) - 1, n), CHARGES) if charge is None else charge
    record = world.tables.add(
        "police_case", who, case_no=number, charge=charges, filed_on=filed, region=region_codes(home), **columns
    )
    return record, list(number)  # type: ignore[call-overload]


def background(world: World, rng: Rng) -> None:
    """Cases withdrawn on lawful grounds after some weeks on bail, and cases suspended for a reason that is told."""
    n = round(len(world.people) * SHARE)
    who = world.pick(rng, n, world.adults(22, 60))
    filed = between(rng, day("2017-01-01"), AS_OF - 400, n)
    bail = filed + between(rng, 1, 3, n)
    ended = np.minimum(bail + between(rng, 40, 300, n), add_months(bail, 12)).astype(np.int32)
    open_cases(
        world, rng, who, filed, bail_from=bail, bail_to=ended, withdrawn_on=ended,
        withdrawal_ground=Coded(chosen(rng, [5, 3, 2, 1], n), LAWFUL_GROUNDS),
    )  # fmt: skip
    who = world.pick(rng, n // 4, world.adults(22, 60))
    filed = between(rng, day("2017-01-01"), AS_OF - 400, n // 4)
    open_cases(
        world, rng, who, filed, detained_on=filed + 1, bail_from=filed + 4, bail_to=filed + 250,
        suspended_ground=Coded(between(rng, 0, 2, n // 4), ("fugitive", "appraisal", "illness")),
    )  # fmt: skip
