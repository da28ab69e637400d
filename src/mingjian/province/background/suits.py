"""Civil cases of the courts: a row a document, a row a party or agent; people sue once, banks often."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from mingjian.province import regions
from mingjian.province.background import debts
from mingjian.province.chance import Rng, between, chosen, happens
from mingjian.province.clock import AS_OF, NONE, Bools, Ints, day, year_of
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

SHARE = 0.012
"""Civil cases of a province without any story, by head."""
LENDING, DIVORCE, SALE, BANK_LOAN, PROPERTY, WAGES, TRAFFIC, CONFIRMATION, WORKS = range(9)
CAUSES = (
    "民间借贷纠纷", "离婚纠纷", "买卖合同纠纷", "金融借款合同纠纷", "物业服务合同纠纷", "追索劳动报酬纠纷",
    "机动车交通事故责任纠纷",
    "申请司法确认调解协议",
    "建设工程施工合同纠纷",
)  # fmt: skip
OUTCOMES = ("granted", "partly_granted", "claims_dismissed", "withdrawn", "mediated", "confirmed", "preserved")
GRANTED, PARTLY, DISMISSED, WITHDRAWN, MEDIATED, CONFIRMED, PRESERVED = range(7)
_TYPES = ("judgment", "mediation", "ruling")
_TYPE_OF = np.array([0, 0, 0, 2, 1, 2, 2], np.int32)
AGENTS = ("lawyer", "legal_worker", "staff", "relative")
LAWYER, LEGAL_WORKER, STAFF, RELATIVE = range(4)
_FIRMS = ("徽正律师事务所", "皖诚律师事务所", "江淮明理律师事务所", "庐州衡平律师事务所")
_DELIVERIES = ("cash", "transfer", "both")
CASH, TRANSFER, BOTH = range(3)
BODIES = ("人民调解委员会", "诉调对接中心", "商会调解中心", "驻法院调解工作室")
_SERIES = {"first": "民初", "second": "民终", "special": "民特"}
_FROM = day("2021-01-01")


@dataclass(frozen=True)
class Suits:
    """What a call made: case numbers, and the record numbers of the rows (-1 where there is no agent)."""

    number: list[str]
    document: Ints
    plaintiff: Ints
    defendant: Ints
    agent: Ints


@dataclass(frozen=True)
class Side:
    """Who stands on one side: people by index, or companies where ``firm`` is not -1."""

    person: Ints
    firm: Ints

    def names(self, world: World) -> list[str]:
        """How the document calls them."""
        people = name_texts(world, self.person)
        firms = self.firm.tolist()
        return [world.companies.names[f] if f >= 0 else p for f, p in zip(firms, people, strict=True)]


def people_side(who: Ints) -> Side:
    """Natural persons."""
    return Side(who.astype(np.int32), np.full(len(who), -1, np.int32))


def firm_side(firm: Ints) -> Side:
    """Companies."""
    return Side(np.full(len(firm), -1, np.int32), firm.astype(np.int32))


def name_texts(world: World, who: Ints) -> list[str]:
    """Names of people, empty for -1."""
    words, index = world.people.name_words, world.people.name
    return [words[index[w]] if w >= 0 else "" for w in who.tolist()]


def sue(
    world: World, rng: Rng, claimant: Side, respondent: Side, filed: Ints, *, cause: int | Ints = LENDING,
    outcome: int | Ints | None = None, judged: Ints | None = None, agent: Ints | None = None,
    agent_kind: int | Ints = LAWYER, place: Ints | None = None, stage: str = "first",
    absent: Bools | None = None, notice: Bools | None = None, awarded: Ints | None = None, **details: Any,
) -> Suits:  # fmt: skip
    """Civil cases that were decided; sums in yuan. ``agent``: who acts for the claimant, -1 nobody."""
    n = len(filed)
    home = _place(world, claimant, respondent) if place is None else place
    causes = _filled(cause, n)
    ended = chosen(rng, [45, 25, 8, 10, 12], n) if outcome is None else _filled(outcome, n)
    decided = (filed + between(rng, 25, 120, n) if judged is None else judged).astype(np.int32)
    number = _numbers(world, home, filed, stage)
    acting = np.full(n, -1, np.int32) if agent is None else agent.astype(np.int32)
    kinds = _filled(agent_kind, n)
    firm = np.where((acting >= 0) & (kinds <= LEGAL_WORKER), acting % len(_FIRMS), -1).astype(np.int32)
    won = np.isin(ended, [GRANTED, PARTLY, MEDIATED, CONFIRMED])
    sum_ = between(rng, 3, 300, n) * 1000 if awarded is None else awarded
    common: dict[str, Any] = {
        "case_number": np.array(number, object), "court": world.place_words("{full}人民法院", home),
        "cause": Coded(causes, CAUSES), "filed_on": filed.astype(np.int32), "judged_on": decided,
        "region": region_codes(home),
    }  # fmt: skip
    names, others = claimant.names(world), respondent.names(world)
    agents = name_texts(world, acting)
    missing = np.zeros(n, np.bool_) if absent is None else absent
    document = world.tables.add(
        "civil_document", claimant.person, claimant.firm, **common,
        document_type=Coded(_TYPE_OF[ended], _TYPES), stage=stage,
        procedure=Coded(np.full(n, int(stage == "special"), np.int32), ("ordinary", "special")),
        respondents=np.array(others, object), agents=np.array([text or None for text in agents], object),
        law_firms=Coded(firm, _FIRMS), outcome=Coded(ended, OUTCOMES), absent=missing,
        public_notice=np.zeros(n, np.bool_) if notice is None else notice,
        awarded=np.where(won, sum_.astype(np.int64) * 100, NONE), **details,
    )  # fmt: skip
    claiming, answering = ("applicant", "applicant") if stage == "special" else ("plaintiff", "defendant")
    plaintiff = _party(world, claimant, common, 1, claiming)
    defendant = _party(world, respondent, common, 2, answering, absent=missing)
    who = np.flatnonzero(acting >= 0)
    record = np.full(n, -1, np.int32)
    if len(who):
        record[who] = _party(
            world, people_side(acting[who]), {k: _rows(v, who) for k, v in common.items()}, 3, "agent",
            agent_kind=Coded(kinds[who], AGENTS), law_firm=Coded(firm[who], _FIRMS),
            represents=np.array(names, object)[who],
        )  # fmt: skip
    return Suits(number, document, plaintiff, defendant, record)


def lend(world: World, rng: Rng, lender: Ints, borrower: Ints, filed: Ints, *, round_sum: bool = False,
         cash: float = 0.1, **more: Any) -> Suits:  # fmt: skip
    """Suits over private loans."""
    n = len(filed)
    principal = between(rng, 1, 30, n) * (10_000 if round_sum else 7_300)
    delivery = np.where(happens(rng, cash, n), CASH, TRANSFER).astype(np.int32)
    return sue(
        world, rng, people_side(lender), people_side(borrower), filed, cause=LENDING, awarded=principal,
        lent_on=(filed - between(rng, 120, 900, n)).astype(np.int32), principal=principal.astype(np.int64) * 100,
        delivery=Coded(delivery, _DELIVERIES), rate_claimed=between(rng, 6, 15, n).astype(np.int64),
        iou=np.ones(n, np.bool_), **more,
    )  # fmt: skip


def confirm(world: World, rng: Rng, creditor: Side, debtor: Side, applied: Ints, ruled: Ints, *,
            body: Ints | None = None) -> Suits:  # fmt: skip
    """Mediations that a court confirmed, with the organisation that mediated."""
    n = len(applied)
    return sue(
        world, rng, creditor, debtor, applied, cause=CONFIRMATION, outcome=CONFIRMED, judged=ruled, stage="special",
        mediation_body=Coded(rng.integers(0, len(BODIES), n).astype(np.int32) if body is None else body, BODIES),
    )  # fmt: skip


def _party(world: World, side: Side, common: dict[str, Any], number: int, role: str, **more: Any) -> Ints:
    n = len(side.person)
    home = world.people.home[np.maximum(side.person, 0)]
    address = world.place_words("{full}", home)
    return world.tables.add(
        "civil_party", side.person, side.firm, **common, party_no=np.full(n, number, np.int64), role=role,
        kind=Coded((side.firm >= 0).astype(np.int32), ("person", "organisation")),
        address=Coded(np.where(side.person >= 0, address.index, -1).astype(np.int32), address.words), **more,
    )  # fmt: skip


def _place(world: World, claimant: Side, respondent: Side) -> Ints:
    """The court of the respondent's home or seat."""
    del claimant
    return np.where(
        respondent.firm >= 0,
        world.companies.county[np.maximum(respondent.firm, 0)],
        world.people.home[np.maximum(respondent.person, 0)],
    ).astype(np.int32)


def _numbers(world: World, home: Ints, filed: Ints, stage: str) -> list[str]:
    word = _SERIES[stage]
    year = year_of(filed.astype(np.int32))
    serial = world.serial(word, home, year)
    codes = [regions.REGION_CODES[i] for i in home.tolist()]
    return [f"（{y}）皖{c[2:]}{word}{s}号" for y, c, s in zip(year.tolist(), codes, serial.tolist(), strict=True)]


def _filled(value: int | Ints, n: int) -> Ints:
    return np.broadcast_to(np.asarray(value, np.int32), (n,)).copy()


def _rows(column: Any, rows: npt.NDArray[np.intp]) -> Any:
    return column.take(rows) if isinstance(column, Coded) else np.asarray(column)[rows]


def background(world: World, rng: Rng) -> None:
    """People who sue once, lawyers who act often, banks and property managers that sue a great deal."""
    n = round(len(world.people) * SHARE)
    pool = np.flatnonzero(world.adults(24, 70) & ~world.used).astype(np.int32)
    firms = np.flatnonzero(~world.companies.individual & ~world.company_used).astype(np.int32)
    lawyers = rng.choice(pool, max(4, n // 40), replace=False)
    often = rng.choice(firms, 4) if len(firms) else firms
    cause = chosen(rng, [22, 20, 18, 14, 14, 6, 6], n)
    filed = between(rng, _FROM, AS_OF - 130, n)
    agent = np.where(happens(rng, 0.4, n), rng.choice(lawyers, n), -1).astype(np.int32)
    absent = happens(rng, 0.12, n)
    everybody = rng.choice(pool, 2 * n)
    claimant, respondent = everybody[:n], everybody[n:]
    for kind in range(CONFIRMATION):
        rows = np.flatnonzero((cause == kind) & ((kind in (LENDING, DIVORCE, TRAFFIC)) | bool(len(firms))))
        if not len(rows):
            continue
        more: dict[str, Any] = {"agent": agent[rows], "absent": absent[rows]}
        if kind == LENDING:
            lend(world, rng, claimant[rows], respondent[rows], filed[rows], **more)
            continue
        side = people_side(claimant[rows])
        if kind in (BANK_LOAN, PROPERTY):
            side = firm_side(often[rng.integers(0, 2, len(rows)) + 2 * int(kind == PROPERTY)])
        elif kind == SALE:
            side = firm_side(rng.choice(firms, len(rows)))
        other = firm_side(rng.choice(firms, len(rows))) if kind == WAGES else people_side(respondent[rows])
        sue(world, rng, side, other, filed[rows], cause=kind, **more)
    _confirmed(world, rng, pool)


def _confirmed(world: World, rng: Rng, pool: Ints) -> None:
    """Mediations confirmed at an ordinary pace, a fifth of them enforced when the time to pay had passed."""
    both = rng.choice(pool, 2 * max(2, len(world.people) // 500), replace=False)
    n = len(both) // 2
    applied = between(rng, _FROM, AS_OF - 160, n)
    quick = happens(rng, 0.3, n)
    ruled = (applied + np.where(quick, between(rng, 0, 3, n), between(rng, 4, 15, n))).astype(np.int32)
    suit = confirm(world, rng, people_side(both[:n]), people_side(both[n:]), applied, ruled)
    late = np.flatnonzero(happens(rng, 0.2, n))
    if len(late):
        filed = ruled[late] + between(rng, 5, 120, len(late))
        debts.enforce_titles(world, rng, filed, who=both[n:][late], basis=[suit.number[i] for i in late.tolist()])
