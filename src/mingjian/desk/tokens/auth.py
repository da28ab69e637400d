"""Who asks the API: a token in the header, or a log-in in the browser. Both are kept to the pace of the settings."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer, SessionAuth

from mingjian.desk.addresses import address_of
from mingjian.desk.errors import Forbidden
from mingjian.desk.limits.pace import keep_pace
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.tokens.models import Token
from mingjian.desk.tokens.services import MACHINE, hashed
from mingjian.desk.traces.acting import acting

__all__ = ["BySession", "ByToken"]

_SAVED_EVERY = timedelta(minutes=1)
_READS = ("GET", "HEAD")


class ByToken(HttpBearer):
    """`Authorization: Bearer mj_…`: the token's user, with no more rights than the token has. No session, no cookie.

    A request that another site made a browser send cannot carry the header, so no form token is asked for.
    """

    def authenticate(self, request: HttpRequest, token: str) -> User:
        """The user. A token that opens nothing is an error, also beside a log-in: whoever sent it meant it."""
        found = (
            Token.objects.select_related("user__office")
            .filter(hashed=hashed(token), revoked=None, allowed__isnull=False, expires__gt=now())
            .filter(user__is_active=True, user__locked=False, user__must_change=False).first()
        )  # fmt: skip
        if found is None:
            raise AuthenticationError
        if found.reads and request.method not in _READS:
            raise Forbidden("此令牌只能读取", "this token only reads")
        user = found.user
        user.scope = frozenset(map(Right, found.rights)) & MACHINE
        request.user = user
        acting.set(found.name)
        _keep(user)
        _note_use(found, address_of(request))
        return user


class BySession(SessionAuth):
    """A log-in in the browser."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """The user, if there is one."""
        user = super().authenticate(request, key)
        if user is not None:
            _keep(user)
        return user


def _keep(user: User) -> None:
    """`TooMany` for one who asks too fast: his tokens and his browser together."""
    desk = settings.DESK
    keep_pace(user.pk, desk.folder, desk.api_per_second, desk.api_per_minute)


def _note_use(token: Token, address: str) -> None:
    """Once a minute at most: not a write for every read."""
    at = now()
    if token.used is None or at - token.used >= _SAVED_EVERY or token.used_from != address:
        Token.objects.filter(pk=token.pk).update(used=at, used_from=address)
