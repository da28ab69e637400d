"""R04 Judgment differs from the indictment (诉判不一). Clue: the judgment.

Law: 刑事诉讼法201, 228–230; 刑诉法解释295, 353. The judgments are lawful; what differs is told by the indictment.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mingjian.province import justice
from mingjian.province.background.indictments import indict
from mingjian.province.chance import Rng, between
from mingjian.province.charges import CONCEAL, FRAUD, INJURY, QUARREL, ROBBERY, SELL_DRUGS, THEFT
from mingjian.province.clock import AS_OF, Ints
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import judgments, some_charge, spoil
from mingjian.province.world import World

KEY = "document"

_CHARGES = (THEFT, FRAUD, CONCEAL)
_PLAIN = {
    "surrender": 0, "confession": 1, "merit": 0, "accessory": 0, "recidivist": 0, "plea": 1, "returned": 0,
    "forgiven": 0,
}  # fmt: skip


def _case(world: World, rng: Rng, n: int, charge: Any = None, **given: Any) -> justice.Case:
    """A judgment of a plea, without circumstances that could differ, received before the day of the run."""
    person = world.pick(rng, n, world.adults(32, 50))
    judged = between(rng, AS_OF - 500, AS_OF - 8, n)
    months = between(rng, 12, 20, n)
    flags = {name: np.full(n, value, np.int8) for name, value in _PLAIN.items()}
    flags["recover"] = np.full(n, charge is None, np.int8)  # those charges have a gain
    given = {"months": months, "manner": justice.HELD, **flags, "act_count": np.full(n, 3, np.int64), **given}
    kinds = some_charge(rng, _CHARGES, n) if charge is None else charge
    return justice.judge(world, rng, person, kinds, judged, **given)


def _sown(world: World, rng: Rng, case: justice.Case, *columns: str, **otherwise: Any) -> Sown:
    record, count = indict(world, rng, case.judgment, **otherwise)
    needs = [
        judgments(case, "indictment_number", *columns),
        Need("indictment", record, ("id_number", "indictment_number", *columns)),
    ]
    if "charge" in otherwise:
        needs += [Need("indictment_count", count, ()), Need("judgment_count", case.count, ())]
    return Sown(case.person, needs, document=case.number)


def _money(world: World, case: justice.Case, yuan: Ints) -> None:
    spoil(world, case, crime_amount=yuan.astype(np.int64) * 100)


def _ones(n: int) -> Any:
    return np.ones(n, np.int8)


@violation("R04", "charge", "起诉抢劫罪判为寻衅滋事罪，未听取意见", "another charge found without a hearing")
def charge(world: World, rng: Rng, n: int) -> Sown:
    return _sown(world, rng, _case(world, rng, n, QUARREL), charge=ROBBERY)


@violation("R04", "fewer_acts", "指控五笔，认定三笔", "five acts prosecuted, three found")
def fewer_acts(world: World, rng: Rng, n: int) -> Sown:
    return _sown(world, rng, _case(world, rng, n), "act_count", act_count=np.full(n, 5, np.int64))


@violation("R04", "more_acts", "指控两笔，认定三笔", "two acts prosecuted, three found")
def more_acts(world: World, rng: Rng, n: int) -> Sown:
    return _sown(world, rng, _case(world, rng, n), "act_count", act_count=np.full(n, 2, np.int64))


@violation("R04", "lower_amount", "认定数额低于指控", "a lower amount found")
def lower_amount(world: World, rng: Rng, n: int) -> Sown:
    case, yuan = _case(world, rng, n), between(rng, 40, 200, n) * 100
    _money(world, case, yuan)
    return _sown(world, rng, case, "crime_amount", crime_amount=yuan.astype(np.int64) * 140)


@violation("R04", "higher_amount", "认定数额高于指控", "a higher amount found")
def higher_amount(world: World, rng: Rng, n: int) -> Sown:
    case, yuan = _case(world, rng, n), between(rng, 40, 200, n) * 100
    _money(world, case, yuan)
    return _sown(world, rng, case, "crime_amount", crime_amount=yuan.astype(np.int64) * 80)


@violation("R04", "surrender", "未指控自首，判决认定自首", "surrender found that was not asserted")
def surrender(world: World, rng: Rng, n: int) -> Sown:
    return _sown(world, rng, _case(world, rng, n, surrender=_ones(n)), surrender=np.zeros(n, np.int8))


@violation("R04", "recidivist", "指控累犯，判决未认定", "recidivism asserted and not found")
def recidivist(world: World, rng: Rng, n: int) -> Sown:
    return _sown(world, rng, _case(world, rng, n), recidivist=_ones(n))


@violation("R04", "merit", "指控立功，判决未认定", "merit asserted and not found")
def merit(world: World, rng: Rng, n: int) -> Sown:
    return _sown(world, rng, _case(world, rng, n), merit=_ones(n))


@violation("R04", "accessory", "未指控从犯，判决认定从犯", "an accessory found that was not asserted")
def accessory(world: World, rng: Rng, n: int) -> Sown:
    return _sown(world, rng, _case(world, rng, n, accessory=_ones(n)), accessory=np.zeros(n, np.int8))


@violation("R04", "attempt", "未指控未遂，判决认定未遂", "an attempt found that was not asserted")
def attempt(world: World, rng: Rng, n: int) -> Sown:
    return _sown(world, rng, _case(world, rng, n, attempt=_ones(n)), attempt=np.zeros(n, np.int8))


def _asked(case: justice.Case, world: World, more: int) -> dict[str, Any]:
    """A proposal whose range lies so many months above the term imposed (below it where negative)."""
    whole = world.tables.whole("criminal_judgment")
    term = np.asarray(whole["term_months"])[np.searchsorted(np.asarray(whole["_r"]), case.judgment)].astype(np.int64)
    low = term + more if more > 0 else term + more - 2
    return {"proposal_low": low, "proposal_high": low + 2}


@violation("R04", "below_proposal", "认罪认罚，判决低于量刑建议", "a plea, and the term is below the proposal")
def below_proposal(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n)
    return _sown(world, rng, case, **_asked(case, world, 1))


@violation("R04", "above_proposal", "认罪认罚，判决高于量刑建议", "a plea, and the term is above the proposal")
def above_proposal(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n)
    return _sown(world, rng, case, **_asked(case, world, -1))


@violation("R04", "probation", "未建议缓刑，宣告缓刑", "probation ordered that was not proposed")
def probation(world: World, rng: Rng, n: int) -> Sown:
    case = _case(
        world, rng, n, months=np.full(n, 12, np.int32), probation=np.full(n, 18, np.int32), manner=justice.BAIL
    )
    return _sown(world, rng, case, proposal_probation=np.zeros(n, np.int8))


@trap("R04", "made_good_after_plea", "认罪认罚后新增退赃并取得谅解", "gain returned and forgiven after the plea")
def made_good_after_plea(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n, returned=_ones(n), forgiven=_ones(n))
    zero = np.zeros(n, np.int8)
    return _sown(world, rng, case, returned=zero, forgiven=zero, **_asked(case, world, 2))


@trap("R04", "amended", "检察机关当庭变更起诉", "the prosecution amended its charge at trial")
def amended(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n, QUARREL, amended=_ones(n))
    return _sown(world, rng, case, charge=ROBBERY, act_count=np.full(n, 5, np.int64), recidivist=_ones(n))


@trap("R04", "heard", "听取控辩双方意见后改变罪名，刑期低于建议", "another charge after a hearing, below the proposal")
def heard(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n, INJURY, charge_heard=_ones(n))
    return _sown(world, rng, case, charge=ROBBERY, **_asked(case, world, 20))


@trap("R04", "selective", "选择性罪名只认定其中一部分", "a part of a selective charge found")
def selective(world: World, rng: Rng, n: int) -> Sown:
    return _sown(world, rng, _case(world, rng, n, SELL_DRUGS), charge="贩卖、运输毒品罪")


@trap("R04", "adjusted", "量刑建议当庭调整", "the proposal was adjusted at trial")
def adjusted(world: World, rng: Rng, n: int) -> Sown:
    months = between(rng, 12, 20, n)
    case = _case(
        world, rng, n, months=months, proposal_kind="fixed_term", proposal_low=months.astype(np.int64),
        proposal_high=months.astype(np.int64),
    )  # fmt: skip
    return _sown(world, rng, case, **_asked(case, world, 3))


@trap("R04", "valuation", "数额只差计价尾数", "amounts that differ by a remainder of valuation")
def valuation(world: World, rng: Rng, n: int) -> Sown:
    case, yuan = _case(world, rng, n), between(rng, 40, 200, n) * 100
    _money(world, case, yuan)
    return _sown(world, rng, case, crime_amount=yuan.astype(np.int64) * 103)


@trap("R04", "no_plea", "未认罪认罚，判决高于建议", "no plea: above the proposal")
def no_plea(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n, plea=np.zeros(n, np.int8))
    told = {"proposal_kind": "fixed_term", "proposal_probation": np.zeros(n, np.int8), **_asked(case, world, -2)}
    return _sown(world, rng, case, plea=_ones(n), **told)


@trap("R04", "other_defendant", "同一份起诉书另一被告人系累犯", "a co-defendant of the indictment is a recidivist")
def other_defendant(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n)
    indict(world, rng, case.judgment)
    fellow = world.pick(rng, n, world.adults(32, 50))
    whole = world.tables.whole("indictment")
    words = whole["indictment_number"]
    at = np.arange(len(whole["_p"]) - n, len(whole["_p"]))
    world.tables.add(
        "indictment", fellow, told_by="indictment", indictment_number=words.take(at), region=whole["region"].take(at),
        accused_on=np.asarray(whole["accused_on"])[at], defendant_no=np.full(n, 2, np.int64),
        recidivist=_ones(n), act_count=np.full(n, 9, np.int64), charges=ROBBERY, main_charge=ROBBERY,
        charge_count=np.ones(n, np.int64), sealed=np.zeros(n, np.int8), is_unit=np.zeros(n, np.int8),
    )  # fmt: skip
    return Sown(case.person, [], document=case.number)
