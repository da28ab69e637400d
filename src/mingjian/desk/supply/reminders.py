"""What falls due in supply, for the one list of deadlines: deliveries, answers, ends of agreements and of keeping."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.db.models import Q

from mingjian.desk.data.models import Retention
from mingjian.desk.data.words import may_see, title_of
from mingjian.desk.deadlines.schemas import DeadlineRow
from mingjian.desk.lake import the_lake
from mingjian.desk.now import today
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.people import office_code, person
from mingjian.desk.supply.agreements import running
from mingjian.desk.supply.arrivals import arrivals
from mingjian.desk.supply.kinds import WAITING
from mingjian.desk.supply.models import Agreement, DataRequest
from mingjian.desk.supply.plan import owed, standards_of
from mingjian.desk.words import Coded, Text
from mingjian.standards import UnknownName, standards

__all__ = ["KINDS", "reminders"]

_NO_LAW = Text(zh="", en="")
_REQUEST, _DELIVERY, _END, _KEEP = "data_request", "data_delivery", "data_agreement", "data_keeping"
KINDS = {
    one.code: one
    for one in (
        Coded(code=_REQUEST, zh="数据申请答复", en="answer to a request for data"),
        Coded(code=_DELIVERY, zh="数据交付", en="delivery of data"),
        Coded(code=_END, zh="数据协议到期", en="end of a data agreement"),
        Coded(code=_KEEP, zh="数据保存期", en="end of keeping data"),
    )
}
"""What these deadlines are called."""


def reminders(user: User) -> list[DeadlineRow]:
    """All in the user's sight, in no order. What came or was answered is not among them."""
    if not may_see(user):
        return []
    agreements = running(user)
    return [*_requests(user), *_deliveries(agreements), *_ends(agreements), *_keeping(user)]


def _requests(user: User) -> list[DeadlineRow]:
    """Requests the agency has to answer, and those handed up, whatever their state."""
    waiting = Q(state__in=[one.value for one in WAITING], due__isnull=False) | Q(escalated__isnull=False)
    found = DataRequest.objects.visible_to(user).filter(waiting).select_related("office", "owner")
    return [
        _row(_REQUEST, f"request:{one.pk}", "request", str(one.pk), f"{one.agency}：{one.purpose}",
             f"{one.agency}: {one.purpose}", one.due or today(), one, handed_up=one.escalated_id == user.office_id)
        for one in found
    ]  # fmt: skip


def _deliveries(agreements: list[Agreement]) -> list[DeadlineRow]:
    going = [one for one in agreements if one.until >= today()]
    came = arrivals({name for one in going for name in standards_of(one)})
    found = []
    for one in going:
        for standard, due in owed(one, came):
            zh, en = _title(standard)
            found.append(
                _row(_DELIVERY, f"delivery:{one.pk}-{standard}", "agreement", str(one.pk), f"{one.agency}：{zh}",
                     f"{one.agency}: {en}", due.day, one)
            )  # fmt: skip
    return found


def _ends(agreements: list[Agreement]) -> list[DeadlineRow]:
    return [
        _row(_END, f"agreement:{one.pk}", "agreement", str(one.pk), f"{one.agency}：{one.title}",
             f"{one.agency}: {one.title}", one.until, one)
        for one in agreements
    ]  # fmt: skip


def _keeping(user: User) -> list[DeadlineRow]:
    """Datasets that may be kept until a day; of offices in sight, or of the top where the owner is in no tree."""
    kept = list(Retention.objects.select_related("by"))
    known, found = {one.code: one for one in Office.objects.all()} if kept else {}, []
    for one in kept:
        newest = the_lake().latest(one.dataset)
        owner = None if newest is None else known.get(newest.owner)
        if newest is None or not (user.office.holds(owner) if owner is not None else user.office.parent_id is None):
            continue
        title = title_of(newest)
        found.append(
            DeadlineRow(
                key=f"keeping:{one.dataset}", kind=KINDS[_KEEP], about="dataset", id=one.dataset, text=title,
                due=one.until, days_left=(one.until - today()).days, by_law=_NO_LAW, verified=False,
                owner=person(one.by), office=office_code(owner or user.office), extended=0, extensions=0,
                may_extend=False, may_urge=False, letter=None, handed_up=False,
            )
        )  # fmt: skip
    return found


def _row(
    kind: str, key: str, about: Literal["request", "agreement"], id: str, zh: str, en: str, due: date,
    one: DataRequest | Agreement, *, handed_up: bool = False,
) -> DeadlineRow:  # fmt: skip
    return DeadlineRow(
        key=key, kind=KINDS[kind], about=about, id=id, text=Text(zh=zh, en=en), due=due,
        days_left=(due - today()).days, by_law=_NO_LAW, verified=False, owner=person(one.owner),
        office=office_code(one.office), extended=0, extensions=0, may_extend=False, may_urge=False, letter=None,
        handed_up=handed_up,
    )  # fmt: skip


def _title(standard: str) -> tuple[str, str]:
    try:
        title = standards()[standard].title
    except UnknownName:
        return standard, standard
    return title.zh, title.en
