"""Rules of passwords: how strong, and that one given by somebody else is changed at once."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

__all__ = ["OUTSIDE", "MustChange", "Strong"]

OUTSIDE = "outside"
"""Of a session: its user showed who he is elsewhere (`oidc`, `ldap`); his password here plays no part in it."""
_OPEN = ("/login", "/logout", "/second", "/password", "/desk.css", "/favicon", "/assets/")


class Strong:
    """At least `length` signs of three kinds: lower case, upper case, digits, others."""

    def __init__(self, length: int = 10) -> None:
        self.length = length

    def validate(self, password: str, user: object = None) -> None:
        """Raise `ValidationError` in both languages for a weak password."""
        del user
        kinds = sum(
            any(test(sign) for sign in password)
            for test in (str.islower, str.isupper, str.isdigit, lambda sign: not sign.isalnum())
        )
        if len(password) < self.length or kinds < 3:
            raise ValidationError(self.get_help_text())

    def get_help_text(self) -> str:
        """The rule in both languages."""
        zh = f"口令至少{self.length}位，并含大写字母、小写字母、数字、符号中的三种"
        return f"{zh} / at least {self.length} signs of three kinds: capitals, small letters, digits, others"


class MustChange:
    """Sends a user whose password was given by somebody else to change it, whatever page was asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if (
            user.is_authenticated
            and user.must_change
            and not request.session.get(OUTSIDE)
            and not request.path.startswith(_OPEN)
        ):
            if request.path.startswith("/api/"):
                return HttpResponse(status=401)
            return redirect("/password")
        return self.get_response(request)
