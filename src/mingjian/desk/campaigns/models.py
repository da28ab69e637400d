"""Tables of campaigns."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from mingjian.desk.campaigns.states import CampaignState, PartState
from mingjian.desk.jobs.models import Job
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.roles import Right
from mingjian.desk.sight import OfOffice, Sighted

__all__ = ["Campaign", "CampaignRun", "CampaignStep", "Chosen", "Part"]


class _Parts(OfOffice["Part"]):
    """An office's part is seen by that office and those above it."""

    right = Right.SEE_MODELS


class _Campaigns(Sighted["Campaign"]):
    """A campaign is seen where it was made and above, and by the offices it asks; a draft only where it is made."""

    right = Right.SEE_MODELS

    def visible_to(self, user: User) -> Self:
        """Those the user may see."""
        if not user.may(self.right):
            return self.none()
        asked = Part.objects.visible_to(user).values("campaign")
        sent = (Q(office__in=user.offices_below) | Q(pk__in=asked)) & ~Q(state=CampaignState.DRAFT.value)
        return self.filter(sent | Q(office=user.office), line__in=[line.value for line in user.line_set])


class Campaign(models.Model):
    """A campaign 专项: models of one line that offices are asked to run between two days, for a purpose."""

    number = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    purpose = models.TextField()
    basis = models.TextField(help_text="legal basis")
    line = models.CharField(max_length=20)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="campaigns")
    first = models.DateField()
    last = models.DateField()
    state = models.CharField(
        max_length=10, default=CampaignState.DRAFT.value, choices=[(s.value, s.zh) for s in CampaignState]
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made = models.DateTimeField()
    published = models.DateTimeField(null=True)
    closed = models.DateTimeField(null=True)
    summary = models.JSONField(default=dict, help_text="the figures when it was closed")
    version = models.PositiveIntegerField(default=1)

    objects = _Campaigns.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["office", "line", "state"], name="campaign_sight")]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Chosen(models.Model):
    """A model of a campaign in one exact version, with the parameters that are recommended."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="models")
    model = models.CharField(max_length=80)
    model_version = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=80)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300)
    parameters = models.JSONField(default=dict, help_text="those that differ from the model's own")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "model"], name="one_model_a_campaign")]


class Part(models.Model):
    """What one office is asked to do in a campaign, and what it answered."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="parts")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="parts")
    task = models.TextField(default="", blank=True)
    state = models.CharField(max_length=10, default=PartState.ASKED.value, choices=[(s.value, s.zh) for s in PartState])
    seen = models.DateTimeField(null=True)
    answered = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, default="", blank=True)
    why = models.TextField(default="", blank=True)
    missing = models.JSONField(default=list, help_text="standards of which there are no data")
    reminded = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = _Parts.as_manager()

    class Meta:
        ordering: ClassVar = ["office__path"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "office"], name="one_part_an_office")]


class CampaignRun(models.Model):
    """A run that an office made in a campaign."""

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="runs")
    chosen = models.ForeignKey(Chosen, on_delete=models.CASCADE, related_name="runs")
    job = models.OneToOneField(Job, on_delete=models.PROTECT, related_name="campaign_run")

    class Meta:
        ordering: ClassVar = ["id"]


class CampaignStep(models.Model):
    """Something somebody did in a campaign; with an office: in its part."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="steps")
    part = models.ForeignKey(Part, null=True, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=20)
    why = models.TextField(default="", blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
