"""The table of calculations that were kept. A row never changes but for being set aside."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from mingjian.desk.cases.models import Case
from mingjian.desk.clues.models import Clue
from mingjian.desk.offices.models import User
from mingjian.desk.sight import Sighted

__all__ = ["Calculation"]


class _Calculations(Sighted["Calculation"]):
    """Of a case or a clue: seen by whoever sees that. Of none: its maker's own."""

    def visible_to(self, user: User) -> Self:
        """Those the user may see."""
        if not user.may(self.right):
            return self.none()
        cases, clues = Case.objects.visible_to(user).values("pk"), Clue.objects.visible_to(user).values("pk")
        own = Q(case=None, clue=None, by=user)
        return self.filter(own | Q(case__in=cases) | Q(case=None, clue__in=clues))


class Calculation(models.Model):
    """A calculation with its whole record, from which it is made again to the same numbers."""

    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="calculations")
    clue = models.ForeignKey(Clue, null=True, on_delete=models.PROTECT, related_name="calculations")
    title = models.CharField(max_length=200)
    charges = models.CharField(max_length=500)
    record = models.TextField(help_text="as JSON text: its order is part of it")
    sha256 = models.CharField(max_length=64, help_text="of the record")
    low = models.PositiveIntegerField(help_text="months")
    high = models.PositiveIntegerField(help_text="months")
    needs_review = models.BooleanField()
    proposal = models.PositiveIntegerField(null=True, help_text="months that are to be proposed")
    why = models.TextField(default="", blank=True, help_text="why the proposal is outside the range")
    denied = models.JSONField(default=list, help_text="what was read in a document and denied, with reasons")
    origin = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+", help_text="reopened from")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    aside_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    aside_at = models.DateTimeField(null=True)
    aside_why = models.TextField(default="", blank=True)

    objects = _Calculations.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
