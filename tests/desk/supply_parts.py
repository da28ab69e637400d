"""A data officer's requests and agreements for the tests, and a day that can be set."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from mingjian.desk.offices.models import User
from mingjian.desk.supply.agreements import create_agreement
from mingjian.desk.supply.models import Agreement, DataRequest
from mingjian.desk.supply.request_steps import act_on_request
from mingjian.desk.supply.requests import create_request, find_request
from mingjian.desk.supply.schemas import AgreementGiven, RequestAct, RequestGiven


def at(monkeypatch: Any, day: str, time: str = "10:00") -> None:
    """Make it a day at the office."""
    instant = timezone.make_aware(datetime.fromisoformat(f"{day}T{time}"))
    clock = SimpleNamespace(now=lambda: instant, localdate=timezone.localdate)
    monkeypatch.setattr("mingjian.desk.now.timezone", clock)


ASKED: dict[str, Any] = {
    "agency": "某市民政局", "agency_kind": "civil_affairs", "items": [{"standard": "death_record@1", "columns": []}],
    "region": "340100", "bases": ["organic_21", "personal_34"], "purpose_kind": "campaign",
    "purpose": "养老金发放专项监督",
}  # fmt: skip
AGREED: dict[str, Any] = {
    "agency": "某市人社局", "agency_kind": "welfare", "items": [{"standard": "pension_payment@1", "columns": []}],
    "title": "养老金数据共享协议", "purpose": "仅用于法律监督", "starts": "2025-06-01", "until": "2026-05-31",
    "frequency": "monthly", "first_due": "2025-06-10",
}  # fmt: skip


def new_request(user: User, **changed: Any) -> DataRequest:
    """A draft."""
    return create_request(user, RequestGiven.model_validate({**ASKED, **changed}))


def new_agreement(user: User, **changed: Any) -> Agreement:
    """An agreement."""
    return create_agreement(user, AgreementGiven.model_validate({**AGREED, **changed}))


def step(user: User, pk: int, action: str, **more: Any) -> DataRequest:
    """Take a step on the newest version of a request; the request afterwards."""
    one = find_request(user, pk)
    given = {"action": action, "version": one.version, "why": "因故", **more}
    act_on_request(user, one, RequestAct.model_validate(given))
    return find_request(user, pk)


def sent(user: User, due: str, **changed: Any) -> DataRequest:
    """A request that was sent on the day it is, with a deadline."""
    return step(user, new_request(user, **changed).pk, "send", number="合检数〔2025〕1号", due=due)
