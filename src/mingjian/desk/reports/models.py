"""The table of class reports."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from mingjian.desk.cases.models import Case
from mingjian.desk.offices.models import Office
from mingjian.desk.sight import Sighted

__all__ = ["Report"]


class Report(models.Model):
    """A class report as it was made: its figures are those of that day, in the sight of whoever made it."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="reports")
    line = models.CharField(max_length=20)
    model = models.CharField(max_length=80)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300)
    below = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", help_text="which part of the tree")
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    figures = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    case = models.OneToOneField(Case, null=True, on_delete=models.SET_NULL, related_name="class_report")

    objects = Sighted["Report"].as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["office", "line"], name="report_sight")]
