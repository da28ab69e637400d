"""Seats: who is what in a contest. One person has one; a judge is called by a code."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from mingjian.contest import Contest as Definition
from mingjian.desk.contests.chain import link, locked
from mingjian.desk.contests.entries import everybody
from mingjian.desk.contests.models import Assigned, Contest, FormRow, Seat
from mingjian.desk.contests.schemas import NewSeat, SeatAct, SeatInfo, SeatList
from mingjian.desk.contests.sight import Seen, What, idle, seats_in, seen
from mingjian.desk.contests.states import Phase, SeatKind
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.now import now
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.people import Person, office_code
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace
from mingjian.desk.words import coded

__all__ = ["act_on_seat", "add_seat", "may_sit", "seat_named", "seats_of"]

_CODES = {SeatKind.JUDGE: "J", SeatKind.DEFENCE: "D", SeatKind.APPEAL: "R"}


def seat_named(contest: Contest, user: User, read: Definition) -> None:
    """Seats for those the file names and, of a new contest, for its maker as organiser. Within a transaction."""
    named = [
        (name, kind)
        for kind, names in (
            (SeatKind.ORGANISER, read.definition.seats.organiser),
            (SeatKind.SECRETARY, read.definition.seats.secretary),
            (SeatKind.SIGNER, read.definition.seats.signers),
        )
        for name in names
    ]  # fmt: skip
    people = {one.username: one for one in User.objects.filter(username__in=[name for name, _ in named])}
    held = Seat.objects.select_related("user").filter(contest=contest).exclude(kind=SeatKind.ENTRANT.value)
    there = {one.user.username: one for one in held}
    if unknown := [name for name, _ in named if name not in people or not may_sit(people[name])]:
        zh, en = "、".join(unknown), ", ".join(unknown)
        raise BadRequest(f"没有可以担任席位的用户：{zh}", f"no user of this name can have a seat: {en}", "text")
    for name, kind in named:
        if name not in there:
            there[name] = Seat.objects.create(
                contest=contest, user=people[name], kind=kind.value, confirmed=True, made=now()
            )
        elif there[name].kind != kind.value:
            raise BadRequest(f"{name}在本竞赛已有席位", f"{name} has a seat in this contest already", "text")
    if user.username not in there:
        if Seat.objects.filter(contest=contest, kind=SeatKind.ORGANISER.value).exists():
            return
        Seat.objects.create(contest=contest, user=user, kind=SeatKind.ORGANISER.value, confirmed=True, made=now())


def seats_of(user: User, slug: str) -> SeatList:
    """Seats of a contest, for organiser and secretary."""
    at = seen(user, slug)
    at.need(What.SEATS)
    found = Seat.objects.filter(contest=at.contest).select_related("user__office")
    idle_ = _idle_to(at)
    return SeatList(
        items=[_info(one, one.user.username in idle_) for one in found.exclude(kind=SeatKind.ENTRANT.value)],
        entrants=found.filter(kind=SeatKind.ENTRANT.value).count(),
    )


def add_seat(user: User, slug: str, given: NewSeat) -> SeatInfo:
    """Give somebody a seat. The organiser names all; the secretary names judges.

    Who entered a work can have no other. That is said to a reader who knows of the work or could; for anybody else the
    seat is made as every other, without effect, or trying names would tell who takes part.
    """
    at = seen(user, slug)
    at.act(What.SEATS)
    kind = SeatKind.of(given.kind)
    if at.kind is SeatKind.SECRETARY and kind not in _CODES:
        raise BadRequest("秘书只能添加评委", "the secretary adds judges only", "kind")
    if at.phase.reached(Phase.FROZEN) and kind is not SeatKind.APPEAL:
        raise BadRequest("结果封存后只能添加申诉评委", "once the result is frozen only appeal judges are added", "kind")
    unknown = [one for one in given.types if one not in at.rules.definition.types]
    if unknown or (kind is SeatKind.JUDGE and not given.types):
        raise BadRequest("请给出评委评审的作品类型", "name the types of works the judge judges", "types")
    person = User.objects.filter(username=given.username).first()
    if person is None or not may_sit(person):
        raise BadRequest("没有可以担任席位的用户", "no user of this name can have a seat", "username")
    codes = {one.office for one in given.postings}
    if _is_entrant(at.contest, person) and _may_know(at, person.username):
        raise BadRequest(
            f"{given.username}已参赛，不能担任其他席位", f"{given.username} entered a work and can have no other seat",
            "username",
        )  # fmt: skip
    if lacking := sorted(codes - set(Office.objects.filter(code__in=codes).values_list("code", flat=True))):
        raise BadRequest(f"没有检察院 {lacking[0]}", f"there is no office {lacking[0]}", "postings")
    try:
        with transaction.atomic():
            held = locked(at.contest)
            if kind is SeatKind.SIGNER and Seat.objects.filter(contest=held, kind=kind.value).count() >= 2:
                raise BadRequest("签发人为两人", "there are two signers", "kind")
            made = Seat.objects.create(
                contest=held, user=person, kind=kind.value, code=_code(held, kind), types=given.types,
                topics=given.topics, most=given.most, panel=given.panel, contacts=given.contacts,
                postings=[one.model_dump(mode="json") for one in given.postings], supervisors=given.supervisors,
                confirmed=given.confirmed, made=now(),
            )  # fmt: skip
            link(held, "seat", {"who": person.username, "kind": kind.value, "code": made.code})
            trace(user.username, "contest.seat", held.slug, who=person.username, kind=kind.value)
    except IntegrityError:
        raise BadRequest(
            f"{given.username}在本竞赛已有席位", f"{given.username} has a seat in this contest already", "username"
        ) from None
    return _info(made, False)


def act_on_seat(user: User, slug: str, number: int, given: SeatAct) -> SeatInfo | None:
    """Confirm who somebody is, doubt it, or take a seat away that was not used."""
    at = seen(user, slug)
    at.act(What.SEATS)
    with transaction.atomic():
        held = locked(at.contest)
        seat = Seat.objects.select_related("user__office").filter(contest=held, pk=number).first()
        if seat is None or seat.kind == SeatKind.ENTRANT.value or seats_in([held], user).get(held.pk) != at.seat:
            raise NotFound  # the last: somebody took the reader's own seat away meanwhile
        if at.kind is SeatKind.SECRETARY and SeatKind.of(seat.kind) not in _CODES:
            raise BadRequest("秘书只能变更评委席位", "the secretary changes seats of judges only", "action")
        if given.action == "leave":
            _leave(seat, user)
        else:
            Seat.objects.filter(pk=seat.pk).update(confirmed=given.action == "confirm")
        link(held, "seat", {"who": seat.user.username, "kind": seat.kind, "action": given.action})
        trace(user.username, f"contest.seat.{given.action}", held.slug, who=seat.user.username, kind=seat.kind)
    if given.action == "leave":
        return None
    seat.refresh_from_db()
    return _info(seat, seat.user.username in _idle_to(at))


def _leave(seat: Seat, user: User) -> None:
    if seat.kind == SeatKind.ORGANISER.value and seat.user_id == user.pk:  # so one who can act is always left
        raise BadRequest(
            "主办不能取消自己的席位，须由另一名主办取消",
            "an organiser's seat is taken away by another organiser",
            "action",
        )
    if FormRow.objects.filter(judge=seat).exists() or seat.signatures.exists() or seat.pairs.exists():
        raise Conflict("该席位已有评分或签名，不能取消", "the seat has forms or signatures and stays")
    if seat.appeals.exists():
        raise Conflict("该席位已参与申诉，不能取消", "the seat hears an appeal and stays")
    Assigned.objects.filter(judge=seat).delete()
    seat.delete()


def may_sit(user: User) -> bool:
    """Administrators have no seat, nor has who cannot log in."""
    return user.is_active and not user.locked and user.may(Right.SEE_MODELS)


def _code(contest: Contest, kind: SeatKind) -> str:
    letter = _CODES.get(kind)
    if letter is None:
        return ""
    used = [
        int(one[1:]) for one in Seat.objects.filter(contest=contest, kind=kind.value).values_list("code", flat=True)
    ]
    return f"{letter}{max(used, default=0) + 1:02}"


def _is_entrant(contest: Contest, person: User) -> bool:
    return Seat.objects.filter(contest=contest, user=person, kind=SeatKind.ENTRANT.value).exists()


def _may_know(at: Seen, username: str) -> bool:
    """Whether the reader knows of all works, or has the list of authors with the person in it."""
    listed = at.may(What.AUTHORS) and username in {one for _, one, _ in everybody(at.contest)}
    return at.may(What.ENTRIES) or listed


def _idle_to(at: Seen) -> set[str]:
    """Whose seats are without effect, as far as the reader may know why."""
    names = idle().filter(contest=at.contest).values_list("user__username", flat=True)
    return {one for one in names if _may_know(at, one)}


def _info(seat: Seat, idle_: bool) -> SeatInfo:
    kind = SeatKind.of(seat.kind)
    return SeatInfo(
        id=seat.pk, person=Person(username=seat.user.username, name=seat.user.name),
        office=office_code(seat.user.office),
        kind=coded(kind.value, kind), code=seat.code, types=seat.types, topics=seat.topics, most=seat.most,
        panel=seat.panel, confirmed=seat.confirmed, idle=idle_,
    )  # fmt: skip
