"""R03 Probation not revoked (缓刑期内再犯、漏罪未撤缓). Clue: the later judgment.

Law: 刑法73 (probation runs from the day the judgment takes effect), 77 (a new crime in the period, or an undetected one
found in the period, revokes it).
"""

from __future__ import annotations

import numpy as np

from mingjian.province import justice
from mingjian.province.chance import Rng, between
from mingjian.province.charges import FRAUD, INJURY, QUARREL, THEFT
from mingjian.province.clock import Ints, add_months
from mingjian.province.plants.base import Sown, trap, violation
from mingjian.province.plants.common import days, judgments, some_charge, spoil
from mingjian.province.world import World

KEY = "document"

_CHARGES = (THEFT, FRAUD, INJURY, QUARREL)


def _prior(world: World, rng: Rng, n: int, last: str = "2021-10-01") -> justice.Case:
    person = world.pick(rng, n, world.adults(34, 50))
    judged = days(rng, "2017-01-10", last, n)
    months = between(rng, 8, 14, n)
    return justice.judge(
        world, rng, person, some_charge(rng, _CHARGES, n), judged, months=months,
        probation=months + between(rng, 6, 16, n), manner=justice.BAIL,
    )  # fmt: skip


def _later(world: World, rng: Rng, person: Ints, crime: Ints, **given: object) -> justice.Case:
    n = len(person)
    judged = given.pop("judged", None)
    when = crime + between(rng, 90, 150, n) if judged is None else judged
    return justice.judge(
        world, rng, person, some_charge(rng, _CHARGES, n), when, crime=crime, months=between(rng, 9, 24, n),  # type: ignore[arg-type]
        manner=justice.HELD, **given,
    )  # fmt: skip


def _sown(prior: justice.Case, later: justice.Case) -> Sown:
    needs = [judgments(prior, "effective_on", "crime_to"), judgments(later, "crime_from", "crime_to", "accused_on")]
    return Sown(later.person, needs, document=later.number)


@violation(
    "R03", "new_crime", "缓刑考验期内再犯新罪，新判决未撤销缓刑", "a new crime in the period, probation not revoked"
)
def new_crime(world: World, rng: Rng, n: int) -> Sown:
    prior = _prior(world, rng, n)
    crime = between(rng, prior.effective + 20, prior.probation_to - 40, n)
    return _sown(prior, _later(world, rng, prior.person, crime))


@violation(
    "R03",
    "last_days",
    "考验期最后几日再犯（按判决日起算会漏掉）",
    "a crime in the last days, missed when counted from the judgment",
)
def last_days(world: World, rng: Rng, n: int) -> Sown:
    prior = _prior(world, rng, n)
    crime = prior.probation_to - between(rng, 0, 8, n)
    return _sown(prior, _later(world, rng, prior.person, crime))


@violation(
    "R03", "old_crime_found", "考验期内发现漏罪，未撤销缓刑", "an undetected crime found in the period, not revoked"
)
def old_crime_found(world: World, rng: Rng, n: int) -> Sown:
    prior = _prior(world, rng, n)
    crime = prior.crime - between(rng, 60, 300, n)
    filed = (prior.effective + between(rng, 15, 60, n)).astype(np.int32)
    later = _later(world, rng, prior.person, crime, filed=filed, judged=filed + 120)
    return _sown(prior, later)


@trap("R03", "revoked", "新判决已撤销缓刑并数罪并罚", "the new judgment revoked the probation")
def revoked(world: World, rng: Rng, n: int) -> Sown:
    prior = _prior(world, rng, n)
    crime = between(rng, prior.effective + 20, prior.probation_to - 40, n)
    later = _later(world, rng, prior.person, crime)
    spoil(world, later, revoked_probation=np.ones(n, np.int8), combined=np.ones(n, np.int8))
    return _sown(prior, later)


@trap("R03", "before_effect", "判决宣告后、生效前犯罪（考验期尚未起算）", "after the judgment, before it took effect")
def before_effect(world: World, rng: Rng, n: int) -> Sown:
    prior = _prior(world, rng, n)
    crime = between(rng, prior.judged + 1, prior.effective - 2, n)
    filed = add_months(prior.probation_to, 1)
    return _sown(prior, _later(world, rng, prior.person, crime, filed=filed, judged=filed + 120))


@trap("R03", "after_period", "考验期满后犯罪", "a crime after the period")
def after_period(world: World, rng: Rng, n: int) -> Sown:
    prior = _prior(world, rng, n)
    return _sown(prior, _later(world, rng, prior.person, prior.probation_to + between(rng, 1, 60, n)))


@trap("R03", "old_crime_found_later", "考验期满后才发现漏罪", "an old crime found only after the period")
def old_crime_found_later(world: World, rng: Rng, n: int) -> Sown:
    prior = _prior(world, rng, n)
    crime = prior.crime - between(rng, 60, 300, n)
    filed = (prior.probation_to + between(rng, 10, 200, n)).astype(np.int32)
    return _sown(prior, _later(world, rng, prior.person, crime, filed=filed, judged=filed + 120))
