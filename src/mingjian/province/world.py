"""The province while it is being made: people, companies, rows so far, and who is already part of some story.

A person takes part in at most one planted story, so that no plant can disturb another; the rest is background.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from mingjian.province import regions
from mingjian.province.chance import Rng, stream
from mingjian.province.clock import AS_OF, NONE, Bools, Ints
from mingjian.province.companies import Companies, register
from mingjian.province.people import People, settle
from mingjian.province.tables import Coded, Tables


class TooFewPeople(ValueError):
    """The population has nobody left who fits a planted story."""


@dataclass
class World:
    """State of the making. ``used``: people with a story; ``muted``: people whose rows of a dataset are explicit;
    ``company_muted``: companies whose officers are explicit.
    """

    seed: int
    people: People
    companies: Companies
    tables: Tables = field(default_factory=Tables)
    used: Bools = field(default_factory=lambda: np.zeros(0, np.bool_))
    muted: dict[str, Bools] = field(default_factory=dict)
    company_used: Bools = field(default_factory=lambda: np.zeros(0, np.bool_))
    company_muted: Bools = field(default_factory=lambda: np.zeros(0, np.bool_))
    _idle_taken: int = 0
    _serials: dict[str, npt.NDArray[np.int64]] = field(default_factory=dict)

    def rng(self, *names: str) -> Rng:
        """A stream of chance of its own."""
        return stream(self.seed, *names)

    def pick(self, rng: Rng, n: int, fits: Bools) -> Ints:
        """``n`` people nobody has used yet, from those who fit; they are used from now on."""
        free = np.flatnonzero(fits & ~self.used)
        if len(free) < n:
            raise TooFewPeople(f"人口太少 / too few people: {n} wanted, {len(free)} fit; ask for a larger province")
        picked = np.sort(rng.choice(free, n, replace=False)).astype(np.int32)
        rng.shuffle(picked)
        self.used[picked] = True
        return picked

    def adults(self, low: int = 30, high: int = 50) -> Bools:
        """Living people of working age, adults for the whole of the delivered years, not pensioners."""
        age = self.people.age(AS_OF)
        return np.asarray((age >= low) & (age <= high) & (self.people.died == NONE))

    def elders(self, low: int = 66, high: int = 84) -> Bools:
        """Living people past every pension age."""
        age = self.people.age(AS_OF)
        return np.asarray((age >= low) & (age <= high) & (self.people.died == NONE))

    def pick_company(self, rng: Rng, n: int, fits: Bools) -> Ints:
        """``n`` companies in business, different from each other where there are enough."""
        fits = np.asarray(fits & ~self.companies.idle)
        free = np.flatnonzero(fits & ~self.company_used)
        if len(free) < n:
            return rng.choice(np.flatnonzero(fits), n).astype(np.int32)
        picked = rng.choice(free, n, replace=False).astype(np.int32)
        self.company_used[picked] = True
        return picked

    def pick_idle(self, n: int) -> Ints:
        """``n`` companies nobody works for, which no story has taken yet."""
        if self._idle_taken + n > len(self.companies) - self.companies.working:
            raise TooFewPeople(f"空壳公司不够 / too few idle companies: {n} more wanted; ask for a larger province")
        first = self.companies.working + self._idle_taken
        self._idle_taken += n
        return np.arange(first, first + n, dtype=np.int32)

    def mute(self, dataset: str, who: Ints) -> None:
        """No background rows of this dataset for these people."""
        self.muted.setdefault(dataset, np.zeros(len(self.people), np.bool_))[who] = True

    def homonym(self, who: Ints, of: Ints) -> None:
        """Give people the names of others: same name, another person."""
        self.people.name[who] = self.people.name[of]

    def die(self, who: Ints, on: Ints) -> None:
        """People die on a day; their death record is still to be written."""
        self.people.died[who] = on

    def is_muted(self, dataset: str) -> Bools:
        """Who has no background rows of the dataset."""
        return self.muted.get(dataset, np.zeros(len(self.people), np.bool_))

    def serial(self, series: str, place: Ints, year: Ints) -> Ints:
        """The next numbers of a yearly series of each place (case numbers, letters)."""
        counters = self._serials.setdefault(series, np.zeros(len(regions.COUNTIES) * 200, np.int64))
        slot = place.astype(np.int64) * 200 + (year - 1900)
        order = np.argsort(slot, kind="stable")
        ordered = slot[order]
        starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
        sizes = np.diff(np.r_[starts, len(slot)])
        rank = np.empty(len(slot), np.int64)
        rank[order] = np.arange(len(slot)) - np.repeat(starts, sizes)
        out = counters[slot] + rank + 1
        np.add.at(counters, slot, 1)
        return np.asarray(out, np.int32)

    def place_words(self, pattern: str, places: Ints) -> Coded:
        """A text for each county, as in ``"{full}人民法院"`` (fields: full, name, city, code)."""
        words = tuple(
            pattern.format(full=regions.FULL_NAMES[i], name=c.name, city=regions.CITIES[c.city].name, code=c.code)
            for i, c in enumerate(regions.COUNTIES)
        )
        return Coded(places.astype(np.int32), words)


def region_codes(places: Ints) -> Coded:
    """County indexes as six-digit codes; beyond the counties: the province, then other provinces."""
    return Coded(places.astype(np.int32), REGION_WORDS)


REGION_WORDS = (*regions.REGION_CODES, regions.PROVINCE_CODE, *regions.OTHER_PROVINCE_CODES)
PROVINCE = len(regions.REGION_CODES)
OTHER_PROVINCE = PROVINCE + 1


def found(people: int, seed: int) -> World:
    """A province with people and companies, and no rows yet."""
    world = World(seed, settle(people, seed), register(people, seed))
    world.used = np.zeros(people, np.bool_)
    world.company_used = world.companies.idle
    world.company_muted = world.companies.idle
    return world
