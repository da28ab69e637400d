"""A session ends when nobody used it for `session_minutes`; one that is used goes on.

Django's own expiry counts from when a session was last saved. It is saved here once a minute of use at most: not at
every request, since that would be a write for every read.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from mingjian.desk.now import now

__all__ = ["Idle", "begin"]

_USED = "used"
_SAVED_EVERY = timedelta(minutes=1)


def begin(request: HttpRequest) -> None:
    """Write down that the session is used now."""
    request.session[_USED] = now().isoformat()


class Idle:
    """Ends the session of somebody who was away too long, before anything else looks at who he is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            used = request.session.get(_USED)
            away = now() - datetime.fromisoformat(used) if used else _SAVED_EVERY
            if away >= timedelta(minutes=settings.DESK.session_minutes):
                logout(request)
            elif away >= _SAVED_EVERY:
                begin(request)
        return self.get_response(request)
