"""Tables of schedules. A schedule says what is to happen; a turn is one time that it did, or one file it took."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from mingjian.desk.data.models import Upload
from mingjian.desk.jobs.models import Job
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.roles import Right
from mingjian.models.enumerations import Labelled

__all__ = ["Kind", "Lease", "Schedule", "Turn", "TurnState", "right_of"]


class Kind(Labelled):
    """What a schedule does."""

    FOLDER = "folder", "接收投递文件夹", "take files from a folder"
    DATABASE = "database", "从数据库取数", "fetch from a database"
    MODELS = "models", "运行模型", "run models"


class TurnState(Labelled):
    """Where a turn stands."""

    OPEN = "open", "进行中", "under way"
    HELD = "held", "待人工处理", "waits for somebody"
    WAITS = "waits", "待审批", "waits for approval"
    DONE = "done", "已完成", "done"
    NOTHING = "nothing", "没有新数据", "nothing new"
    FAILED = "failed", "未成功", "failed"
    OVERTAKEN = "overtaken", "已被更新的数据取代", "overtaken by newer data"


def right_of(kind: str) -> Right:
    """The right it takes to see and to steer a schedule: data are the data officer's, runs those of who may run."""
    return Right.RUN if kind == Kind.MODELS.value else Right.LOAD_DATA


class _Schedules(models.QuerySet["Schedule"]):
    def visible_to(self, user: User) -> Self:
        """Those of the user's office and of the ones below, of the kinds he has the right for."""
        kinds = [kind.value for kind in Kind if user.may(right_of(kind.value))]
        return self.filter(office__in=user.offices_below, kind__in=kinds)


class Schedule(models.Model):
    """What is done by itself, in the name of `by`, who answers for it and whose rights it has, no more."""

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=[(one.value, one.zh) for one in Kind])
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    what = models.JSONField(default=dict, help_text="folder, table or models, and what is done with them")
    rhythm = models.JSONField(null=True, help_text="empty: only when there are new data")
    next = models.DateTimeField(null=True, help_text="when it is due")
    last = models.DateTimeField(null=True, help_text="when it was last looked at")
    paused = models.BooleanField(default=False)
    problem_zh = models.CharField(max_length=500, default="", blank=True)
    problem_en = models.CharField(max_length=500, default="", blank=True)
    known = models.JSONField(default=dict, help_text="of models: what each was last run with, as a digest")
    made = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = _Schedules.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["office", "-id"], name="schedule_sight")]


class _Turns(models.QuerySet["Turn"]):
    def visible_to(self, user: User) -> Self:
        """Those of schedules the user sees; of models, in his lines."""
        in_line = Q(line="") | Q(line__in=[line.value for line in user.line_set])
        return self.filter(in_line, schedule__in=Schedule.objects.visible_to(user))


class Turn(models.Model):
    """A file or table that was taken, or a model that was run."""

    schedule = models.ForeignKey(Schedule, on_delete=models.PROTECT, related_name="turns")
    at = models.DateTimeField()
    name = models.CharField(max_length=500, help_text="the file, the table, the model")
    mark = models.CharField(max_length=80, default="", blank=True, help_text="of a file: size and time; of a model:"
                            " what it is run with")  # fmt: skip
    line = models.CharField(max_length=20, default="", blank=True)
    state = models.CharField(max_length=10, default=TurnState.OPEN.value, choices=[(s.value, s.zh) for s in TurnState])
    said_zh = models.CharField(max_length=500, default="", blank=True)
    said_en = models.CharField(max_length=500, default="", blank=True)
    upload = models.ForeignKey(Upload, null=True, on_delete=models.PROTECT, related_name="+")
    job = models.ForeignKey(Job, null=True, on_delete=models.PROTECT, related_name="+")
    ended = models.DateTimeField(null=True)

    objects = _Turns.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["schedule", "name", "-id"], name="turn_last"),
            models.Index(fields=["state", "id"], name="turn_open"),
        ]


class Lease(models.Model):
    """Who the scheduler is: one process at a time, until it falls silent."""

    name = models.CharField(max_length=20, unique=True)
    holder = models.CharField(max_length=160)
    until = models.DateTimeField()
    beat = models.DateTimeField()
    error = models.CharField(max_length=500, default="", blank=True)
