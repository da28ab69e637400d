"""The table of letter templates."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from mingjian.desk.offices.models import Office
from mingjian.models.enumerations import Labelled

__all__ = ["LetterTemplate", "TemplateState"]


class TemplateState(Labelled):
    """Whether letters are made from a version."""

    PROPOSED = "proposed", "待复核", "to be approved"
    IN_USE = "in_use", "使用中", "in use"
    FORMER = "former", "历史版本", "former"
    REFUSED = "refused", "未通过", "refused"


class LetterTemplate(models.Model):
    """A version of an office's own template of one kind of letter. Its bytes never change once it is kept."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="templates")
    kind = models.CharField(max_length=40)
    lang = models.CharField(max_length=2)
    number = models.PositiveIntegerField(help_text="counts the versions of one office, kind and language")
    name = models.CharField(max_length=200)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    note = models.TextField(default="", blank=True)
    state = models.CharField(
        max_length=8, default=TemplateState.PROPOSED.value, choices=[(s.value, s.zh) for s in TemplateState]
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    why = models.TextField(default="", blank=True)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "kind", "lang", "number"], name="one_template_a_number"),
            models.UniqueConstraint(
                fields=["office", "kind", "lang"], condition=Q(state="in_use"), name="one_template_in_use"
            ),
        ]
