"""C06 Fake judicial confirmations (虚假司法确认). Clue: the confirmed case.

Law: 民诉法115, 205, 206: a mediation confirmed within days and enforced at once against a debtor whom others already
enforce against takes their money; examined closely it may be invented.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mingjian.province.background import debts, suits
from mingjian.province.chance import Rng, between
from mingjian.province.clock import Ints
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days
from mingjian.province.world import World

KEY = "document"


class _Case:
    """Confirmed mediations between two people, or against companies, and their enforcement."""

    def __init__(
        self, world: World, rng: Rng, n: int, *, firms: bool = False, ruled: tuple[int, int] = (0, 3),
        enforced: tuple[int, int] | None = (0, 30), bank: bool = False, body: int | None = None,
    ) -> None:  # fmt: skip
        self.world, self.rng, self.n = world, rng, n
        self.who = world.pick(rng, n, world.adults(28, 62))
        creditor = world.pick(rng, n, world.adults(28, 62))
        self.firm = world.pick_company(rng, n, ~world.companies.individual) if firms else None
        side = suits.people_side(self.who) if self.firm is None else suits.firm_side(self.firm)
        claimant = suits.people_side(creditor)
        if bank:
            lender = world.pick_company(rng, n, ~world.companies.individual)
            for i, firm in enumerate(lender.tolist()):
                world.companies.names[firm] = f"江淮第{i + 1}农村商业银行股份有限公司"
            claimant = suits.firm_side(lender)
        self.applied = days(rng, "2022-01-01", "2025-02-01", n)
        decided = (self.applied + between(rng, *ruled, n)).astype(np.int32)
        bodies = None if body is None else np.full(n, body, np.int32)
        self.suit = suits.confirm(world, rng, claimant, side, self.applied, decided, body=bodies)
        self.title = np.full(n, -1, np.int32)
        if enforced is not None:
            self.title = self.enforce(decided + between(rng, *enforced, n), basis=self.suit.number)

    def enforce(self, filed: Ints, **more: Any) -> Ints:
        """Enforcement cases against the debtors."""
        who = self.who if self.firm is None else None
        return debts.enforce_titles(self.world, self.rng, filed.astype(np.int32), who=who, firm=self.firm, **more)

    def owe(self, *, paid: bool = False, later: bool = False) -> Ints:
        """What the debtors owed to others before they applied."""
        filed = self.applied - between(self.rng, 20, 300, self.n)
        if later:
            filed = self.applied + between(self.rng, 0, 90, self.n)
        closed = np.minimum(filed + 15, self.applied - 1) if paid else None
        return self.enforce(filed, closed=closed)

    def sown(self, debt: Ints) -> Sown:
        key = "id_number" if self.firm is None else "uscc"
        return Sown(
            self.who,
            [
                Need("civil_document", self.suit.document, ("filed_on", "judged_on")),
                Need("civil_enforcement", self.title, (key, "filed_on")),
                Need("civil_enforcement", debt, (key, "filed_on", "closed_on")),
            ],
            document=self.suit.number,
        )

    def alone(self) -> Sown:
        return Sown(self.who, document=self.suit.number)


@violation(
    "C06",
    "person",
    "已被执行者的调解三日内确认、三十日内执行",
    "confirmed and enforced at once; the debtor owed others",
)
def person(world: World, rng: Rng, n: int) -> Sown:
    case = _Case(world, rng, n, body=2)
    return case.sown(case.owe())


@violation("C06", "company", "已被执行企业的调解三日内确认、三十日内执行", "the same against a company")
def company(world: World, rng: Rng, n: int) -> Sown:
    case = _Case(world, rng, n, firms=True, body=2)
    return case.sown(case.owe())


@trap("C06", "resident", "驻院调解室集中调解，债务人没有其他债务", "a mediation room of the court, no other debts")
def resident(world: World, rng: Rng, n: int) -> Sown:
    return _Case(world, rng, n, body=3).alone()


@trap("C06", "bank", "金融机构批量调解", "a bank's mediations in series")
def bank(world: World, rng: Rng, n: int) -> Sown:
    case = _Case(world, rng, n, bank=True)
    case.owe()
    return case.alone()


@trap("C06", "ordinary_pace", "确认审查历时四日以上", "four days and more until the ruling")
def ordinary_pace(world: World, rng: Rng, n: int) -> Sown:
    case = _Case(world, rng, n, ruled=(4, 14))
    case.owe()
    return case.alone()


@trap("C06", "enforced_late", "履行期届满后才申请执行", "enforced when the time to pay had passed")
def enforced_late(world: World, rng: Rng, n: int) -> Sown:
    case = _Case(world, rng, n, enforced=(31, 90))
    case.owe()
    return case.alone()


@trap("C06", "performed", "已经履行，没有执行", "performed, never enforced")
def performed(world: World, rng: Rng, n: int) -> Sown:
    case = _Case(world, rng, n, enforced=None)
    case.owe()
    return case.alone()


@trap("C06", "paid_before", "其他债务在申请前已清偿", "the other debts were paid before")
def paid_before(world: World, rng: Rng, n: int) -> Sown:
    case = _Case(world, rng, n)
    case.owe(paid=True)
    return case.alone()


@trap("C06", "later_debts", "其他债务在申请之后才执行", "other debts enforced later only")
def later_debts(world: World, rng: Rng, n: int) -> Sown:
    case = _Case(world, rng, n)
    case.owe(later=True)
    return case.alone()
