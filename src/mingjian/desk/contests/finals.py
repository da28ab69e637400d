"""Finals by pairs: which works lie at a border of awards, who compares them, drawn by a job once forms change no more.
The draw follows from the forms, so that nobody chooses it; each pair waits for its judge."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from mingjian.contest import parse_contest
from mingjian.contest.definition import ContestType
from mingjian.contest.forms import digest_of
from mingjian.contest.results import RankInterval, finalists, pairings, places_of_awards
from mingjian.desk.contests.chain import link, locked
from mingjian.desk.contests.clashes import clashes_of
from mingjian.desk.contests.finals_schemas import FinalInfo, FinalList, PairProgress
from mingjian.desk.contests.forms import forms_of
from mingjian.desk.contests.models import Contest, FinalRow, PairChoice, Seat, Work
from mingjian.desk.contests.outcomes import result_of
from mingjian.desk.contests.persons import judges_of
from mingjian.desk.contests.queueing import queue_task
from mingjian.desk.contests.results import outcomes_of
from mingjian.desk.contests.sight import Seen, What, seen, working
from mingjian.desk.contests.states import Phase, SeatKind, WorkState
from mingjian.desk.contests.works import type_of
from mingjian.desk.errors import BadRequest, Conflict
from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.watch import Watch
from mingjian.desk.offices.models import User
from mingjian.desk.traces.services import trace

__all__ = [
    "at_borders", "barred_of", "draw_again", "draw_by_job", "finals_list", "judges_for", "open_pairs", "running_pairs",
    "stale_types",
]  # fmt: skip

Barred = set[tuple[str, str]]


def judges_for(contest: Contest, kind: str) -> list[Seat]:
    """Who compares works of a type: its defence judges; where there are none, the judges who scored it. Only those of
    whom it is sure who they are."""
    defence = working().filter(contest=contest, kind=SeatKind.DEFENCE.value, confirmed=True)
    found = [
        one for one in defence.select_related("user__office").order_by("code") if not one.types or kind in one.types
    ]
    return found or [one for one in judges_of(contest, kind) if one.confirmed]


def barred_of(at: Seen, judges: Sequence[Seat]) -> Barred:
    """Pairs of work and judge that may not be."""
    codes = {f"u:{one.user.username}": one.code for one in judges}
    return {(one.work, codes[one.judge]) for one in clashes_of(at.contest, at, judges)}


def at_borders(contest: Contest) -> dict[str, list[tuple[str, ...]]]:
    """The works of each final there should be, by type, as far as the forms there are were computed."""
    types = parse_contest(contest.text).definition.types
    return {kind: _from_outcome(types[kind], data) for kind, data in outcomes_of(contest).items()}


def stale_types(contest: Contest) -> list[str]:
    """Types with forms that were not computed as they are."""
    kinds = {one.kind for one in forms_of(contest) if one.counts}
    return sorted(kinds - set(outcomes_of(contest)))


def open_pairs(contest: Contest) -> int:
    """How many pairs wait for an answer."""
    return sum(not one.better and not one.abstained for one in running_pairs(contest))


def running_pairs(contest: Contest) -> list[PairChoice]:
    """Pairs of works that are both still in the contest."""
    live = Work.objects.filter(contest=contest, state=WorkState.ADMITTED.value).values("number")
    found = PairChoice.objects.filter(contest=contest, first__in=live, second__in=live)
    return list(found.select_related("judge", "final").order_by("number"))


def draw_again(user: User, slug: str) -> None:
    """Let the finals be drawn anew, as after another judge was seated, while nobody has answered yet."""
    at = seen(user, slug)
    at.act(What.FINALS)
    if at.phase is not Phase.DEFENCE:
        raise BadRequest("现在不是答辩阶段", "it is not the time of the finals")
    _refuse_begun(at.contest)
    queue_task(at.contest, user, "finals")


def draw_by_job(contest: Contest, job: Job, watch: Watch) -> dict[str, Any]:
    """The job: the same forms, judges and conflicts give the same pairs."""
    types = parse_contest(contest.text).definition.types
    at, drawn = Seen(job.by, contest, None), list[tuple[str, list[tuple[str, ...]], list[Any]]]()
    for place, (kind, rules) in enumerate(types.items()):
        watch.check()
        watch.tell(f"计算 {kind}", f"computing {kind}", place / len(types))
        forms = forms_of(contest, kind)
        if not rules.awards or not any(one.counts for one in forms):
            continue
        found = result_of(contest, kind, forms)
        ranks = {one.work: one.first or one.rank for one in found.ranks if one.rank is not None}
        finals = finalists(_places(rules), {work: rank for work, rank in ranks.items() if rank}, found.intervals)
        if finals:
            judges = judges_for(contest, kind)
            barred, seed = barred_of(at, judges), _seed(contest, kind, digest_of(forms))
            codes = [one.code for one in judges]
            drawn.append((kind, finals, [pairings(works, codes, barred, seed + n) for n, works in enumerate(finals)]))
    watch.check()
    with transaction.atomic():
        held = locked(contest)
        if held.phase != Phase.DEFENCE.value:
            raise Conflict("已不在答辩阶段", "the time of the finals is over")
        _refuse_begun(held)
        made = _keep(held, drawn)
        digest = digest_of(forms_of(held))
        Contest.objects.filter(pk=held.pk).update(drawn=digest)
        told = {kind: [list(one) for one in finals] for kind, finals, _ in drawn}
        link(held, "finals", {"on": digest, "works": told, "pairs": made})
        trace(job.by.username, "contest.finals", held.slug, pairs=made)
    return {"pairs": made}


def finals_list(user: User, slug: str) -> FinalList:
    """For the secretary: which works are compared, in the order of their numbers, and how far judges are; no answer."""
    at = seen(user, slug)
    at.need(What.FINALS)
    rows = running_pairs(at.contest)
    finals = FinalRow.objects.filter(contest=at.contest)
    items = [
        FinalInfo(
            type=type_of(one.kind), number=one.number, works=sorted(one.works),
            pairs=sum(pair.final_id == one.pk for pair in rows),
            answered=sum(pair.final_id == one.pk and bool(pair.better) for pair in rows),
            abstained=sum(pair.final_id == one.pk and bool(pair.abstained) for pair in rows),
        )
        for one in finals
    ]  # fmt: skip
    judges = sorted({one.judge.code for one in rows})
    return FinalList(
        drawn=bool(at.contest.drawn), items=items,
        judges=[
            PairProgress(
                judge=code, pairs=sum(one.judge.code == code for one in rows),
                done=sum(one.judge.code == code and bool(one.better or one.abstained) for one in rows),
            )
            for code in judges
        ],
        may_draw=at.phase is Phase.DEFENCE and user.scope is None and not _begun(at.contest),
    )  # fmt: skip


# -- within ----------------------------------------------------------------------------------------------


def _begun(contest: Contest) -> bool:
    return PairChoice.objects.filter(contest=contest, at__isnull=False).exists()


def _refuse_begun(contest: Contest) -> None:
    if _begun(contest):
        raise Conflict("已有评委作出比较，不能重新抽签", "a judge has answered: the draw stays")


def _keep(contest: Contest, drawn: Sequence[tuple[str, Sequence[tuple[str, ...]], Sequence[Any]]]) -> int:
    """Finals and pairs as rows, in the place of those that nobody answered; how many pairs."""
    FinalRow.objects.filter(contest=contest).delete()
    seats, rows = {one.code: one for one in Seat.objects.filter(contest=contest).exclude(code="")}, []
    for kind, finals, pairs in drawn:
        for number, (works, own) in enumerate(zip(finals, pairs, strict=True), 1):
            final = FinalRow.objects.create(contest=contest, kind=kind, number=number, works=list(works))
            rows += [
                PairChoice(contest=contest, final=final, judge=seats[one.judge], first=one.first, second=one.second)
                for one in own
            ]
    for number, row in enumerate(rows, 1):
        row.number = number
    PairChoice.objects.bulk_create(rows)
    return len(rows)


def _places(rules: ContestType) -> list[int]:
    return places_of_awards([one.number for one in rules.awards])


def _seed(contest: Contest, kind: str, digest: str) -> int:
    return int(hashlib.sha256(f"{contest.slug}/{kind}/{digest}".encode()).hexdigest()[:8], 16)


def _from_outcome(rules: ContestType, data: Mapping[str, Any]) -> list[tuple[str, ...]]:
    ranks = {one["work"]: one.get("first") or one["rank"] for one in data["ranks"] if one["rank"] is not None}
    return finalists(_places(rules), ranks, [RankInterval(**one) for one in data["intervals"]])
