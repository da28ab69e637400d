"""A08 Illegal subcontracting seen in judgments (违法分包、转包、挂靠). Clue: the case.

Law: 建筑法26, 28, 29, 66, 67: lending one's qualification, passing works on and unlawful subcontracting are penalised;
行政处罚法36: unless found within two years of their end, five where life or safety was harmed.
"""

from __future__ import annotations

import numpy as np

from mingjian.province.background import contracting
from mingjian.province.background.contracting import AFFILIATION, ASSIGNMENT, HOLDINGS, REJECTED, SUBCONTRACT
from mingjian.province.chance import Rng, between
from mingjian.province.clock import AS_OF, Ints, day
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.world import World

KEY = "document"


class _Story:
    """Works that ended, the suit over them, and what the court holds."""

    def __init__(
        self, world: World, rng: Rng, n: int, holdings: tuple[str, ...], *, apart: Ints | None = None,
        effective: bool = True, harm: bool = False, lately: bool = False,
    ) -> None:  # fmt: skip
        """``apart``: days from the end of the works to the suit; ``lately``: judged two months before the day."""
        self.world, self.rng, self.n = world, rng, n
        self.who = world.pick(rng, n, world.adults(26, 62))
        names, count = np.unique(world.companies.spelled.to_numpy(zero_copy_only=False), return_counts=True)
        alone = np.isin(world.companies.spelled.to_numpy(zero_copy_only=False), names[count == 1])
        self.company = world.pick_company(rng, n, ~world.companies.individual & ~world.company_muted & alone)
        self.filed = between(rng, day("2022-06-01"), day("2024-08-31"), n)
        self.ended = (self.filed - (between(rng, 60, 690, n) if apart is None else apart)).astype(np.int32)
        words = [holdings[k % len(holdings)] for k in range(n)]
        self.judged = contracting.judge(
            world, rng, self.who, self.company, self.filed, self.ended, words, effective=effective, harm=harm,
            judged=(AS_OF - between(rng, 60, 70, n)).astype(np.int32) if lately else None,
        )  # fmt: skip

    def penalised(self, kind: int, on: Ints) -> Need:
        """A penalty against the contractor."""
        kinds = np.full(self.n, kind, np.int32)
        record = contracting.penalise(self.world, self.company, kinds, on.astype(np.int32))
        return Need("administrative_penalty", record, ("uscc", "act", "decided_on"))

    def sown(self, *more: Need) -> Sown:
        """The stories."""
        row = Need(
            "contracting_finding", self.judged.finding,
            ("case_number", "uscc", "told_by", "filed_on", "effective_on", "ended_on"),
        )  # fmt: skip
        return Sown(self.who, [row, *more], document=self.judged.suit.number, company=self.company)


@violation("A08", "affiliation", "判决认定挂靠，没有处罚", "a lent qualification found, no penalty")
def affiliation(world: World, rng: Rng, n: int) -> Sown:
    return _Story(world, rng, n, HOLDINGS[AFFILIATION]).sown()


@violation("A08", "assignment", "判决认定转包，没有处罚", "works passed on, as found, no penalty")
def assignment(world: World, rng: Rng, n: int) -> Sown:
    return _Story(world, rng, n, HOLDINGS[ASSIGNMENT]).sown()


@violation("A08", "subcontract", "判决认定违法分包，没有处罚", "unlawful subcontracting found, no penalty")
def subcontract(world: World, rng: Rng, n: int) -> Sown:
    return _Story(world, rng, n, HOLDINGS[SUBCONTRACT]).sown()


@violation("A08", "harmful", "三四年前完工，但有质量安全后果", "ended three or four years before, but with harm")
def harmful(world: World, rng: Rng, n: int) -> Sown:
    return _Story(world, rng, n, HOLDINGS[ASSIGNMENT], apart=between(rng, 1000, 1700, n), harm=True).sown()


@violation("A08", "other_penalty", "多年前因另一工程受过处罚", "penalised years before for other works")
def other_penalty(world: World, rng: Rng, n: int) -> Sown:
    story = _Story(world, rng, n, HOLDINGS[AFFILIATION])
    return story.sown(story.penalised(ASSIGNMENT, story.ended - between(rng, 1500, 2000, n)))


@trap("A08", "asserted_only", "仅当事人主张，法院未认定", "asserted by a party and not found")
def asserted_only(world: World, rng: Rng, n: int) -> Sown:
    return _Story(world, rng, n, REJECTED).sown()


@trap("A08", "penalised_after", "判决后已受处罚", "penalised after the judgment")
def penalised_after(world: World, rng: Rng, n: int) -> Sown:
    story = _Story(world, rng, n, HOLDINGS[ASSIGNMENT])
    return story.sown(story.penalised(ASSIGNMENT, story.filed + between(rng, 170, 210, n)))


@trap("A08", "penalised_before", "完工后、起诉前已受处罚", "penalised before the suit")
def penalised_before(world: World, rng: Rng, n: int) -> Sown:
    story = _Story(world, rng, n, HOLDINGS[SUBCONTRACT])
    return story.sown(story.penalised(SUBCONTRACT, story.ended + between(rng, 1, 50, n)))


@trap("A08", "too_late", "完工逾二年才起诉，没有后果", "sued over more than two years later, without harm")
def too_late(world: World, rng: Rng, n: int) -> Sown:
    return _Story(world, rng, n, HOLDINGS[AFFILIATION], apart=between(rng, 740, 1700, n)).sown()


@trap("A08", "too_late_even_so", "有后果但已逾五年", "with harm, but more than five years later")
def too_late_even_so(world: World, rng: Rng, n: int) -> Sown:
    return _Story(world, rng, n, HOLDINGS[SUBCONTRACT], apart=between(rng, 1840, 2400, n), harm=True).sown()


@trap("A08", "appealed", "上诉中，判决未生效", "under appeal, not in effect")
def appealed(world: World, rng: Rng, n: int) -> Sown:
    return _Story(world, rng, n, HOLDINGS[ASSIGNMENT], effective=False).sown()


@trap("A08", "just_effective", "判决刚生效，处罚期限未满", "just in effect, the agency still has time")
def just_effective(world: World, rng: Rng, n: int) -> Sown:
    return _Story(world, rng, n, HOLDINGS[SUBCONTRACT], lately=True).sown()
