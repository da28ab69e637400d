"""Which data are asked for: checked when written down, told with their names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from mingjian.desk.clues.listing import place_code
from mingjian.desk.data.mapping import standards_there
from mingjian.desk.data.words import may_see, models_of
from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import Person, office_code
from mingjian.desk.offices.roles import GRANTS, Right
from mingjian.desk.supply.bases import bases
from mingjian.desk.supply.kinds import AGENCIES, PURPOSES, REFUSALS, Frequency
from mingjian.desk.supply.models import Agreement, DataRequest
from mingjian.desk.supply.schemas import Choices, ColumnChoice, ItemGiven, ItemInfo, LegalBasis, StandardChoice
from mingjian.desk.words import Coded, coded, text
from mingjian.standards import UnknownName, codes, standards

__all__ = ["bases_info", "check_items", "check_period", "check_region", "choices", "listed", "scope_info", "the_owner",
           "writer"]  # fmt: skip


def choices(user: User) -> Choices:
    """What forms choose from; `NotFound` for who does not see which data there is."""
    if not may_see(user):
        raise NotFound
    there = standards_there()
    found = []
    for one in standards().values():
        uses = models_of(one.major)
        used = {column.code for use in uses for column in use.columns}
        columns = [
            ColumnChoice(name=name, label=text(column.label), level=column.level, required=column.required,
                         used=name in used)
            for name, column in one.columns.items()
        ]  # fmt: skip
        found.append(
            StandardChoice(id=one.major, title=text(one.title), provider=text(one.provider), models=len(uses),
                           there=one.major in there, columns=columns)
        )  # fmt: skip
    above = user.office.parent
    return Choices(
        standards=sorted(found, key=lambda one: one.title.zh), bases=bases_info(list(bases()), ""),
        agencies=listed(AGENCIES), purposes=listed(PURPOSES), refusals=listed(REFUSALS),
        frequencies=[coded(one.value, one) for one in Frequency],
        people=[Person(username=one.username, name=one.name) for one in _officers(user)],
        region=user.office.region, me=user.username, can=user.may(Right.LOAD_DATA),
        above=office_code(above) if above is not None else None,
    )  # fmt: skip


def writer(user: User) -> None:
    """Requests and agreements are written by data officers; to everybody else there is no such thing to write."""
    if not user.may(Right.LOAD_DATA):
        raise NotFound


def the_owner(user: User, name: str) -> User:
    """Who handles it: a data officer in the user's sight; he himself if nobody is named."""
    if not name or name == user.username:
        return user
    found = next((one for one in _officers(user) if one.username == name), None)
    if found is None:
        raise BadRequest("经办人须是本院或下级院的数据管理员", "a data officer in your sight handles it", "owner")
    return found


def check_items(items: Sequence[ItemGiven]) -> list[dict[str, Any]]:
    """Standards and columns as they are kept. `BadRequest` for those there are not."""
    found: dict[str, dict[str, Any]] = {}
    for item in items:
        standard = _standard(item.standard)
        if standard is None:
            raise BadRequest(f"没有标准{item.standard}", f"there is no standard {item.standard}", "items")
        unknown = [name for name in item.columns if name not in standard.columns]
        if unknown:
            listed_ = "、".join(unknown)
            raise BadRequest(f"{standard.title.zh}没有列{listed_}", f"no column {listed_} of {standard.major}", "items")
        if standard.major in found:
            raise BadRequest(f"{standard.title.zh}列了两次", f"{standard.major} stands there twice", "items")
        found[standard.major] = {"standard": standard.major, "columns": list(dict.fromkeys(item.columns))}
    return list(found.values())


def check_region(region: str) -> str:
    """A region there is, or none."""
    given = region.strip()
    if given and given not in codes("regions"):
        raise BadRequest(f"没有行政区划{given}", f"there is no region {given}", "region")
    return given


def check_period(first: date | None, last: date | None) -> None:
    """A period ends after it begins."""
    if first is not None and last is not None and last < first:
        raise BadRequest("截止日期早于开始日期", "the last day is before the first", "last")


def bases_info(chosen: Iterable[str], typed: str) -> list[LegalBasis]:
    """Articles of the list, and one that a person typed: nobody compared that with any text."""
    known = bases()
    found = [
        LegalBasis(code=code, cited=known[code].cited, version=known[code].version, verified=known[code].verified,
                  zh=known[code].zh, en=known[code].en)
        for code in chosen if code in known
    ]  # fmt: skip
    if typed:
        found.append(LegalBasis(code="", cited=typed, version=None, verified=False, zh=typed, en=typed))
    return found


def scope_info(one: DataRequest | Agreement) -> dict[str, Any]:
    """What requests and agreements tell both."""
    zh, en = AGENCIES.get(one.agency_kind, (one.agency_kind, one.agency_kind))
    return {
        "id": one.pk, "agency": one.agency, "agency_kind": Coded(code=one.agency_kind, zh=zh, en=en),
        "items": [_item(item) for item in one.items], "region": place_code(one.region) if one.region else None,
        "office": office_code(one.office), "owner": Person(username=one.owner.username, name=one.owner.name),
        "by": Person(username=one.by.username, name=one.by.name), "at": one.at, "version": one.version,
    }  # fmt: skip


def listed(words: dict[str, tuple[str, str]]) -> list[Coded]:
    """A closed list as the API gives it."""
    return [Coded(code=code, zh=zh, en=en) for code, (zh, en) in words.items()]


def _item(item: dict[str, Any]) -> ItemInfo:
    standard = _standard(item["standard"])
    known = {} if standard is None else standard.columns
    columns = [
        coded(name, known[name].label) if name in known else Coded(code=name, zh=name, en=name)
        for name in item["columns"]
    ]
    name = item["standard"]
    title = Coded(code=name, zh=name, en=name) if standard is None else coded(name, standard.title)
    return ItemInfo(standard=name, title=text(title), columns=columns, models=len(models_of(name)))


def _standard(name: str) -> Any:
    try:
        return standards()[name]
    except UnknownName:
        return None


def _officers(user: User) -> list[User]:
    roles = [role.value for role, grant in GRANTS.items() if Right.LOAD_DATA in grant.rights]
    found = User.objects.filter(office__in=user.offices_below, is_active=True, roles__role__in=roles)
    return list(found.distinct().order_by("username"))
