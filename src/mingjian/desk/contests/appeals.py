"""Appeals: within the days after publication, with a reason, heard by three judges who had no form for the work. What
they say is written down; a result changes by a rejudging set only."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from mingjian.desk.contests.chain import link, locked
from mingjian.desk.contests.clashes import clashes_of
from mingjian.desk.contests.judging_schemas import PackageFile
from mingjian.desk.contests.masking import heard_cases
from mingjian.desk.contests.models import Appeal, Assigned, FormRow, Package, Seat
from mingjian.desk.contests.result_schemas import (
    AppealInfo,
    AppealJudges,
    AppealList,
    AppealVote,
    HeardAppeal,
    HeardAppeals,
    NewAppeal,
)
from mingjian.desk.contests.sight import Seen, What, seen, working
from mingjian.desk.contests.states import AppealState, Phase, SeatKind
from mingjian.desk.contests.works import own_work
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.traces.services import trace
from mingjian.desk.words import coded

__all__ = ["appeal", "appeals_of", "heard", "lettered", "may_appeal", "name_judges", "own_appeal", "vote"]

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def may_appeal(at: Seen) -> bool:
    """Whether appeals are taken now: between publication and the time of the end."""
    end = at.rules.begins(Phase.FINAL.value)
    return at.user.scope is None and at.phase is Phase.PUBLISHED and (end is None or now() < end)


def appeal(user: User, slug: str, word: str, given: NewAppeal) -> AppealInfo:
    """An entrant appeals for his work, once."""
    at = seen(user, slug)
    at.act(What.OWN)
    work = own_work(at, word)
    if not at.phase.reached(Phase.PUBLISHED):
        raise NotFound
    if not may_appeal(at):
        raise BadRequest("申诉期限已过", "the time for appeals is over")
    try:
        with transaction.atomic():
            held = locked(at.contest)
            row = Appeal.objects.create(contest=held, work=work, reason=given.reason.strip(), at=now())
            link(held, "appeal", {"work": work.number})
            trace(user.username, "contest.appeal", held.slug, work=work.number)
    except IntegrityError:
        raise Conflict("这件作品已提出申诉", "there is an appeal for the work already") from None
    return _info(row, whole=False)


def appeals_of(user: User, slug: str) -> AppealList:
    """All appeals, for organiser and secretary."""
    at = seen(user, slug)
    at.need(What.APPEALS)
    found = Appeal.objects.filter(contest=at.contest).select_related("work").prefetch_related("judges")
    return AppealList(items=[_info(one, whole=True) for one in found])


def name_judges(user: User, slug: str, number: int, given: AppealJudges) -> AppealInfo:
    """Three appeal judges: none of the first judging of this work, none with a conflict."""
    at = seen(user, slug)
    at.act(What.APPEALS)
    with transaction.atomic():
        held = locked(at.contest)
        row = _of(held.pk, number)
        if row.version != given.version or row.state != AppealState.OPEN.value:
            raise Conflict("该申诉已被他人处理，请刷新后再试", "somebody dealt with the appeal meanwhile: look again")
        seats = list(
            working()
            .filter(contest=held, code__in=given.judges, kind__in=[SeatKind.APPEAL.value, SeatKind.JUDGE.value])
            .select_related("user__office")
        )
        if len(seats) != 3:
            raise BadRequest("请指定三名不同的申诉评委", "name three different judges of appeals", "judges")
        had = {one.judge_id for one in FormRow.objects.filter(work=row.work)}
        had |= set(Assigned.objects.filter(work=row.work).values_list("judge", flat=True))
        if again := sorted(one.code for one in seats if one.pk in had or one.kind != SeatKind.APPEAL.value):
            zh, en = "、".join(again), ", ".join(again)
            raise BadRequest(
                f"不能由评审过该作品的评委或非申诉评委审理：{zh}",
                f"not a judge of the first judging, nor one without the seat: {en}",
                "judges",
            )  # fmt: skip
        found = clashes_of(held, Seen(user, held, at.seat), seats)
        codes = {f"u:{one.user.username}": one.code for one in seats}
        if barred := [one for one in found if one.work == row.work.number]:
            code = codes[barred[0].judge]
            raise BadRequest(f"{code}应回避：{barred[0].zh}", f"{code} has a conflict: {barred[0].en}", "judges")
        row.judges.set(seats)
        Appeal.objects.filter(pk=row.pk).update(state=AppealState.HEARD.value, version=F("version") + 1)
        link(held, "appeal_judges", {"work": row.work.number, "judges": sorted(given.judges)})
        trace(user.username, "contest.appeal.judges", held.slug, work=row.work.number)
    return _info(_of(at.contest.pk, number), whole=True)


def heard(user: User, slug: str) -> HeardAppeals:
    """Appeals of a judge's: the blind package and what was scored, judges called A, B, C."""
    at = seen(user, slug)
    seat = at.need(What.HEARING)
    rows = Appeal.objects.filter(contest=at.contest, judges=seat).select_related("work").prefetch_related("judges")
    return HeardAppeals(items=[_heard(one, seat) for one in rows])


def vote(user: User, slug: str, number: int, given: AppealVote) -> HeardAppeals:
    """A judge's word, once; with the third the appeal ends."""
    at = seen(user, slug)
    seat = at.act(What.HEARING)
    with transaction.atomic():
        held = locked(at.contest)
        row = Appeal.objects.select_for_update().filter(contest=held, pk=number, judges=seat).first()
        if row is None:
            raise NotFound
        if row.state != AppealState.HEARD.value or seat.code in row.votes:
            raise Conflict("您已表决，或申诉已办结", "you voted already, or the appeal ended")
        votes = {**row.votes, seat.code: {"word": given.word, "why": given.why.strip()}}
        changed: dict[str, Any] = {"votes": votes, "version": F("version") + 1}
        if len(votes) == 3:
            upheld = sum(one["word"] == AppealState.UPHELD.value for one in votes.values()) >= 2
            changed |= {"state": (AppealState.UPHELD if upheld else AppealState.REJECTED).value, "ended": now()}
        Appeal.objects.filter(pk=row.pk).update(**changed)
        link(held, "appeal_vote", {"work": row.work.number, "judge": seat.code, "word": given.word})
        if "state" in changed:
            link(held, "appeal_ended", {"work": row.work.number, "outcome": changed["state"]})
            trace(user.username, "contest.appeal.ended", held.slug, work=row.work.number, outcome=changed["state"])
        trace(user.username, "contest.appeal.vote", held.slug, work=row.work.number)
    return heard(user, slug)


def own_appeal(at: Seen, work: Any) -> AppealInfo | None:
    """The appeal of a work as its entrant sees it."""
    row = Appeal.objects.filter(contest=at.contest, work=work).select_related("work").first()
    return None if row is None else _info(row, whole=False)


def lettered(work: Any) -> list[tuple[str, FormRow]]:
    """The forms of a work that count, their judges called A, B, C in an order that tells nobody: by digest."""
    rows = FormRow.objects.filter(work=work, withdrawn="", abstained="").select_related("judge", "work", "entered_by")
    drawn = sorted(rows, key=lambda one: hashlib.sha256(f"{work.pk}/{one.judge.pk}/{one.key}".encode()).hexdigest())
    return [(_LETTERS[place % 26] * (place // 26 + 1), one) for place, one in enumerate(drawn)]


def _of(contest: int, number: int) -> Appeal:
    found = Appeal.objects.select_related("work").prefetch_related("judges").filter(contest=contest, pk=number).first()
    if found is None:
        raise NotFound
    return found


def _info(row: Appeal, *, whole: bool) -> AppealInfo:
    state = AppealState.of(row.state)
    over = state in (AppealState.UPHELD, AppealState.REJECTED)
    votes = row.votes if whole else {str(n): one for n, one in enumerate(row.votes.values(), 1)} if over else None
    return AppealInfo(
        id=row.pk, work=row.work.number, reason=row.reason, state=coded(state.value, state), at=row.at, ended=row.ended,
        judges=sorted(one.code for one in row.judges.all()) if whole else None, votes=votes, version=row.version,
    )  # fmt: skip


def _heard(row: Appeal, seat: Seat) -> HeardAppeal:
    package = Package.objects.filter(work=row.work, state="ready").first()
    own = {seat.code: row.votes[seat.code]} if seat.code in row.votes else {}
    base = _info(row, whole=False).model_dump() | {"votes": own}
    return HeardAppeal(
        **base,
        files=[
            PackageFile(name=one["name"], kind=one["kind"], material=one["material"], kilobytes=-(-one["size"] // 1024))
            for one in (package.files if package is not None else [])
        ],
        forms=[{"judge": letter, "scores": one.scores, "reasons": one.reasons} for letter, one in lettered(row.work)],
        likeness=heard_cases(row.work),
        voted=bool(own),
    )
