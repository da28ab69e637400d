"""Who judges what: proposed by a job, looked at, applied. A work without a finished package, and a judge of whom it is
not sure who that is, are in no proposal; what is assigned stays, further reviews are an increment."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from mingjian.contest import JudgeSeat, Proposal, WorkSeat, assign, extra
from mingjian.desk.contests.chain import link, locked
from mingjian.desk.contests.clashes import clashes_of
from mingjian.desk.contests.judging_schemas import (
    AssignmentPair,
    NewProposal,
    ProposalAct,
    ProposalInfo,
    ProposalList,
)
from mingjian.desk.contests.models import Assigned, Contest, ProposalRow, Seat, Work
from mingjian.desk.contests.persons import judges_of
from mingjian.desk.contests.queueing import queue_task
from mingjian.desk.contests.sight import Seen, What, seen
from mingjian.desk.contests.states import Phase, WorkState
from mingjian.desk.contests.works import type_of
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.watch import Watch
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Text

__all__ = ["act_on_proposal", "proposals", "propose", "propose_more", "proposed_by_job"]


@dataclass(frozen=True)
class Ground:
    """What a proposal is made on."""

    works: list[WorkSeat]
    judges: list[JudgeSeat]
    barred: set[tuple[str, str]]
    kept: set[tuple[str, str]]

    @property
    def digest(self) -> str:
        """Another one when a work, a judge, a conflict or what is assigned is."""
        said: Any = [
            sorted((one.id, sorted(one.topics), one.ready, one.anchor, one.panel) for one in self.works),
            sorted((one.id, sorted(one.topics), one.confirmed, one.most, one.panel) for one in self.judges),
            sorted(self.barred), sorted(self.kept),
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def ground_of(at: Seen, kind: str) -> Ground:
    """Works and judges of a type, conflicts, what is assigned."""
    contest, panels = at.contest, at.rules.definition.types[kind].panels
    admitted = Work.objects.filter(contest=contest, kind=kind, state=WorkState.ADMITTED.value)
    ready = set(admitted.filter(package__state="ready").values_list("number", flat=True))
    works = [
        WorkSeat(one.number, frozenset(one.topics), one.number in ready, one.anchor, one.panel if panels else "")
        for one in admitted
    ]
    seats = judges_of(contest, kind)
    codes = {f"u:{one.user.username}": one.code for one in seats}
    found = clashes_of(contest, at, seats)
    barred = {(one.work, codes[one.judge]) for one in found if one.kind != "unconfirmed"}
    judges = [
        JudgeSeat(one.code, frozenset(one.topics), one.confirmed, one.most, one.panel if panels else "")
        for one in seats
    ]
    names = {one.id for one in works}
    kept = Assigned.objects.filter(contest=contest, work__kind=kind).values_list("work__number", "judge__code")
    sure = {one.id for one in judges if one.confirmed}
    stays = {(w, j) for w, j in kept if w in names and w in ready and j in sure and (w, j) not in barred}
    return Ground(works, judges, barred, stays)


def propose(user: User, slug: str, given: NewProposal) -> None:
    """Let a proposal be made."""
    at = seen(user, slug)
    at.act(What.ASSIGNING)
    if given.type not in at.rules.definition.types:
        raise BadRequest(f"没有作品类型“{given.type}”", f"there is no type '{given.type}'", "type")
    if at.phase.reached(Phase.DEFENCE):
        raise BadRequest("评分已定，不再分配", "forms stay as they are: nothing more is assigned", "type")
    queue_task(at.contest, user, "assign", type=given.type, more=given.more, seed=given.seed)


def propose_more(contest: Contest, user: User, kind: str, more: Mapping[str, int]) -> None:
    """Let further reviews be proposed, as when judges do not agree. Within a transaction."""
    queue_task(contest, user, "assign", type=kind, more=dict(more), seed=1)


def proposed_by_job(contest: Contest, job: Job, watch: Watch) -> dict[str, Any]:
    """The job. What it proposes replaces open proposals of the type."""
    kind, more = str(job.argument["type"]), dict(job.argument.get("more") or {})
    at = Seen(job.by, contest, None)
    watch.tell("计算回避", "computing conflicts", 0.1)
    ground = ground_of(at, kind)
    watch.check()
    watch.tell("分配", "assigning", 0.5)
    made = _made(at, kind, ground, more, int(job.argument.get("seed", 1)))
    watch.check()
    with transaction.atomic():
        held = locked(contest)
        ProposalRow.objects.filter(contest=held, kind=kind, state="open").update(state="replaced")
        row = ProposalRow.objects.create(
            contest=held, kind=kind, on=ground.digest, more=more, data=_data(made), by=job.by, at=now()
        )
    return {"proposal": row.pk}


def proposals(user: User, slug: str) -> ProposalList:
    """Proposals and what is assigned, for the secretary."""
    at = seen(user, slug)
    at.need(What.ASSIGNING)
    found = ProposalRow.objects.filter(contest=at.contest)[:30]
    there = Assigned.objects.filter(contest=at.contest).select_related("work", "judge")
    assigned = [
        AssignmentPair(type=one.work.kind, work=one.work.number, judge=one.judge.code, place=one.place, new=False)
        for one in there.order_by("judge__code", "place")
    ]
    return ProposalList(items=[_info(one) for one in found], assigned=assigned)


def act_on_proposal(user: User, slug: str, number: int, given: ProposalAct) -> None:
    """Apply a proposal that still holds, or drop it with a reason."""
    at = seen(user, slug)
    at.act(What.ASSIGNING)
    if given.action == "drop" and not given.why.strip():
        raise BadRequest("请写明理由", "say why", "why")
    with transaction.atomic():
        held = locked(at.contest)
        row = ProposalRow.objects.select_for_update().filter(contest=held, pk=number).first()
        if row is None:
            raise NotFound
        if row.state != "open":
            raise Conflict("该方案已处理", "the proposal was dealt with already")
        if given.action == "apply":
            _apply(Seen(user, held, at.seat), row)
        ProposalRow.objects.filter(pk=row.pk).update(state="applied" if given.action == "apply" else "dropped")
        said = {"type": row.kind, "action": given.action, "why": given.why.strip(), "pairs": len(row.data["pairs"])}
        link(held, "assigned", said)
        trace(user.username, f"contest.assignment.{given.action}", held.slug, type=row.kind, why=said["why"])


def _apply(at: Seen, row: ProposalRow) -> None:
    if at.phase.reached(Phase.DEFENCE):
        raise BadRequest("评分已定，不再分配", "forms stay as they are: nothing more is assigned")
    if ground_of(at, row.kind).digest != row.on:
        raise Conflict(
            "作品、评委、回避或已有分配在此之后有变动，请重新生成方案",
            "works, judges, conflicts or what is assigned changed since: make a proposal anew",
        )
    works = {one.number: one for one in Work.objects.filter(contest=at.contest, kind=row.kind).exclude(number="")}
    judges = {one.code: one for one in Seat.objects.filter(contest=at.contest).exclude(code="")}
    last = dict[int, int]()
    for one in Assigned.objects.filter(contest=at.contest):
        last[one.judge_id] = max(last.get(one.judge_id, 0), one.place)
    new = []
    for pair in row.data["pairs"]:
        if pair["new"]:  # an increment is read behind all that was there
            judge = judges[pair["judge"]]
            place = last.get(judge.pk, 0) + pair["place"]
            new.append(Assigned(contest=at.contest, work=works[pair["work"]], judge=judge, place=place))
    Assigned.objects.bulk_create(new, ignore_conflicts=True)


def _made(at: Seen, kind: str, ground: Ground, more: Mapping[str, int], seed: int) -> Proposal:
    rules = at.rules.definition.types[kind]
    if more:
        known = {one.id for one in ground.works}
        asked = {work: number for work, number in more.items() if work in known}
        return extra(
            ground.works, ground.judges, ground.barred, ground.kept, asked, least=rules.least, seed=seed
        )  # fmt: skip
    return assign(
        ground.works, ground.judges, ground.barred, reviews=rules.reviews, least=rules.least, kept=ground.kept,
        seed=seed,
    )  # fmt: skip


def _data(made: Proposal) -> dict[str, Any]:
    return {
        "pairs": [{"work": p.work, "judge": p.judge, "place": p.place, "new": p.new} for p in made.pairs],
        "loads": made.loads, "connected": made.connected,
        "shortages": [{"zh": one.zh, "en": one.en} for one in made.shortages],
        "notices": [{"zh": one.zh, "en": one.en} for one in made.notices],
    }  # fmt: skip


def _info(row: ProposalRow) -> ProposalInfo:
    data = row.data
    return ProposalInfo(
        id=row.pk, type=type_of(row.kind), state=row.state, increment=bool(row.more),
        pairs=[AssignmentPair(**one, type=row.kind) for one in data["pairs"]], loads=data["loads"],
        connected=data["connected"],
        shortages=[Text(**one) for one in data["shortages"]], notices=[Text(**one) for one in data["notices"]],
        at=row.at,
    )  # fmt: skip
