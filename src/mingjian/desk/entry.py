"""Between the password and the desk: a session that knows who gave his password waits for his code a few minutes."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from mingjian.desk.addresses import address_of
from mingjian.desk.now import now
from mingjian.desk.offices.factor_gate import GIVEN
from mingjian.desk.offices.login import admit
from mingjian.desk.offices.models import User
from mingjian.desk.offices.password import OUTSIDE
from mingjian.desk.offices.sessions import begin
from mingjian.desk.traces.services import trace

__all__ = ["half_in", "inside", "let_in", "stay", "wait_for_code"]

_HALF = "half"
_LASTS = timedelta(minutes=5)


def let_in(request: HttpRequest, user: User, how: str) -> bool:
    """Begin the session of somebody who gave all he was asked for; False when he was locked out meanwhile.

    `how` is what he gave after the password: `code`, `recovery`, `provider` (which asked for more itself), or nothing.
    """
    address = address_of(request)
    if not admit(user, address):
        return False
    request.session.pop(_HALF, None)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    begin(request)
    if how:
        request.session[GIVEN] = how
    through = request.session.get(OUTSIDE)
    more = {**({"factor": how} if how else {}), **({"through": through} if through else {})}
    trace(user.username, "login", user.username, address=address, **more)
    return True


def stay(request: HttpRequest, user: User) -> None:
    """Go on with this session after all others of the user were ended by something he did in it."""
    given = request.session.get(GIVEN)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    begin(request)
    if given:
        request.session[GIVEN] = given


def wait_for_code(request: HttpRequest, user: User) -> None:
    """Remember in a session of its own, which opens nothing, that the user gave his password."""
    request.session.cycle_key()
    request.session[_HALF] = [user.pk, now().isoformat(), user.get_session_auth_hash()]


def half_in(request: HttpRequest) -> User | None:
    """Who gave his password a moment ago and still owes his code."""
    found = request.session.get(_HALF)
    if not found:
        return None
    number, at, seen = found
    user = User.objects.filter(pk=number, is_active=True, locked=False).first()
    if user is None or now() - datetime.fromisoformat(at) > _LASTS or user.get_session_auth_hash() != seen:
        request.session.pop(_HALF, None)
        return None
    return user


def inside(request: HttpRequest) -> str:
    """Where to go after the log-in: only into the desk itself."""
    asked = request.POST.get("next") or request.GET.get("next") or "/"
    try:
        parts = urlsplit(asked)
    except ValueError:
        return "/"
    own = asked.startswith("/") and not asked.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return asked if own and not asked.startswith(("/login", "/second")) else "/"
