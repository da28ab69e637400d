"""R10 Tax violations penalised, never prosecuted (涉税行刑衔接立案监督). Clue: the tax decision.

Law: 刑法201, 205; 法释〔2024〕4号2, 3, 11: false invoices with tax of 100,000 yuan; evasion of 100,000 and a tenth of
the tax due, unless all was paid in time after a notice of recovery, which does not help after two penalties.
"""

from __future__ import annotations

import numpy as np

from mingjian.province.background import police, taxes
from mingjian.province.background.taxes import EVASION, GOOD_FAITH, INVOICES
from mingjian.province.chance import Rng, between
from mingjian.province.clock import AS_OF, NONE, Ints
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days
from mingjian.province.world import World

KEY = "document"

_CHARGE = "虚开增值税专用发票罪"
_COLUMNS = ("id_number", "uscc", "tax_amount", "tax_share", "period_from", "decided_on", "notified_on", "due_on",
            "settled_on", "transferred_on")  # fmt: skip


def _decided(rng: Rng, n: int) -> Ints:
    return days(rng, "2019-06-01", "2025-03-01", n)


def _sown(who: Ints, record: Ints, number: list[str], *more: Ints) -> Sown:
    needs = [Need("tax_case", rows, _COLUMNS) for rows in (record, *more)]
    return Sown(who, needs, document=number, lists=("police_case",))


def _large(rng: Rng, n: int) -> Ints:
    return between(rng, 10, 300, n) * 10_000


def _invoices(world: World, rng: Rng, n: int, **given: object) -> Sown:
    who, company = taxes.lead(world, rng, n)
    decided = _decided(rng, n)
    return _sown(who, *taxes.decide(world, rng, who, company, INVOICES, _large(rng, n), decided, **given))  # type: ignore[arg-type]


@violation("R10", "invoices", "虚开达到追诉标准，未移送", "false invoices beyond the threshold, not transferred")
def invoices(world: World, rng: Rng, n: int) -> Sown:
    return _invoices(world, rng, n)


@violation("R10", "transferred", "虚开已移送，公安机关未立案", "transferred, and the police filed no case")
def transferred(world: World, rng: Rng, n: int) -> Sown:
    who, company = taxes.lead(world, rng, n)
    decided = _decided(rng, n)
    made = taxes.decide(world, rng, who, company, INVOICES, _large(rng, n), decided, transferred=decided + 10)
    return _sown(who, *made)


@violation("R10", "unpaid", "逃税达到标准，追缴通知后未缴清", "evasion beyond the threshold, unpaid after the notice")
def unpaid(world: World, rng: Rng, n: int) -> Sown:
    who, company = taxes.lead(world, rng, n)
    decided = _decided(rng, n)
    late = np.where(rng.random(n) < 0.5, decided + between(rng, 19, 60, n), NONE).astype(np.int32)
    made = taxes.decide(
        world, rng, who, company, EVASION, _large(rng, n), decided, share=between(rng, 10, 60, n), settled=late
    )
    return _sown(who, *made)


@violation("R10", "repeated", "五年内两次受罚后又逃税", "evasion again after two penalties within five years")
def repeated(world: World, rng: Rng, n: int) -> Sown:
    who, company = taxes.lead(world, rng, n)
    decided = days(rng, "2022-06-01", "2025-03-01", n)
    before = []
    for past in (1500, 700):
        on = (decided - between(rng, past - 80, past, n)).astype(np.int32)
        small = between(rng, 1, 8, n) * 10_000
        before.append(taxes.decide(world, rng, who, company, EVASION, small, on, share=5, settled=on + 9)[0])
    made = taxes.decide(
        world, rng, who, company, EVASION, _large(rng, n), decided, share=between(rng, 10, 60, n), settled=decided + 9
    )
    return _sown(who, *made, *before)


@violation("R10", "runaway", "虚开后走逃失联", "absconded after false invoices")
def runaway(world: World, rng: Rng, n: int) -> Sown:
    return _invoices(world, rng, n, runaway=True)


@trap("R10", "paid_in_time", "首次逃税，期限最后一日缴清", "first evasion, paid on the last day of the term")
def paid_in_time(world: World, rng: Rng, n: int) -> Sown:
    who, company = taxes.lead(world, rng, n)
    decided = _decided(rng, n)
    made = taxes.decide(
        world, rng, who, company, EVASION, _large(rng, n), decided, share=between(rng, 10, 60, n), settled=decided + 18
    )
    return _sown(who, *made)


@trap("R10", "one_before", "此前只受罚一次，按期缴清", "one penalty before, paid in time")
def one_before(world: World, rng: Rng, n: int) -> Sown:
    who, company = taxes.lead(world, rng, n)
    decided = days(rng, "2022-06-01", "2025-03-01", n)
    on = (decided - 700).astype(np.int32)
    taxes.decide(world, rng, who, company, EVASION, between(rng, 1, 8, n) * 10_000, on, share=5, settled=on + 9)
    made = taxes.decide(
        world, rng, who, company, EVASION, _large(rng, n), decided, share=between(rng, 10, 60, n), settled=decided + 9
    )
    return _sown(who, *made)


@trap("R10", "good_faith", "善意取得虚开的发票", "false invoices taken in good faith")
def good_faith(world: World, rng: Rng, n: int) -> Sown:
    who, company = taxes.lead(world, rng, n)
    return _sown(who, *taxes.decide(world, rng, who, company, GOOD_FAITH, _large(rng, n), _decided(rng, n)))


@trap("R10", "no_notice", "没有下达追缴通知", "no notice of recovery was given")
def no_notice(world: World, rng: Rng, n: int) -> Sown:
    who, company = taxes.lead(world, rng, n)
    made = taxes.decide(
        world, rng, who, company, EVASION, _large(rng, n), _decided(rng, n), share=between(rng, 10, 60, n), notice=False
    )
    return _sown(who, *made)


@trap("R10", "small_share", "逃税占应纳税额不到百分之十", "evasion of less than a tenth of the tax due")
def small_share(world: World, rng: Rng, n: int) -> Sown:
    who, company = taxes.lead(world, rng, n)
    made = taxes.decide(
        world, rng, who, company, EVASION, _large(rng, n), _decided(rng, n), share=between(rng, 2, 9, n)
    )
    return _sown(who, *made)


@trap("R10", "filed", "已对法定代表人立案", "a case was filed against the legal representative")
def filed(world: World, rng: Rng, n: int) -> Sown:
    who, company = taxes.lead(world, rng, n)
    on = days(rng, "2024-08-01", "2025-03-01", n)
    made = taxes.decide(world, rng, who, company, INVOICES, _large(rng, n), on - 60, transferred=on - 20)
    police.open_cases(world, rng, who, on, charge=_CHARGE, bail_from=on + 1)
    return _sown(who, *made)


@trap("R10", "company_filed", "以单位和实际控制人立案", "a case was filed against the company and its controller")
def company_filed(world: World, rng: Rng, n: int) -> Sown:
    who, company = taxes.lead(world, rng, n)
    controller = world.pick(rng, n, world.adults(35, 60))
    on = days(rng, "2024-08-01", "2025-03-01", n)
    made = taxes.decide(world, rng, who, company, INVOICES, _large(rng, n), on - 60, transferred=on - 20)
    record, _ = police.open_cases(world, rng, controller, on, charge=_CHARGE, bail_from=on + 1, company=company)
    sown = _sown(who, *made)
    sown.needs.append(Need("police_case", record, ("uscc",)))
    return sown


@trap("R10", "just_transferred", "刚移送，立案审查期限未满", "just transferred, still being examined")
def just_transferred(world: World, rng: Rng, n: int) -> Sown:
    who, company = taxes.lead(world, rng, n)
    sent = between(rng, AS_OF - 58, AS_OF - 2, n)
    return _sown(who, *taxes.decide(world, rng, who, company, INVOICES, _large(rng, n), sent - 70, transferred=sent))
