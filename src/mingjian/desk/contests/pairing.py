"""A judge before two works: what he sees of them, and what he says. An answer is never changed; a pair that somebody
does not answer, with a reason, goes to another judge who has no conflict with either work."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from mingjian.desk.contests.chain import link, locked
from mingjian.desk.contests.finals import barred_of, judges_for, running_pairs
from mingjian.desk.contests.finals_schemas import NewChoice, PairInfo, PairList, PairWork
from mingjian.desk.contests.models import Contest, Package, PairChoice
from mingjian.desk.contests.reading import files_of
from mingjian.desk.contests.sight import Seen, What, seen
from mingjian.desk.contests.states import Phase
from mingjian.desk.contests.works import type_of
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.traces.services import trace

__all__ = ["answer_pair", "own_pairs"]


def own_pairs(user: User, slug: str) -> PairList:
    """A judge's pairs, all answered from blind packages and his own words."""
    at = seen(user, slug)
    seat = at.need(What.PAIRS)
    rows = [one for one in running_pairs(at.contest) if one.judge_id == seat.pk]
    numbers = {number for one in rows for number in (one.first, one.second)}
    packages = Package.objects.filter(work__contest=at.contest, work__number__in=numbers, state="ready")
    works = {one.work.number: PairWork(number=one.work.number, files=files_of(one.work), archive=one.digest)
             for one in packages.select_related("work__package")}  # fmt: skip
    takes = user.scope is None and at.phase is Phase.DEFENCE
    items = [
        PairInfo(
            number=one.number, type=type_of(one.final.kind), first=works[one.first], second=works[one.second],
            better=one.better, reason=one.reason, abstained=one.abstained, may_answer=takes and one.at is None,
        )
        for one in rows if one.first in works and one.second in works
    ]  # fmt: skip
    return PairList(items=items, open=sum(one.may_answer for one in items))


def answer_pair(user: User, slug: str, number: int, given: NewChoice) -> None:
    """Which of two works is better, or that the judge does not say it; once."""
    at = seen(user, slug)
    seat = at.act(What.PAIRS)
    with transaction.atomic():
        held = locked(at.contest)
        row = PairChoice.objects.select_related("final").filter(contest=held, number=number, judge=seat).first()
        if row is None or row.number not in {one.number for one in running_pairs(held)}:
            raise NotFound("没有此比较，或您无权查看", "there is no such pair, or you may not see it")
        if held.phase != Phase.DEFENCE.value:
            raise BadRequest("现在不接收比较", "pairs are not taken now")
        if row.at is not None:
            raise Conflict("您已答复这一组", "you have answered this pair already")
        if given.better not in ("", row.first, row.second):
            raise BadRequest(
                f"只能选择 {row.first} 或 {row.second}", f"it is one of {row.first} and {row.second}", "better"
            )
        why = given.reason.strip()
        if not why:
            raise BadRequest("请写明理由", "say why", "reason")
        said = {"better": given.better, "reason": why} if given.better else {"abstained": why}
        PairChoice.objects.filter(pk=row.pk).update(at=now(), **said)
        link(held, "pair", {"pair": number, "judge": seat.code, "works": [row.first, row.second], **said})
        trace(user.username, "contest.pair", held.slug, pair=number)
        if not given.better:
            _to_another(Seen(user, held, seat), row)


def _to_another(at: Seen, row: PairChoice) -> None:
    """The pair for the judge with the fewest who may have it and did not; for nobody where there is none."""
    contest, judges = at.contest, judges_for(at.contest, row.final.kind)
    barred = barred_of(at, judges)
    had = _had(contest, row)
    free = [
        one for one in judges
        if one.pk not in had and (row.first, one.code) not in barred and (row.second, one.code) not in barred
    ]  # fmt: skip
    if not free:
        return
    loads = {one.pk: PairChoice.objects.filter(contest=contest, judge=one).count() for one in free}
    judge = min(free, key=lambda one: (loads[one.pk], one.code))
    last = int(PairChoice.objects.filter(contest=contest).aggregate(last=Max("number"))["last"] or 0)
    PairChoice.objects.create(
        contest=contest, final=row.final, number=last + 1, judge=judge, first=row.first, second=row.second
    )


def _had(contest: Contest, row: PairChoice) -> set[int]:
    """Judges who had the same two works."""
    both = (row.first, row.second)
    rows = PairChoice.objects.filter(contest=contest, first__in=both, second__in=both)
    return set(rows.values_list("judge", flat=True))
