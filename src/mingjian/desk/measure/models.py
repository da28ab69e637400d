"""The tables of plans (which clues were chosen to be checked, and how) and of backtests."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from mingjian.desk.clues.models import Clue
from mingjian.desk.jobs.models import Job
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.roles import Right
from mingjian.desk.sight import Sighted

__all__ = ["Backtest", "BacktestCount", "BacktestExample", "CheckPlan", "PlanPick"]


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


class _Backtests(Sighted["Backtest"]):
    """Backtests are seen by those who see models, in the part of the tree and the lines they are of; which clues of one
    somebody is told of is a matter of his own sight."""

    right = Right.SEE_MODELS


class Backtest(models.Model):
    """What another version of a model would have found in a past run, as it was tried; never changed."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    line = models.CharField(max_length=20)
    model = models.CharField(max_length=80)
    before = models.CharField(max_length=20, help_text="version of the past run")
    after = models.CharField(max_length=20, help_text="version that was tried")
    alike = models.BooleanField(help_text="both are the same file")
    run = models.CharField(max_length=40)
    number = models.PositiveIntegerField(help_text="of the past run")
    as_of = models.DateField()
    datasets = models.JSONField(default=list)
    parameters = models.JSONField(default=dict)
    undetermined = models.JSONField(default=list, help_text="rows before and after")
    steps = models.JSONField(default=list, help_text="name, rows before, rows after")
    seconds = models.FloatField()
    purpose = models.CharField(max_length=200)
    job = models.OneToOneField(Job, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = _Backtests.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["office", "line"], name="backtest_sight")]


class BacktestCount(models.Model):
    """How many clues of an office appeared, vanished, moved, moved to another place (`elsewhere`, also in moved) or
    stayed the same, by what was decided about them: `open`, `confirmed`, `rejected`, `neutral`."""

    backtest = models.ForeignKey(Backtest, on_delete=models.CASCADE, related_name="counts")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    decided = models.CharField(max_length=10)
    n = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["backtest", "office", "kind", "decided"], name="one_count_a_backtest")
        ]


class BacktestExample(models.Model):
    """A clue that appeared, vanished or moved, with what it says to each clearance in both versions. Examples of all
    offices take turns in `place`."""

    backtest = models.ForeignKey(Backtest, on_delete=models.CASCADE, related_name="examples")
    kind = models.CharField(max_length=10)
    place = models.PositiveIntegerField()
    clue = models.CharField(max_length=40, help_text="on the desk, if a run found it")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, default="", blank=True, help_text="the verdict on it then")
    why_zh = models.TextField(default="", blank=True)
    why_en = models.TextField(default="", blank=True)
    before = models.JSONField(default=dict, help_text="clearance: zh, en")
    after = models.JSONField(default=dict, help_text="clearance: zh, en")

    class Meta:
        ordering: ClassVar = ["place"]
        indexes: ClassVar = [models.Index(fields=["backtest", "kind", "place"], name="backtest_examples")]
