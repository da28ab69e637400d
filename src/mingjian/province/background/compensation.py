"""State compensation: who was acquitted after custody applies for it, and so does who was arrested and then spared."""

from __future__ import annotations

import numpy as np

from mingjian.province.background import penalties, police
from mingjian.province.chance import Rng, between
from mingjian.province.charges import FRAUD, THEFT
from mingjian.province.clock import AS_OF, NONE, Ints, day, year_of
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

DATASET = "state_compensation"
DAILY = 47_552
"""Compensation a day in fen."""

SHARE = 3e-4
"""People by head who were arrested, not prosecuted for want of evidence, and compensated."""


def apply(world: World, rng: Rng, who: Ints, on: Ints, held: Ints) -> Ints:
    """Claims of people held for some days; answers their record numbers."""
    n = len(who)
    home = world.people.home[who]
    decided = on + between(rng, 20, 60, n)
    year = year_of(on)
    serial = world.serial("赔", home, year)
    parts = zip(year.tolist(), home.tolist(), serial.tolist(), strict=True)
    world.mute(DATASET, who)
    return world.tables.add(
        DATASET, who, organ=world.place_words("{full}人民检察院", home),
        compensation_number=np.array([f"检赔决〔{y}〕{h}{s:03d}号" for y, h, s in parts], object),
        applied_on=on.astype(np.int32), decided_on=np.where(decided > AS_OF, NONE, decided).astype(np.int32),
        outcome=Coded(np.where(decided > AS_OF, -1, 0).astype(np.int32), ("granted",)), days=held.astype(np.int64),
        amount=held.astype(np.int64) * DAILY, region=region_codes(home),
    )  # fmt: skip


def background(world: World, rng: Rng) -> None:
    """Claims after acquittals, and after arrests that ended without a prosecution."""
    whole = world.tables.whole("criminal_judgment")
    penalty, effective = whole["main_penalty"], np.asarray(whole["effective_on"])
    assert isinstance(penalty, Coded)
    acquitted = np.array([word == "acquitted" for word in penalty.words])[penalty.index] & (penalty.index >= 0)
    who = np.asarray(whole["_p"])
    rows = np.flatnonzero(acquitted & (effective != NONE) & ~world.is_muted(DATASET)[who])
    on = np.minimum(effective[rows] + between(rng, 8, 28, len(rows)), AS_OF)
    apply(world, rng, who[rows], on, between(rng, 60, 200, len(rows)))
    n = round(len(world.people) * SHARE)
    who = world.pick(rng, n, world.adults(24, 58))
    filed = between(rng, day("2019-01-01"), AS_OF - 300, n)
    police.open_cases(
        world, rng, who, filed, charge=FRAUD, detained_on=filed + 1, arrested_on=filed + 9, transferred_on=filed + 65
    )
    ended = filed + 110
    penalties.spare(world, rng, who, FRAUD, ended, kind="doubt", advised=False, opinion=False)
    apply(world, rng, who, ended + between(rng, 8, 28, n), np.full(n, 109, np.int32))
    who = world.pick(rng, n, world.adults(24, 58))
    filed = between(rng, day("2019-01-01"), AS_OF - 300, n)
    police.open_cases(
        world, rng, who, filed, charge=THEFT, detained_on=filed + 1, bail_from=filed + 4, bail_to=filed + 100,
        transferred_on=filed + 65,
    )  # fmt: skip
    penalties.spare(world, rng, who, THEFT, filed + 100, kind="doubt", advised=False, opinion=False)
