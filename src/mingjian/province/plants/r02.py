"""R02 Missed recidivism (遗漏认定累犯、毒品再犯). Clue: the later judgment.

Law: 刑法65 (intentional crimes, prison both times, the later crime within five years of the end of the
sentence, neither as a minor), 66, 356 (drugs: no time limit). The day that counts is that of the crime.
"""

from __future__ import annotations

import numpy as np

from mingjian.province import justice
from mingjian.province.background import cases
from mingjian.province.chance import Rng, between
from mingjian.province.charges import DRUNK, FRAUD, HOST_DRUGS, INJURY, QUARREL, SELL_DRUGS, THEFT, TRAFFIC
from mingjian.province.clock import AS_OF, Bools, Ints, add_months
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days, judgments, some_charge, spoil
from mingjian.province.world import World, region_codes

KEY = "document"

_CHARGES = (THEFT, FRAUD, INJURY, QUARREL)


def _prior(world: World, rng: Rng, person: Ints, **given: object) -> justice.Case:
    n = len(person)
    given.setdefault("months", between(rng, 8, 20, n))
    given.setdefault("manner", justice.HELD)
    charge = given.pop("charge", None)
    kind = some_charge(rng, _CHARGES, n) if charge is None else charge
    judged = given.pop("judged", None)
    when = days(rng, "2016-06-01", "2018-09-01", n) if judged is None else judged
    return justice.judge(world, rng, person, kind, when, **given)  # type: ignore[arg-type]


def _later(world: World, rng: Rng, person: Ints, crime: Ints, **given: object) -> justice.Case:
    n = len(person)
    charge = given.pop("charge", None)
    kind = some_charge(rng, _CHARGES, n) if charge is None else charge
    judged = np.minimum(crime + between(rng, 90, 150, n), AS_OF - 20).astype(np.int32)
    given.setdefault("manner", justice.HELD)
    given.setdefault("months", between(rng, 10, 30, n))
    case = justice.judge(world, rng, person, kind, judged, crime=crime, **given)  # type: ignore[arg-type]
    world.tables.change("criminal_judgment", case.judgment, prior_count=np.ones(n))
    return case


def _people(world: World, rng: Rng, n: int, fits: Bools | None = None) -> Ints:
    return world.pick(rng, n, world.adults(34, 50) if fits is None else fits)


def _sown(prior: justice.Case, later: justice.Case) -> Sown:
    needs = [judgments(prior, "sentence_to", "crime_from", "crime_to"), judgments(later, "crime_from", "crime_to")]
    needs += [Need("criminal_judgment", prior.judgment, ("sentence_from", "effective_on"))]
    return Sown(later.person, needs, document=later.number)


@violation(
    "R02", "recidivism_missed", "刑满五年内故意再犯，未认定累犯", "a new crime within five years, not found recidivist"
)
def recidivism_missed(world: World, rng: Rng, n: int) -> Sown:
    prior = _prior(world, rng, _people(world, rng, n))
    return _sown(prior, _later(world, rng, prior.person, prior.sentence_to + between(rng, 60, 1500, n)))


@violation("R02", "judged_after_five_years", "五年内犯罪、五年后判决", "crime within, judgment after five years")
def judged_after_five_years(world: World, rng: Rng, n: int) -> Sown:
    prior = _prior(world, rng, _people(world, rng, n))
    crime = add_months(prior.sentence_to, 60) - between(rng, 5, 60, n)
    return _sown(prior, _later(world, rng, prior.person, crime))


@violation("R02", "drug_repeat_missed", "毒品再犯未认定", "repeat drug offender not found")
def drug_repeat_missed(world: World, rng: Rng, n: int) -> Sown:
    judged = days(rng, "2016-02-01", "2017-03-01", n)
    prior = _prior(world, rng, _people(world, rng, n), charge=SELL_DRUGS, judged=judged, months=8)
    crime = add_months(prior.sentence_to, 60) + between(rng, 60, 700, n)
    charge = some_charge(rng, (SELL_DRUGS, HOST_DRUGS), n)
    return _sown(prior, _later(world, rng, prior.person, crime, charge=charge, months=between(rng, 8, 20, n)))


@trap("R02", "found_recidivist", "已认定累犯", "found to be a recidivist")
def found_recidivist(world: World, rng: Rng, n: int) -> Sown:
    prior = _prior(world, rng, _people(world, rng, n))
    later = _later(world, rng, prior.person, prior.sentence_to + between(rng, 60, 1500, n))
    spoil(world, later, recidivist=np.ones(n, np.int8))
    return _sown(prior, later)


@trap("R02", "found_drug_repeat", "已认定毒品再犯", "found to be a repeat drug offender")
def found_drug_repeat(world: World, rng: Rng, n: int) -> Sown:
    judged = days(rng, "2016-02-01", "2017-03-01", n)
    prior = _prior(world, rng, _people(world, rng, n), charge=SELL_DRUGS, judged=judged, months=8)
    crime = add_months(prior.sentence_to, 60) + between(rng, 60, 700, n)
    later = _later(world, rng, prior.person, crime, charge=SELL_DRUGS, months=10)
    spoil(world, later, drug_repeat=np.ones(n, np.int8))
    return _sown(prior, later)


@trap("R02", "probation_served", "前罪缓刑期满后再犯", "the earlier sentence was a probation, served out")
def probation_served(world: World, rng: Rng, n: int) -> Sown:
    prior = _prior(world, rng, _people(world, rng, n), manner=justice.BAIL, months=12, probation=18)
    return _sown(prior, _later(world, rng, prior.person, prior.probation_to + between(rng, 30, 900, n)))


@trap("R02", "detention_prior", "前罪仅判拘役", "the earlier sentence was a detention")
def detention_prior(world: World, rng: Rng, n: int) -> Sown:
    prior = _prior(
        world, rng, _people(world, rng, n), manner=justice.BAIL, penalty="detention", months=between(rng, 2, 6, n)
    )
    return _sown(prior, _later(world, rng, prior.person, prior.sentence_to + between(rng, 60, 1500, n)))


@trap("R02", "detention_later", "后罪仅判拘役", "the later crime only earned a detention")
def detention_later(world: World, rng: Rng, n: int) -> Sown:
    prior = _prior(world, rng, _people(world, rng, n))
    crime = prior.sentence_to + between(rng, 60, 1500, n)
    later = _later(world, rng, prior.person, crime, charge=DRUNK, penalty="detention", months=2, manner=justice.BAIL)
    cases.revoke(world, rng, later)
    return _sown(prior, later)


@trap("R02", "negligent_prior", "前罪为过失犯罪", "the earlier crime was negligent")
def negligent_prior(world: World, rng: Rng, n: int) -> Sown:
    prior = _prior(world, rng, _people(world, rng, n), charge=TRAFFIC)
    return _sown(prior, _later(world, rng, prior.person, prior.sentence_to + between(rng, 60, 1500, n)))


@trap("R02", "negligent_later", "后罪为过失犯罪", "the later crime was negligent")
def negligent_later(world: World, rng: Rng, n: int) -> Sown:
    prior = _prior(world, rng, _people(world, rng, n))
    crime = prior.sentence_to + between(rng, 60, 1500, n)
    return _sown(prior, _later(world, rng, prior.person, crime, charge=TRAFFIC))


@trap("R02", "minor_prior", "前罪犯罪时未满十八周岁", "the earlier crime was a minor's")
def minor_prior(world: World, rng: Rng, n: int) -> Sown:
    age = world.people.age(AS_OF)
    person = _people(world, rng, n, (age >= 24) & (age <= 25) & world.people.alive())
    crime = add_months(world.people.birth[person], between(rng, 196, 212, n))
    prior = _prior(world, rng, person, crime=crime, judged=crime + 120, months=8)
    spoil(world, prior, minor=np.ones(n, np.int8), sealed=(np.arange(n) % 2).astype(np.int8))
    crime = np.minimum(prior.sentence_to + between(rng, 400, 1200, n), AS_OF - 200).astype(np.int32)
    return _sown(prior, _later(world, rng, prior.person, crime))


@trap("R02", "after_five_years", "刑满超过五年", "more than five years after the end of the sentence")
def after_five_years(world: World, rng: Rng, n: int) -> Sown:
    judged = days(rng, "2016-02-01", "2017-06-01", n)
    prior = _prior(world, rng, _people(world, rng, n), judged=judged, months=8)
    crime = add_months(prior.sentence_to, 60) + between(rng, 3, 700, n)
    return _sown(prior, _later(world, rng, prior.person, crime))


@trap("R02", "crime_before_prior", "后判之罪犯于前罪判决以前", "the crime judged later was committed before")
def crime_before_prior(world: World, rng: Rng, n: int) -> Sown:
    prior = _prior(world, rng, _people(world, rng, n))
    crime = prior.crime - between(rng, 60, 300, n)
    filed = (prior.sentence_to + between(rng, 60, 900, n)).astype(np.int32)
    later = justice.judge(
        world, rng, prior.person, some_charge(rng, _CHARGES, n), filed + 110, crime=crime, filed=filed,
        manner=justice.HELD, months=10,
    )  # fmt: skip
    return _sown(prior, later)


@trap(
    "R02",
    "on_parole",
    "假释考验期内再犯（撤销假释，不构成累犯）",
    "a new crime while on parole: parole revoked, no recidivism",
)
def on_parole(world: World, rng: Rng, n: int) -> Sown:
    judged = days(rng, "2017-01-01", "2018-09-01", n)
    prior = _prior(world, rng, _people(world, rng, n), judged=judged, months=34)
    released = (prior.sentence_to - between(rng, 240, 330, n)).astype(np.int32)
    world.tables.change("custody_stay", prior.stays[:, 2], left_on=released, leave_reason="假释")
    home = world.people.home[prior.person]
    world.tables.add(
        "community_correction", prior.person, office=world.place_words("{full}司法局", home), kind="parole",
        from_on=released, to_on=prior.sentence_to, enrolled_on=released + 3,
        judgment_number=np.array(prior.number, object), region=region_codes(home),
    )  # fmt: skip
    later = _later(world, rng, prior.person, released + between(rng, 30, 200, n))
    spoil(world, later, revoked_probation=np.ones(n, np.int8), combined=np.ones(n, np.int8))
    return _sown(prior, later)
