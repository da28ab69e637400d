"""Tables of questions. A row holds the whole question as the library has it; its columns are what lists ask for."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from mingjian.desk.answers.roster import reviews_offices
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.roles import Right
from mingjian.desk.sight import Sighted
from mingjian.knowledge.answers import Published, State, Thread
from mingjian.knowledge.answers.states import OUT

__all__ = ["MissedSearch", "Question"]


class Questions(Sighted["Question"]):
    """Questions are seen by who asked, by the expert, and by those who review his office; published ones by whom they
    are meant for, without the question as it was asked (`public_to`)."""

    right = Right.SEE_MODELS

    def visible_to(self, user: User) -> Self:
        """Those seen whole."""
        if not user.may(self.right):
            return self.none()
        mine = Q(asker=user) | Q(expert=user.username) | Q(answered_by=user.username)
        return self.filter(mine | Q(expert_office__in=reviews_offices(user)))

    def public_to(self, user: User) -> Self:
        """Published answers a user may find: of his offices, of his lines, no secrets."""
        if not user.may(self.right):
            return self.none()
        codes = Office.objects.filter(pk__in=user.offices_below).values("code")
        lines = ["", *(one.value for one in user.line_set)]
        out = self.filter(state__in=[one.value for one in OUT], secrecy=0, line__in=lines)
        return out.filter(Q(scope="") | Q(scope__in=codes))


class Question(models.Model):
    """A question. `record` is `Thread.data()`; `indexed` is False while the index does not know how it stands."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    line = models.CharField(max_length=20, default="", blank=True)
    topic = models.CharField(max_length=40)
    state = models.CharField(max_length=12, choices=[(one.value, one.zh) for one in State])
    secrecy = models.PositiveSmallIntegerField(default=0)
    expert = models.CharField(max_length=150, default="", blank=True)
    expert_office = models.CharField(max_length=12, default="", blank=True)
    answered_by = models.CharField(max_length=150, default="", blank=True)
    scope = models.CharField(max_length=12, default="", blank=True, help_text="office that may find it; empty: all")
    due = models.DateField(null=True)
    record = models.JSONField()
    indexed = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    changed = models.DateTimeField()

    objects = Questions.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["state", "due"], name="question_state_due"),
            models.Index(fields=["expert", "state"], name="question_expert"),
        ]

    @property
    def thread(self) -> Thread:
        """The question as the library has it."""
        return Thread.read(self.record)

    @property
    def published(self) -> Published | None:
        """What others read of it."""
        return self.thread.published


class MissedSearch(models.Model):
    """Words that were looked for in vain in a month: no user, no office."""

    topic = models.CharField(max_length=40)
    month = models.CharField(max_length=7)
    words = models.CharField(max_length=80)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["topic", "month", "words"], name="missed_once")]
