"""Bundles on the desk: a published model out, one from another network in, and the word that takes one back."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import transaction

from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.exchange.keys import own_key
from mingjian.desk.exchange.partners import known_keys
from mingjian.desk.held.models import Standing
from mingjian.desk.held.services import keep_here, stand
from mingjian.desk.now import now, today
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.shelving.entries import find_entry, keep_step
from mingjian.desk.shelving.figures import counted_for, runs_of
from mingjian.desk.shelving.models import Entry, EntryStep
from mingjian.desk.shelving.schemas import Taken
from mingjian.desk.traces.services import trace
from mingjian.models import parse_model
from mingjian.shelf import Figures, Fork, Record, Review, State, open_bundle, pack_model, pack_withdrawal
from mingjian.shelf.bundle import Bundle
from mingjian.trust.container import Refused

__all__ = ["may_pack", "may_receive", "pack_entry", "receive_bundle"]


def may_pack(user: User, entry: Entry) -> bool:
    """Who publishes lets out: reviewers and chiefs, of what is published, or the word of what is withdrawn."""
    out = entry.state == State.PUBLISHED or (entry.state == State.WITHDRAWN and entry.published is not None)
    return out and not entry.origin and (user.may(Right.REVIEW_MODEL) or user.may(Right.APPROVE))


def may_receive(user: User) -> bool:
    """A model from elsewhere begins as one to be reviewed here."""
    return user.may(Right.SEE_MODELS) and (user.may(Right.REVIEW_MODEL) or user.may(Right.BUILD))


def pack_entry(user: User, number: int) -> tuple[str, bytes]:
    """The entry as a bundle, and what it is called; that it left is written down."""
    entry = find_entry(user, number)
    if not may_pack(user, entry):
        raise NotFound
    office = user.office
    given: dict[str, Any] = {"sender": office.code, "sender_name": office.zh, "made_at": now()}
    try:
        if entry.state == State.WITHDRAWN:
            last = entry.steps.filter(action="withdraw").last()
            data = pack_withdrawal(
                own_key(), model=entry.model, version=entry.model_version, fingerprint=entry.fingerprint,
                reason=last.why if last is not None else "", **given,
            )  # fmt: skip
        else:
            data = pack_model(entry.files, own_key(), record=_record(entry), **given)
    except Refused as refused:
        raise BadRequest(f"不能打包：{refused.zh}", f"it cannot be packed: {refused.en}") from None
    trace(user.username, "shelf.pack", str(entry.pk), model=entry.model, version=entry.model_version,
          sha256=hashlib.sha256(data).hexdigest())  # fmt: skip
    return f"{entry.model}-{entry.model_version}.mjb", data


def receive_bundle(user: User, data: bytes) -> Taken:
    """Take a bundle in. `BadRequest` tells everything that is wrong with it."""
    if not may_receive(user):
        raise NotFound
    try:
        bundle = open_bundle(data, known_keys())
    except Refused as refused:
        trace(user.username, "shelf.refused", "bundle", why=refused.en[:1000])
        raise BadRequest(f"拒绝接收：{refused.zh}", f"refused: {refused.en}", "file") from None
    return _withdrawn(user, bundle) if bundle.manifest.kind == "withdrawal" else _taken(user, bundle)


# -- within ------------------------------------------------------------------------------------------------


def _record(entry: Entry) -> Record:
    figures = counted_for(entry, runs_of([entry]).get(entry.pk, []))
    told = Figures(
        at=figures.at or today(), runs=figures.runs, offices=figures.offices, clues=figures.clues or 0,
        confirmed=figures.confirmed or 0, rejected=figures.rejected or 0, precision=figures.precision,
        low=figures.low, high=figures.high, undetermined=figures.undetermined,
    )  # fmt: skip
    reviews = tuple(
        Review(action=one.action, at=one.at, office=one.office.zh, why=one.why)
        for one in entry.steps.select_related("office")
    )
    fork = Fork(**entry.forked) if {"model", "version", "fingerprint"} <= set(entry.forked) else None
    return Record(forked_from=fork, reviews=reviews, figures=told)


def _told(bundle: Bundle, entry: int | None, already: bool) -> Taken:
    manifest = bundle.manifest
    return Taken(kind=manifest.kind, model=manifest.model, model_version=manifest.version,
                 sender=manifest.sender_name, entry=entry, already=already)  # fmt: skip


def _taken(user: User, bundle: Bundle) -> Taken:
    manifest, model = bundle.manifest, parse_model(bundle.files["model.yaml"], "model.yaml")
    if model.definition.line not in user.line_set:
        raise BadRequest("此模型不是您的业务条线", "the model is not of one of your lines", "file")
    there = Entry.objects.filter(fingerprint=model.fingerprint).first()
    if there is not None:
        return _told(bundle, there.pk if Entry.objects.visible_to(user).filter(pk=there.pk).exists() else None, True)
    point = model.definition.point
    origin = {"sender": manifest.sender, "name": manifest.sender_name, "key": bundle.key, "sha256": bundle.sha256,
              "record": bundle.record.model_dump(mode="json")}  # fmt: skip
    with transaction.atomic():
        held = keep_here(model, bundle.files, Standing.PILOT)
        made = Entry.objects.create(
            model=model.id, model_version=model.version, fingerprint=model.fingerprint, title_zh=model.title.zh,
            title_en=model.title.en, point_zh=" ".join(point.zh.split())[:200], point_en=point.en[:300],
            standards=sorted(set(model.datasets.values())), line=model.definition.line.value,
            files=dict(bundle.files), office=user.office, author=user, origin=origin, held=held,
            forked=bundle.record.forked_from.model_dump() if bundle.record.forked_from else {},
            state=State.APPLIED.value, made=now(), changed=now(),
        )  # fmt: skip
        EntryStep.objects.create(
            entry=made, at=now(), by=user, office=user.office, action="receive", source=State.APPLIED.value,
            target=State.APPLIED.value, why=manifest.sender_name,
        )  # fmt: skip
        trace(user.username, "shelf.receive", str(made.pk), model=made.model, version=made.model_version,
              sender=manifest.sender, sha256=bundle.sha256)  # fmt: skip
    return _told(bundle, made.pk, False)


def _withdrawn(user: User, bundle: Bundle) -> Taken:
    """Only who sent a version takes it back, and only that very content."""
    manifest = bundle.manifest
    entry = (
        Entry.objects.filter(fingerprint=manifest.fingerprint, origin__sender=manifest.sender)
        .select_related("held")
        .first()
    )
    if entry is None:
        raise BadRequest("本系统没有从该院收进此版本", "this version did not come from that office", "file")
    if entry.state == State.WITHDRAWN:
        return _told(bundle, None, True)
    with transaction.atomic():
        offices = [one.office.code for one in entry.held.uses.select_related("office")] if entry.held else []
        keep_step(user, entry, "withdraw", State.WITHDRAWN, manifest.reason, data={"offices": offices})
        if entry.held is not None:
            stand(entry.held, Standing.WITHDRAWN)
    return _told(bundle, entry.pk, False)
