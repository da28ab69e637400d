"""Tables of the workshop."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from mingjian.desk.jobs.models import Job
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.roles import Right
from mingjian.desk.sight import Sighted

__all__ = ["DataLook", "Draft", "Edit"]


class _Drafts(Sighted["Draft"]):
    """A draft is seen in its office and above, in its line."""

    right = Right.SEE_MODELS


class Draft(models.Model):
    """A model that is being built: the files of its folder as they are now. The files are the truth; `model`, the
    titles and `line` are what they say, kept for lists and sight."""

    model = models.CharField(max_length=80)
    title_zh = models.CharField(max_length=200, default="", blank=True)
    title_en = models.CharField(max_length=300, default="", blank=True)
    files = models.JSONField(help_text="name → text: model.yaml and examples/*.yaml")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="drafts")
    line = models.CharField(max_length=20)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="drafts")
    editors: models.ManyToManyField[User, Draft] = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="shared_drafts", help_text="who else may edit, named by the owner"
    )
    open = models.BooleanField(default=True)
    source = models.JSONField(default=dict, help_text="of a copy: id, version and fingerprint of the model")
    made = models.DateTimeField()
    changed = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = _Drafts.as_manager()

    class Meta:
        ordering: ClassVar = ["-changed", "-id"]
        indexes: ClassVar = [models.Index(fields=["office", "line", "open"], name="draft_sight")]

    def __str__(self) -> str:
        return f"{self.pk} {self.model}"


class Edit(models.Model):
    """One edit of a draft and what it made of the text, so that it can be taken back to the byte. Those `undone` are
    behind all that are not; a new edit takes them away."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="edits")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    what = models.JSONField(help_text="the edit as data")
    made = models.JSONField(help_text="file, whether it was created, and changes of its text: at, old, new")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["draft", "number"], name="edits_in_order")]


class DataLook(models.Model):
    """A draft looked at over the data, as `by` saw it: nobody else reads it, and his next look takes its place. Rows
    are masked as they are kept; `behind` names, beside each, the witness rows of every need."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="data_looks")
    job = models.OneToOneField(Job, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(help_text="of the draft")
    as_of = models.DateField()
    seconds = models.FloatField()
    clearance = models.PositiveSmallIntegerField(help_text="by which it was masked")
    text = models.TextField(help_text="the model as it was looked at")
    datasets = models.JSONField(help_text="need → dataset version")
    looks = models.JSONField(help_text="steps as the API tells them")
    behind = models.JSONField(help_text="step → for each of its rows: need → row numbers")
    hidden = models.JSONField(help_text="step → rows that were drawn and lie outside his sight")
    cautions = models.JSONField()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
