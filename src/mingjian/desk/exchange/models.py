"""Tables of exchange files: whose keys are trusted, what was sent, which files went out and came in."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from mingjian.desk.clues.models import Clue
from mingjian.desk.offices.models import Office

__all__ = ["File", "Partner", "Sent"]


class Partner(models.Model):
    """An office on another network and the public key its files are checked with."""

    code = models.CharField(max_length=12, unique=True)
    zh = models.CharField(max_length=80)
    public = models.TextField(help_text="Ed25519 public key, PEM")
    fingerprint = models.CharField(max_length=64)
    active = models.BooleanField(default=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["code"]


class File(models.Model):
    """A file that went out to a partner or came in from one; the sequence of each direction only rises."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="files")
    outgoing = models.BooleanField()
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="+", help_text="ours, that sent or took it"
    )
    kind = models.CharField(max_length=10, help_text="clues or outcomes")
    sequence = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    items = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partner", "outgoing", "sequence"], name="one_file_a_sequence")
        ]


class Sent(models.Model):
    """A clue that was sent to a partner, and what came back: the trace the giver keeps."""

    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="sent")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="sent")
    why = models.TextField()
    outcome = models.JSONField(null=True)
    outcome_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
