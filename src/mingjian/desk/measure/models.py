"""The tables of plans: which clues were chosen to be checked, and how."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from mingjian.desk.clues.models import Clue
from mingjian.desk.offices.models import Office, User
from mingjian.desk.sight import Sighted

__all__ = ["CheckPlan", "PlanPick"]


class _Plans(Sighted["CheckPlan"]):
    """Plans made in the user's part of the tree in his lines, and his own over several lines."""

    def visible_to(self, user: User) -> Self:
        """Those the user may see."""
        if not user.may(self.right):
            return self.none()
        lines = [line.value for line in user.line_set]
        return self.filter(Q(office__in=user.offices_below) & (Q(line__in=lines) | Q(by=user)))


class CheckPlan(models.Model):
    """A plan as it was made, never changed. It is of the office of whoever made it, since its numbers and reasons come
    from what he saw; `part` is what it chooses from."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    part = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    line = models.CharField(max_length=20, blank=True, help_text="empty: all lines of whoever made it")
    model = models.CharField(max_length=80, blank=True)
    capacity = models.PositiveIntegerField()
    share = models.FloatField()
    seed = models.BigIntegerField()
    waiting = models.PositiveIntegerField()
    rest = models.PositiveIntegerField(help_text="of those that waited, not chosen by yield")
    expected = models.FloatField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = _Plans.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["office", "line"], name="plan_sight")]


class PlanPick(models.Model):
    """A clue of a plan, in the episode it stood in. `why` in both languages is what was told of it then."""

    plan = models.ForeignKey(CheckPlan, on_delete=models.CASCADE, related_name="picks")
    place = models.PositiveIntegerField()
    clue = models.ForeignKey(Clue, on_delete=models.CASCADE, related_name="+")
    episode = models.PositiveIntegerField()
    random = models.BooleanField()
    chance = models.FloatField()
    inclusion = models.FloatField()
    why_zh = models.TextField()
    why_en = models.TextField()

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "clue"], name="a_clue_once_a_plan")]
