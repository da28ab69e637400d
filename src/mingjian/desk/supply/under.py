"""Which data fell under which agreement: said of a delivery, shown with the dataset."""

from __future__ import annotations

from contextlib import suppress

from django.db import transaction

from mingjian.desk.data.models import State, Upload
from mingjian.desk.data.receiving import find_upload
from mingjian.desk.data.words import may_see, standard_of
from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.lake import the_lake
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.supply.agreements import agreement_title, find_agreement, running
from mingjian.desk.supply.arrivals import standard_of_dataset
from mingjian.desk.supply.history import note
from mingjian.desk.supply.models import Agreement, Under
from mingjian.desk.supply.plan import standards_of
from mingjian.desk.supply.requests import open_requests
from mingjian.desk.supply.schemas import DatasetSupply, UnderGiven, UnderInfo, VersionUnder
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Coded, coded
from mingjian.lake import LakeError, Manifest

__all__ = ["dataset_supply", "name_agreement", "under_info"]


def under_info(user: User, number: int) -> UnderInfo:
    """The agreement of a delivery, and those it may be of."""
    upload = find_upload(user, number)
    found = Under.objects.select_related("agreement").filter(upload=upload).first()
    standard = _standard_of(upload)
    fitting = [one for one in running(user) if not standard or standard in standards_of(one)]
    return UnderInfo(
        agreement=agreement_title(found.agreement) if found is not None else None,
        choices=[agreement_title(one) for one in fitting],
        can=not upload.mends and upload.state != State.DISCARDED.value,
    )  # fmt: skip


def name_agreement(user: User, number: int, given: UnderGiven) -> UnderInfo:
    """Say which agreement a delivery came under, or that it came under none."""
    upload = find_upload(user, number)
    if upload.mends or upload.state == State.DISCARDED.value:
        raise BadRequest("这批数据不是单位交付的", "this is not a delivery of an agency")
    if given.agreement is None:
        with transaction.atomic():
            if Under.objects.filter(upload=upload).delete()[0]:
                trace(user.username, "supply.under", f"upload {upload.pk}", agreement=None)
        return under_info(user, number)
    try:
        agreement = find_agreement(user, given.agreement)
    except NotFound:
        raise BadRequest("没有这份协议", "there is no such agreement", "agreement") from None
    standard = _standard_of(upload)
    if standard and standard not in standards_of(agreement):
        raise BadRequest("协议范围不包括这类数据", "the agreement is not about such data", "agreement")
    with transaction.atomic():
        Under.objects.update_or_create(upload=upload, defaults={"agreement": agreement, "by": user, "at": now()})
        note(user, agreement, "under", upload=upload.pk, name=upload.name)
    return under_info(user, number)


def dataset_supply(user: User, dataset: str) -> DatasetSupply:
    """Where a dataset comes from. Under which conditions its versions may be used is for all who use them; the
    agreement itself is shown in its office's sight."""
    if not may_see(user):
        raise NotFound
    try:
        versions = the_lake().versions(dataset)
    except LakeError:
        raise NotFound from None
    if not versions:
        raise NotFound
    standard = standard_of_dataset(versions[-1])
    seen = set(Agreement.objects.visible_to(user).values_list("pk", flat=True))
    made = {one.version: one for one in versions}
    rows = Under.objects.filter(upload__state=State.IMPORTED.value, upload__made__in=list(made))
    found = {one.upload.made: one.agreement for one in rows.select_related("agreement", "upload").order_by("id")}
    wanted = [one for one in open_requests(user) if any(item["standard"] == standard for item in one.items)]
    return DatasetSupply(
        versions=[_version(made[version], one, one.pk in seen) for version, one in found.items()],
        agreements=[agreement_title(one) for one in running(user) if standard in standards_of(one)],
        requests=len(wanted), standard=standard,
    )  # fmt: skip


def _version(manifest: Manifest, one: Agreement, sees: bool) -> VersionUnder:
    return VersionUnder(
        number=manifest.number, id=one.pk if sees else None, title=one.title, agency=one.agency, until=one.until,
        purpose=one.purpose, beyond=_beyond(manifest, one),
    )  # fmt: skip


def _beyond(manifest: Manifest, one: Agreement) -> list[Coded]:
    """Columns that hold something and were not agreed on."""
    item = next((each for each in one.items if each["standard"] == standard_of_dataset(manifest)), None)
    standard = standard_of(manifest)
    if item is None or not item["columns"] or standard is None:
        return []
    held = [quality.column for quality in manifest.quality if quality.filled]
    more = [name for name in held if name in standard.columns and name not in item["columns"]]
    return [coded(name, standard.columns[name].label) for name in more]


def _standard_of(upload: Upload) -> str:
    """The standard of a delivery, empty while nobody chose one."""
    if upload.made:
        with suppress(LakeError):
            for one in the_lake().versions(upload.dataset):
                if one.version == upload.made:
                    return standard_of_dataset(one)
    return str(upload.draft.get("standard", ""))
