"""`/api/me`: who is logged in, what he may do, in which language."""

from __future__ import annotations

from typing import Literal

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest
from django.middleware.csrf import get_token
from ninja import Router, Status

from mingjian.desk.language import language_of
from mingjian.desk.offices.login import user_of
from mingjian.desk.offices.people import office_code
from mingjian.desk.offices.roles import Right
from mingjian.desk.offices.services import set_language
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Asked, Coded, Shown, coded

__all__ = ["router"]

router = Router(tags=["me"])


class Me(Shown):
    """The user of this session. `can` are the rights of all his roles."""

    username: str
    name: str
    office: Coded
    roles: list[Coded]
    lines: list[Coded]
    clearance: int
    can: list[Right]
    language: Literal["zh", "en"]
    demo: bool


class Language(Asked):
    """The language to work in."""

    language: Literal["zh", "en"]


@router.get("/me", response=Me)
def me(request: HttpRequest) -> Me:
    """Who is logged in. Sets the cookie that changing anything needs."""
    get_token(request)
    user = user_of(request)
    return Me(
        username=user.username, name=user.name, office=office_code(user.office),
        roles=[coded(one.value, one) for one in sorted(user.role_set)],
        lines=[coded(one.value, one) for one in sorted(user.line_set)], clearance=user.clearance,
        can=sorted(user.rights), language="en" if language_of(request) == "en" else "zh", demo=settings.DESK.demo,
    )  # fmt: skip


@router.put("/me", response=Me)
def change(request: HttpRequest, given: Language) -> Me:
    """Choose the language."""
    set_language(user_of(request), given.language)
    return me(request)


@router.post("/logout", response={204: None})
def leave(request: HttpRequest) -> Status[None]:
    """End the session."""
    trace(user_of(request).username, "logout", user_of(request).username)
    logout(request)
    return Status(204, None)
