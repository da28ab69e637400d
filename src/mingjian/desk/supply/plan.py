"""The calendar: deliveries owed under agreements, and what met them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import islice

from mingjian.desk.data.words import may_see
from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.now import today
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import Person, office_code
from mingjian.desk.supply.arrivals import Arrival, arrival_info, arrivals
from mingjian.desk.supply.due import Due, Rhythm, dues
from mingjian.desk.supply.kinds import DueState, Frequency
from mingjian.desk.supply.models import Agreement
from mingjian.desk.supply.schemas import CalendarQuery, DueInfo, Plan
from mingjian.desk.words import coded, text
from mingjian.standards import UnknownName, standards

__all__ = ["owed", "plan", "rhythm_of", "standards_of", "the_dues"]

_LONGEST = timedelta(days=400)
_MOST = 2000
_AHEAD = 1000
"""Periods that are looked through for the one that is owed next."""


def plan(user: User, query: CalendarQuery) -> Plan:
    """Deliveries owed between two days under agreements the user sees, those that were ended up to their end."""
    if not may_see(user):
        raise NotFound
    if not timedelta(0) <= query.last - query.first <= _LONGEST:
        raise BadRequest("起止日期须先后相接且不超过400天", "the span ends after it begins, within 400 days", "last")
    found = Agreement.objects.visible_to(user).select_related("office", "owner").filter(starts__lte=query.last)
    listed = list(found.filter(until__gte=query.first).order_by("id"))
    shown = [one for one in listed if query.agreement in (None, one.pk)]
    every = the_dues(shown, arrivals({name for one in shown for name in standards_of(one)}), query.first, query.last)
    wanted = [one for one in every if query.state in ("", one.state.code)]
    numbers = {state.value: sum(one.state.code == state.value for one in every) for state in DueState}
    return Plan(
        items=wanted[:_MOST], counts=[coded(state.value, state) for state in DueState], numbers=numbers,
        cut=len(wanted) > _MOST, agreements=len(listed),
    )  # fmt: skip


def the_dues(agreements: Iterable[Agreement], came: Sequence[Arrival], first: date, last: date) -> list[DueInfo]:
    """Deliveries owed from one day to another, in order, each with how it stands."""
    found = []
    for one in agreements:
        for standard in sorted(standards_of(one)):
            mine = [arrival for arrival in came if arrival.standard == standard and arrival.meets(one)]
            for due in dues(rhythm_of(one), first):
                if due.day > last:
                    break
                if due.day >= first:
                    found.append(_info(one, standard, due, mine))
    return sorted(found, key=lambda one: (one.day, one.key))


def owed(one: Agreement, came: Sequence[Arrival]) -> list[tuple[str, Due]]:
    """Of every dataset the delivery that is owed now: the first one after the last that came. What came later makes
    good what was missed before."""
    found = []
    for standard in sorted(standards_of(one)):
        mine = [arrival.day for arrival in came if arrival.standard == standard and arrival.meets(one)]
        mine = [day for day in mine if one.starts <= day <= today()]
        last = max(mine, default=None)
        since = one.starts if last is None else last
        for due in islice(dues(rhythm_of(one), since), _AHEAD):
            if last is None or not due.first <= last <= due.last:
                found.append((standard, due))
                break
    return found


def standards_of(one: Agreement) -> set[str]:
    """The standards an agreement is about."""
    return {item["standard"] for item in one.items}


def rhythm_of(one: Agreement) -> Rhythm:
    """How often it delivers, as long as it lasts."""
    until = one.until if one.ended_on is None else min(one.until, one.ended_on)
    return Rhythm(Frequency.of(one.frequency), one.first_due, one.day, one.starts, until)


def _info(one: Agreement, standard: str, due: Due, mine: Sequence[Arrival]) -> DueInfo:
    came = next((arrival for arrival in mine if due.first <= arrival.day <= due.last), None)
    state = _state(due, came)
    try:
        title = text(standards()[standard].title)
    except UnknownName:
        title = text(coded(standard, state))
    return DueInfo(
        key=f"{one.pk}-{standard}-{due.day.isoformat()}", agreement=one.pk, title=one.title, agency=one.agency,
        office=office_code(one.office), owner=Person(username=one.owner.username, name=one.owner.name),
        standard=standard, dataset=title, day=due.day, first=due.first, last=due.last,
        days_left=(due.day - today()).days, state=coded(state.value, state),
        arrived=arrival_info(came) if came is not None else None,
    )  # fmt: skip


def _state(due: Due, came: Arrival | None) -> DueState:
    if came is not None:
        return DueState.DELIVERED if came.day <= due.day else DueState.DELIVERED_LATE
    if today() <= due.day:
        return DueState.DUE
    return DueState.LATE if today() <= due.last else DueState.MISSING
