"""C05 Injury-claims brokers (‘人伤黄牛’交通事故骗保诉讼). Clue: the agent of the claimants.

Law: 刑法198, 229, 307-1; 民事诉讼法211(3), 219; 民事证据规定40. An agent whose suits go to one appraiser far oftener
than others' suits at the same court, an appraiser who finds disabilities far oftener or graver than the rest of the
province, and either an insurer who asked for another appraisal or certificates of different issuers in the same words.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mingjian.province.background import appraisals, suits
from mingjian.province.chance import Rng, between, happens
from mingjian.province.clock import Ints, day
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.world import World

KEY = "person"

_CASES, _SPARE = 11, 2
"""Suits of an agent with the appraiser; so many of each kind of row may be unreadable."""
_SHARE = 3
"""Agents who go to the same appraiser, at different courts."""
_MORE = 24
"""Appraisals of such an appraiser outside these suits."""
_HEAVY: Ints = np.array([6, 7], np.int32)


class _Story:
    """Agents who act in suits of a court, each with an appraiser."""

    def __init__(
        self, world: World, rng: Rng, n: int, *, cases: int = _CASES, heavy: bool = False, usual: bool = False,
        asker: int = appraisals.NOBODY, place: Ints | None = None, step: int = 40,
    ) -> None:  # fmt: skip
        """``heavy``: grave disabilities instead of many; ``usual``: an appraiser like the others."""
        self.world, self.rng, self.n, self.cases = world, rng, n, cases
        self.who = world.pick(rng, n, world.adults(28, 62))
        crowd = world.pick(rng, cases + n + 1, world.adults(20, 68))
        self.hurt = np.stack([np.roll(crowd, k)[:cases] for k in range(n)]).astype(np.int32)
        other = np.stack([np.roll(crowd, k)[1 : cases + 1] for k in range(n)]).reshape(-1)
        shared = appraisals.SHARED
        offset = int(rng.integers(0, len(shared)))
        self.place = shared[(offset + np.arange(n) * 3) % len(shared)] if place is None else place
        seats = self.place[::_SHARE] if place is None else np.unique(self.place)
        self.staff = staff = appraisals.hire(world, rng, seats)
        self.which = (np.arange(n) // _SHARE if place is None else np.searchsorted(seats, self.place)).astype(np.int32)
        start = between(rng, day("2023-02-01"), day("2023-06-01"), n)
        self.issued = (start[:, None] + np.arange(cases) * step).astype(np.int32)
        flat = self.hurt.reshape(-1)
        self.agent = np.repeat(self.who, cases)
        kind = np.repeat(rng.integers(0, 4, n).astype(np.int32), cases)
        self.suit = appraisals.suit(
            world, rng, flat, other, self.agent, np.repeat(self.place, cases), self.issued.reshape(-1) + 15,
            agent_kind=kind,
        )  # fmt: skip
        self.grades: Any = None if usual else (self._heavy if heavy else self._many)
        asked = np.where(happens(rng, 0.6, n * cases), asker, appraisals.NOBODY).astype(np.int32)
        self.opinion = appraisals.appraise(
            world, rng, staff, np.repeat(self.which, cases), flat, self.issued.reshape(-1), self.found(n * cases),
            case=self.suit.number, asker=asked,
        )  # fmt: skip
        count = len(staff.licence)
        pool = np.flatnonzero(world.adults(20, 68)).astype(np.int32)
        size = count * _MORE
        appraisals.appraise(
            world, rng, staff, np.repeat(np.arange(count, dtype=np.int32), _MORE), rng.choice(pool, size),
            between(rng, appraisals.FIRST, day("2024-10-01"), size), self.found(size),
        )  # fmt: skip
        self.papers: Ints | None = None

    def found(self, n: int) -> Ints:
        if self.grades is None:
            return appraisals.usual_grades(self.rng, n)
        found: Ints = self.grades(n)
        return found

    def _many(self, n: int) -> Ints:
        light = np.where(happens(self.rng, 0.6, n), 10, 9)
        return np.where(happens(self.rng, 0.97, n), light, 0).astype(np.int32)

    def _heavy(self, n: int) -> Ints:
        return np.where(happens(self.rng, 0.5, n), _HEAVY[self.rng.integers(0, 2, n)], 0).astype(np.int32)

    def papers_in(self, **how: Any) -> _Story:
        """Certificates in every suit: ``form`` everybody's, ``own`` the agent's template, ``one`` a single issuer."""
        own, one = how.pop("own", False), how.pop("one", False)
        records = []
        for i in range(self.n):
            names = suits.name_texts(self.world, self.hurt[i])
            template = int(self.who[i]) * 1000 + self.world.seed if own or one else None
            said = appraisals.texts(self.rng, names, template=template, **how)
            numbers = self.suit.number[i * self.cases : (i + 1) * self.cases]
            firm = appraisals.issuers(self.rng, self.world.people.home[self.hurt[i]])
            given = [firm[0]] * self.cases if one else firm
            records.append(appraisals.certify(self.world, self.rng, self.hurt[i], numbers, said, given))
        self.papers = np.stack(records)
        return self

    def sown(self) -> Sown:
        shape, enough = (self.n, self.cases), self.cases - _SPARE
        needs = [
            Need("civil_document", self.suit.document.reshape(shape), ("cause", "name", "region"), enough),
            Need("civil_party", self.suit.agent.reshape(shape), ("id_number", "represents"), enough),
            Need("injury_appraisal", self.opinion.reshape(shape), ("case_number", "issued_on", "grade"), enough),
        ]
        if self.papers is not None:
            needs.append(Need("loss_certificate", self.papers, ("content",), enough))
        return Sown(self.who, needs)


@violation(
    "C05", "rate_challenged", "鉴定人评残率畸高，保险公司多次申请重新鉴定", "a rate far above, challenged by insurers"
)
def rate_challenged(world: World, rng: Rng, n: int) -> Sown:
    story = _Story(world, rng, n, asker=appraisals.INSURER).papers_in()
    story.papers = None
    return story.sown()


@violation(
    "C05", "gravity_challenged", "鉴定人评定等级畸重，保险公司申请重新鉴定", "grades far graver, challenged by insurers"
)
def gravity_challenged(world: World, rng: Rng, n: int) -> Sown:
    return _Story(world, rng, n, heavy=True, asker=appraisals.INSURER).sown()


@violation(
    "C05", "rate_copied", "评残率畸高，各单位误工证明雷同", "a rate far above, certificates of many issuers alike"
)
def rate_copied(world: World, rng: Rng, n: int) -> Sown:
    return _Story(world, rng, n).papers_in(own=True).sown()


@violation(
    "C05", "gravity_copied", "评定等级畸重，各单位误工证明雷同", "grades far graver, certificates of many issuers alike"
)
def gravity_copied(world: World, rng: Rng, n: int) -> Sown:
    return _Story(world, rng, n, heavy=True, asker=appraisals.RESPONDENT).papers_in(own=True).sown()


@trap(
    "C05",
    "only_institution",
    "本地只有一家鉴定机构，人人都由其鉴定",
    "the only institution of the place appraises everybody",
)
def only_institution(world: World, rng: Rng, n: int) -> Sown:
    alone = appraisals.ALONE
    story = _Story(world, rng, n, asker=appraisals.INSURER, place=alone[np.arange(n) % len(alone)])
    each = 25
    crowd = world.pick(rng, each + 1, world.adults(20, 68))
    for i, county in enumerate(story.staff.county.tolist()):  # the suits of everybody else of the county
        issued = between(rng, day("2023-02-01"), day("2024-06-01"), each)
        made = appraisals.suit(
            world, rng, crowd[:each], crowd[1:], np.full(each, -1, np.int32), np.full(each, county, np.int32),
            issued + 12,
        )  # fmt: skip
        appraisals.appraise(
            world, rng, story.staff, np.full(each, i, np.int32), crowd[:each], issued, story.found(each),
            case=made.number, asker=appraisals.INSURER,
        )  # fmt: skip
    return Sown(story.who)


@trap("C05", "specialist", "专业律师与普通鉴定人多次同案", "a specialised lawyer meets an ordinary appraiser often")
def specialist(world: World, rng: Rng, n: int) -> Sown:
    return Sown(_Story(world, rng, n, usual=True, asker=appraisals.INSURER).papers_in(own=True).who)


@trap("C05", "unchallenged", "评残率高，但保险公司没有异议，证明各不相同", "a high rate that no insurer challenged")
def unchallenged(world: World, rng: Rng, n: int) -> Sown:
    return Sown(_Story(world, rng, n, asker=appraisals.CLAIMANT).papers_in().who)


@trap("C05", "common_form", "证明采用各家通用的格式", "certificates by a form that everybody uses")
def common_form(world: World, rng: Rng, n: int) -> Sown:
    return Sown(_Story(world, rng, n).papers_in(form=True).who)


@trap("C05", "one_issuer", "同一单位出具的格式证明", "certificates by the form of a single issuer")
def one_issuer(world: World, rng: Rng, n: int) -> Sown:
    return Sown(_Story(world, rng, n).papers_in(one=True).who)


@trap("C05", "for_insurer", "代理保险公司一方", "an agent of the insurer's side")
def for_insurer(world: World, rng: Rng, n: int) -> Sown:
    story = _Story(world, rng, n, asker=appraisals.INSURER)
    for record in story.suit.agent.tolist():
        world.tables.change("civil_party", np.array([record]), represents="徽安财产保险股份有限公司")
    return Sown(story.who)


@trap("C05", "few", "与评残率畸高的鉴定人只有四件同案", "only four suits with such an appraiser")
def few(world: World, rng: Rng, n: int) -> Sown:
    return Sown(_Story(world, rng, n, cases=4, asker=appraisals.INSURER).papers_in(own=True).who)
