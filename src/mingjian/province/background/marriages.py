"""Marriages as registered, most of them for life, and what the register of residents says of the married."""

from __future__ import annotations

import numpy as np

from mingjian.province import regions
from mingjian.province.chance import Rng, between, happens
from mingjian.province.clock import AS_OF, NONE, Ints, add_months, day, year_of
from mingjian.province.life import Life
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

PARTIES = ("husband", "wife")
STATES = ("valid", "divorced", "annulled")
VALID, DIVORCED, ANNULLED = range(3)
_FROM = day("2016-03-01")


def marry(
    world: World, husband: Ints, wife: Ints, on: Ints, *, ended: Ints | None = None, state: Ints | int = VALID,
    on_site: bool = False, names: tuple[Ints, Ints] | None = None,
) -> Ints:  # fmt: skip
    """Registrations under the names of the parties (or of others); answers record numbers: husbands, then wives."""
    n = len(husband)
    home, year = world.people.home[husband], year_of(on)
    rows = zip(home.tolist(), year.tolist(), world.serial("结婚", home, year).tolist(), strict=True)
    numbers = tuple(f"J{regions.REGION_CODES[c]}-{y}-{s:06d}" for c, y, s in rows)
    over = np.full(n, NONE, np.int32) if ended is None else ended
    written = (husband, wife) if names is None else names
    states = np.broadcast_to(np.asarray(state, np.int32), (n,))
    records = world.tables.add(
        "marriage_registration", np.concatenate([husband, wife]),
        certificate_number=Coded(np.tile(np.arange(n, dtype=np.int32), 2), numbers),
        party=Coded(np.repeat(np.arange(2, dtype=np.int32), n), PARTIES),
        party_name=Coded(world.people.name[np.concatenate(written)].astype(np.int32), tuple(world.people.name_words)),
        agency=world.place_words("{full}民政局婚姻登记处", np.tile(home, 2)),
        registered_on=np.tile(on, 2).astype(np.int32),
        ended_on=np.tile(over, 2).astype(np.int32), status=Coded(np.tile(states, 2).astype(np.int32), STATES),
        on_site=np.full(2 * n, on_site), region=region_codes(np.tile(home, 2)),
    )  # fmt: skip
    return records.reshape(2, n)


def enter(world: World, who: Ints, former: Ints | None = None) -> Ints:
    """Entries of the register of residents, with the name of another as the former one; answers record numbers."""
    names = tuple(world.people.name_words)
    before = np.full(len(who), -1, np.int32) if former is None else world.people.name[former].astype(np.int32)
    return world.tables.add(
        "resident_register", who, former_name=Coded(before, names), region=region_codes(world.people.home[who])
    )


def background(world: World, life: Life, rng: Rng) -> None:
    """One couple for forty people, one in eight of them divorced later; all are in the register of residents."""
    people = world.people
    able = world.adults(26, 50) & ~world.used & ~world.is_muted("marriage_registration")
    men = rng.permutation(np.flatnonzero(able & (people.male == 1))).astype(np.int32)
    women = rng.permutation(np.flatnonzero(able & (people.male == 0))).astype(np.int32)
    n = min(len(men), len(women), len(people) // 40)
    husband, wife = men[:n], women[:n]
    grown = add_months(np.maximum(people.birth[husband], people.birth[wife]), 23 * 12)
    on = between(rng, np.maximum(grown, _FROM), AS_OF - 30, n)
    kept = life.free(husband, on, on) & life.free(wife, on, on)
    husband, wife, on = husband[kept], wife[kept], on[kept]
    parted = happens(rng, 0.12, len(on)) & (on < AS_OF - 500)
    ended = np.where(parted, between(rng, on + 200, AS_OF - 5, len(on)), NONE).astype(np.int32)
    marry(world, husband, wife, on, ended=ended, state=parted.astype(np.int32))
    enter(world, np.concatenate([husband, wife]))
