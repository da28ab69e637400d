"""Tables of clues. What a run found is projected here from the lake and can be made again; what people did is kept."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from mingjian.desk.clues.states import State
from mingjian.desk.offices.models import Office
from mingjian.desk.sight import Sighted

__all__ = [
    "LEVELS",
    "PROJECTED",
    "Attachment",
    "Check",
    "Clue",
    "ClueText",
    "ClueWords",
    "Copy",
    "Projection",
    "Step",
    "Verdict",
]  # fmt: skip

LEVELS = {"high": 3, "medium": 2, "low": 1}


class Clue(models.Model):
    """One clue. The fields of `PROJECTED` come from the lake, the rest are human facts."""

    id = models.CharField(max_length=40, primary_key=True)
    model = models.CharField(max_length=80, db_index=True)
    model_version = models.CharField(max_length=20)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300)
    line = models.CharField(max_length=20)
    run = models.CharField(max_length=40)
    place = models.CharField(max_length=12, default="", blank=True)
    subject_kind = models.CharField(max_length=20, default="", blank=True)
    subject = models.CharField(max_length=64, default="", blank=True, db_index=True, help_text="keyed hash")
    level = models.PositiveSmallIntegerField(help_text="3 high, 2 medium, 1 low")
    points = models.IntegerField()
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    rank = models.BigIntegerField(help_text="level, points and amount in one number, as `clues.rank` orders them")
    day = models.DateField(null=True)
    found = models.CharField(max_length=10, default="present", help_text="present or vanished")
    touched = models.BooleanField(default=False, help_text="a source row behind it was since corrected")
    episode = models.PositiveIntegerField(default=1)
    first_seen = models.DateField()
    last_seen = models.DateField()

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="clues")
    state = models.CharField(max_length=20, default=State.NEW.value, choices=[(s.value, s.zh) for s in State])
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="clues")
    deadline = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1, help_text="counts the steps; a step names the one it saw")
    changed = models.DateTimeField(auto_now=True)

    objects = Sighted["Clue"].as_manager()

    class Meta:
        ordering: ClassVar = ["-rank", "id"]
        indexes: ClassVar = [
            models.Index(fields=["-rank", "id"], name="clue_rank"),
            # holds all that facets and the first page count by, so that counting reads the index alone
            models.Index(fields=["office", "line", "state", "level", "model", "found"], name="clue_counts"),
            models.Index(fields=["owner", "state"], name="clue_owner"),
            models.Index(fields=["deadline"], name="clue_deadline", condition=models.Q(deadline__isnull=False)),
        ]


PROJECTED = (
    "model", "model_version", "title_zh", "title_en", "line", "run", "place", "subject_kind", "subject", "level",
    "points", "amount", "rank", "day", "found", "touched", "first_seen", "last_seen",
)  # fmt: skip


class ClueText(models.Model):
    """What a clue says to somebody of a clearance: searches go over what the searcher may read, and nothing else."""

    clue = models.ForeignKey(Clue, on_delete=models.CASCADE, related_name="texts")
    clearance = models.PositiveSmallIntegerField()
    zh = models.TextField()
    en = models.TextField()
    subject = models.CharField(max_length=80, default="", blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["clue", "clearance"], name="one_text_a_clearance")]


class ClueWords(models.Model):
    """What a search looks through (`searching`): the texts of a clue for one clearance, folded, in one."""

    clue = models.ForeignKey(Clue, on_delete=models.CASCADE, related_name="words")
    clearance = models.PositiveSmallIntegerField()
    folded = models.TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["clearance", "clue"], name="one_search_a_clearance")]


class Step(models.Model):
    """One step of a clue: who did what, when, why. `action` is a code of `TRANSITIONS` or `episode`."""

    clue = models.ForeignKey(Clue, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=20)
    source = models.CharField(max_length=20)
    target = models.CharField(max_length=20)
    why = models.TextField(default="", blank=True)
    reason = models.CharField(max_length=20, default="", blank=True)
    document_no = models.CharField(max_length=80, default="", blank=True)
    deadline = models.DateField(null=True)
    to_user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", help_text="whose clue it was then")
    to_office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")
    to_body = models.CharField(max_length=20, default="", blank=True)

    class Meta:
        ordering: ClassVar = ["id"]


class Check(models.Model):
    """The answer to one question of a clue's checklist."""

    clue = models.ForeignKey(Clue, on_delete=models.CASCADE, related_name="checks")
    key = models.CharField(max_length=60)
    answer = models.CharField(max_length=5, help_text="yes, no, na or open")
    note = models.TextField(default="", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["clue", "key"], name="one_answer_a_question")]


class Attachment(models.Model):
    """A file somebody put to a clue. It lies in the desk's folder under its SHA-256."""

    clue = models.ForeignKey(Clue, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]


class Verdict(models.Model):
    """A human decision about an episode of a clue, on its way to the lake's ledger. Precision is computed from these.

    `code` is `confirmed`, a code of `clues.REJECTIONS`, or `reopened`.
    """

    clue = models.ForeignKey(Clue, on_delete=models.CASCADE, related_name="verdicts")
    model_version = models.CharField(max_length=20)
    episode = models.PositiveIntegerField()
    code = models.CharField(max_length=20)
    note = models.TextField(default="", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    told = models.BooleanField(default=False, help_text="written into the ledger of the lake")

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["told", "id"], name="untold_first")]


class Copy(models.Model):
    """What a clue of a desk on another network came with: its page, evidence, proof and model. Never changed."""

    clue = models.OneToOneField(Clue, on_delete=models.CASCADE, related_name="copy")
    origin_code = models.CharField(max_length=12)
    origin_zh = models.CharField(max_length=80)
    sequence = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, help_text="of the file it came in")
    at = models.DateTimeField()
    data = models.JSONField()


class Projection(models.Model):
    """A model that ran: how far its ledger is projected (the number of its last file), and what it is called now."""

    model = models.CharField(max_length=80, primary_key=True)
    sequence = models.PositiveIntegerField()
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300)
