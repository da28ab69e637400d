"""Keeping a model here, and who may run it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import IntegrityError, transaction

from mingjian.desk.errors import BadRequest, Conflict
from mingjian.desk.held.files import written
from mingjian.desk.held.models import Held, Standing, Use, Way
from mingjian.desk.now import now
from mingjian.desk.offices.models import Office
from mingjian.models import Model

__all__ = ["RUNS", "allow", "check_runs", "end_use", "held_of", "keep_here", "mapping_of", "may_read", "stand"]

RUNS = (Standing.PILOT.value, Standing.PUBLISHED.value)
"""While it stands so, those who may run it do."""


def keep_here(model: Model, files: Mapping[str, str], standing: Standing) -> Held:
    """Keep a version. `Conflict` where another content has its number: a version is one content, for ever."""
    there = Held.objects.filter(fingerprint=model.fingerprint).first()
    if there is not None:
        return there
    written(model.id, model.version, model.fingerprint, files)
    try:
        with transaction.atomic():
            return Held.objects.create(
                model=model.id, version=model.version, fingerprint=model.fingerprint, files=dict(files),
                line=model.definition.line.value, standing=standing.value, since=now(),
            )  # fmt: skip
    except IntegrityError:
        raise Conflict(
            f"{model.id} 的 {model.version} 版已有另一内容，请改版本号",
            f"version {model.version} of {model.id} is here with another content: give it another number",
        ) from None


def stand(held: Held, standing: Standing) -> None:
    """From now on it stands so."""
    Held.objects.filter(pk=held.pk).update(standing=standing.value, since=now())


def allow(held: Held, offices: Iterable[Office], way: Way, mapping: Mapping[str, str] | None = None) -> None:
    """Let offices run it."""
    for office in offices:
        given = {"way": way.value, "since": now(), "mapping": dict(mapping or {})}
        Use.objects.update_or_create(held=held, office=office, defaults=given)


def end_use(held: Held, office: Office) -> None:
    """The office runs it no more."""
    Use.objects.filter(held=held, office=office).delete()


def held_of(model: Model) -> Held | None:
    """The row of a model kept here; None for one that ships."""
    return Held.objects.filter(fingerprint=model.fingerprint).defer("files").first()


def mapping_of(office: Office, model: Model) -> dict[str, str]:
    """Which of its datasets an office runs a model with: need → dataset; empty where it named none."""
    use = Use.objects.filter(held__fingerprint=model.fingerprint, office=office).first()
    return {} if use is None else dict(use.mapping)


def may_read(offices: Iterable[int], model: Model) -> bool:
    """Whether people of some offices may read a model: all but one that was never published, whose pilots do."""
    held = held_of(model)
    if held is None or held.standing != Standing.PILOT:
        return True
    return Use.objects.filter(held=held, office__in=list(offices)).exists()


def check_runs(office: Office, model: Model) -> None:
    """Raise `BadRequest` where an office may not run a model kept here now."""
    held = held_of(model)
    if held is None:
        return
    if held.standing not in RUNS:
        said = Standing.of(held.standing)
        raise BadRequest(f"此版本{said.zh}，不能再运行", f"this version is {said.en} and runs no more", "model")
    if not Use.objects.filter(held=held, office=office).exists():
        raise BadRequest(
            "本院尚未采用此模型：请先在“模型共享”中办理采用",
            "your office has not taken this model up: that is done on the shelf",
            "model",
        )
