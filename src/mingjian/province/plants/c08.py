"""C08 Unlawful or overdue preservation (违法财产保全、超期查封). Clue: the preservation case.

Law: 民事诉讼法104, 105; 民诉法解释166, 485; 查封扣押冻结规定19, 27: security before the suit, within the claim, lifted
where the claim was dismissed with effect, a deposit for a year, movables for two, others for three years.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mingjian.province.background import preserved, suits
from mingjian.province.chance import Rng, between
from mingjian.province.clock import AS_OF, NONE, Ints
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.world import World

KEY = "document"


class _Story:
    """People whose property is preserved in a suit, and what was written of it."""

    def __init__(
        self, world: World, rng: Rng, n: int, *, age: Ints | None = None, outcome: int | None = None,
        since: Ints | None = None, effective: bool = True,
    ) -> None:  # fmt: skip
        """``age``: days since the measure; ``since``: days since the suit ended, None where it is open."""
        self.world, self.rng, self.n = world, rng, n
        both = world.pick(rng, 2 * n, world.adults(24, 68))
        self.who, self.claimant = both[:n], both[n:]
        self.begun = (AS_OF - (between(rng, 20, 320, n) if age is None else age)).astype(np.int32)
        self.requested = between(rng, 5, 60, n) * 10_000
        self.number = preserved.numbers(world, world.people.home[self.who], self.begun)
        ended = np.full(n, AS_OF - 2, np.int32) if since is None else (AS_OF - since).astype(np.int32)
        result = suits.GRANTED if outcome is None else outcome
        effect = ended if outcome == suits.WITHDRAWN or effective else np.full(n, NONE, np.int32)
        self.suit = suits.sue(
            world, rng, suits.people_side(self.claimant), suits.people_side(self.who), self.begun - 10,
            cause=suits.LENDING, outcome=result, judged=ended if effective else ended - 20, effective_on=effect,
        )  # fmt: skip
        self.rows: list[Ints] = []

    def keep(self, share: Ints | int = 80, **given: Any) -> _Story:
        """One more thing, worth so many per cent of the claim."""
        value = (self.requested.astype(np.int64) * share // 100).astype(np.int32)
        self.rows.append(
            preserved.preserve(
                self.world, self.who, self.claimant, self.number, self.suit.number, self.begun, self.requested,
                value, item=len(self.rows) + 1, **given,
            )
        )  # fmt: skip
        return self

    def sown(self, *columns: str, suit: bool = False) -> Sown:
        """The stories; ``columns`` of all their measures must be readable."""
        needs = [Need("property_preservation", row, ("case_number", "lifted_on", *columns)) for row in self.rows]
        if suit:
            needs.append(Need("civil_document", self.suit.document, ("case_number", "judged_on", "effective_on")))
        return Sown(self.who, needs, document=self.number)


@violation("C08", "excess", "保全财产价值明显超过请求金额", "worth clearly more than what was asked for")
def excess(world: World, rng: Rng, n: int) -> Sown:
    story = _Story(world, rng, n).keep(between(rng, 60, 100, n))
    return story.keep(between(rng, 75, 300, n), kind=preserved.IMMOVABLE).sown("requested", "value", "prior_claims")


def _ended(world: World, rng: Rng, n: int, outcome: int) -> Sown:
    story = _Story(world, rng, n, age=between(rng, 250, 300, n), outcome=outcome, since=between(rng, 31, 180, n))
    return story.keep().sown("suit_number", "from_on", suit=True)


@violation("C08", "withdrawn", "原告撤诉后没有解除", "not lifted after the claimant withdrew")
def withdrawn(world: World, rng: Rng, n: int) -> Sown:
    return _ended(world, rng, n, suits.WITHDRAWN)


@violation(
    "C08", "dismissed", "诉讼请求被生效判决驳回后没有解除", "not lifted after the claim was dismissed with effect"
)
def dismissed(world: World, rng: Rng, n: int) -> Sown:
    return _ended(world, rng, n, suits.DISMISSED)


@violation("C08", "expired", "到期没有续行仍在登记", "over, not renewed and still on the register")
def expired(world: World, rng: Rng, n: int) -> Sown:
    story = _Story(world, rng, n, age=between(rng, 400, 900, n))
    return story.keep().sown("until_on", "renewed_until")


@violation("C08", "overlong", "期限超过法定最长期限", "ordered for longer than the law allows")
def overlong(world: World, rng: Rng, n: int) -> Sown:
    story = _Story(world, rng, n)
    return story.keep(until=story.begun + between(rng, 370, 1090, n)).sown("from_on", "until_on")


@violation("C08", "no_security", "诉前保全没有担保", "before the suit without security")
def no_security(world: World, rng: Rng, n: int) -> Sown:
    return _Story(world, rng, n).keep(stage=preserved.BEFORE, security=preserved.NO_SECURITY).sown()


@trap("C08", "one_house", "不可分的房屋价值超过请求", "an indivisible house worth more than the claim")
def one_house(world: World, rng: Rng, n: int) -> Sown:
    return _Story(world, rng, n).keep(400, kind=preserved.IMMOVABLE, indivisible=True).sown()


@trap("C08", "stated", "价值仅为申请人陈述", "valued by the word of the applicant")
def stated(world: World, rng: Rng, n: int) -> Sown:
    return _Story(world, rng, n).keep(300, kind=preserved.IMMOVABLE, ground=preserved.STATED).sown()


@trap("C08", "mortgaged", "扣除在先抵押后未超过", "not too much after the mortgage")
def mortgaged(world: World, rng: Rng, n: int) -> Sown:
    story = _Story(world, rng, n)
    return story.keep(300, kind=preserved.IMMOVABLE, prior=story.requested * 2).sown()


@trap("C08", "waiting", "轮候查封", "waits behind another measure")
def waiting(world: World, rng: Rng, n: int) -> Sown:
    return _Story(world, rng, n, age=between(rng, 500, 900, n)).keep(
        500, kind=preserved.IMMOVABLE, waiting=True
    ).sown()  # fmt: skip


@trap("C08", "part_lifted", "超标部分已解除", "what was too much was lifted")
def part_lifted(world: World, rng: Rng, n: int) -> Sown:
    story = _Story(world, rng, n).keep(90)
    return story.keep(200, kind=preserved.IMMOVABLE, lifted=story.begun + 10).sown()


@trap("C08", "border", "恰为一点三倍，期限满额", "just 1.3 times, the longest term")
def border(world: World, rng: Rng, n: int) -> Sown:
    story = _Story(world, rng, n).keep(100)
    return story.keep(30, kind=preserved.MOVABLE).sown()


@trap("C08", "appealed", "一审驳回后上诉，尚未生效", "dismissed at first instance, appealed")
def appealed(world: World, rng: Rng, n: int) -> Sown:
    story = _Story(
        world, rng, n, age=between(rng, 250, 300, n), outcome=suits.DISMISSED, since=between(rng, 60, 150, n),
        effective=False,
    )  # fmt: skip
    return story.keep().sown()


@trap("C08", "just_ended", "撤诉未满三十日", "withdrawn less than thirty days ago")
def just_ended(world: World, rng: Rng, n: int) -> Sown:
    story = _Story(world, rng, n, age=between(rng, 250, 300, n), outcome=suits.WITHDRAWN, since=between(rng, 1, 30, n))
    return story.keep().sown()


@trap("C08", "renewed", "到期前已续行", "renewed in time")
def renewed(world: World, rng: Rng, n: int) -> Sown:
    story = _Story(world, rng, n, age=between(rng, 400, 700, n))
    return story.keep(renewed=story.begun + 729).sown()


@trap("C08", "in_suit", "诉讼中保全没有担保", "during the suit without security")
def in_suit(world: World, rng: Rng, n: int) -> Sown:
    return _Story(world, rng, n).keep(security=preserved.NO_SECURITY).sown()
