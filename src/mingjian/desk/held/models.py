"""Tables of models kept here. The files of a row never change; only how it stands does."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingjian.desk.offices.models import Office
from mingjian.models.enumerations import Labelled

__all__ = ["Held", "Standing", "Use", "Way"]


class Standing(Labelled):
    """How a model kept here stands."""

    PILOT = "pilot", "试点", "in a pilot"
    PUBLISHED = "published", "已上架", "published"
    RETIRED = "retired", "已下架", "retired"
    WITHDRAWN = "withdrawn", "已撤回", "withdrawn"


class Way(Labelled):
    """Why an office may run one."""

    AUTHOR = "author", "作者所在院", "the author's office"
    PILOT = "pilot", "试点院", "pilots it"
    TAKEN = "taken", "已采用", "has taken it up"


class Held(models.Model):
    """A version of a model that does not ship. `since`: when it came to stand so; the newest published is current."""

    model = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=80)
    line = models.CharField(max_length=20)
    files = models.JSONField(help_text="name → text: model.yaml and examples/*.yaml")
    standing = models.CharField(max_length=10, choices=[(one.value, one.zh) for one in Standing])
    since = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["model", "-since", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["model", "version"], name="one_of_a_version"),
            models.UniqueConstraint(fields=["fingerprint"], name="one_of_a_content"),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.version}"


class Use(models.Model):
    """That an office may run a version; `mapping`: its own datasets for the needs, where it named them."""

    held = models.ForeignKey(Held, on_delete=models.CASCADE, related_name="uses")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="held_uses")
    way = models.CharField(max_length=10, choices=[(one.value, one.zh) for one in Way])
    mapping = models.JSONField(default=dict, help_text="need → dataset")
    since = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["office__path"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["held", "office"], name="one_use_an_office")]
