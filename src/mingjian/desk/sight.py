"""Sight: which rows a user may see. The one place that decides it; every reader of a sighted table begins here.

A sighted table has an `office` and a `line`. A user with the right sees the rows of his own office and of those below
it, in his own business lines; the three administrators see none. What is not seen is in no count and no export.
"""

from __future__ import annotations

from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q

from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.roles import Right

__all__ = ["OfOffice", "Sighted", "part_of", "sight"]

Row = TypeVar("Row", bound=models.Model)


def sight(user: User, right: Right = Right.SEE_CLUES) -> Q:
    """The condition on a table with `office` and `line`."""
    if not user.may(right):
        return Q(pk__in=[])
    return Q(office__in=user.offices_below, line__in=[line.value for line in user.line_set])


def part_of(user: User, code: str, below: bool = True) -> list[int]:
    """Keys of an office in the user's part of the tree and, `below`, of those under it; none for any other office."""
    office = Office.objects.filter(path__startswith=user.office.path, code=code).first()
    if office is None or not below:
        return [] if office is None else [office.pk]
    return list(Office.objects.filter(path__startswith=office.path).values_list("pk", flat=True))


class Sighted(models.QuerySet[Row]):
    """Rows that are seen by some and not by others; `right` is the one it takes."""

    right: ClassVar[Right] = Right.SEE_CLUES

    def visible_to(self, user: User) -> Self:
        """Those the user may see."""
        return self.filter(sight(user, self.right))


class OfOffice(Sighted[Row]):
    """Rows that have an office and are of no line."""

    def visible_to(self, user: User) -> Self:
        """Those of the user's office and of the ones below, if he has the right."""
        return self.filter(office__in=user.offices_below) if user.may(self.right) else self.none()
