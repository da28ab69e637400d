"""C03 Fake labour claims in bankruptcy (破产虚假劳动债权). Clue: the claimant and the company.

Law: 企业破产法33(2), 113: invented debts are void, wages come first; a claim over 300,000 yuan sued for within a year
before the bankruptcy, by somebody the company never insured.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mingjian.province.background import bankruptcies, families, insurance, offices, suits
from mingjian.province.chance import Rng, between
from mingjian.province.clock import Ints, add_months, month_of
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days
from mingjian.province.world import World

KEY = "person_company"


@dataclass
class _Claim:
    """Claimants, companies of their own that go bankrupt, and the suits."""

    who: Ints
    firm: Ints
    bankrupt: Ints
    suit: suits.Suits

    def sown(self) -> Sown:
        return Sown(
            self.who,
            [
                Need("civil_document", self.suit.document, ("awarded", "filed_on", "judged_on")),
                Need("civil_party", self.suit.plaintiff, ("id_number",)),
                Need("civil_party", self.suit.defendant, ("uscc",)),
                Need("bankruptcy_case", self.bankrupt, ("uscc", "accepted_on")),
            ],
            company=self.firm,
            lists=("social_insurance_payment", "company_officer"),
        )


def _firms(world: World, rng: Rng, who: Ints) -> Ints:
    """Companies that none of the claimants works for, whose officers are told by the story."""
    works = np.zeros(len(world.companies), np.bool_)
    works[insurance.employer_of(world, who)] = True
    firm = world.pick_company(rng, len(who), ~world.companies.individual & ~works)
    world.company_muted[firm] = True
    return firm


def _claim(
    world: World, rng: Rng, n: int, *, insured: bool = False, thousands: tuple[int, int] = (330, 900),
    before: tuple[int, int] = (30, 360), outcome: int = suits.MEDIATED, bankrupt: bool = True,
) -> _Claim:  # fmt: skip
    who = world.pick(rng, n, world.adults(28, 56) & ((world.people.job == 1) == insured))
    firm = _firms(world, rng, who)
    accepted = days(rng, "2025-01-10", "2025-05-20", n)
    filed = (accepted - between(rng, *before, n)).astype(np.int32)
    record = bankruptcies.accept(world, rng, firm, accepted) if bankrupt else np.full(n, -1, np.int32)
    suit = suits.sue(
        world, rng, suits.people_side(who), suits.firm_side(firm), filed, cause=suits.WAGES, outcome=outcome,
        judged=filed + between(rng, 3, 25, n), awarded=between(rng, *thousands, n) * 1000,
    )  # fmt: skip
    return _Claim(who, firm, record, suit)


def _filed(claim: _Claim, world: World) -> Ints:
    """The days on which the suits were filed."""
    return np.asarray(world.tables.whole("civil_document")["filed_on"])[claim.suit.document].astype(np.int32)


def _employ(world: World, claim: _Claim, first: int, months: int) -> None:
    """Contributions of the company itself, from so many months before the suit."""
    world.mute("social_insurance_payment", claim.who)
    start = month_of(add_months(_filed(claim, world), -first))
    at = np.repeat(np.arange(len(claim.who)), months)
    month = (start[at] + np.tile(np.arange(months), len(claim.who))).astype(np.int32)
    insurance.contribute(world, claim.who[at], month, company=claim.firm[at])


@violation("C03", "stranger", "从未参保者高额工资调解，一年内企业破产", "a large wage of somebody never insured")
def stranger(world: World, rng: Rng, n: int) -> Sown:
    return _claim(world, rng, n).sown()


@violation("C03", "works_elsewhere", "在别处参保者主张高额工资", "a large wage of somebody insured elsewhere")
def works_elsewhere(world: World, rng: Rng, n: int) -> Sown:
    return _claim(world, rng, n, insured=True, outcome=suits.GRANTED).sown()


@violation("C03", "kin", "法定代表人的子女主张高额工资", "a large wage of a child of the legal representative")
def kin(world: World, rng: Rng, n: int) -> Sown:
    claim = _claim(world, rng, n)
    world.mute("family_relation", claim.who)
    father, mother = world.pick(rng, n, world.adults(58, 80)), world.pick(rng, n, world.adults(58, 80))
    families.bear(world, claim.who, father, mother)
    offices.appoint(world, father, claim.firm, np.zeros(n, np.int32), days(rng, "2015-01-01", "2019-01-01", n))
    return claim.sown()


@trap("C03", "insured", "企业为其参保的真实欠薪", "a real worker whom the company insured")
def insured(world: World, rng: Rng, n: int) -> Sown:
    claim = _claim(world, rng, n)
    _employ(world, claim, 10, 9)
    return claim.sown()


@trap("C03", "old_arrears", "历史欠薪转欠条，早先参保", "old arrears turned into a note; insured years before")
def old_arrears(world: World, rng: Rng, n: int) -> Sown:
    claim = _claim(world, rng, n, before=(30, 100))
    _employ(world, claim, 15, 2)
    return claim.sown()


@trap("C03", "executive", "高管年薪：登记的董事、经理", "pay of a registered director")
def executive(world: World, rng: Rng, n: int) -> Sown:
    claim = _claim(world, rng, n)
    role = between(rng, 1, 3, n)
    offices.appoint(world, claim.who, claim.firm, role, days(rng, "2015-01-01", "2020-01-01", n))
    return claim.sown()


@trap("C03", "modest", "金额不超过三十万元", "not more than 300,000 yuan")
def modest(world: World, rng: Rng, n: int) -> Sown:
    return _claim(world, rng, n, thousands=(300, 300)).sown()


@trap("C03", "long_before", "起诉早于破产受理一年以上", "sued more than a year before the bankruptcy")
def long_before(world: World, rng: Rng, n: int) -> Sown:
    return _claim(world, rng, n, before=(380, 500)).sown()


@trap("C03", "solvent", "企业没有破产", "the company is not bankrupt")
def solvent(world: World, rng: Rng, n: int) -> Sown:
    return _claim(world, rng, n, bankrupt=False).sown()


@trap("C03", "lost", "劳动报酬请求被驳回、撤诉", "claims dismissed")
def lost(world: World, rng: Rng, n: int) -> Sown:
    claim = _claim(world, rng, n, outcome=suits.DISMISSED)
    world.tables.change("civil_document", claim.suit.document, awarded=np.full(n, 500_000_00, np.int64))
    return claim.sown()


@trap("C03", "together", "数名职工共同起诉，人均不高", "several workers in one suit, little each")
def together(world: World, rng: Rng, n: int) -> Sown:
    claim = _claim(world, rng, n, thousands=(330, 500))
    for others in (4, 5):
        more = world.pick(rng, n, world.adults(24, 58))
        for i, record in enumerate(claim.suit.plaintiff.tolist()):
            added = world.tables.copy("civil_party", np.array([record]))
            world.tables.change("civil_party", added, _p=more[i : i + 1], party_no=np.array([others]))
    return claim.sown()
