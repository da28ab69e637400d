"""The table of requests. What is approved is a signed record of the library (`trust.Approval`), whole in `signed`."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from mingjian.desk.offices.models import Office
from mingjian.desk.offices.roles import Right
from mingjian.desk.sight import Sighted
from mingjian.models.enumerations import Labelled

__all__ = ["Request", "Standing"]


class Standing(Labelled):
    """Where a request stands. `expired` is never stored: the day says it."""

    ASKED = "asked", "待审批", "to be decided"
    APPROVED = "approved", "已批准", "approved"
    REFUSED = "refused", "未批准", "refused"
    WITHDRAWN = "withdrawn", "已撤回", "withdrawn"
    EXPIRED = "expired", "已到期", "expired"


class _Requests(Sighted["Request"]):
    """Requests are seen by those who run models or decide about it."""

    right = Right.RUN


class Request(models.Model):
    """A request to run one version of a model, over named dataset versions, for one purpose, until a day."""

    model = models.CharField(max_length=80)
    model_version = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=80)
    sensitivity = models.PositiveSmallIntegerField()
    exception = models.CharField(max_length=200, default="", blank=True, help_text="article that opens sealed rows")
    datasets = models.JSONField(default=dict, help_text="need: dataset@version")
    parameters = models.JSONField(default=dict, help_text="those that differ from the model's own")
    purpose = models.CharField(max_length=200)
    assessment = models.JSONField(default=dict, help_text="what `Assessment` asks for")
    until = models.DateField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="approvals")
    line = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="approvals")
    asked = models.DateTimeField()
    state = models.CharField(max_length=10, default=Standing.ASKED.value)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided = models.DateTimeField(null=True)
    why = models.CharField(max_length=500, default="", blank=True)
    signed = models.TextField(default="", blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = _Requests.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["office", "line", "state"], name="approval_sight"),
            models.Index(fields=["model", "state"], name="approval_model"),
        ]
