"""R01 Common judgment errors (刑事判决常见错误). Clue: the judgment.

Law: 刑法42, 45, 52, 53, 64, 72, 73; 法释〔2000〕45号2 (a fine is at least 1000 yuan, 500 for minors).
"""

from __future__ import annotations

import numpy as np

from mingjian.province import justice
from mingjian.province.background import cases
from mingjian.province.chance import Rng, between
from mingjian.province.charges import CONTRACT, DRUNK, FRAUD, HELP_NET, SELL_DRUGS, THEFT
from mingjian.province.clock import NONE, add_months
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days, judgments, nothing, second_count, some_charge, spoil
from mingjian.province.world import World

KEY = "document"

_FINED = (THEFT, FRAUD, SELL_DRUGS, HELP_NET)
_GAINED = (THEFT, FRAUD, HELP_NET)


def _case(world: World, rng: Rng, n: int, charges: tuple[str, ...] = _FINED, **given: object) -> justice.Case:
    person = world.pick(rng, n, world.adults(32, 50))
    judged = days(rng, "2017-01-10", "2025-05-20", n)
    return justice.judge(world, rng, person, some_charge(rng, charges, n), judged, **given)


def _sown(case: justice.Case, *columns: str, counts: bool = False) -> Sown:
    needs = [judgments(case, *columns)]
    if counts:
        needs.append(Need("judgment_count", case.count, ("judged_on", "crime_to", "fine")))
    return Sown(case.person, needs, document=case.number)


@violation("R01", "fine_missing", "应当并处罚金而未判罚金", "a compulsory fine was not imposed")
def fine_missing(world: World, rng: Rng, n: int) -> Sown:
    return _sown(_case(world, rng, n, fine=nothing(n)), counts=True)


@violation("R01", "fine_too_low", "成年人罚金低于一千元", "an adult's fine below 1000 yuan")
def fine_too_low(world: World, rng: Rng, n: int) -> Sown:
    return _sown(_case(world, rng, n, fine=between(rng, 3, 9, n) * 100), "fine", counts=True)


@violation("R01", "probation_below_term", "有期徒刑缓刑考验期短于原判刑期", "probation shorter than the term")
def probation_below_term(world: World, rng: Rng, n: int) -> Sown:
    return _sown(_case(world, rng, n, months=24, probation=between(rng, 12, 20, n)))


@violation("R01", "probation_above_limit", "有期徒刑缓刑考验期超过五年", "probation of more than five years")
def probation_above_limit(world: World, rng: Rng, n: int) -> Sown:
    return _sown(_case(world, rng, n, months=36, probation=between(rng, 62, 84, n)))


@violation("R01", "detention_probation", "拘役缓刑考验期不足二个月", "probation of a detention below two months")
def detention_probation(world: World, rng: Rng, n: int) -> Sown:
    return _sown(_case(world, rng, n, penalty="detention", months=1, probation=1))


@violation("R01", "no_recovery", "有违法所得而未判追缴、退赔", "illegal gain neither recovered nor returned")
def no_recovery(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n, charges=_GAINED)
    none = np.zeros(n, np.int8)
    spoil(world, case, recover=none, returned=none, forfeit=none)
    return _sown(case, "illegal_gain")


@violation("R01", "term_below_limit", "有期徒刑不足六个月", "fixed term below six months")
def term_below_limit(world: World, rng: Rng, n: int) -> Sown:
    months = between(rng, 3, 5, n)
    return _sown(_case(world, rng, n, months=months, manner=justice.BAIL))


@violation("R01", "detention_above_limit", "拘役超过六个月（非数罪并罚）", "single detention above six months")
def detention_above_limit(world: World, rng: Rng, n: int) -> Sown:
    return _sown(_case(world, rng, n, penalty="detention", months=between(rng, 7, 10, n), manner=justice.BAIL))


@violation("R01", "kind_not_allowed", "危险驾驶罪判处有期徒刑", "prison for a charge that only knows detention")
def kind_not_allowed(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n, charges=(DRUNK,), months=between(rng, 6, 10, n), manner=justice.BAIL)
    cases.revoke(world, rng, case)
    return _sown(case, counts=True)


@trap("R01", "fine_alone", "单处罚金，无主刑", "a fine as the only penalty")
def fine_alone(world: World, rng: Rng, n: int) -> Sown:
    return _sown(_case(world, rng, n, charges=(THEFT, FRAUD), penalty="fine_only", manner=justice.BAIL))


@trap("R01", "minors_fine", "未成年人罚金五百至一千元", "a minor's fine between 500 and 1000 yuan")
def minors_fine(world: World, rng: Rng, n: int) -> Sown:
    person = world.pick(rng, n, world.adults(18, 23))
    crime = add_months(world.people.birth[person], between(rng, 194, 212, n))
    case = justice.judge(
        world, rng, person, THEFT, crime + 110, crime=crime, fine=between(rng, 5, 9, n) * 100,
        manner=justice.BAIL, months=8, probation=12,
    )  # fmt: skip
    spoil(world, case, minor=np.ones(n, np.int8))
    return _sown(case)


@trap("R01", "exempted", "免予刑事处罚，不判罚金", "exempted from punishment, so no fine")
def exempted(world: World, rng: Rng, n: int) -> Sown:
    return _sown(_case(world, rng, n, penalty="exempted", manner=justice.BAIL))


@trap("R01", "acquitted", "宣告无罪", "acquitted")
def acquitted(world: World, rng: Rng, n: int) -> Sown:
    return _sown(_case(world, rng, n, penalty="acquitted", manner=justice.BAIL))


@trap(
    "R01",
    "card_corrected",
    "案卡漏填罚金，后经更正数据补正",
    "fine missing on the case card, corrected by a later delivery",
)
def card_corrected(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n)
    world.tables.copy("criminal_judgment", case.judgment, _when=np.full(n, 2))
    world.tables.copy("judgment_count", case.count, _when=np.full(n, 2))
    spoil(world, case, fine=np.full(n, int(NONE)))
    return _sown(case)


@trap("R01", "property_confiscated", "十年以上有期徒刑并处没收财产", "confiscation of property in place of a fine")
def property_confiscated(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n, charges=(CONTRACT,), months=between(rng, 122, 150, n), fine=nothing(n),
                 manner=justice.HELD, confiscation=between(rng, 5, 40, n).astype(np.int64) * 1_000_000)  # fmt: skip
    return _sown(case)


@trap("R01", "probation_at_border", "考验期恰为一年、恰为五年", "probation of exactly one and exactly five years")
def probation_at_border(world: World, rng: Rng, n: int) -> Sown:
    short = np.arange(n) % 2 == 0
    return _sown(_case(world, rng, n, months=np.where(short, 12, 36), probation=np.where(short, 12, 60)))


@trap("R01", "detention_at_border", "拘役六个月缓刑一年、一个月缓刑二个月", "detention at the borders of its probation")
def detention_at_border(world: World, rng: Rng, n: int) -> Sown:
    long = np.arange(n) % 2 == 0
    case = _case(world, rng, n, penalty="detention", months=np.where(long, 6, 1), probation=np.where(long, 12, 2))
    return _sown(case)


@trap("R01", "detention_combined", "数罪并罚拘役超过六个月不满一年", "combined detention above six months")
def detention_combined(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n, charges=(THEFT,), penalty="detention", months=9, manner=justice.BAIL)
    five = np.full(n, 5, np.int32)
    fine = np.full(n, 2000, np.int32)
    second_count(world, case, FRAUD, five, five, fine, fine)
    return _sown(case)


@trap("R01", "forfeited", "违法所得已判没收", "the gain was forfeited")
def forfeited(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n, charges=_GAINED)
    none = np.zeros(n, np.int8)
    spoil(world, case, recover=none, returned=none, forfeit=np.ones(n, np.int8))
    return _sown(case)
