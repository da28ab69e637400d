"""A02 Ghost registrations (冒名、虚假登记与空壳公司). Clue: the company.

Law: 市场主体登记管理条例40, 公司法(2023)39: a registration obtained by false papers is withdrawn; 公司法260: a company
without business six months after it was set up may lose its licence. Who sits in a cell or is dead signs nothing.
"""

from __future__ import annotations

import numpy as np

from mingjian.province import justice
from mingjian.province.background import insurance, registrations, welfare
from mingjian.province.background.registrations import CANCELLED, SUSPENDED, Texts
from mingjian.province.chance import Rng, between
from mingjian.province.charges import FRAUD, INJURY, THEFT
from mingjian.province.clock import AS_OF, Bools, Ints, day, month_of
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days, some_charge
from mingjian.province.world import World

KEY = "company"

_GROUP = 8
"""Companies registered together."""
_ENOUGH = 6
"""Readable rows of them that leave no doubt."""
_CHARGES = (FRAUD, INJURY, THEFT)
_KEYS = ("id_number", "uscc", "registered_on")


def _groups(n: int) -> int:
    return -(-n // _GROUP)


def _people(world: World, rng: Rng, n: int) -> Ints:
    return world.pick(rng, n, world.adults(24, 62))


def _lately(rng: Rng, groups: int, size: int = _GROUP) -> Ints:
    """Days of setting up: the companies of a group within three weeks, a year ago or so."""
    first = np.repeat(between(rng, day("2023-08-01"), day("2024-08-01"), groups), size)
    return (first + between(rng, 0, 20, len(first))).astype(np.int32)


def _set_up(
    world: World, who: Ints, on: Ints, *, phone: Texts | None = None, address: Texts | None = None,
    agent: Texts | None = None, hosted: bool | Bools = False, status: int = registrations.ACTIVE,
) -> tuple[Ints, Ints]:  # fmt: skip
    """Idle companies registered by these people; answers them and the rows of the register."""
    company = world.pick_idle(len(who))
    registrations.found(world, company, who, on)
    record = registrations.register(
        world, company, who, on, phone=phone, address=address, agent=agent, hosted=hosted, status=status
    )
    return company, record


def _zero(world: World, company: Ints) -> Need:
    """A return without sales for the last quarter of 2024."""
    quarter = np.full(len(company), 2024 * 12 + 9, np.int32)
    record = registrations.declare(world, company, quarter, np.zeros(len(company), np.int32))
    return Need("tax_declaration", record, ("uscc", "sales", "tax_due"))


def _together(who: Ints, company: Ints, record: Ints, *more: Need) -> Sown:
    """Stories each of which needs its own row and those of its group."""
    groups = np.repeat(record.reshape(-1, _GROUP), _GROUP, axis=0)
    own = Need("company_registration", record, _KEYS)
    others = Need("company_registration", groups, _KEYS, enough=_ENOUGH)
    return Sown(who, [own, others, *more], company=company)


def _one_leader(world: World, rng: Rng, groups: int, *, on: Ints | None = None, size: int = _GROUP,
                status: int = registrations.ACTIVE) -> tuple[Ints, Ints, Ints]:  # fmt: skip
    """Groups of companies, each group of one person; answers the person of each company, companies and rows."""
    who = np.repeat(_people(world, rng, groups), size)
    company, record = _set_up(world, who, _lately(rng, groups, size) if on is None else on, status=status)
    return who, company, record


@violation("A02", "one_leader", "一人短期内设立多家，均无申报无用工", "one person set up many, without trade or staff")
def one_leader(world: World, rng: Rng, n: int) -> Sown:
    who, company, record = _one_leader(world, rng, _groups(n))
    return _together(who, company, record, _zero(world, company))


@violation(
    "A02", "one_agent", "同一代办人以不同人名义设立多家空壳", "one agent set up many in the names of different people"
)
def one_agent(world: World, rng: Rng, n: int) -> Sown:
    groups = _groups(n)
    who = _people(world, rng, groups * _GROUP)
    agent = registrations.agents(np.repeat(90_000 + np.arange(groups, dtype=np.int32), _GROUP))
    company, record = _set_up(world, who, _lately(rng, groups), agent=agent)
    return _together(who, company, record)


@violation(
    "A02", "phone_and_address", "部分共用电话、部分共用地址而连成一片", "some share a telephone, some an address"
)
def phone_and_address(world: World, rng: Rng, n: int) -> Sown:
    groups = _groups(n)
    who = _people(world, rng, groups * _GROUP)
    place = np.tile(np.arange(_GROUP), groups)
    company = world.pick_idle(len(who))
    first = company[::_GROUP]
    shared = np.repeat(registrations.phones(first), _GROUP)
    office = np.repeat(registrations.addresses(world, first, road="工业路"), _GROUP)
    on = _lately(rng, groups)
    phone = np.where(place < 5, shared, registrations.phones(company))
    address = np.where(place >= 3, office, registrations.addresses(world, company))
    registrations.found(world, company, who, on)
    record = registrations.register(world, company, who, on, phone=phone, address=address)
    return _together(who, company, record, _zero(world, company))


def _prisoner(world: World, rng: Rng, n: int) -> justice.Case:
    who = world.pick(rng, n, world.adults(24, 60))
    judged = days(rng, "2022-08-01", "2024-01-01", n)
    return justice.judge(
        world, rng, who, some_charge(rng, _CHARGES, n), judged, months=between(rng, 14, 26, n), manner=justice.HELD,
        held_days=between(rng, 40, 80, n),
    )  # fmt: skip


def _by_prisoner(world: World, case: justice.Case, on: Ints) -> Sown:
    company, record = _set_up(world, case.person, on)
    needs = [
        Need("company_registration", record, _KEYS),
        Need("custody_stay", case.stays[:, 1], ("id_number", "entered_on", "left_on")),
    ]
    return Sown(case.person, needs, company=company)


@violation("A02", "in_custody", "登记之日法定代表人在押", "the legal representative was in custody that day")
def in_custody(world: World, rng: Rng, n: int) -> Sown:
    case = _prisoner(world, rng, n)
    return _by_prisoner(world, case, (case.judged - between(rng, 2, 20, n)).astype(np.int32))


def _by_dead(world: World, rng: Rng, n: int, later: Ints) -> Sown:
    who = world.pick(rng, n, world.elders(66, 84))
    died = days(rng, "2023-02-01", "2024-06-20", n)
    world.die(who, died)
    record = welfare.record_deaths(world, rng, who, died)
    company, row = _set_up(world, who, (died + later).astype(np.int32))
    needs = [Need("company_registration", row, _KEYS), Need("death_record", record, ("id_number", "died_on"))]
    return Sown(who, needs, company=company)


@violation("A02", "after_death", "法定代表人死亡之后登记", "registered after the legal representative had died")
def after_death(world: World, rng: Rng, n: int) -> Sown:
    return _by_dead(world, rng, n, between(rng, 10, 300, n))


@trap("A02", "registered_before_arrest", "羁押之前登记", "registered before the arrest")
def registered_before_arrest(world: World, rng: Rng, n: int) -> Sown:
    case = _prisoner(world, rng, n)
    return _by_prisoner(world, case, (case.crime - between(rng, 5, 200, n)).astype(np.int32))


@trap("A02", "registered_after_release", "释放之后登记", "registered after the release")
def registered_after_release(world: World, rng: Rng, n: int) -> Sown:
    case = _prisoner(world, rng, n)
    on = np.minimum(case.sentence_to + between(rng, 3, 60, n), AS_OF - 2).astype(np.int32)
    on = np.where(case.sentence_to >= AS_OF - 3, case.crime - 20, on).astype(np.int32)
    return _by_prisoner(world, case, on)


@trap("A02", "died_later", "登记之后死亡", "died after the registration")
def died_later(world: World, rng: Rng, n: int) -> Sown:
    return _by_dead(world, rng, n, -between(rng, 5, 900, n))


@trap("A02", "namesake", "死者为同名的另一人", "another person of the same name had died")
def namesake(world: World, rng: Rng, n: int) -> Sown:
    dead = world.pick(rng, n, world.elders(66, 84))
    died = days(rng, "2023-02-01", "2024-01-20", n)
    world.die(dead, died)
    welfare.record_deaths(world, rng, dead, died)
    who = _people(world, rng, n)
    world.homonym(who, dead)
    company, _ = _set_up(world, who, (died + 60).astype(np.int32))
    return Sown(who, company=company)


@trap("A02", "incubator", "注册在孵化器、集群注册地址", "registered at the address of an incubator")
def incubator(world: World, rng: Rng, n: int) -> Sown:
    del n
    who = _people(world, rng, _GROUP)
    address = np.full(_GROUP, "合肥市蜀山区望江路众创空间1号", object)
    company, _ = _set_up(world, who, _lately(rng, 1), address=address, hosted=True)
    return Sown(who, company=company)


@trap("A02", "chain", "连锁新设门店尚未开业，多数门店在经营", "new branches of a chain most of which trades")
def chain(world: World, rng: Rng, n: int) -> Sown:
    del n
    who, company, _ = _one_leader(world, rng, 1, size=12)
    on = np.full(6, day("2024-03-01"), np.int32)
    registrations.trade(world, company[6:], on)
    return Sown(who, company=company)


@trap("A02", "agency", "代办机构的部分客户尚未开业", "some clients of an agency have not begun business")
def agency(world: World, rng: Rng, n: int) -> Sown:
    del n
    idle = _people(world, rng, 6)
    other = _people(world, rng, 1)
    who = np.r_[idle, np.repeat(other, 14)].astype(np.int32)
    agent = registrations.agents(np.full(20, 99_999_999, np.int32))
    company, _ = _set_up(world, who, np.resize(_lately(rng, 1), 20), agent=agent)
    registrations.trade(world, company[6:], np.full(14, day("2024-03-01"), np.int32))
    return Sown(who, company=company)


@trap("A02", "just_founded", "设立不满六个月", "set up less than six months ago")
def just_founded(world: World, rng: Rng, n: int) -> Sown:
    del n
    who, company, _ = _one_leader(world, rng, 1, on=between(rng, AS_OF - 170, AS_OF - 20, _GROUP))
    return Sown(who, company=company)


@trap("A02", "with_sales", "有销售申报而无参保人员", "sales declared, though nobody is insured")
def with_sales(world: World, rng: Rng, n: int) -> Sown:
    del n
    who, company, _ = _one_leader(world, rng, 1)
    registrations.trade(world, company, np.full(_GROUP, day("2024-09-01"), np.int32))
    return Sown(who, company=company)


@trap("A02", "with_staff", "零申报但有参保人员", "no sales, but insured employees")
def with_staff(world: World, rng: Rng, n: int) -> Sown:
    del n
    who, company, _ = _one_leader(world, rng, 1)
    staff = world.pick(rng, _GROUP, world.adults(25, 50))
    world.mute("social_insurance_payment", staff)
    since = month_of(np.full(_GROUP, day("2025-01-01"), np.int32))
    for k in range(4):
        insurance.contribute(world, staff, (since + k).astype(np.int32), company=company)
    return Sown(who, company=company)


@trap("A02", "too_few", "同一人名下四家", "four companies of one person")
def too_few(world: World, rng: Rng, n: int) -> Sown:
    del n
    who, company, _ = _one_leader(world, rng, 1, size=4)
    return Sown(who, company=company)


@trap("A02", "deregistered", "已注销", "deregistered")
def deregistered(world: World, rng: Rng, n: int) -> Sown:
    del n
    who, company, _ = _one_leader(world, rng, 1, status=CANCELLED)
    return Sown(who, company=company)


@trap("A02", "suspended", "依法办理歇业", "lawfully suspended")
def suspended(world: World, rng: Rng, n: int) -> Sown:
    del n
    who, company, _ = _one_leader(world, rng, 1, status=SUSPENDED)
    return Sown(who, company=company)
