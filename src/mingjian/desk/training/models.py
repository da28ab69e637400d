"""Tables of the training ground. Attempts are read by the learner alone; a trainer sees which exercises he passed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from mingjian.desk.jobs.models import Job
from mingjian.desk.workshop.models import Draft

__all__ = ["Attempt", "Course"]


class Course(models.Model):
    """An exercise somebody began: his draft of it, the hints he took, the answers he wrote last."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="courses")
    exercise = models.CharField(max_length=60)
    draft = models.ForeignKey(Draft, on_delete=models.SET_NULL, null=True, related_name="+")
    hints = models.PositiveSmallIntegerField(default=0)
    answers = models.JSONField(default=dict, help_text="question → what was written")
    begun = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["by", "exercise"], name="course_once")]


class Attempt(models.Model):
    """What was handed in, whole, and what came of it. A trial (`check` is False) goes with the next one."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="attempts")
    job = models.OneToOneField(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    check_it = models.BooleanField(help_text="checked, or only tried over the practice province")
    files = models.JSONField(help_text="name → text, as they were")
    answers = models.JSONField(default=dict)
    version = models.PositiveIntegerField(help_text="of the draft")
    at = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    passed = models.BooleanField(null=True)
    exercise_digest = models.CharField(max_length=64, default="", blank=True)
    handed_digest = models.CharField(max_length=64, default="", blank=True)
    found = models.JSONField(default=dict, help_text="findings of a check, or what a trial showed")

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["course", "passed"], condition=Q(passed=True), name="attempts_passed"),
        ]
