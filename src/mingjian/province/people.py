"""The population: who lives in the province, with households, jobs, moves and the days on which people died.

Everything is held as whole columns; a person is an index. People who died since ``DEATHS_FROM`` are still rows: the
agencies' lists are full of them, which is the point.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mingjian.province import names, numbers, regions
from mingjian.province.arrow import Words, pa, words_of
from mingjian.province.chance import Rng, between, chosen, happens, stream
from mingjian.province.clock import AS_OF, NONE, Bools, Ints, age_on, day

DEATHS_FROM = day("2018-01-01")

# Persons in per mille by five-year age group at the as-of day, 0-4 … 100-104: few children, the large cohorts of the
# sixties and late eighties, a long thin end.
_PYRAMID = (38, 55, 62, 58, 52, 55, 72, 88, 72, 68, 80, 88, 78, 58, 52, 36, 22, 12, 5, 1.2, 0.2)
_MALE_SHARE = (0.53,) * 4 + (0.52,) + (0.51,) * 6 + (0.5, 0.5, 0.5, 0.49, 0.48, 0.45, 0.41, 0.36, 0.3, 0.25)
# Yearly deaths per thousand by five-year age group.
_MORTALITY = (1, 0.3, 0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.5, 2.4, 4, 6, 10, 16, 27, 46, 80, 130, 200, 300, 400)


@dataclass
class People:
    """Columns of the population; ``home`` and ``born_in`` are county indexes, days are day numbers.

    ``name`` indexes ``name_words``; plants may change it to make a homonym. ``job`` is 0 none, 1 employed, 2 farmer,
    3 retired worker (employee pension), 4 retired resident (resident pension), 5 child or student.
    """

    birth: Ints
    male: Ints
    home: Ints
    name: Ints
    name_words: list[str]
    ids: numbers.Bytes
    died: Ints
    household: Ints
    job: Ints
    moved_on: Ints
    moved_from: Ints

    def __len__(self) -> int:
        return len(self.birth)

    def age(self, on: int | Ints) -> Ints:
        """Completed years on a day."""
        return self._now if isinstance(on, int) and on == AS_OF else age_on(self.birth, on)

    @cached_property
    def _now(self) -> Ints:
        return age_on(self.birth, AS_OF)

    @cached_property
    def id_words(self) -> Words:
        """Resident ids as an Arrow binary array (pure ASCII, the same in every encoding of the files)."""
        return words_of(self.ids)

    @cached_property
    def spelled(self) -> Words:
        """The distinct names as UTF-8 words."""
        return pa.array([name.encode() for name in self.name_words], pa.binary())

    def id_texts(self, who: Ints) -> list[str]:
        """Resident ids of some people."""
        return numbers.strings(self.ids[who])

    def names_of(self, who: Ints) -> list[str]:
        """Names of some people."""
        return [self.name_words[code] for code in self.name[who].tolist()]

    def alive(self, on: int = AS_OF) -> Bools:
        """Who had not died by the end of the day."""
        return np.asarray((self.died == NONE) | (self.died > on))


def settle(count: int, seed: int) -> People:
    """A population of ``count``, the same for the same seed."""
    rng = stream(seed, "people")
    group = chosen(rng, _PYRAMID, count)
    birth = (AS_OF - (group * 5 * 365.2425).astype(np.int32) - between(rng, 1, 1826, count)).astype(np.int32)
    male = happens(rng, 1.0, count).astype(np.int32) * (rng.random(count) < np.asarray(_MALE_SHARE)[group])
    home = chosen(rng, [county.weight for county in regions.COUNTIES], count)
    born_in = _registration_codes(rng, home, birth)
    name, words = names.invent(rng, male)
    ids = numbers.resident_ids(born_in, birth, male, rng)
    died = _deaths(rng, birth, group)
    moved = happens(rng, 0.06, count)
    return People(
        birth=birth,
        male=male.astype(np.int32),
        home=home,
        name=name,
        name_words=words,
        ids=ids,
        died=died,
        household=_households(rng, home),
        job=_jobs(rng, birth, male),
        moved_on=np.where(moved, between(rng, day("2016-01-01"), AS_OF - 30, count), NONE).astype(np.int32),
        moved_from=np.where(moved, chosen(rng, [c.weight for c in regions.COUNTIES], count), NONE).astype(np.int32),
    )


def _registration_codes(rng: Rng, home: Ints, birth: Ints) -> Ints:
    """Six-digit code of first registration as an integer: mostly home, a withdrawn code for many of the older."""
    n = len(home)
    codes = np.array([int(code) for code in regions.REGION_CODES], np.int32)[home]
    older = age_on(birth, AS_OF) >= 22
    for current, former in regions.WITHDRAWN.items():
        here = (codes == int(current)) & older & happens(rng, 0.85, n)
        pick = rng.integers(0, len(former), n)
        codes = np.where(here, np.array([int(code) for code in former], np.int32)[pick], codes)
    elsewhere = happens(rng, 0.05, n)
    outside = np.array([int(code) for code in regions.ELSEWHERE], np.int32)
    return np.where(elsewhere, outside[rng.integers(0, len(outside), n)], codes).astype(np.int32)


def _deaths(rng: Rng, birth: Ints, group: Ints) -> Ints:
    years = (AS_OF - DEATHS_FROM) / 365.25
    gone = rng.random(len(birth)) < 1 - np.exp(-np.asarray(_MORTALITY)[group] / 1000 * years)
    day_of = between(rng, np.maximum(birth + 1, DEATHS_FROM), AS_OF - 20, len(birth))
    return np.where(gone, day_of, NONE).astype(np.int32)


def _households(rng: Rng, home: Ints) -> Ints:
    """Household numbers: one to five people of one county together."""
    n = len(home)
    order = np.lexsort((rng.random(n), home))
    starts = happens(rng, 0.38, n)
    starts |= np.r_[True, home[order][1:] != home[order][:-1]]
    household = np.empty(n, np.int32)
    household[order] = np.cumsum(starts)
    return household


def _jobs(rng: Rng, birth: Ints, male: Ints) -> Ints:
    age = age_on(birth, AS_OF)
    draw = rng.random(len(birth))
    job = np.where(draw < 0.62, 1, np.where(draw < 0.82, 2, 0))
    job = np.where(age < 20, 5, job)
    retired = age >= np.where(male == 1, 60, 55)
    return np.where(retired & (draw < 0.55), 3, np.where(retired & (age >= 60), 4, np.where(retired, 2, job))).astype(
        np.int32
    )
