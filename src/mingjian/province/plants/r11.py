"""R11 Missed laundering (洗钱漏诉). Clue: who laundered, the accused himself or whoever lent an account.

Law: 刑法191, 12; 法释〔2024〕10号1–3, 5, 7, 12. Proceeds of one of the seven kinds of crimes that come in during the
crime and leave for others, for a house or a car, or around and back within thirty days; one's own only from March 2021.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from mingjian.province import justice
from mingjian.province.background import banks, belongings, families, marriages, welfare
from mingjian.province.background.indictments import indict
from mingjian.province.chance import Rng, between
from mingjian.province.charges import BRIBED, CONCEAL, DEPOSITS, FRAUD, SELL_DRUGS
from mingjian.province.clock import Ints
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days, second_count, some_charge
from mingjian.province.tables import Coded
from mingjian.province.world import World

KEY = "person"

_CHARGES = (SELL_DRUGS, DEPOSITS, BRIBED)
_LISTS = ("indictment", "criminal_judgment", "police_case", "non_prosecution", "death_record")
_MOVE = ("id_number", "traded_on", "amount")
_OUT = (*_MOVE, "other_id")
_AFTER = ("2021-06-01", "2024-06-01")
_BEFORE = ("2018-03-01", "2020-06-01")


@dataclass
class _Story:
    """Accused people, what came in on their accounts during the crime, and the rows that tell so."""

    who: Ints
    case: justice.Case
    indictment: Ints
    credited: Ints
    yuan: Ints
    credit: Ints

    @property
    def needs(self) -> list[Need]:
        return [
            Need("indictment", self.indictment, ("id_number", "crime_from", "crime_to", "accused_on")),
            Need("bank_transaction", self.credit, _MOVE),
        ]


def _story(
    world: World, rng: Rng, n: int, when: tuple[str, str] = _AFTER, *, charge: Any = None, who: Ints | None = None,
    launders: bool = False, income: str = "cash", early: int = 0, **given: Any,
) -> _Story:  # fmt: skip
    """``launders``: accused of laundering too; ``early``: so many days before the crime; ``income``: kind of credit."""
    person = world.pick(rng, n, world.adults(26, 45)) if who is None else who
    crime = days(rng, *when, n)
    kinds = some_charge(rng, _CHARGES, n) if charge is None else charge
    given = {"months": 14, "manner": justice.HELD, **given}
    case = justice.judge(world, rng, person, kinds, (crime + between(rng, 90, 160, n)).astype(np.int32),
                         crime=crime, **given)  # fmt: skip
    if launders:
        fines = np.full(n, 100_000, np.int32)
        second_count(world, case, "洗钱罪", np.full(n, 6, np.int32), np.full(n, 12, np.int32), fines // 5, fines)
    record, _ = indict(world, rng, case.judgment)
    credited = (crime - early + between(rng, 0, 12, n)).astype(np.int32)
    yuan = between(rng, 60, 200, n) * 1000
    unit = None if income == "cash" else banks.EMPLOYER
    credit = banks.trade(world, person, credited, yuan, out=False, kind=income, unit=unit)
    return _Story(person, case, record, credited, yuan, credit)


def _relative(world: World, rng: Rng, n: int) -> Ints:
    return world.pick(rng, n, world.adults(24, 64))


def _give(world: World, rng: Rng, story: _Story, other: Ints, *, after: Ints | None = None) -> Ints:
    """Most of it goes to another in two transfers; two records a story."""
    n = len(story.who)
    gap = between(rng, 1, 10, n) if after is None else after
    first = story.yuan * 45 // 100
    one = banks.trade(world, story.who, story.credited + gap, first, out=True, other=other)
    two = banks.trade(world, story.who, story.credited + gap + 3, first, out=True, other=other)
    return np.stack([one, two], axis=1)


def _sown(story: _Story, *needs: Need) -> Sown:
    return Sown(story.who, [*story.needs, *needs], lists=_LISTS)


@violation("R11", "transferred", "赃款入账后随即转给配偶", "proceeds went to the spouse at once")
def transferred(world: World, rng: Rng, n: int) -> Sown:
    story = _story(world, rng, n)
    spouse = _relative(world, rng, n)
    marriages.marry(world, story.who, spouse, days(rng, "2015-03-01", "2018-03-01", n))
    moves = _give(world, rng, story, spouse)
    return _sown(story, Need("bank_transaction", moves, _MOVE))


def _pay(world: World, rng: Rng, story: _Story) -> Ints:
    n = len(story.who)
    return banks.trade(
        world, story.who, story.credited + between(rng, 2, 15, n), story.yuan * 8 // 10, out=True, kind="property",
        unit=banks.DEALER,
    )  # fmt: skip


@violation("R11", "bought_for_kin", "赃款购房，登记在子女名下", "a house in the name of the child")
def bought_for_kin(world: World, rng: Rng, n: int) -> Sown:
    father = world.pick(rng, n, world.adults(46, 58) & (world.people.male == 1))
    mother = world.pick(rng, n, world.adults(44, 58) & (world.people.male == 0))
    child = world.pick(rng, n, world.adults(20, 23))
    kin = families.bear(world, child, father, mother)
    story = _story(world, rng, n, who=father)
    paid = _pay(world, rng, story)
    title = belongings.house(world, rng, child, (story.credited + between(rng, 30, 120, n)).astype(np.int32))
    return _sown(
        story, Need("bank_transaction", paid, _MOVE), Need("family_relation", kin[:, :2], ("id_number",)),
        Need("house_registration", title, ("id_number", "registered_on")),
    )  # fmt: skip


@violation("R11", "bought", "赃款购车，登记在本人名下", "a car in his own name")
def bought(world: World, rng: Rng, n: int) -> Sown:
    story = _story(world, rng, n)
    paid = _pay(world, rng, story)
    title = belongings.drive(world, story.who, (story.credited + between(rng, 20, 60, n)).astype(np.int32))
    return _sown(
        story,
        Need("bank_transaction", paid, _MOVE),
        Need("vehicle_registration", title, ("id_number", "registered_on")),
    )


@violation(
    "R11",
    "returned",
    "经两名他人账户回流，第一名收款人提供账户",
    "around through two others and back; the first lent an account",
)
def returned(world: World, rng: Rng, n: int) -> Sown:
    """Stories of the accused, then of the first recipient, whose account the money passed through."""
    story = _story(world, rng, n)
    one, two = _relative(world, rng, n), _relative(world, rng, n)
    first, _ = banks.send(world, story.who, one, story.credited + 2, story.yuan * 9 // 10)
    second, _ = banks.send(world, one, two, story.credited + 6, story.yuan * 85 // 100)
    third, _ = banks.send(world, two, story.who, story.credited + 11, story.yuan * 8 // 10)
    both = np.concatenate([story.who, one])
    links = np.stack([first, second, third], axis=1)
    needs = [Need(need.dataset, np.concatenate([need.records, need.records]), need.columns) for need in story.needs]
    needs.append(Need("bank_transaction", np.concatenate([links, links]), _OUT))
    return Sown(both, needs, lists=_LISTS)


@violation(
    "R11", "passed_on", "修正案之前收款人提供账户、随即取现", "before the amendment: the recipient drew it in cash"
)
def passed_on(world: World, rng: Rng, n: int) -> Sown:
    story = _story(world, rng, n, _BEFORE)
    other = _relative(world, rng, n)
    sum_ = story.yuan * 9 // 10
    out, _ = banks.send(world, story.who, other, story.credited + 3, sum_)
    drawn = banks.trade(world, other, story.credited + between(rng, 4, 20, n), sum_ * 95 // 100, out=True, kind="cash")
    needs = [*story.needs, Need("bank_transaction", out, _OUT), Need("bank_transaction", drawn, _MOVE)]
    return Sown(other, needs, lists=_LISTS)


@trap("R11", "household", "日常家庭支出", "living expenses of the household")
def household(world: World, rng: Rng, n: int) -> Sown:
    story = _story(world, rng, n)
    spouse = _relative(world, rng, n)
    marriages.marry(world, story.who, spouse, days(rng, "2015-03-01", "2018-03-01", n))
    banks.live(world, rng, story.who, story.credited, spouse)
    return Sown(story.who)


@trap("R11", "before_amendment", "2021年3月1日前转给亲属，亲属自己留用", "before March 2021, and the recipient kept it")
def before_amendment(world: World, rng: Rng, n: int) -> Sown:
    story = _story(world, rng, n, _BEFORE)
    other = _relative(world, rng, n)
    _give(world, rng, story, other)
    banks.live(world, rng, other, story.credited)
    return Sown(story.who)


@trap("R11", "charged", "已经并案起诉洗钱罪", "accused of laundering too")
def charged(world: World, rng: Rng, n: int) -> Sown:
    story = _story(world, rng, n, launders=True, charge=SELL_DRUGS, fine=120_000)
    _give(world, rng, story, _relative(world, rng, n))
    return Sown(story.who)


@trap("R11", "other_crime", "诈骗罪不属于七类上游犯罪", "fraud is none of the seven kinds")
def other_crime(world: World, rng: Rng, n: int) -> Sown:
    story = _story(world, rng, n, charge=FRAUD)
    _give(world, rng, story, _relative(world, rng, n))
    return Sown(story.who)


@trap("R11", "acquitted", "上游犯罪被判无罪", "acquitted of the upstream crime")
def acquitted(world: World, rng: Rng, n: int) -> Sown:
    story = _story(world, rng, n, charge=SELL_DRUGS, penalty="acquitted", manner=justice.BAIL, months=None)
    _give(world, rng, story, _relative(world, rng, n))
    return Sown(story.who)


@trap("R11", "lawful_income", "转走的是工资奖金", "what moved on was salary")
def lawful_income(world: World, rng: Rng, n: int) -> Sown:
    story = _story(world, rng, n, income="salary")
    _give(world, rng, story, _relative(world, rng, n))
    return Sown(story.who)


@trap("R11", "other_time", "犯罪之前的往来", "dealings before the crime")
def other_time(world: World, rng: Rng, n: int) -> Sown:
    story = _story(world, rng, n, ("2022-06-01", "2024-06-01"), early=200)
    _give(world, rng, story, _relative(world, rng, n))
    return Sown(story.who)


@trap("R11", "late", "入账三十日之后才转出", "moved on after more than thirty days")
def late(world: World, rng: Rng, n: int) -> Sown:
    story = _story(world, rng, n)
    _give(world, rng, story, _relative(world, rng, n), after=between(rng, 31, 90, n))
    return Sown(story.who)


@trap("R11", "accomplice", "收款人是同案被告人", "the recipient is a co-defendant")
def accomplice(world: World, rng: Rng, n: int) -> Sown:
    story = _story(world, rng, n, _BEFORE)
    fellow = _relative(world, rng, n)
    banks.send(world, story.who, fellow, story.credited + 3, story.yuan * 9 // 10)
    banks.trade(world, fellow, story.credited + 5, story.yuan * 9 // 10, out=True, kind="cash")
    whole = world.tables.whole("indictment")
    at = np.arange(len(whole["_p"]) - n, len(whole["_p"]))
    told = {
        name: column.take(at) if isinstance(column, Coded) else np.asarray(column)[at]
        for name, column in whole.items()
        if name in ("indictment_number", "region", "accused_on", "crime_from", "crime_to", "charges", "main_charge")
    }
    world.tables.add(
        "indictment", fellow, told_by="indictment", defendant_no=np.full(n, 2, np.int64),
        charge_count=np.ones(n, np.int64), sealed=np.zeros(n, np.int8), is_unit=np.zeros(n, np.int8), **told,
    )  # fmt: skip
    return Sown(fellow)


@trap("R11", "concealed", "收款人已以掩饰、隐瞒犯罪所得罪追诉", "the recipient was prosecuted for hiding it")
def concealed(world: World, rng: Rng, n: int) -> Sown:
    story = _story(world, rng, n, _BEFORE)
    other = _relative(world, rng, n)
    banks.send(world, story.who, other, story.credited + 3, story.yuan * 9 // 10)
    banks.trade(world, other, story.credited + 5, story.yuan * 9 // 10, out=True, kind="cash")
    on = (story.credited + 5).astype(np.int32)
    justice.judge(world, rng, other, CONCEAL, (on + between(rng, 100, 200, n)).astype(np.int32), crime=on)
    return Sown(other)


@trap("R11", "house_before", "付款之前已有的房产", "a house owned before the payment")
def house_before(world: World, rng: Rng, n: int) -> Sown:
    story = _story(world, rng, n)
    _pay(world, rng, story)
    for dataset in ("house_registration", "vehicle_registration"):
        world.mute(dataset, story.who)
    belongings.house(world, rng, story.who, (story.credited - between(rng, 200, 900, n)).astype(np.int32))
    return Sown(story.who)


@trap("R11", "dead", "收款人已死亡", "the recipient is dead")
def dead(world: World, rng: Rng, n: int) -> Sown:
    story = _story(world, rng, n, _BEFORE)
    other = _relative(world, rng, n)
    banks.send(world, story.who, other, story.credited + 3, story.yuan * 9 // 10)
    banks.trade(world, other, story.credited + 5, story.yuan * 9 // 10, out=True, kind="cash")
    gone = (story.credited + between(rng, 400, 700, n)).astype(np.int32)
    world.die(other, gone)
    welfare.record_deaths(world, rng, other, gone)
    return Sown(other)
