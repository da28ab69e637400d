"""Tables of data: deliveries on their way into the lake, decisions on quarantined rows, dates of expiry.

What a version is stands in the lake. Here is only what people do to it.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from mingjian.desk.jobs.models import OVER, Job, Status
from mingjian.desk.offices.models import Office
from mingjian.desk.offices.roles import Right
from mingjian.desk.sight import OfOffice
from mingjian.models.enumerations import Labelled

__all__ = ["Decision", "Mark", "Retention", "State", "Upload"]


class State(Labelled):
    """Where a delivery stands. That a fetch or an import failed is not written down here: its job says so."""

    FETCHING = "fetching", "取数中", "being fetched"
    UNFETCHED = "unfetched", "取数未成功", "not fetched"
    UPLOADED = "uploaded", "待对应", "to be mapped"
    MAPPED = "mapped", "待导入", "ready to import"
    IMPORTING = "importing", "导入中", "importing"
    FAILED = "failed", "导入未成功", "import failed"
    IMPORTED = "imported", "已导入", "imported"
    DISCARDED = "discarded", "已放弃", "discarded"


class _Uploads(OfOffice["Upload"]):
    """Deliveries are seen by the data officers of the office that received them and of those above."""

    right = Right.LOAD_DATA


class Upload(models.Model):
    """A delivery: a file that was uploaded, rows fetched from a database, or mended rows of a quarantine. Its bytes
    lie in `uploads/<number>/` until it is imported or discarded."""

    name = models.CharField(max_length=200)
    mends = models.CharField(max_length=64, default="", blank=True, help_text="version whose mended rows these are")
    source = models.CharField(max_length=60, default="", blank=True, help_text="connection it was fetched from")
    origin = models.JSONField(default=dict, help_text="what was fetched there: table, columns, what was newer, rows")
    size = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, default="", blank=True)
    files = models.JSONField(default=list, help_text="names of the files in it")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="uploads")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="uploads")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, default=State.UPLOADED.value, choices=[(s.value, s.zh) for s in State])
    version = models.PositiveIntegerField(default=1)
    draft = models.JSONField(default=dict, help_text="mapping and delivery as chosen so far")
    job = models.ForeignKey(Job, null=True, on_delete=models.PROTECT, related_name="uploads")
    dataset = models.CharField(max_length=63, default="", blank=True)
    made = models.CharField(max_length=64, default="", blank=True, help_text="the dataset version it became")
    result = models.JSONField(default=dict, help_text="what the import counted")
    ended = models.DateTimeField(null=True, help_text="when it was imported or discarded")

    objects = _Uploads.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["office", "-id"], name="upload_sight"),
            models.Index(fields=["made"], name="upload_made"),
            models.Index(fields=["source", "-id"], name="upload_source"),
        ]

    @property
    def stands(self) -> State:
        """Where it stands, with what its job knows: one that is over without a result has failed."""
        state = State.of(self.state)
        if state is State.FETCHING and self.job is not None and Status.of(self.job.state) in OVER:
            return State.UNFETCHED
        if state is State.IMPORTING and self.job is not None and Status.of(self.job.state) in OVER:
            return State.MAPPED if self.job.state == Status.CANCELLED.value else State.FAILED
        return state


class Decision(Labelled):
    """What was decided of a quarantined row; one without a decision is open."""

    MENDED = "mended", "已改，待送入", "mended, to be delivered"
    DELIVERED = "delivered", "已修复送入", "delivered"
    DISMISSED = "dismissed", "不予处理", "dismissed"


class Mark(models.Model):
    """A decision on one quarantined row. `cells` holds what was mended (header → cell) until it is delivered."""

    dataset = models.CharField(max_length=63)
    of = models.CharField(max_length=64, help_text="version in whose quarantine the row is")
    file = models.IntegerField()
    line = models.BigIntegerField()
    decision = models.CharField(max_length=10, choices=[(one.value, one.zh) for one in Decision])
    why = models.CharField(max_length=300, default="", blank=True)
    cells = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="marks")
    at = models.DateTimeField()
    upload = models.ForeignKey(Upload, null=True, on_delete=models.PROTECT, related_name="marks")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["of", "file", "line"], name="one_decision_a_row")]
        indexes: ClassVar = [models.Index(fields=["of", "decision"], name="mark_counts")]


class Retention(models.Model):
    """Until when a dataset may be kept, and on what ground."""

    dataset = models.CharField(max_length=63, unique=True)
    until = models.DateField()
    basis = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="retentions")
    at = models.DateTimeField()
