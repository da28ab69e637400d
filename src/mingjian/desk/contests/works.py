"""Works as their entrants handle them: entered, handed in until the deadline with signed receipts, taken back.

No trace names a work: who entered which would be written beside its number.
"""

from __future__ import annotations

import uuid
from dataclasses import asdict
from pathlib import PurePosixPath
from typing import Any

from django.db import transaction
from django.db.models import F

from mingjian.contest import Receipt, receive
from mingjian.desk.contests.chain import link, locked
from mingjian.desk.contests.checking import findings_of
from mingjian.desk.contests.models import Contest, Seat, Version, Work
from mingjian.desk.contests.queueing import queue_task
from mingjian.desk.contests.roots import path_to_root
from mingjian.desk.contests.sealing import keep_file, mark_of, opened_data, sealed_data, sign
from mingjian.desk.contests.sight import Seen, What, seats_in, seen
from mingjian.desk.contests.states import Phase, SeatKind, WorkState
from mingjian.desk.contests.work_schemas import (
    AuthorInfo,
    ContestFinding,
    NewEntry,
    OwnWork,
    OwnWorks,
    PathStep,
    ReceiptInfo,
    WorkVersion,
)
from mingjian.desk.errors import BadRequest, Conflict, NotFound, TooLarge
from mingjian.desk.exchange.keys import own_public
from mingjian.desk.limits.services import spend
from mingjian.desk.now import now
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace
from mingjian.desk.words import coded, storable
from mingjian.models.enumerations import Work as WorkType

__all__ = [
    "MAX_BYTES", "about_of", "change_entry", "enter", "may_enter", "own_work", "own_works", "submit", "type_of",
    "versions_of", "withdraw",
]  # fmt: skip

MAX_BYTES = 100_000_000
"""What completeness opens at most."""
_A_DAY = 30
_MOST = 20
"""Works one entrant may enter in a contest."""


def may_enter(at: Seen) -> bool:
    """Whether somebody may enter a work now: while works come in, without another seat."""
    user = at.user
    free = at.seat is None or at.may(What.ENTER)
    open_ = at.phase is Phase.OPEN and not at.rules.late(now())
    return user.scope is None and user.may(Right.BUILD) and free and open_


def enter(user: User, slug: str, given: NewEntry) -> OwnWork:
    """Enter a work; its first makes the user an entrant."""
    at = seen(user, slug)
    if not may_enter(at):
        _explain(at)
    _check(at, given)
    mark = mark_of(at.contest, user)
    with transaction.atomic():
        held = locked(at.contest)
        if held.phase != Phase.OPEN.value:
            raise Conflict("征集已经结束", "works are not taken any more")
        if Work.objects.filter(contest=held, owner=mark).count() >= _MOST:
            raise BadRequest(f"每人至多 {_MOST} 件作品", f"{_MOST} works a person at most")
        mine = seats_in([held], user).get(held.pk)  # as it is now: from another window, or given by somebody
        if mine is None:
            Seat.objects.create(contest=held, user=user, kind=SeatKind.ENTRANT.value, confirmed=True, made=now())
        elif mine.kind != SeatKind.ENTRANT.value:
            _explain(Seen(user, held, mine))
        work = Work(contest=held, kind=given.type, owner=mark, topics=sorted(set(given.topics)))
        work.about = _sealed(work, user, given)
        work.save(force_insert=True)
        trace(user.username, "contest.enter", held.slug)
    return _own(seen(user, slug), work)


def change_entry(user: User, slug: str, word: str, given: NewEntry) -> OwnWork:
    """Other title, authors, contacts or topics, before the deadline."""
    at = seen(user, slug)
    at.act(What.ENTER)
    work = own_work(at, word)
    _check(at, given)
    if given.type != work.kind:
        raise BadRequest("作品类型不能更改，请另行报名", "the type of a work stays: enter another one", "type")
    with transaction.atomic():
        held = locked(at.contest)
        if not _may_change(at, held, work):
            raise BadRequest("征集已经截止，不能更改", "the deadline has passed: it cannot be changed")
        Work.objects.filter(pk=work.pk).update(
            about=_sealed(work, user, given), topics=sorted(set(given.topics)), version=F("version") + 1
        )
        trace(user.username, "contest.enter", held.slug)
    work.refresh_from_db()
    return _own(at, work)


def submit(user: User, slug: str, word: str, name: str, data: bytes) -> OwnWork:
    """Hand a version in. At the deadline and after it there is a receipt that says *late*, and no version."""
    at = seen(user, slug)
    at.act(What.ENTER)
    work = own_work(at, word)
    if len(data) > MAX_BYTES:
        raise TooLarge("作品超过 100 MB", "the work is larger than 100 MB", "file")
    if not data:
        raise BadRequest("文件是空的", "the file is empty", "file")
    shown = PurePosixPath(name.replace("\\", "/")).name[:200] if storable(name) else "work"
    deadline = at.rules.begins("closed")
    assert deadline is not None
    with transaction.atomic():
        held = locked(at.contest)
        work = Work.objects.select_for_update().get(pk=work.pk)
        if work.state not in (WorkState.DRAFT.value, WorkState.SUBMITTED.value):
            raise BadRequest(
                "作品已撤回或已审查，不能再提交", "the work was taken back or decided on: it stays as it is"
            )
        spend(user.pk, "contest", _A_DAY, "提交作品", "works handed in")
        instant = now()
        late = held.phase != Phase.OPEN.value  # closed by a person after the deadline: whatever the clock says since
        former = [one for one, _ in _receipts(work)]
        made = receive(held.slug, work.pk.hex, data, instant, min(deadline, instant) if late else deadline, former)
        version = Version(work=work, number=made.version)
        version.receipt = sealed_data(
            f"receipt {version.pk}", {"receipt": asdict(made), "name": shown, "signature": sign(made.bytes)}
        )
        version.save(force_insert=True)
        if not made.late:
            keep_file(held, data)
            Work.objects.filter(pk=work.pk).update(state=WorkState.SUBMITTED.value, version=F("version") + 1)
            queue_task(held, held.by, "complete")
        trace(user.username, "contest.submit", held.slug, late=made.late)
    work.refresh_from_db()
    return _own(seen(user, slug), work)


def withdraw(user: User, slug: str, word: str, why: str) -> OwnWork:
    """Take a work back, until results are frozen. It stays in the list as withdrawn and never ranks."""
    at = seen(user, slug)
    at.act(What.OWN)
    work = own_work(at, word)
    with transaction.atomic():
        held = locked(at.contest)
        if Phase.of(held.phase).reached(Phase.FROZEN):
            raise BadRequest("结果已封存，不能撤回", "the result is frozen: nothing can be taken back")
        running = [WorkState.DRAFT.value, WorkState.SUBMITTED.value, WorkState.ADMITTED.value]
        told = sealed_data(f"work {work.pk}", {**about_of(work), "withdrawn": why})  # it may name who says it
        changed = Work.objects.filter(pk=work.pk, state__in=running).update(
            state=WorkState.WITHDRAWN.value, about=told, version=F("version") + 1
        )
        if not changed:
            raise Conflict("作品已不在参评之列", "the work is not in the contest any more")
        if work.number:
            link(held, "withdrawn", {"work": work.number})
        trace(user.username, "contest.withdraw", held.slug)
    work.refresh_from_db()
    return _own(at, work)


def own_works(user: User, slug: str) -> OwnWorks:
    """The user's own works."""
    at = seen(user, slug)
    at.need(What.OWN)
    mine = Work.objects.filter(contest=at.contest, owner=mark_of(at.contest, user)).order_by("id")
    return OwnWorks(items=[_own(at, one) for one in mine], root=at.contest.root)


def own_work(at: Seen, word: str) -> Work:
    """A work of the reader's; `NotFound` for every other."""
    at.need(What.OWN)
    found = Work.objects.filter(contest=at.contest, owner=mark_of(at.contest, at.user), pk=key_of(word)).first()
    if found is None:
        raise NotFound("没有此作品，或您无权查看", "there is no such work, or you may not see it")
    return found


def key_of(word: str) -> uuid.UUID:
    """The key of a work; `NotFound` for what is none."""
    try:
        return uuid.UUID(word)
    except ValueError:
        raise NotFound("没有此作品，或您无权查看", "there is no such work, or you may not see it") from None


def about_of(work: Work) -> dict[str, Any]:
    """Title, authors, contacts and who entered it."""
    found = opened_data(f"work {work.pk}", work.about)
    assert isinstance(found, dict), "the desk's secret opens what it sealed"
    return found


def type_of(kind: str) -> Any:
    """A type of works as a coded value."""
    return coded(kind, WorkType.of(kind))


def versions_of(work: Work, *, paths: bool = False) -> list[WorkVersion]:
    """What was handed in of a work, with receipts; and their paths to the root."""
    return [_version(work, one, data, paths) for one, data in _opened(work)]


# -- within ----------------------------------------------------------------------------------------------


def _explain(at: Seen) -> None:
    if not at.user.may(Right.BUILD) or at.user.scope is not None:
        raise NotFound
    if at.seat is not None and at.kind is not SeatKind.ENTRANT:
        raise BadRequest(
            "您在本竞赛已有席位，不能参赛", "you have another seat in this contest and cannot enter a work"
        )
    raise BadRequest("现在不能报名", "works are not taken now")


def _check(at: Seen, given: NewEntry) -> None:
    if given.type not in at.rules.definition.types:
        raise BadRequest(f"没有作品类型“{given.type}”", f"there is no type '{given.type}'", "type")
    names = {one.username for one in given.authors if one.username}
    known = set(User.objects.filter(username__in=names).values_list("username", flat=True))
    if unknown := sorted(names - known):
        raise BadRequest(f"没有用户 {unknown[0]}", f"there is no user {unknown[0]}", "authors")
    codes = {one.office for one in given.authors if one.office}
    if lacking := sorted(codes - set(Office.objects.filter(code__in=codes).values_list("code", flat=True))):
        raise BadRequest(f"没有检察院 {lacking[0]}", f"there is no office {lacking[0]}", "authors")


def _may_change(at: Seen, held: Contest, work: Work) -> bool:
    running = work.state in (WorkState.DRAFT.value, WorkState.SUBMITTED.value)
    return held.phase == Phase.OPEN.value and running and not at.rules.late(now())


def _sealed(work: Work, user: User, given: NewEntry) -> str:
    said = {
        "title": given.title.strip(), "authors": [one.model_dump() for one in given.authors],
        "contacts": given.contacts, "owner": user.username,
    }  # fmt: skip
    return sealed_data(f"work {work.pk}", said)


def _opened(work: Work) -> list[tuple[Version, dict[str, Any]]]:
    found = [(one, opened_data(f"receipt {one.pk}", one.receipt)) for one in work.versions.all()]
    return sorted(found, key=lambda pair: str(pair[1]["receipt"]["at"]))


def _receipts(work: Work) -> list[tuple[Receipt, Version]]:
    return [(Receipt(**data["receipt"]), one) for one, data in _opened(work)]


def _version(work: Work, one: Version, data: dict[str, Any], paths: bool) -> WorkVersion:
    found = findings_of(one)
    closed = paths and one.number > 0 and bool(work.contest.root)
    steps = path_to_root(work.contest, Receipt(**data["receipt"])) if closed else []
    return WorkVersion(
        number=one.number, name=data["name"],
        receipt=ReceiptInfo(**data["receipt"], signature=data["signature"], public=own_public()), whole=one.whole,
        findings=None if found is None else [ContestFinding(**each) for each in found],
        path=[PathStep(side=side, hash=hashed) for side, hashed in steps],
    )  # fmt: skip


def _own(at: Seen, work: Work) -> OwnWork:
    said, state = about_of(work), WorkState.of(work.state)
    running = state in (WorkState.DRAFT, WorkState.SUBMITTED)
    writes = at.user.scope is None
    return OwnWork(
        id=work.pk.hex, type=type_of(work.kind), title=said["title"],
        authors=[AuthorInfo(**one) for one in said["authors"]], contacts=said["contacts"], topics=work.topics,
        state=coded(state.value, state), reason=said.get("withdrawn", work.reason), number=work.number,
        versions=versions_of(work, paths=True), may_change=writes and _may_change(at, at.contest, work),
        may_submit=writes and running and at.may(What.ENTER),
        may_withdraw=writes and (running or state is WorkState.ADMITTED) and not at.phase.reached(Phase.FROZEN),
    )  # fmt: skip
