"""Who may take which step of an entry: the places of `shelf.states` as offices and rights of the desk."""

from __future__ import annotations

from collections.abc import Callable

from mingjian.desk.offices.models import Level, Office, User
from mingjian.desk.offices.roles import Right
from mingjian.desk.shelving.models import Asked, Entry, Pilot
from mingjian.shelf import MOVES, Place, State
from mingjian.shelf.states import SENT_BACK

__all__ = ["can", "is_place", "own_pilot", "provincial"]

_TOP = (Level.PROVINCE.value, Level.SUPREME.value)


def can(user: User, entry: Entry) -> list[str]:
    """The steps the user may take now, in the order of the road."""
    state = State.of(entry.state)
    found = (
        ["renew"] if state is State.IDEA and entry.draft_id is not None and is_place(user, entry, Place.AUTHOR) else []
    )
    found += [one.code for one in MOVES if state in one.sources and is_place(user, entry, one.who)]
    if state is State.ASSESSED and is_place(user, entry, Place.CHIEF):
        found.append("ask")
    if state is State.ASSESSED and user.may(Right.APPROVE):
        pilot = own_pilot(user, entry)
        found += ["agree", "decline"] if pilot is not None and pilot.state == Asked.ASKED else []
    if state in SENT_BACK and any(is_place(user, entry, one.who) for one in MOVES if one.sources == (state,)):
        found.append("send_back")
    return found


def is_place(user: User, entry: Entry, place: Place) -> bool:
    """Whether the user stands in a place towards an entry."""
    return _PLACES[place](user, entry)


def own_pilot(user: User, entry: Entry) -> Pilot | None:
    """What the user's own office was asked."""
    return Pilot.objects.filter(entry=entry, office=user.office).first()


def provincial(office: Office, entry: Entry) -> bool:
    """Whether an office is the provincial one above an entry's: of that level, or the top of the tree."""
    return office.holds(entry.office) and (office.level in _TOP or office.parent_id is None)


def _author(user: User, entry: Entry) -> bool:
    return entry.author_id == user.pk and user.may(Right.BUILD)


def _of_office(user: User, entry: Entry, right: Right) -> bool:
    return entry.office_id == user.office_id and entry.author_id != user.pk and user.may(right)


def _of_province(user: User, entry: Entry, right: Right) -> bool:
    """Not of the author's office, unless that is the provincial one itself: then neither who assessed it. Of a model
    from a bundle, whose author is elsewhere, not who took it in."""
    if entry.author_id == user.pk or not provincial(user.office, entry) or not user.may(right):
        return False
    if entry.office_id != user.office_id or entry.origin:
        return True
    return not entry.steps.filter(action="assess", by=user).exists()


def _chief_over(user: User, entry: Entry) -> bool:
    near = entry.office_id == user.office_id or provincial(user.office, entry)
    return near and user.may(Right.APPROVE)


_PLACES: dict[Place, Callable[[User, Entry], bool]] = {
    Place.AUTHOR: _author,
    Place.REVIEWER: lambda user, entry: _of_office(user, entry, Right.REVIEW_MODEL),
    Place.CHIEF: lambda user, entry: _of_office(user, entry, Right.APPROVE),
    Place.OFFICE: lambda user, entry: entry.office_id == user.office_id and user.may(Right.BUILD),
    Place.PROVINCE_REVIEWER: lambda user, entry: _of_province(user, entry, Right.REVIEW_MODEL),
    Place.PROVINCE_CHIEF: lambda user, entry: (
        _of_province(user, entry, Right.APPROVE) and entry.endorsed_by_id != user.pk
    ),
    Place.EITHER_CHIEF: _chief_over,
}
