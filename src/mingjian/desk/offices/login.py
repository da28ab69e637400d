"""Checking a password: failures are counted on the user's row, a user who failed too often is locked for a while.

Source: GB/T 22239-2019 8.1.4.1 (failed log-ins are limited, a session ends by itself).
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.db.models import F, Q
from django.http import HttpRequest

from mingjian.desk.now import now
from mingjian.desk.offices.models import User

__all__ = ["Backend", "locked_minutes", "user_of"]


class Backend(BaseBackend):
    """Name and password against the table of users."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **more: Any
    ) -> User | None:
        """The user, or None for a wrong name or password, an inactive or a locked user."""
        if not username or password is None:
            return None
        user = User.objects.filter(username=username).first()
        if user is None:
            User().set_password(password)  # as slow as for a name that exists, which must not be told apart
            return None
        if not user.check_password(password):
            _failed(user)
            return None
        # asked of the row as it is now: of many guesses at the same instant, those after the lock-out are refused
        open_ = User.objects.filter(pk=user.pk, is_active=True, locked=False)
        open_ = open_.filter(Q(locked_until=None) | Q(locked_until__lte=now()))
        return user if open_.update(failures=0, locked_until=None) else None

    def get_user(self, user_id: int) -> User | None:
        """The user of a session, with roles and lines at hand."""
        return (
            User.objects.select_related("office").prefetch_related("roles", "lines")
            .filter(pk=user_id, is_active=True, locked=False).first()
        )  # fmt: skip


def locked_minutes(user: User) -> int:
    """How many minutes a lock-out still lasts; 0 when there is none."""
    if user.locked_until is None:
        return 0
    return max(0, -int(-(user.locked_until - now()).total_seconds() // 60))


def _failed(user: User) -> None:
    """Count a failure, and lock at the limit. Failures during a lock-out do not lengthen it."""
    if locked_minutes(user):
        return
    User.objects.filter(pk=user.pk).update(failures=F("failures") + 1)
    until = now() + timedelta(minutes=settings.DESK.lockout_minutes)
    reached = User.objects.filter(pk=user.pk, failures__gte=settings.DESK.lockout_failures)
    reached.update(failures=0, locked_until=until)


def user_of(request: HttpRequest) -> User:
    """The user of a request behind a log-in."""
    user = request.user
    assert isinstance(user, User), "only asked behind the log-in"
    return user
