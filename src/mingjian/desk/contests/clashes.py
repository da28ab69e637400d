"""Conflicts of interest: told by either side or computed, before anybody is invited; nobody lifts one."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from mingjian.contest import Conflict as Found
from mingjian.contest import Declared, conflicts
from mingjian.contest.people import folded_name
from mingjian.desk.contests.chain import link, locked
from mingjian.desk.contests.judging_schemas import ConflictInfo, ConflictList, NewApart, NewDeclaration
from mingjian.desk.contests.models import Assigned, Contest, Declaration, Seat, ToldApart, Work
from mingjian.desk.contests.persons import World, judges_of, world_of
from mingjian.desk.contests.sealing import opened_data, sealed_data
from mingjian.desk.contests.sight import Seen, What, seen
from mingjian.desk.contests.states import Phase, SeatKind, WorkState
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.now import now, today
from mingjian.desk.offices.models import User
from mingjian.desk.traces.services import trace

__all__ = ["clashes", "clashes_of", "declare", "tell_apart", "would_clash"]


def clashes_of(contest: Contest, seen_rules: Seen, judges: Sequence[Seat]) -> list[Found]:
    """All conflicts of some judges with the works of a contest; `judge` in them is a user's id."""
    world = world_of(contest, judges)
    ids = [f"u:{one.user.username}" for one in judges]
    return conflicts(
        ids, world.entries, world.people.values(), today(), rules=seen_rules.rules.rules(),
        declared=_declared(contest, judges, world), earlier=world.earlier, told_apart=_apart(contest),
    )  # fmt: skip


def clashes(user: User, slug: str, code: str = "") -> ConflictList:
    """Conflicts of one judge or of all, for the secretary."""
    at = seen(user, slug)
    at.need(What.CONFLICTS)
    judges = [one for one in judges_of(at.contest, idle=True) if code in ("", one.code)]
    if code and not judges:
        raise NotFound
    return _told(at, judges, clashes_of(at.contest, at, judges))


def would_clash(user: User, slug: str, username: str) -> ConflictList:
    """Conflicts somebody would have as a judge of all types, before he is invited."""
    at = seen(user, slug)
    at.need(What.CONFLICTS)
    person = User.objects.select_related("office").filter(username=username).first()
    if person is None:
        raise NotFound
    there = [one for one in judges_of(at.contest, idle=True) if one.user_id == person.pk]
    kinds = list(at.rules.definition.types)
    judge = there or [Seat(contest=at.contest, user=person, kind=SeatKind.JUDGE.value, code="?", types=kinds,
                           confirmed=True)]  # fmt: skip
    return _told(at, judge, clashes_of(at.contest, at, judge))


def declare(user: User, slug: str, given: NewDeclaration) -> None:
    """Tell a conflict: a judge of himself, an entrant or the secretary of a judge, by code or name. Nobody is told
    whether there is such a judge."""
    at = seen(user, slug)
    seat = at.act(What.SCORING, What.CONFLICTS, What.OWN) if at.kind is not SeatKind.JUDGE else at.seat
    if seat is None or user.scope is not None:
        raise NotFound
    judge = seat.code if at.kind is SeatKind.JUDGE else given.judge.strip()
    about = given.about.strip()
    if not judge:
        raise BadRequest("请写明哪位评委", "say which judge", "judge")
    with transaction.atomic():
        held = locked(at.contest)
        made = Declaration(contest=held, by=user, at=now(), about="")
        made.save()
        said = {"judge": judge, "about": about, "why": given.why.strip(), "by": user.name}
        Declaration.objects.filter(pk=made.pk).update(about=sealed_data(f"declaration {made.pk}", said))
        if at.kind is SeatKind.JUDGE:  # what he was given and has not scored is taken from him
            mine = Assigned.objects.filter(judge=seat, work__number=about)
            mine.exclude(work__forms__judge=seat).delete()
        link(held, "declared", {"by": at.kind.value if at.kind else ""})
        trace(user.username, "contest.declare", held.slug)


def tell_apart(user: User, slug: str, given: NewApart) -> None:
    """Say that a judge and an author of his name are two people."""
    at = seen(user, slug)
    at.act(What.CONFLICTS)
    judge = Seat.objects.select_related("user").filter(contest=at.contest, code=given.judge).first()
    if judge is None:
        raise NotFound
    with transaction.atomic():
        held = locked(at.contest)
        two = [f"u:{judge.user.username}", given.person]
        if two in _apart(held):
            raise Conflict("已说明不是同一人", "they were told apart already")
        made = ToldApart(contest=held, by=user, at=now(), pair="")
        made.save()
        pair = {"pair": two, "why": given.why.strip()}
        ToldApart.objects.filter(pk=made.pk).update(pair=sealed_data(f"apart {made.pk}", pair))
        link(held, "apart", {"judge": judge.code})
        trace(user.username, "contest.apart", held.slug, judge=judge.code)


def _declared(contest: Contest, judges: Sequence[Seat], world: World) -> list[Declared]:
    found = []
    for row in Declaration.objects.filter(contest=contest):
        said = opened_data(f"declaration {row.pk}", row.about)
        if not isinstance(said, dict):
            continue
        about = said["about"]
        ids = [about] if any(one.work == about for one in world.entries) else []
        ids += [key for key, one in world.people.items()
                if key == f"u:{about}" or folded_name(one.name) == folded_name(about)]  # fmt: skip
        named = folded_name(said["judge"])
        whose = [one for one in judges if said["judge"] in (one.code, one.user.username)
                 or folded_name(one.user.name) == named]  # fmt: skip
        found += [Declared(f"u:{one.user.username}", key, said["by"], said["why"]) for one in whose for key in ids]
    return found


def _apart(contest: Contest) -> list[list[str]]:
    rows = [opened_data(f"apart {one.pk}", one.pair) for one in ToldApart.objects.filter(contest=contest)]
    return [row["pair"] for row in rows if isinstance(row, dict)]


def _told(at: Seen, judges: Sequence[Seat], found: Sequence[Found]) -> ConflictList:
    codes = {f"u:{one.user.username}": one.code for one in judges}
    states = [WorkState.ADMITTED.value] if at.phase.reached(Phase.CHECKED) else [
        WorkState.SUBMITTED.value, WorkState.ADMITTED.value]  # fmt: skip
    works = {one.number: one.kind for one in Work.objects.filter(contest=at.contest, state__in=states)}
    mine = [one for one in found if one.work in works]
    barred = {(one.work, codes[one.judge]) for one in mine}
    free = {
        one.code: sum(kind in one.types and (work, one.code) not in barred for work, kind in works.items())
        for one in judges
    }
    return ConflictList(
        items=[
            ConflictInfo(judge=codes[one.judge], work=one.work, kind=one.kind, person=one.person, zh=one.zh, en=one.en)
            for one in mine
        ],
        free=free,
    )
