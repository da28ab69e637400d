"""Whom a seat could be given to: a search of people by name and office, so that nobody has to know a user name.

Told are people of the reader's own office and of those below it, as everywhere on the desk; somebody else is named by
his user name. Whether one found has a seat is not told, or a search would say who entered a work.
"""

from __future__ import annotations

from django.db.models import Q

from mingjian.desk.contests.schemas import SeatCandidate, SeatCandidates
from mingjian.desk.contests.seating import may_sit
from mingjian.desk.contests.sight import What, seen
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import Person, office_code

__all__ = ["candidates"]

_MOST = 20


def candidates(user: User, slug: str, asked: str) -> SeatCandidates:
    """People of whom every word of a search is in the name, the user name or the office."""
    at = seen(user, slug)
    at.act(What.SEATS)
    words = asked.split()[:5]
    if not words:
        return SeatCandidates(items=[], more=False)
    found = User.objects.filter(is_active=True, locked=False, office__path__startswith=user.office.path)
    for word in words:
        found = found.filter(
            Q(username__icontains=word) | Q(name__icontains=word) | Q(office__zh__icontains=word)
            | Q(office__en__icontains=word)
        )  # fmt: skip
    people = found.order_by("office__path", "name", "username").select_related("office").prefetch_related("roles")
    fit = [one for one in people if may_sit(one)]
    return SeatCandidates(
        items=[
            SeatCandidate(person=Person(username=one.username, name=one.name), office=office_code(one.office))
            for one in fit[:_MOST]
        ],
        more=len(fit) > _MOST,
    )
