"""The table of jobs."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.roles import Right
from mingjian.desk.sight import Sighted
from mingjian.models.enumerations import Labelled

__all__ = ["OVER", "Job", "Status"]


class Status(Labelled):
    """Where a job stands."""

    QUEUED = "queued", "等待执行", "waiting"
    RUNNING = "running", "执行中", "running"
    DONE = "done", "已完成", "done"
    FAILED = "failed", "未成功", "failed"
    CANCELLED = "cancelled", "已取消", "cancelled"


OVER = (Status.DONE, Status.FAILED, Status.CANCELLED)
"""States a job never leaves."""


class _Jobs(Sighted["Job"]):
    """A job says itself which right it takes to see it; one that is of no line is seen in all of them."""

    def visible_to(self, user: User) -> Self:
        """Those the user may see."""
        in_line = Q(line="") | Q(line__in=[line.value for line in user.line_set])
        return self.filter(in_line, office__in=user.offices_below, sight__in=[right.value for right in user.rights])


class Job(models.Model):
    """One job. Whoever works on it holds it by `claim`, a number that grows with every claim."""

    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=120, help_text="what it works on: a model, a delivery")
    argument = models.JSONField(default=dict)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="jobs")
    line = models.CharField(max_length=20, blank=True, help_text="empty: of no line")
    sight = models.CharField(max_length=20, default=Right.SEE_MODELS.value, help_text="the right it takes to see it")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="jobs")
    purpose = models.CharField(max_length=200)
    state = models.CharField(max_length=10, default=Status.QUEUED.value, choices=[(s.value, s.zh) for s in Status])
    step_zh = models.CharField(max_length=300, default="", blank=True)
    step_en = models.CharField(max_length=300, default="", blank=True)
    share = models.FloatField(default=0.0, help_text="how much of it is done, 0 to 1")
    left = models.FloatField(null=True, help_text="seconds it still takes, as far as can be told")
    heartbeat = models.DateTimeField(null=True)
    claim = models.PositiveIntegerField(default=0)
    attempt = models.PositiveSmallIntegerField(default=0, help_text="claims that were not given back")
    cancel = models.BooleanField(default=False, help_text="somebody wants it to stop")
    result = models.JSONField(default=dict)
    errors = models.JSONField(default=list, help_text="why it failed: kind, zh, en of every reason")
    created = models.DateTimeField()
    started = models.DateTimeField(null=True, help_text="when it was first claimed")
    ended = models.DateTimeField(null=True)

    objects = _Jobs.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["state", "id"], name="job_waiting"),
            models.Index(fields=["office", "line", "-id"], name="job_sight"),
            models.Index(fields=["subject", "-id"], name="job_subject"),
        ]
