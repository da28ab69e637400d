"""Tables of cases. All of them are human facts."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from mingjian.desk.cases.states import CaseState, LetterState
from mingjian.desk.clues.models import Clue
from mingjian.desk.offices.models import Office
from mingjian.desk.sight import Sighted
from mingjian.desk.stationery.models import LetterTemplate

__all__ = ["Case", "CaseStep", "Counter", "Extension", "Letter", "Member", "Outcome", "Term"]


class Case(models.Model):
    """A supervision case 监督案件: verified clues of one kind, and what is done about them."""

    number = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    model = models.CharField(max_length=80)
    line = models.CharField(max_length=20)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="cases")
    state = models.CharField(max_length=12, default=CaseState.FILED.value, choices=[(s.value, s.zh) for s in CaseState])
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cases")
    filed_at = models.DateTimeField()
    deadline = models.DateField(null=True)
    unified_number = models.CharField(max_length=60, default="", blank=True, help_text="in the unified case system")
    department_number = models.CharField(max_length=60, default="", blank=True)
    accepted_on = models.DateField(null=True, help_text="the day the unified case system took it in")
    version = models.PositiveIntegerField(default=1)

    objects = Sighted["Case"].as_manager()

    class Meta:
        ordering: ClassVar = ["-filed_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["office", "line", "state"], name="case_sight")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Member(models.Model):
    """A clue of a case; a clue is in one case at most."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="members")
    clue = models.OneToOneField(Clue, on_delete=models.PROTECT, related_name="membership")


class Letter(models.Model):
    """A supervision document 监督文书 of a case. `fields` is what it says (`desk.letters`)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=80, null=True, unique=True)
    state = models.CharField(
        max_length=8, default=LetterState.DRAFT.value, choices=[(s.value, s.zh) for s in LetterState]
    )
    fields = models.JSONField()
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField(null=True)
    served_on = models.DateField(null=True)
    reply_due = models.DateField(null=True)
    replied_on = models.DateField(null=True)
    reply = models.TextField(default="", blank=True)
    accepted = models.BooleanField(null=True)
    template = models.ForeignKey(
        LetterTemplate, null=True, on_delete=models.PROTECT, related_name="letters",
        help_text="what it was signed with; none: the built-in one",
    )  # fmt: skip
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["id"]


class Outcome(models.Model):
    """What a case achieved 成效."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="outcome")
    rectified = models.BooleanField(default=False)
    recovered = models.DecimalField(max_digits=20, decimal_places=2, null=True, help_text="yuan got back")
    held_to_account = models.PositiveIntegerField(default=0, help_text="persons")
    governance = models.TextField(default="", blank=True)
    note = models.TextField(default="", blank=True)
    looked_back_on = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class CaseStep(models.Model):
    """Something somebody did with a case or one of its letters."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps")
    letter = models.ForeignKey(Letter, null=True, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=20)
    why = models.TextField(default="", blank=True)

    class Meta:
        ordering: ClassVar = ["id"]


class Term(models.Model):
    """A deadline of a case beside the replies to its letters: a statutory one, a look back, or any other.

    Where the law sets it, it says so with article and whether somebody compared it with the published text.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="terms")
    kind = models.CharField(max_length=40, help_text="an id of `law.DEADLINES`, look_back or other")
    title = models.CharField(max_length=200, default="", blank=True)
    event_on = models.DateField(null=True, help_text="the day a statutory period is counted from")
    due = models.DateField()
    law = models.CharField(max_length=120, default="", blank=True)
    article = models.CharField(max_length=40, default="", blank=True)
    verified = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    finding = models.CharField(max_length=16, default="", blank=True)
    note = models.TextField(default="", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["due", "id"]


class Extension(models.Model):
    """A deadline that was put off: of a clue, of the reply to a letter, or of a term of a case."""

    clue = models.ForeignKey(Clue, null=True, on_delete=models.CASCADE, related_name="extensions")
    letter = models.ForeignKey(Letter, null=True, on_delete=models.CASCADE, related_name="extensions")
    term = models.ForeignKey(Term, null=True, on_delete=models.CASCADE, related_name="extensions")
    before = models.DateField()
    after = models.DateField()
    why = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]


class Counter(models.Model):
    """The last number given out of one kind by one office in one year."""

    kind = models.CharField(max_length=40)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "office", "year"], name="one_counter")]
