"""What was done to a request or an agreement: written with its trace in the transaction of the act, and told."""

from __future__ import annotations

from typing import Any

from mingjian.desk.errors import Conflict
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import Person
from mingjian.desk.supply.models import Agreement, DataRequest, Event
from mingjian.desk.supply.schemas import EventInfo
from mingjian.desk.traces.services import last_trace, trace
from mingjian.desk.words import Coded

__all__ = ["name_of", "note", "quicker", "told"]

_WORDS = {
    "create": ("登记", "written down"), "change": ("修改", "changed"), "send": ("发出", "sent"),
    "remind": ("催办", "reminded"), "partial": ("部分提供", "partly delivered"), "deliver": ("已提供", "delivered"),
    "refuse": ("被拒绝", "refused"), "withdraw": ("撤回", "withdrawn"), "escalate": ("上报上级院", "handed up"),
    "hand_back": ("上级院办复", "handed back"), "assign": ("变更经办人", "given to another"), "note": ("备注", "note"),
    "renew": ("续签", "renewed"), "end": ("终止", "ended"), "paper": ("添加附件", "paper added"),
    "under": ("数据归入", "data came under it"),
}  # fmt: skip


def name_of(one: DataRequest | Agreement) -> str:
    """As the audit log names it."""
    return f"request {one.pk}" if isinstance(one, DataRequest) else f"agreement {one.pk}"


def note(user: User, one: DataRequest | Agreement, action: str, why: str = "", **detail: Any) -> None:
    """Write down what was done, for the page and for the audit log."""
    facts = {name: str(value) for name, value in detail.items() if value not in (None, "", [])}
    place: dict[str, Any] = {"request": one} if isinstance(one, DataRequest) else {"agreement": one}
    Event.objects.create(**place, at=now(), by=user, action=action, why=why, detail=facts)
    trace(user.username, f"supply.{action}", name_of(one), why=why, **facts)


def told(one: DataRequest | Agreement) -> list[EventInfo]:
    """The history, oldest first."""
    found = []
    for event in one.events.select_related("by"):
        zh, en = _WORDS[event.action]
        by = Person(username=event.by.username, name=event.by.name)
        what = Coded(code=event.action, zh=zh, en=en)
        found.append(EventInfo(at=event.at, by=by, what=what, why=event.why, detail=event.detail))
    return found


def quicker(one: DataRequest | Agreement) -> Conflict:
    """Somebody changed it: who, and when."""
    last = last_trace("supply.", name_of(one))
    who = f"（{last.actor}，{last.at.astimezone():%H:%M}）" if last else ""
    return Conflict(f"刚才已被别人改动{who}，请刷新后再办", f"somebody changed it just now{who}: load the page again")
