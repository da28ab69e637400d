"""Tables of supply: requests, agreements with their papers, what happened to each, which delivery fell under which."""

from __future__ import annotations

from typing import ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models

from mingjian.desk.data.models import Upload
from mingjian.desk.data.words import may_see
from mingjian.desk.offices.models import Office, User
from mingjian.desk.sight import OfOffice
from mingjian.desk.supply.kinds import AgreementState, Frequency, RequestState

__all__ = ["Agreement", "DataRequest", "Event", "Paper", "Under"]

Row = TypeVar("Row", bound=models.Model)


class _Supplied(OfOffice[Row]):
    """Of an office and of no line; read by whoever sees which data there is."""

    def visible_to(self, user: User) -> Self:
        """Those of the user's office and of the ones below."""
        return self.filter(office__in=user.offices_below) if may_see(user) else self.none()


class _Asked(models.Model):
    """What requests and agreements have both: whom it is with, which data, for which region, who looks after it."""

    agency = models.CharField(max_length=120)
    agency_kind = models.CharField(max_length=20)
    items = models.JSONField(help_text="list of {standard, columns}; no columns: all of them")
    region = models.CharField(max_length=6, default="", blank=True, help_text="empty: not limited")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class DataRequest(_Asked):
    """A request to an agency. `escalated` is the office it was handed up to, until that office hands it back."""

    first = models.DateField(null=True, help_text="first day of the period that is asked for")
    last = models.DateField(null=True)
    bases = models.JSONField(default=list, help_text="codes of `bases.yaml`")
    basis = models.CharField(max_length=300, default="", blank=True, help_text="typed by a person: not verified")
    purpose_kind = models.CharField(max_length=10)
    purpose = models.CharField(max_length=500)
    due = models.DateField(null=True)
    state = models.CharField(max_length=10, default=RequestState.DRAFT.value)
    number = models.CharField(max_length=80, default="", blank=True, help_text="of the document that was sent")
    sent_on = models.DateField(null=True)
    reminded = models.PositiveIntegerField(default=0)
    refusal = models.CharField(max_length=20, default="", blank=True)
    escalated = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")
    escalated_on = models.DateField(null=True)

    objects = _Supplied["DataRequest"].as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["office", "state", "due"], name="request_sight")]


class Agreement(_Asked):
    """An agreement with an agency. `first_due` and `day` say when deliveries fall due (`due.py`)."""

    title = models.CharField(max_length=200)
    number = models.CharField(max_length=80, default="", blank=True)
    purpose = models.CharField(max_length=1000, help_text="what the data may be used for")
    starts = models.DateField()
    until = models.DateField()
    frequency = models.CharField(max_length=12, choices=[(one.value, one.zh) for one in Frequency])
    first_due = models.DateField()
    day = models.PositiveSmallIntegerField(help_text="of the month, where it comes by months")
    request = models.ForeignKey(DataRequest, null=True, on_delete=models.SET_NULL, related_name="agreements")
    state = models.CharField(max_length=10, default=AgreementState.ACTIVE.value)
    ended_on = models.DateField(null=True)

    objects = _Supplied["Agreement"].as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["office", "state", "until"], name="agreement_sight")]


class Event(models.Model):
    """What was done to a request or an agreement: by whom, when and why. Never changed."""

    request = models.ForeignKey(DataRequest, null=True, on_delete=models.CASCADE, related_name="events")
    agreement = models.ForeignKey(Agreement, null=True, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=20)
    why = models.TextField(default="", blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["id"]


class Paper(models.Model):
    """A file put to an agreement; its bytes lie in the desk's folder under their SHA-256."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="papers")
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]


class Under(models.Model):
    """The agreement a delivery came under, as the officer who received it said."""

    upload = models.OneToOneField(Upload, on_delete=models.CASCADE, related_name="under")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="deliveries")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
