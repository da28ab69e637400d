"""Sends who must have a second factor and has not given one to set it up, whatever page was asked for."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from mingjian.desk.offices.factor import has_factor, must_have
from mingjian.desk.offices.models import User

__all__ = ["GIVEN", "MustEnrol"]

GIVEN = "second"
"""Of a session: its user gave a code, or set up his factor in it."""
_OPEN = ("/login", "/logout", "/password", "/factor", "/second", "/desk.css", "/favicon", "/assets/")


class MustEnrol:
    """Asks the session, so that no request costs a query for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if (
            isinstance(user, User)
            and not request.path.startswith(_OPEN)
            and must_have(user)
            and not request.session.get(GIVEN)
        ):
            if has_factor(user):  # the setting was changed while he was logged in
                logout(request)
            if request.path.startswith("/api/"):
                return HttpResponse(status=401)
            return redirect("/factor" if request.user.is_authenticated else "/login")
        return self.get_response(request)
