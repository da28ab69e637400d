"""People as the API names them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from mingjian.desk.offices.models import Office, User
from mingjian.desk.words import Coded, Shown

__all__ = ["Person", "office_code", "person", "who_left"]


class Person(Shown):
    """Somebody with a log-in."""

    username: str
    name: str


def person(user: User | None) -> Person | None:
    """A user as others see him."""
    return None if user is None else Person(username=user.username, name=user.name)


def who_left() -> QuerySet[User]:
    """People who cannot log in any more, and may still hold clues and cases."""
    return User.objects.filter(Q(is_active=False) | Q(locked=True))


def office_code(office: Office) -> Coded:
    """An office as a coded value."""
    return Coded(code=office.code, zh=office.zh, en=office.en)
