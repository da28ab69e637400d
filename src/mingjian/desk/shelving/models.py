"""Tables of the shelf."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from mingjian.desk.held.models import Held
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.roles import Right
from mingjian.desk.sight import OfOffice, Sighted
from mingjian.desk.workshop.models import Draft
from mingjian.models.enumerations import Labelled
from mingjian.shelf import State

__all__ = ["Asked", "Entry", "EntryStep", "Favourite", "Pilot", "Rating", "Showing", "TakeUp", "Taking"]

_PERSON = settings.AUTH_USER_MODEL


class Asked(Labelled):
    """What an office answered that was asked to pilot a model."""

    ASKED = "asked", "待答复", "asked"
    AGREED = "agreed", "同意试点", "agreed"
    DECLINED = "declined", "不参加", "declined"


class Taking(Labelled):
    """How far an office is in taking a model up."""

    ASKED = "asked", "待检察长批准", "waits for the chief"
    TAKEN = "taken", "已采用", "taken up"
    DECLINED = "declined", "未批准", "declined"
    ENDED = "ended", "已停用", "ended"


class _OfModels(OfOffice["TakeUp"]):
    """Answers of offices: seen by that office and those above."""

    right = Right.SEE_MODELS


class _Entries(Sighted["Entry"]):
    """What was published is for all who see models. Before that an entry is seen as a draft is (its office and above,
    in its line), and by the offices that are asked to pilot it."""

    right = Right.SEE_MODELS

    def visible_to(self, user: User) -> Self:
        """Those the user may see."""
        if not user.may(self.right):
            return self.none()
        lines = [line.value for line in user.line_set]
        asked = Pilot.objects.filter(office__in=user.offices_below).values("entry")
        own = (Q(office__in=user.offices_below) | Q(pk__in=asked)) & Q(line__in=lines)
        return self.filter(own | Q(published__isnull=False))


class Entry(models.Model):
    """A version of a model on its road. The files do not change any more from the assessment on."""

    model = models.CharField(max_length=80)
    model_version = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=80, default="", blank=True, help_text="from the assessment on")
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300)
    point_zh = models.CharField(max_length=200, default="", blank=True)
    point_en = models.CharField(max_length=300, default="", blank=True)
    standards = models.JSONField(default=list, help_text="lists it needs")
    line = models.CharField(max_length=20)
    files = models.JSONField(help_text="name → text: model.yaml and examples/*.yaml")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="entries")
    author = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="entries")
    draft = models.ForeignKey(Draft, null=True, on_delete=models.SET_NULL, related_name="entries")
    forked = models.JSONField(default=dict, help_text="what it was made from: model, version, fingerprint")
    origin = models.JSONField(default=dict, help_text="of a bundle: sender, name, key, sha256, its record")
    state = models.CharField(max_length=12, default=State.IDEA.value, choices=[(s.value, s.zh) for s in State])
    difference = models.TextField(default="", blank=True, help_text="how it differs from the nearest")
    review = models.JSONField(default=dict, help_text="the three answers: code → passed, why")
    purpose = models.CharField(max_length=300, default="", blank=True, help_text="of the pilot")
    figures = models.JSONField(default=dict, help_text="counted when it was handed in as applied")
    endorsed_by = models.ForeignKey(_PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    signed = models.JSONField(default=dict, help_text="the publication, signed")
    held = models.OneToOneField(Held, null=True, on_delete=models.PROTECT, related_name="entry")
    published = models.DateTimeField(null=True)
    made = models.DateTimeField()
    changed = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = _Entries.as_manager()

    class Meta:
        ordering: ClassVar = ["-changed", "-id"]
        indexes: ClassVar = [models.Index(fields=["office", "line", "state"], name="entry_sight")]

    def __str__(self) -> str:
        return f"{self.model} {self.model_version}"


class EntryStep(models.Model):
    """Something somebody did with an entry. `data`: answers, offices, figures, as it was said."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=20)
    source = models.CharField(max_length=12)
    target = models.CharField(max_length=12)
    why = models.TextField(default="", blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["id"]


class Showing(models.Model):
    """That the nearest models were shown to somebody, for these very files."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="showings")
    user = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    files = models.CharField(max_length=64, help_text="SHA-256 of the model file")
    shown = models.JSONField(help_text="ids of the models")

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["entry", "user"], name="one_showing_a_reader")]


class Pilot(models.Model):
    """An office that is asked to pilot a model."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="pilots")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="model_pilots")
    state = models.CharField(max_length=10, default=Asked.ASKED.value, choices=[(s.value, s.zh) for s in Asked])
    by = models.ForeignKey(_PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(null=True)
    why = models.TextField(default="", blank=True)

    class Meta:
        ordering: ClassVar = ["office__path"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["entry", "office"], name="one_pilot_an_office")]


class TakeUp(models.Model):
    """An office that takes a published model up: its data officer maps the data, its chief agrees."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="take_ups")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="take_ups")
    state = models.CharField(max_length=10, default=Taking.ASKED.value, choices=[(s.value, s.zh) for s in Taking])
    mapping = models.JSONField(default=dict, help_text="need → dataset")
    parameters = models.JSONField(default=dict, help_text="its own, where they differ from the model's")
    asked_by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    asked = models.DateTimeField()
    decided_by = models.ForeignKey(_PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    decided = models.DateTimeField(null=True)
    why = models.TextField(default="", blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = _OfModels.as_manager()

    class Meta:
        ordering: ClassVar = ["office__path"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["entry", "office"], name="one_take_up_an_office")]


class Favourite(models.Model):
    """A model somebody keeps at hand."""

    user = models.ForeignKey(_PERSON, on_delete=models.CASCADE, related_name="favourite_models")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="favourites")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "entry"], name="one_favourite_once")]


class Rating(models.Model):
    """What an office that ran a version thinks of it: one a version, with a reason below three."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="ratings")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="model_ratings")
    stars = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=20, default="", blank=True)
    why = models.TextField(default="", blank=True)
    by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["office__path"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["entry", "office"], name="one_rating_an_office")]
