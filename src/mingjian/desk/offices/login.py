"""Checking a password, and who may not even try: failures lock a name at one address first, everywhere only later.

Failures are counted for the name and the address they come from; `lockout_failures` of them lock the name there. So
whoever fails for a name that is not his locks himself out, not its owner. Many addresses together reach
`lockout_name`, which locks the name everywhere but where its owner logged in within the last month. An address from
which too many fail, for whatever names, has to wait. Names that do not exist are counted alike.

Source: GB/T 22239-2019 8.1.4.1 (failed log-ins are limited, a session ends by itself).
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest

from mingjian.desk.addresses import address_of
from mingjian.desk.errors import TooMany
from mingjian.desk.limits.models import Tally
from mingjian.desk.limits.services import add, count
from mingjian.desk.now import now
from mingjian.desk.offices.directory import is_directory_password
from mingjian.desk.offices.identities import LDAP, subject_of
from mingjian.desk.offices.models import User
from mingjian.desk.offices.whole import whole

__all__ = [
    "Backend",
    "admit",
    "check_address",
    "failed",
    "failed_from",
    "is_open",
    "is_password",
    "locked_names",
    "unlock",
    "user_of",
]

KNOWN = timedelta(days=30)
"""So long an address is one the user logged in from."""
_COUNTED = timedelta(days=1)


class Backend(BaseBackend):
    """Name and password against the table of users."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **more: Any
    ) -> User | None:
        """The user, or None for a wrong name or password, an inactive or a locked user. `admit` lets him in."""
        if not username or password is None:
            return None
        user, address = User.objects.filter(username=username).first(), address_of(request)
        if user is None:
            User().set_password(password)  # as slow as for a name that exists, which must not be told apart
        if user is None or not is_password(user, password, address):
            failed(username, address)
            return None
        # asked after the check: of many guesses at the same instant, those after the lock-out are refused
        return user if is_open(user, address) else None

    def get_user(self, user_id: int) -> User | None:
        """The user of a session, with all that sight asks for at hand."""
        return whole(User.objects.filter(pk=user_id, is_active=True, locked=False))


def is_password(user: User, password: str, address: str) -> bool:
    """Whether it is the user's password: the directory's for who is known there by his, else the desk's own.

    Raises `Unavailable` when the directory does not answer. It is not asked for a name that is locked here, so that
    nobody locks a colleague out there through the desk.
    """
    subject = subject_of(user, LDAP) if settings.DESK.ldap_url else None
    if subject is None:
        return user.check_password(password)
    return is_open(user, address) and is_directory_password(settings.DESK, subject, password)


def check_address(address: str) -> None:
    """`TooMany` for an address from which too many log-ins failed."""
    failures, until = count(_from(address))
    if failures >= settings.DESK.lockout_address and until is not None:
        raise TooMany(
            "此地址登录失败次数过多，请稍后再试",
            "too many log-ins from this address failed: try again later",
            (until - now()).total_seconds(),
        )


def failed(username: str, address: str) -> None:
    """Count a failure of password or code, and lock at the limits. Failures during a lock-out do not lengthen it."""
    desk, lasts = settings.DESK, timedelta(minutes=settings.DESK.lockout_minutes)
    add(_from(address), lasts)
    key = _pair("login", username, address)
    if count(key)[0] >= desk.lockout_failures:
        return
    if add(key, _COUNTED, username) >= desk.lockout_failures:
        Tally.objects.filter(pk=key).update(until=now() + lasts)
    row = User.objects.filter(username=username)
    row.filter(Q(locked_until=None) | Q(locked_until__lte=now())).update(failures=F("failures") + 1)
    row.filter(failures__gte=desk.lockout_name).update(failures=0, locked_until=now() + lasts)


def failed_from(address: str) -> None:
    """Count a log-in from an address that failed without a name."""
    add(_from(address), timedelta(minutes=settings.DESK.lockout_minutes))


def is_open(user: User, address: str) -> bool:
    """Whether the user, as he is now, may log in from an address."""
    if count(_pair("login", user.username, address))[0] >= settings.DESK.lockout_failures:
        return False
    return _open(user, address).exists()


def admit(user: User, address: str) -> bool:
    """Let somebody in who gave all he was asked for: his failures are forgotten, his address known. False: locked."""
    if not is_open(user, address) or not _open(user, address).update(failures=0, locked_until=None):
        return False
    Tally.objects.filter(pk=_pair("login", user.username, address)).delete()
    known = {"name": user.username, "count": 1, "until": now() + KNOWN}
    Tally.objects.update_or_create(key=_pair("known", user.username, address), defaults=known)
    return True


def locked_names() -> list[str]:
    """Names that are locked at some address."""
    full = Tally.objects.filter(key__startswith="login:", count__gte=settings.DESK.lockout_failures, until__gt=now())
    return list(full.values_list("name", flat=True).distinct())


def unlock(username: str) -> None:
    """Forget the failures for a name at all addresses."""
    Tally.objects.filter(key__startswith="login:", name=username).delete()


def user_of(request: HttpRequest) -> User:
    """The user of a request behind a log-in."""
    user = request.user
    assert isinstance(user, User), "only asked behind the log-in"
    return user


def _open(user: User, address: str) -> QuerySet[User]:
    rows = User.objects.filter(pk=user.pk, is_active=True, locked=False)
    if count(_pair("known", user.username, address))[0]:
        return rows
    return rows.filter(Q(locked_until=None) | Q(locked_until__lte=now()))


def _pair(what: str, username: str, address: str) -> str:
    """A name at an address, of one length whatever was typed."""
    return f"{what}:" + hashlib.sha256(f"{username}\n{address}".encode("utf-8", "replace")).hexdigest()[:40]


def _from(address: str) -> str:
    return f"from:{address}"[:120]
