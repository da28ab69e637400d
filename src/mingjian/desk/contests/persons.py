"""The people of a contest as conflicts and blinding need them: authors from entries, judges from seats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mingjian.contest import Entry, Office, Person, Posting
from mingjian.contest.people import folded_name
from mingjian.desk.contests.models import Contest, Seat, Work
from mingjian.desk.contests.sight import working
from mingjian.desk.contests.states import Phase, SeatKind
from mingjian.desk.contests.works import about_of
from mingjian.desk.offices.models import Office as DeskOffice
from mingjian.desk.offices.models import User

__all__ = ["World", "entries_of", "id_of", "judge_person", "world_of"]

_FIRST = date(1900, 1, 1)


@dataclass
class World:
    """Entries with their authors, earlier entries, and everybody who is named in them or judges."""

    entries: list[Entry] = field(default_factory=list)
    earlier: list[Entry] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)


def id_of(author: dict[str, str]) -> str:
    """Who an author is: a user, or a name in an office."""
    return f"u:{author['username']}" if author["username"] else f"n:{folded_name(author['name'])}|{author['office']}"


def judge_person(seat: Seat, offices: dict[str, Office]) -> Person:
    """A judge: where he serves and served, how he is reached."""
    posts = [
        Posting(offices[one["office"]], date.fromisoformat(one["start"]),
                date.fromisoformat(one["end"]) if one["end"] else None)
        for one in seat.postings if one["office"] in offices
    ]  # fmt: skip
    return user_person(seat.user, offices, posts, seat.contacts, seat.supervisors, seat.confirmed)


def user_person(
    user: User, offices: dict[str, Office], posts: Sequence[Posting] = (), contacts: Sequence[str] = (),
    supervisors: Iterable[str] = (), confirmed: bool = True,
) -> Person:  # fmt: skip
    """A user of this desk."""
    reached = [one for one in (user.phone, *contacts) if one]
    here = Posting(offices[user.office.code], _FIRST)
    return Person(
        f"u:{user.username}", user.name, (here, *posts), tuple(reached), frozenset(f"u:{one}" for one in supervisors),
        confirmed,
    )  # fmt: skip


def entries_of(contest: Contest) -> list[tuple[Work, dict[str, Any]]]:
    """Works that have a number, with what is known of them."""
    return [(one, about_of(one)) for one in Work.objects.filter(contest=contest).exclude(number="")]


def world_of(contest: Contest, judges: Iterable[Seat]) -> World:
    """All that conflicts are computed of: this contest's entries, those of earlier ones on this desk, and everybody."""
    world = World(offices={one.code: _office(one) for one in DeskOffice.objects.all()})
    known = entries_of(contest)
    former = Contest.objects.filter(phase__in=[Phase.PUBLISHED.value, Phase.FINAL.value]).exclude(pk=contest.pk)
    before = [pair for one in former for pair in entries_of(one)]
    names = {a["username"] for _, said in (*known, *before) for a in said["authors"] if a["username"]}
    users = {one.username: one for one in User.objects.filter(username__in=names).select_related("office")}
    for work, said in known:
        world.entries.append(_entry(work.number, work, said, world, users))
    for work, said in before:
        world.earlier.append(_entry(f"{work.contest_id}/{work.number}", work, said, world, users))
    for seat in judges:
        person = judge_person(seat, world.offices)
        world.people[person.id] = person
    return world


def judges_of(contest: Contest, kind: str = "", *, idle: bool = False) -> list[Seat]:
    """Judges of a contest, of one type or of all; with `idle` those too who entered a work and can judge nothing."""
    seats = Seat.objects.all() if idle else working()
    found = seats.filter(contest=contest, kind=SeatKind.JUDGE.value).select_related("user__office")
    return [one for one in found.order_by("code") if not kind or kind in one.types]


def _entry(name: str, work: Work, said: dict[str, Any], world: World, users: dict[str, User]) -> Entry:
    for author in said["authors"]:
        key = id_of(author)
        if key in world.people:
            continue
        user = users.get(author["username"])
        if user is not None:
            world.people[key] = user_person(user, world.offices)
        else:
            office = world.offices.get(author["office"])
            posts = (Posting(office, _FIRST),) if office is not None else ()
            world.people[key] = Person(key, author["name"], posts)
    return Entry(name, work.kind, tuple(id_of(one) for one in said["authors"]), tuple(said["contacts"]))


def _office(one: DeskOffice) -> Office:
    return Office(one.path, one.region, one.zh, one.en)
