"""Tables of evidence guidance: case files with their edits, and the layers an office lays over our packs."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from mingjian.desk.cases.models import Case
from mingjian.desk.clues.models import Clue
from mingjian.desk.offices.models import Office, User
from mingjian.desk.sight import Sighted, sight

__all__ = ["EvidenceEdit", "EvidenceFile", "EvidenceLayer"]


class _Files(Sighted["EvidenceFile"]):
    """A file that was made for a clue or a case is seen by whoever sees that, wherever it went; one that stands alone
    in its office and above, in its line."""

    def visible_to(self, user: User) -> Self:
        alone = Q(clue=None, case=None) & sight(user, self.right)
        clues, cases = Clue.objects.visible_to(user), Case.objects.visible_to(user)
        return self.filter(alone | Q(clue__in=clues) | Q(case__in=cases))


class EvidenceFile(models.Model):
    """A case file 案件材料. Its text is the truth; `title`, `charges` and `stage` are what it says, kept for lists."""

    text = models.TextField(help_text="case.yaml")
    title = models.CharField(max_length=200)
    charges = models.CharField(max_length=1000, help_text="parted by ；")
    stage = models.CharField(max_length=12)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="evidence_files")
    line = models.CharField(max_length=20)
    clue = models.ForeignKey(Clue, null=True, on_delete=models.PROTECT, related_name="evidence_files")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="evidence_files")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="evidence_files")
    open = models.BooleanField(default=True, help_text="put away files stand in no list unless asked for")
    made = models.DateTimeField()
    changed = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = _Files.as_manager()

    class Meta:
        ordering: ClassVar = ["-changed", "-id"]
        indexes: ClassVar = [models.Index(fields=["office", "line", "open"], name="evidence_sight")]

    def __str__(self) -> str:
        return f"{self.pk} {self.title}"


class EvidenceEdit(models.Model):
    """One edit of a case file and what it made of the text, so that it can be taken back to the byte. Those `undone`
    are behind all that are not; a new edit takes them away."""

    file = models.ForeignKey(EvidenceFile, on_delete=models.CASCADE, related_name="edits")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    what = models.JSONField(help_text="which record, which finding, why")
    made = models.JSONField(help_text="changes of the text: at, old, new")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["file", "number"], name="evidence_edits_in_order")]


class EvidenceLayer(models.Model):
    """A version of an office's own layer over a pack. Its text never changes once it is kept; one is in use."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="evidence_layers")
    pack = models.CharField(max_length=60, help_text="the pack it is laid over")
    number = models.PositiveIntegerField(help_text="counts the versions of one office and pack")
    text = models.TextField()
    note = models.CharField(max_length=500, default="", blank=True)
    in_use = models.BooleanField(default=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "pack", "number"], name="one_evidence_layer_a_number"),
            models.UniqueConstraint(
                fields=["office", "pack"], condition=Q(in_use=True), name="one_evidence_layer_used"
            ),
        ]
