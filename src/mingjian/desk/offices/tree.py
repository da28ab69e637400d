"""What the security administrator does with the tree of offices: see it, add to it, change names and contacts."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count, F, Q
from django.utils.timezone import localtime

from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.offices.models import Level, Office, User
from mingjian.desk.offices.schemas import NewOffice, OfficeChange, OfficeRow, OfficeTree
from mingjian.desk.offices.services import add_office
from mingjian.desk.offices.staff import managed_office, own_offices
from mingjian.desk.traces.services import last_trace, trace
from mingjian.desk.words import Coded, coded
from mingjian.standards import codes

__all__ = ["add_below", "change_office", "tree"]

_CHANGED = ("zh", "en", "short", "contact")


def tree(user: User) -> OfficeTree:
    """The user's office and all below it, each after the one above it."""
    active = Count("users", filter=Q(users__is_active=True))
    offices = own_offices(user).select_related("parent").annotate(people=active).order_by("path")
    return OfficeTree(
        items=[_row(one, one.people, user) for one in offices], levels=[coded(one.value, one) for one in Level]
    )


def add_below(user: User, given: NewOffice) -> OfficeTree:
    """Add an office below one of the user's."""
    try:
        managed_office(user, given.parent)
    except BadRequest as error:
        raise BadRequest(error.zh, error.en, "parent") from None
    add_office(
        given.code, given.zh.strip(), given.en.strip() or given.zh.strip(), given.level, parent=given.parent,
        region=given.region, short=given.short, contact=given.contact, by=user.username,
    )  # fmt: skip
    return tree(user)


def change_office(user: User, code: str, given: OfficeChange) -> OfficeTree:
    """Change names, the word of document numbers and the contact, where nobody did meanwhile."""
    wanted = {"zh": given.zh.strip(), "en": given.en.strip() or given.zh.strip(), "short": given.short.strip(),
              "contact": given.contact.strip()}  # fmt: skip
    with transaction.atomic():
        office = own_offices(user).filter(code=code).first()
        if office is None:
            raise NotFound
        before = {name: getattr(office, name) for name in _CHANGED}
        seen = Office.objects.filter(pk=office.pk, version=given.version)
        if not seen.update(version=F("version") + 1, **wanted) or office.version != given.version:
            raise _quicker(office)
        different = [name for name in _CHANGED if before[name] != wanted[name]]
        trace(user.username, "office.change", code, before={name: before[name] for name in different},
              after={name: wanted[name] for name in different})  # fmt: skip
    return tree(user)


def _quicker(office: Office) -> Conflict:
    last = last_trace("office.", office.code)
    if last is None:
        return Conflict("该检察院刚被更改，请刷新后再办", "the office was just changed: load the page again")
    when = f"{localtime(last.at):%Y-%m-%d %H:%M}"
    return Conflict(
        f"{last.actor}已于{when}更改该检察院，请刷新后再办",
        f"{last.actor} changed this office at {when}: load it again",
    )


def _row(office: Office, people: int, reader: User) -> OfficeRow:
    """An office; the one above the reader's own is not told, since it is not his."""
    above = None if office.pk == reader.office_id or office.parent is None else office.parent.code
    level = Level.of(office.level)
    return OfficeRow(
        code=office.code, zh=office.zh, en=office.en, level=coded(level.value, level), parent=above,
        region=_region(office.region), short=office.short, contact=office.contact, people=people,
        version=office.version,
    )  # fmt: skip


def _region(place: str) -> Coded:
    regions = codes("regions")
    zh, en = (regions.label(place, lang) if place in regions else None for lang in ("zh", "en"))
    return Coded(code=place, zh=zh or place, en=en or place)
